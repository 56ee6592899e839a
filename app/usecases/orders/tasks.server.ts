import { addAssist, assistClock, changeAssist, takeBackAssist } from '#app/domain/order/assist.ts'
import { type Outcome, refuse } from '#app/domain/refusal.ts'
import { ok } from '#app/domain/result.ts'
import { instantAt, type LocalDate } from '#app/domain/time.ts'
import { latestClock, startClocks, stopClocks } from '#db/queries/clocks.server.ts'
import { insertAssist, setAssist } from '#db/queries/order-assists.server.ts'
import { departmentsOf } from '#db/queries/orders.server.ts'
import type { Tx } from '#db/tx.server.ts'
import { setDueDate } from '../clocks/acts.server.ts'
import type { Ctx } from '../context.server.ts'
import { departmentCalendar } from '../reference/load.server.ts'
import { policyOf } from '../reference/policy.server.ts'
import { changeOrder, moveOf, type OrderCase, orderActorOf } from './order.server.ts'
import { departmentPeople, tellAll } from './recipients.server.ts'
import { pauseWithOrder } from './task-clocks.server.ts'

export type NewTask = { readonly departmentId: string; readonly task: string; readonly dueOn: LocalDate }

const stateOf = (task: OrderCase['assists'][number]) => ({ doneAt: task.done_at, takenBackAt: task.taken_back_at })

/** Another assisting department, with its own task, date and clock. */
export async function addTask(ctx: Ctx, id: string, version: number, task: NewTask): Promise<Outcome<{ id: string }>> {
	return changeOrder(ctx, {
		id,
		version,
		actions: ['order.steer'],
		decide: async (row, tx) => {
			const department = (await departmentsOf(tx, row.branch_id)).find((known) => known.id === task.departmentId)
			if (!department) return refuse('missing', 'not-found')
			const closeAt = (await policyOf(ctx, tx)).body.closeOfDay.department
			const taskId = ctx.newId()
			const helping = row.assists.filter((one) => one.taken_back_at === null).map((one) => one.department_id)
			const change = addAssist(
				await departmentCalendar(ctx, tx, task.departmentId),
				row.facts,
				orderActorOf(ctx.actor),
				{ id: taskId, departmentId: task.departmentId, dueOn: task.dueOn },
				helping,
				ctx.now,
				closeAt,
			)
			if (!change.ok) return change
			const told = row.issued_at === null ? [] : await departmentPeople(tx, row.branch_id, task.departmentId)
			return ok(
				moveOf(ctx, row, change.value, {
					after: { department: department.name, due: task.dueOn, task: task.task },
					tell: tellAll(row, 'order.assist', `assist:${taskId}`, told, { due: task.dueOn }),
					also: async (inTx) => {
						await insertAssist(inTx, {
							id: taskId,
							branch_id: row.branch_id,
							order_id: id,
							department_id: task.departmentId,
							task: task.task,
							due_on: task.dueOn,
							due_at: instantAt(task.dueOn, closeAt),
							result: null,
							done_by: null,
							done_at: null,
							overdue_at: null,
							added_at: ctx.now,
							added_by: ctx.actor.accountId,
							taken_back_at: null,
							taken_back_by: null,
							taken_back_reason: null,
						})
						// What the order waits for, the task waits for as well.
						await pauseWithOrder(ctx, inTx, row, taskId)
					},
				}),
			)
		},
	})
}

/** Another text or date for an open task, with a reason; its own clock takes the new date. */
export async function changeTask(
	ctx: Ctx,
	id: string,
	version: number,
	to: { readonly assistId: string; readonly task: string; readonly dueOn: LocalDate; readonly reason: string },
): Promise<Outcome<{ id: string }>> {
	return changeOrder(ctx, {
		id,
		version,
		actions: ['order.steer'],
		decide: async (row, tx) => {
			const task = row.assists.find((known) => known.id === to.assistId)
			if (!task) return refuse('missing', 'not-found')
			const change = changeAssist(row.facts, orderActorOf(ctx.actor), stateOf(task), to, ctx.now)
			if (!change.ok) return change
			if (to.dueOn !== task.due_on) {
				const moved = await moveTask(ctx, tx, task, to)
				if (!moved.ok) return moved
			}
			const params = { department: task.departmentName, due: to.dueOn }
			const told = await departmentPeople(tx, row.branch_id, task.department_id)
			return ok(
				moveOf(ctx, row, change.value, {
					after: { ...params, task: to.task, oldTask: task.task, oldDue: task.due_on },
					tell: tellAll(row, 'order.assist-changed', `assist-changed:${row.version}`, told, params),
					also: (inTx) => setAssist(inTx, task.id, { task: to.task }),
				}),
			)
		},
	})
}

/** A clock that runs is moved and says so; one that has run out starts anew, its overdue mark stays on the task. */
async function moveTask(
	ctx: Ctx,
	tx: Tx,
	task: OrderCase['assists'][number],
	to: { readonly dueOn: LocalDate; readonly reason: string },
): Promise<Outcome<unknown>> {
	const clock = await latestClock(tx, 'assist', task.id, 'order.assist')
	if (clock?.state === 'RUNNING' || clock?.state === 'PAUSED') return setDueDate(ctx, tx, clock, to)
	const closeAt = (await policyOf(ctx, tx)).body.closeOfDay.department
	const subject = { id: task.id, departmentId: task.department_id, dueOn: to.dueOn }
	const next = assistClock(await departmentCalendar(ctx, tx, task.department_id), subject, ctx.now, closeAt)
	await startClocks(tx, task.branch_id, ctx.newId, [{ ...next, round: (clock?.round ?? 0) + 1 }])
	await setAssist(tx, task.id, { due_on: to.dueOn, due_at: next.dueAt })
	return ok(null)
}

/** A task that is not needed any more; its clock ends with a record, what was late stays late. */
export async function takeBackTask(
	ctx: Ctx,
	id: string,
	version: number,
	back: { readonly assistId: string; readonly reason: string },
): Promise<Outcome<{ id: string }>> {
	return changeOrder(ctx, {
		id,
		version,
		actions: ['order.steer'],
		decide: async (row, tx) => {
			const task = row.assists.find((known) => known.id === back.assistId)
			if (!task) return refuse('missing', 'not-found')
			const change = takeBackAssist(row.facts, orderActorOf(ctx.actor), stateOf(task), back.reason)
			if (!change.ok) return change
			const told = await departmentPeople(tx, row.branch_id, task.department_id)
			const variant = { variant: 'taken-back', due: task.due_on }
			return ok(
				moveOf(ctx, row, change.value, {
					after: { department: task.departmentName },
					tell: tellAll(row, 'order.assist-changed', `assist-back:${task.id}`, told, variant),
					also: async (inTx) => {
						await stopClocks(inTx, 'assist', task.id, ['order.assist'], ctx.now, 'cancelled')
						await setAssist(inTx, task.id, {
							taken_back_at: ctx.now,
							taken_back_by: ctx.actor.accountId,
							taken_back_reason: change.value.reason,
						})
					},
				}),
			)
		},
	})
}
