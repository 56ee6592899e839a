import { close } from '#app/domain/penalty/review.ts'
import type { Outcome } from '#app/domain/refusal.ts'
import { ok } from '#app/domain/result.ts'
import { penaltyById } from '#db/queries/penalties.server.ts'
import type { Tx } from '#db/tx.server.ts'
import type { Ctx } from '../context.server.ts'
import { actOnCase, followIn, type Written } from './act.server.ts'
import type { CaseFile } from './case-file.server.ts'

async function closed(ctx: Ctx, { facts }: CaseFile): Promise<Outcome<Written>> {
	const change = close(facts)
	if (!change.ok) return change
	return ok({ set: { state: change.value.to, closed_at: ctx.now }, event: { kind: 'penalty.closed' } })
}

const CLOSES: readonly string[] = ['SETTLED', 'WAIVED', 'LAPSED', 'REVOKED']

/**
 * Closes a case that has nothing left: settled, waived, lapsed or revoked, its remediation struck off or cancelled with
 * it (domain 3.3), the tasks that it left done. In the transaction of the settlement, the strike-off or the last task.
 * A case that has something left is left alone.
 */
export async function closeWhenDone(ctx: Ctx, tx: Tx, penaltyId: string): Promise<Outcome<{ closed: boolean }>> {
	const row = await penaltyById(tx, penaltyId)
	if (!row || !CLOSES.includes(row.state)) return ok({ closed: false })
	const done = await followIn(ctx, tx, { id: penaltyId, decide: async (file) => closed(ctx, file) })
	if (done.ok) return ok({ closed: true })
	return done.error.kind === 'procedure' ? ok({ closed: false }) : done
}

/** A person closes a revoked case once everything that it left behind is done. */
export async function closeCase(
	ctx: Ctx,
	command: { readonly id: string; readonly version: number },
): Promise<Outcome<{ id: string }>> {
	return actOnCase(ctx, {
		...command,
		actions: ['penalty.check'],
		decide: async (file) => closed(ctx, file),
	})
}
