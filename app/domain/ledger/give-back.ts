import type { Fen } from '../money.ts'
import {
	caseBook,
	type DebtStream,
	INCOME,
	type LedgerAccount,
	type PaySource,
	type Posted,
	type Posting,
} from './ledger.ts'

/** A reversal and the posting that it takes back in whole or in part. */
export type GiveBack = { readonly reversesId: string; readonly posting: Posting }

type Left = { readonly id: string; readonly kind: Posted['kind']; readonly from: LedgerAccount; fen: Fen }

const amountOf = (one: Posted) => one.entries.reduce((sum, entry) => sum + entry.creditFen, 0)

/** What is left of each posting after the reversals that name it, newest first. */
function leftOf(posted: readonly Posted[]): Left[] {
	const left = posted
		.filter((one) => one.kind !== 'REVERSAL')
		.map((one): Left => {
			const from = one.entries.find((entry) => entry.debitFen > 0)?.account ?? 'CASH'
			return { id: one.id, kind: one.kind, from, fen: amountOf(one) }
		})
		.reverse()
	for (const one of posted.filter((each) => each.kind === 'REVERSAL')) {
		let fen = amountOf(one)
		// A reversal of the first release named one deduction and could exceed it: the rest belongs to the ones before.
		const named = left.findIndex((each) => each.id === one.reversesId)
		for (const each of named < 0 ? [] : left.slice(named)) {
			if (each.id !== one.reversesId && each.kind !== 'DEDUCT') continue
			const used = Math.min(fen, each.fen)
			each.fen -= used
			fen -= used
		}
	}
	return left
}

/**
 * The reversals that bring what was levied for one debt down to `keep` (principal and surcharge, fen), as if no more
 * had ever been asked for. What is invoiced and open goes first, then what was paid, newest first: each sum goes back
 * to the account from which it came (a used hold becomes available). Nothing when no more was levied.
 */
export function giveBack(
	posted: readonly Posted[],
	stream: DebtStream,
	keep: { readonly principalFen: Fen; readonly surchargeFen: Fen },
): GiveBack[] {
	const book = caseBook(posted)
	const left = leftOf(posted)
	const back: GiveBack[] = []
	const income = INCOME[stream]
	const undo = (one: Left, fen: Fen, from: LedgerAccount, to: LedgerAccount) => {
		if (fen <= 0) return
		one.fen -= fen
		back.push({ reversesId: one.id, posting: { kind: 'REVERSAL', fen, stream, from, to } })
	}
	const undoLevy = (kind: 'SURCHARGE' | 'INVOICE', fen: Fen) => {
		let rest = fen
		for (const one of left.filter((each) => each.kind === kind)) {
			const part = Math.min(rest, one.fen)
			undo(one, part, income, 'RECEIVABLE')
			rest -= part
		}
	}
	const surcharge = Math.max(0, book.surchargeFen - keep.surchargeFen)
	let principal = Math.max(0, book.leviedFen - book.surchargeFen - keep.principalFen)
	const invoices = left.reduce((sum, one) => (one.kind === 'INVOICE' ? sum + one.fen : sum), 0)
	// Open invoices are simply withdrawn.
	const open = Math.max(0, book.receivableFen - surcharge)
	let invoiced = Math.min(principal, invoices, open)
	principal -= invoiced
	let collected = Math.max(0, surcharge - book.receivableFen)
	for (const one of left) {
		if (one.kind === 'COLLECT') {
			// First what paid the surcharge, then what paid the invoice.
			const ofSurcharge = Math.min(collected, one.fen)
			collected -= ofSurcharge
			const ofInvoice = Math.min(principal, one.fen - ofSurcharge, invoices - invoiced)
			principal -= ofInvoice
			invoiced += ofInvoice
			undo(one, ofSurcharge + ofInvoice, 'RECEIVABLE', sourceOf(one.from))
		}
		if (one.kind === 'DEDUCT' || one.kind === 'OFFSET') {
			const fen = Math.min(principal, one.fen)
			principal -= fen
			undo(one, fen, income, one.kind === 'OFFSET' ? 'COMMISSION_PAYABLE' : 'DEPOSIT_AVAILABLE')
		}
	}
	undoLevy('SURCHARGE', surcharge)
	undoLevy('INVOICE', invoiced)
	return back
}

function sourceOf(account: LedgerAccount): PaySource {
	return account === 'COMMISSION_PAYABLE' || account === 'CASH' ? account : 'DEPOSIT_AVAILABLE'
}
