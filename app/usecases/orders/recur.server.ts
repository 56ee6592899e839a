import { isRecurrence } from '#app/domain/order/assessment.ts'
import { appendEvents } from '#db/queries/events.server.ts'
import { markRecurred } from '#db/queries/order-content.server.ts'
import { orderIn } from '#db/queries/orders.server.ts'
import type { Tx } from '#db/tx.server.ts'
import type { Ctx } from '../context.server.ts'
import { assessmentValues } from './assessment-values.server.ts'
import { type OrderCase, reachOf } from './order.server.ts'

/**
 * An order that takes up an earlier one is issued: the earlier problem has come back, which counts within 90 days of its
 * completion (domain 5.4), also when the earlier order was assessed before.
 */
export async function noteRecurrence(ctx: Ctx, tx: Tx, row: OrderCase, number: string): Promise<void> {
	if (row.repeats_id === null) return
	const earlier = await orderIn(tx, reachOf(ctx.actor, 'order.read'), row.repeats_id)
	if (!earlier || !isRecurrence(earlier.completed_at, ctx.today)) return
	const values = await assessmentValues(tx, earlier)
	if (!(await markRecurred(tx, earlier.id, ctx.today, values.recurred))) return
	await appendEvents(tx, row.branch_id, ctx.actor.accountId, ctx.now, [
		{
			subjectKind: 'order',
			subjectId: earlier.id,
			kind: 'order.recurred',
			before: { recurred_on: null },
			after: { recurred_on: ctx.today, by: number },
		},
	])
}
