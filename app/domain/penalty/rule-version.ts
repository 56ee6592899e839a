import { type Outcome, refuse } from '../refusal.ts'
import { ok } from '../result.ts'
import type { LocalDate } from '../time.ts'
import type { PenaltyAmount } from './compute.ts'
import type { Rulebook } from './rulebook.schema.ts'

/** The version in force on a date; null before the first one. */
export function rulebookOn(versions: readonly Rulebook[], date: LocalDate): Rulebook | null {
	let found: Rulebook | null = null
	for (const version of versions)
		if (version.effectiveFrom <= date && (!found || version.effectiveFrom > found.effectiveFrom)) found = version
	return found
}

/** Why a version was applied: it was in force when it happened, or it came later and asks for less. */
export type VersionReason = 'occurrence' | 'milder'

/** Less money, or the same money and fewer points. */
export function isMilder(late: PenaltyAmount, early: PenaltyAmount): boolean {
	return late.amountFen < early.amountFen || (late.amountFen === early.amountFen && late.points < early.points)
}

/**
 * The amount under the version in force when it happened, or under a later one in force today that is milder
 * (domain 3.2, the earlier rule unless a later one is milder). `compute` works a case out under one version; what the
 * later one cannot compute leaves the first. Refuses when no version was in force yet.
 */
export function computeByVersion(
	versions: readonly Rulebook[],
	compute: (rulebook: Rulebook) => Outcome<PenaltyAmount>,
	on: { readonly occurredOn: LocalDate; readonly today: LocalDate },
): Outcome<{ readonly rulebook: Rulebook; readonly amount: PenaltyAmount; readonly why: VersionReason }> {
	const first = rulebookOn(versions, on.occurredOn)
	if (!first) return refuse('procedure', 'penalty.no-rulebook', { date: on.occurredOn })
	const atFirst = compute(first)
	if (!atFirst.ok) return atFirst
	const last = rulebookOn(versions, on.today) ?? first
	const atLast = last === first ? atFirst : compute(last)
	if (!atLast.ok || !isMilder(atLast.value, atFirst.value))
		return ok({ rulebook: first, amount: atFirst.value, why: 'occurrence' })
	return ok({ rulebook: last, amount: atLast.value, why: 'milder' })
}
