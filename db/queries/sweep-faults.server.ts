import type { SweepFaultTable } from '../schema-ladder.ts'
import type { Handle, Tx } from '../tx.server.ts'

export type SweepFault = SweepFaultTable

const MOST = 5000

/** What the sweep could not do so far, the longest standing first. */
export async function sweepFaults(handle: Handle, branchId: string, limit: number = MOST): Promise<SweepFault[]> {
	return handle
		.selectFrom('sweep_fault')
		.selectAll()
		.where('branch_id', '=', branchId)
		.orderBy('first_at')
		.orderBy('part')
		.orderBy('item')
		.limit(limit)
		.execute()
}

export async function noteFault(tx: Tx, row: SweepFault): Promise<void> {
	const { failures, message, last_at, next_at } = row
	await tx
		.insertInto('sweep_fault')
		.values(row)
		.onConflict((oc) => oc.columns(['branch_id', 'part', 'item']).doUpdateSet({ failures, message, last_at, next_at }))
		.execute()
}

export async function clearFault(tx: Tx, branchId: string, part: string, item: string): Promise<void> {
	await tx
		.deleteFrom('sweep_fault')
		.where('branch_id', '=', branchId)
		.where('part', '=', part)
		.where('item', '=', item)
		.execute()
}
