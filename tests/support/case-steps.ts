import fc from 'fast-check'
import type { PenaltyFacts } from '#app/domain/penalty/facts.ts'
import { PENALTY_ACTIONS, type PenaltyAction, type PenaltyState } from '#app/domain/penalty/machine.ts'
import { panelOutcome } from '#app/domain/penalty/panel.ts'
import type { ReviewDefault } from '#app/domain/penalty/review-clock.ts'

/** What may be done in the model, and what a case of each state waits for. */

/** Few people with many roles, so that one person often meets the same case twice. */
const PEOPLE = 7

export type Step = {
	readonly what: 'next' | 'wild' | 'days' | 'money' | 'settle' | 'open' | 'recompute'
	/** Which case, which person, which choice, how much of it. */
	readonly a: number
	readonly b: number
	readonly c: number
}

const small = fc.nat({ max: 997 })
const step: fc.Arbitrary<Step> = fc.record({
	what: fc.oneof(
		{ weight: 30, arbitrary: fc.constant('next' as const) },
		{ weight: 6, arbitrary: fc.constant('wild' as const) },
		{ weight: 6, arbitrary: fc.constant('days' as const) },
		{ weight: 3, arbitrary: fc.constant('money' as const) },
		{ weight: 3, arbitrary: fc.constant('settle' as const) },
		{ weight: 3, arbitrary: fc.constant('open' as const) },
		{ weight: 2, arbitrary: fc.constant('recompute' as const) },
	),
	a: small,
	b: small,
	c: small,
})

export type History = {
	readonly roles: readonly number[]
	readonly minor: boolean
	readonly byDefault: ReviewDefault
	readonly steps: readonly Step[]
}

/** Who holds which roles, whether the checker may decide small cases, what silence of a reviewer means, and what is done. */
export const history: fc.Arbitrary<History> = fc.record({
	roles: fc.array(fc.integer({ min: 1, max: 63 }), { minLength: PEOPLE, maxLength: PEOPLE }),
	minor: fc.boolean(),
	byDefault: fc.constantFrom('REVOKED' as const, 'HALVED' as const),
	steps: fc.array(step, { minLength: 30, maxLength: 150, size: 'max' }),
})

export const wild = ({ b, c }: Step): PenaltyAction => PENALTY_ACTIONS[(b * 31 + c) % PENALTY_ACTIONS.length] ?? 'check'

const pick = <T>(list: readonly [T, ...T[]], n: number): T => list[n % list.length] ?? list[0]

/** What a case of this state waits for. */
export function natural({ facts }: { readonly facts: PenaltyFacts }, { c }: Step): PenaltyAction {
	const by: Record<PenaltyState, () => PenaltyAction> = {
		DRAFT: () => 'check',
		CHECKED: () =>
			pick(
				[
					'issuePreNotice',
					'issuePreNotice',
					'issuePreNotice',
					facts.waiverProposerId === null ? 'proposeWaiver' : c % 8 === 3 ? 'refuseWaiver' : 'agreeWaiver',
				],
				c,
			),
		PRE_NOTICED: () => 'serve',
		DEFENCE: () => {
			if (facts.argumentCount > facts.answeredCount) return 'answerDefence'
			if (facts.acknowledgedOn === null && facts.argumentCount === 0 && facts.defenceClosedOn === null)
				return pick(['acknowledge', 'acknowledge', 'defend', 'defend', 'grantDefenceExtension'], c)
			if (facts.severity !== 'L4') return 'decide'
			return panelOutcome(facts.votes, facts.panelSeats).kind === 'short' ? 'vote' : 'decide'
		},
		DECIDED: () => 'serveDecision',
		SERVED: () => pick(['requestReview', 'requestReview', 'makeFinal'], c),
		REVIEW: () =>
			pick(
				['decideReview', 'decideReview', 'decideReview', 'extendReview', 'withdrawReview'],
				c + facts.deciderIds.length,
			),
		REVIEWED: () => 'makeFinal',
		FINAL: () => pick(['settle', 'settle', 'settle', 'revoke'], c),
		SETTLED: () => pick(['close', 'close', 'revoke'], c),
		CLOSED: () => pick(['close', 'close', 'close', 'revoke'], c),
		WAIVED: () => 'close',
		WITHDRAWN: () => 'withdraw',
		REVOKED: () => 'close',
		LAPSED: () => 'close',
	}
	return by[facts.state]()
}
