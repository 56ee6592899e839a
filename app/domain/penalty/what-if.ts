import type { Fen } from '../money.ts'
import type { Outcome } from '../refusal.ts'
import { ok } from '../result.ts'
import { type AmountBasis, amountUnder } from './basis.ts'
import type { PenaltyAmount } from './compute.ts'
import { factorFamily } from './factors.ts'
import type { Rulebook } from './rulebook.schema.ts'

/** Trying out an amount before it is set: the same arithmetic, nothing written (domain 3.2). */

export type WhatIfLine = {
	readonly code: string
	readonly percent: number
	readonly on: boolean
	/** What this circumstance makes of the amount in fen: with it less without it, everything else as chosen. */
	readonly differenceFen: Fen
}

export type WhatIf = { readonly amount: PenaltyAmount; readonly lines: readonly WhatIfLine[] }

/** The amount of a choice, and for every circumstance of the rulebook the difference that it makes. */
export function whatIf(rulebook: Rulebook, basis: AmountBasis, priors: number): Outcome<WhatIf> {
	const now = amountUnder(rulebook, basis, priors)
	if (!now.ok) return now
	const amountWith = (factors: readonly string[]) => {
		const tried = amountUnder(rulebook, { ...basis, factors }, priors)
		return tried.ok ? tried.value.amountFen : now.value.amountFen
	}
	const lines = rulebook.factors.map(({ code, percent }): WhatIfLine => {
		// Of one circumstance with several steps only one can hold.
		const others = basis.factors.filter((one) => !factorFamily(code).includes(one))
		return {
			code,
			percent,
			on: basis.factors.includes(code),
			differenceFen: amountWith([...others, code]) - amountWith(others),
		}
	})
	return ok({ amount: now.value, lines })
}
