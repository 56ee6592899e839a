import type { Insertable } from 'kysely'
import { sql } from 'kysely'
import type { Fen } from '#app/domain/money.ts'
import type { CommissionImportTable, CommissionStatementTable } from '../schema-money.ts'
import { decodeCursor, type Page, pageOf } from '../sql.server.ts'
import type { Handle, Tx } from '../tx.server.ts'

/** Commission of later periods that is stated and not paid yet, by dealer (fen): a settlement leaves it alone. */
export async function commissionAfter(handle: Handle, branchId: string, period: string): Promise<Map<string, Fen>> {
	const rows = await handle
		.selectFrom('commission_statement')
		.select('dealer_id')
		.select((eb) => [
			eb.fn.sum<number | string>('gross_fen').as('gross'),
			eb.fn.sum<number | string>('paid_fen').as('paid'),
		])
		.where('branch_id', '=', branchId)
		.where('period', '>', period)
		.groupBy('dealer_id')
		.execute()
	return new Map(rows.map((row) => [row.dealer_id, Number(row.gross) - Number(row.paid)]))
}

/** The import of a file with this SHA-256; undefined when it was never taken in. */
export async function commissionImportOf(handle: Handle, branchId: string, sha256: string) {
	return handle
		.selectFrom('commission_import')
		.selectAll()
		.where('branch_id', '=', branchId)
		.where('sha256', '=', sha256)
		.executeTakeFirst()
}

/** Dealers of a branch by code, for the rows of a file. */
export async function dealersByCode(handle: Handle, branchId: string) {
	const rows = await handle
		.selectFrom('dealer')
		.select(['id', 'code', 'name'])
		.where('branch_id', '=', branchId)
		.execute()
	return new Map(rows.map((row) => [row.code, row]))
}

/** Statements that are there for some periods, as 'dealer period'. */
export async function statementsOfPeriods(handle: Handle, branchId: string, periods: readonly string[]) {
	if (periods.length === 0) return new Map<string, { gross: Fen; paid: Fen }>()
	const rows = await handle
		.selectFrom('commission_statement')
		.select(['dealer_id', 'period', 'gross_fen', 'paid_fen'])
		.where('branch_id', '=', branchId)
		.where('period', 'in', periods)
		.execute()
	return new Map(rows.map((row) => [`${row.dealer_id} ${row.period}`, { gross: row.gross_fen, paid: row.paid_fen }]))
}

export async function insertCommissionImport(tx: Tx, row: Insertable<CommissionImportTable>): Promise<void> {
	await tx.insertInto('commission_import').values(row).execute()
}

export async function insertStatement(tx: Tx, row: Insertable<CommissionStatementTable>): Promise<void> {
	await tx.insertInto('commission_statement').values(row).execute()
}

export type StatementLine = {
	readonly id: string
	readonly dealerId: string
	readonly dealerCode: string
	readonly dealerName: string
	readonly period: string
	readonly grossFen: Fen
	readonly paidFen: Fen
	readonly fileName: string
	readonly rowNo: number
}

export type StatementFilter = { readonly period?: string | undefined; readonly dealerId?: string | undefined }

function filtered(handle: Handle, branchId: string, { period, dealerId }: StatementFilter) {
	let query = handle.selectFrom('commission_statement as s').where('s.branch_id', '=', branchId)
	if (period) query = query.where('s.period', '=', period)
	if (dealerId) query = query.where('s.dealer_id', '=', dealerId)
	return query
}

/** Statements of a branch, newest period first. */
export async function statementPage(
	handle: Handle,
	branchId: string,
	filter: StatementFilter,
	cursor: string | null,
	size: number,
): Promise<Page<StatementLine>> {
	const after = decodeCursor(cursor, 2)
	let query = filtered(handle, branchId, filter)
	if (after) query = query.where(sql<boolean>`(s.period, s.id) < (${after[0]}, ${after[1]})`)
	const rows = await query
		.innerJoin('dealer', 'dealer.id', 's.dealer_id')
		.innerJoin('commission_import as i', 'i.id', 's.import_id')
		.select([
			's.id',
			's.dealer_id as dealerId',
			'dealer.code as dealerCode',
			'dealer.name as dealerName',
			's.period',
			's.gross_fen as grossFen',
			's.paid_fen as paidFen',
			'i.file_name as fileName',
			's.row_no as rowNo',
		])
		.orderBy('s.period', 'desc')
		.orderBy('s.id', 'desc')
		.limit(size + 1)
		.execute()
	return pageOf(rows, size, (row) => [row.period, row.id])
}

/** Number and sums of the statements of a filter (fen). */
export async function statementSums(handle: Handle, branchId: string, filter: StatementFilter) {
	const row = await filtered(handle, branchId, filter)
		.select((eb) => [
			eb.fn.countAll<number>().as('n'),
			eb.fn.sum<number | string | null>('s.gross_fen').as('gross'),
			eb.fn.sum<number | string | null>('s.paid_fen').as('paid'),
		])
		.executeTakeFirstOrThrow()
	return { count: Number(row.n), grossFen: Number(row.gross ?? 0), paidFen: Number(row.paid ?? 0) }
}

/** The latest files that were taken in. */
export async function commissionImports(handle: Handle, branchId: string) {
	return handle
		.selectFrom('commission_import as i')
		.leftJoin('account', 'account.id', 'i.imported_by')
		.select([
			'i.id',
			'i.file_name as fileName',
			'i.sha256',
			'i.statements',
			'i.gross_fen as grossFen',
			'i.imported_at as importedAt',
			'account.name as byName',
		])
		.where('i.branch_id', '=', branchId)
		.orderBy('i.imported_at', 'desc')
		.limit(24)
		.execute()
}
