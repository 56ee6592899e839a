import type { Limit } from '#app/domain/due-date.ts'
import { requestExtension } from '#app/domain/order/side-acts.ts'
import { type Outcome, refuse } from '#app/domain/refusal.ts'
import { ok } from '#app/domain/result.ts'
import { insertExtension } from '#db/queries/orders.server.ts'
import type { Ctx } from '../context.server.ts'
import { handleCalendar } from './handle-calendar.server.ts'
import { actsFor, changeOrder, moveOf } from './order.server.ts'
import { issuers, tellAll } from './recipients.server.ts'

/** The lead department asks for time, early enough; the clock goes on until the answer. */
export async function askExtension(
	ctx: Ctx,
	id: string,
	version: number,
	request: { readonly limit: Limit; readonly reason: string },
): Promise<Outcome<{ id: string }>> {
	return changeOrder(ctx, {
		id,
		version,
		actions: ['order.request-extension'],
		decide: async (row, tx) => {
			if (!actsFor(ctx.actor, 'order.request-extension', row.lead_department_id)) {
				return refuse('forbidden', 'not-allowed')
			}
			const { calendar, closeAt } = await handleCalendar(ctx, tx, row)
			const change = requestExtension(calendar, row.facts, request, ctx.now, closeAt)
			if (!change.ok) return change
			const { amount, unit } = request.limit
			const oldDueAt = row.due_at ?? ctx.now
			return ok(
				moveOf(ctx, row, change.value, {
					after: { amount, unit, oldDueAt, proposed: change.value.proposed.dueAt },
					tell: tellAll(row, 'order.extension-asked', `ask:${row.version}`, await issuers(tx, row.branch_id)),
					also: (inTx) =>
						insertExtension(inTx, {
							id: ctx.newId(),
							branch_id: row.branch_id,
							order_id: id,
							asked_by: ctx.actor.accountId,
							asked_at: ctx.now,
							amount,
							unit: unit === 'h' ? 'h' : 'wd',
							reason: change.value.reason ?? '',
							state: 'PENDING',
							decided_by: null,
							decided_at: null,
							decision_reason: null,
							old_due_at: oldDueAt,
							new_due_at: null,
						}),
				}),
			)
		},
	})
}
