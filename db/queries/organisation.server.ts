import type { BranchTable, DepartmentTable, OrgUnitTable } from '../schema.ts'
import type { Handle, Tx } from '../tx.server.ts'

/** The first branch of the database; undefined when there is none yet. */
export async function firstBranch(handle: Handle) {
	return handle.selectFrom('branch').select(['id', 'name']).orderBy('created_at').limit(1).executeTakeFirst()
}

export async function insertBranch(tx: Tx, row: BranchTable): Promise<void> {
	await tx.insertInto('branch').values(row).execute()
}

/** Counties and grids of a branch by code; at most 2,000. */
export async function unitsOf(handle: Handle, branchId: string) {
	return handle
		.selectFrom('org_unit')
		.select(['id', 'kind', 'parent_id', 'code', 'name'])
		.where('branch_id', '=', branchId)
		.where('kind', 'in', ['county', 'grid'])
		.orderBy('code')
		.limit(2000)
		.execute()
}

/** Departments of a branch with their heads, by code; at most 500. */
export async function departmentsOf(handle: Handle, branchId: string) {
	return handle
		.selectFrom('department')
		.leftJoin('account', 'account.id', 'department.head_account_id')
		.select(['department.id', 'department.code', 'department.name', 'account.name as headName'])
		.where('department.branch_id', '=', branchId)
		.orderBy('department.code')
		.limit(500)
		.execute()
}

/** Dealers of a branch as places of a role; at most 1,000. */
export async function dealerPlaces(handle: Handle, branchId: string) {
	return handle
		.selectFrom('dealer')
		.select(['id', 'code', 'name'])
		.where('branch_id', '=', branchId)
		.orderBy('code')
		.limit(1000)
		.execute()
}

export async function unitCodeTaken(handle: Handle, branchId: string, code: string): Promise<boolean> {
	const row = await handle
		.selectFrom('org_unit')
		.select('id')
		.where('branch_id', '=', branchId)
		.where('code', '=', code)
		.executeTakeFirst()
	return row !== undefined
}

export async function departmentCodeTaken(handle: Handle, branchId: string, code: string): Promise<boolean> {
	const row = await handle
		.selectFrom('department')
		.select('id')
		.where('branch_id', '=', branchId)
		.where('code', '=', code)
		.executeTakeFirst()
	return row !== undefined
}

export async function insertUnit(tx: Tx, row: OrgUnitTable): Promise<void> {
	await tx.insertInto('org_unit').values(row).execute()
}

export async function insertDepartment(tx: Tx, row: DepartmentTable): Promise<void> {
	await tx.insertInto('department').values(row).execute()
}
