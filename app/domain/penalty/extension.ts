import type { Outcome } from '../refusal.ts'
import type { LocalDate } from '../time.ts'
import { check, needsReason, type PenaltyChange, type PenaltyFacts } from './facts.ts'
import { take } from './notice.ts'

/** More time for the defence: asked by the dealer once, inside the window, and decided by the branch (domain 4, step 5). */

/** The dealer asks. The window goes on meanwhile. */
export function askExtension(
	facts: PenaltyFacts,
	command: { readonly today: LocalDate; readonly reason: string },
): Outcome<PenaltyChange> {
	const until = facts.defenceDueOn
	const checks = [
		check('penalty.extension-used', !facts.defenceExtended),
		check('penalty.extension-asked', facts.extension === 'NONE'),
		check('penalty.acknowledged', facts.acknowledgedOn === null),
		check('penalty.defence-stated', facts.argumentCount === 0),
		check('penalty.window-over', until !== null && command.today <= until, { until: until ?? '' }),
		needsReason(command.reason),
	]
	return take(facts, 'grantDefenceExtension', checks, 'DEFENCE', { extension: 'ASKED' })
}

const asked = (facts: PenaltyFacts) => check('penalty.extension-none', facts.extension === 'ASKED')

/**
 * Granted as it was asked in time, also after the window has run out meanwhile: `dueOn` is counted from the original
 * last day. Refused when that day has passed too, because it would give nothing.
 */
export function grantAskedExtension(
	facts: PenaltyFacts,
	command: { readonly today: LocalDate; readonly dueOn: LocalDate },
): Outcome<PenaltyChange> {
	const until = facts.defenceDueOn ?? ''
	const checks = [
		asked(facts),
		check('penalty.extension-not-later', command.dueOn > until, { until }, 'invalid'),
		check('penalty.extension-past', command.dueOn >= command.today, { until: command.dueOn }),
	]
	const set = {
		extension: 'ANSWERED',
		defenceExtended: true,
		defenceDueOn: command.dueOn,
		defenceClosedOn: null,
	} as const
	return take(facts, 'grantDefenceExtension', checks, 'DEFENCE', set)
}

/** Not granted, with the reason that the dealer is told. */
export function refuseExtension(facts: PenaltyFacts, command: { readonly reason: string }): Outcome<PenaltyChange> {
	const checks = [asked(facts), needsReason(command.reason)]
	return take(facts, 'grantDefenceExtension', checks, 'DEFENCE', { extension: 'ANSWERED' })
}
