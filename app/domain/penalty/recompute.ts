import type { Fen } from '../money.ts'
import type { Outcome } from '../refusal.ts'
import { ok } from '../result.ts'
import { type AmountBasis, amountUnder } from './basis.ts'
import type { PenaltyAmount } from './compute.ts'
import { type EarlierCase, type NewCase, type Recurrence, recurrence } from './recurrence.ts'
import type { Rulebook } from './rulebook.schema.ts'

/** What the amount of a later case rests on, and what stands now. */
export type Recomputable = NewCase &
	AmountBasis & {
		/** Ids of the earlier decisions that were counted. */
		readonly counted: readonly string[]
		readonly amountFen: Fen
		readonly points: number
	}

export type Recomputed = {
	readonly amount: PenaltyAmount
	/** Those of the counted decisions that still count. */
	readonly repeats: Recurrence
	/** What would stand, in fen and points: never above what stands now. */
	readonly amountFen: Fen
	readonly points: number
}

/**
 * What a case costs under its own rulebook when some of the decisions that it counted are gone (domain 4, cascade).
 * Nothing new is counted, and the result may only go down. Refuses what the computation refuses.
 */
export function recomputeCase(
	rulebook: Rulebook,
	later: Recomputable,
	earlier: readonly EarlierCase[],
): Outcome<Recomputed> {
	const known = earlier.filter((one) => later.counted.includes(one.penaltyId))
	const repeats = recurrence(rulebook, later, known)
	const amount = amountUnder(rulebook, later, repeats.priors)
	if (!amount.ok) return amount
	return ok({
		amount: amount.value,
		repeats,
		amountFen: Math.min(amount.value.amountFen, later.amountFen),
		points: Math.min(amount.value.points, later.points),
	})
}
