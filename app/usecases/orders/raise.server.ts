import { dueDate } from '#app/domain/due-date.ts'
import { escalate } from '#app/domain/order/side-acts.ts'
import { nextUrgency } from '#app/domain/order/urgency.ts'
import type { Outcome } from '#app/domain/refusal.ts'
import { ok } from '#app/domain/result.ts'
import type { LocalDate } from '#app/domain/time.ts'
import { latestClock } from '#db/queries/clocks.server.ts'
import type { Handle } from '#db/tx.server.ts'
import { setDueDate } from '../clocks/acts.server.ts'
import type { Ctx } from '../context.server.ts'
import { policyOf } from '../reference/policy.server.ts'
import { handleCalendar } from './handle-calendar.server.ts'
import { changeOrder, moveOf, type OrderCase, orderActorOf } from './order.server.ts'
import { handlersOf, headOf, tellAll } from './recipients.server.ts'

/** The day on which the order would be due by the next level's limit from now; null where that is no earlier. */
export async function raisedDue(ctx: Ctx, handle: Handle, row: OrderCase): Promise<LocalDate | null> {
	const level = nextUrgency(row.facts.urgency)
	if (level === null || row.facts.dueOn === null || row.facts.suspendedSince !== null) return null
	const { body } = await policyOf(ctx, handle)
	const { handle: limit } = body.levels[level]
	const { calendar, closeAt } = await handleCalendar(ctx, handle, row)
	const { dueOn } = dueDate(calendar, ctx.now, limit, closeAt ?? body.closeOfDay.department)
	return dueOn < row.facts.dueOn ? dueOn : null
}

/** 升级: one level more urgent, with a reason; the date stays unless the issuing side asks for the new level's limit. */
export async function raiseOrder(
	ctx: Ctx,
	id: string,
	version: number,
	raise: { readonly reason: string; readonly shorten: boolean },
): Promise<Outcome<{ id: string }>> {
	return changeOrder(ctx, {
		id,
		version,
		actions: ['order.steer'],
		decide: async (row, tx) => {
			const change = escalate(row.facts, orderActorOf(ctx.actor), raise.reason)
			if (!change.ok) return change
			const earlier = raise.shorten ? await raisedDue(ctx, tx, row) : null
			const clock = earlier === null ? undefined : await latestClock(tx, 'order', id, 'order.handle')
			if (earlier !== null && clock) {
				const moved = await setDueDate(ctx, tx, clock, { dueOn: earlier, reason: change.value.reason ?? '' })
				if (!moved.ok) return moved
			}
			const due = (clock ? earlier : row.due_on) ?? ''
			const people = [...(await handlersOf(tx, row)), ...(await headOf(tx, row.branch_id, row.lead_department_id))]
			return ok(
				moveOf(ctx, row, change.value, {
					after: { urgency: change.value.set.urgency, due },
					tell: tellAll(row, 'order.raised', `raised:${row.version}`, people, { due }),
				}),
			)
		},
	})
}
