import type { CascadePlan } from '#app/domain/penalty/cascade.ts'
import type { PenaltyState } from '#app/domain/penalty/machine.ts'
import { type Recomputed, recomputeCase } from '#app/domain/penalty/recompute.ts'
import { type Outcome, refuse } from '#app/domain/refusal.ts'
import { ok } from '#app/domain/result.ts'
import { insertDecision } from '#db/queries/decisions.server.ts'
import { tasksOf } from '#db/queries/measures.server.ts'
import { earlierCases, type PenaltySet } from '#db/queries/penalties.server.ts'
import { fromJson } from '#db/sql.server.ts'
import type { Handle, Tx } from '#db/tx.server.ts'
import type { Ctx } from '../context.server.ts'
import { actOnCase, type Written } from './act.server.ts'
import { asSeen, cascadeOf } from './cascade.server.ts'
import type { CaseFile } from './case-file.server.ts'
import { closeWhenDone } from './close.server.ts'
import { computedColumns } from './compute.server.ts'
import { basisOf } from './draft-penalty.server.ts'
import { giveBack } from './money.server.ts'
import { sendNotice } from './send-notice.server.ts'
import { finishTasks, leaveTasks } from './tasks.server.ts'
import { tellDealer } from './tell.server.ts'

const OPEN: readonly PenaltyState[] = ['DRAFT', 'CHECKED', 'PRE_NOTICED', 'DEFENCE']
const ENDED: readonly PenaltyState[] = ['WITHDRAWN', 'REVOKED', 'LAPSED', 'WAIVED']

/** What a case costs when a decision that it counted is gone, and what that brings about in its turn (domain 4). */
export async function recomputePlan(
	ctx: Ctx,
	handle: Handle,
	file: CaseFile,
): Promise<Outcome<{ readonly result: Recomputed; readonly plan: CascadePlan }>> {
	const { row, facts, rulebook } = file
	const counted = fromJson<string[]>(row.priors_json)
	const later = { ...basisOf(row, facts.severity), counted, amountFen: row.amount_fen, points: row.points }
	const result = recomputeCase(rulebook.body, later, await earlierCases(handle, row.dealer_id, row.id))
	if (!result.ok) return result
	return ok({ result: result.value, plan: await cascadeOf(ctx, handle, file, 'RECOMPUTED', result.value) })
}

/** The columns of the lower result. */
function setOf({ row, rulebook }: CaseFile, result: Recomputed, plan: CascadePlan): PenaltySet {
	const { amount, repeats, amountFen, points } = result
	const base = { ...computedColumns({ rulebook, amount, repeats }), amount_fen: amountFen, points }
	if (OPEN.includes(row.state)) {
		const told = row.notice_amount_fen
		return { ...base, ...(told === null ? {} : { notice_amount_fen: Math.min(told, amountFen) }) }
	}
	const { outstandingFen, after } = plan.money
	const collected = outstandingFen === null ? {} : { settled_fen: after.paidFen, outstanding_fen: outstandingFen }
	return { ...base, decided_amount_fen: amountFen, ...collected }
}

/** Does the recompute task of a later case: lowers it where the recomputation is lower, and says so. */
export async function recomputeTask(
	ctx: Ctx,
	command: { readonly id: string; readonly version: number; readonly seen?: string },
): Promise<Outcome<{ id: string }>> {
	return actOnCase(ctx, {
		...command,
		actions: ['penalty.recompute'],
		decide: async (file, _, tx) => computedAgain(ctx, tx, file, command.seen),
	})
}

async function computedAgain(ctx: Ctx, tx: Tx, file: CaseFile, seen?: string): Promise<Outcome<Written>> {
	const { row } = file
	const tasks = (await tasksOf(tx, 'penalty_id', row.id)).filter((one) => one.kind === 'recompute')
	if (tasks.length === 0) return refuse('procedure', 'already-done')
	if (ENDED.includes(row.state)) return refuse('procedure', 'wrong-state', { state: row.state, action: 'recompute' })
	const planned = await recomputePlan(ctx, tx, file)
	if (!planned.ok) return planned
	const plan = asSeen(planned.value.plan, seen)
	if (!plan.ok) return plan
	const { result } = planned.value
	const { amountFen, points } = result
	const causes = tasks.map((one) => one.causeNumber)
	const lower = amountFen < row.amount_fen || points < row.points
	const told = lower && !OPEN.includes(row.state)
	const voucher = told ? await tellLower(ctx, tx, file, result, causes) : row.number
	const telling = told
		? await tellDealer(tx, row, 'penalty.review-decided', `recomputed:${causes.join()}`, { notice: voucher })
		: []
	return ok({
		set: setOf(file, result, plan.value),
		event: {
			kind: 'penalty.recomputed',
			after: { amount_fen: amountFen, points, without: causes, notice: voucher },
		},
		tell: telling,
		also: async (within) => {
			if (told) await keepLower(ctx, within, file, result, causes)
			await giveBack(ctx, within, row, plan.value.money, `recompute:${causes.join(' ')}`, voucher)
			if (lower) await leaveTasks(ctx, within, file, plan.value)
			await finishTasks(ctx, within, tasks, `${row.amount_fen} → ${amountFen}`)
			const closed = await closeWhenDone(ctx, within, row.id)
			if (!closed.ok) throw new Error(`The case ${row.number} could not be closed: ${closed.error.rule}`)
		},
	})
}

async function tellLower(ctx: Ctx, tx: Tx, file: CaseFile, result: Recomputed, causes: readonly string[]) {
	const { amountFen, points } = result
	const said = { amountFen, points, reason: causes.join('、'), review: 'VARIED' } as const
	return (await sendNotice(ctx, tx, file, 'review-decision', said)).number
}

async function keepLower(ctx: Ctx, tx: Tx, { row }: CaseFile, result: Recomputed, causes: readonly string[]) {
	await insertDecision(tx, {
		id: ctx.newId(),
		branch_id: row.branch_id,
		penalty_id: row.id,
		round: row.round,
		kind: 'REVIEW',
		amount_fen: result.amountFen,
		points: result.points,
		reason: causes.join(' '),
		decided_by: ctx.actor.accountId,
		decided_at: ctx.now,
	})
}
