import type { Actor, Grant, Place, Role } from '#app/domain/access.ts'
import { ROLES } from '#app/domain/access.ts'
import type { Handle } from '../tx.server.ts'

type GrantRow = {
	role: string
	kind: 'branch' | 'county' | 'grid' | null
	org_unit_id: string | null
	department_id: string | null
	dealer_id: string | null
}

function isRole(text: string): text is Role {
	return ROLES.some((role) => role === text)
}

function placeOf(row: GrantRow): Place {
	if (row.dealer_id) return { kind: 'dealer', dealerId: row.dealer_id }
	if (row.department_id) return { kind: 'department', departmentId: row.department_id }
	if (row.org_unit_id && row.kind === 'county') return { kind: 'county', countyId: row.org_unit_id }
	if (row.org_unit_id && row.kind === 'grid') return { kind: 'grid', gridId: row.org_unit_id }
	return { kind: 'branch' }
}

/** The roles that a person holds now, each with its place. */
export async function grantsOf(handle: Handle, accountId: string): Promise<Grant[]> {
	const rows = await handle
		.selectFrom('role_grant')
		.leftJoin('org_unit', 'org_unit.id', 'role_grant.org_unit_id')
		.select([
			'role_grant.role',
			'org_unit.kind',
			'role_grant.org_unit_id',
			'role_grant.department_id',
			'role_grant.dealer_id',
		])
		.where('role_grant.account_id', '=', accountId)
		.where('role_grant.revoked_at', 'is', null)
		.execute()
	return rows.flatMap((row) => (isRole(row.role) ? [{ role: row.role, place: placeOf(row) }] : []))
}

/** The person as an actor; undefined when there is none or the account is disabled. */
export async function actorOf(handle: Handle, accountId: string): Promise<Actor | undefined> {
	const account = await handle
		.selectFrom('account')
		.select(['id', 'branch_id', 'name'])
		.where('id', '=', accountId)
		.where('disabled_at', 'is', null)
		.executeTakeFirst()
	if (!account) return undefined
	return {
		accountId: account.id,
		branchId: account.branch_id,
		name: account.name,
		grants: await grantsOf(handle, account.id),
	}
}

export type Holder = { readonly id: string; readonly name: string }
export type Where = {
	readonly countyId?: string | null
	readonly gridId?: string | null
	readonly departmentId?: string | null
	readonly dealerId?: string | null
}

/**
 * Active people who hold one of the roles at a place: branch-wide grants always count, others when they fit `where`.
 * For "who can help" and for whom to tell. At most 50, by name.
 */
export async function holdersOf(
	handle: Handle,
	branchId: string,
	roles: readonly Role[],
	where: Where = {},
): Promise<Holder[]> {
	if (roles.length === 0) return []
	return handle
		.selectFrom('role_grant')
		.innerJoin('account', 'account.id', 'role_grant.account_id')
		.select(['account.id', 'account.name'])
		.distinct()
		.where('role_grant.branch_id', '=', branchId)
		.where('role_grant.role', 'in', roles)
		.where('role_grant.revoked_at', 'is', null)
		.where('account.disabled_at', 'is', null)
		.where('account.kind', '=', 'person')
		.where((eb) => {
			const anywhere = eb.and([
				eb('role_grant.org_unit_id', 'is', null),
				eb('role_grant.department_id', 'is', null),
				eb('role_grant.dealer_id', 'is', null),
			])
			const fits = [anywhere]
			const units = [where.countyId, where.gridId].filter((id) => typeof id === 'string')
			if (units.length > 0) fits.push(eb.and([eb('role_grant.org_unit_id', 'in', units)]))
			if (where.departmentId) fits.push(eb.and([eb('role_grant.department_id', '=', where.departmentId)]))
			if (where.dealerId) fits.push(eb.and([eb('role_grant.dealer_id', '=', where.dealerId)]))
			return eb.or(fits)
		})
		.orderBy('account.name')
		.limit(50)
		.execute()
}

/** The account that acts for the clock and for imports in a branch. */
export async function systemAccountId(handle: Handle, branchId: string): Promise<string | undefined> {
	const row = await handle
		.selectFrom('account')
		.select('id')
		.where('branch_id', '=', branchId)
		.where('kind', '=', 'system')
		.executeTakeFirst()
	return row?.id
}

/** Names by id, for pages that show who did what. */
export async function namesOf(handle: Handle, ids: readonly (string | null)[]): Promise<Map<string, string>> {
	const wanted = [...new Set(ids.filter((id) => id !== null))]
	if (wanted.length === 0) return new Map()
	const rows = await handle.selectFrom('account').select(['id', 'name']).where('id', 'in', wanted).execute()
	return new Map(rows.map((row) => [row.id, row.name]))
}
