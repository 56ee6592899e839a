import { sql } from 'kysely'
import type { Scope } from '#app/domain/access.ts'
import type { Database } from '../schema.ts'
import { decodeCursor, type Page, pageOf } from '../sql.server.ts'
import type { Handle, Tx } from '../tx.server.ts'
import { contains } from './like.server.ts'
import { withinScope } from './scope.server.ts'

export type SatisfactionRow = Database['window_satisfaction']

/** The values in force of one outlet, oldest month first. */
export async function valuesOf(handle: Handle, outletId: string): Promise<SatisfactionRow[]> {
	return handle
		.selectFrom('window_satisfaction')
		.selectAll()
		.where('outlet_id', '=', outletId)
		.where('in_force', '=', 1)
		.orderBy('month')
		.execute()
}

/** Every version of every month of one outlet, newest month first. */
export async function versionsOfOutlet(handle: Handle, outletId: string): Promise<SatisfactionRow[]> {
	return handle
		.selectFrom('window_satisfaction')
		.selectAll()
		.where('outlet_id', '=', outletId)
		.orderBy('month', 'desc')
		.orderBy('n', 'desc')
		.limit(200)
		.execute()
}

/** The values in force of several outlets and months. */
export async function valuesIn(
	handle: Handle,
	outletIds: readonly string[],
	months: readonly string[],
): Promise<SatisfactionRow[]> {
	const found: SatisfactionRow[] = []
	if (months.length === 0) return found
	for (let i = 0; i < outletIds.length; i += 400)
		found.push(
			...(await handle
				.selectFrom('window_satisfaction')
				.selectAll()
				.where('outlet_id', 'in', outletIds.slice(i, i + 400))
				.where('month', 'in', months)
				.where('in_force', '=', 1)
				.execute()),
		)
	return found
}

export async function monthValue(
	handle: Handle,
	outletId: string,
	month: string,
): Promise<SatisfactionRow | undefined> {
	return handle
		.selectFrom('window_satisfaction')
		.selectAll()
		.where('outlet_id', '=', outletId)
		.where('month', '=', month)
		.where('in_force', '=', 1)
		.executeTakeFirst()
}

export async function insertValues(tx: Tx, rows: readonly SatisfactionRow[]): Promise<void> {
	for (let i = 0; i < rows.length; i += 200)
		await tx
			.insertInto('window_satisfaction')
			.values(rows.slice(i, i + 200))
			.execute()
}

/** The value in force is one no longer; it stays as it was. */
export async function setAside(tx: Tx, id: string): Promise<void> {
	await tx.updateTable('window_satisfaction').set({ in_force: 0 }).where('id', '=', id).execute()
}

export type SatisfactionLine = {
	readonly outletId: string
	readonly code: string
	readonly name: string
	readonly dealerName: string
	/** Of the month that is looked at. */
	readonly points: number
	readonly answers: number | null
}

/** Outlets with their value of a month, lowest first. */
export async function satisfactionPage(
	handle: Handle,
	scope: Scope,
	filter: { readonly month: string; readonly q?: string | undefined; readonly atMost?: number | undefined },
	cursor: string | null,
	size: number,
): Promise<Page<SatisfactionLine>> {
	const after = decodeCursor(cursor, 2)
	let query = handle
		.selectFrom('window_satisfaction')
		.where((eb) => withinScope(eb, 'window_satisfaction', scope))
		.where('window_satisfaction.month', '=', filter.month)
		.where('window_satisfaction.in_force', '=', 1)
		.innerJoin('outlet', 'outlet.id', 'window_satisfaction.outlet_id')
		.innerJoin('dealer', 'dealer.id', 'window_satisfaction.dealer_id')
	if (filter.atMost !== undefined) query = query.where('window_satisfaction.basis_points', '<=', filter.atMost)
	const { q } = filter
	if (q) query = query.where((eb) => eb.or([contains('outlet.search_text', q), contains('dealer.search_text', q)]))
	if (after) {
		const [points, id] = [Number(after[0]), String(after[1])]
		query = query.where((eb) =>
			eb.or([
				eb('window_satisfaction.basis_points', '>', points),
				eb.and([eb('window_satisfaction.basis_points', '=', points), eb('window_satisfaction.id', '>', id)]),
			]),
		)
	}
	const rows = await query
		.select([
			'window_satisfaction.id',
			'window_satisfaction.outlet_id as outletId',
			'window_satisfaction.basis_points as points',
			'window_satisfaction.answers',
			'outlet.code',
			'outlet.name',
			'dealer.name as dealerName',
		])
		.orderBy('window_satisfaction.basis_points')
		.orderBy('window_satisfaction.id')
		.limit(size + 1)
		.execute()
	return pageOf(rows, size, (row) => [row.points, row.id])
}

/** Months that have values, newest first, with how many and how many at or below the threshold. */
export async function monthsWithValues(handle: Handle, scope: Scope, threshold: number) {
	const rows = await handle
		.selectFrom('window_satisfaction')
		.where((eb) => withinScope(eb, 'window_satisfaction', scope))
		.where('window_satisfaction.in_force', '=', 1)
		.select((eb) => [
			'window_satisfaction.month',
			eb.fn.countAll<number>().as('outlets'),
			sql<number>`sum(case when window_satisfaction.basis_points <= ${threshold} then 1 else 0 end)`.as('failing'),
		])
		.groupBy('window_satisfaction.month')
		.orderBy('window_satisfaction.month', 'desc')
		.limit(24)
		.execute()
	return rows.map((row) => ({ month: row.month, outlets: Number(row.outlets), failing: Number(row.failing) }))
}

/** Outlets with a failing value since a month: what the sweep looks at. */
export async function failingOutlets(handle: Handle, branchId: string, since: string, threshold: number) {
	const rows = await handle
		.selectFrom('window_satisfaction')
		.select('outlet_id as outletId')
		.distinct()
		.where('branch_id', '=', branchId)
		.where('month', '>=', since)
		.where('in_force', '=', 1)
		.where('basis_points', '<=', threshold)
		.execute()
	return rows.map((row) => row.outletId)
}
