import { type Fen, isFen } from '../money.ts'
import type { Outcome } from '../refusal.ts'
import { assertNever } from '../result.ts'
import type { LocalDate } from '../time.ts'
import { closeChecklist, decideReviewChecklist, settleChecklist } from './checklist.ts'
import { type Check, check, needsReason, type PenaltyActor, type PenaltyChange, type PenaltyFacts } from './facts.ts'
import { yuanLabel } from './label.ts'
import { type ServiceCommand, servedOn, serviceChecks, take } from './notice.ts'

/** Steps 7 to 10 of the procedure (domain 4): service of the decision, review, final, settled, closed. */

export const REVIEW_GROUNDS = ['facts', 'rule', 'amount', 'procedure', 'new-evidence'] as const
export type ReviewGround = (typeof REVIEW_GROUNDS)[number]

/** The decision is served: the review window starts. */
export function serveDecision(facts: PenaltyFacts, command: ServiceCommand): Outcome<PenaltyChange> {
	const set = { decisionServedOn: servedOn(facts.decisionLapseOn, command.today), reviewDueOn: command.windowDueOn }
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
	readonly outcome: ReviewOutcome
	/** The lower amount of VARIED. */
	readonly amountFen?: Fen
	readonly points?: number
	readonly reason: string
}

function varyChecks(facts: PenaltyFacts, command: ReviewCommand): Check[] {
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

/** The review's decision, by somebody who took no part, never upward (domain 4, step 9). */
export function decideReview(facts: PenaltyFacts, command: ReviewCommand, actor: PenaltyActor): Outcome<PenaltyChange> {
	const checks = [...decideReviewChecklist(facts, actor), needsReason(command.reason), ...varyChecks(facts, command)]
	const reviewerId = actor.personId
	const told = { kind: 'send', notice: 'review-decision' } as const
	switch (command.outcome) {
		case 'UPHELD':
			return take(facts, 'decideReview', checks, 'REVIEWED', { reviewerId }, [told])
		case 'VARIED': {
			const decidedPoints = command.points ?? facts.decidedPoints
			const set = { reviewerId, decidedFen: command.amountFen ?? facts.decidedFen, decidedPoints }
			return take(facts, 'decideReview', checks, 'REVIEWED', set, [told])
		}
		case 'REVOKED': {
			const effects = [told, ...REVOCATION]
			return take(facts, 'decideReview', checks, 'REVOKED', { reviewerId, revoked: true, outstandingFen: 0 }, effects)
		}
		case 'RETURNED': {
			const set = {
				reviewerId,
				firstDecidedFen: facts.decidedFen,
				firstDecidedPoints: facts.decidedPoints,
				decidedFen: null,
				decidedPoints: null,
				decisionServedOn: null,
				decisionLapseOn: null,
				reviewDueOn: null,
				votes: [],
			}
			return take(facts, 'decideReview', checks, 'DEFENCE', set, [told])
		}
		default:
			return assertNever(command.outcome)
	}
}

/** What every revocation restores: money, points, measures, later multipliers (domain 4, cascade). */
export const REVOCATION = [
	{ kind: 'restore-money' },
	{ kind: 'drop-points' },
	{ kind: 'review-measures' },
	{ kind: 'recompute-later-cases' },
	{ kind: 'cancel-plan' },
] as const

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
