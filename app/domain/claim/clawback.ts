import { type MachineTable, may } from '../machine.ts'
import type { Fen } from '../money.ts'
import { type Outcome, refuse } from '../refusal.ts'
import { ok } from '../result.ts'
import type { LocalDate } from '../time.ts'

/** Commission claw-back (domain 3.2): not a penalty; it takes back what was paid for business that is none. */

export const CLAWBACK_CAUSES = ['SIM_FARMING', 'VOID_BUSINESS', 'GRAVE'] as const
export type ClawbackCause = (typeof CLAWBACK_CAUSES)[number]

export const BAD_KINDS = ['FARMED', 'VOID'] as const
export type BadKind = (typeof BAD_KINDS)[number]

/** One activation of a month, as the list has it. */
export type ActivationFacts = {
	readonly id: string
	readonly recordKey: string
	readonly activatedOn: LocalDate
	/** Paid so far. */
	readonly commissionFen: Fen
	/** Instalments that are not paid yet. */
	readonly unpaidFen: Fen
	readonly bad: BadKind | null
}

/** When SIM farming counts: above this share of a month's activations, and above this number (both strict). */
export type FarmingRule = { readonly badShareAbovePercent: number; readonly badCountAbove: number }

export type ClawbackResult = {
	readonly total: number
	readonly bad: number
	/** Bad ones that the rule lets pass. */
	readonly allowed: number
	/** The records that are clawed back, in the order in which they were chosen. */
	readonly records: readonly ActivationFacts[]
	readonly amountFen: Fen
	/** Instalments of these records that will not be paid any more. */
	readonly cancelledFen: Fen
}

const sum = (list: readonly ActivationFacts[], of: (one: ActivationFacts) => Fen) =>
	list.reduce((total, one) => total + of(one), 0)

function resultOf(total: number, bad: number, allowed: number, records: readonly ActivationFacts[]): ClawbackResult {
	return {
		total,
		bad,
		allowed,
		records,
		amountFen: sum(records, (one) => one.commissionFen),
		cancelledFen: sum(records, (one) => one.unpaidFen),
	}
}

/** Highest commission first; equal ones by date of activation, then by the list's key. */
export function byCommission(a: ActivationFacts, b: ActivationFacts): number {
	if (a.commissionFen !== b.commissionFen) return b.commissionFen - a.commissionFen
	if (a.activatedOn !== b.activatedOn) return a.activatedOn < b.activatedOn ? -1 : 1
	return a.recordKey < b.recordKey ? -1 : a.recordKey > b.recordKey ? 1 : 0
}

/** True when a month's farmed records are above both thresholds. */
export function isFarming(total: number, bad: number, rule: FarmingRule): boolean {
	return bad * 100 > total * rule.badShareAbovePercent && bad > rule.badCountAbove
}

/**
 * What a month of one dealer gives for a cause (domain 3.2). `list` is the whole month.
 * - VOID_BUSINESS: every void record, 100%.
 * - SIM_FARMING: above both thresholds, farmed − floor(total × share%) records, highest commission first; else none.
 * - GRAVE (an L4 case): every bad record.
 */
export function clawbackOf(cause: ClawbackCause, list: readonly ActivationFacts[], rule: FarmingRule): ClawbackResult {
	const total = list.length
	if (cause === 'SIM_FARMING') {
		const farmed = list.filter((one) => one.bad === 'FARMED').sort(byCommission)
		const allowed = Math.floor((total * rule.badShareAbovePercent) / 100)
		if (!isFarming(total, farmed.length, rule)) return resultOf(total, farmed.length, farmed.length, [])
		return resultOf(total, farmed.length, allowed, farmed.slice(0, farmed.length - allowed))
	}
	const bad = list.filter((one) => (cause === 'GRAVE' ? one.bad !== null : one.bad === 'VOID')).sort(byCommission)
	return resultOf(total, bad.length, 0, bad)
}

/** Farmed records of one month that lead to an exit review (settings.uplift.farmingExitCount; 0 is never). */
export function asksExitReview(farmed: number, farmingExitCount: number): boolean {
	return farmingExitCount > 0 && farmed >= farmingExitCount
}

export const CLAWBACK_STATES = ['DRAFT', 'CONFIRMED', 'COLLECTED', 'DROPPED', 'REVERSED'] as const
export type ClawbackState = (typeof CLAWBACK_STATES)[number]
export type ClawbackAction = 'object' | 'answer' | 'confirm' | 'drop' | 'collect' | 'reverse'

export const CLAWBACK_MACHINE: MachineTable<ClawbackState, ClawbackAction> = {
	object: { DRAFT: ['DRAFT'] },
	answer: { DRAFT: ['DRAFT'] },
	confirm: { DRAFT: ['CONFIRMED'] },
	drop: { DRAFT: ['DROPPED'] },
	collect: { CONFIRMED: ['COLLECTED'] },
	reverse: { CONFIRMED: ['REVERSED'], COLLECTED: ['REVERSED'] },
}

/** Working days in which the dealer may object before anybody confirms (DESIGN). */
export const OBJECTION_DAYS = 3

export type ClawbackFacts = {
	readonly state: ClawbackState
	readonly madeBy: string
	readonly objectionUntil: LocalDate
	readonly objected: boolean
	readonly answered: boolean
}

function guard(facts: ClawbackFacts, action: ClawbackAction): Outcome<null> {
	if (may(CLAWBACK_MACHINE, facts.state, action)) return ok(null)
	return refuse('procedure', 'wrong-state', { state: facts.state, action })
}

/** The dealer's text, once, within the window. */
export function objectTo(facts: ClawbackFacts, today: LocalDate): Outcome<null> {
	const open = guard(facts, 'object')
	if (!open.ok) return open
	if (facts.objected) return refuse('procedure', 'claim.objected-already')
	if (today > facts.objectionUntil) return refuse('procedure', 'claim.window-over', { day: facts.objectionUntil })
	return ok(null)
}

/** What stands between a draft and its confirmation, in order. */
export function confirmBars(facts: ClawbackFacts, actorId: string, today: LocalDate) {
	return [
		{ rule: 'claim.proposer-confirms' as const, ok: facts.madeBy !== actorId, kind: 'forbidden' as const },
		{
			rule: 'claim.window-open' as const,
			ok: facts.objected || today > facts.objectionUntil,
			kind: 'procedure' as const,
			params: { day: facts.objectionUntil },
		},
		{ rule: 'claim.unanswered' as const, ok: !facts.objected || facts.answered, kind: 'procedure' as const },
	]
}

/** A second person confirms, after the window or the dealer's answered text. */
export function confirmClawback(facts: ClawbackFacts, actorId: string, today: LocalDate): Outcome<null> {
	const open = guard(facts, 'confirm')
	if (!open.ok) return open
	const bar = confirmBars(facts, actorId, today).find((one) => !one.ok)
	return bar ? refuse(bar.kind, bar.rule, bar.params) : ok(null)
}

/** The staff's answer to the dealer's text. */
export function answerObjection(facts: ClawbackFacts): Outcome<null> {
	const open = guard(facts, 'answer')
	if (!open.ok) return open
	return facts.objected && !facts.answered ? ok(null) : refuse('procedure', 'claim.nothing-to-answer')
}

/** Dropped before it counts, or taken back after: an act of its own with a reason. */
export function endClawback(facts: ClawbackFacts, action: 'drop' | 'reverse', actorId: string): Outcome<null> {
	const open = guard(facts, action)
	if (!open.ok) return open
	if (action === 'reverse' && facts.madeBy === actorId) return refuse('forbidden', 'claim.proposer-confirms')
	return ok(null)
}
