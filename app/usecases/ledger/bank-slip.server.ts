import { covers, scopeOf } from '#app/domain/access.ts'
import type { EventKind } from '#app/domain/case/events.ts'
import type { LedgerKind, Posting } from '#app/domain/ledger/ledger.ts'
import type { Fen } from '#app/domain/money.ts'
import { type Outcome, refuse } from '#app/domain/refusal.ts'
import { ok } from '#app/domain/result.ts'
import type { LocalDate } from '#app/domain/time.ts'
import { dealerIn } from '#db/queries/dealers.server.ts'
import { appendEvents } from '#db/queries/events.server.ts'
import { appendTxn, txnByKey } from '#db/queries/ledger.server.ts'
import type { Tx } from '#db/tx.server.ts'
import type { Ctx } from '../context.server.ts'

/** Money of one dealer that moved at the bank. */
export type BankSlip = {
	readonly dealerId: string
	readonly amountFen: Fen
	/** Number of the bank slip. */
	readonly voucher: string
	/** The day of the slip; not a day to come. */
	readonly postedOn: LocalDate
	/** Made with the form: sent twice it posts once. */
	readonly idempotencyKey: string
}

type About = {
	/** Which form: keys of two forms never meet. */
	readonly form: 'deposit' | 'payment'
	readonly kind: LedgerKind
	/** The case or claim that is paid; null for the deposit itself. */
	readonly debtId: string | null
}

type SlipPosting = {
	readonly posting: Posting
	readonly penaltyId?: string | null
	readonly claimId?: string | null
	readonly event: { readonly kind: EventKind; readonly after: object }
	/** What the posting brings about in the same transaction. */
	readonly follow?: () => Promise<void>
}

/**
 * Posts a bank slip once, with its event. Refuses a day to come, a dealer out of scope, a key that was used for
 * something else, and what `decide` refuses. Answers the posting's id.
 */
export async function postSlip(
	ctx: Ctx,
	slip: BankSlip,
	about: About,
	decide: (tx: Tx) => Promise<Outcome<SlipPosting>>,
): Promise<Outcome<{ txnId: string }>> {
	if (slip.postedOn > ctx.today) return refuse('invalid', 'ledger.day-ahead', { today: ctx.today })
	const { branchId, accountId } = ctx.actor
	const { dealerId, amountFen, voucher, postedOn } = slip
	return ctx.inTx<{ txnId: string }>(branchId, async (tx) => {
		const readable = await dealerIn(tx, scopeOf(ctx.actor, 'ledger.read'), dealerId)
		if (!readable) return refuse('missing', 'not-found')
		const place = { branch_id: branchId, county_id: '', grid_id: '', dealer_id: dealerId }
		if (!covers(scopeOf(ctx.actor, 'ledger.deposit'), place)) return refuse('forbidden', 'not-allowed')
		const key = `${about.form}:${dealerId}:${slip.idempotencyKey}`
		const known = await txnByKey(tx, key)
		if (known) {
			const debtId = known.penalty_id ?? known.claim_id
			const same = known.kind === about.kind && known.amount_fen === amountFen && known.voucher === voucher
			return same && debtId === about.debtId ? ok({ txnId: known.id }) : refuse('procedure', 'ledger.key-reused')
		}
		const decided = await decide(tx)
		if (!decided.ok) return decided
		const { event, follow, ...posting } = decided.value
		const txnId = ctx.newId()
		const money = { id: txnId, branchId, dealerId, voucher, key, postedOn, by: accountId, at: ctx.now }
		const posted = await appendTxn(tx, { ...money, ...posting })
		if (!posted.ok) return posted
		const after = { txn: txnId, ...event.after, amount_fen: amountFen, voucher, posted_on: postedOn }
		await appendEvents(tx, branchId, accountId, ctx.now, [
			{ subjectKind: 'deposit', subjectId: dealerId, kind: event.kind, after },
		])
		await follow?.()
		return ok({ txnId })
	})
}
