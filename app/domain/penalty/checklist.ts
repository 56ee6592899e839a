import { type Fen, isFen } from '../money.ts'
import type { LocalDate } from '../time.ts'
import { type Check, check, decidingRole, type PenaltyActor, type PenaltyFacts } from './facts.ts'
import { yuanLabel } from './label.ts'
import { panelOutcome } from './panel.ts'

/** The gates of the procedure as lists of lines: pages show them with ✓ and ✗, the actions refuse by them. */

const noConflict = (facts: PenaltyFacts, actor: PenaltyActor) =>
	check('penalty.conflict-of-interest', actor.personId !== facts.dealerSignerId, undefined, 'forbidden')

const limitation = (facts: PenaltyFacts, today: LocalDate) =>
	check('penalty.limitation-passed', today <= facts.limitationOn, { until: facts.limitationOn })

/** What must be in the file before anybody is told of a deduction (domain 3.3: no evidence, no penalty). */
function fileChecks(facts: PenaltyFacts): Check[] {
	return [
		check('penalty.violation-open', facts.violationConfirmed),
		check('penalty.no-evidence', facts.evidenceCount >= 1, { count: facts.evidenceCount }),
		check('penalty.no-clause', facts.clause !== null && facts.clause !== ''),
	]
}

/** Gate of the check by a second person. */
export function checkChecklist(facts: PenaltyFacts, actor: PenaltyActor, today: LocalDate): Check[] {
	return [
		check('penalty.checker-opened', actor.personId !== facts.openerId, undefined, 'forbidden'),
		noConflict(facts, actor),
		...fileChecks(facts),
		limitation(facts, today),
	]
}

/** Gate of the pre-notice: file complete, clause accepted by the dealer, something to deduct, inside the limitation. */
export function preNoticeChecklist(facts: PenaltyFacts, actor: PenaltyActor, today: LocalDate): Check[] {
	return [
		check('penalty.checker-opened', actor.personId !== facts.openerId, undefined, 'forbidden'),
		noConflict(facts, actor),
		...fileChecks(facts),
		check('penalty.rulebook-not-accepted', facts.rulebookAccepted),
		check('penalty.no-share', facts.share > 0, { share: facts.share }),
		check('penalty.nothing-to-deduct', facts.share === 0 || facts.computedFen > 0),
		limitation(facts, today),
	]
}

/** The defence is over: said so, stated, or the window has run out (domain 4, step 5). */
export function defenceOver(facts: PenaltyFacts, today: LocalDate): boolean {
	if (facts.acknowledgedOn !== null || facts.argumentCount > 0) return true
	return facts.defenceDueOn !== null && today > facts.defenceDueOn
}

/** The most that may be decided: the pre-notice and, after a return from review, the first decision. */
export function ceilingFen(facts: PenaltyFacts): Fen {
	return Math.min(facts.preNoticeFen ?? 0, facts.firstDecidedFen ?? Number.MAX_SAFE_INTEGER)
}

/** Whether the checker may also decide: small cases of a branch that allows it (domain 4). */
export function checkerMayDecide(facts: PenaltyFacts): boolean {
	return facts.checkerMayDecideMinor && (facts.severity === 'L1' || facts.severity === 'L2')
}

/** Separation of duties of whoever decides, by person. */
export function deciderChecks(facts: PenaltyFacts, actor: PenaltyActor): Check[] {
	const role = decidingRole(facts.severity)
	const { personId } = actor
	return [
		check('penalty.not-decider', actor.roles.includes(role), { severity: facts.severity, role }, 'forbidden'),
		check('penalty.decider-opened', personId !== facts.openerId, undefined, 'forbidden'),
		check('penalty.decider-checked', personId !== facts.checkerId || checkerMayDecide(facts), undefined, 'forbidden'),
		noConflict(facts, actor),
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

/** Gate of the decision (domain 4, step 6). */
export function decideChecklist(facts: PenaltyFacts, actor: PenaltyActor, today: LocalDate): Check[] {
	const until = facts.defenceDueOn ?? ''
	const unanswered = facts.argumentCount - facts.answeredCount
	return [
		check('penalty.not-served', facts.servedOn !== null),
		check('penalty.no-evidence', facts.evidenceCount >= 1, { count: facts.evidenceCount }),
		check('penalty.window-open', defenceOver(facts, today), { until }),
		check('penalty.arguments-unanswered', unanswered <= 0, { count: Math.max(0, unanswered) }),
		...panelChecks(facts),
		...(facts.firstDecidedFen === null ? [limitation(facts, today)] : []),
		...deciderChecks(facts, actor),
	]
}

/** Everybody on the operator's side who took part before the review. */
export function tookPart(facts: PenaltyFacts, personId: string): boolean {
	const hands = [facts.openerId, facts.checkerId, facts.waiverProposerId, ...facts.deciderIds]
	return hands.includes(personId) || facts.votes.some((vote) => vote.personId === personId)
}

/** Gate of the review's decision: somebody who took no part before (domain 4, step 9). */
export function decideReviewChecklist(facts: PenaltyFacts, actor: PenaltyActor): Check[] {
	return [
		check('penalty.nothing-decided', facts.decidedFen !== null),
		check('penalty.reviewer-took-part', !tookPart(facts, actor.personId), undefined, 'forbidden'),
		noConflict(facts, actor),
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
	]
}

/** Gate of the second signature under a waiver: another person, who could have decided the case. */
export function agreeWaiverChecklist(facts: PenaltyFacts, actor: PenaltyActor): Check[] {
	return [
		check('penalty.waiver-not-proposed', facts.waiverProposerId !== null),
		...waiveChecklist(facts),
		check('penalty.waiver-same-person', actor.personId !== facts.waiverProposerId, undefined, 'forbidden'),
		...deciderChecks(facts, actor),
	]
}

/** Settled means nothing outstanding. */
export function settleChecklist(facts: PenaltyFacts): Check[] {
	const outstanding = facts.outstandingFen
	const params = { amount: yuanLabel(outstanding ?? facts.decidedFen ?? 0) }
	return [check('penalty.outstanding', outstanding === 0, params)]
}

/** A case closes only with its remediation struck off, or cancelled with the case (domain 3.3). */
export function closeChecklist(facts: PenaltyFacts): Check[] {
	const plan = facts.planState
	const neverOpened = plan === null && facts.state === 'LAPSED' && !facts.violationConfirmed
	return [check('penalty.plan-open', plan === 'STRUCK_OFF' || plan === 'CANCELLED' || neverOpened)]
}

/** An amount that may be decided: whole fen above zero, up to the ceiling. */
export function amountChecks(facts: PenaltyFacts, amountFen: Fen): Check[] {
	const limits = (limitFen: Fen) => ({ amount: yuanLabel(amountFen), limit: yuanLabel(limitFen) })
	const first = facts.firstDecidedFen
	const told = facts.preNoticeFen ?? 0
	if (!isFen(amountFen) || amountFen <= 0) return [check('penalty.amount', false, undefined, 'invalid')]
	return [
		check('penalty.above-pre-notice', amountFen <= told, limits(told), 'invalid'),
		check('penalty.above-first-decision', first === null || amountFen <= first, limits(first ?? told), 'invalid'),
	]
}
