import { type MachineTable, may } from '../machine.ts'
import type { Fen } from '../money.ts'
import { type Outcome, refuse } from '../refusal.ts'
import { ok } from '../result.ts'
import { addDays, type LocalDate } from '../time.ts'

/** The end of a dealer's agreement and the refund of the rest of the deposit (domain 3.2). */

export const EXIT_STATES = ['PROPOSED', 'CONFIRMED', 'TERMINATED', 'REFUNDED', 'CANCELLED'] as const
export type ExitState = (typeof EXIT_STATES)[number]
export type ExitAction = 'confirm' | 'cancel' | 'terminate' | 'refund'

export const EXIT_MACHINE: MachineTable<ExitState, ExitAction> = {
	confirm: { PROPOSED: ['CONFIRMED', 'TERMINATED'] },
	cancel: { PROPOSED: ['CANCELLED'], CONFIRMED: ['CANCELLED'] },
	terminate: { CONFIRMED: ['TERMINATED'] },
	refund: { TERMINATED: ['TERMINATED', 'REFUNDED'] },
}

/** What is still open with the dealer, and lowers the refund. */
export const OPEN_ITEM_KINDS = [
	'case',
	'penalty',
	'receivable',
	'clawback',
	'redress',
	'recourse',
	'instalment',
] as const
export type OpenItemKind = (typeof OPEN_ITEM_KINDS)[number]
export type OpenItem = {
	readonly kind: OpenItemKind
	readonly id: string
	readonly number: string
	/** What it keeps back (fen); 0 for what is held already or not decided. */
	readonly amountFen: Fen
}

export type ExitRefund = {
	readonly balanceFen: Fen
	/** Held for cases that are not over: neither paid back nor taken. */
	readonly heldFen: Fen
	readonly availableFen: Fen
	readonly openFen: Fen
	readonly payableFen: Fen
}

/** What may be paid back now: the available deposit less the open items, never below 0. */
export function exitRefund(
	balance: { readonly balanceFen: Fen; readonly heldFen: Fen; readonly availableFen: Fen },
	items: readonly OpenItem[],
): ExitRefund {
	const openFen = items.reduce((total, item) => total + item.amountFen, 0)
	return { ...balance, openFen, payableFen: Math.max(0, balance.availableFen - openFen) }
}

/** The first day on which the rest is paid back. */
export function refundDay(exitOn: LocalDate, refundAfterDays: number): LocalDate {
	return addDays(exitOn, refundAfterDays)
}

export type ExitFacts = {
	readonly state: ExitState
	readonly proposedBy: string
	readonly refundOn: LocalDate
}

function guard(facts: ExitFacts, action: ExitAction): Outcome<null> {
	if (may(EXIT_MACHINE, facts.state, action)) return ok(null)
	return refuse('procedure', 'wrong-state', { state: facts.state, action })
}

export function confirmExit(facts: ExitFacts, actorId: string): Outcome<null> {
	const open = guard(facts, 'confirm')
	if (!open.ok) return open
	return facts.proposedBy === actorId ? refuse('forbidden', 'exit.proposer-confirms') : ok(null)
}

export function cancelExit(facts: ExitFacts): Outcome<null> {
	return guard(facts, 'cancel')
}

/** Paid by somebody else than who proposed the exit, not before its day, and only when there is something. */
export function payExit(facts: ExitFacts, actorId: string, today: LocalDate, payableFen: Fen): Outcome<null> {
	const open = guard(facts, 'refund')
	if (!open.ok) return open
	if (facts.proposedBy === actorId) return refuse('forbidden', 'exit.proposer-pays')
	if (today < facts.refundOn) return refuse('procedure', 'exit.too-early', { day: facts.refundOn })
	return payableFen > 0 ? ok(null) : refuse('procedure', 'exit.nothing-to-pay')
}
