import { covers, scopeOf } from '#app/domain/access.ts'
import type { DebtStream } from '#app/domain/ledger/ledger.ts'
import { periodOf } from '#app/domain/ledger/period.ts'
import type { Fen } from '#app/domain/money.ts'
import { type Outcome, refuse } from '#app/domain/refusal.ts'
import { ok } from '#app/domain/result.ts'
import type { LocalDate } from '#app/domain/time.ts'
import { dealerIn } from '#db/queries/dealers.server.ts'
import { appendEvents } from '#db/queries/events.server.ts'
import { appendTxn, bookOf, type DebtKey, txnByKey } from '#db/queries/ledger.server.ts'
import { openInvoices } from '#db/queries/receivables.server.ts'
import type { Tx } from '#db/tx.server.ts'
import { followClaims } from '../claims/follow.server.ts'
import type { Ctx } from '../context.server.ts'
import { followCase, followPlans } from './follow.server.ts'

export type PayInvoice = {
	readonly dealerId: string
	/** The case or claim whose invoice is paid. */
	readonly debtId: string
	readonly amountFen: Fen
	/** Number of the bank slip. */
	readonly voucher: string
	readonly postedOn: LocalDate
	/** Made with the form: sent twice it posts once. */
	readonly idempotencyKey: string
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
	if (command.postedOn > ctx.today) return refuse('invalid', 'ledger.day-ahead', { today: ctx.today })
	const { branchId, accountId } = ctx.actor
	return ctx.inTx<{ txnId: string }>(branchId, async (tx) => {
		const readable = await dealerIn(tx, scopeOf(ctx.actor, 'ledger.read'), command.dealerId)
		if (!readable) return refuse('missing', 'not-found')
		const place = { branch_id: branchId, county_id: '', grid_id: '', dealer_id: command.dealerId }
		if (!covers(scopeOf(ctx.actor, 'ledger.deposit'), place)) return refuse('forbidden', 'not-allowed')
		const key = `payment:${command.dealerId}:${command.idempotencyKey}`
		const known = await txnByKey(tx, key)
		if (known) {
			const same = known.amount_fen === command.amountFen && known.voucher === command.voucher
			return same ? ok({ txnId: known.id }) : refuse('procedure', 'ledger.key-reused')
		}
		const open = (await openInvoices(tx, command.dealerId)).find((one) => one.debtId === command.debtId)
		if (!open) return refuse('missing', 'not-found')
		if (open.openFen < command.amountFen) return refuse('procedure', 'ledger.receivable-short')
		const txnId = ctx.newId()
		const { stream, penaltyId, claimId } = open
		const posted = await appendTxn(tx, {
			id: txnId,
			branchId,
			dealerId: command.dealerId,
			posting: { kind: 'COLLECT', fen: command.amountFen, stream, from: 'CASH' },
			penaltyId,
			claimId,
			voucher: command.voucher,
			key,
			postedOn: command.postedOn,
			by: accountId,
			at: ctx.now,
		})
		if (!posted.ok) return posted
		await appendEvents(tx, branchId, accountId, ctx.now, [
			{
				subjectKind: 'deposit',
				subjectId: command.dealerId,
				kind: 'deposit.invoice-paid',
				after: { txn: txnId, case: open.number, amount_fen: command.amountFen, voucher: command.voucher },
			},
		])
		await follow(ctx, tx, { id: command.debtId, stream, collectedFen: command.amountFen })
		return ok({ txnId })
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
