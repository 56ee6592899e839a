import type { Tx } from '../tx.server.ts'

/** The next number of a gapless series: per branch, kind and year, from 1. A rolled back transaction gives it back. */
export async function nextNumber(tx: Tx, branchId: string, kind: string, year: number): Promise<number> {
	const row = await tx
		.insertInto('number_series')
		.values({ branch_id: branchId, kind, year, last: 1 })
		.onConflict((oc) =>
			oc.columns(['branch_id', 'kind', 'year']).doUpdateSet((eb) => ({ last: eb('number_series.last', '+', 1) })),
		)
		.returning('last')
		.executeTakeFirstOrThrow()
	return row.last
}

/** 'CF-2026-0142': four digits, more when there are more. */
export function numberText(prefix: string, year: number, n: number): string {
	return `${prefix}-${year}-${String(n).padStart(4, '0')}`
}
