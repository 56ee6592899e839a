import type { Calendar } from '../calendar.ts'
import { addWorkingDays } from '../due-date.ts'
import { type MachineTable, may } from '../machine.ts'
import type { Fen } from '../money.ts'
import { type Outcome, refuse } from '../refusal.ts'
import { ok } from '../result.ts'
import { addDays, type LocalDate } from '../time.ts'

/** Money owed to a user (domain 3.2, 4): at once and independently of the penalty; a reversal does not take it back. */

export const REDRESS_BASES = ['REFUND', 'TREBLE'] as const
export type RedressBasis = (typeof REDRESS_BASES)[number]

export const REDRESS_STATES = ['OWED', 'PAID_BY_DEALER', 'PAID_IN_ADVANCE', 'RECOVERED', 'CANCELLED'] as const
export type RedressState = (typeof REDRESS_STATES)[number]
export type RedressAction = 'assess' | 'prove' | 'verify' | 'propose-advance' | 'approve-advance' | 'recover' | 'cancel'

export const REDRESS_MACHINE: MachineTable<RedressState, RedressAction> = {
	assess: { OWED: ['OWED'] },
	prove: { OWED: ['OWED'] },
	verify: { OWED: ['OWED', 'PAID_BY_DEALER'] },
	'propose-advance': { OWED: ['OWED'] },
	'approve-advance': { OWED: ['OWED', 'PAID_IN_ADVANCE'] },
	recover: { PAID_IN_ADVANCE: ['RECOVERED'] },
	cancel: { OWED: ['CANCELLED'] },
}

/** The law's least sum for fraud: 500 yuan [LAW1 art 55]. */
export const TREBLE_LEAST_FEN = 500_00
/** Working days from the confirmation of the facts, and the calendar day that is never passed (domain 4). */
export const REDRESS_DAYS = 5
export const REDRESS_LAST_DAY = 15

/** The refund is the price (fen); for fraud three times the price, at least 500 yuan. Refuses nothing; 0 stays 0 for a refund. */
export function redressAmount(basis: RedressBasis, priceFen: Fen): Fen {
	return basis === 'REFUND' ? priceFen : Math.max(priceFen * 3, TREBLE_LEAST_FEN)
}

/** What the dealer owes the operator who paid in advance: its share of the fault (percent), rounded down. */
export function recourseOf(amountFen: Fen, dealerShare: number): Fen {
	return Math.floor((amountFen * dealerShare) / 100)
}

/** Due after 5 working days, never after calendar day 15; after that day the delay counts as deliberate. */
export function redressDays(calendar: Calendar, confirmedOn: LocalDate): { dueOn: LocalDate; lateOn: LocalDate } {
	const lateOn = addDays(confirmedOn, REDRESS_LAST_DAY)
	const due = addWorkingDays(calendar, confirmedOn, REDRESS_DAYS)
	return { dueOn: due < lateOn ? due : lateOn, lateOn }
}

/** The price of each user when only a sum is known: equal parts in whole fen, the rest with the first. */
export function sharePrice(totalFen: Fen, users: number): Fen[] {
	if (users <= 0) return []
	const part = Math.floor(totalFen / users)
	return Array.from({ length: users }, (_, i) => (i === 0 ? totalFen - part * (users - 1) : part))
}

export type RedressFacts = {
	readonly state: RedressState
	readonly amountFen: Fen
	readonly confirmedOn: LocalDate
	readonly provedBy: string | null
	readonly advanceBy: string | null
}

function guard(facts: RedressFacts, action: RedressAction): Outcome<null> {
	if (may(REDRESS_MACHINE, facts.state, action)) return ok(null)
	return refuse('procedure', 'wrong-state', { state: facts.state, action })
}

/** Sets price and basis while nothing was paid or proved. */
export function assessRedress(facts: RedressFacts): Outcome<null> {
	const open = guard(facts, 'assess')
	if (!open.ok) return open
	return untouched(facts)
}

function untouched(facts: RedressFacts): Outcome<null> {
	if (facts.provedBy !== null) return refuse('procedure', 'redress.proof-waits')
	if (facts.advanceBy !== null) return refuse('procedure', 'redress.advance-waits')
	return ok(null)
}

/** Somebody shows that the dealer has paid on a day; a second person verifies. */
export function proveRedress(facts: RedressFacts, paidOn: LocalDate, today: LocalDate): Outcome<null> {
	const open = guard(facts, 'prove')
	if (!open.ok) return open
	if (facts.amountFen === 0) return refuse('procedure', 'redress.no-amount')
	const free = untouched(facts)
	if (!free.ok) return free
	return paidOn > today ? refuse('invalid', 'redress.day-ahead', { today }) : ok(null)
}

export function verifyRedress(facts: RedressFacts, actorId: string): Outcome<null> {
	const open = guard(facts, 'verify')
	if (!open.ok) return open
	if (facts.provedBy === null) return refuse('procedure', 'redress.no-proof')
	return facts.provedBy === actorId ? refuse('forbidden', 'redress.prover-verifies') : ok(null)
}

/** The operator shall pay first; a second person approves it. */
export function proposeAdvance(facts: RedressFacts): Outcome<null> {
	const open = guard(facts, 'propose-advance')
	if (!open.ok) return open
	return facts.amountFen === 0 ? refuse('procedure', 'redress.no-amount') : untouched(facts)
}

export function approveAdvance(facts: RedressFacts, actorId: string): Outcome<null> {
	const open = guard(facts, 'approve-advance')
	if (!open.ok) return open
	if (facts.advanceBy === null) return refuse('procedure', 'redress.no-advance')
	return facts.advanceBy === actorId ? refuse('forbidden', 'redress.proposer-approves') : ok(null)
}

export function cancelRedress(facts: RedressFacts): Outcome<null> {
	const open = guard(facts, 'cancel')
	return open.ok ? untouched(facts) : open
}

/** How late it is: in time, overdue, or deliberate delay after day 15. */
export function delayOf(
	of: { readonly dueOn: LocalDate; readonly lateOn: LocalDate },
	paidOrToday: LocalDate,
): 'in-time' | 'overdue' | 'deliberate' {
	if (paidOrToday > of.lateOn) return 'deliberate'
	return paidOrToday > of.dueOn ? 'overdue' : 'in-time'
}
