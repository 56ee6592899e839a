import type { Outcome } from '../refusal.ts'
import type { LocalDate } from '../time.ts'
import {
	agreeWaiverChecklist,
	proposeWaiverChecks,
	refuseWaiverChecklist,
	tookPart,
	waiveChecklist,
} from './checklist.ts'
import {
	check,
	needsReason,
	type PenaltyActor,
	type PenaltyChange,
	type PenaltyEffect,
	type PenaltyFacts,
} from './facts.ts'
import { take } from './notice.ts'
import { REVOCATION } from './review.ts'

/** The four ways out of a case (domain 4): waived, withdrawn, revoked, lapsed. */

const conflict = (facts: PenaltyFacts, actor: PenaltyActor) =>
	check('penalty.conflict-of-interest', actor.personId !== facts.dealerSignerId, undefined, 'forbidden')

/** First signature under "education only". */
export function proposeWaiver(
	facts: PenaltyFacts,
	command: { readonly reason: string },
	actor: PenaltyActor,
): Outcome<PenaltyChange> {
	const checks = [
		check('already-done', facts.waiverProposerId === null),
		check('penalty.checker-opened', actor.personId !== facts.openerId, undefined, 'forbidden'),
		...proposeWaiverChecks(facts, actor),
		...waiveChecklist(facts),
		needsReason(command.reason),
	]
	return take(facts, 'proposeWaiver', checks, facts.state, { waiverProposerId: actor.personId })
}

/** Second signature, by another person who could have decided: no deduction, no points, still on record. */
export function agreeWaiver(
	facts: PenaltyFacts,
	command: { readonly today: LocalDate },
	actor: PenaltyActor,
): Outcome<PenaltyChange> {
	const effects: PenaltyEffect[] = [{ kind: 'send', notice: 'education' }, { kind: 'release-hold' }]
	if (facts.servedOn === null) effects.push({ kind: 'start-plan-clock', from: command.today })
	return take(facts, 'agreeWaiver', agreeWaiverChecklist(facts, actor), 'WAIVED', { outstandingFen: 0 }, effects)
}

/** The second person does not agree to education only: the case goes on, and it cannot be proposed again. */
export function refuseWaiver(
	facts: PenaltyFacts,
	command: { readonly reason: string },
	actor: PenaltyActor,
): Outcome<PenaltyChange> {
	const checks = [...refuseWaiverChecklist(facts, actor), needsReason(command.reason)]
	return take(facts, 'refuseWaiver', checks, facts.state, { waiverProposerId: null, waiverRefused: true })
}

/** Given up before a decision. */
export function withdraw(
	facts: PenaltyFacts,
	command: { readonly reason: string },
	actor: PenaltyActor,
): Outcome<PenaltyChange> {
	const effects: PenaltyEffect[] = [{ kind: 'release-hold' }, { kind: 'cancel-plan' }]
	if (facts.preNoticeFen !== null) effects.push({ kind: 'send', notice: 'withdrawal' })
	return take(facts, 'withdraw', [conflict(facts, actor), needsReason(command.reason)], 'WITHDRAWN', {}, effects)
}

/** A decision proves wrong: money, points and multipliers are restored (domain 3.3). Once. */
export function revoke(
	facts: PenaltyFacts,
	command: { readonly reason: string },
	actor: PenaltyActor,
): Outcome<PenaltyChange> {
	const checks = [
		check('already-done', !facts.revoked),
		check('penalty.nothing-decided', facts.decidedFen !== null),
		check('penalty.reviewer-took-part', !tookPart(facts, actor.personId), undefined, 'forbidden'),
		conflict(facts, actor),
		needsReason(command.reason),
	]
	const effects = [{ kind: 'send', notice: 'revocation' } as const, ...REVOCATION]
	return take(facts, 'revoke', checks, 'REVOKED', { revoked: true, outstandingFen: 0 }, effects)
}

/** The limitation has passed without a decision: only education is left. */
export function lapse(facts: PenaltyFacts, command: { readonly today: LocalDate }): Outcome<PenaltyChange> {
	const checks = [
		check('penalty.decided-before', facts.firstDecidedFen === null && facts.decidedFen === null),
		check('penalty.limitation-runs', command.today > facts.limitationOn, { until: facts.limitationOn }),
	]
	return take(facts, 'lapse', checks, 'LAPSED', {}, [{ kind: 'release-hold' }])
}
