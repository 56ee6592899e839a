import { holdForNotice } from '#app/domain/ledger/ledger.ts'
import { exceedsLoss } from '#app/domain/penalty/excess.ts'
import type { PenaltyPageAct } from '#app/domain/penalty/views.ts'
import { type Outcome, refuse } from '#app/domain/refusal.ts'
import { ok } from '#app/domain/result.ts'
import { balancesOf, caseMoneyOf } from '#db/queries/ledger.server.ts'
import { casesCounting, penaltyById } from '#db/queries/penalties.server.ts'
import type { Ctx } from '../context.server.ts'
import { currentCalendar } from '../reference/load.server.ts'
import { caseFileOf } from './case-file.server.ts'
import { caseClock } from './clocks.server.ts'
import { computeCase } from './compute.server.ts'
import { basisOf } from './draft-penalty.server.ts'
import { type PenaltyPage, penaltyPage } from './page.server.ts'
import { recomputed } from './recompute.server.ts'

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
	/** Later cases that counted this one. */
	readonly later: readonly { readonly id: string; readonly number: string; readonly state: string }[]
}

export type PenaltyActPage = { readonly page: PenaltyPage; readonly shut: boolean; readonly preview: Preview }

/** The page of one legal act: the case, its gate, and what the act would bring about. */
export async function penaltyActPage(
	ctx: Ctx,
	id: string,
	acts: readonly PenaltyPageAct[],
): Promise<Outcome<PenaltyActPage>> {
	const found = await penaltyPage(ctx, id)
	if (!found.ok) return found
	if (found.value.imported) return refuse('missing', 'not-found')
	const page = found.value
	const view = page.acts.find((one) => acts.includes(one.act))
	return ok({ page, shut: !view?.open, preview: await previewOf(ctx, id, acts) })
}

async function previewOf(ctx: Ctx, id: string, acts: readonly PenaltyPageAct[]): Promise<Preview> {
	const row = await penaltyById(ctx.read, id)
	if (!row) throw new Error(`No penalty ${id}`)
	const file = await caseFileOf(ctx.read, row)
	const [money, balances] = [await caseMoneyOf(ctx.read, id), await balancesOf(ctx.read, row.dealer_id)]
	const { hold, uncovered } = holdForNotice(balances.available, row.amount_fen)
	const calendar = await currentCalendar(ctx, ctx.read)
	const computed = await resultOf(ctx, file, acts)
	const later =
		acts.includes('revoke') || acts.includes('review') ? await casesCounting(ctx.read, row.branch_id, id) : []
	return {
		...money,
		holdFen: hold,
		uncoveredFen: uncovered,
		serviceLapseOn: caseClock(calendar, id, 'service', ctx.today).dueOn,
		...computed,
		aboveLoss: exceedsLoss(computed.amountFen, file.violation.loss_basis_fen || null),
		later: later.map(({ id: own, number, state }) => ({ id: own, number, state })),
	}
}

/** The check and the recomputation compute; every other act leaves the figures as they stand. */
async function resultOf(ctx: Ctx, file: Awaited<ReturnType<typeof caseFileOf>>, acts: readonly PenaltyPageAct[]) {
	const { row, facts } = file
	const stands = { amountFen: row.amount_fen, points: row.points, priors: facts.priors }
	if (acts.includes('check')) {
		const computed = await computeCase(ctx, ctx.read, basisOf(row, facts.severity))
		if (!computed.ok) return stands
		const { amount, repeats } = computed.value
		return { amountFen: amount.amountFen, points: amount.points, priors: repeats.priors }
	}
	if (!acts.includes('recompute')) return stands
	const result = await recomputed(ctx.read, file)
	if (!result.ok) return stands
	const { amountFen, points, computed } = result.value
	return { amountFen, points, priors: computed.repeats.priors }
}
