import type { OpenItem } from '#app/domain/claim/exit.ts'
import type { Fen } from '#app/domain/money.ts'
import {
	draftClawbacksOf,
	openClaimsOf,
	openPenaltiesOf,
	openPlansOf,
	owedRedressOf,
} from '#db/queries/exits.server.ts'
import { balancesOf, bookOf, sumsOf } from '#db/queries/ledger.server.ts'
import type { Handle } from '#db/tx.server.ts'

/** Balance, held and available of the deposit, by the names that the exit's rule takes. */
export async function exitMoney(handle: Handle, dealerId: string) {
	const { balance, held, available } = await balancesOf(handle, dealerId)
	return { balanceFen: balance, heldFen: held, availableFen: available }
}

/**
 * What is open with a dealer and lowers what may be paid back: cases that are not over (what their hold does not cover),
 * claims, refunds to users, the receivable. Money that is held or invoiced counts once: the hold is not available
 * anyway, the invoice is the receivable.
 */
export async function openItemsOf(handle: Handle, dealerId: string): Promise<OpenItem[]> {
	const items: OpenItem[] = []
	const add = (kind: OpenItem['kind'], row: { id: string; number: string }, amountFen: Fen) =>
		items.push({ kind, id: row.id, number: row.number, amountFen: Math.max(0, amountFen) })
	for (const row of await openPenaltiesOf(handle, dealerId)) {
		const book = await bookOf(handle, { penaltyId: row.id })
		const open = row.amountFen - book.paidFen - book.heldFen - book.receivableFen
		add(row.state === 'FINAL' ? 'penalty' : 'case', row, open)
	}
	for (const row of await openClaimsOf(handle, dealerId)) {
		const book = await bookOf(handle, { claimId: row.id })
		add(row.kind, row, row.amountFen - book.paidFen - book.receivableFen)
	}
	for (const row of await draftClawbacksOf(handle, dealerId)) add('clawback', row, row.amountFen)
	for (const row of await owedRedressOf(handle, dealerId)) add('redress', row, row.amountFen)
	for (const row of await openPlansOf(handle, dealerId)) add('instalment', row, 0)
	const receivable = -(await sumsOf(handle, dealerId)).RECEIVABLE
	if (receivable > 0) add('receivable', { id: dealerId, number: '' }, receivable)
	return items
}
