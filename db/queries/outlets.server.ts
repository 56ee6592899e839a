import type { Role, Scope } from '#app/domain/access.ts'
import type { LocalDate } from '#app/domain/time.ts'
import type { OutletTable } from '../schema.ts'
import { decodeCursor, type Page, pageOf } from '../sql.server.ts'
import type { Handle, Tx } from '../tx.server.ts'
import { contains } from './like.server.ts'
import { withinScope } from './scope.server.ts'

export type OutletRow = { [K in keyof OutletTable]: K extends 'version' ? number : OutletTable[K] }

export type OutletFilter = {
	/** Part of a code, a name or the initials of its pinyin. */
	readonly q?: string | undefined
	readonly type?: string | undefined
	readonly countyId?: string | undefined
	readonly gridId?: string | undefined
	readonly dealerId?: string | undefined
	readonly managerId?: string | undefined
	readonly status?: OutletTable['status'] | undefined
}

export type OutletListRow = {
	id: string
	code: string
	name: string
	type: string
	address: string
	status: OutletTable['status']
	dealerId: string
	dealerName: string
	countyName: string
	gridName: string
	managerName: string | null
	/** Day and score of the last submitted inspection. */
	lastOn: LocalDate | null
	lastScoreTenths: number | null
}

/** One outlet within the scope; undefined when there is none or it lies outside. */
export async function outletIn(handle: Handle, scope: Scope, id: string): Promise<OutletRow | undefined> {
	return handle
		.selectFrom('outlet')
		.selectAll()
		.where('id', '=', id)
		.where((eb) => withinScope(eb, 'outlet', scope))
		.executeTakeFirst()
}

function filtered(handle: Handle, scope: Scope, filter: OutletFilter) {
	let query = handle
		.selectFrom('outlet')
		.where((eb) => withinScope(eb, 'outlet', scope))
		.innerJoin('dealer', 'dealer.id', 'outlet.dealer_id')
	const { q, type, countyId, gridId, dealerId, managerId, status } = filter
	if (q) {
		query = query.where((eb) => eb.or([contains('outlet.search_text', q), contains('dealer.search_text', q)]))
	}
	if (type) query = query.where('outlet.type', '=', type)
	if (countyId) query = query.where('outlet.county_id', '=', countyId)
	if (gridId) query = query.where('outlet.grid_id', '=', gridId)
	if (dealerId) query = query.where('outlet.dealer_id', '=', dealerId)
	if (managerId) query = query.where('outlet.channel_manager_id', '=', managerId)
	if (status) query = query.where('outlet.status', '=', status)
	return query
}

/** A page of outlets by name; `cursor` is the opaque text of the page before. */
export async function outletsPage(
	handle: Handle,
	scope: Scope,
	filter: OutletFilter,
	cursor: string | null,
	size: number,
): Promise<Page<OutletListRow>> {
	const after = decodeCursor(cursor, 2)
	let query = filtered(handle, scope, filter)
	if (after) {
		const [name, id] = [String(after[0]), String(after[1])]
		query = query.where((eb) =>
			eb.or([eb('outlet.name', '>', name), eb.and([eb('outlet.name', '=', name), eb('outlet.id', '>', id)])]),
		)
	}
	const rows = await query
		.innerJoin('org_unit as county', 'county.id', 'outlet.county_id')
		.innerJoin('org_unit as grid', 'grid.id', 'outlet.grid_id')
		.leftJoin('account as manager', 'manager.id', 'outlet.channel_manager_id')
		.select([
			'outlet.id',
			'outlet.code',
			'outlet.name',
			'outlet.type',
			'outlet.address',
			'outlet.status',
			'outlet.dealer_id as dealerId',
			'dealer.name as dealerName',
			'county.name as countyName',
			'grid.name as gridName',
			'manager.name as managerName',
		])
		.select((eb) => {
			const last = eb
				.selectFrom('inspection as i')
				.whereRef('i.outlet_id', '=', 'outlet.id')
				.where('i.state', '=', 'SUBMITTED')
				.orderBy('i.occurred_on', 'desc')
				.orderBy('i.id', 'desc')
				.limit(1)
			return [last.select('i.occurred_on').as('lastOn'), last.select('i.score_tenths').as('lastScoreTenths')]
		})
		.orderBy('outlet.name')
		.orderBy('outlet.id')
		.limit(size + 1)
		.execute()
	return pageOf(rows, size, (row) => [row.name, row.id])
}

export async function countOutlets(handle: Handle, scope: Scope, filter: OutletFilter): Promise<number> {
	const row = await filtered(handle, scope, filter)
		.select((eb) => eb.fn.countAll<number>().as('n'))
		.executeTakeFirstOrThrow()
	return Number(row.n)
}

/** Names, types and addresses under which the outlet was seen before, newest first. */
export async function aliasesOf(handle: Handle, outletId: string) {
	return handle
		.selectFrom('outlet_alias')
		.select(['id', 'name', 'type', 'address', 'seen_on'])
		.where('outlet_id', '=', outletId)
		.orderBy('seen_on', 'desc')
		.orderBy('id')
		.limit(50)
		.execute()
}

export async function insertAlias(
	tx: Tx,
	alias: {
		id: string
		branch_id: string
		outlet_id: string
		name: string
		type: string
		address: string
		seen_on: LocalDate
	},
): Promise<void> {
	await tx
		.insertInto('outlet_alias')
		.values(alias)
		.onConflict((oc) => oc.columns(['outlet_id', 'name', 'type', 'address']).doNothing())
		.execute()
}

/** Is the code taken by another outlet of the branch? */
export async function outletCodeTaken(
	handle: Handle,
	branchId: string,
	code: string,
	exceptId: string,
): Promise<boolean> {
	const row = await handle
		.selectFrom('outlet')
		.select('id')
		.where('branch_id', '=', branchId)
		.where('code', '=', code)
		.where('id', '<>', exceptId)
		.executeTakeFirst()
	return row !== undefined
}

export async function insertOutlet(tx: Tx, row: Omit<OutletRow, 'version'>): Promise<void> {
	await tx.insertInto('outlet').values(row).execute()
}

/** True when the row still had this version. */
export async function updateOutlet(
	tx: Tx,
	id: string,
	version: number,
	set: Partial<Omit<OutletRow, 'id' | 'version'>>,
): Promise<boolean> {
	const result = await tx
		.updateTable('outlet')
		.set({ ...set, version: version + 1 })
		.where('id', '=', id)
		.where('version', '=', version)
		.executeTakeFirst()
	return result.numUpdatedRows === 1n
}

export type UnitRow = {
	id: string
	kind: 'branch' | 'county' | 'grid'
	name: string
	parent_id: string | null
	county_id: string | null
}

/** Counties and grids of the branch, in the order of their codes. */
export async function unitsOf(handle: Handle, branchId: string): Promise<UnitRow[]> {
	return handle
		.selectFrom('org_unit')
		.select(['id', 'kind', 'name', 'parent_id', 'county_id'])
		.where('branch_id', '=', branchId)
		.where('kind', 'in', ['county', 'grid'])
		.orderBy('kind')
		.orderBy('code')
		.limit(1000)
		.execute()
}

/** Active people of the branch who hold one of the roles anywhere, by name; at most 1,000. */
export async function peopleHolding(handle: Handle, branchId: string, roles: readonly Role[]) {
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
		.orderBy('account.name')
		.limit(1000)
		.execute()
}

/** The outlet of a case that the caller has loaded within the actor's scope. */
export async function outletOfCase(handle: Handle, id: string): Promise<OutletRow | undefined> {
	return handle.selectFrom('outlet').selectAll().where('id', '=', id).executeTakeFirst()
}
