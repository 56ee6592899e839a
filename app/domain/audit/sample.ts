import type { Fen } from '../money.ts'
import type { LocalDate } from '../time.ts'

/** Cases that can be drawn. */
export const SAMPLE_KINDS = ['penalty', 'order', 'inspection', 'plan'] as const
export type SampleKind = (typeof SAMPLE_KINDS)[number]
export const SEVERITIES = ['L1', 'L2', 'L3', 'L4'] as const

/** What a sample is drawn from; dates are the days on which cases were opened, both included. */
export type SampleFilter = {
	readonly kind: SampleKind
	readonly count: number
	readonly severity?: (typeof SEVERITIES)[number] | undefined
	readonly minFen?: Fen | undefined
	readonly maxFen?: Fen | undefined
	/** Cases in whose log one of these people stands. */
	readonly personIds?: readonly string[] | undefined
	/** What was typed to find them. */
	readonly person?: string | undefined
	readonly from?: LocalDate | undefined
	readonly to?: LocalDate | undefined
}

/** What a sample keeps, so that it can be drawn again and compared. */
export type SampleResult = {
	readonly population: number
	/** SHA-256 over the sorted ids that could be drawn, one a line. */
	readonly populationHash: string
	readonly ids: readonly string[]
}

/**
 * Draws cases: each id is ranked by the digest of seed and id, and the lowest ranks win. The same seed and the same
 * ids give the same cases whatever the order in which they come, and anybody can recompute it with sha256sum.
 */
export function drawSample(
	ids: readonly string[],
	count: number,
	seed: string,
	digest: (text: string) => string,
): SampleResult {
	const ranked = ids
		.map((id) => ({ id, rank: digest(`${seed}\n${id}`) }))
		.sort((a, b) => (a.rank < b.rank ? -1 : a.rank > b.rank ? 1 : 0))
	return {
		population: ids.length,
		populationHash: digest([...ids].sort().join('\n')),
		ids: ranked.slice(0, count).map((row) => row.id),
	}
}

/** Severity and amounts belong to cases that have them; other filters are left out. */
export function fitting(filter: SampleFilter): SampleFilter {
	const severity = filter.kind === 'penalty' || filter.kind === 'plan' ? filter.severity : undefined
	const amounts = filter.kind === 'penalty'
	return {
		...filter,
		severity,
		minFen: amounts ? filter.minFen : undefined,
		maxFen: amounts ? filter.maxFen : undefined,
	}
}
