import type { Outcome } from '../refusal.ts'
import { ok } from '../result.ts'
import { computePenalty, type PenaltyAmount, type PenaltyInput } from './compute.ts'
import { factorsByCode } from './factors.ts'
import type { Rulebook, Severity } from './rulebook.schema.ts'

/** What an amount rests on, whichever version computes it. */
export type AmountBasis = {
	/** Code of the violation type: a version may set a base of its own for it. */
	readonly type?: string | null | undefined
	readonly severity: Severity
	readonly units: number
	readonly factors: readonly string[]
	readonly share: number
}

/** The base that a version sets for one type, in fen; undefined where the level's holds (domain 3.2). */
export function typeBaseFen(rulebook: Rulebook, type: string | null | undefined): number | undefined {
	return rulebook.types.find((entry) => entry.code === type)?.baseFen ?? undefined
}

/** The numbers that a version makes of a case; refuses factors that the version does not name. */
export function inputUnder(rulebook: Rulebook, basis: AmountBasis, priors: number): Outcome<PenaltyInput> {
	const factors = factorsByCode(rulebook, basis.factors)
	if (!factors.ok) return factors
	return ok({
		severity: basis.severity,
		units: basis.units,
		priors,
		mitigating: factors.value.mitigating.map((one) => one.percent),
		aggravating: factors.value.aggravating.map((one) => one.percent),
		share: basis.share,
		baseFen: typeBaseFen(rulebook, basis.type),
	})
}

/** The amount of a case under one version, with its working. */
export function amountUnder(rulebook: Rulebook, basis: AmountBasis, priors: number): Outcome<PenaltyAmount> {
	const input = inputUnder(rulebook, basis, priors)
	return input.ok ? computePenalty(rulebook, input.value) : input
}
