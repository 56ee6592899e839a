import { assistDone } from '#app/domain/order/assist.ts'
import { type Outcome, refuse } from '#app/domain/refusal.ts'
import { ok } from '#app/domain/result.ts'
import { stopClocks } from '#db/queries/clocks.server.ts'
import { finishAssist } from '#db/queries/order-assists.server.ts'
import type { Ctx } from '../context.server.ts'
import { actsFor, changeOrder, moveOf } from './order.server.ts'
import { handlersOf, issuingSide, tellAll } from './recipients.server.ts'

/** An assisting department reports its own task done, once. */
export async function finishAssistTask(
	ctx: Ctx,
	id: string,
	version: number,
	done: { readonly assistId: string; readonly result: string },
): Promise<Outcome<{ id: string }>> {
	return changeOrder(ctx, {
		id,
		version,
		actions: ['order.work'],
		decide: async (row, tx) => {
			const task = row.assists.find((known) => known.id === done.assistId)
			if (!task) return refuse('missing', 'not-found')
			if (!actsFor(ctx.actor, 'order.work', task.department_id)) return refuse('forbidden', 'not-allowed')
			const change = assistDone(row.facts, { doneAt: task.done_at, takenBackAt: task.taken_back_at })
			if (!change.ok) return change
			const told = [...(await handlersOf(tx, row)), ...issuingSide(row)]
			return ok(
				moveOf(ctx, row, change.value, {
					after: { department: task.departmentName, result: done.result },
					tell: tellAll(row, 'order.assist', `assist-done:${task.id}`, told, {
						due: task.due_on,
						department: task.departmentName,
						variant: 'done',
					}),
					also: async (inTx) => {
						await stopClocks(inTx, 'assist', task.id, ['order.assist'], ctx.now, 'answered')
						await finishAssist(inTx, task.id, ctx.actor.accountId, ctx.now, done.result)
					},
				}),
			)
		},
	})
}
