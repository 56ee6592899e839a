import type { Fen } from '../money.ts'
import type { RulebookSettings } from './settings.schema.ts'

/** How like cases were decided (domain 3.3: the same for the same). A hint, and above a margin a reason. */

export type FairnessRule = RulebookSettings['fairness']

/** Amounts in fen of cases of the same type and severity, decided in the branch. */
export type LikeCases = {
	readonly count: number
	readonly lowerFen: Fen
	readonly medianFen: Fen
	readonly upperFen: Fen
}

const HUNDRED = 100n

/**
 * The value at a percentile by nearest rank: the smallest amount that at least `percent` of all are not above. It is
 * always one of the amounts, so it is exact and can be opened.
 */
function nearestRank(sorted: readonly Fen[], percent: number): Fen {
	const rank = Math.max(1, Math.ceil((percent * sorted.length) / 100))
	return sorted[rank - 1] ?? 0
}

/** Count, quartiles and median by nearest rank; null for no amounts at all. */
export function likeCases(amounts: readonly Fen[]): LikeCases | null {
	if (amounts.length === 0) return null
	const sorted = [...amounts].sort((a, b) => a - b)
	return {
		count: sorted.length,
		lowerFen: nearestRank(sorted, 25),
		medianFen: nearestRank(sorted, 50),
		upperFen: nearestRank(sorted, 75),
	}
}

export type FairnessSide = 'inside' | 'below' | 'above'

/**
 * Where an amount lies: outside means further from the nearer quartile than `marginPercent` of that quartile. Fewer than
 * `least` like cases say nothing.
 */
export function fairnessSide(amountFen: Fen, like: LikeCases | null, rule: FairnessRule): FairnessSide {
	if (like === null || like.count < rule.least) return 'inside'
	const scaled = BigInt(amountFen) * HUNDRED
	if (scaled > BigInt(like.upperFen) * BigInt(100 + rule.marginPercent)) return 'above'
	const floor = BigInt(Math.max(0, 100 - rule.marginPercent))
	return scaled < BigInt(like.lowerFen) * floor ? 'below' : 'inside'
}
