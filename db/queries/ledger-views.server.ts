import { type Expression, type ExpressionBuilder, type SqlBool, sql } from 'kysely'
import type { LedgerAccount, LedgerEntry, LedgerKind, Stream } from '#app/domain/ledger/ledger.ts'
import { type AccountSums, addEntries, NO_SUMS } from '#app/domain/ledger/ledger.ts'
import type { Fen } from '#app/domain/money.ts'
import type { Instant, LocalDate } from '#app/domain/time.ts'
import type { Database, LedgerTxnTable } from '../schema.ts'
import { decodeCursor, likePattern, type Page, pageOf } from '../sql.server.ts'
import type { Handle } from '../tx.server.ts'

/** Reads of the deposit ledger for pages; every figure can be followed to the entries behind it. */

export type LedgerFilter = {
	readonly dealerId?: string | undefined
	/** Only these dealers: those within a scope that is not the whole branch. */
	readonly dealerIds?: readonly string[] | undefined
	readonly penaltyId?: string | undefined
	readonly kind?: LedgerKind | undefined
	readonly stream?: Stream | undefined
	readonly claimId?: string | undefined
	/** The month whose statement shows it. */
	readonly period?: string | undefined
	/** Only postings that touch this account. */
	readonly account?: LedgerAccount | undefined
	readonly runId?: string | undefined
	readonly txnId?: string | undefined
	readonly from?: LocalDate | undefined
	readonly to?: LocalDate | undefined
	/** Part of a dealer's name or code, of a voucher or of a case number. */
	readonly q?: string | undefined
}

export type LedgerLine = {
	readonly id: string
	readonly kind: LedgerKind
	readonly stream: Stream
	readonly period: string
	readonly amountFen: Fen
	readonly postedOn: LocalDate
	readonly createdAt: Instant
	readonly voucher: string
	readonly dealerId: string
	readonly dealerName: string
	readonly penaltyId: string | null
	readonly penaltyNumber: string | null
	/** Number of a claw-back or a refund that is recovered. */
	readonly claimNumber: string | null
	readonly byName: string | null
	/** Change of the balance and of what is held, and both afterwards, of this dealer (fen). */
	readonly balanceChangeFen: Fen
	readonly heldChangeFen: Fen
	readonly balanceFen: Fen
	readonly availableFen: Fen
	readonly entries: readonly LedgerEntry[]
}

/** The postings `t` that a filter names. Dealers and cases are found first, not joined, so that counting stays cheap. */
function matches(
	eb: ExpressionBuilder<Database & { t: LedgerTxnTable }, 't'>,
	branchId: string,
	filter: LedgerFilter,
): Expression<SqlBool> {
	const { dealerId, dealerIds, penaltyId, claimId, kind, stream, period, account, runId, txnId, from, to, q } = filter
	const all = [eb('t.branch_id', '=', branchId)]
	if (dealerId) all.push(eb('t.dealer_id', '=', dealerId))
	if (dealerIds) all.push(eb('t.dealer_id', 'in', dealerIds.length > 0 ? dealerIds : ['none']))
	if (penaltyId) all.push(eb('t.penalty_id', '=', penaltyId))
	if (claimId) all.push(eb('t.claim_id', '=', claimId))
	if (kind) all.push(eb('t.kind', '=', kind))
	if (stream) all.push(eb('t.stream', '=', stream))
	if (period) all.push(eb('t.period', '=', period))
	if (runId) all.push(eb('t.settlement_run_id', '=', runId))
	if (txnId) all.push(eb('t.id', '=', txnId))
	if (from) all.push(eb('t.posted_on', '>=', from))
	if (to) all.push(eb('t.posted_on', '<=', to))
	const every: Expression<SqlBool>[] = all
	if (account)
		every.push(sql<SqlBool>`exists (select 1 from ledger_entry e where e.txn_id = t.id and e.account = ${account})`)
	if (q) {
		const like = likePattern(q)
		every.push(sql<SqlBool>`(t.dealer_id in (select id from dealer where search_text like ${like} escape '\\')
			or lower(t.voucher) like ${like} escape '\\'
			or t.penalty_id in (select id from penalty where lower(number) like ${like} escape '\\'))`)
	}
	return eb.and(every)
}

type EntryRow = { id: number; txn_id: string; account: LedgerAccount; debit_fen: number; credit_fen: number }

async function entriesOf(handle: Handle, txnIds: readonly string[]): Promise<Map<string, EntryRow[]>> {
	const byTxn = new Map<string, EntryRow[]>()
	if (txnIds.length === 0) return byTxn
	const rows = await handle
		.selectFrom('ledger_entry')
		.select(['id', 'txn_id', 'account', 'debit_fen', 'credit_fen'])
		.where('txn_id', 'in', txnIds)
		.orderBy('id')
		.execute()
	for (const row of rows) byTxn.set(row.txn_id, [...(byTxn.get(row.txn_id) ?? []), row])
	return byTxn
}

const net = (rows: readonly { account: LedgerAccount; debit_fen: number; credit_fen: number }[], of: LedgerAccount) =>
	rows.reduce((sum, row) => (row.account === of ? sum + row.credit_fen - row.debit_fen : sum), 0)

/** What a dealer had after an entry: the sum of all entries up to it. */
async function standAt(handle: Handle, dealerId: string, entryId: number): Promise<{ held: Fen; available: Fen }> {
	const rows = await handle
		.selectFrom('ledger_entry')
		.select('account')
		.select((eb) => [
			eb.fn.sum<number | string>('debit_fen').as('debit'),
			eb.fn.sum<number | string>('credit_fen').as('credit'),
		])
		.where('dealer_id', '=', dealerId)
		.where('account', 'in', ['DEPOSIT_AVAILABLE', 'DEPOSIT_HELD'])
		.where('id', '<=', entryId)
		.groupBy('account')
		.execute()
	const of = (account: LedgerAccount) => {
		const row = rows.find((one) => one.account === account)
		return row ? Number(row.credit) - Number(row.debit) : 0
	}
	return { held: of('DEPOSIT_HELD'), available: of('DEPOSIT_AVAILABLE') }
}

/** A page of postings of a branch, newest first, each with its entries and the balances after it. */
export async function ledgerPage(
	handle: Handle,
	branchId: string,
	filter: LedgerFilter,
	cursor: string | null,
	size: number,
): Promise<Page<LedgerLine>> {
	const after = decodeCursor(cursor, 1)
	// The last entry of a posting gives its place: entries are numbered as they were written, moments may be equal.
	// A cross join keeps the entries first, so that the newest page is read from the end of the ledger.
	let query = handle
		.selectFrom('ledger_entry as last')
		.crossJoin('ledger_txn as t')
		.whereRef('t.id', '=', 'last.txn_id')
		.where(
			sql<SqlBool>`not exists (select 1 from ledger_entry own where own.txn_id = last.txn_id and own.id > last.id)`,
		)
		.where((eb) => matches(eb, branchId, filter))
	if (after) query = query.where('last.id', '<', Number(after[0]))
	const rows = await query
		.innerJoin('dealer', 'dealer.id', 't.dealer_id')
		.leftJoin('penalty', 'penalty.id', 't.penalty_id')
		.leftJoin('clawback', 'clawback.id', 't.claim_id')
		.leftJoin('redress', 'redress.id', 't.claim_id')
		.leftJoin('account', 'account.id', 't.created_by')
		.select([
			't.id',
			'last.id as place',
			't.kind',
			't.stream',
			't.period',
			't.amount_fen as amountFen',
			't.posted_on as postedOn',
			't.created_at as createdAt',
			't.voucher',
			't.dealer_id as dealerId',
			'dealer.name as dealerName',
			't.penalty_id as penaltyId',
			'penalty.number as penaltyNumber',
			'account.name as byName',
		])
		.select((eb) => eb.fn.coalesce('clawback.number', 'redress.number').as('claimNumber'))
		.orderBy('last.id', 'desc')
		.limit(size + 1)
		.execute()
	const page = pageOf(rows, size, (row) => [row.place])
	const entries = await entriesOf(
		handle,
		page.rows.map((row) => row.id),
	)
	const lines: LedgerLine[] = []
	for (const { place, ...row } of page.rows) {
		const own = entries.get(row.id) ?? []
		const stand = await standAt(handle, row.dealerId, place)
		const heldChangeFen = net(own, 'DEPOSIT_HELD')
		lines.push({
			...row,
			heldChangeFen,
			balanceChangeFen: heldChangeFen + net(own, 'DEPOSIT_AVAILABLE'),
			balanceFen: stand.held + stand.available,
			availableFen: stand.available,
			entries: own.map((entry) => ({
				account: entry.account,
				debitFen: entry.debit_fen,
				creditFen: entry.credit_fen,
			})),
		})
	}
	return { rows: lines, next: page.next }
}

/** What the postings of a filter owe on each account (credit less debit, fen): the sum of the entries that it lists. */
export async function filteredSums(handle: Handle, branchId: string, filter: LedgerFilter): Promise<AccountSums> {
	const rows = await handle
		.selectFrom('ledger_txn as t')
		.innerJoin('ledger_entry as e', 'e.txn_id', 't.id')
		.where((eb) => matches(eb, branchId, filter))
		.select('e.account')
		.select((eb) => [
			eb.fn.sum<number | string>('e.debit_fen').as('debit'),
			eb.fn.sum<number | string>('e.credit_fen').as('credit'),
		])
		.groupBy('e.account')
		.execute()
	const entries = rows.map((row) => ({
		account: row.account,
		debitFen: Number(row.debit),
		creditFen: Number(row.credit),
	}))
	return addEntries(NO_SUMS, entries)
}

export async function countLedger(handle: Handle, branchId: string, filter: LedgerFilter): Promise<number> {
	const row = await handle
		.selectFrom('ledger_txn as t')
		.where((eb) => matches(eb, branchId, filter))
		.select((eb) => eb.fn.countAll<number>().as('n'))
		.executeTakeFirstOrThrow()
	return Number(row.n)
}

export type HoldLine = { readonly penaltyId: string; readonly number: string; readonly heldFen: Fen }

/** What is held for each case of a dealer (fen above zero), by case number. */
export async function holdsOf(handle: Handle, dealerId: string): Promise<HoldLine[]> {
	const rows = await handle
		.selectFrom('ledger_entry as e')
		.innerJoin('ledger_txn as t', 't.id', 'e.txn_id')
		.innerJoin('penalty', 'penalty.id', 't.penalty_id')
		.select(['t.penalty_id as penaltyId', 'penalty.number'])
		.select((eb) => [
			eb.fn.sum<number | string>('e.debit_fen').as('debit'),
			eb.fn.sum<number | string>('e.credit_fen').as('credit'),
		])
		.where('e.dealer_id', '=', dealerId)
		.where('e.account', '=', 'DEPOSIT_HELD')
		.groupBy(['t.penalty_id', 'penalty.number'])
		.orderBy('penalty.number')
		.execute()
	return rows.flatMap((row) => {
		const heldFen = Number(row.credit) - Number(row.debit)
		return row.penaltyId !== null && heldFen > 0 ? [{ penaltyId: row.penaltyId, number: row.number, heldFen }] : []
	})
}
