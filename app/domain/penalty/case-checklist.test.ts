import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { by, NO_GATES } from '#tests/support/penalty-acts.ts'
import { APPROVER, CHECKER, defenceFacts, draftFacts } from '#tests/support/rulebook.ts'
import { type CaseStep, caseChecklist, stepNow } from './case-checklist.ts'
import { decide, vote } from './decision.ts'
import { agreeWaiver, refuseWaiver } from './exits.ts'
import { applyChange, type PenaltyFacts } from './facts.ts'
import { PENALTY_STATES } from './machine.ts'
import { checkPenalty, issuePreNotice } from './notice.ts'
import { panelOutcome } from './panel.ts'

const TODAY = '2026-11-25'
const REASON = '事实清楚，证据充分，按规定扣款，不采纳申辩'

const unmet = (facts: PenaltyFacts, step: CaseStep) =>
	(caseChecklist(facts, TODAY).find((one) => one.step === step)?.lines ?? []).filter((line) => !line.ok)

/** Cases of any kind, complete more often than not. */
const anyFacts: fc.Arbitrary<PenaltyFacts> = fc
	.record({
		state: fc.constantFrom(...PENALTY_STATES),
		severity: fc.constantFrom('L1', 'L2', 'L3', 'L4'),
		violationConfirmed: fc.constantFrom(true, true, false),
		evidenceCount: fc.constantFrom(2, 1, 0),
		clause: fc.constantFrom('RB-2026 A03', 'RB-2026 A03', null),
		orderTrace: fc.constantFrom('not-needed', 'traced', 'missing', 'reasoned', 'untraceable'),
		rulebookAccepted: fc.constantFrom(true, true, false),
		share: fc.constantFrom(100, 50, 0),
		computedFen: fc.constantFrom(200_000, 0),
		limitationOn: fc.constantFrom('2027-11-05', '2026-11-24'),
		preNoticeFen: fc.constantFrom(200_000, null),
		servedOn: fc.constantFrom('2026-11-17', null),
		defenceDueOn: fc.constantFrom('2026-11-24', '2026-12-01', null),
		acknowledgedOn: fc.constantFrom(null, '2026-11-20'),
		argumentCount: fc.constantFrom(0, 2),
		answeredCount: fc.constantFrom(0, 1, 2),
		openerId: fc.constantFrom('opener', 'approver'),
		checkerId: fc.constantFrom('checker', 'approver', null),
		confirmerId: fc.constantFrom('checker', 'approver'),
		inspectorIds: fc.constantFrom([], ['approver'], ['checker']),
		dealerSignerId: fc.constantFrom('signer', 'approver', null),
		votes: fc.constantFrom(
			[],
			['m1', 'm2'].map((personId) => ({ personId, amountFen: 100_000 })),
			['m1', 'm2', 'm3'].map((personId) => ({ personId, amountFen: 100_000 })),
			['m1', 'm2', 'm3'].map((personId) => ({ personId, amountFen: 0 })),
		),
		lossFen: fc.constantFrom(null, 10_000, 1_000_000),
	})
	.map((change) => defenceFacts(change))

const anyActor = fc.record({
	personId: fc.constantFrom('approver', 'checker', 'opener', 'm1', 'm4'),
	roles: fc.constantFrom(['APPROVER'], ['COUNTY_SUPERVISOR'], ['PANEL_MEMBER'], ['COMPLIANCE_OFFICER']),
	declared: fc.constantFrom('none', 'none', 'conflict', undefined),
})

const like = { count: 9, lowerFen: 150_000, medianFen: 160_000, upperFen: 180_000 }
const anyGiven = fc.record({
	excess: fc.constantFrom('', '店员承认属于故意'),
	fairness: fc.constantFrom('', '笔数不同，已说明'),
})

describe('what the list says is what the acts do', () => {
	test('no route decides a case while a line of the decision is unmet', () => {
		fc.assert(
			fc.property(
				anyFacts,
				anyActor,
				fc.constantFrom(200_000, 100_000, 0),
				anyGiven,
				(facts, actor, amountFen, given) => {
					const command = {
						today: TODAY,
						amountFen,
						reason: REASON,
						serviceLapseOn: '2026-12-01',
						like,
						given,
					} as const
					const open = unmet(facts, 'decision')
					if (decide(facts, command, actor).ok) {
						expect(open).toEqual([])
						expect(actor.declared).toBe('none')
					}
					// The last vote decides through the same door.
					const cast = vote(facts, { personId: actor.personId, amountFen, like, given }, actor)
					if (!cast.ok) return
					const after = applyChange(facts, cast.value)
					const outcome = panelOutcome(after.votes, after.panelSeats)
					if (outcome.kind !== 'imposed') return
					if (decide(after, { ...command, amountFen: outcome.amountFen }, actor).ok)
						expect(unmet(after, 'decision')).toEqual([])
				},
			),
			{ numRuns: 3000 },
		)
	})

	test('nor checks or tells while a line of that step is unmet', () => {
		fc.assert(
			fc.property(anyFacts, anyActor, (facts, actor) => {
				if (checkPenalty(facts, { today: TODAY }, actor).ok) expect(unmet(facts, 'check')).toEqual([])
				if (issuePreNotice(facts, { today: TODAY, serviceLapseOn: '2026-12-01' }, actor).ok)
					expect(unmet(facts, 'notice')).toEqual([])
			}),
			{ numRuns: 2000 },
		)
	})

	test('a case whose lines are all met can be decided by somebody', () => {
		let decidable = 0
		fc.assert(
			fc.property(anyFacts, (any) => {
				const facts = { ...any, state: 'DEFENCE' as const, preNoticeFen: 200_000, servedOn: '2026-11-17' as const }
				if (facts.severity === 'L4' || unmet(facts, 'decision').length > 0) return
				decidable += 1
				const role = facts.severity === 'L1' ? 'COUNTY_SUPERVISOR' : 'APPROVER'
				const command = { today: TODAY, amountFen: 100_000, reason: REASON, serviceLapseOn: '2026-12-01' } as const
				const given = { excess: '店员承认属于故意', fairness: '笔数不同，已说明' }
				expect(decide(facts, { ...command, like, given }, by('nobody-before', [role])).ok).toBe(true)
			}),
			{ numRuns: 2000 },
		)
		expect(decidable).toBeGreaterThan(50)
	})
})

describe('the list', () => {
	test('names the step that each state waits for', () => {
		const now = PENALTY_STATES.map((state) => `${state} ${stepNow(defenceFacts({ state }), TODAY) ?? '-'}`)
		expect(now).toEqual([
			'DRAFT check',
			'CHECKED notice',
			'PRE_NOTICED service',
			'DEFENCE decision',
			'DECIDED decision-service',
			'SERVED review',
			'REVIEW review',
			'REVIEWED final',
			'FINAL settlement',
			'SETTLED closing',
			'CLOSED -',
			'WAIVED closing',
			'WITHDRAWN -',
			'REVOKED closing',
			'LAPSED closing',
		])
		expect(stepNow(defenceFacts(), '2026-11-20')).toBe('defence')
	})
	test('says what is missing before the notice', () => {
		const facts = draftFacts({ state: 'CHECKED', orderTrace: 'missing', rulebookAccepted: false, evidenceCount: 0 })
		expect(unmet(facts, 'notice').map((line) => line.rule)).toEqual([
			'penalty.no-evidence',
			'penalty.no-trace',
			'penalty.rulebook-not-accepted',
		])
	})
	test('of a case that left the procedure only the closing stands', () => {
		expect(caseChecklist(defenceFacts({ state: 'WAIVED' }), TODAY).map((one) => one.step)).toEqual(['closing'])
	})
})

describe('people', () => {
	const checked = draftFacts({ state: 'CHECKED', checkerId: 'checker', waiverProposerId: 'checker' })
	test.each([
		['nobody declared', { ...APPROVER, declared: undefined }, 'penalty.not-declared'],
		['declared a conflict', { ...APPROVER, declared: 'conflict' as const }, 'penalty.conflict-declared'],
		['inspected it', by('inspector'), 'penalty.inspected'],
		['confirmed it', by('confirmer'), 'penalty.decider-checked'],
	])('does not decide: %s', (_, actor, expected) => {
		const facts = defenceFacts({ inspectorIds: ['inspector'], confirmerId: 'confirmer' })
		const command = { today: TODAY, amountFen: 100_000, reason: REASON, serviceLapseOn: '2026-12-01', ...NO_GATES }
		const outcome = decide(facts, { ...command, today: TODAY, serviceLapseOn: '2026-12-01' }, actor)
		expect(outcome).toMatchObject({ ok: false, error: { rule: expected } })
	})
	test('a refused waiver leaves the case where it is and is not proposed again', () => {
		const refused = refuseWaiver(checked, { reason: REASON }, APPROVER)
		if (!refused.ok) throw new Error(refused.error.rule)
		const after = applyChange(checked, refused.value)
		expect(after).toMatchObject({ state: 'CHECKED', waiverProposerId: null, waiverRefused: true })
		expect(agreeWaiver({ ...after, waiverProposerId: 'checker' }, { today: TODAY }, APPROVER)).toMatchObject({
			error: { rule: 'penalty.waiver-refused' },
		})
		expect(refuseWaiver(checked, { reason: REASON }, CHECKER)).toMatchObject({
			error: { rule: 'penalty.waiver-same-person' },
		})
	})
	test('reasons are asked above the loss and away from like cases, and nothing is barred by them', () => {
		const facts = defenceFacts({ lossFen: 10_000 })
		const command = { today: TODAY, amountFen: 100_000, reason: REASON, serviceLapseOn: '2026-12-01', like } as const
		const run = (excess: string, fairness: string) => {
			const outcome = decide(facts, { ...command, given: { excess, fairness } }, APPROVER)
			return outcome.ok ? 'ok' : outcome.error.rule
		}
		expect(run('', '')).toBe('penalty.excess-reason')
		expect(run('店员承认属于故意', '')).toBe('penalty.fairness-reason')
		expect(run('店员承认属于故意', '笔数不同')).toBe('penalty.fairness-reason')
		expect(run('故意所为，损失未计信誉', '笔数不同，已说明')).toBe('ok')
	})
})
