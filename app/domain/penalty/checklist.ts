import { type Fen, isFen } from '../money.ts'
import type { LocalDate } from '../time.ts'
import { earlyCeilingFen } from './early.ts'
import { exceedsLoss } from './excess.ts'
import { type Check, check, decidingRole, type PenaltyActor, type PenaltyFacts } from './facts.ts'
import { fairnessSide, type LikeCases } from './fairness.ts'
import { yuanLabel } from './label.ts'
import { panelOutcome } from './panel.ts'

/** The gates of the procedure as lists of lines: pages show them with ✓ and ✗, the actions refuse by them. */

/** A reason on record says at least this much. */
export const LEAST_REASON = 5

const noConflict = (facts: PenaltyFacts, actor: PenaltyActor) =>
	check('penalty.conflict-of-interest', actor.personId !== facts.dealerSignerId, undefined, 'forbidden')

const limitation = (facts: PenaltyFacts, today: LocalDate) =>
	check('penalty.limitation-passed', today <= facts.limitationOn, { until: facts.limitationOn })

/** Whoever acts has said so far that nothing binds them to the dealer (domain 4, step 1). */
function declaredChecks(actor: PenaltyActor): Check[] {
	return [
		check('penalty.not-declared', actor.declared !== undefined, undefined, 'invalid'),
		check('penalty.conflict-declared', actor.declared !== 'conflict', undefined, 'forbidden'),
	]
}

/** A person with a hand in the matter or a tie to the dealer does not check, decide or review it. */
function freeOfInterest(facts: PenaltyFacts, actor: PenaltyActor): Check[] {
	return [
		noConflict(facts, actor),
		check('penalty.inspected', !facts.inspectorIds.includes(actor.personId), undefined, 'forbidden'),
		...declaredChecks(actor),
	]
}

/** What must be in the file before anybody is told of a deduction (domain 3.3: no evidence, no penalty). */
export function fileChecks(facts: PenaltyFacts, today: LocalDate): Check[] {
	return [
		check('penalty.violation-open', facts.violationConfirmed),
		check('penalty.no-evidence', facts.evidenceCount >= 1, { count: facts.evidenceCount }),
		check('penalty.no-trace', facts.orderTrace !== 'missing'),
		check('penalty.no-clause', facts.clause !== null && facts.clause !== ''),
		limitation(facts, today),
	]
}

/** What else must hold before the dealer is told. */
export function noticeChecks(facts: PenaltyFacts, today: LocalDate): Check[] {
	return [
		...fileChecks(facts, today),
		check('penalty.rulebook-not-accepted', facts.rulebookAccepted),
		check('penalty.no-share', facts.share > 0, { share: facts.share }),
		check('penalty.nothing-to-deduct', facts.share === 0 || facts.computedFen > 0),
	]
}

/** Gate of the check by a second person. */
export function checkChecklist(facts: PenaltyFacts, actor: PenaltyActor, today: LocalDate): Check[] {
	return [
		check('penalty.checker-opened', actor.personId !== facts.openerId, undefined, 'forbidden'),
		...freeOfInterest(facts, actor),
		...fileChecks(facts, today),
	]
}

/** Gate of the pre-notice: file complete, clause accepted by the dealer, something to deduct, inside the limitation. */
export function preNoticeChecklist(facts: PenaltyFacts, actor: PenaltyActor, today: LocalDate): Check[] {
	return [
		check('penalty.checker-opened', actor.personId !== facts.openerId, undefined, 'forbidden'),
		...freeOfInterest(facts, actor),
		...noticeChecks(facts, today),
	]
}

/** The defence is over: said so, stated, or the window has run out (domain 4, step 5). */
export function defenceOver(facts: PenaltyFacts, today: LocalDate): boolean {
	if (facts.acknowledgedOn !== null || facts.argumentCount > 0) return true
	return facts.defenceDueOn !== null && today > facts.defenceDueOn
}

/**
 * The most that may be decided: the pre-notice, less the reduction of an early acknowledgement, and, after a return
 * from review, the first decision.
 */
export function ceilingFen(facts: PenaltyFacts): Fen {
	const told = earlyCeilingFen(facts) ?? facts.preNoticeFen ?? 0
	return Math.min(told, facts.firstDecidedFen ?? Number.MAX_SAFE_INTEGER)
}

/** Whether the checker may also decide: small cases of a branch that allows it (domain 4). */
export function checkerMayDecide(facts: PenaltyFacts): boolean {
	return facts.checkerMayDecideMinor && (facts.severity === 'L1' || facts.severity === 'L2')
}

/** Separation of duties of whoever decides, by person. */
export function deciderChecks(facts: PenaltyFacts, actor: PenaltyActor): Check[] {
	const role = decidingRole(facts.severity)
	const { personId } = actor
	const checked = personId === facts.checkerId || personId === facts.confirmerId
	return [
		check('penalty.not-decider', actor.roles.includes(role), { severity: facts.severity, role }, 'forbidden'),
		check('penalty.decider-opened', personId !== facts.openerId, undefined, 'forbidden'),
		check('penalty.decider-checked', !checked || checkerMayDecide(facts), undefined, 'forbidden'),
		check('penalty.decider-reviewed', !facts.returnedBy.includes(personId), undefined, 'forbidden'),
		...freeOfInterest(facts, actor),
	]
}

function panelChecks(facts: PenaltyFacts): Check[] {
	if (facts.severity !== 'L4') return []
	const outcome = panelOutcome(facts.votes, facts.panelSeats)
	const needed = Math.max(3, facts.panelSeats)
	return [
		check('penalty.panel-short', outcome.kind !== 'short', { votes: facts.votes.length, needed }),
		check('penalty.panel-dropped', outcome.kind !== 'dropped'),
	]
}

/** What the decision needs, whoever takes it; `panelChecks` are met by its last vote. */
export function decisionChecks(facts: PenaltyFacts, today: LocalDate): Check[] {
	const until = facts.defenceDueOn ?? ''
	const unanswered = facts.argumentCount - facts.answeredCount
	return [
		check('penalty.not-served', facts.servedOn !== null),
		check('penalty.no-evidence', facts.evidenceCount >= 1, { count: facts.evidenceCount }),
		check('penalty.extension-open', facts.extension !== 'ASKED'),
		check('penalty.window-open', defenceOver(facts, today), { until }),
		check('penalty.arguments-unanswered', unanswered <= 0, { count: Math.max(0, unanswered) }),
		...panelChecks(facts),
		...(facts.firstDecidedFen === null ? [limitation(facts, today)] : []),
	]
}

/** Gate of the decision (domain 4, step 6). */
export function decideChecklist(facts: PenaltyFacts, actor: PenaltyActor, today: LocalDate): Check[] {
	return [...decisionChecks(facts, today), ...deciderChecks(facts, actor)]
}

/** Everybody on the operator's side who took part before the review. */
export function tookPart(facts: PenaltyFacts, personId: string): boolean {
	const { openerId, checkerId, confirmerId, waiverProposerId } = facts
	const hands = [openerId, checkerId, confirmerId, waiverProposerId, ...facts.inspectorIds, ...facts.deciderIds]
	return hands.includes(personId) || facts.votes.some((vote) => vote.personId === personId)
}

/** Gate of the review's decision: somebody who took no part before (domain 4, step 9). */
export function decideReviewChecklist(facts: PenaltyFacts, actor: PenaltyActor): Check[] {
	return [
		check('penalty.nothing-decided', facts.decidedFen !== null),
		check('penalty.reviewer-took-part', !tookPart(facts, actor.personId), undefined, 'forbidden'),
		noConflict(facts, actor),
		...declaredChecks(actor),
	]
}

/** What a case must be like to end in education only (domain 3.2, waiver). */
export function waiveChecklist(facts: PenaltyFacts): Check[] {
	return [
		check('penalty.waiver-severity', facts.severity === 'L1' || facts.severity === 'L2', { severity: facts.severity }),
		check('penalty.waiver-not-first', facts.priors === 0, { count: facts.priors }),
		check('penalty.waiver-harm', !facts.harm),
		check('penalty.waiver-not-corrected', facts.corrected),
		check('penalty.violation-open', facts.violationConfirmed),
		check('penalty.decided-before', facts.firstDecidedFen === null && facts.decidedFen === null),
		check('penalty.waiver-refused', !facts.waiverRefused),
	]
}

/** Who may propose education only. */
export function proposeWaiverChecks(facts: PenaltyFacts, actor: PenaltyActor): Check[] {
	return freeOfInterest(facts, actor)
}

/** The second person under a waiver: another one, who could have decided the case. */
export function refuseWaiverChecklist(facts: PenaltyFacts, actor: PenaltyActor): Check[] {
	return [
		check('penalty.waiver-not-proposed', facts.waiverProposerId !== null),
		check('penalty.waiver-same-person', actor.personId !== facts.waiverProposerId, undefined, 'forbidden'),
		...deciderChecks(facts, actor),
	]
}

/** Gate of the second signature under a waiver. */
export function agreeWaiverChecklist(facts: PenaltyFacts, actor: PenaltyActor): Check[] {
	return [...waiveChecklist(facts), ...refuseWaiverChecklist(facts, actor)]
}

/** Settled means nothing outstanding. */
export function settleChecklist(facts: PenaltyFacts): Check[] {
	const outstanding = facts.outstandingFen
	const params = { amount: yuanLabel(outstanding ?? facts.decidedFen ?? 0) }
	return [check('penalty.outstanding', outstanding === 0, params)]
}

/** A case closes only with its remediation struck off or cancelled (domain 3.3); a revoked one with its tasks done. */
export function closeChecklist(facts: PenaltyFacts): Check[] {
	const plan = facts.planState
	const neverOpened = plan === null && facts.state === 'LAPSED' && !facts.violationConfirmed
	const struckOff = plan === 'STRUCK_OFF' || plan === 'CANCELLED' || neverOpened
	const tasks = check('penalty.tasks-open', facts.openTasks === 0, { count: facts.openTasks })
	return [check('penalty.plan-open', struckOff), ...(facts.revoked ? [tasks] : [])]
}

/** Reasons given with a decision or a vote, as people typed them. */
export type GivenReasons = { readonly excess: string; readonly fairness: string }

/** An amount far above the loss or outside what like cases were decided at is explained (domain 3.2, 3.3); it is not barred. */
export function reasonChecks(
	facts: PenaltyFacts,
	amountFen: Fen,
	like: LikeCases | null,
	given: GivenReasons,
): Check[] {
	const excess = exceedsLoss(amountFen, facts.lossFen, facts.excessPercent)
	const outside = amountFen > 0 && fairnessSide(amountFen, like, facts.fairness) !== 'inside'
	const said = (text: string) => text.trim().length >= LEAST_REASON
	return [
		check('penalty.excess-reason', !excess || said(given.excess), { percent: facts.excessPercent }, 'invalid'),
		check(
			'penalty.fairness-reason',
			!outside || said(given.fairness),
			{ lower: yuanLabel(like?.lowerFen ?? 0), upper: yuanLabel(like?.upperFen ?? 0) },
			'invalid',
		),
	]
}

/** An amount that may be decided: whole fen above zero, up to the ceiling. */
export function amountChecks(facts: PenaltyFacts, amountFen: Fen): Check[] {
	const limits = (limitFen: Fen) => ({ amount: yuanLabel(amountFen), limit: yuanLabel(limitFen) })
	const first = facts.firstDecidedFen
	const told = facts.preNoticeFen ?? 0
	const early = earlyCeilingFen(facts)
	if (!isFen(amountFen) || amountFen <= 0) return [check('penalty.amount', false, undefined, 'invalid')]
	return [
		check('penalty.above-pre-notice', amountFen <= told, limits(told), 'invalid'),
		check('penalty.above-early', early === null || amountFen <= early, limits(early ?? told), 'invalid'),
		check('penalty.above-first-decision', first === null || amountFen <= first, limits(first ?? told), 'invalid'),
	]
}
