import type { Fen } from '../money.ts'
import type { Outcome } from '../refusal.ts'
import type { LocalDate } from '../time.ts'
import {
	amountChecks,
	ceilingFen,
	decideChecklist,
	deciderChecks,
	type GivenReasons,
	reasonChecks,
	tookPart,
} from './checklist.ts'
import {
	check,
	firstUnmet,
	inState,
	needsReason,
	type PenaltyActor,
	type PenaltyChange,
	type PenaltyFacts,
} from './facts.ts'
import type { LikeCases } from './fairness.ts'
import { yuanLabel } from './label.ts'
import { take } from './notice.ts'
import { castVote, type PanelVote, panelOutcome } from './panel.ts'

/** Step 6 of the procedure (domain 4): answering the defence, the panel's votes, the decision. */

/** One argument of the defence is answered; each must be before the decision. */
export function answerDefence(
	facts: PenaltyFacts,
	command: { readonly answer: string },
	actor: PenaltyActor,
): Outcome<PenaltyChange> {
	const checks = [
		check('already-done', facts.answeredCount < facts.argumentCount),
		needsReason(command.answer),
		check('penalty.decider-opened', actor.personId !== facts.openerId, undefined, 'forbidden'),
	]
	return take(facts, 'answerDefence', checks, 'DEFENCE', { answeredCount: facts.answeredCount + 1 })
}

/** A panel member votes on a grave case, once, never above what the dealer was told. */
export function vote(
	facts: PenaltyFacts,
	command: PanelVote & { readonly like: LikeCases | null; readonly given: GivenReasons },
	actor: PenaltyActor,
): Outcome<PenaltyChange> {
	const unmet = firstUnmet([
		inState(facts, 'vote'),
		check(
			'penalty.not-panel-member',
			facts.severity === 'L4' && command.personId === actor.personId,
			undefined,
			'forbidden',
		),
		...deciderChecks(facts, actor),
	])
	if (unmet) return unmet
	const barred = [facts.openerId, facts.checkerId ?? '', facts.dealerSignerId ?? '']
	const { personId, amountFen, like, given } = command
	const votes = castVote(facts.votes, { personId, amountFen }, { ceilingFen: ceilingFen(facts), barred })
	if (!votes.ok) return votes
	return take(facts, 'vote', reasonChecks(facts, amountFen, like, given), 'DEFENCE', { votes: votes.value })
}

export type DecideCommand = {
	readonly today: LocalDate
	readonly amountFen: Fen
	/** Points with the lower amount, where they change; never more than the pre-notice said. */
	readonly points?: number
	readonly reason: string
	/** 3rd working day after sending the decision. */
	readonly serviceLapseOn: LocalDate
	/** What like cases were decided at. */
	readonly like: LikeCases | null
	/** At L4 each vote has carried its own. */
	readonly given: GivenReasons
}

/** The most points that may be decided. */
export function ceilingPoints(facts: PenaltyFacts): number {
	return Math.min(facts.preNoticePoints ?? 0, facts.firstDecidedPoints ?? Number.MAX_SAFE_INTEGER)
}

/** The decision: never above the pre-notice, at L4 what the panel's majority carries (domain 4). */
export function decide(facts: PenaltyFacts, command: DecideCommand, actor: PenaltyActor): Outcome<PenaltyChange> {
	const most = ceilingPoints(facts)
	const points = command.points ?? most
	const outcome = panelOutcome(facts.votes, facts.panelSeats)
	const carried = outcome.kind === 'imposed' ? outcome.amountFen : 0
	const grave = facts.severity === 'L4'
	const checks = [
		...decideChecklist(facts, actor, command.today),
		...amountChecks(facts, command.amountFen),
		check('penalty.panel-amount', !grave || command.amountFen === carried, { amount: yuanLabel(carried) }, 'invalid'),
		check(
			'penalty.points-raised',
			Number.isSafeInteger(points) && points >= 0 && points <= most,
			{ limit: most },
			'invalid',
		),
		needsReason(command.reason),
		...(grave ? [] : reasonChecks(facts, command.amountFen, command.like, command.given)),
	]
	const deciderIds = grave ? facts.votes.map((one) => one.personId) : []
	const set = {
		decidedFen: command.amountFen,
		decidedPoints: points,
		deciderIds: [...new Set([...facts.deciderIds, ...deciderIds, actor.personId])],
		decisionLapseOn: command.serviceLapseOn,
		decisionServedOn: null,
		reviewRequestedOn: null,
	}
	return take(facts, 'decide', checks, 'DECIDED', set, [{ kind: 'send', notice: 'decision' }])
}

/** Whether this person may still be asked to review the case. */
export function mayReview(facts: PenaltyFacts, personId: string): boolean {
	return !tookPart(facts, personId) && personId !== facts.dealerSignerId
}
