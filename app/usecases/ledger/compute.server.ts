import { planLimit } from '#app/domain/ledger/instalment.ts'
import { caseBook, NO_SUMS } from '#app/domain/ledger/ledger.ts'
import { firstDay, type Period, periodEnd } from '#app/domain/ledger/period.ts'
import {
	type DealerPreview,
	type PreviewLine,
	type SettlementPreview,
	surchargeFacts,
	totalsOf,
} from '#app/domain/ledger/preview.ts'
import { type Debt, settleDealer } from '#app/domain/ledger/settle.ts'
import { lateSurcharge, type Surcharge } from '#app/domain/ledger/surcharge.ts'
import type { Outcome } from '#app/domain/refusal.ts'
import { ok } from '#app/domain/result.ts'
import { type LocalDate, localDateOf } from '#app/domain/time.ts'
import { claimsToSettle } from '#db/queries/claims.server.ts'
import { commissionAfter } from '#db/queries/commissions.server.ts'
import { type DatedPosting, postedOfMany, sumsOfBranch } from '#db/queries/ledger.server.ts'
import { type PaymentPlan, plansInForce } from '#db/queries/payment-plans.server.ts'
import { casesToSettle, type DueCase, dealerNames, reviewSpans } from '#db/queries/settlements.server.ts'
import type { Handle } from '#db/tx.server.ts'
import type { Ctx } from '../context.server.ts'
import { currentRulebook, rulebookById } from '../reference/load.server.ts'

type Facts = Pick<PreviewLine, 'number' | 'outletName' | 'brokenPlan' | 'surcharge'>
type Owed = { readonly dealerId: string; readonly debt: Debt; readonly facts: Facts }

/** What the period would post, computed by the very function that posts it; `asOf` is the day plans and surcharges go by. */
export async function computeSettlement(
	ctx: Ctx,
	handle: Handle,
	period: Period,
	asOf: LocalDate,
): Promise<Outcome<SettlementPreview>> {
	const { branchId } = ctx.actor
	const owed = await owedUntil(handle, branchId, period, asOf)
	const sums = await sumsOfBranch(handle, branchId)
	const later = await commissionAfter(handle, branchId, period)
	const { penaltiesPercent } = await settingsOf(ctx, handle)
	const payable = [...sums].flatMap(([id, sum]) => (sum.COMMISSION_PAYABLE > (later.get(id) ?? 0) ? [id] : []))
	const ids = [...new Set([...owed.map((one) => one.dealerId), ...payable])].sort()
	const names = await dealerNames(handle, ids)
	const dealers: DealerPreview[] = []
	for (const dealerId of ids) {
		const own = owed.filter((one) => one.dealerId === dealerId)
		const accounts = sums.get(dealerId) ?? NO_SUMS
		const commissionFen = Math.max(0, accounts.COMMISSION_PAYABLE - (later.get(dealerId) ?? 0))
		const input = { sums: accounts, commissionFen, penaltiesPercent, debts: own.map((one) => one.debt) }
		const done = settleDealer(input)
		if (!done.ok) return done
		const stream = new Map(own.map((one) => [one.debt.id, one.debt.stream]))
		dealers.push({
			dealerId,
			dealerCode: names.get(dealerId)?.code ?? '',
			dealerName: names.get(dealerId)?.name ?? '',
			commission: done.value.commission,
			lines: own.flatMap(({ debt, facts }) => {
				const settled = done.value.debts.find((one) => one.id === debt.id)
				return settled ? [{ ...settled, amountFen: debt.amountFen, limitFen: debt.limitFen, ...facts }] : []
			}),
			postings: done.value.postings.map((one) => ({
				...one,
				stream: one.debtId === null ? null : (stream.get(one.debtId) ?? null),
			})),
		})
	}
	return ok({ period, asOf, penaltiesPercent, dealers, totals: totalsOf(dealers) })
}

async function settingsOf(ctx: Ctx, handle: Handle): Promise<{ penaltiesPercent: number }> {
	const { settings } = (await currentRulebook(ctx, handle)).body
	return { penaltiesPercent: settings.commissionForPenaltiesPercent }
}

/** Everything that dealers of the branch owe at the end of the period: final cases and claims. */
async function owedUntil(handle: Handle, branchId: string, period: Period, asOf: LocalDate): Promise<Owed[]> {
	const cases = await casesToSettle(handle, branchId, periodEnd(period))
	const claims = await claimsToSettle(handle, branchId, periodEnd(period))
	const ids = cases.map((one) => one.id)
	const posted = await postedOfMany(handle, 'penalty_id', ids)
	const claimed = await postedOfMany(
		handle,
		'claim_id',
		claims.map((one) => one.id),
	)
	const plans = await plansInForce(handle, branchId)
	const spans = await reviewSpans(handle, ids)
	const owed: Owed[] = []
	for (const one of cases) {
		const history = posted.get(one.id) ?? []
		const book = caseBook(history)
		const own = plans.filter((each) => each.penalty_id === one.id)
		const plan = own.find((each) => each.state === 'GRANTED')
		const pauses = [...(spans.get(one.id) ?? []), ...own.map((each) => kept(each, asOf))]
		const surcharge = await surchargeOf(handle, one, history, { pauses, asOf })
		const { broken, limitFen } = limitOf(plan, book.paidFen, asOf, period)
		owed.push({
			dealerId: one.dealerId,
			debt: {
				id: one.id,
				stream: 'penalty',
				amountFen: one.amountFen,
				book,
				surchargeFen: surcharge?.fen ?? 0,
				limitFen,
			},
			facts: { number: one.number, outletName: one.outletName, brokenPlan: broken, surcharge },
		})
	}
	for (const one of claims) {
		const book = caseBook(claimed.get(one.id) ?? [])
		const plan = plans.find((each) => each.claim_id === one.id && each.state === 'GRANTED')
		const { broken, limitFen } = limitOf(plan, book.paidFen, asOf, period)
		owed.push({
			dealerId: one.dealerId,
			debt: { id: one.id, stream: one.stream, amountFen: one.amountFen, book, surchargeFen: 0, limitFen },
			facts: { number: one.number, outletName: null, brokenPlan: broken, surcharge: null },
		})
	}
	return owed
}

function limitOf(plan: PaymentPlan | undefined, paidFen: number, asOf: LocalDate, period: Period) {
	if (!plan) return { broken: false, limitFen: null }
	return planLimit(plan.parts, paidFen - plan.base_paid_fen, asOf, firstDay(period))
}

/** The days of a plan in force: no surcharge while the branch itself has agreed to wait. */
function kept(plan: PaymentPlan, asOf: LocalDate): { from: LocalDate; to: LocalDate } {
	const to = plan.ended_at ? localDateOf(plan.ended_at) : (plan.parts.at(-1)?.dueOn ?? asOf)
	return { from: plan.decided_at ? localDateOf(plan.decided_at) : asOf, to }
}

async function surchargeOf(
	handle: Handle,
	one: DueCase,
	posted: readonly DatedPosting[],
	of: { readonly pauses: readonly { from: LocalDate; to: LocalDate | null }[]; readonly asOf: LocalDate },
): Promise<Surcharge | null> {
	if (one.rulebookVersionId === null || !posted.some((each) => each.kind === 'INVOICE')) return null
	const { settings } = (await rulebookById(handle, one.rulebookVersionId)).body
	if (!settings.surcharge.on) return null
	return lateSurcharge(surchargeFacts(posted, { principalFen: one.amountFen, ...of }), settings.surcharge)
}
