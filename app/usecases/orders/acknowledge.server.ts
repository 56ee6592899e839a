import { acknowledge } from '#app/domain/order/acts.ts'
import { type Outcome, refuse } from '#app/domain/refusal.ts'
import { ok } from '#app/domain/result.ts'
import { flag } from '#db/sql.server.ts'
import type { Ctx } from '../context.server.ts'
import { actsFor, changeOrder, moveOf } from './order.server.ts'

/** The lead department signs for the order; late is recorded. Who signs owns it until a successor is named (5.6). */
export async function acknowledgeOrder(ctx: Ctx, id: string, version: number): Promise<Outcome<{ id: string }>> {
	return changeOrder(ctx, {
		id,
		version,
		actions: ['order.acknowledge'],
		decide: (row) => {
			if (!actsFor(ctx.actor, 'order.acknowledge', row.lead_department_id)) return refuse('forbidden', 'not-allowed')
			const change = acknowledge(row.facts, ctx.now)
			if (!change.ok) return change
			const late = row.ack_due_at !== null && ctx.now > row.ack_due_at
			return ok(
				moveOf(ctx, row, change.value, {
					set: {
						acknowledged_by: ctx.actor.accountId,
						ack_late: flag(late),
						// Before the sweep came by: the limit's end was the same moment.
						...(late ? { ack_default_at: row.ack_default_at ?? row.ack_due_at } : {}),
						// Whoever signs owns it; the head owned it by default only.
						handler_id: row.ack_default_at === null ? (row.handler_id ?? ctx.actor.accountId) : ctx.actor.accountId,
					},
				}),
			)
		},
	})
}
