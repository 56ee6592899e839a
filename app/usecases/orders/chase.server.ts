import { chase } from '#app/domain/order/side-acts.ts'
import type { Outcome } from '#app/domain/refusal.ts'
import { ok } from '#app/domain/result.ts'
import { insertChase } from '#db/queries/orders.server.ts'
import { namesOf } from '#db/queries/people.server.ts'
import type { Ctx } from '../context.server.ts'
import { changeOrder, moveOf } from './order.server.ts'
import { handlersOf, headOf, tellAll } from './recipients.server.ts'

/** 催办 by hand: to the handler and the head, kept in the log. */
export async function chaseOrder(
	ctx: Ctx,
	id: string,
	version: number,
	text: string,
): Promise<Outcome<{ id: string }>> {
	return changeOrder(ctx, {
		id,
		version,
		actions: ['order.chase'],
		decide: async (row, tx) => {
			const change = chase(row.facts, text)
			if (!change.ok) return change
			const told = [
				...new Set([...(await handlersOf(tx, row)), ...(await headOf(tx, row.branch_id, row.lead_department_id))]),
			]
			const names = await namesOf(tx, told)
			return ok(
				moveOf(ctx, row, change.value, {
					set: { chase_count: row.chase_count + 1 },
					tell: tellAll(row, 'order.chased', `chased:${row.version}`, told),
					also: (inTx) =>
						insertChase(inTx, {
							id: ctx.newId(),
							branch_id: row.branch_id,
							order_id: id,
							rung: 'manual',
							text: change.value.reason ?? '',
							sent_to: [...names.values()].join('、'),
							by_account_id: ctx.actor.accountId,
							at: ctx.now,
						}),
				}),
			)
		},
	})
}
