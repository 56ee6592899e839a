import type { CascadePlan } from '#app/domain/penalty/cascade.ts'
import type { EventDraft } from '#db/queries/events.server.ts'
import { appendEvents } from '#db/queries/events.server.ts'
import { finishTask, insertTask, type TaskRow, tasksOf } from '#db/queries/measures.server.ts'
import { writeOutbox } from '#db/queries/outbox.server.ts'
import type { Tx } from '#db/tx.server.ts'
import type { Ctx } from '../context.server.ts'
import type { CaseFile } from './case-file.server.ts'
import { closeWhenDone } from './close.server.ts'
import { tellRoles } from './tell.server.ts'

type Left = Pick<TaskRow, 'penalty_id' | 'kind' | 'measure_id'>

async function leave(ctx: Ctx, tx: Tx, plan: CascadePlan, left: Left): Promise<boolean> {
	return insertTask(tx, {
		...left,
		id: ctx.newId(),
		branch_id: ctx.actor.branchId,
		cause_penalty_id: plan.case.id,
		because: plan.cause,
		created_at: ctx.now,
		done_at: null,
		done_by: null,
		result: null,
	})
}

const append = (ctx: Ctx, tx: Tx, event: EventDraft) =>
	appendEvents(tx, ctx.actor.branchId, ctx.actor.accountId, ctx.now, [event])

/** Leaves what the plan has shown: each measure to be looked at, each later case to be computed again (domain 4). */
export async function leaveTasks(ctx: Ctx, tx: Tx, { row }: CaseFile, plan: CascadePlan): Promise<void> {
	const { cause } = plan
	for (const measure of plan.measures) {
		const left = { penalty_id: measure.penaltyId, kind: 'measure-review', measure_id: measure.id } as const
		if (!(await leave(ctx, tx, plan, left))) continue
		const after = { case: row.number, because: cause, why: measure.why }
		await append(ctx, tx, { subjectKind: 'measure', subjectId: measure.id, kind: 'measure.review-due', after })
		const decider = measure.kind === 'TERMINATE' ? 'PANEL_MEMBER' : 'APPROVER'
		const roles = [decider, 'COMPLIANCE_OFFICER'] as const
		const tell = await tellRoles(tx, row, 'measure.review', roles, `measure-review:${measure.id}:${cause}`)
		await writeOutbox(tx, row.branch_id, ctx.now, ctx.newId, tell)
	}
	for (const later of plan.later) {
		if (!(await leave(ctx, tx, plan, { penalty_id: later.id, kind: 'recompute', measure_id: null }))) continue
		const after = { revoked: row.number, would: later.would.amountFen }
		await append(ctx, tx, { subjectKind: 'penalty', subjectId: later.id, kind: 'penalty.recompute-due', after })
		const told = { ...row, id: later.id, number: later.number }
		const tell = await tellRoles(tx, told, 'penalty.recompute', ['COMPLIANCE_OFFICER'], `recompute:${row.id}`)
		await writeOutbox(tx, row.branch_id, ctx.now, ctx.newId, tell)
	}
}

/** Marks open tasks as done; a revoked case whose last task this was closes with it. */
export async function finishTasks(
	ctx: Ctx,
	tx: Tx,
	tasks: readonly Pick<TaskRow, 'id' | 'cause_penalty_id'>[],
	result: string,
): Promise<void> {
	const done = { at: ctx.now, by: ctx.actor.accountId, result }
	const causes = new Set<string>()
	for (const task of tasks) if (await finishTask(tx, task.id, done)) causes.add(task.cause_penalty_id)
	for (const causeId of causes) {
		const closed = await closeWhenDone(ctx, tx, causeId)
		if (!closed.ok) throw new Error(`The case ${causeId} could not be closed: ${closed.error.rule}`)
	}
}

/** A case that has ended is not computed again: what was left on it is done. */
export async function dropRecomputes(ctx: Ctx, tx: Tx, penaltyId: string, state: string): Promise<void> {
	const open = (await tasksOf(tx, 'penalty_id', penaltyId)).filter((task) => task.kind === 'recompute')
	await finishTasks(ctx, tx, open, state)
}
