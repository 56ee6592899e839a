import type { Calendar } from '#app/domain/calendar.ts'
import { nearFrom } from '#app/domain/order/near.ts'
import type { ClockEffect, OrderChange } from '#app/domain/order/order.ts'
import { decideExtension } from '#app/domain/order/side-acts.ts'
import type { Outcome } from '#app/domain/refusal.ts'
import { ok } from '#app/domain/result.ts'
import { decideExtensionRow, type OrderSet } from '#db/queries/orders.server.ts'
import { flag } from '#db/sql.server.ts'
import type { Ctx } from '../context.server.ts'
import { handleCalendar } from './handle-calendar.server.ts'
import { changeOrder, moveOf, type OrderCase, orderActorOf } from './order.server.ts'
import { handlersOf, tellAll } from './recipients.server.ts'

/** Grants or refuses the waiting request; a granted one counts from the old due date (domain 5.4). */
export async function decideOnExtension(
	ctx: Ctx,
	id: string,
	version: number,
	decision: { readonly approve: boolean; readonly reason: string },
): Promise<Outcome<{ id: string }>> {
	return changeOrder(ctx, {
		id,
		version,
		actions: ['order.decide-extension'],
		decide: async (row, tx) => {
			const { calendar, closeAt } = await handleCalendar(ctx, tx, row)
			const change = decideExtension(calendar, row.facts, orderActorOf(ctx.actor), decision, ctx.now, closeAt)
			if (!change.ok) return change
			const decided = {
				state: decision.approve ? ('GRANTED' as const) : ('REFUSED' as const),
				by: ctx.actor.accountId,
				at: ctx.now,
				reason: change.value.reason ?? '',
				newDueAt: change.value.set.dueAt ?? null,
			}
			return ok(
				moveOf(ctx, row, change.value, {
					set: newDates(calendar, row, change.value),
					after: { decided: decided.state, newDueAt: decided.newDueAt },
					tell: tellAll(row, 'order.extension-decided', `decide:${row.version}`, await handlersOf(tx, row), {
						variant: decision.approve ? 'granted' : 'refused',
						due: change.value.set.dueOn ?? row.due_on ?? '',
					}),
					also: (inTx) => decideExtensionRow(inTx, id, decided),
				}),
			)
		},
	})
}

function isExtension(effect: ClockEffect): effect is ClockEffect & { act: 'extend' } {
	return effect.act === 'extend'
}

/** What the row keeps in step with the clock that was extended. */
function newDates(calendar: Calendar, row: OrderCase, change: OrderChange): OrderSet {
	const dates = change.clocks.find(isExtension)?.dates
	if (!dates || row.issued_at === null) return {}
	const { dueAt, dueOn } = dates
	return {
		extension_count: row.extension_count + 1,
		due_provisional: flag(dates.provisional),
		calendar_version_id: dates.calendarVersionId,
		near_at: nearFrom(calendar, { urgency: row.facts.urgency, issuedAt: row.issued_at, dueAt, dueOn }),
	}
}
