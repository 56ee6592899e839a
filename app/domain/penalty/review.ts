import { type Fen, isFen } from '../money.ts'
import type { Outcome } from '../refusal.ts'
import { assertNever } from '../result.ts'
import { type Instant, type LocalDate, localDateOf } from '../time.ts'
import { closeChecklist, decideReviewChecklist, settleChecklist } from './checklist.ts'
import {
	type Check,
	check,
	needsReason,
	type PenaltyActor,
	type PenaltyChange,
	type PenaltyFacts,
	type PenaltyPatch,
} from './facts.ts'
import { yuanLabel } from './label.ts'
import { type ServiceCommand, servedOn, serviceChecks, take } from './notice.ts'

/** Steps 7 to 10 of the procedure (domain 4): service of the decision, review, final, settled, closed. */

export const REVIEW_GROUNDS = ['facts', 'rule', 'amount', 'procedure', 'new-evidence'] as const
export type ReviewGround = (typeof REVIEW_GROUNDS)[number]

/** The decision is served: the review window starts. */
export function serveDecision(facts: PenaltyFacts, command: ServiceCommand): Outcome<PenaltyChange> {
	const set = {
		decisionServedOn: servedOn(facts.decisionLapseOn, command.on ?? command.today),
		reviewDueOn: command.windowDueOn,
	}
	return take(facts, 'serveDecision', serviceChecks(facts.decisionLapseOn, command), 'SERVED', set)
}

/** The dealer asks for a review, once per decision, inside the window. */
export function requestReview(
	facts: PenaltyFacts,
	command: { readonly today: LocalDate; readonly reason: string },
): Outcome<PenaltyChange> {
	const until = facts.reviewDueOn
	const checks = [
		check('penalty.review-used', facts.reviewRequestedOn === null),
		check('penalty.review-window-over', until !== null && command.today <= until, { until: until ?? '' }),
		needsReason(command.reason),
	]
	return take(facts, 'requestReview', checks, 'REVIEW', { reviewRequestedOn: command.today })
}

/** The dealer takes the request back: the decision stands. */
export function withdrawReview(facts: PenaltyFacts): Outcome<PenaltyChange> {
	return take(facts, 'withdrawReview', [], 'SERVED', {})
}

export type ReviewOutcome = 'UPHELD' | 'VARIED' | 'REVOKED' | 'RETURNED'

export type ReviewCommand = {
	/** When it is decided: inside the reviewer's clock. */
	readonly now: Instant
	readonly outcome: ReviewOutcome
	/** The lower amount of VARIED. */
	readonly amountFen?: Fen
	readonly points?: number
	readonly reason: string
}

/** What a review comes to, whoever or whatever decided it. */
export type ReviewResult = Pick<ReviewCommand, 'outcome' | 'amountFen' | 'points'>

function varyChecks(facts: PenaltyFacts, command: ReviewResult): Check[] {
	if (command.outcome !== 'VARIED') return []
	const amount = command.amountFen ?? 0
	const limit = facts.decidedFen ?? 0
	const most = facts.decidedPoints ?? 0
	const points = command.points ?? most
	if (!isFen(amount) || amount <= 0) return [check('penalty.amount', false, undefined, 'invalid')]
	return [
		check('penalty.review-upward', amount <= limit, { limit: yuanLabel(limit) }, 'invalid'),
		check(
			'penalty.points-raised',
			Number.isSafeInteger(points) && points >= 0 && points <= most,
			{ limit: most },
			'invalid',
		),
		check('penalty.review-not-lower', amount < limit || points < most, { limit: yuanLabel(limit) }, 'invalid'),
	]
}

/** The review's decision, by somebody who took no part, inside the clock, never upward (domain 4, step 9). */
export function decideReview(facts: PenaltyFacts, command: ReviewCommand, actor: PenaltyActor): Outcome<PenaltyChange> {
	const checks = [
		...decideReviewChecklist(facts, actor),
		reviewInTime(facts, command.now),
		needsReason(command.reason),
		...varyChecks(facts, command),
	]
	return reviewTaken(facts, 'decideReview', checks, command, actor.personId)
}

/** The reviewer decides before the clock runs out; afterwards the announced default stands (domain 4, step 9). */
export function reviewInTime(facts: PenaltyFacts, now: Instant): Check {
	const due = facts.reviewDecisionDueAt
	return check('penalty.review-clock-over', due === null || now <= due, { until: due === null ? '' : localDateOf(due) })
}

/** The change that an outcome makes, the same for a person and for the default. */
export function reviewTaken(
	facts: PenaltyFacts,
	action: 'decideReview' | 'lapseReview',
	checks: readonly Check[],
	result: ReviewResult,
	reviewerId: string,
): Outcome<PenaltyChange> {
	const told = { kind: 'send', notice: 'review-decision' } as const
	switch (result.outcome) {
		case 'UPHELD':
			return take(facts, action, checks, 'REVIEWED', { reviewerId }, [told])
		case 'VARIED': {
			const decidedPoints = result.points ?? facts.decidedPoints
			const set = { reviewerId, decidedFen: result.amountFen ?? facts.decidedFen, decidedPoints }
			return take(facts, action, checks, 'REVIEWED', set, [told, { kind: 'cascade' }])
		}
		case 'REVOKED': {
			const set = { reviewerId, revoked: true, outstandingFen: 0 }
			return take(facts, action, checks, 'REVOKED', set, [told, ...REVOCATION])
		}
		case 'RETURNED':
			return take(facts, action, checks, 'DEFENCE', { ...anew(facts), returnedBy: [...facts.returnedBy, reviewerId] }, [
				told,
			])
		default:
			return assertNever(result.outcome)
	}
}

/** A returned case waits for a new decision: the first one is its ceiling, votes and clocks begin again. */
function anew(facts: PenaltyFacts): PenaltyPatch {
	return {
		firstDecidedFen: facts.decidedFen,
		firstDecidedPoints: facts.decidedPoints,
		decidedFen: null,
		decidedPoints: null,
		decisionServedOn: null,
		decisionLapseOn: null,
		reviewDueOn: null,
		reviewRequestedOn: null,
		reviewDecisionDueAt: null,
		reviewExtended: false,
		votes: [],
	}
}

/** What every revocation restores: money, points, measures, later multipliers (domain 4, cascade), and the plan. */
export const REVOCATION = [{ kind: 'cascade' }, { kind: 'cancel-plan' }] as const

/** Final: reviewed, or the review window is over unused, or the request was taken back. Points count from here. */
export function makeFinal(facts: PenaltyFacts, command: { readonly today: LocalDate }): Outcome<PenaltyChange> {
	const until = facts.reviewDueOn
	const over =
		facts.state === 'REVIEWED' || facts.reviewRequestedOn !== null || (until !== null && command.today > until)
	const checks = [check('penalty.review-window-open', over, { until: until ?? '' })]
	const set = { outstandingFen: facts.decidedFen }
	return take(facts, 'makeFinal', checks, 'FINAL', set, [{ kind: 'count-points' }])
}

/** Settled: nothing is outstanding. */
export function settle(facts: PenaltyFacts): Outcome<PenaltyChange> {
	return take(facts, 'settle', settleChecklist(facts), 'SETTLED', {}, [{ kind: 'release-hold' }])
}

/** Closed: the remediation is struck off, or was cancelled with the case. A penalty paid does not close it. */
export function close(facts: PenaltyFacts): Outcome<PenaltyChange> {
	return take(facts, 'close', closeChecklist(facts), 'CLOSED', {})
}
