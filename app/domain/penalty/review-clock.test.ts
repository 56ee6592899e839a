import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { rule } from '#tests/support/penalty-acts.ts'
import { APPROVER, REVIEWER, servedFacts } from '#tests/support/rulebook.ts'
import type { PenaltyActor, PenaltyFacts } from './facts.ts'
import { decideReview } from './review.ts'
import { defaultResult, extendReview, halfOf, lapseReview } from './review-clock.ts'

const REASON = '需要向厂家核对物料的来源，暂时还没有答复'
const DUE = '2026-12-15T10:00:00.000Z'
const inReview = (with_: Partial<PenaltyFacts> = {}) =>
	servedFacts({ state: 'REVIEW', reviewRequestedOn: '2026-11-24', reviewDecisionDueAt: DUE, ...with_ })
const more = (facts: PenaltyFacts, change: object = {}, actor: PenaltyActor = REVIEWER) =>
	rule(
		extendReview(
			facts,
			{ now: DUE, extensionDays: 10, dueAt: '2026-12-29T10:00:00.000Z', reason: REASON, ...change },
			actor,
		),
	)
const after = '2026-12-15T10:00:00.001Z'
const silence = (facts: PenaltyFacts, announced: 'REVOKED' | 'HALVED', now: typeof DUE | typeof after = after) =>
	lapseReview(facts, { now, announced, systemId: 'system' })

describe('more time for a review', () => {
	test.each([
		['in the last moment', more(inReview()), 'ok'],
		['a moment late', more(inReview(), { now: after }), 'penalty.review-clock-over'],
		['twice', more(inReview({ reviewExtended: true })), 'penalty.review-extended'],
		['without a reason', more(inReview(), { reason: ' ' }), 'reason-missing'],
		['to the same moment', more(inReview(), { dueAt: DUE }), 'penalty.review-extension-not-later'],
		['where none is announced', more(inReview(), { extensionDays: 0 }), 'penalty.review-no-extension'],
		['by the approver', more(inReview(), {}, APPROVER), 'penalty.reviewer-took-part'],
		['before a review', more(servedFacts({ reviewDecisionDueAt: DUE })), 'wrong-state'],
	])('%s', (_, found, expected) => {
		expect(found).toBe(expected)
	})
})

describe('when nobody decides in time', () => {
	test('a person decides up to the last moment, the default only after it', () => {
		const uphold = (now: typeof DUE | typeof after) =>
			rule(decideReview(inReview(), { now, outcome: 'UPHELD', reason: REASON }, REVIEWER))
		expect([uphold(DUE), uphold(after)]).toEqual(['ok', 'penalty.review-clock-over'])
		expect([rule(silence(inReview(), 'REVOKED', DUE)), rule(silence(inReview(), 'REVOKED'))]).toEqual([
			'penalty.review-clock-runs',
			'ok',
		])
	})

	test('revoked or halved, with the effects of a decision of a person', () => {
		expect(silence(inReview(), 'REVOKED')).toMatchObject({
			value: {
				to: 'REVOKED',
				set: { revoked: true, outstandingFen: 0, reviewerId: 'system' },
				effects: [{ kind: 'send', notice: 'review-decision' }, { kind: 'cascade' }, { kind: 'cancel-plan' }],
			},
		})
		expect(silence(inReview({ decidedFen: 150_100, decidedPoints: 5 }), 'HALVED')).toMatchObject({
			value: {
				to: 'REVIEWED',
				set: { decidedFen: 75_100, decidedPoints: 2 },
				effects: [{ kind: 'send', notice: 'review-decision' }, { kind: 'cascade' }],
			},
		})
	})

	test.each([
		[200, 100],
		[100, 100],
		[50, 0],
		[28_000, 14_000],
		[10_100, 5_100],
		[10_099, 5_000],
		[0, 0],
	])('half of %i fen is %i', (fen, half) => {
		expect(halfOf(fen)).toBe(half)
	})

	test('is never to the dealer’s harm', () => {
		fc.assert(
			fc.property(fc.nat({ max: 10_000_000 }), fc.nat({ max: 12 }), (decidedFen, decidedPoints) => {
				const facts = inReview({ decidedFen, decidedPoints })
				for (const announced of ['REVOKED', 'HALVED'] as const) {
					const { amountFen = 0, points = 0 } = defaultResult(facts, announced)
					expect(amountFen).toBeLessThanOrEqual(decidedFen)
					expect(points).toBeLessThanOrEqual(decidedPoints / 2)
					expect(Math.abs(amountFen - decidedFen / 2)).toBeLessThanOrEqual(announced === 'HALVED' ? 50 : decidedFen)
				}
			}),
		)
	})
})
