import { type Outcome, refuse } from '../refusal.ts'
import { ok } from '../result.ts'
import type { LocalDate } from '../time.ts'
import { computePenalty, type PenaltyAmount, type PenaltyInput } from './compute.ts'
import type { Rulebook } from './rulebook.schema.ts'

/** The version in force on a date; null before the first one. */
export function rulebookOn(versions: readonly Rulebook[], date: LocalDate): Rulebook | null {
	let found: Rulebook | null = null
	for (const version of versions)
		if (version.effectiveFrom <= date && (!found || version.effectiveFrom > found.effectiveFrom)) found = version
	return found
}

/**
 * The amount under the version in force when it happened, or under a later one in force today that is milder
 * (domain 3.2, the earlier rule unless a later one is milder). Refuses when no version was in force yet.
 */
export function computeByVersion(
	versions: readonly Rulebook[],
	input: PenaltyInput,
	on: { readonly occurredOn: LocalDate; readonly today: LocalDate },
): Outcome<{ readonly rulebook: Rulebook; readonly amount: PenaltyAmount }> {
	const first = rulebookOn(versions, on.occurredOn)
	if (!first) return refuse('procedure', 'penalty.no-rulebook', { date: on.occurredOn })
	const atFirst = computePenalty(first, input)
	if (!atFirst.ok) return atFirst
	const last = rulebookOn(versions, on.today) ?? first
	const atLast = last === first ? atFirst : computePenalty(last, input)
	if (!atLast.ok || atLast.value.amountFen >= atFirst.value.amountFen)
		return ok({ rulebook: first, amount: atFirst.value })
	return ok({ rulebook: last, amount: atLast.value })
}
