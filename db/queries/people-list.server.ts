import { type SqlBool, sql } from 'kysely'
import { decodeCursor, likePattern, type Page, pageOf } from '../sql.server.ts'
import type { Handle } from '../tx.server.ts'

export type PeopleFilter = {
	readonly text?: string | undefined
	readonly role?: string | undefined
	/** Also those who can no longer sign in. */
	readonly disabled?: boolean | undefined
	readonly cursor?: string | null | undefined
}
export type PeopleRow = {
	readonly id: string
	readonly login: string
	readonly name: string
	readonly disabled_at: string | null
}

const containsText = (column: string, text: string) =>
	sql<SqlBool>`lower(${sql.ref(column)}) like ${likePattern(text)} escape '\\'`

/** People of a branch by login name, a page at a time; text is looked for in login name and name. */
export async function peopleOf(
	handle: Handle,
	branchId: string,
	filter: PeopleFilter,
	size = 50,
): Promise<Page<PeopleRow>> {
	let query = handle
		.selectFrom('account')
		.select(['account.id', 'account.login', 'account.name', 'account.disabled_at'])
		.where('account.branch_id', '=', branchId)
		.where('account.kind', '=', 'person')
	if (!filter.disabled) query = query.where('account.disabled_at', 'is', null)
	const { text, role } = filter
	if (text)
		query = query.where((eb) => eb.or([containsText('account.login', text), containsText('account.name', text)]))
	if (role)
		query = query.where((eb) =>
			eb.exists(
				eb
					.selectFrom('role_grant')
					.select('role_grant.id')
					.whereRef('role_grant.account_id', '=', 'account.id')
					.where('role_grant.role', '=', role)
					.where('role_grant.revoked_at', 'is', null),
			),
		)
	const after = decodeCursor(filter.cursor ?? null, 1)?.[0]
	if (typeof after === 'string') query = query.where('account.login', '>', after)
	const rows = await query
		.orderBy('account.login')
		.limit(size + 1)
		.execute()
	return pageOf(rows, size, (row) => [row.login])
}

/** The roles of several people at once, with the names of their places. */
export async function grantsOfMany(handle: Handle, accountIds: readonly string[]) {
	if (accountIds.length === 0) return []
	return handle
		.selectFrom('role_grant')
		.leftJoin('org_unit', 'org_unit.id', 'role_grant.org_unit_id')
		.leftJoin('department', 'department.id', 'role_grant.department_id')
		.leftJoin('dealer', 'dealer.id', 'role_grant.dealer_id')
		.select([
			'role_grant.account_id',
			'role_grant.role',
			'org_unit.name as unitName',
			'department.name as departmentName',
			'dealer.name as dealerName',
		])
		.where('role_grant.account_id', 'in', accountIds)
		.where('role_grant.revoked_at', 'is', null)
		.orderBy('role_grant.granted_at')
		.execute()
}

/** Active people of a branch for a choice list (superior, deputy), by name; at most 500. */
export async function peopleChoices(handle: Handle, branchId: string) {
	return handle
		.selectFrom('account')
		.select(['id', 'name', 'login'])
		.where('branch_id', '=', branchId)
		.where('kind', '=', 'person')
		.where('disabled_at', 'is', null)
		.orderBy('name')
		.limit(500)
		.execute()
}
