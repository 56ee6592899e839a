import { progress } from '#app/domain/order/acts.ts'
import { type Outcome, refuse } from '#app/domain/refusal.ts'
import { ok } from '#app/domain/result.ts'
import { insertProgress } from '#db/queries/orders.server.ts'
import type { Ctx } from '../context.server.ts'
import { actsFor, changeOrder, moveOf } from './order.server.ts'

/** A progress note of the lead department; takes the order into work. */
export async function noteProgress(
	ctx: Ctx,
	id: string,
	version: number,
	note: string,
): Promise<Outcome<{ id: string }>> {
	return changeOrder(ctx, {
		id,
		version,
		actions: ['order.work'],
		decide: (row) => {
			if (!actsFor(ctx.actor, 'order.work', row.lead_department_id)) return refuse('forbidden', 'not-allowed')
			const change = progress(row.facts)
			if (!change.ok) return change
			return ok(
				moveOf(ctx, row, change.value, {
					also: (tx) =>
						insertProgress(tx, {
							id: ctx.newId(),
							branch_id: row.branch_id,
							order_id: id,
							text: note,
							by_account_id: ctx.actor.accountId,
							at: ctx.now,
						}),
				}),
			)
		},
	})
}
