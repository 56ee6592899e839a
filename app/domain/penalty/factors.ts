import { type Outcome, refuse } from '../refusal.ts'
import { ok } from '../result.ts'
import type { Rulebook } from './rulebook.schema.ts'

export type NamedFactor = { readonly code: string; readonly percent: number }
export type Factors = { readonly mitigating: readonly NamedFactor[]; readonly aggravating: readonly NamedFactor[] }

/** Steps of one circumstance: only one of them may be named (3.2: ≥ 3 or ≥ 10 complaints). */
const STEPS: readonly (readonly string[])[] = [['several-complaints-3', 'several-complaints-10']]

/** The codes that cannot stand beside this one, itself among them. */
export function factorFamily(code: string): readonly string[] {
	return STEPS.find((family) => family.includes(code)) ?? [code]
}

/** The named circumstances of a case as percentages; refuses unknown codes and one circumstance named twice. */
export function factorsByCode(rulebook: Rulebook, codes: readonly string[]): Outcome<Factors> {
	const chosen: NamedFactor[] = []
	for (const code of codes) {
		const factor = rulebook.factors.find((known) => known.code === code)
		if (!factor) return refuse('invalid', 'penalty.factor-unknown', { code })
		if (chosen.some((earlier) => factorFamily(code).includes(earlier.code)))
			return refuse('invalid', 'penalty.factor-twice', { code })
		chosen.push(factor)
	}
	return ok({ mitigating: chosen.filter((f) => f.percent < 0), aggravating: chosen.filter((f) => f.percent > 0) })
}
