import type { Calendar } from '#app/domain/calendar.ts'
import {
	type Clock,
	type ClockKind,
	type ClockParty,
	closeFor,
	startClock,
	startClockUntil,
} from '#app/domain/clock.ts'
import { CLOSE_DEALER } from '#app/domain/due-date.ts'
import { LIMITS } from '#app/domain/penalty/notice-body.ts'
import type { DeadlinePolicy } from '#app/domain/policy/policy.ts'
import { addMs, type Instant, instantAt, type LocalDate } from '#app/domain/time.ts'
import { type StoredClock, startClocks, stopClocks } from '#db/queries/clocks.server.ts'
import type { PenaltyRow } from '#db/queries/penalties.server.ts'
import type { Handle, Tx } from '#db/tx.server.ts'
import type { Ctx } from '../context.server.ts'
import { currentCalendar } from '../reference/load.server.ts'
import { closesOf } from '../reference/policy.server.ts'

type Counted = { readonly kind: ClockKind; readonly party: ClockParty; readonly days: number }

const COUNTED = {
	check: { kind: 'penalty.check', party: 'staff', days: LIMITS.check },
	service: { kind: 'penalty.service', party: 'dealer', days: LIMITS.service },
	defence: { kind: 'penalty.defence', party: 'dealer', days: LIMITS.defence },
	decision: { kind: 'penalty.decision', party: 'staff', days: LIMITS.decision },
	review: { kind: 'penalty.review', party: 'dealer', days: LIMITS.review },
	reviewDecision: { kind: 'penalty.reviewDecision', party: 'staff', days: LIMITS.reviewDecision },
} as const satisfies Record<string, Counted>

/** By what a deadline is counted: the days, and when the last of them ends for whom it binds (domain 6.3). */
type Counting = { readonly calendar: Calendar; readonly closeOfDay: DeadlinePolicy['closeOfDay'] }

export async function countingOf(ctx: Ctx, handle: Handle): Promise<Counting> {
	return { calendar: await currentCalendar(ctx, handle), closeOfDay: await closesOf(ctx, handle) }
}

/** A deadline of a case counted in working days from a day (domain 4). */
export function caseClock(
	{ calendar, closeOfDay }: Counting,
	penaltyId: string,
	step: keyof typeof COUNTED,
	from: LocalDate | Instant,
	round = 1,
): Clock {
	const { kind, party, days } = COUNTED[step]
	const closeAt = closeFor(closeOfDay, party)
	const start = { subjectKind: 'penalty', subjectId: penaltyId, kind, party, round, closeAt } as const
	return startClock(calendar, { ...start, from, limit: { amount: days, unit: 'wd' } })
}

/** The end of the limitation, 24:00 of its last day. */
export function limitationClock(calendar: Calendar, penaltyId: string, from: LocalDate, until: LocalDate): Clock {
	const start = { subjectKind: 'penalty', subjectId: penaltyId, kind: 'penalty.limitation', party: 'staff' } as const
	return startClockUntil(calendar, { ...start, from, dueOn: until, closeAt: CLOSE_DEALER })
}

export async function runClocks(ctx: Ctx, tx: Tx, clocks: readonly Clock[]): Promise<void> {
	await startClocks(tx, ctx.actor.branchId, ctx.newId, clocks)
}

export async function answerClocks(ctx: Ctx, tx: Tx, penaltyId: string, kinds: readonly ClockKind[]): Promise<void> {
	await stopClocks(tx, 'penalty', penaltyId, kinds, ctx.now, 'answered')
}

const ALL: readonly ClockKind[] = [
	'penalty.check',
	'penalty.service',
	'penalty.defence',
	'penalty.decision',
	'penalty.review',
	'penalty.reviewDecision',
	'penalty.limitation',
]

/** An exit ends every deadline of the case. */
export async function cancelClocks(ctx: Ctx, tx: Tx, penaltyId: string): Promise<void> {
	await stopClocks(tx, 'penalty', penaltyId, ALL, ctx.now, 'cancelled')
}

/** A deadline that the case still waits for: one that runs, or one of ours that has passed while its step waits. */
export function isPending(
	row: Pick<PenaltyRow, 'state' | 'round'>,
	clock: Pick<StoredClock, 'kind' | 'state' | 'round'>,
): boolean {
	if (clock.state === 'RUNNING') return true
	if (clock.state !== 'BREACHED' || clock.round !== row.round) return false
	switch (clock.kind) {
		case 'penalty.check':
			return row.state === 'DRAFT'
		case 'penalty.decision':
			return row.state === 'DEFENCE'
		case 'penalty.reviewDecision':
			return row.state === 'REVIEW'
		default:
			return false
	}
}

export const calendarOf = (ctx: Ctx, tx: Handle) => currentCalendar(ctx, tx)

/** The moment of a service that counts on a day: now, or the last moment of an earlier day. */
export function servedAt(ctx: Ctx, on: LocalDate): Instant {
	return on === ctx.today ? ctx.now : addMs(instantAt(on, CLOSE_DEALER), -1)
}
