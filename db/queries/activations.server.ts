import { sql } from 'kysely'
import type { Scope } from '#app/domain/access.ts'
import type { ActivationTable } from '../schema-claims.ts'
import type { Handle, Tx } from '../tx.server.ts'
import { dealersWithin } from './scope.server.ts'

export type ActivationRow = ActivationTable

/** Rows of the branch with one of these keys; asked in pieces that every database takes. */
export async function activationsByKey(
	handle: Handle,
	branchId: string,
	keys: readonly string[],
): Promise<ActivationRow[]> {
	const found: ActivationRow[] = []
	for (let i = 0; i < keys.length; i += 500)
		found.push(
			...(await handle
				.selectFrom('activation')
				.selectAll()
				.where('branch_id', '=', branchId)
				.where('record_key', 'in', keys.slice(i, i + 500))
				.execute()),
		)
	return found
}

export async function insertActivations(tx: Tx, rows: readonly ActivationRow[]): Promise<void> {
	for (let i = 0; i < rows.length; i += 100)
		await tx
			.insertInto('activation')
			.values(rows.slice(i, i + 100))
			.execute()
}

/** Codes of the branch's outlets with their dealer, for a list that names them. */
export async function outletCodes(handle: Handle, branchId: string, codes: readonly string[]) {
	const found: { id: string; code: string; dealerId: string }[] = []
	for (let i = 0; i < codes.length; i += 500)
		found.push(
			...(await handle
				.selectFrom('outlet')
				.select(['id', 'code', 'dealer_id as dealerId'])
				.where('branch_id', '=', branchId)
				.where('code', 'in', codes.slice(i, i + 500))
				.execute()),
		)
	return found
}

/** One dealer's whole month, with whether a live claim holds the record already. */
export async function activationsOf(handle: Handle, dealerId: string, month: string) {
	const rows = await handle
		.selectFrom('activation')
		.leftJoin('clawback_record', (join) =>
			join.onRef('clawback_record.activation_id', '=', 'activation.id').on('clawback_record.live', '=', 1),
		)
		.selectAll('activation')
		.select('clawback_record.clawback_id as claimedBy')
		.where('activation.dealer_id', '=', dealerId)
		.where('activation.month', '=', month)
		.orderBy('activation.record_key')
		.execute()
	return rows
}

export type MonthRow = {
	readonly month: string
	readonly dealerId: string
	readonly dealerName: string
	readonly total: number
	readonly farmed: number
	readonly void: number
	/** Bad records that no live claim holds. */
	readonly unclaimed: number
	readonly commissionFen: number
}

/** Activations by month and dealer within the scope, newest month first, most bad records first; one page. */
export async function activationMonths(
	handle: Handle,
	scope: Scope,
	filter: { readonly month?: string | undefined; readonly dealerId?: string | undefined },
	after: number,
	size: number,
): Promise<MonthRow[]> {
	let query = handle
		.selectFrom('activation')
		.innerJoin('dealer', 'dealer.id', 'activation.dealer_id')
		.where('activation.branch_id', '=', scope.branchId)
		.where((eb) => dealersWithin(eb, scope))
	if (filter.month) query = query.where('activation.month', '=', filter.month)
	if (filter.dealerId) query = query.where('activation.dealer_id', '=', filter.dealerId)
	const rows = await query
		.select(['activation.month', 'dealer.id as dealerId', 'dealer.name as dealerName'])
		.select((eb) => [
			eb.fn.countAll<number>().as('total'),
			sql<number>`sum(case when activation.bad = 'FARMED' then 1 else 0 end)`.as('farmed'),
			sql<number>`sum(case when activation.bad = 'VOID' then 1 else 0 end)`.as('void'),
			sql<number>`sum(case when activation.bad is not null and not exists (select 1 from clawback_record r
				where r.activation_id = activation.id and r.live = 1) then 1 else 0 end)`.as('unclaimed'),
			eb.fn.sum<number>('activation.commission_fen').as('commissionFen'),
		])
		.groupBy(['activation.month', 'dealer.id', 'dealer.name'])
		.orderBy('activation.month', 'desc')
		.orderBy('farmed', 'desc')
		.orderBy('dealer.id')
		.offset(after)
		.limit(size)
		.execute()
	return rows.map((row) => ({
		...row,
		total: Number(row.total),
		farmed: Number(row.farmed),
		void: Number(row.void),
		unclaimed: Number(row.unclaimed),
		commissionFen: Number(row.commissionFen),
	}))
}

/** Months for which there are activations, newest first. */
export async function monthsWithActivations(handle: Handle, branchId: string): Promise<string[]> {
	const rows = await handle
		.selectFrom('activation')
		.select('month')
		.distinct()
		.where('branch_id', '=', branchId)
		.orderBy('month', 'desc')
		.limit(24)
		.execute()
	return rows.map((row) => row.month)
}

/** Which of these records a live claim holds. */
export async function claimedActivations(handle: Handle, ids: readonly string[]): Promise<ReadonlySet<string>> {
	const found = new Set<string>()
	for (let i = 0; i < ids.length; i += 500)
		for (const row of await handle
			.selectFrom('clawback_record')
			.select('activation_id')
			.where('activation_id', 'in', ids.slice(i, i + 500))
			.where('live', '=', 1)
			.execute())
			found.add(row.activation_id)
	return found
}

/** Another judgement of a record that nobody claims. */
export async function updateActivation(
	tx: Tx,
	id: string,
	set: Pick<ActivationRow, 'commission_fen' | 'unpaid_fen' | 'bad' | 'bad_reason'>,
): Promise<void> {
	await tx.updateTable('activation').set(set).where('id', '=', id).execute()
}
