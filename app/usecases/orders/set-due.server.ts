import { setDue } from '#app/domain/order/side-acts.ts'
import { type Outcome, refuse } from '#app/domain/refusal.ts'
import { ok } from '#app/domain/result.ts'
import type { LocalDate } from '#app/domain/time.ts'
import { latestClock } from '#db/queries/clocks.server.ts'
import { setDueDate } from '../clocks/acts.server.ts'
import type { Ctx } from '../context.server.ts'
import { changeOrder, isOpenTask, moveOf, orderActorOf } from './order.server.ts'
import { handlersOf, headOf, tellAll } from './recipients.server.ts'

/** 限办日期: a day that the issuer names with a reason; it takes the same path as a computed one. */
export async function setOrderDue(
	ctx: Ctx,
	id: string,
	version: number,
	named: { readonly dueOn: LocalDate; readonly reason: string },
): Promise<Outcome<{ id: string }>> {
	return changeOrder(ctx, {
		id,
		version,
		actions: ['order.set-due'],
		decide: async (row, tx) => {
			const clock = await latestClock(tx, 'order', id, 'order.handle')
			const change = setDue(row.facts, orderActorOf(ctx.actor), named, ctx.now, clock?.closeAt)
			if (!change.ok) return change
			if (row.assists.some((task) => isOpenTask(task) && task.due_on > named.dueOn)) {
				return refuse('procedure', 'order.assist-date')
			}
			if (!clock) return refuse('procedure', 'order.no-clock')
			const moved = await setDueDate(ctx, tx, clock, named)
			if (!moved.ok) return moved
			const people = [...(await handlersOf(tx, row)), ...(await headOf(tx, row.branch_id, row.lead_department_id))]
			return ok(
				moveOf(ctx, row, change.value, {
					after: { old: row.due_on, due: named.dueOn },
					tell: tellAll(row, 'order.due-set', `due:${row.version}`, people, { due: named.dueOn }),
				}),
			)
		},
	})
}
