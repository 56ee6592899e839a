import { fromJson, toJson } from '../sql.server.ts'
import type { Handle, Tx } from '../tx.server.ts'

/** A setting of a branch as our own code wrote it; undefined when it was never set. */
export async function readSetting(handle: Handle, branchId: string, name: string): Promise<unknown> {
	const row = await handle
		.selectFrom('setting')
		.select('value_json')
		.where('branch_id', '=', branchId)
		.where('name', '=', name)
		.executeTakeFirst()
	return row ? fromJson<unknown>(row.value_json) : undefined
}

export async function writeSetting(tx: Tx, branchId: string, name: string, value: unknown): Promise<void> {
	const value_json = toJson(value)
	await tx
		.insertInto('setting')
		.values({ branch_id: branchId, name, value_json })
		.onConflict((oc) => oc.columns(['branch_id', 'name']).doUpdateSet({ value_json }))
		.execute()
}

/** True when some branch has the setting with the value true: 'demo.seeded'. */
export async function anyBranchHas(handle: Handle, name: string): Promise<boolean> {
	const row = await handle
		.selectFrom('setting')
		.select('branch_id')
		.where('name', '=', name)
		.where('value_json', '=', 'true')
		.executeTakeFirst()
	return row !== undefined
}
