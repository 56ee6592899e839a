import { holdForNotice } from '#app/domain/ledger/ledger.ts'
import type { CascadePlan } from '#app/domain/penalty/cascade.ts'
import { exceedsLoss } from '#app/domain/penalty/excess.ts'
import type { ReviewResult } from '#app/domain/penalty/review.ts'
import type { PenaltyPageAct } from '#app/domain/penalty/views.ts'
import { type Outcome, refuse } from '#app/domain/refusal.ts'
import { ok } from '#app/domain/result.ts'
import type { LocalDate } from '#app/domain/time.ts'
import { balancesOf, caseMoneyOf } from '#db/queries/ledger.server.ts'
import { penaltyById } from '#db/queries/penalties.server.ts'
import type { Ctx } from '../context.server.ts'
import { cascadeOf, GONE, seenHash } from './cascade.server.ts'
import { type CaseFile, caseFileOf } from './case-file.server.ts'
import { caseClock, countingOf } from './clocks.server.ts'
import { computeCase } from './compute.server.ts'
import { basisOf } from './draft-penalty.server.ts'
import { type PenaltyPage, penaltyPage } from './page.server.ts'
import { recomputePlan } from './recompute.server.ts'
import { extendedReview } from './review-clock.server.ts'
import { reviewPlan } from './review-result.server.ts'

export type Preview = {
	/** Money of the case: held now, deducted already, what a hold would take and what it would not. */
	readonly heldFen: number
	readonly paidFen: number
	readonly holdFen: number
	readonly uncoveredFen: number
	/** The third working day after today. */
	readonly serviceLapseOn: string
	/** Amount and points after the act, where it computes them. */
	readonly amountFen: number
	readonly points: number
	readonly priors: number
	readonly aboveLoss: boolean
	/** What a lower result brings about, and what the page of it is known by; null where nothing is lowered. */
	readonly cascade: { readonly plan: CascadePlan; readonly seen: string } | null
	/** The last day that longer time for the review would give. */
	readonly extendTo: LocalDate | null
}

export type PenaltyActPage = { readonly page: PenaltyPage; readonly shut: boolean; readonly preview: Preview }

/** The page of one legal act: the case, its gate, and what the act would bring about. */
export async function penaltyActPage(
	ctx: Ctx,
	id: string,
	acts: readonly PenaltyPageAct[],
	choice?: ReviewResult,
): Promise<Outcome<PenaltyActPage>> {
	const found = await penaltyPage(ctx, id)
	if (!found.ok) return found
	if (found.value.imported) return refuse('missing', 'not-found')
	const page = found.value
	const view = page.acts.find((one) => acts.includes(one.act))
	return ok({ page, shut: !view?.open, preview: await previewOf(ctx, id, acts, choice) })
}

async function previewOf(
	ctx: Ctx,
	id: string,
	acts: readonly PenaltyPageAct[],
	choice: ReviewResult | undefined,
): Promise<Preview> {
	const row = await penaltyById(ctx.read, id)
	if (!row) throw new Error(`No penalty ${id}`)
	const file = await caseFileOf(ctx.read, row)
	const [money, balances] = [await caseMoneyOf(ctx.read, id), await balancesOf(ctx.read, row.dealer_id)]
	const { hold, uncovered } = holdForNotice(balances.available, row.amount_fen)
	const computed = await resultOf(ctx, file, acts)
	return {
		...money,
		holdFen: hold,
		uncoveredFen: uncovered,
		serviceLapseOn: caseClock(await countingOf(ctx, ctx.read), id, 'service', ctx.today).dueOn,
		...computed,
		aboveLoss: exceedsLoss(computed.amountFen, file.facts.lossFen, file.facts.excessPercent),
		cascade: await shownCascade(ctx, file, acts, choice),
		extendTo: acts.includes('extend-review') ? ((await extendedReview(ctx, ctx.read, file))?.due.dueOn ?? null) : null,
	}
}

/** The check and the recomputation compute; every other act leaves the figures as they stand. */
async function resultOf(ctx: Ctx, file: CaseFile, acts: readonly PenaltyPageAct[]) {
	const { row, facts } = file
	const stands = { amountFen: row.amount_fen, points: row.points, priors: facts.priors }
	if (acts.includes('check')) {
		const computed = await computeCase(ctx, ctx.read, basisOf(row, facts.severity))
		if (!computed.ok) return stands
		const { amount, repeats } = computed.value
		return { amountFen: amount.amountFen, points: amount.points, priors: repeats.priors }
	}
	if (!acts.includes('recompute')) return stands
	const planned = await recomputePlan(ctx, ctx.read, file)
	if (!planned.ok) return stands
	const { amountFen, points, repeats } = planned.value.result
	return { amountFen, points, priors: repeats.priors }
}

async function shownCascade(
	ctx: Ctx,
	file: CaseFile,
	acts: readonly PenaltyPageAct[],
	choice: ReviewResult | undefined,
): Promise<Preview['cascade']> {
	const plan = await planOf(ctx, file, acts, choice)
	return plan && { plan, seen: seenHash(plan) }
}

async function planOf(ctx: Ctx, file: CaseFile, acts: readonly PenaltyPageAct[], choice: ReviewResult | undefined) {
	if (file.facts.decidedFen === null && !acts.includes('recompute')) return null
	if (acts.includes('revoke')) return cascadeOf(ctx, ctx.read, file, 'REVOKED', GONE)
	if (acts.includes('review') && choice) return reviewPlan(ctx, ctx.read, file, choice)
	if (!acts.includes('recompute')) return null
	const planned = await recomputePlan(ctx, ctx.read, file)
	return planned.ok ? planned.value.plan : null
}
