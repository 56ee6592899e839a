import { grade } from '#app/domain/order/side-acts.ts'
import type { Outcome } from '#app/domain/refusal.ts'
import { ok } from '#app/domain/result.ts'
import { flag } from '#db/sql.server.ts'
import type { Ctx } from '../context.server.ts'
import { changeOrder, moveOf, orderActorOf } from './order.server.ts'
import { handlersOf, issuingSide, tellAll } from './recipients.server.ts'

/** 密级: set or lifted with a reason; from the next look on only those whom the order's own roles name see it. */
export async function gradeOrder(
	ctx: Ctx,
	id: string,
	version: number,
	to: { readonly confidential: boolean; readonly reason: string },
): Promise<Outcome<{ id: string }>> {
	return changeOrder(ctx, {
		id,
		version,
		actions: ['order.steer'],
		decide: async (row, tx) => {
			const asked = { from: row.confidential === 1, to: to.confidential, reason: to.reason }
			const change = grade(row.facts, orderActorOf(ctx.actor), asked)
			if (!change.ok) return change
			const told = row.issued_at === null ? [] : [...(await handlersOf(tx, row)), ...issuingSide(row)]
			const variant = to.confidential ? {} : { variant: 'lifted' }
			return ok(
				moveOf(ctx, row, change.value, {
					set: { confidential: flag(to.confidential), grade_reason: change.value.reason },
					tell: tellAll(row, 'order.graded', `graded:${row.version}`, told, variant),
				}),
			)
		},
	})
}
