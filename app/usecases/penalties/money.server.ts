import { holdForNotice, type Posting, releaseCase } from '#app/domain/ledger/ledger.ts'
import type { Fen } from '#app/domain/money.ts'
import type { MoneyPlan } from '#app/domain/penalty/cascade.ts'
import { appendTxn, balancesOf, caseMoneyOf } from '#db/queries/ledger.server.ts'
import type { PenaltyRow } from '#db/queries/penalties.server.ts'
import type { Tx } from '#db/tx.server.ts'
import type { Ctx } from '../context.server.ts'

type Case = Pick<PenaltyRow, 'id' | 'dealer_id'>

/** Posts for a case; what the ledger refuses here is a fault of the program, because the amounts come from it. */
async function post(
	ctx: Ctx,
	tx: Tx,
	row: Case,
	posting: Posting,
	key: string,
	voucher: string,
	reversesId: string | null = null,
): Promise<void> {
	const done = await appendTxn(tx, {
		id: ctx.newId(),
		branchId: ctx.actor.branchId,
		dealerId: row.dealer_id,
		posting,
		penaltyId: row.id,
		reversesId,
		voucher,
		key: `${row.id}:${posting.kind}:${key}`,
		postedOn: ctx.today,
		by: ctx.actor.accountId,
		at: ctx.now,
	})
	if (!done.ok) throw new Error(`The ledger refused ${posting.kind} of case ${row.id}: ${done.error.rule}`)
}

/** HOLD min(available, amount) with the pre-notice; nothing when nothing is available (domain 3.2). */
export async function holdFor(ctx: Ctx, tx: Tx, row: Case, amountFen: Fen, voucher: string): Promise<void> {
	const { available } = await balancesOf(tx, row.dealer_id)
	const { hold } = holdForNotice(available, amountFen)
	if (hold > 0) await post(ctx, tx, row, { kind: 'HOLD', fen: hold }, 'pre-notice', voucher)
}

/** Gives back what is held above `keepFen`; `cause` makes it happen once. */
export async function releaseDownTo(
	ctx: Ctx,
	tx: Tx,
	row: Case,
	keepFen: Fen,
	cause: string,
	voucher: string,
): Promise<void> {
	for (const posting of releaseCase(await caseMoneyOf(tx, row.id), keepFen))
		await post(ctx, tx, row, posting, cause, voucher)
}

/** Posts what a lower result gives back, as planned (domain 4, cascade); `cause` makes it happen once. */
export async function giveBack(
	ctx: Ctx,
	tx: Tx,
	row: Case,
	plan: Pick<MoneyPlan, 'releases' | 'reversals'>,
	cause: string,
	voucher: string,
): Promise<void> {
	for (const [i, { posting, reversesId }] of plan.reversals.entries())
		await post(ctx, tx, row, posting, `${cause}:${i}`, voucher, reversesId)
	for (const posting of plan.releases) await post(ctx, tx, row, posting, cause, voucher)
}
