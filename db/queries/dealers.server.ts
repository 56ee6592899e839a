import type { Scope } from '#app/domain/access.ts'
import type { LocalDate } from '#app/domain/time.ts'
import type { DealerTable } from '../schema.ts'
import { decodeCursor, type Page, pageOf } from '../sql.server.ts'
import type { Handle, Tx } from '../tx.server.ts'
import { contains } from './like.server.ts'
import { dealersWithin } from './scope.server.ts'

export type DealerRow = { [K in keyof DealerTable]: K extends 'version' ? number : DealerTable[K] }

export type DealerFilter = { readonly q?: string | undefined; readonly status?: DealerTable['status'] | undefined }

export type DealerListRow = {
	id: string
	code: string
	name: string
	creditCode: string | null
	contactName: string
	status: DealerTable['status']
	agreementTo: LocalDate | null
	depositRequiredFen: number
	outlets: number
}

/** One dealer within the scope; undefined when there is none or it lies outside. */
export async function dealerIn(handle: Handle, scope: Scope, id: string): Promise<DealerRow | undefined> {
	return handle
		.selectFrom('dealer')
		.selectAll()
		.where('id', '=', id)
		.where((eb) => dealersWithin(eb, scope))
		.executeTakeFirst()
}

function filtered(handle: Handle, scope: Scope, filter: DealerFilter) {
	let query = handle.selectFrom('dealer').where((eb) => dealersWithin(eb, scope))
	const { q, status } = filter
	if (q) {
		query = query.where((eb) =>
			eb.or([contains('dealer.search_text', q), eb('dealer.credit_code', '=', q.toUpperCase())]),
		)
	}
	if (status) query = query.where('dealer.status', '=', status)
	return query
}

/** A page of dealers by name. */
export async function dealersPage(
	handle: Handle,
	scope: Scope,
	filter: DealerFilter,
	cursor: string | null,
	size: number,
): Promise<Page<DealerListRow>> {
	const after = decodeCursor(cursor, 2)
	let query = filtered(handle, scope, filter)
	if (after) {
		const [name, id] = [String(after[0]), String(after[1])]
		query = query.where((eb) =>
			eb.or([eb('dealer.name', '>', name), eb.and([eb('dealer.name', '=', name), eb('dealer.id', '>', id)])]),
		)
	}
	const rows = await query
		.select([
			'dealer.id',
			'dealer.code',
			'dealer.name',
			'dealer.credit_code as creditCode',
			'dealer.contact_name as contactName',
			'dealer.status',
			'dealer.agreement_to as agreementTo',
			'dealer.deposit_required_fen as depositRequiredFen',
		])
		.select((eb) =>
			eb
				.selectFrom('outlet as o')
				.whereRef('o.dealer_id', '=', 'dealer.id')
				.select((inner) => inner.fn.countAll<number>().as('n'))
				.as('outlets'),
		)
		.orderBy('dealer.name')
		.orderBy('dealer.id')
		.limit(size + 1)
		.execute()
	return pageOf(
		rows.map((row) => ({ ...row, outlets: Number(row.outlets ?? 0) })),
		size,
		(row) => [row.name, row.id],
	)
}

export async function countDealers(handle: Handle, scope: Scope, filter: DealerFilter): Promise<number> {
	const row = await filtered(handle, scope, filter)
		.select((eb) => eb.fn.countAll<number>().as('n'))
		.executeTakeFirstOrThrow()
	return Number(row.n)
}

/** Every dealer that may get an outlet, by name; at most 2,000. */
export async function dealerOptions(handle: Handle, scope: Scope): Promise<{ id: string; name: string }[]> {
	return handle
		.selectFrom('dealer')
		.select(['dealer.id', 'dealer.name'])
		.where((eb) => dealersWithin(eb, scope))
		.where('dealer.status', '<>', 'TERMINATED')
		.orderBy('dealer.name')
		.limit(2000)
		.execute()
}

/** Another dealer of the branch with this code or credit code. */
export async function dealerTaken(
	handle: Handle,
	branchId: string,
	by: { readonly code: string } | { readonly creditCode: string },
	exceptId: string,
): Promise<boolean> {
	const query = handle.selectFrom('dealer').select('id').where('branch_id', '=', branchId).where('id', '<>', exceptId)
	const row = await ('code' in by
		? query.where('code', '=', by.code)
		: query.where('credit_code', '=', by.creditCode)
	).executeTakeFirst()
	return row !== undefined
}

export async function insertDealer(tx: Tx, row: Omit<DealerRow, 'version'>): Promise<void> {
	await tx.insertInto('dealer').values(row).execute()
}

/** True when the row still had this version. */
export async function updateDealer(
	tx: Tx,
	id: string,
	version: number,
	set: Partial<Omit<DealerRow, 'id' | 'version'>>,
): Promise<boolean> {
	const result = await tx
		.updateTable('dealer')
		.set({ ...set, version: version + 1 })
		.where('id', '=', id)
		.where('version', '=', version)
		.executeTakeFirst()
	return result.numUpdatedRows === 1n
}

/** Another dealer whose mandate was ended and who has this credit code or contact telephone (domain 11.8). */
export async function terminatedLike(
	handle: Handle,
	branchId: string,
	creditCode: string,
	phone: string,
	exceptId: string,
): Promise<boolean> {
	const row = await handle
		.selectFrom('dealer')
		.select('id')
		.where('branch_id', '=', branchId)
		.where('status', '=', 'TERMINATED')
		.where('id', '<>', exceptId)
		.where((eb) => eb.or([eb('credit_code', '=', creditCode), eb('contact_phone', '=', phone)]))
		.executeTakeFirst()
	return row !== undefined
}

/** Ids of the dealers within a scope; undefined when it is the whole branch, which needs no list. */
export async function dealerIdsWithin(handle: Handle, scope: Scope): Promise<string[] | undefined> {
	if (scope.places.some((place) => place.kind === 'branch')) return undefined
	const rows = await handle
		.selectFrom('dealer')
		.select('id')
		.where((eb) => dealersWithin(eb, scope))
		.execute()
	return rows.map((row) => row.id)
}
