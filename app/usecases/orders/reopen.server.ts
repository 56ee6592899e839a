import { reopen } from '#app/domain/order/acts.ts'
import { isRecurrence } from '#app/domain/order/assessment.ts'
import { orderDue } from '#app/domain/order/deadline.ts'
import { nearFrom } from '#app/domain/order/near.ts'
import type { Outcome } from '#app/domain/refusal.ts'
import { ok } from '#app/domain/result.ts'
import { closeObservation } from '#db/queries/order-content.server.ts'
import { flag } from '#db/sql.server.ts'
import type { Ctx } from '../context.server.ts'
import { departmentCalendar } from '../reference/load.server.ts'
import { policyOf } from '../reference/policy.server.ts'
import { changeOrder, moveOf, orderActorOf } from './order.server.ts'
import { handlersOf, tellAll } from './recipients.server.ts'

/** The problem has come back within the observation: a new round with a new date. */
export async function reopenOrder(
	ctx: Ctx,
	id: string,
	version: number,
	reason: string,
): Promise<Outcome<{ id: string }>> {
	return changeOrder(ctx, {
		id,
		version,
		actions: ['order.strike-off'],
		decide: async (row, tx) => {
			const calendar = await departmentCalendar(ctx, tx, row.lead_department_id)
			// The complaint's own date has run its course with the completion.
			const due = orderDue(calendar, ctx.now, row.facts.urgency, null, await policyOf(ctx, tx))
			const change = reopen(row.facts, orderActorOf(ctx.actor), reason, due)
			if (!change.ok) return change
			const { dueAt, dueOn, provisional, calendarVersionId } = due.handle
			return ok(
				moveOf(ctx, row, change.value, {
					set: {
						due_provisional: flag(provisional),
						calendar_version_id: calendarVersionId,
						near_at: nearFrom(calendar, { urgency: row.facts.urgency, issuedAt: ctx.now, dueAt, dueOn }),
						observe_until: null,
						callback_result: null,
						reopened_count: row.reopened_count + 1,
						...(isRecurrence(row.completed_at, ctx.today) ? { recurred_on: row.recurred_on ?? ctx.today } : {}),
					},
					also: (inTx) => closeObservation(inTx, id, ctx.now),
					tell: tellAll(row, 'order.returned', `reopened:${row.round}`, await handlersOf(tx, row)),
				}),
			)
		},
	})
}
