import { reassign } from '#app/domain/order/side-acts.ts'
import { type Outcome, refuse } from '#app/domain/refusal.ts'
import { ok } from '#app/domain/result.ts'
import { namesOf } from '#db/queries/people.server.ts'
import type { Ctx } from '../context.server.ts'
import { actsFor, changeOrder, moveOf } from './order.server.ts'
import { departmentPeople, tellAll } from './recipients.server.ts'

/** Another handler of the lead department, with a reason; the clock goes on. */
export async function handOver(
	ctx: Ctx,
	id: string,
	version: number,
	to: { readonly handlerId: string; readonly reason: string },
): Promise<Outcome<{ id: string }>> {
	return changeOrder(ctx, {
		id,
		version,
		actions: ['order.work'],
		decide: async (row, tx) => {
			if (!actsFor(ctx.actor, 'order.work', row.lead_department_id)) return refuse('forbidden', 'not-allowed')
			const colleagues = await departmentPeople(tx, row.branch_id, row.lead_department_id)
			if (!colleagues.includes(to.handlerId)) return refuse('missing', 'not-found')
			const change = reassign(row.facts, row.lead_department_id, to.reason)
			if (!change.ok) return change
			const name = (await namesOf(tx, [to.handlerId])).get(to.handlerId) ?? ''
			const tell = tellAll(row, 'order.issued', `handler:${row.version}`, [to.handlerId], { due: row.due_on ?? '' })
			return ok(moveOf(ctx, row, change.value, { set: { handler_id: to.handlerId }, after: { handler: name }, tell }))
		},
	})
}
