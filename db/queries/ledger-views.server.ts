import type { LedgerAccount, LedgerEntry, LedgerKind } from '#app/domain/ledger/ledger.ts'
import type { Fen } from '#app/domain/money.ts'
import type { Instant, LocalDate } from '#app/domain/time.ts'
import { decodeCursor, likePattern, type Page, pageOf } from '../sql.server.ts'
import type { Handle } from '../tx.server.ts'

/** Reads of the deposit ledger for pages; every figure can be followed to the entries behind it. */

export type LedgerFilter = {
	readonly dealerId?: string | undefined
	readonly penaltyId?: string | undefined
	readonly kind?: LedgerKind | undefined
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
	readonly amountFen: Fen
	readonly postedOn: LocalDate
	readonly createdAt: Instant
	readonly voucher: string
	readonly dealerId: string
	readonly dealerName: string
	readonly penaltyId: string | null
	readonly penaltyNumber: string | null
	readonly byName: string | null
	/** Change of the balance and of what is held, and both afterwards, of this dealer (fen). */
	readonly balanceChangeFen: Fen
	readonly heldChangeFen: Fen
	readonly balanceFen: Fen
	readonly availableFen: Fen
	readonly entries: readonly LedgerEntry[]
}

function filtered(handle: Handle, branchId: string, filter: LedgerFilter) {
	// The last entry of a posting gives its place: entries are numbered as they were written, moments may be equal.
	let query = handle
		.selectFrom('ledger_entry as last')
		.where((eb) =>
			eb(
				'last.id',
				'=',
				eb
					.selectFrom('ledger_entry as own')
					.whereRef('own.txn_id', '=', 'last.txn_id')
					.select((inner) => inner.fn.max('own.id').as('id')),
			),
		)
		.innerJoin('ledger_txn as t', 't.id', 'last.txn_id')
		.innerJoin('dealer', 'dealer.id', 't.dealer_id')
		.leftJoin('penalty', 'penalty.id', 't.penalty_id')
		.leftJoin('account', 'account.id', 't.created_by')
		.where('t.branch_id', '=', branchId)
	const { dealerId, penaltyId, kind, account, runId, txnId, from, to, q } = filter
	if (dealerId) query = query.where('t.dealer_id', '=', dealerId)
	if (penaltyId) query = query.where('t.penalty_id', '=', penaltyId)
	if (kind) query = query.where('t.kind', '=', kind)
	if (runId) query = query.where('t.settlement_run_id', '=', runId)
	if (txnId) query = query.where('t.id', '=', txnId)
	if (from) query = query.where('t.posted_on', '>=', from)
	if (to) query = query.where('t.posted_on', '<=', to)
	if (account)
		query = query.where((eb) =>
			eb.exists(
				eb
					.selectFrom('ledger_entry as e')
					.select('e.id')
					.whereRef('e.txn_id', '=', 't.id')
					.where('e.account', '=', account),
			),
		)
	if (q) {
		const like = likePattern(q)
		query = query.where((eb) =>
			eb.or([
				eb('dealer.search_text', 'like', like),
				eb(eb.fn<string>('lower', ['t.voucher']), 'like', like),
				eb(eb.fn<string>('lower', ['penalty.number']), 'like', like),
			]),
		)
	}
	return query
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
	let query = filtered(handle, branchId, filter)
	if (after) query = query.where('last.id', '<', Number(after[0]))
	const rows = await query
		.select([
			't.id',
			'last.id as place',
			't.kind',
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

export async function countLedger(handle: Handle, branchId: string, filter: LedgerFilter): Promise<number> {
	const row = await filtered(handle, branchId, filter)
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

/** Sums of a branch: owed to dealers, thereof held, deducted so far (fen). */
export async function branchBalances(handle: Handle, branchId: string) {
	const rows = await handle
		.selectFrom('ledger_entry')
		.select('account')
		.select((eb) => [
			eb.fn.sum<number | string>('debit_fen').as('debit'),
			eb.fn.sum<number | string>('credit_fen').as('credit'),
		])
		.where('branch_id', '=', branchId)
		.groupBy('account')
		.execute()
	const of = (account: LedgerAccount) => {
		const row = rows.find((one) => one.account === account)
		return row ? Number(row.credit) - Number(row.debit) : 0
	}
	const [held, available] = [of('DEPOSIT_HELD'), of('DEPOSIT_AVAILABLE')]
	return { balance: held + available, held, available, deducted: of('PENALTY_INCOME') }
}
