import { postingOf } from '#app/domain/ledger/faults.ts'
import {
	applyPosting,
	type Balances,
	balances,
	type CaseMoney,
	caseMoney,
	type LedgerEntry,
	type LedgerKind,
	type Posting,
	post,
	postingFen,
} from '#app/domain/ledger/ledger.ts'
import type { Outcome } from '#app/domain/refusal.ts'
import { ok } from '#app/domain/result.ts'
import type { Instant, LocalDate } from '#app/domain/time.ts'
import type { Handle, Tx } from '../tx.server.ts'

/** Balance, held and available of one dealer, summed from the entries alone (fen). */
export async function balancesOf(handle: Handle, dealerId: string): Promise<Balances> {
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
	return balances(entries)
}

/** The postings of one case in the order in which they were made. */
export async function postingsOfCase(handle: Handle, penaltyId: string): Promise<Posting[]> {
	const rows = await handle
		.selectFrom('ledger_txn')
		.innerJoin('ledger_entry', 'ledger_entry.txn_id', 'ledger_txn.id')
		.select([
			'ledger_txn.id',
			'ledger_txn.kind',
			'ledger_entry.account',
			'ledger_entry.debit_fen',
			'ledger_entry.credit_fen',
		])
		.where('ledger_txn.penalty_id', '=', penaltyId)
		.orderBy('ledger_entry.id')
		.execute()
	const byTxn = new Map<string, { kind: LedgerKind; entries: LedgerEntry[] }>()
	for (const row of rows) {
		const txn = byTxn.get(row.id) ?? { kind: row.kind, entries: [] }
		txn.entries.push({ account: row.account, debitFen: row.debit_fen, creditFen: row.credit_fen })
		byTxn.set(row.id, txn)
	}
	return [...byTxn.values()].map(({ kind, entries }) => postingOf(kind, entries))
}

/** What is held for a case and what was deducted for it (fen). */
export async function caseMoneyOf(handle: Handle, penaltyId: string): Promise<CaseMoney> {
	return caseMoney(await postingsOfCase(handle, penaltyId))
}

export type TxnDraft = {
	readonly id: string
	readonly branchId: string
	readonly dealerId: string
	readonly posting: Posting
	readonly penaltyId?: string | null
	readonly decisionId?: string | null
	readonly settlementRunId?: string | null
	readonly reversesId?: string | null
	/** Bank slip or notice number. */
	readonly voucher: string
	/** The same posting twice is refused by this key: an existing one is left alone. */
	readonly key: string
	readonly postedOn: LocalDate
	readonly by: string
	readonly at: Instant
}

/**
 * Appends one posting with its entries; the caller holds the branch's write lock. Refuses what the domain refuses
 * (amounts that are not whole fen above zero, available or held below zero). Answers false when the key was there.
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
	const after = applyPosting(await balancesOf(tx, draft.dealerId), draft.posting)
	if (!after.ok) return after
	await tx
		.insertInto('ledger_txn')
		.values({
			id: draft.id,
			branch_id: draft.branchId,
			dealer_id: draft.dealerId,
			kind: draft.posting.kind,
			amount_fen: postingFen(draft.posting),
			penalty_id: draft.penaltyId ?? null,
			decision_id: draft.decisionId ?? null,
			settlement_run_id: draft.settlementRunId ?? null,
			reverses_id: draft.reversesId ?? null,
			voucher: draft.voucher,
			idempotency_key: draft.key,
			posted_on: draft.postedOn,
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

/** The posting of an idempotency key, when there is one. */
export async function txnByKey(handle: Handle, key: string) {
	return handle
		.selectFrom('ledger_txn')
		.select(['id', 'kind', 'amount_fen', 'voucher'])
		.where('idempotency_key', '=', key)
		.executeTakeFirst()
}

/** The deduction of a case that a reversal gives back; undefined when nothing was deducted. */
export async function lastDeduction(handle: Handle, penaltyId: string): Promise<string | undefined> {
	const row = await handle
		.selectFrom('ledger_txn')
		.select('id')
		.where('penalty_id', '=', penaltyId)
		.where('kind', '=', 'DEDUCT')
		.orderBy('created_at', 'desc')
		.orderBy('id', 'desc')
		.limit(1)
		.executeTakeFirst()
	return row?.id
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
