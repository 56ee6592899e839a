import { scopeOf } from '#app/domain/access.ts'
import type { DebtStream } from '#app/domain/ledger/ledger.ts'
import { periodOf } from '#app/domain/ledger/period.ts'
import type { Fen } from '#app/domain/money.ts'
import { type Outcome, refuse } from '#app/domain/refusal.ts'
import { ok } from '#app/domain/result.ts'
import { dealerIn } from '#db/queries/dealers.server.ts'
import { bookOf, type DebtKey } from '#db/queries/ledger.server.ts'
import { openInvoices } from '#db/queries/receivables.server.ts'
import type { Tx } from '#db/tx.server.ts'
import { followClaims } from '../claims/follow.server.ts'
import type { Ctx } from '../context.server.ts'
import { type BankSlip, postSlip } from './bank-slip.server.ts'
import { followCase, followPlans } from './follow.server.ts'

export type PayInvoice = BankSlip & {
	/** The case or claim whose invoice is paid. */
	readonly debtId: string
}

/** What a dealer has open, for the form; the same list decides what may be paid. */
export async function paymentForm(ctx: Ctx, dealerId: string) {
	const dealer = await dealerIn(ctx.read, scopeOf(ctx.actor, 'ledger.deposit'), dealerId)
	if (!dealer) return refuse('missing', 'not-found')
	return ok({
		dealer: { id: dealer.id, code: dealer.code, name: dealer.name },
		invoices: await openInvoices(ctx.read, dealer.id),
		today: ctx.today,
		idempotencyKey: ctx.newId(),
	})
}

/**
 * The dealer pays an invoice by bank (COLLECT from CASH), posted once. Refuses more than is invoiced and open, a day to
 * come, and a debt of another dealer. A case with nothing left is settled at once.
 */
export async function payInvoice(ctx: Ctx, command: PayInvoice): Promise<Outcome<{ txnId: string }>> {
	const { debtId, dealerId, amountFen: collectedFen } = command
	return postSlip(ctx, command, { form: 'payment', kind: 'COLLECT', debtId }, async (tx) => {
		const open = (await openInvoices(tx, dealerId)).find((one) => one.debtId === debtId)
		if (!open) return refuse('missing', 'not-found')
		if (open.openFen < collectedFen) return refuse('procedure', 'ledger.receivable-short')
		const { stream, penaltyId, claimId } = open
		return ok({
			posting: { kind: 'COLLECT', fen: collectedFen, stream, from: 'CASH' },
			penaltyId,
			claimId,
			event: { kind: 'deposit.invoice-paid', after: { case: open.number } },
			follow: () => follow(ctx, tx, { id: debtId, stream, collectedFen }),
		})
	})
}

type Paid = { readonly id: string; readonly stream: DebtStream; readonly collectedFen: Fen }

async function follow(ctx: Ctx, tx: Tx, { id, stream, collectedFen }: Paid): Promise<void> {
	const debt: DebtKey = stream === 'penalty' ? { penaltyId: id } : { claimId: id }
	const { paidFen, receivableFen: outstandingFen } = await bookOf(tx, debt)
	const line = { id, stream, paidFen, outstandingFen, collectedFen, surchargeFen: 0, brokenPlan: false }
	if (stream === 'penalty') await followCase(ctx, tx, periodOf(ctx.today), line)
	else await followClaims(ctx, tx)
	await followPlans(ctx, tx, line)
}
