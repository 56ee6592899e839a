import type { MeasureKind } from '../penalty/measure.ts'
import type { LocalDate } from '../time.ts'
import type { MeasureRule } from './rules.ts'

/** What decides whether a measure, or an entry of the blacklist, may end. */
export type LiftFacts = {
	readonly kind: MeasureKind
	readonly endsOn: LocalDate | null
	/** The remediation plan of its case is struck off. */
	readonly planAccepted: boolean
	/** The case was revoked or ended without a decision: the measure has lost its ground. */
	readonly groundGone: boolean
}

export type LiftCheck = {
	readonly rule: Extract<MeasureRule, 'measure.not-expired' | 'measure.plan-open'>
	readonly met: boolean
	readonly params: Readonly<Record<string, string>>
}

/**
 * The conditions for lifting (domain 3.2: expiry and accepted rectification, for suspensions of business, terminations
 * and the blacklist). None for other kinds, and none when the case itself is gone: a wrong decision is put right at once.
 */
export function liftChecks(facts: LiftFacts, today: LocalDate): LiftCheck[] {
	const bound = facts.kind === 'SUSPEND_BUSINESS' || facts.kind === 'TERMINATE'
	if (!bound || facts.groundGone) return []
	return [
		{
			rule: 'measure.not-expired',
			met: facts.endsOn !== null && facts.endsOn < today,
			params: { until: facts.endsOn ?? '' },
		},
		{ rule: 'measure.plan-open', met: facts.planAccepted, params: {} },
	]
}

/** The first condition that is missing. */
export function liftRefusal(facts: LiftFacts, today: LocalDate): LiftCheck | null {
	return liftChecks(facts, today).find((one) => !one.met) ?? null
}
