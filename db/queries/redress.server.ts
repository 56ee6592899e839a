import type { Scope } from '#app/domain/access.ts'
import type { RedressState } from '#app/domain/claim/redress.ts'
import type { LocalDate } from '#app/domain/time.ts'
import type { RedressTable } from '../schema-claims.ts'
import { decodeCursor, pageOf } from '../sql.server.ts'
import type { Handle, Tx } from '../tx.server.ts'
import { contains } from './like.server.ts'
import { withinScope } from './scope.server.ts'

export type RedressRow = { [K in keyof RedressTable]: K extends 'version' ? number : RedressTable[K] }
export type RedressSet = Partial<Omit<RedressRow, 'id' | 'version'>>

/** One refund within the scope. */
export async function redressIn(handle: Handle, scope: Scope, id: string): Promise<RedressRow | undefined> {
	return handle
		.selectFrom('redress')
		.selectAll()
		.where('id', '=', id)
		.where((eb) => withinScope(eb, 'redress', scope))
		.executeTakeFirst()
}

export async function insertRedress(tx: Tx, row: Omit<RedressRow, 'version'>): Promise<void> {
	await tx.insertInto('redress').values(row).execute()
}

/** True when the row still had this version. */
export async function updateRedress(tx: Tx, id: string, version: number, set: RedressSet): Promise<boolean> {
	const result = await tx
		.updateTable('redress')
		.set({ ...set, version: version + 1 })
		.where('id', '=', id)
		.where('version', '=', version)
		.executeTakeFirst()
	return result.numUpdatedRows === 1n
}

/** The refunds of a violation, in their order. */
export async function redressOfViolation(handle: Handle, violationId: string): Promise<RedressRow[]> {
	return handle.selectFrom('redress').selectAll().where('violation_id', '=', violationId).orderBy('no').execute()
}

/** The refund that a clock counts for: the round is its number within the violation. */
export async function redressOfClock(handle: Handle, violationId: string, no: number): Promise<RedressRow | undefined> {
	return handle
		.selectFrom('redress')
		.selectAll()
		.where('violation_id', '=', violationId)
		.where('no', '=', no)
		.executeTakeFirst()
}

export type RedressFilter = {
	readonly state?: RedressState | undefined
	readonly late?: boolean | undefined
	/** A proof or an advance waits for a second person. */
	readonly waiting?: boolean | undefined
	readonly dealerId?: string | undefined
	readonly q?: string | undefined
	readonly today: LocalDate
}

function filtered(handle: Handle, scope: Scope, filter: RedressFilter) {
	let query = handle
		.selectFrom('redress')
		.where('redress.branch_id', '=', scope.branchId)
		.where((eb) => withinScope(eb, 'redress', scope))
		.innerJoin('outlet', 'outlet.id', 'redress.outlet_id')
		.innerJoin('dealer', 'dealer.id', 'redress.dealer_id')
		.innerJoin('violation', 'violation.id', 'redress.violation_id')
	const { state, late, waiting, dealerId, q, today } = filter
	if (state) query = query.where('redress.state', '=', state)
	if (late) query = query.where('redress.state', '=', 'OWED').where('redress.due_on', '<', today)
	if (waiting)
		query = query
			.where('redress.state', '=', 'OWED')
			.where((eb) => eb.or([eb('redress.proved_by', 'is not', null), eb('redress.advance_by', 'is not', null)]))
	if (dealerId) query = query.where('redress.dealer_id', '=', dealerId)
	if (q)
		query = query.where((eb) =>
			eb.or([
				eb('redress.number', '=', q.toUpperCase()),
				eb('violation.number', '=', q.toUpperCase()),
				contains('outlet.search_text', q),
				contains('dealer.search_text', q),
			]),
		)
	return query
}

/** A page of refunds by due date, the latest first. */
export async function redressPage(
	handle: Handle,
	scope: Scope,
	filter: RedressFilter,
	cursor: string | null,
	size: number,
) {
	let query = filtered(handle, scope, filter)
	const after = decodeCursor(cursor, 2)
	if (after) {
		const on = String(after[0]) as LocalDate // a cursor of ours
		const id = String(after[1])
		query = query.where((eb) =>
			eb.or([eb('redress.due_on', '<', on), eb.and([eb('redress.due_on', '=', on), eb('redress.id', '<', id)])]),
		)
	}
	const rows = await query
		.select([
			'redress.id',
			'redress.number',
			'redress.state',
			'redress.basis',
			'redress.user_masked as user',
			'redress.amount_fen as amountFen',
			'redress.due_on as dueOn',
			'redress.late_on as lateOn',
			'redress.overdue_at as overdueAt',
			'redress.delayed_at as delayedAt',
			'redress.proved_by as provedBy',
			'redress.advance_by as advanceBy',
			'redress.paid_on as paidOn',
			'outlet.name as outletName',
			'dealer.id as dealerId',
			'dealer.name as dealerName',
			'violation.id as violationId',
			'violation.number as violationNumber',
		])
		.orderBy('redress.due_on', 'desc')
		.orderBy('redress.id', 'desc')
		.limit(size + 1)
		.execute()
	return pageOf(rows, size, (row) => [row.dueOn, row.id])
}

export async function countRedress(handle: Handle, scope: Scope, filter: RedressFilter): Promise<number> {
	const row = await filtered(handle, scope, filter)
		.select((eb) => eb.fn.countAll<number>().as('n'))
		.executeTakeFirstOrThrow()
	return Number(row.n)
}

/** Advances that are not recovered yet: the sweep looks which were collected in full. */
export async function advancedRedress(handle: Handle, branchId: string) {
	return handle
		.selectFrom('redress')
		.select(['id', 'recourse_fen as amount_fen'])
		.where('branch_id', '=', branchId)
		.where('state', '=', 'PAID_IN_ADVANCE')
		.orderBy('approved_at')
		.execute()
}

/** A violation by its number within the scope: the form of a refund by hand. */
export async function violationNumbered(handle: Handle, scope: Scope, number: string) {
	return handle
		.selectFrom('violation')
		.selectAll()
		.where('branch_id', '=', scope.branchId)
		.where('number', '=', number.toUpperCase())
		.where((eb) => withinScope(eb, 'violation', scope))
		.executeTakeFirst()
}

/** Refunds of a dealer, the latest first; for the dealer's own pages. */
export async function redressOfDealer(handle: Handle, dealerId: string, size: number): Promise<RedressRow[]> {
	return handle
		.selectFrom('redress')
		.selectAll()
		.where('dealer_id', '=', dealerId)
		.orderBy('due_on', 'desc')
		.orderBy('id', 'desc')
		.limit(size)
		.execute()
}
