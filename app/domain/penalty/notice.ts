import { type Outcome, refuse } from '../refusal.ts'
import { ok } from '../result.ts'
import type { LocalDate } from '../time.ts'
import { checkChecklist, preNoticeChecklist } from './checklist.ts'
import {
	type Check,
	check,
	firstUnmet,
	inState,
	type PenaltyActor,
	type PenaltyChange,
	type PenaltyEffect,
	type PenaltyFacts,
	type PenaltyPatch,
} from './facts.ts'
import type { PenaltyAction, PenaltyState } from './machine.ts'

/** Steps 1 to 5 of the procedure (domain 4): from the draft to the end of the defence. */

/** The change, or the refusal of the first line that is not met. */
export function take(
	facts: PenaltyFacts,
	action: PenaltyAction,
	checks: readonly Check[],
	to: PenaltyState,
	set: PenaltyPatch,
	effects: readonly PenaltyEffect[] = [],
): Outcome<PenaltyChange> {
	const unmet = firstUnmet([inState(facts, action), ...checks])
	return unmet ?? ok({ action, from: facts.state, to, set, effects })
}

/** A second person has checked evidence, type, units and factors. */
export function checkPenalty(
	facts: PenaltyFacts,
	command: { readonly today: LocalDate },
	actor: PenaltyActor,
): Outcome<PenaltyChange> {
	const checks = checkChecklist(facts, actor, command.today)
	return take(facts, 'check', checks, 'CHECKED', { checkerId: actor.personId })
}

/** Tells the dealer what is intended, and holds the amount; `serviceLapseOn` is the 3rd working day after sending. */
export function issuePreNotice(
	facts: PenaltyFacts,
	command: { readonly today: LocalDate; readonly serviceLapseOn: LocalDate },
	actor: PenaltyActor,
): Outcome<PenaltyChange> {
	const set = {
		preNoticeFen: facts.computedFen,
		preNoticePoints: facts.computedPoints,
		serviceLapseOn: command.serviceLapseOn,
	}
	const effects: PenaltyEffect[] = [
		{ kind: 'send', notice: 'pre-notice' },
		{ kind: 'hold', fen: facts.computedFen },
	]
	if (facts.redLine) effects.push({ kind: 'suspend-sim-opening' })
	const checks = preNoticeChecklist(facts, actor, command.today)
	return take(facts, 'issuePreNotice', checks, 'PRE_NOTICED', set, effects)
}

/**
 * The day a notice counts as served: the day of the proof, at the latest the day it lapses into service; without consent
 * to electronic service nothing lapses (domain 4, step 4).
 */
export function servedOn(lapseOn: LocalDate | null, today: LocalDate): LocalDate {
	return lapseOn !== null && lapseOn < today ? lapseOn : today
}

export type ServiceCommand = {
	/** PAPER: handed over, or refused before a witness. */
	readonly how: 'OPENED' | 'LAPSE' | 'PAPER'
	readonly today: LocalDate
	/** The day that the proof on paper names; today when left out. */
	readonly on?: LocalDate | undefined
	/** Last day of the window that service opens, counted from `servedOn(lapseOn, today)`. */
	readonly windowDueOn: LocalDate
}

/** Opened by the dealer or handed over is served at once; otherwise only from the lapse day on. */
export function serviceChecks(lapseOn: LocalDate | null, command: ServiceCommand): Check[] {
	const due = command.how !== 'LAPSE' || (lapseOn !== null && command.today >= lapseOn)
	return [check('penalty.service-not-due', due, { until: lapseOn ?? '' })]
}

/** The pre-notice is served: the defence window and the plan's clock start. */
export function servePreNotice(facts: PenaltyFacts, command: ServiceCommand): Outcome<PenaltyChange> {
	const served = servedOn(facts.serviceLapseOn, command.on ?? command.today)
	const set = { servedOn: served, defenceDueOn: command.windowDueOn }
	const checks = serviceChecks(facts.serviceLapseOn, command)
	return take(facts, 'serve', checks, 'DEFENCE', set, [{ kind: 'start-plan-clock', from: served }])
}

const windowOpen = (facts: PenaltyFacts, today: LocalDate) =>
	check('penalty.window-over', facts.defenceDueOn !== null && today <= facts.defenceDueOn, {
		until: facts.defenceDueOn ?? '',
	})

const notAcknowledged = (facts: PenaltyFacts) => check('penalty.acknowledged', facts.acknowledgedOn === null)

/** Who has answered needs no more time: a request that nobody has decided is void. */
function extensionMoot(facts: PenaltyFacts): PenaltyPatch {
	return facts.extension === 'ASKED' ? { extension: 'ANSWERED' } : {}
}

/** The dealer states arguments inside the window; more may follow until it ends. */
export function defend(
	facts: PenaltyFacts,
	command: { readonly today: LocalDate; readonly arguments: number },
): Outcome<PenaltyChange> {
	const checks = [windowOpen(facts, command.today), notAcknowledged(facts)]
	if (!Number.isSafeInteger(command.arguments) || command.arguments < 1) return refuse('invalid', 'reason-missing')
	const set = { argumentCount: facts.argumentCount + command.arguments, ...extensionMoot(facts) }
	return take(facts, 'defend', checks, 'DEFENCE', set)
}

/** The dealer has nothing to say against it: the defence is waived, the decision may follow at once. */
export function acknowledge(facts: PenaltyFacts, command: { readonly today: LocalDate }): Outcome<PenaltyChange> {
	const checks = [
		check('already-done', facts.acknowledgedOn === null),
		windowOpen(facts, command.today),
		check('penalty.defence-stated', facts.argumentCount === 0),
	]
	return take(facts, 'acknowledge', checks, 'DEFENCE', { acknowledgedOn: command.today, ...extensionMoot(facts) })
}

/** Three more working days, once, granted inside the window; `dueOn` is the new last day. */
export function grantDefenceExtension(
	facts: PenaltyFacts,
	command: { readonly today: LocalDate; readonly dueOn: LocalDate },
): Outcome<PenaltyChange> {
	const until = facts.defenceDueOn ?? ''
	const checks = [
		check('penalty.extension-used', !facts.defenceExtended),
		notAcknowledged(facts),
		windowOpen(facts, command.today),
		check('penalty.extension-not-later', command.dueOn > until, { until }, 'invalid'),
	]
	return take(facts, 'grantDefenceExtension', checks, 'DEFENCE', { defenceExtended: true, defenceDueOn: command.dueOn })
}

/** Silence: the window is over and nothing was said. Recorded once. */
export function closeDefence(facts: PenaltyFacts, command: { readonly today: LocalDate }): Outcome<PenaltyChange> {
	const until = facts.defenceDueOn
	const checks = [
		check('already-done', facts.defenceClosedOn === null),
		notAcknowledged(facts),
		check('penalty.defence-stated', facts.argumentCount === 0),
		check('penalty.window-open', until !== null && command.today > until, { until: until ?? '' }),
	]
	return take(facts, 'closeDefence', checks, 'DEFENCE', { defenceClosedOn: command.today })
}
