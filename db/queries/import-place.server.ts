import type { DealerTable, OutletTable } from '../schema.ts'
import type { Handle, Tx } from '../tx.server.ts'

/** What an import looks up by the codes that a file or a mapping names. */

/** Branches in the order in which they were made; at most `limit`. */
export async function firstBranches(handle: Handle, limit: number) {
	return handle.selectFrom('branch').select(['id', 'code']).orderBy('created_at').orderBy('id').limit(limit).execute()
}

export async function branchIdByCode(handle: Handle, code: string): Promise<string | undefined> {
	return (await handle.selectFrom('branch').select('id').where('code', '=', code).executeTakeFirst())?.id
}

export async function unitByCode(handle: Handle, branchId: string, code: string) {
	return handle
		.selectFrom('org_unit')
		.select(['id', 'kind', 'county_id'])
		.where('branch_id', '=', branchId)
		.where('code', '=', code)
		.executeTakeFirst()
}

export async function dealerIdByCode(handle: Handle, branchId: string, code: string): Promise<string | undefined> {
	const row = await handle
		.selectFrom('dealer')
		.select('id')
		.where('branch_id', '=', branchId)
		.where('code', '=', code)
		.executeTakeFirst()
	return row?.id
}

export async function sheetIdByCode(handle: Handle, branchId: string, code: string): Promise<string | undefined> {
	const row = await handle
		.selectFrom('reference_version')
		.select('id')
		.where('branch_id', '=', branchId)
		.where('kind', '=', 'sheet')
		.where('code', '=', code)
		.orderBy('version', 'desc')
		.limit(1)
		.executeTakeFirst()
	return row?.id
}

/** Counties and grids of a branch with their codes. */
export async function unitsWithCodes(handle: Handle, branchId: string) {
	return handle
		.selectFrom('org_unit')
		.select(['id', 'kind', 'name', 'code', 'county_id'])
		.where('branch_id', '=', branchId)
		.where('kind', 'in', ['county', 'grid'])
		.execute()
}

const KEYS_AT_ONCE = 1000

/** Dealers of a branch by credit code. */
export async function dealersByCredit(handle: Handle, branchId: string, codes: readonly string[]) {
	const rows = []
	for (let i = 0; i < codes.length; i += KEYS_AT_ONCE)
		rows.push(
			...(await handle
				.selectFrom('dealer')
				.selectAll()
				.where('branch_id', '=', branchId)
				.where('credit_code', 'in', codes.slice(i, i + KEYS_AT_ONCE))
				.execute()),
		)
	return rows
}

/** Outlets of a branch by code. */
export async function outletsByCode(handle: Handle, branchId: string, codes: readonly string[]) {
	const rows = []
	for (let i = 0; i < codes.length; i += KEYS_AT_ONCE)
		rows.push(
			...(await handle
				.selectFrom('outlet')
				.selectAll()
				.where('branch_id', '=', branchId)
				.where('code', 'in', codes.slice(i, i + KEYS_AT_ONCE))
				.execute()),
		)
	return rows
}

/** Changes a dealer in the transaction that has just read it. */
export async function updateDealerRow(
	tx: Tx,
	id: string,
	set: Partial<Omit<DealerTable, 'id' | 'version'>>,
): Promise<void> {
	await tx
		.updateTable('dealer')
		.set((eb) => ({ ...set, version: eb('version', '+', 1) }))
		.where('id', '=', id)
		.execute()
}

/** Changes an outlet in the transaction that has just read it. */
export async function updateOutletRow(
	tx: Tx,
	id: string,
	set: Partial<Omit<OutletTable, 'id' | 'version'>>,
): Promise<void> {
	await tx
		.updateTable('outlet')
		.set((eb) => ({ ...set, version: eb('version', '+', 1) }))
		.where('id', '=', id)
		.execute()
}
