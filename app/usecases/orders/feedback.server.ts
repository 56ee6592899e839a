import { type Feedback, submitFeedback } from '#app/domain/order/acts.ts'
import { type Outcome, refuse } from '#app/domain/refusal.ts'
import { ok } from '#app/domain/result.ts'
import { insertFeedback } from '#db/queries/orders.server.ts'
import type { Ctx } from '../context.server.ts'
import { actsFor, changeOrder, moveOf, orderActorOf } from './order.server.ts'
import { issuingSide, tellAll } from './recipients.server.ts'

/** The three answers of the lead department; stops the handling clock. */
export async function giveFeedback(
	ctx: Ctx,
	id: string,
	version: number,
	feedback: Feedback,
): Promise<Outcome<{ id: string }>> {
	return changeOrder(ctx, {
		id,
		version,
		actions: ['order.work'],
		decide: (row) => {
			if (!actsFor(ctx.actor, 'order.work', row.lead_department_id)) return refuse('forbidden', 'not-allowed')
			const change = submitFeedback(row.facts, orderActorOf(ctx.actor), feedback, ctx.now)
			if (!change.ok) return change
			return ok(
				moveOf(ctx, row, change.value, {
					tell: tellAll(row, 'order.submitted', `submitted:${row.round}`, issuingSide(row)),
					also: (tx) =>
						insertFeedback(tx, {
							id: ctx.newId(),
							branch_id: row.branch_id,
							order_id: id,
							round: row.round,
							...feedback,
							submitted_by: ctx.actor.accountId,
							submitted_at: ctx.now,
							outcome: 'PENDING',
							judged_by: null,
							judged_at: null,
							reason: null,
						}),
				}),
			)
		},
	})
}
