import type { Calendar } from '../calendar.ts'
import { CLOSE_DEALER, type DueDate, dueDate } from '../due-date.ts'
import type { Fen } from '../money.ts'
import { addDays, type Instant, type LocalDate } from '../time.ts'

/** The deposit's top-up with its ladder (domain 3.2): notice, new business off and I02, suspension. */

export const TOPUP_STATES = ['NOTICED', 'OVERDUE', 'SUSPENSION', 'ENDED'] as const
export type TopupState = (typeof TOPUP_STATES)[number]

/** What is missing of the required amount; 0 when nothing is. */
export function shortOf(requiredFen: Fen, balanceFen: Fen): Fen {
	return Math.max(0, requiredFen - balanceFen)
}

export type TopupDays = { readonly due: DueDate; readonly suspendOn: LocalDate }

/** The notice's last day in working days, and the first calendar day on which business is proposed for suspension. */
export function topupDays(
	calendar: Calendar,
	noticedAt: Instant,
	workingDays: number,
	suspendAfterDays: number,
	closeAt = CLOSE_DEALER,
): TopupDays {
	const due = dueDate(calendar, noticedAt, { amount: workingDays, unit: 'wd' }, closeAt)
	return { due, suspendOn: addDays(due.dueOn, suspendAfterDays) }
}

export type TopupFacts = {
	readonly state: TopupState
	readonly dueAt: Instant
	readonly suspendOn: LocalDate
}

/** The next step of a running notice at a moment; null when it has to wait. One step at a time, each once. */
export function topupStep(
	facts: TopupFacts,
	now: { readonly at: Instant; readonly today: LocalDate; readonly shortFen: Fen },
): 'ENDED' | 'OVERDUE' | 'SUSPENSION' | null {
	if (facts.state === 'ENDED') return null
	if (now.shortFen === 0) return 'ENDED'
	if (facts.state === 'NOTICED') return now.at > facts.dueAt ? 'OVERDUE' : null
	if (facts.state === 'OVERDUE') return now.today >= facts.suspendOn ? 'SUSPENSION' : null
	return null
}
