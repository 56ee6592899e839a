import { describe, expect, test } from 'vitest'
import { AFTER, by, NO_GATES, REASON, RUN, rule, TODAY } from '#tests/support/penalty-acts.ts'
import { APPROVER, defenceFacts, draftFacts, OPENER } from '#tests/support/rulebook.ts'
import type { Outcome } from '../refusal.ts'
import { answerDefence, decide, vote } from './decision.ts'
import type { PenaltyChange, PenaltyFacts } from './facts.ts'
import { checkPenalty, defend, grantDefenceExtension, issuePreNotice, servePreNotice } from './notice.ts'

type Row = readonly [
	name: string,
	facts: PenaltyFacts,
	run: (facts: PenaltyFacts) => Outcome<PenaltyChange>,
	rule: string,
]

const draft = (change: Partial<PenaltyFacts>) => draftFacts(change)
const checked = (change: Partial<PenaltyFacts> = {}) =>
	draftFacts({ state: 'CHECKED', checkerId: 'checker', ...change })
const decideAs =
	(actor = APPROVER, today: typeof TODAY | typeof AFTER = AFTER, amountFen = 150_000) =>
	(f: PenaltyFacts) =>
		decide(f, { today, amountFen, reason: REASON, serviceLapseOn: '2026-12-01', ...NO_GATES }, actor)
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
	['decision on the last day of the window', defenceFacts({ defenceDueOn: AFTER }), decideAs(), 'penalty.window-open'],
	[
		'vote above the pre-notice',
		defenceFacts({ severity: 'L4' }),
		(f) => vote(f, { personId: 'm0', amountFen: 200_001, ...NO_GATES }, member),
		'penalty.above-pre-notice',
	],
	[
		'vote above the first decision',
		defenceFacts({ severity: 'L4', firstDecidedFen: 100_000 }),
		(f) => vote(f, { personId: 'm0', amountFen: 100_001, ...NO_GATES }, member),
		'penalty.above-pre-notice',
	],
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
		(f) =>
			decide(
				f,
				{ today: AFTER, amountFen: 100, points: 6, reason: REASON, serviceLapseOn: AFTER, ...NO_GATES },
				APPROVER,
			),
		'penalty.points-raised',
	],
	[
		'decision without a reason',
		defenceFacts(),
		(f) => decide(f, { today: AFTER, amountFen: 100, reason: ' ', serviceLapseOn: AFTER, ...NO_GATES }, APPROVER),
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
		(f) => vote(f, { personId: 'checker', amountFen: 1, ...NO_GATES }, by('checker', ['PANEL_MEMBER'])),
		'penalty.decider-checked',
	],
	[
		'vote on an L2 case',
		defenceFacts(),
		(f) => vote(f, { personId: 'm1', amountFen: 1, ...NO_GATES }, by('m1', ['PANEL_MEMBER'])),
		'penalty.not-panel-member',
	],
	[
		'vote for somebody else',
		defenceFacts({ severity: 'L4' }),
		(f) => vote(f, { personId: 'm2', amountFen: 1, ...NO_GATES }, by('m1', ['PANEL_MEMBER'])),
		'penalty.not-panel-member',
	],
]

describe('procedure', () => {
	test.each(ROWS)('%s', (_, facts, run, expected) => {
		expect(rule(run(facts))).toBe(expected)
	})
})
