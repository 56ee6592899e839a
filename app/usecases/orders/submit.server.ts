import { submitDraft } from '#app/domain/order/acts.ts'
import type { Outcome } from '#app/domain/refusal.ts'
import { ok } from '#app/domain/result.ts'
import type { Ctx } from '../context.server.ts'
import { changeOrder, moveOf } from './order.server.ts'
import { issuers, tellAll } from './recipients.server.ts'

/** DRAFT to PENDING_APPROVAL; tells whoever may issue it. */
export async function submitForApproval(ctx: Ctx, id: string, version: number): Promise<Outcome<{ id: string }>> {
	return changeOrder(ctx, {
		id,
		version,
		actions: ['order.draft'],
		decide: async (row, tx) => {
			const change = submitDraft(row.facts)
			if (!change.ok) return change
			const told = (await issuers(tx, row.branch_id)).filter((who) => who !== row.drafted_by)
			return ok(
				moveOf(ctx, row, change.value, { tell: tellAll(row, 'order.to-approve', `approve:${row.version}`, told) }),
			)
		},
	})
}
