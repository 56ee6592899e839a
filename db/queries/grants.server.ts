import type { Instant } from '#app/domain/time.ts'
import type { RoleGrantTable } from '../schema.ts'
import type { Handle, Tx } from '../tx.server.ts'

export async function insertGrant(tx: Tx, row: RoleGrantTable): Promise<void> {
	await tx.insertInto('role_grant').values(row).execute()
}

/** The roles that a person holds now, with the names of their places; in the order in which they were given. */
export async function grantsWithPlaces(handle: Handle, accountId: string) {
	return handle
		.selectFrom('role_grant')
		.leftJoin('org_unit', 'org_unit.id', 'role_grant.org_unit_id')
		.leftJoin('department', 'department.id', 'role_grant.department_id')
		.leftJoin('dealer', 'dealer.id', 'role_grant.dealer_id')
		.select([
			'role_grant.id',
			'role_grant.role',
			'role_grant.granted_at',
			'org_unit.name as unitName',
			'department.name as departmentName',
			'dealer.name as dealerName',
			'role_grant.org_unit_id',
			'role_grant.department_id',
			'role_grant.dealer_id',
		])
		.where('role_grant.account_id', '=', accountId)
		.where('role_grant.revoked_at', 'is', null)
		.orderBy('role_grant.granted_at')
		.orderBy('role_grant.id')
		.execute()
}

/** Takes a role back; true when the person held it. */
export async function revokeGrant(tx: Tx, accountId: string, grantId: string, at: Instant): Promise<boolean> {
	const result = await tx
		.updateTable('role_grant')
		.set({ revoked_at: at })
		.where('id', '=', grantId)
		.where('account_id', '=', accountId)
		.where('revoked_at', 'is', null)
		.executeTakeFirst()
	return Number(result.numUpdatedRows) > 0
}

/** How many active people of a branch hold a role. */
export async function countHolders(handle: Handle, branchId: string, role: string): Promise<number> {
	const row = await handle
		.selectFrom('role_grant')
		.innerJoin('account', 'account.id', 'role_grant.account_id')
		.select((eb) => eb.fn.count<number>('account.id').distinct().as('n'))
		.where('role_grant.branch_id', '=', branchId)
		.where('role_grant.role', '=', role)
		.where('role_grant.revoked_at', 'is', null)
		.where('account.disabled_at', 'is', null)
		.executeTakeFirstOrThrow()
	return Number(row.n)
}
