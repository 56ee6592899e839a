import type { DeadlinePolicyTable } from '../schema-calendars.ts'
import type { Handle, Tx } from '../tx.server.ts'

export type PolicyRow = { [K in keyof DeadlinePolicyTable]: K extends 'version' ? number : DeadlinePolicyTable[K] }

/** The id of the version in force in a branch; undefined for a branch that has none of its own. */
export async function policyInForce(handle: Handle, branchId: string): Promise<string | undefined> {
	const row = await handle
		.selectFrom('deadline_policy')
		.select('id')
		.where('branch_id', '=', branchId)
		.where('state', '=', 'IN_FORCE')
		.executeTakeFirst()
	return row?.id
}

export async function policyById(handle: Handle, id: string): Promise<PolicyRow | undefined> {
	return handle.selectFrom('deadline_policy').selectAll().where('id', '=', id).executeTakeFirst()
}

export async function insertPolicy(tx: Tx, row: Omit<PolicyRow, 'version'>): Promise<void> {
	await tx.insertInto('deadline_policy').values(row).execute()
}
