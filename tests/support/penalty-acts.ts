import { answerDefence, decide, vote } from '#app/domain/penalty/decision.ts'
import { agreeWaiver, lapse, proposeWaiver, refuseWaiver, revoke, withdraw } from '#app/domain/penalty/exits.ts'
import type { PenaltyActor, PenaltyChange, PenaltyFacts } from '#app/domain/penalty/facts.ts'
import type { PenaltyAction } from '#app/domain/penalty/machine.ts'
import {
	acknowledge,
	checkPenalty,
	closeDefence,
	defend,
	grantDefenceExtension,
	issuePreNotice,
	servePreNotice,
} from '#app/domain/penalty/notice.ts'
import {
	close,
	decideReview,
	makeFinal,
	requestReview,
	serveDecision,
	settle,
	withdrawReview,
} from '#app/domain/penalty/review.ts'
import { extendReview, lapseReview } from '#app/domain/penalty/review-clock.ts'
import type { Outcome } from '#app/domain/refusal.ts'
import { APPROVER, CHECKER, REVIEWER } from './rulebook.ts'

export const TODAY = '2026-11-18'
export const AFTER = '2026-11-25'
/** Inside every review's clock. */
export const NOW = '2026-12-10T02:00:00.000Z'
export const REASON = '事实清楚，证据充分，当场改正已经考虑'

/** Nothing to compare with and nothing to explain. */
export const NO_GATES = { like: null, given: { excess: '', fairness: '' } } as const

/** A person who has declared that nothing binds them. */
export const by = (personId: string, roles: readonly string[] = ['APPROVER']): PenaltyActor => ({
	personId,
	roles,
	declared: 'none',
})

/** Each action with a command and a person that nothing but the state can stop. */
export const RUN: Record<PenaltyAction, (facts: PenaltyFacts) => Outcome<PenaltyChange>> = {
	check: (f) => checkPenalty(f, { today: TODAY }, CHECKER),
	issuePreNotice: (f) => issuePreNotice(f, { today: TODAY, serviceLapseOn: '2026-11-23' }, CHECKER),
	serve: (f) => servePreNotice(f, { how: 'OPENED', today: TODAY, windowDueOn: '2026-11-25' }),
	defend: (f) => defend(f, { today: TODAY, arguments: 1 }),
	acknowledge: (f) => acknowledge(f, { today: TODAY }),
	grantDefenceExtension: (f) => grantDefenceExtension(f, { today: TODAY, dueOn: '2026-11-27' }),
	closeDefence: (f) => closeDefence(f, { today: AFTER }),
	answerDefence: (f) => answerDefence({ ...f, argumentCount: 1 }, { answer: '不采纳' }, APPROVER),
	vote: (f) =>
		vote({ ...f, severity: 'L4' }, { personId: 'm1', amountFen: 100, ...NO_GATES }, by('m1', ['PANEL_MEMBER'])),
	decide: (f) =>
		decide(
			f,
			{ today: AFTER, amountFen: 150_000, reason: REASON, serviceLapseOn: '2026-12-01', ...NO_GATES },
			APPROVER,
		),
	serveDecision: (f) => serveDecision(f, { how: 'OPENED', today: '2026-12-02', windowDueOn: '2026-12-16' }),
	requestReview: (f) => requestReview({ ...f, reviewDueOn: '2026-12-16' }, { today: '2026-12-10', reason: '金额过高' }),
	withdrawReview,
	decideReview: (f) =>
		decideReview({ ...f, decidedFen: 150_000 }, { now: NOW, outcome: 'UPHELD', reason: REASON }, REVIEWER),
	extendReview: (f) =>
		extendReview(
			{ ...f, decidedFen: 150_000, reviewDecisionDueAt: '2026-12-15T10:00:00.000Z' },
			{ now: NOW, extensionDays: 10, dueAt: '2026-12-29T10:00:00.000Z', reason: REASON },
			REVIEWER,
		),
	lapseReview: (f) =>
		lapseReview(
			{ ...f, decidedFen: 150_000, reviewDecisionDueAt: '2026-12-09T10:00:00.000Z' },
			{ now: NOW, announced: 'REVOKED', systemId: 'system' },
		),
	makeFinal: (f) => makeFinal({ ...f, reviewDueOn: '2026-12-16' }, { today: '2026-12-17' }),
	settle: (f) => settle({ ...f, outstandingFen: 0 }),
	close: (f) => close({ ...f, planState: 'STRUCK_OFF' }),
	proposeWaiver: (f) => proposeWaiver(f, { reason: REASON }, CHECKER),
	agreeWaiver: (f) => agreeWaiver({ ...f, waiverProposerId: 'checker' }, { today: TODAY }, APPROVER),
	refuseWaiver: (f) => refuseWaiver({ ...f, waiverProposerId: 'checker' }, { reason: REASON }, APPROVER),
	withdraw: (f) => withdraw(f, { reason: REASON }, CHECKER),
	revoke: (f) => revoke({ ...f, decidedFen: 150_000 }, { reason: REASON }, REVIEWER),
	lapse: (f) => lapse(f, { today: '2027-11-06' }),
}

/** 'ok', or the rule that refuses. */
export const rule = (outcome: Outcome<PenaltyChange>) => (outcome.ok ? 'ok' : outcome.error.rule)
