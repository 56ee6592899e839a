import { covers, scopeOf } from '#app/domain/access.ts'
import type { EventKind } from '#app/domain/case/events.ts'
import type { DepositAct } from '#app/domain/ledger/ledger.schema.ts'
import type { Fen } from '#app/domain/money.ts'
import { type Outcome, refuse } from '#app/domain/refusal.ts'
import { ok } from '#app/domain/result.ts'
import type { LocalDate } from '#app/domain/time.ts'
import { dealerIn } from '#db/queries/dealers.server.ts'
import { appendEvents } from '#db/queries/events.server.ts'
import { exitOfDealer } from '#db/queries/exits.server.ts'
import { appendTxn, txnByKey } from '#db/queries/ledger.server.ts'
import type { Ctx } from '../context.server.ts'

const EVENT: Record<DepositAct, EventKind> = {
	DEPOSIT_IN: 'deposit.paid-in',
	TOPUP_IN: 'deposit.topped-up',
	REFUND: 'deposit.refunded',
}

export type DepositCommand = {
	readonly dealerId: string
	readonly kind: DepositAct
	readonly amountFen: Fen
	/** Number of the bank slip. */
	readonly voucher: string
	/** The day of the slip; not a day to come. */
	readonly postedOn: LocalDate
	/** Made with the form: sent twice it posts once. */
	readonly idempotencyKey: string
}

/**
 * Deposit in, top-up or refund, posted once. Refuses a refund above what is available or while an exit of the
 * dealer runs (the exit pays), and a day to come.
 * Answers the posting's id, its receipt.
 */
export async function postDeposit(ctx: Ctx, command: DepositCommand): Promise<Outcome<{ txnId: string }>> {
	if (command.postedOn > ctx.today) return refuse('invalid', 'ledger.day-ahead', { today: ctx.today })
	const { branchId, accountId } = ctx.actor
	return ctx.inTx<{ txnId: string }>(branchId, async (tx) => {
		const readable = await dealerIn(tx, scopeOf(ctx.actor, 'ledger.read'), command.dealerId)
		if (!readable) return refuse('missing', 'not-found')
		const place = { branch_id: branchId, county_id: '', grid_id: '', dealer_id: command.dealerId }
		if (!covers(scopeOf(ctx.actor, 'ledger.deposit'), place)) return refuse('forbidden', 'not-allowed')
		const key = `deposit:${command.dealerId}:${command.idempotencyKey}`
		const known = await txnByKey(tx, key)
		if (known) return same(known, command) ? ok({ txnId: known.id }) : refuse('procedure', 'ledger.key-reused')
		const exit = command.kind === 'REFUND' ? await exitOfDealer(tx, command.dealerId) : undefined
		if (exit && exit.state !== 'REFUNDED') return refuse('procedure', 'exit.pays', { number: exit.number })
		const txnId = ctx.newId()
		const posted = await appendTxn(tx, {
			id: txnId,
			branchId,
			dealerId: command.dealerId,
			posting: { kind: command.kind, fen: command.amountFen },
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
				kind: EVENT[command.kind],
				after: { txn: txnId, amount_fen: command.amountFen, voucher: command.voucher, posted_on: command.postedOn },
			},
		])
		return ok({ txnId })
	})
}

function same(known: { kind: string; amount_fen: number; voucher: string }, command: DepositCommand): boolean {
	return known.kind === command.kind && known.amount_fen === command.amountFen && known.voucher === command.voucher
}
