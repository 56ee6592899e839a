import { describe, expect, test } from 'vitest'
import { machineFaults, machineRows } from '#tests/support/machine-faults.ts'
import { APPROVER, CHECKER, defenceFacts, draftFacts, OPENER, REVIEWER, servedFacts } from '#tests/support/rulebook.ts'
import { may, targets } from '../machine.ts'
import type { Outcome } from '../refusal.ts'
import { answerDefence, decide, vote } from './decision.ts'
import { agreeWaiver, lapse, proposeWaiver, revoke, withdraw } from './exits.ts'
import type { PenaltyChange, PenaltyFacts } from './facts.ts'
import { PENALTY_ACTIONS, PENALTY_ENDS, PENALTY_MACHINE, PENALTY_STATES, type PenaltyAction } from './machine.ts'
import {
	acknowledge,
	checkPenalty,
	closeDefence,
	defend,
	grantDefenceExtension,
	issuePreNotice,
	servePreNotice,
} from './notice.ts'
import { close, decideReview, makeFinal, requestReview, serveDecision, settle, withdrawReview } from './review.ts'

const TODAY = '2026-11-18'
const AFTER = '2026-11-25'
const REASON = '事实清楚，证据充分，当场改正已经考虑'

/** Each action with a command and a person that nothing but the state can stop. */
const RUN: Record<PenaltyAction, (facts: PenaltyFacts) => Outcome<PenaltyChange>> = {
	check: (f) => checkPenalty(f, { today: TODAY }, CHECKER),
	issuePreNotice: (f) => issuePreNotice(f, { today: TODAY, serviceLapseOn: '2026-11-23' }, CHECKER),
	serve: (f) => servePreNotice(f, { how: 'OPENED', today: TODAY, windowDueOn: '2026-11-25' }),
	defend: (f) => defend(f, { today: TODAY, arguments: 1 }),
	acknowledge: (f) => acknowledge(f, { today: TODAY }),
	grantDefenceExtension: (f) => grantDefenceExtension(f, { today: TODAY, dueOn: '2026-11-27' }),
	closeDefence: (f) => closeDefence(f, { today: AFTER }),
	answerDefence: (f) => answerDefence({ ...f, argumentCount: 1 }, { answer: '不采纳' }, APPROVER),
	vote: (f) =>
		vote({ ...f, severity: 'L4' }, { personId: 'm1', amountFen: 100 }, { personId: 'm1', roles: ['PANEL_MEMBER'] }),
	decide: (f) =>
		decide(f, { today: AFTER, amountFen: 150_000, reason: REASON, serviceLapseOn: '2026-12-01' }, APPROVER),
	serveDecision: (f) => serveDecision(f, { how: 'OPENED', today: '2026-12-02', windowDueOn: '2026-12-16' }),
	requestReview: (f) => requestReview({ ...f, reviewDueOn: '2026-12-16' }, { today: '2026-12-10', reason: '金额过高' }),
	withdrawReview,
	decideReview: (f) => decideReview({ ...f, decidedFen: 150_000 }, { outcome: 'UPHELD', reason: REASON }, REVIEWER),
	makeFinal: (f) => makeFinal({ ...f, reviewDueOn: '2026-12-16' }, { today: '2026-12-17' }),
	settle: (f) => settle({ ...f, outstandingFen: 0 }),
	close: (f) => close({ ...f, planState: 'STRUCK_OFF' }),
	proposeWaiver: (f) => proposeWaiver(f, { reason: REASON }, CHECKER),
	agreeWaiver: (f) => agreeWaiver({ ...f, waiverProposerId: 'checker' }, { today: TODAY }, APPROVER),
	withdraw: (f) => withdraw(f, { reason: REASON }, CHECKER),
	revoke: (f) => revoke({ ...f, decidedFen: 150_000 }, { reason: REASON }, REVIEWER),
	lapse: (f) => lapse(f, { today: '2027-11-06' }),
}

const rule = (outcome: Outcome<PenaltyChange>) => (outcome.ok ? 'ok' : outcome.error.rule)

describe('machine', () => {
	test('every state is reached and every state but the ends has an exit', () => {
		expect(machineFaults(PENALTY_MACHINE, PENALTY_STATES, ['DRAFT'], PENALTY_ENDS)).toEqual([])
	})

	test('the table', () => {
		expect(machineRows(PENALTY_MACHINE, PENALTY_STATES, PENALTY_ACTIONS)).toEqual([
			'check: DRAFT',
			'issuePreNotice: CHECKED',
			'serve: PRE_NOTICED',
			'defend: DEFENCE',
			'acknowledge: DEFENCE',
			'grantDefenceExtension: DEFENCE',
			'closeDefence: DEFENCE',
			'answerDefence: DEFENCE',
			'vote: DEFENCE',
			'decide: DEFENCE',
			'serveDecision: DECIDED',
			'requestReview: SERVED',
			'withdrawReview: REVIEW',
			'decideReview: REVIEW',
			'makeFinal: SERVED REVIEWED',
			'settle: FINAL',
			'close: SETTLED WAIVED REVOKED LAPSED',
			'proposeWaiver: CHECKED PRE_NOTICED DEFENCE',
			'agreeWaiver: CHECKED PRE_NOTICED DEFENCE',
			'withdraw: DRAFT CHECKED PRE_NOTICED DEFENCE',
			'revoke: DECIDED SERVED REVIEW REVIEWED FINAL SETTLED CLOSED',
			'lapse: DRAFT CHECKED PRE_NOTICED DEFENCE',
		])
	})

	const pairs = PENALTY_STATES.flatMap((state) => PENALTY_ACTIONS.map((action) => ({ state, action })))
	test.each(pairs)('$action in $state', ({ state, action }) => {
		const outcome = RUN[action](defenceFacts({ state }))
		if (!may(PENALTY_MACHINE, state, action)) return expect(rule(outcome)).toBe('wrong-state')
		if (!outcome.ok) throw new Error(outcome.error.rule)
		expect(targets(PENALTY_MACHINE, state, action)).toContain(outcome.value.to)
		expect(outcome.value).toMatchObject({ action, from: state })
	})
})

type Row = readonly [
	name: string,
	facts: PenaltyFacts,
	run: (facts: PenaltyFacts) => Outcome<PenaltyChange>,
	rule: string,
]

const by = (personId: string, roles: string[] = ['APPROVER']) => ({ personId, roles })
const draft = (change: Partial<PenaltyFacts>) => draftFacts(change)
const checked = (change: Partial<PenaltyFacts> = {}) =>
	draftFacts({ state: 'CHECKED', checkerId: 'checker', ...change })
const decideAs =
	(actor = APPROVER, today: typeof TODAY | typeof AFTER = AFTER, amountFen = 150_000) =>
	(f: PenaltyFacts) =>
		decide(f, { today, amountFen, reason: REASON, serviceLapseOn: '2026-12-01' }, actor)
const panel = (...amounts: number[]) => amounts.map((amountFen, n) => ({ personId: `m${n}`, amountFen }))
const member = by('m0', ['PANEL_MEMBER'])

const ROWS: readonly Row[] = [
	['the opener checks', draft({}), (f) => checkPenalty(f, { today: TODAY }, OPENER), 'penalty.checker-opened'],
	[
		'who signed the dealer up checks',
		draft({}),
		(f) => checkPenalty(f, { today: TODAY }, by('signer')),
		'penalty.conflict-of-interest',
	],
	['check without evidence', draft({ evidenceCount: 0 }), RUN.check, 'penalty.no-evidence'],
	['check of an unconfirmed violation', draft({ violationConfirmed: false }), RUN.check, 'penalty.violation-open'],
	['check without a clause', draft({ clause: null }), RUN.check, 'penalty.no-clause'],
	['check on the last day of the limitation', draft({ limitationOn: TODAY }), RUN.check, 'ok'],
	['check after the limitation', draft({ limitationOn: '2026-11-17' }), RUN.check, 'penalty.limitation-passed'],
	[
		'pre-notice by the opener',
		checked(),
		(f) => issuePreNotice(f, { today: TODAY, serviceLapseOn: '2026-11-23' }, OPENER),
		'penalty.checker-opened',
	],
	['pre-notice without evidence', checked({ evidenceCount: 0 }), RUN.issuePreNotice, 'penalty.no-evidence'],
	[
		'pre-notice under a rulebook not accepted',
		checked({ rulebookAccepted: false }),
		RUN.issuePreNotice,
		'penalty.rulebook-not-accepted',
	],
	['pre-notice with share 0', checked({ share: 0, computedFen: 0 }), RUN.issuePreNotice, 'penalty.no-share'],
	['pre-notice of nothing', checked({ computedFen: 0 }), RUN.issuePreNotice, 'penalty.nothing-to-deduct'],
	[
		'service by lapse too early',
		draft({ state: 'PRE_NOTICED', serviceLapseOn: '2026-11-19' }),
		(f) => servePreNotice(f, { how: 'LAPSE', today: TODAY, windowDueOn: AFTER }),
		'penalty.service-not-due',
	],
	[
		'service by lapse on the day',
		draft({ state: 'PRE_NOTICED', serviceLapseOn: TODAY }),
		(f) => servePreNotice(f, { how: 'LAPSE', today: TODAY, windowDueOn: AFTER }),
		'ok',
	],
	['defence on the last day', defenceFacts({ defenceDueOn: TODAY }), RUN.defend, 'ok'],
	['defence a day late', defenceFacts({ defenceDueOn: '2026-11-17' }), RUN.defend, 'penalty.window-over'],
	['defence after having nothing to say', defenceFacts({ acknowledgedOn: TODAY }), RUN.defend, 'penalty.acknowledged'],
	['defence without an argument', defenceFacts(), (f) => defend(f, { today: TODAY, arguments: 0 }), 'reason-missing'],
	['acknowledgement after a defence', defenceFacts({ argumentCount: 1 }), RUN.acknowledge, 'penalty.defence-stated'],
	['acknowledgement twice', defenceFacts({ acknowledgedOn: TODAY }), RUN.acknowledge, 'already-done'],
	['second extension', defenceFacts({ defenceExtended: true }), RUN.grantDefenceExtension, 'penalty.extension-used'],
	[
		'extension after the window',
		defenceFacts({ defenceDueOn: '2026-11-17' }),
		RUN.grantDefenceExtension,
		'penalty.window-over',
	],
	[
		'extension to an earlier day',
		defenceFacts(),
		(f) => grantDefenceExtension(f, { today: TODAY, dueOn: '2026-11-24' }),
		'penalty.extension-not-later',
	],
	['silence while the window runs', defenceFacts({ defenceDueOn: AFTER }), RUN.closeDefence, 'penalty.window-open'],
	['silence twice', defenceFacts({ defenceClosedOn: AFTER }), RUN.closeDefence, 'already-done'],
	['silence after a defence', defenceFacts({ argumentCount: 1 }), RUN.closeDefence, 'penalty.defence-stated'],
	[
		'more answers than arguments',
		defenceFacts(),
		(f) => answerDefence(f, { answer: '不采纳' }, APPROVER),
		'already-done',
	],
	[
		'empty answer',
		defenceFacts({ argumentCount: 1 }),
		(f) => answerDefence(f, { answer: ' ' }, APPROVER),
		'reason-missing',
	],
	['decision while the window runs', defenceFacts(), decideAs(APPROVER, TODAY), 'penalty.window-open'],
	[
		'decision at once after an acknowledgement',
		defenceFacts({ acknowledgedOn: TODAY }),
		decideAs(APPROVER, TODAY),
		'ok',
	],
	[
		'decision at once after an answered defence',
		defenceFacts({ argumentCount: 2, answeredCount: 2 }),
		decideAs(APPROVER, TODAY),
		'ok',
	],
	[
		'decision with an argument unanswered',
		defenceFacts({ argumentCount: 2, answeredCount: 1 }),
		decideAs(),
		'penalty.arguments-unanswered',
	],
	['decision of the told amount', defenceFacts(), decideAs(APPROVER, AFTER, 200_000), 'ok'],
	['decision above the pre-notice', defenceFacts(), decideAs(APPROVER, AFTER, 200_001), 'penalty.above-pre-notice'],
	['decision of nothing', defenceFacts(), decideAs(APPROVER, AFTER, 0), 'penalty.amount'],
	[
		'decision above the first one',
		defenceFacts({ firstDecidedFen: 120_000, firstDecidedPoints: 3 }),
		decideAs(),
		'penalty.above-first-decision',
	],
	[
		'more points than told',
		defenceFacts(),
		(f) => decide(f, { today: AFTER, amountFen: 100, points: 6, reason: REASON, serviceLapseOn: AFTER }, APPROVER),
		'penalty.points-raised',
	],
	[
		'decision without a reason',
		defenceFacts(),
		(f) => decide(f, { today: AFTER, amountFen: 100, reason: ' ', serviceLapseOn: AFTER }, APPROVER),
		'reason-missing',
	],
	[
		'decision after the limitation',
		defenceFacts({ limitationOn: '2026-11-24' }),
		decideAs(),
		'penalty.limitation-passed',
	],
	[
		'new decision after the limitation',
		defenceFacts({ limitationOn: '2026-11-24', firstDecidedFen: 150_000, firstDecidedPoints: 4 }),
		decideAs(),
		'ok',
	],
	['decision by the opener', defenceFacts(), decideAs(by('opener')), 'penalty.decider-opened'],
	['decision by the checker', defenceFacts(), decideAs(by('checker')), 'penalty.decider-checked'],
	[
		'decision by the checker of a small branch',
		defenceFacts({ checkerMayDecideMinor: true }),
		decideAs(by('checker')),
		'ok',
	],
	[
		'L3 by the checker of a small branch',
		defenceFacts({ severity: 'L3', checkerMayDecideMinor: true }),
		decideAs(by('checker')),
		'penalty.decider-checked',
	],
	[
		'opener of a small branch',
		defenceFacts({ checkerMayDecideMinor: true }),
		decideAs(by('opener')),
		'penalty.decider-opened',
	],
	['decision by who signed the dealer up', defenceFacts(), decideAs(by('signer')), 'penalty.conflict-of-interest'],
	['L1 by an approver', defenceFacts({ severity: 'L1' }), decideAs(), 'penalty.not-decider'],
	['L1 by the county supervisor', defenceFacts({ severity: 'L1' }), decideAs(by('s', ['COUNTY_SUPERVISOR'])), 'ok'],
	['L2 by the county supervisor', defenceFacts(), decideAs(by('s', ['COUNTY_SUPERVISOR'])), 'penalty.not-decider'],
	[
		'L4 by an approver',
		defenceFacts({ severity: 'L4', votes: panel(150_000, 150_000, 150_000) }),
		decideAs(),
		'penalty.not-decider',
	],
	[
		'L4 with two votes',
		defenceFacts({ severity: 'L4', votes: panel(150_000, 150_000) }),
		decideAs(member),
		'penalty.panel-short',
	],
	[
		'L4 dropped by the panel',
		defenceFacts({ severity: 'L4', votes: panel(150_000, 0, 0) }),
		decideAs(member),
		'penalty.panel-dropped',
	],
	[
		'L4 at another amount',
		defenceFacts({ severity: 'L4', votes: panel(150_000, 150_000, 0) }),
		decideAs(member, AFTER, 140_000),
		'penalty.panel-amount',
	],
	[
		'L4 as the panel carried',
		defenceFacts({ severity: 'L4', votes: panel(150_000, 150_000, 0) }),
		decideAs(member),
		'ok',
	],
	[
		'vote of the checker',
		defenceFacts({ severity: 'L4' }),
		(f) => vote(f, { personId: 'checker', amountFen: 1 }, by('checker', ['PANEL_MEMBER'])),
		'penalty.decider-checked',
	],
	[
		'vote on an L2 case',
		defenceFacts(),
		(f) => vote(f, { personId: 'm1', amountFen: 1 }, by('m1', ['PANEL_MEMBER'])),
		'penalty.not-panel-member',
	],
	[
		'vote for somebody else',
		defenceFacts({ severity: 'L4' }),
		(f) => vote(f, { personId: 'm2', amountFen: 1 }, by('m1', ['PANEL_MEMBER'])),
		'penalty.not-panel-member',
	],
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
		(f) => decideReview(f, { outcome: 'UPHELD', reason: REASON }, APPROVER),
		'penalty.reviewer-took-part',
	],
	[
		'review by the checker',
		servedFacts({ state: 'REVIEW' }),
		(f) => decideReview(f, { outcome: 'UPHELD', reason: REASON }, CHECKER),
		'penalty.reviewer-took-part',
	],
	[
		'review by the opener',
		servedFacts({ state: 'REVIEW' }),
		(f) => decideReview(f, { outcome: 'UPHELD', reason: REASON }, OPENER),
		'penalty.reviewer-took-part',
	],
	[
		'review by a panel member',
		servedFacts({ state: 'REVIEW', votes: panel(1) }),
		(f) => decideReview(f, { outcome: 'UPHELD', reason: REASON }, member),
		'penalty.reviewer-took-part',
	],
	[
		'review by who signed the dealer up',
		servedFacts({ state: 'REVIEW' }),
		(f) => decideReview(f, { outcome: 'UPHELD', reason: REASON }, by('signer')),
		'penalty.conflict-of-interest',
	],
	[
		'review upward',
		servedFacts({ state: 'REVIEW' }),
		(f) => decideReview(f, { outcome: 'VARIED', amountFen: 150_001, reason: REASON }, REVIEWER),
		'penalty.review-upward',
	],
	[
		'review to the same amount',
		servedFacts({ state: 'REVIEW' }),
		(f) => decideReview(f, { outcome: 'VARIED', amountFen: 150_000, reason: REASON }, REVIEWER),
		'penalty.review-not-lower',
	],
	[
		'review with more points',
		servedFacts({ state: 'REVIEW' }),
		(f) => decideReview(f, { outcome: 'VARIED', amountFen: 1000, points: 5, reason: REASON }, REVIEWER),
		'penalty.points-raised',
	],
	[
		'variation without an amount',
		servedFacts({ state: 'REVIEW' }),
		(f) => decideReview(f, { outcome: 'VARIED', reason: REASON }, REVIEWER),
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

describe('procedure', () => {
	test.each(ROWS)('%s', (_, facts, run, expected) => {
		expect(rule(run(facts))).toBe(expected)
	})
})
