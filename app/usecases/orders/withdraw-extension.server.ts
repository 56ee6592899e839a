import { withdrawExtension } from '#app/domain/order/side-acts.ts'
import type { Outcome } from '#app/domain/refusal.ts'
import { ok } from '#app/domain/result.ts'
import { decideExtensionRow } from '#db/queries/orders.server.ts'
import type { Ctx } from '../context.server.ts'
import { changeOrder, moveOf, orderActorOf } from './order.server.ts'
import { issuers, tellAll } from './recipients.server.ts'

/** Whoever asked takes the waiting request back; it stays in the ledger of extensions. */
export async function withdrawOwnExtension(ctx: Ctx, id: string, version: number): Promise<Outcome<{ id: string }>> {
	return changeOrder(ctx, {
		id,
		version,
		actions: ['order.request-extension'],
		decide: async (row, tx) => {
			const change = withdrawExtension(row.facts, orderActorOf(ctx.actor))
			if (!change.ok) return change
			const { accountId: by } = ctx.actor
			const decided = { state: 'WITHDRAWN', by, at: ctx.now, reason: '', newDueAt: null } as const
			return ok(
				moveOf(ctx, row, change.value, {
					tell: tellAll(row, 'order.extension-withdrawn', `unask:${row.version}`, await issuers(tx, row.branch_id)),
					also: (inTx) => decideExtensionRow(inTx, id, decided),
				}),
			)
		},
	})
}
