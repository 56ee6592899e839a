import type { EventKind } from '#app/domain/case/events.ts'
import type { DepositAct } from '#app/domain/ledger/ledger.schema.ts'
import { type Outcome, refuse } from '#app/domain/refusal.ts'
import { ok } from '#app/domain/result.ts'
import { exitOfDealer } from '#db/queries/exits.server.ts'
import type { Ctx } from '../context.server.ts'
import { type BankSlip, postSlip } from './bank-slip.server.ts'

const EVENT: Record<DepositAct, EventKind> = {
	DEPOSIT_IN: 'deposit.paid-in',
	TOPUP_IN: 'deposit.topped-up',
	REFUND: 'deposit.refunded',
}

export type DepositCommand = BankSlip & { readonly kind: DepositAct }

/**
 * Deposit in, top-up or refund, posted once. Refuses a refund above what is available or while an exit of the
 * dealer runs (the exit pays), and a day to come.
 * Answers the posting's id, its receipt.
 */
export async function postDeposit(ctx: Ctx, command: DepositCommand): Promise<Outcome<{ txnId: string }>> {
	const { kind, dealerId, amountFen } = command
	return postSlip(ctx, command, { form: 'deposit', kind, debtId: null }, async (tx) => {
		const exit = kind === 'REFUND' ? await exitOfDealer(tx, dealerId) : undefined
		if (exit && exit.state !== 'REFUNDED') return refuse('procedure', 'exit.pays', { number: exit.number })
		return ok({ posting: { kind, fen: amountFen }, event: { kind: EVENT[kind], after: {} } })
	})
}
