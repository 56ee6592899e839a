import type { Claim } from '#app/domain/ledger/claim.ts'
import type { Instant } from '#app/domain/time.ts'
import type { Handle } from '../tx.server.ts'
import { bookOf } from './ledger.server.ts'

/**
 * What dealers owe beside penalties and a settlement may collect: refunds to users that were paid in advance, and
 * confirmed claw-backs; approved or confirmed before `until` and not paid in full. Recourse comes before claw-back, each
 * oldest first (domain 3.2, collection order). What is collected and invoiced comes from the ledger.
 */
export async function claimsToSettle(handle: Handle, branchId: string, until: Instant): Promise<Claim[]> {
	const advanced = await handle
		.selectFrom('redress')
		.select(['id', 'dealer_id', 'number', 'recourse_fen as amount_fen'])
		.where('branch_id', '=', branchId)
		.where('state', '=', 'PAID_IN_ADVANCE')
		.where('approved_at', '<', until)
		.orderBy('approved_at')
		.orderBy('id')
		.execute()
	const confirmed = await handle
		.selectFrom('clawback')
		.select(['id', 'dealer_id', 'number', 'amount_fen'])
		.where('branch_id', '=', branchId)
		.where('state', '=', 'CONFIRMED')
		.where('confirmed_at', '<', until)
		.orderBy('confirmed_at')
		.orderBy('id')
		.execute()
	const found: Claim[] = []
	for (const [stream, rows] of [['redress', advanced] as const, ['clawback', confirmed] as const])
		for (const row of rows) {
			const claim = await claimOf(handle, stream, row)
			if (claim.amountFen > claim.collectedFen) found.push(claim)
		}
	return found
}

type Row = { readonly id: string; readonly dealer_id: string; readonly number: string; readonly amount_fen: number }

async function claimOf(handle: Handle, stream: Claim['stream'], row: Row): Promise<Claim> {
	const book = await bookOf(handle, { claimId: row.id })
	return {
		stream,
		id: row.id,
		dealerId: row.dealer_id,
		number: row.number,
		amountFen: row.amount_fen,
		collectedFen: book.paidFen,
		invoicedFen: book.receivableFen,
	}
}
