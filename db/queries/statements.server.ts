import { type AccountSums, addEntries, NO_SUMS } from '#app/domain/ledger/ledger.ts'
import type { StatementPosting } from '#app/domain/ledger/statement.ts'
import type { Fen } from '#app/domain/money.ts'
import type { Handle } from '../tx.server.ts'

/** What the accounts of a dealer owe him from postings of months before `period` (credit less debit, fen). */
export async function sumsBefore(handle: Handle, dealerId: string, period: string): Promise<AccountSums> {
	const rows = await handle
		.selectFrom('ledger_txn as t')
		.innerJoin('ledger_entry as e', 'e.txn_id', 't.id')
		.select('e.account')
		.select((eb) => [
			eb.fn.sum<number | string>('e.debit_fen').as('debit'),
			eb.fn.sum<number | string>('e.credit_fen').as('credit'),
		])
		.where('t.dealer_id', '=', dealerId)
		.where('t.period', '<', period)
		.groupBy('e.account')
		.execute()
	const entries = rows.map((row) => ({
		account: row.account,
		debitFen: Number(row.debit),
		creditFen: Number(row.credit),
	}))
	return addEntries(NO_SUMS, entries)
}

/** The postings of a dealer's month in the order in which they were made. */
export async function postingsOfPeriod(handle: Handle, dealerId: string, period: string): Promise<StatementPosting[]> {
	const rows = await handle
		.selectFrom('ledger_txn as t')
		.innerJoin('ledger_entry as e', 'e.txn_id', 't.id')
		.leftJoin('penalty as p', 'p.id', 't.penalty_id')
		.leftJoin('clawback as c', 'c.id', 't.claim_id')
		.leftJoin('redress as r', 'r.id', 't.claim_id')
		.select([
			't.id',
			't.kind',
			't.stream',
			't.posted_on as postedOn',
			't.voucher',
			't.penalty_id as penaltyId',
			't.claim_id as claimId',
			'p.number as caseNumber',
			'c.number as clawbackNumber',
			'r.number as redressNumber',
			'e.account',
			'e.debit_fen as debitFen',
			'e.credit_fen as creditFen',
		])
		.where('t.dealer_id', '=', dealerId)
		.where('t.period', '=', period)
		.orderBy('e.id')
		.execute()
	const byTxn = new Map<string, StatementPosting & { entries: StatementPosting['entries'][number][] }>()
	for (const row of rows) {
		const { account, debitFen, creditFen } = row
		const known = byTxn.get(row.id)
		const entry = { account, debitFen, creditFen }
		if (known) known.entries.push(entry)
		else
			byTxn.set(row.id, {
				id: row.id,
				kind: row.kind,
				stream: row.stream,
				postedOn: row.postedOn,
				voucher: row.voucher,
				debtId: row.penaltyId ?? row.claimId,
				number: row.caseNumber ?? row.clawbackNumber ?? row.redressNumber,
				isCase: row.penaltyId !== null,
				entries: [entry],
			})
	}
	return [...byTxn.values()]
}

/** What each case and claim of a dealer has invoiced and open at the end of a month (fen). */
export async function openAtEnd(handle: Handle, dealerId: string, period: string): Promise<Map<string, Fen>> {
	const rows = await handle
		.selectFrom('ledger_txn as t')
		.innerJoin('ledger_entry as e', 'e.txn_id', 't.id')
		.select(['t.penalty_id as penaltyId', 't.claim_id as claimId'])
		.select((eb) => [
			eb.fn.sum<number | string>('e.debit_fen').as('debit'),
			eb.fn.sum<number | string>('e.credit_fen').as('credit'),
		])
		.where('t.dealer_id', '=', dealerId)
		.where('t.period', '<=', period)
		.where('e.account', '=', 'RECEIVABLE')
		.groupBy(['t.penalty_id', 't.claim_id'])
		.execute()
	return new Map(rows.map((row) => [row.penaltyId ?? row.claimId ?? '', Number(row.debit) - Number(row.credit)]))
}

/** Months in which something was posted for a dealer, the latest first. */
export async function periodsOf(handle: Handle, dealerId: string): Promise<string[]> {
	const rows = await handle
		.selectFrom('ledger_txn')
		.select('period')
		.distinct()
		.where('dealer_id', '=', dealerId)
		.orderBy('period', 'desc')
		.limit(36)
		.execute()
	return rows.map((row) => row.period)
}

/** The numbered settlement statement that was sent to a dealer for a month. */
export async function statementNotice(handle: Handle, dealerId: string, period: string) {
	return handle
		.selectFrom('notice')
		.select(['id', 'number', 'sent_at as sentAt'])
		.where('dealer_id', '=', dealerId)
		.where('kind', '=', 'settlement-statement')
		.where('period', '=', period)
		.orderBy('sent_at', 'desc')
		.limit(1)
		.executeTakeFirst()
}
