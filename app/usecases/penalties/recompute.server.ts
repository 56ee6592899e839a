import type { PenaltyState } from '#app/domain/penalty/machine.ts'
import { type Outcome, refuse } from '#app/domain/refusal.ts'
import { ok } from '#app/domain/result.ts'
import { insertDecision } from '#db/queries/decisions.server.ts'
import { finishTasks, tasksOf } from '#db/queries/measures.server.ts'
import type { PenaltySet } from '#db/queries/penalties.server.ts'
import type { Handle, Tx } from '#db/tx.server.ts'
import type { Ctx } from '../context.server.ts'
import { actOnCase } from './act.server.ts'
import type { CaseFile } from './case-file.server.ts'
import { closeWhenDone } from './close.server.ts'
import { type Computed, computedColumns, recomputeCase } from './compute.server.ts'
import { basisOf } from './draft-penalty.server.ts'
import { lowerTo, releaseDownTo } from './money.server.ts'
import { sendNotice } from './send-notice.server.ts'
import { tellDealer } from './tell.server.ts'

const OPEN: readonly PenaltyState[] = ['DRAFT', 'CHECKED', 'PRE_NOTICED', 'DEFENCE']
const ENDED: readonly PenaltyState[] = ['WITHDRAWN', 'REVOKED', 'LAPSED', 'WAIVED']

export type Recomputed = {
	readonly computed: Computed
	/** What would stand: never above what stands now. */
	readonly amountFen: number
	readonly points: number
}

/** What a case costs when a decision that it counted is gone; the result may only go down (domain 4, cascade). */
export async function recomputed(handle: Handle, file: CaseFile): Promise<Outcome<Recomputed>> {
	const { row, facts, rulebook } = file
	const computed = await recomputeCase(handle, rulebook, basisOf(row, facts.severity))
	if (!computed.ok) return computed
	const { amountFen, points } = computed.value.amount
	return ok({
		computed: computed.value,
		amountFen: Math.min(amountFen, row.amount_fen),
		points: Math.min(points, row.points),
	})
}

/** The columns of the lower result. */
function setOf(file: CaseFile, result: Recomputed, paidFen: number): PenaltySet {
	const { row } = file
	const { computed, amountFen, points } = result
	const base = { ...computedColumns(computed), amount_fen: amountFen, points }
	if (OPEN.includes(row.state)) {
		const told = row.notice_amount_fen
		return { ...base, ...(told === null ? {} : { notice_amount_fen: Math.min(told, amountFen) }) }
	}
	const final = row.final_at !== null
	return {
		...base,
		decided_amount_fen: amountFen,
		...(final ? { settled_fen: paidFen, outstanding_fen: Math.max(0, amountFen - paidFen) } : {}),
	}
}

/** Does the recompute task of a later case: lowers it where the recomputation is lower, and says so. */
export async function recomputeTask(
	ctx: Ctx,
	command: { readonly id: string; readonly version: number },
): Promise<Outcome<{ id: string }>> {
	return actOnCase(ctx, {
		...command,
		actions: ['penalty.recompute'],
		decide: async (file, _, tx) => {
			const { row } = file
			const tasks = (await tasksOf(tx, 'penalty_id', row.id)).filter((one) => one.kind === 'recompute')
			if (tasks.length === 0) return refuse('procedure', 'already-done')
			if (ENDED.includes(row.state))
				return refuse('procedure', 'wrong-state', { state: row.state, action: 'recompute' })
			const result = await recomputed(tx, file)
			if (!result.ok) return result
			const { amountFen, points } = result.value
			const lower = amountFen < row.amount_fen || points < row.points
			const causes = tasks.map((one) => one.causeNumber)
			const decided = !OPEN.includes(row.state)
			const voucher = decided && lower ? (await tellLower(ctx, tx, file, result.value, causes)).number : row.number
			const { paidFen } = await money(ctx, tx, file, amountFen, causes.join(' '), voucher)
			return ok({
				set: setOf(file, result.value, paidFen),
				event: {
					kind: 'penalty.recomputed',
					after: { amount_fen: amountFen, points, without: causes, notice: voucher },
				},
				tell:
					decided && lower
						? await tellDealer(tx, row, 'penalty.review-decided', `recomputed:${causes.join()}`, { notice: voucher })
						: [],
				also: async (within) => {
					const done = { at: ctx.now, by: ctx.actor.accountId, result: `${row.amount_fen} → ${amountFen}` }
					await finishTasks(within, row.id, 'recompute', done)
					if (decided && lower) await keepLower(ctx, within, file, result.value, causes)
					await closeWhenDone(ctx, within, row.id)
				},
			})
		},
	})
}

async function tellLower(
	ctx: Ctx,
	tx: Tx,
	file: CaseFile,
	{ amountFen, points }: Recomputed,
	causes: readonly string[],
) {
	const reason = causes.join('、')
	return sendNotice(ctx, tx, file, 'review-decision', { amountFen, points, reason, review: 'VARIED' })
}

async function money(ctx: Ctx, tx: Tx, { row }: CaseFile, amountFen: number, cause: string, voucher: string) {
	if (row.notice_amount_fen === null) return { paidFen: 0 }
	if (row.final_at !== null) return lowerTo(ctx, tx, row, amountFen, `recompute:${cause}`, voucher)
	await releaseDownTo(ctx, tx, row, amountFen, `recompute:${cause}`, voucher)
	return { paidFen: 0 }
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
