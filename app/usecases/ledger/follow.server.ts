import type { PreviewLine } from '#app/domain/ledger/preview.ts'
import type { Fen } from '#app/domain/money.ts'
import { settle as settleRule } from '#app/domain/penalty/review.ts'
import { ok } from '#app/domain/result.ts'
import { appendEvents } from '#db/queries/events.server.ts'
import { writeOutbox } from '#db/queries/outbox.server.ts'
import { plansOfDebt, updatePaymentPlan } from '#db/queries/payment-plans.server.ts'
import { penaltyById, updatePenalty } from '#db/queries/penalties.server.ts'
import type { Tx } from '#db/tx.server.ts'
import type { Ctx } from '../context.server.ts'
import { followIn } from '../penalties/act.server.ts'
import { closeWhenDone } from '../penalties/close.server.ts'
import { tellDealer } from '../penalties/tell.server.ts'

/** What money that came in does to a case and to its payment plan, in the transaction of the posting. */

type Line = Pick<PreviewLine, 'id' | 'paidFen' | 'outstandingFen' | 'collectedFen' | 'surchargeFen'>

/** A case with nothing outstanding is settled, and closed when its remediation is; the other one waits. */
export async function followCase(ctx: Ctx, tx: Tx, period: string, line: Line): Promise<void> {
	const money = { settled_fen: line.paidFen, outstanding_fen: line.outstandingFen }
	const after = { ...money, period, collected_fen: line.collectedFen }
	if (line.outstandingFen > 0) return partOf(ctx, tx, line, { money, after, period })
	const moved = await followIn(ctx, tx, {
		id: line.id,
		decide: async (file) => {
			const change = settleRule({ ...file.facts, outstandingFen: 0 })
			if (!change.ok) return change
			return ok({
				set: { ...money, state: change.value.to, settled_at: ctx.now },
				event: { kind: 'penalty.settled', after },
				tell: await tellDealer(tx, file.row, 'penalty.settled', 'settled', { period }),
			})
		},
	})
	if (!moved.ok) throw new Error(`Case ${line.id} was collected and cannot be settled: ${moved.error.rule}`)
	const closed = await closeWhenDone(ctx, tx, line.id)
	if (!closed.ok) throw new Error(`Case ${line.id} cannot be closed: ${closed.error.rule}`)
}

async function partOf(
	ctx: Ctx,
	tx: Tx,
	line: Line,
	of: { readonly money: { settled_fen: Fen; outstanding_fen: Fen }; readonly after: unknown; readonly period: string },
): Promise<void> {
	const row = await penaltyById(tx, line.id)
	if (!row || (line.collectedFen === 0 && row.outstanding_fen === line.outstandingFen)) return
	if (!(await updatePenalty(tx, line.id, row.version, of.money))) throw new Error(`Case ${line.id} has changed`)
	const { branchId, accountId } = ctx.actor
	await appendEvents(tx, branchId, accountId, ctx.now, [
		{ subjectKind: 'penalty', subjectId: line.id, kind: 'penalty.part-settled', after: of.after },
	])
	const key = `part-settled:${of.period}:${line.paidFen}`
	await writeOutbox(
		tx,
		branchId,
		ctx.now,
		ctx.newId,
		await tellDealer(tx, row, 'penalty.settled', key, { period: of.period }),
	)
}

/** A plan with nothing outstanding is done; one with a missed part is broken, and the rest is due. */
export async function followPlans(
	ctx: Ctx,
	tx: Tx,
	line: Pick<PreviewLine, 'id' | 'stream' | 'outstandingFen' | 'brokenPlan'>,
): Promise<void> {
	const debt = line.stream === 'penalty' ? { penaltyId: line.id } : { claimId: line.id }
	const plan = (await plansOfDebt(tx, debt)).find((one) => one.state === 'GRANTED')
	if (!plan) return
	const state = line.outstandingFen === 0 ? 'DONE' : line.brokenPlan ? 'BROKEN' : null
	if (state === null) return
	if (!(await updatePaymentPlan(tx, plan.id, plan.version, { state, ended_at: ctx.now })))
		throw new Error(`Payment plan ${plan.id} has changed`)
	await appendEvents(tx, ctx.actor.branchId, ctx.actor.accountId, ctx.now, [
		{
			subjectKind: 'payment-plan',
			subjectId: plan.id,
			kind: state === 'DONE' ? 'payment-plan.done' : 'payment-plan.broken',
			after: { state },
		},
	])
}
