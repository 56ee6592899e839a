import { strikeOff } from '#app/domain/order/acts.ts'
import type { Outcome } from '#app/domain/refusal.ts'
import { ok } from '#app/domain/result.ts'
import { closeObservation } from '#db/queries/order-content.server.ts'
import type { Ctx } from '../context.server.ts'
import { observationDays } from './content.server.ts'
import { changeOrder, moveOf, orderActorOf } from './order.server.ts'
import { handlersOf, issuingSide, tellAll } from './recipients.server.ts'

/** 销号: a later check by another person shows that the problem has not come back. */
export async function strikeOffOrder(
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
			const change = strikeOff(row.facts, orderActorOf(ctx.actor), reason, ctx.today, observationDays(row))
			if (!change.ok) return change
			const told = [...(await handlersOf(tx, row)), ...issuingSide(row)].filter((who) => who !== ctx.actor.accountId)
			return ok(
				moveOf(ctx, row, change.value, {
					set: {
						struck_off_by: ctx.actor.accountId,
						struck_off_at: ctx.now,
						strike_off_note: change.value.reason,
					},
					tell: tellAll(row, 'order.struck-off', 'struck-off', told),
					also: (inTx) => closeObservation(inTx, id, ctx.now),
				}),
			)
		},
	})
}
