import { describe, expect, test } from 'vitest'
import { AFTER, by, NO_GATES, NOW, REASON, RUN, rule, TODAY } from '#tests/support/penalty-acts.ts'
import { APPROVER, CHECKER, defenceFacts, draftFacts, OPENER, REVIEWER, servedFacts } from '#tests/support/rulebook.ts'
import type { Outcome } from '../refusal.ts'
import { decide } from './decision.ts'
import { agreeWaiver, lapse, proposeWaiver, revoke, withdraw } from './exits.ts'
import type { PenaltyChange, PenaltyFacts } from './facts.ts'
import { close, decideReview, makeFinal, requestReview, settle } from './review.ts'

type Row = readonly [
	name: string,
	facts: PenaltyFacts,
	run: (facts: PenaltyFacts) => Outcome<PenaltyChange>,
	rule: string,
]

const draft = (change: Partial<PenaltyFacts>) => draftFacts(change)
const checked = (change: Partial<PenaltyFacts> = {}) =>
	draftFacts({ state: 'CHECKED', checkerId: 'checker', ...change })
const _decideAs =
	(actor = APPROVER, today: typeof TODAY | typeof AFTER = AFTER, amountFen = 150_000) =>
	(f: PenaltyFacts) =>
		decide(f, { today, amountFen, reason: REASON, serviceLapseOn: '2026-12-01', ...NO_GATES }, actor)
const panel = (...amounts: number[]) => amounts.map((amountFen, n) => ({ personId: `m${n}`, amountFen }))
const member = by('m0', ['PANEL_MEMBER'])

const ROWS: readonly Row[] = [
	['review on the last day', servedFacts(), (f) => requestReview(f, { today: '2026-12-16', reason: '金额' }), 'ok'],
	[
		'review a day late',
		servedFacts(),
		(f) => requestReview(f, { today: '2026-12-17', reason: '金额' }),
		'penalty.review-window-over',
	],
	['second request', servedFacts({ reviewRequestedOn: '2026-12-05' }), RUN.requestReview, 'penalty.review-used'],
	[
		'review by the approver',
		servedFacts({ state: 'REVIEW' }),
		(f) => decideReview(f, { now: NOW, outcome: 'UPHELD', reason: REASON }, APPROVER),
		'penalty.reviewer-took-part',
	],
	[
		'review by the checker',
		servedFacts({ state: 'REVIEW' }),
		(f) => decideReview(f, { now: NOW, outcome: 'UPHELD', reason: REASON }, CHECKER),
		'penalty.reviewer-took-part',
	],
	[
		'review by the opener',
		servedFacts({ state: 'REVIEW' }),
		(f) => decideReview(f, { now: NOW, outcome: 'UPHELD', reason: REASON }, OPENER),
		'penalty.reviewer-took-part',
	],
	[
		'review by a panel member',
		servedFacts({ state: 'REVIEW', votes: panel(1) }),
		(f) => decideReview(f, { now: NOW, outcome: 'UPHELD', reason: REASON }, member),
		'penalty.reviewer-took-part',
	],
	[
		'review by who signed the dealer up',
		servedFacts({ state: 'REVIEW' }),
		(f) => decideReview(f, { now: NOW, outcome: 'UPHELD', reason: REASON }, by('signer')),
		'penalty.conflict-of-interest',
	],
	[
		'review upward',
		servedFacts({ state: 'REVIEW' }),
		(f) => decideReview(f, { now: NOW, outcome: 'VARIED', amountFen: 150_001, reason: REASON }, REVIEWER),
		'penalty.review-upward',
	],
	[
		'review to the same amount',
		servedFacts({ state: 'REVIEW' }),
		(f) => decideReview(f, { now: NOW, outcome: 'VARIED', amountFen: 150_000, reason: REASON }, REVIEWER),
		'penalty.review-not-lower',
	],
	[
		'review with more points',
		servedFacts({ state: 'REVIEW' }),
		(f) => decideReview(f, { now: NOW, outcome: 'VARIED', amountFen: 1000, points: 5, reason: REASON }, REVIEWER),
		'penalty.points-raised',
	],
	[
		'variation without an amount',
		servedFacts({ state: 'REVIEW' }),
		(f) => decideReview(f, { now: NOW, outcome: 'VARIED', reason: REASON }, REVIEWER),
		'penalty.amount',
	],
	[
		'final while the review window runs',
		servedFacts(),
		(f) => makeFinal(f, { today: '2026-12-16' }),
		'penalty.review-window-open',
	],
	[
		'final after a request was taken back',
		servedFacts({ reviewRequestedOn: '2026-12-05' }),
		(f) => makeFinal(f, { today: '2026-12-06' }),
		'ok',
	],
	['settled with money outstanding', servedFacts({ state: 'FINAL', outstandingFen: 1 }), settle, 'penalty.outstanding'],
	['closed with the plan open', servedFacts({ state: 'SETTLED', planState: 'IN_WORK' }), close, 'penalty.plan-open'],
	['closed without a plan', servedFacts({ state: 'SETTLED', planState: null }), close, 'penalty.plan-open'],
	[
		'revoked case with its plan cancelled closes',
		servedFacts({ state: 'REVOKED', planState: 'CANCELLED' }),
		close,
		'ok',
	],
	[
		'lapsed before it was confirmed closes',
		draft({ state: 'LAPSED', planState: null, violationConfirmed: false }),
		close,
		'ok',
	],
	['waiver at L3', checked({ severity: 'L3' }), RUN.proposeWaiver, 'penalty.waiver-severity'],
	['waiver of a repetition', checked({ priors: 1 }), RUN.proposeWaiver, 'penalty.waiver-not-first'],
	['waiver with harm', checked({ harm: true }), RUN.proposeWaiver, 'penalty.waiver-harm'],
	['waiver of what is not corrected', checked({ corrected: false }), RUN.proposeWaiver, 'penalty.waiver-not-corrected'],
	[
		'waiver proposed by the opener',
		checked(),
		(f) => proposeWaiver(f, { reason: REASON }, OPENER),
		'penalty.checker-opened',
	],
	[
		'waiver agreed without a proposal',
		checked(),
		(f) => agreeWaiver(f, { today: TODAY }, APPROVER),
		'penalty.waiver-not-proposed',
	],
	[
		'waiver by one person',
		checked({ checkerMayDecideMinor: true, waiverProposerId: 'checker' }),
		(f) => agreeWaiver(f, { today: TODAY }, by('checker')),
		'penalty.waiver-same-person',
	],
	[
		'waiver agreed by who cannot decide',
		checked({ waiverProposerId: 'checker' }),
		(f) => agreeWaiver(f, { today: TODAY }, by('x', ['REVIEWER'])),
		'penalty.not-decider',
	],
	['waiver after a first decision', defenceFacts({ firstDecidedFen: 1 }), RUN.proposeWaiver, 'penalty.decided-before'],
	['withdrawal without a reason', checked(), (f) => withdraw(f, { reason: '' }, CHECKER), 'reason-missing'],
	['second revocation', servedFacts({ state: 'CLOSED', revoked: true }), RUN.revoke, 'already-done'],
	[
		'revocation of a closed waiver',
		draft({ state: 'CLOSED' }),
		(f) => revoke(f, { reason: REASON }, REVIEWER),
		'penalty.nothing-decided',
	],
	['lapse on the last day', draft({}), (f) => lapse(f, { today: '2027-11-05' }), 'penalty.limitation-runs'],
	['lapse after a first decision', defenceFacts({ firstDecidedFen: 1 }), RUN.lapse, 'penalty.decided-before'],
]

describe('review, final and exits', () => {
	test.each(ROWS)('%s', (_, facts, run, expected) => {
		expect(rule(run(facts))).toBe(expected)
	})
})
