import type { DebtStream } from '#app/domain/ledger/ledger.ts'
import type { Fen } from '#app/domain/money.ts'
import type { Handle } from '../tx.server.ts'

export type OpenInvoice = {
	readonly debtId: string
	readonly stream: DebtStream
	readonly penaltyId: string | null
	readonly claimId: string | null
	/** Number of the case or claim. */
	readonly number: string
	readonly openFen: Fen
}

/** What a dealer has been invoiced and not paid, by case and claim (fen above zero), from the entries alone. */
export async function openInvoices(handle: Handle, dealerId: string): Promise<OpenInvoice[]> {
	const rows = await handle
		.selectFrom('ledger_entry as e')
		.innerJoin('ledger_txn as t', 't.id', 'e.txn_id')
		.leftJoin('penalty as p', 'p.id', 't.penalty_id')
		.leftJoin('clawback as c', 'c.id', 't.claim_id')
		.leftJoin('redress as r', 'r.id', 't.claim_id')
		.select(['t.penalty_id as penaltyId', 't.claim_id as claimId', 't.stream'])
		.select((eb) => [
			eb.fn.max('p.number').as('caseNumber'),
			eb.fn.max('c.number').as('clawbackNumber'),
			eb.fn.max('r.number').as('redressNumber'),
			eb.fn.sum<number | string>('e.debit_fen').as('debit'),
			eb.fn.sum<number | string>('e.credit_fen').as('credit'),
		])
		.where('e.dealer_id', '=', dealerId)
		.where('e.account', '=', 'RECEIVABLE')
		.groupBy(['t.penalty_id', 't.claim_id', 't.stream'])
		.orderBy('t.penalty_id')
		.orderBy('t.claim_id')
		.execute()
	return rows.flatMap((row) => {
		const openFen = Number(row.debit) - Number(row.credit)
		const { stream, penaltyId, claimId } = row
		if (openFen <= 0 || stream === 'deposit' || stream === 'commission') return []
		const number = row.caseNumber ?? row.clawbackNumber ?? row.redressNumber ?? ''
		return [{ debtId: penaltyId ?? claimId ?? '', stream, penaltyId, claimId, number, openFen }]
	})
}
