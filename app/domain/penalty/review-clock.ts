import type { Fen } from '../money.ts'
import type { Outcome } from '../refusal.ts'
import { assertNever } from '../result.ts'
import { type Instant, type LocalDate, localDateOf } from '../time.ts'
import { decideReviewChecklist } from './checklist.ts'
import { type Check, check, needsReason, type PenaltyActor, type PenaltyChange, type PenaltyFacts } from './facts.ts'
import { take } from './notice.ts'
import { type ReviewResult, reviewInTime, reviewTaken } from './review.ts'
import type { RulebookSettings } from './settings.schema.ts'
import { roundedToYuan } from './working.ts'

/** The reviewer's clock (domain 4, step 9): 15 working days, once more by the reviewer's own act, then the default. */

export type ReviewDefault = RulebookSettings['review']['defaultOutcome']

/** Gate of the longer time: by somebody who may review, once, in time, where the branch has announced one. */
export function extendReviewChecklist(
	facts: PenaltyFacts,
	on: { readonly now: Instant; readonly extensionDays: number },
	actor: PenaltyActor,
): Check[] {
	return [
		...decideReviewChecklist(facts, actor),
		check('penalty.review-no-extension', on.extensionDays > 0),
		check('penalty.review-extended', !facts.reviewExtended),
		reviewInTime(facts, on.now),
	]
}

/** The reviewer takes the announced extension, once, with a reason; `dueAt` is the new last moment. */
export function extendReview(
	facts: PenaltyFacts,
	command: {
		readonly now: Instant
		readonly extensionDays: number
		readonly dueAt: Instant
		readonly reason: string
	},
	actor: PenaltyActor,
): Outcome<PenaltyChange> {
	const due = facts.reviewDecisionDueAt
	const checks = [
		...extendReviewChecklist(facts, command, actor),
		check(
			'penalty.review-extension-not-later',
			due !== null && command.dueAt > due,
			{ until: due === null ? '' : localDateOf(due) },
			'invalid',
		),
		needsReason(command.reason),
	]
	return take(facts, 'extendReview', checks, 'REVIEW', { reviewExtended: true, reviewDecisionDueAt: command.dueAt })
}

/** Half of an amount in fen, rounded half up to whole yuan, never above the amount. */
export function halfOf(fen: Fen): Fen {
	return Math.min(fen, Number(roundedToYuan(BigInt(fen), [50])))
}

/** What the branch has announced for a review that is not decided in time; never to the dealer's harm. */
export function defaultResult(facts: PenaltyFacts, announced: ReviewDefault): ReviewResult {
	switch (announced) {
		case 'REVOKED':
			return { outcome: 'REVOKED' }
		case 'HALVED':
			return {
				outcome: 'VARIED',
				amountFen: halfOf(facts.decidedFen ?? 0),
				points: Math.floor((facts.decidedPoints ?? 0) / 2),
			}
		default:
			return assertNever(announced)
	}
}

/** The clock has run out: the announced default is applied by the system, as a decision of a person would be. */
export function lapseReview(
	facts: PenaltyFacts,
	command: { readonly now: Instant; readonly announced: ReviewDefault; readonly systemId: string },
): Outcome<PenaltyChange> {
	const due = facts.reviewDecisionDueAt
	const checks = [
		check('penalty.nothing-decided', facts.decidedFen !== null),
		check('penalty.review-clock-runs', due !== null && command.now > due, {
			until: due === null ? '' : localDateOf(due),
		}),
	]
	return reviewTaken(facts, 'lapseReview', checks, defaultResult(facts, command.announced), command.systemId)
}

/** The last day that the reviewer has, as people are told. */
export function reviewDueDay(facts: PenaltyFacts): LocalDate | null {
	return facts.reviewDecisionDueAt === null ? null : localDateOf(facts.reviewDecisionDueAt)
}
