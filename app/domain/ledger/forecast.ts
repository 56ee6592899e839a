import type { Fen } from '../money.ts'

/**
 * Floor forecast: what the open cases would do to the deposit, against what the agreement requires (issue of money;
 * domain 3.2, top-up). Worst: every open case ends at the amount that was noticed, everything outstanding is collected
 * from the deposit. Expected: at the part of the noticed amounts that the branch finally decided in the last 12 months.
 */

export type ForecastFacts = {
	/** Deposit now, with what is held of it. */
	readonly balanceFen: Fen
	readonly heldFen: Fen
	readonly requiredFen: Fen
	/** Final and not collected, invoiced or not. */
	readonly outstandingFen: Fen
	/** Open cases with their noticed (or computed) amount and what is held for each. */
	readonly open: readonly { readonly id: string; readonly number: string; readonly amountFen: Fen }[]
	/** Sums over the branch's cases decided in the last 12 months. */
	readonly history: { readonly noticedFen: Fen; readonly decidedFen: Fen; readonly cases: number }
	/** Commission payable now, and the part of it that penalties may take. */
	readonly commissionFen: Fen
	readonly penaltiesPercent: number
}

export type ForecastCase = {
	/** What would be taken in all. */
	readonly takenFen: Fen
	readonly fromCommissionFen: Fen
	readonly balanceFen: Fen
	/** Missing to the required deposit; 0 when it is covered. */
	readonly shortFen: Fen
	/** Not even the whole deposit would cover it. */
	readonly uncoveredFen: Fen
}

export type Forecast = {
	readonly availableFen: Fen
	readonly balanceFen: Fen
	readonly requiredFen: Fen
	readonly openFen: Fen
	readonly outstandingFen: Fen
	/** The branch's part of noticed amounts that was decided; null when there were too few cases to say. */
	readonly sharePercent: number | null
	readonly historyCases: number
	readonly worst: ForecastCase
	readonly expected: ForecastCase
}

/** Fewer decided cases say nothing about the next one. */
const LEAST_CASES = 5

/** Both futures in fen. The share never exceeds 100%: a decision is never above its notice (domain 4). */
export function floorForecast(facts: ForecastFacts): Forecast {
	const openFen = facts.open.reduce((sum, one) => sum + one.amountFen, 0)
	const { noticedFen, decidedFen, cases } = facts.history
	const known = cases >= LEAST_CASES && noticedFen > 0
	const sharePercent = known ? Math.min(100, Math.round((decidedFen * 100) / noticedFen)) : null
	const expectedFen = Math.floor((openFen * (sharePercent ?? 100)) / 100)
	return {
		availableFen: facts.balanceFen - facts.heldFen,
		balanceFen: facts.balanceFen,
		requiredFen: facts.requiredFen,
		openFen,
		outstandingFen: facts.outstandingFen,
		sharePercent,
		historyCases: cases,
		worst: after(facts, openFen, 0),
		expected: after(facts, expectedFen, Math.floor((facts.commissionFen * facts.penaltiesPercent) / 100)),
	}
}

/** The deposit once this much of the open cases is collected with everything outstanding; commission first. */
function after(facts: ForecastFacts, openFen: Fen, commissionFen: Fen): ForecastCase {
	const takenFen = openFen + facts.outstandingFen
	const fromCommissionFen = Math.min(takenFen, commissionFen)
	const fromDeposit = takenFen - fromCommissionFen
	const balanceFen = Math.max(0, facts.balanceFen - fromDeposit)
	return {
		takenFen,
		fromCommissionFen,
		balanceFen,
		shortFen: Math.max(0, facts.requiredFen - balanceFen),
		uncoveredFen: Math.max(0, fromDeposit - facts.balanceFen),
	}
}
