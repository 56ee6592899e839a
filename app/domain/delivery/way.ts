import type { Calendar } from '../calendar.ts'
import { assertNever } from '../result.ts'
import { type Instant, isLocalDate, type LocalDate, parseMoment } from '../time.ts'
import { classOf, type NoticeClass } from './classes.ts'
import { digestAt, leavesAt, openFrom, type Quiet, quarterAfter } from './when.ts'

/** single: every message alone; digest: everything that is not urgent once in the morning. */
export const PACES = ['by-kind', 'single', 'digest'] as const
export type Pace = (typeof PACES)[number]

export type Choice = {
	readonly byMail: boolean
	readonly byGroup: boolean
	readonly pace: Pace
	readonly quiet: Quiet | null
}
export const DEFAULT_CHOICE: Choice = { byMail: true, byGroup: true, pace: 'by-kind', quiet: null }

/** From so many messages to one person within an hour on, the rest is gathered (trust 3.6, U18). */
export const BURST = 10

type Params = Readonly<Record<string, string | number>>

const momentOf = (text: string | number | undefined) => (typeof text === 'string' ? parseMoment(text) : null)

/**
 * The class of one message: that of its kind, raised to urgent where waiting for working hours would be too late
 * (an order of hours, a rung in hours, a due moment before the branch opens).
 */
export function messageClass(
	calendar: Calendar,
	message: { readonly kind: string; readonly params: Params },
	subject: { readonly inHours: boolean },
	now: Instant,
): NoticeClass {
	const cls = classOf(message.kind)
	if (cls === 'legal' || cls === 'urgent') return cls
	const { rung, due } = message.params
	if (typeof rung === 'string' && /^T-\d+h$/.test(rung)) return 'urgent'
	if (subject.inHours && message.kind !== 'order.completed' && message.kind !== 'order.struck-off') return 'urgent'
	const at = momentOf(due)
	const nowMs = momentOf(now) ?? 0
	const opens = momentOf(openFrom(calendar, now)) ?? nowMs
	return at !== null && at >= nowMs && at <= opens ? 'urgent' : cls
}

/** alone: one envelope per message; morning: the digest of a working day; burst: gathered to the quarter of an hour. */
export type Way = { readonly how: 'alone' | 'morning' | 'burst'; readonly at: Instant }

/** How a message goes to a person by mail; null when the person does not want it so. */
export function mailWay(
	calendar: Calendar,
	cls: NoticeClass,
	choice: Choice,
	facts: { readonly owner: boolean; readonly lately: number; readonly now: Instant },
): Way | null {
	const { now, owner, lately } = facts
	const alone = (): Way => ({ how: 'alone', at: leavesAt(calendar, cls, now, choice.quiet) })
	const morning = (): Way => ({ how: 'morning', at: digestAt(calendar, now, choice.quiet) })
	const gathered = (): Way =>
		lately < BURST ? alone() : { how: 'burst', at: leavesAt(calendar, cls, quarterAfter(now), choice.quiet) }
	if (cls === 'legal') return alone()
	if (!choice.byMail) return null
	switch (cls) {
		case 'urgent':
			return gathered()
		case 'plain':
			return choice.pace === 'digest' ? morning() : gathered()
		case 'late':
			// duly#11: thirty late tasks are one message to the manager; the owner is told of each.
			return choice.pace === 'single' || (owner && choice.pace === 'by-kind') ? gathered() : morning()
		default:
			return assertNever(cls)
	}
}

/** How a group hears of it: urgent at once, everything else once in the morning. */
export function groupWay(calendar: Calendar, cls: NoticeClass, now: Instant): Way {
	return cls === 'urgent' ? { how: 'alone', at: now } : { how: 'morning', at: digestAt(calendar, now, null) }
}

/** True when the day that a message names lies before today: only then a digest calls people by name. */
export function isLate(params: Params, today: LocalDate): boolean {
	const { due } = params
	return typeof due === 'string' && isLocalDate(due) && due < today
}
