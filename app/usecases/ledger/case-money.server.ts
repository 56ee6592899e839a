import { may } from '#app/domain/access.ts'
import { caseBook } from '#app/domain/ledger/ledger.ts'
import type { CaseMoneyView } from '#app/domain/ledger/plan-view.ts'
import { surchargeFacts } from '#app/domain/ledger/preview.ts'
import { lateSurcharge } from '#app/domain/ledger/surcharge.ts'
import { localDateOf } from '#app/domain/time.ts'
import { postedOfMany } from '#db/queries/ledger.server.ts'
import { plansOfDebt } from '#db/queries/payment-plans.server.ts'
import { penaltyById } from '#db/queries/penalties.server.ts'
import { lastSurcharged, reviewSpans } from '#db/queries/settlements.server.ts'
import type { Ctx } from '../context.server.ts'
import { rulebookById } from '../reference/load.server.ts'
import { plansOfCase } from './payment-plans.server.ts'

/**
 * The money of one case as its page shows it: collected, invoiced, surcharge with its working, plans. The caller has
 * read the case within the reader's scope. Null before the case is final, and for who may not read the ledger.
 */
export async function caseMoneyView(ctx: Ctx, penaltyId: string, byDealer: boolean): Promise<CaseMoneyView | null> {
	const row = await penaltyById(ctx.read, penaltyId)
	if (!row || row.historic === 1 || row.final_at === null) return null
	if (!byDealer && !may(ctx.actor, 'ledger.read')) return null
	const posted = (await postedOfMany(ctx.read, 'penalty_id', [row.id])).get(row.id) ?? []
	const book = caseBook(posted)
	const plans = await plansOfCase(ctx, row.id)
	const open = plans.some((plan) => plan.state === 'ASKED' || plan.state === 'GRANTED')
	const right = may(ctx.actor, byDealer ? 'desk.instalments' : 'ledger.ask-plan')
	return {
		paidFen: book.paidFen,
		heldFen: book.heldFen,
		receivableFen: book.receivableFen,
		surchargeFen: book.surchargeFen,
		outstandingFen: row.state === 'FINAL' ? row.outstanding_fen : 0,
		surcharge: await surchargeShown(ctx, row, posted),
		plans,
		mayAsk: right && !open && row.state === 'FINAL' && row.outstanding_fen > 0,
	}
}

type Row = NonNullable<Awaited<ReturnType<typeof penaltyById>>>

/** The working as of today; of a case that was collected, as of the settlement that posted the last of it. */
async function surchargeShown(ctx: Ctx, row: Row, posted: Parameters<typeof surchargeFacts>[0]) {
	const over = row.state === 'SETTLED' || row.state === 'CLOSED'
	if (row.rulebook_version_id === null || !(over || row.state === 'FINAL')) return null
	const asOf = over ? await lastSurcharged(ctx.read, row.id) : ctx.today
	if (asOf === undefined) return null
	const { settings } = (await rulebookById(ctx.read, row.rulebook_version_id)).body
	if (!settings.surcharge.on) return null
	const spans = (await reviewSpans(ctx.read, [row.id])).get(row.id) ?? []
	const plans = (await plansOfDebt(ctx.read, { penaltyId: row.id })).flatMap((plan) => {
		if (plan.decided_at === null || plan.state === 'REFUSED') return []
		const to = plan.ended_at ? localDateOf(plan.ended_at) : (plan.parts.at(-1)?.dueOn ?? null)
		return [{ from: localDateOf(plan.decided_at), to }]
	})
	const of = { principalFen: row.amount_fen, pauses: [...spans, ...plans], asOf }
	return lateSurcharge(surchargeFacts(posted, of), settings.surcharge)
}
