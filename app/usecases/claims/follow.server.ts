import { ok } from '#app/domain/result.ts'
import { clawbackIn, confirmedClawbacks, updateClawback } from '#db/queries/clawbacks.server.ts'
import { bookOf } from '#db/queries/ledger.server.ts'
import { advancedRedress, redressIn, updateRedress } from '#db/queries/redress.server.ts'
import type { Tx } from '#db/tx.server.ts'
import type { Ctx } from '../context.server.ts'
import { transitionIn } from '../transition.server.ts'

/**
 * Moves every claim that the ledger shows as collected in full to its last state: claw-back COLLECTED, advance RECOVERED.
 * In the transaction of a settlement, or by the sweep; answers how many moved. What was collected is never stored.
 */
export async function followClaims(ctx: Ctx, tx: Tx): Promise<number> {
	const { branchId } = ctx.actor
	let moved = 0
	for (const { id, amount_fen } of await confirmedClawbacks(tx, branchId)) {
		if ((await bookOf(tx, { claimId: id })).paidFen < amount_fen) continue
		const done = await transitionIn(ctx, tx, {
			subject: 'clawback',
			id,
			version: undefined,
			readAction: 'claim.read',
			actions: ['claim.clock', 'ledger.settle'],
			load: clawbackIn,
			decide: () =>
				ok({
					set: { state: 'COLLECTED' as const, collected_at: ctx.now },
					event: { kind: 'clawback.collected', after: { state: 'COLLECTED' } },
				}),
			save: updateClawback,
		})
		if (done.ok) moved += 1
	}
	for (const { id, amount_fen } of await advancedRedress(tx, branchId)) {
		if ((await bookOf(tx, { claimId: id })).paidFen < amount_fen) continue
		const done = await transitionIn(ctx, tx, {
			subject: 'redress',
			id,
			version: undefined,
			readAction: 'redress.read',
			actions: ['claim.clock', 'ledger.settle'],
			load: redressIn,
			decide: () =>
				ok({
					set: { state: 'RECOVERED' as const, recovered_at: ctx.now },
					event: { kind: 'redress.recovered', after: { state: 'RECOVERED' } },
				}),
			save: updateRedress,
		})
		if (done.ok) moved += 1
	}
	return moved
}
