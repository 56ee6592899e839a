import {
	type AccountSums,
	addEntries,
	applyTo,
	type Balances,
	balancesIn,
	type CaseBook,
	type CaseMoney,
	caseBook,
	type LedgerEntry,
	NO_SUMS,
	type Posted,
	type Posting,
	post,
	postingFen,
	type Stream,
	streamOf,
} from '#app/domain/ledger/ledger.ts'
import { isPeriod, periodAfter, periodOf } from '#app/domain/ledger/period.ts'
import type { Outcome } from '#app/domain/refusal.ts'
import { ok } from '#app/domain/result.ts'
import type { Instant, LocalDate } from '#app/domain/time.ts'
import type { Handle, Tx } from '../tx.server.ts'

/** What every account of one dealer owes him (credit less debit), summed from the entries alone (fen). */
export async function sumsOf(handle: Handle, dealerId: string): Promise<AccountSums> {
	const rows = await handle
		.selectFrom('ledger_entry')
		.select(['account'])
		.select((eb) => [
			eb.fn.sum<number | string>('debit_fen').as('debit'),
			eb.fn.sum<number | string>('credit_fen').as('credit'),
		])
		.where('dealer_id', '=', dealerId)
		.groupBy('account')
		.execute()
	const entries = rows.map(
		(row): LedgerEntry => ({ account: row.account, debitFen: Number(row.debit), creditFen: Number(row.credit) }),
	)
	return addEntries(NO_SUMS, entries)
}

/** Balance, held and available of one dealer, summed from the entries alone (fen). */
export async function balancesOf(handle: Handle, dealerId: string): Promise<Balances> {
	return balancesIn(await sumsOf(handle, dealerId))
}

/** A debt: a penalty case, or a claim beside it. */
export type DebtKey = { readonly penaltyId: string } | { readonly claimId: string }

/** The postings of one case or claim in the order in which they were made. */
export async function postedOf(handle: Handle, debt: DebtKey): Promise<Posted[]> {
	const column = 'penaltyId' in debt ? 'ledger_txn.penalty_id' : 'ledger_txn.claim_id'
	const rows = await handle
		.selectFrom('ledger_txn')
		.innerJoin('ledger_entry', 'ledger_entry.txn_id', 'ledger_txn.id')
		.select([
			'ledger_txn.id',
			'ledger_txn.kind',
			'ledger_txn.reverses_id as reversesId',
			'ledger_entry.account',
			'ledger_entry.debit_fen',
			'ledger_entry.credit_fen',
		])
		.where(column, '=', 'penaltyId' in debt ? debt.penaltyId : debt.claimId)
		.orderBy('ledger_entry.id')
		.execute()
	const byTxn = new Map<string, Omit<Posted, 'entries'> & { entries: LedgerEntry[] }>()
	for (const { id, kind, reversesId, ...row } of rows) {
		const txn = byTxn.get(id) ?? { id, kind, reversesId, entries: [] }
		txn.entries.push({ account: row.account, debitFen: row.debit_fen, creditFen: row.credit_fen })
		byTxn.set(id, txn)
	}
	return [...byTxn.values()]
}

/** A posting with its day, for what is computed from days. */
export type DatedPosting = Posted & { readonly postedOn: LocalDate }

const CHUNK = 400

/** The postings of many cases or claims at once, by the id of the debt, each in order. */
export async function postedOfMany(
	handle: Handle,
	column: 'penalty_id' | 'claim_id',
	ids: readonly string[],
): Promise<Map<string, DatedPosting[]>> {
	const byDebt = new Map<string, DatedPosting[]>()
	const byTxn = new Map<string, { entries: LedgerEntry[] }>()
	for (let i = 0; i < ids.length; i += CHUNK) {
		const rows = await handle
			.selectFrom('ledger_txn')
			.innerJoin('ledger_entry', 'ledger_entry.txn_id', 'ledger_txn.id')
			.select([
				'ledger_txn.id',
				'ledger_txn.kind',
				'ledger_txn.reverses_id as reversesId',
				'ledger_txn.posted_on as postedOn',
				`ledger_txn.${column} as debtId`,
				'ledger_entry.account',
				'ledger_entry.debit_fen',
				'ledger_entry.credit_fen',
			])
			.where(`ledger_txn.${column}`, 'in', ids.slice(i, i + CHUNK))
			.orderBy('ledger_entry.id')
			.execute()
		for (const { id, kind, reversesId, postedOn, debtId, ...row } of rows) {
			const entry = { account: row.account, debitFen: row.debit_fen, creditFen: row.credit_fen }
			const known = byTxn.get(id)
			if (known) {
				known.entries.push(entry)
				continue
			}
			const txn = { id, kind, reversesId, postedOn, entries: [entry] }
			byTxn.set(id, txn)
			byDebt.set(debtId ?? '', [...(byDebt.get(debtId ?? '') ?? []), txn])
		}
	}
	return byDebt
}

/** What every account owes each dealer of a branch (fen), by dealer. */
export async function sumsOfBranch(handle: Handle, branchId: string): Promise<Map<string, AccountSums>> {
	const rows = await handle
		.selectFrom('ledger_entry')
		.select(['dealer_id', 'account'])
		.select((eb) => [
			eb.fn.sum<number | string>('debit_fen').as('debit'),
			eb.fn.sum<number | string>('credit_fen').as('credit'),
		])
		.where('branch_id', '=', branchId)
		.groupBy(['dealer_id', 'account'])
		.execute()
	const sums = new Map<string, AccountSums>()
	for (const row of rows) {
		const entry = { account: row.account, debitFen: Number(row.debit), creditFen: Number(row.credit) }
		sums.set(row.dealer_id, addEntries(sums.get(row.dealer_id) ?? NO_SUMS, [entry]))
	}
	return sums
}

/** The account of a case or claim: held, levied, invoiced and open, paid (fen). */
export async function bookOf(handle: Handle, debt: DebtKey): Promise<CaseBook> {
	return caseBook(await postedOf(handle, debt))
}

/** What is held for a case and what was paid for it (fen). */
export async function caseMoneyOf(handle: Handle, penaltyId: string): Promise<CaseMoney> {
	const { heldFen, paidFen } = await bookOf(handle, { penaltyId })
	return { heldFen, paidFen }
}

export type TxnDraft = {
	readonly id: string
	readonly branchId: string
	readonly dealerId: string
	readonly posting: Posting
	/** Said by the posting, unless given. */
	readonly stream?: Stream
	readonly penaltyId?: string | null
	/** A claw-back, or a refund to users that is recovered. */
	readonly claimId?: string | null
	readonly decisionId?: string | null
	readonly settlementRunId?: string | null
	readonly reversesId?: string | null
	/** Bank slip or notice number. */
	readonly voucher: string
	/** The same posting twice is refused by this key: an existing one is left alone. */
	readonly key: string
	readonly postedOn: LocalDate
	/** The month whose statement shows it; that of `postedOn` unless given, and never one that was settled before. */
	readonly period?: string
	readonly by: string
	readonly at: Instant
}

/**
 * Appends one posting with its entries; the caller holds the branch's write lock. Refuses what the domain refuses
 * (amounts that are not whole fen above zero, an account of the dealer below zero). Answers false when the key was there.
 */
export async function appendTxn(tx: Tx, draft: TxnDraft): Promise<Outcome<boolean>> {
	const entries = post(draft.posting)
	if (!entries.ok) return entries
	const known = await tx
		.selectFrom('ledger_txn')
		.select('id')
		.where('idempotency_key', '=', draft.key)
		.executeTakeFirst()
	if (known) return ok(false)
	const after = applyTo(await sumsOf(tx, draft.dealerId), draft.posting)
	if (!after.ok) return after
	const period = draft.period ?? (await openPeriod(tx, draft.branchId, draft.postedOn))
	await tx
		.insertInto('ledger_txn')
		.values({
			id: draft.id,
			branch_id: draft.branchId,
			dealer_id: draft.dealerId,
			kind: draft.posting.kind,
			stream: draft.stream ?? streamOf(draft.posting),
			amount_fen: postingFen(draft.posting),
			penalty_id: draft.penaltyId ?? null,
			claim_id: draft.claimId ?? null,
			decision_id: draft.decisionId ?? null,
			settlement_run_id: draft.settlementRunId ?? null,
			reverses_id: draft.reversesId ?? null,
			voucher: draft.voucher,
			idempotency_key: draft.key,
			posted_on: draft.postedOn,
			period,
			created_by: draft.by,
			created_at: draft.at,
		})
		.execute()
	for (const entry of entries.value)
		await tx
			.insertInto('ledger_entry')
			.values({
				branch_id: draft.branchId,
				dealer_id: draft.dealerId,
				txn_id: draft.id,
				account: entry.account,
				debit_fen: entry.debitFen,
				credit_fen: entry.creditFen,
			})
			.execute()
	return ok(true)
}

/** The month of a day, or the first one after the last settlement: what was settled and sent is not added to. */
async function openPeriod(tx: Tx, branchId: string, day: LocalDate): Promise<string> {
	const row = await tx
		.selectFrom('settlement_run')
		.select((eb) => eb.fn.max('period').as('period'))
		.where('branch_id', '=', branchId)
		.executeTakeFirst()
	const month = periodOf(day)
	const last = row?.period
	return last && isPeriod(last) && last >= month ? periodAfter(last) : month
}

/** The posting of an idempotency key, when there is one. */
export async function txnByKey(handle: Handle, key: string) {
	return handle
		.selectFrom('ledger_txn')
		.select(['id', 'kind', 'amount_fen', 'voucher', 'penalty_id', 'claim_id'])
		.where('idempotency_key', '=', key)
		.executeTakeFirst()
}

/** Postings of a case as pages list them, oldest first. */
export async function txnsOfCase(handle: Handle, penaltyId: string) {
	return handle
		.selectFrom('ledger_txn')
		.select(['id', 'kind', 'amount_fen', 'voucher', 'posted_on', 'created_at'])
		.where('penalty_id', '=', penaltyId)
		.orderBy((eb) =>
			eb
				.selectFrom('ledger_entry as e')
				.whereRef('e.txn_id', '=', 'ledger_txn.id')
				.select((inner) => inner.fn.max('e.id').as('place')),
		)
		.execute()
}
