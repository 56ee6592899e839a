import { describe, expect, test } from 'vitest'
import { NO_GATES, NOW } from '#tests/support/penalty-acts.ts'
import { APPROVER, CHECKER, defenceFacts, draftFacts, OPENER, REVIEWER, servedFacts } from '#tests/support/rulebook.ts'
import type { Outcome } from '../refusal.ts'
import { decideChecklist, preNoticeChecklist } from './checklist.ts'
import { answerDefence, decide, mayReview } from './decision.ts'
import { agreeWaiver, proposeWaiver, revoke, withdraw } from './exits.ts'
import { applyChange, decidingRole, type PenaltyChange, type PenaltyFacts } from './facts.ts'
import { yuanLabel } from './label.ts'
import { checkPenalty, closeDefence, defend, issuePreNotice, servePreNotice } from './notice.ts'
import { close, decideReview, makeFinal, requestReview, serveDecision, settle } from './review.ts'

const REASON = '门店按规应当另存凭证，申辩不采纳，按规定扣款'

function walk(facts: PenaltyFacts, ...steps: ((facts: PenaltyFacts) => Outcome<PenaltyChange>)[]) {
	let now = facts
	const effects: PenaltyChange['effects'][number]['kind'][] = []
	for (const step of steps) {
		const outcome = step(now)
		if (!outcome.ok) throw new Error(`${outcome.error.rule} in ${now.state}`)
		effects.push(...outcome.value.effects.map((effect) => effect.kind))
		now = applyChange(now, outcome.value)
	}
	return { facts: now, effects }
}

describe('a case from draft to closed', () => {
	test('with defence, review, return and a second, lower decision', () => {
		const { facts, effects } = walk(
			draftFacts(),
			(f) => checkPenalty(f, { today: '2026-11-12' }, CHECKER),
			(f) => issuePreNotice(f, { today: '2026-11-16', serviceLapseOn: '2026-11-19' }, CHECKER),
			(f) => servePreNotice(f, { how: 'OPENED', today: '2026-11-17', windowDueOn: '2026-11-24' }),
			(f) => defend(f, { today: '2026-11-20', arguments: 1 }),
			(f) => answerDefence(f, { answer: REASON }, APPROVER),
			(f) =>
				decide(
					f,
					{ today: '2026-11-23', amountFen: 180_000, reason: REASON, serviceLapseOn: '2026-11-26', ...NO_GATES },
					APPROVER,
				),
			(f) => serveDecision(f, { how: 'LAPSE', today: '2026-11-28', windowDueOn: '2026-12-10' }),
			(f) => requestReview(f, { today: '2026-12-01', reason: '金额' }),
			(f) => decideReview(f, { now: NOW, outcome: 'RETURNED', reason: REASON }, REVIEWER),
			(f) =>
				decide(
					f,
					{
						today: '2026-12-15',
						amountFen: 100_000,
						points: 3,
						reason: REASON,
						serviceLapseOn: '2026-12-18',
						...NO_GATES,
					},
					APPROVER,
				),
			(f) => serveDecision(f, { how: 'OPENED', today: '2026-12-16', windowDueOn: '2026-12-30' }),
			(f) => makeFinal(f, { today: '2026-12-31' }),
			(f) => settle({ ...f, outstandingFen: 0 }),
			(f) => close({ ...f, planState: 'STRUCK_OFF' }),
		)
		expect(facts).toMatchObject({
			state: 'CLOSED',
			preNoticeFen: 200_000,
			preNoticePoints: 5,
			firstDecidedFen: 180_000,
			decidedFen: 100_000,
			decidedPoints: 3,
			deciderIds: ['approver'],
			servedOn: '2026-11-17',
		})
		expect(effects.filter((kind) => kind === 'hold')).toHaveLength(1)
		expect(effects).toContain('count-points')
		expect(mayReview(facts, 'approver')).toBe(false)
		expect(mayReview(facts, 'reviewer')).toBe(true)
	})

	test('opened after the lapse day counts from the lapse day', () => {
		const facts = defenceFacts({ state: 'PRE_NOTICED', servedOn: null, serviceLapseOn: '2026-11-19' })
		const late = servePreNotice(facts, { how: 'OPENED', today: '2026-11-23', windowDueOn: '2026-11-26' })
		expect(late).toMatchObject({
			value: { set: { servedOn: '2026-11-19' }, effects: [{ kind: 'start-plan-clock', from: '2026-11-19' }] },
		})
	})

	test('silence, then the told amount', () => {
		const { facts } = walk(
			defenceFacts(),
			(f) => closeDefence(f, { today: '2026-11-25' }),
			(f) =>
				decide(
					f,
					{ today: '2026-11-25', amountFen: 200_000, reason: REASON, serviceLapseOn: '2026-11-30', ...NO_GATES },
					APPROVER,
				),
		)
		expect(facts).toMatchObject({
			state: 'DECIDED',
			decidedFen: 200_000,
			decidedPoints: 5,
			defenceClosedOn: '2026-11-25',
		})
	})

	test('a review that lowers, and one that revokes', () => {
		const review = servedFacts({ state: 'REVIEW', reviewRequestedOn: '2026-12-05' })
		const varied = walk(
			review,
			(f) => decideReview(f, { now: NOW, outcome: 'VARIED', amountFen: 90_000, points: 2, reason: REASON }, REVIEWER),
			(f) => makeFinal(f, { today: '2026-12-08' }),
		)
		expect(varied.facts).toMatchObject({ state: 'FINAL', decidedFen: 90_000, decidedPoints: 2, outstandingFen: 90_000 })
		const revoked = walk(review, (f) => decideReview(f, { now: NOW, outcome: 'REVOKED', reason: REASON }, REVIEWER))
		expect(revoked.facts).toMatchObject({ state: 'REVOKED', revoked: true, outstandingFen: 0 })
		expect(revoked.effects).toEqual(['send', 'cascade', 'cancel-plan'])
	})

	test('waived by two persons before service: money back, the plan’s clock starts with the letter', () => {
		const { facts, effects } = walk(
			draftFacts({ state: 'CHECKED', checkerId: 'checker' }),
			(f) => proposeWaiver(f, { reason: REASON }, CHECKER),
			(f) => agreeWaiver(f, { today: '2026-11-18' }, APPROVER),
		)
		expect(facts).toMatchObject({ state: 'WAIVED', decidedFen: null })
		expect(effects).toEqual(['send', 'release-hold', 'start-plan-clock'])
	})

	test('a closed case that proves wrong is revoked once and closes again', () => {
		const { facts } = walk(
			servedFacts({ state: 'CLOSED', planState: 'STRUCK_OFF' }),
			(f) => revoke(f, { reason: REASON }, REVIEWER),
			close,
		)
		expect(facts).toMatchObject({ state: 'CLOSED', revoked: true })
		expect(revoke(facts, { reason: REASON }, REVIEWER).ok).toBe(false)
	})

	test('a red line suspends SIM opening with the first notice; a draft is withdrawn without telling the dealer', () => {
		expect(
			walk(draftFacts({ state: 'CHECKED', redLine: true }), (f) =>
				issuePreNotice(f, { today: '2026-11-16', serviceLapseOn: '2026-11-19' }, CHECKER),
			).effects,
		).toEqual(['send', 'hold', 'suspend-sim-opening'])
		expect(walk(draftFacts(), (f) => withdraw(f, { reason: REASON }, CHECKER)).effects).toEqual([
			'release-hold',
			'cancel-plan',
		])
		expect(walk(defenceFacts(), (f) => withdraw(f, { reason: REASON }, CHECKER)).effects).toEqual([
			'release-hold',
			'cancel-plan',
			'send',
		])
	})
})

describe('lists for the page', () => {
	test('every line says whether it is met, with what fills its sentence', () => {
		const lines = decideChecklist(
			defenceFacts({ argumentCount: 0 }),
			{ personId: 'checker', roles: ['APPROVER'], declared: 'none' },
			'2026-11-20',
		)
		expect(lines.filter((line) => !line.ok)).toMatchObject([
			{ rule: 'penalty.window-open', params: { until: '2026-11-24' } },
			{ rule: 'penalty.decider-checked', kind: 'forbidden' },
		])
		expect(preNoticeChecklist(draftFacts({ state: 'CHECKED' }), CHECKER, '2026-11-16').every((line) => line.ok)).toBe(
			true,
		)
		expect(
			preNoticeChecklist(draftFacts({ state: 'CHECKED' }), OPENER, '2026-11-16').filter((line) => !line.ok),
		).toHaveLength(1)
	})

	test('who decides', () => {
		expect((['L1', 'L2', 'L3', 'L4'] as const).map(decidingRole)).toEqual([
			'COUNTY_SUPERVISOR',
			'APPROVER',
			'APPROVER',
			'PANEL_MEMBER',
		])
	})

	test('money in sentences', () => {
		expect([0, 5, 100_000, 123_456_789, 200_050].map(yuanLabel)).toEqual([
			'¥0',
			'¥0.05',
			'¥1,000',
			'¥1,234,567.89',
			'¥2,000.50',
		])
	})
})
