import { rejectDraft } from '#app/domain/order/acts.ts'
import type { Outcome } from '#app/domain/refusal.ts'
import { ok } from '#app/domain/result.ts'
import type { Ctx } from '../context.server.ts'
import { changeOrder, moveOf } from './order.server.ts'
import { tellAll } from './recipients.server.ts'

/** PENDING_APPROVAL back to the drafter, with a reason. */
export async function rejectOrder(
	ctx: Ctx,
	id: string,
	version: number,
	reason: string,
): Promise<Outcome<{ id: string }>> {
	return changeOrder(ctx, {
		id,
		version,
		actions: ['order.issue'],
		decide: (row) => {
			const change = rejectDraft(row.facts, reason)
			if (!change.ok) return change
			const tell = tellAll(row, 'order.rejected', `rejected:${row.version}`, [row.drafted_by])
			return ok(moveOf(ctx, row, change.value, { tell }))
		},
	})
}
