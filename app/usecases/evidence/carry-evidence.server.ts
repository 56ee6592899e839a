import type { EvidenceSubject } from '#app/domain/evidence.ts'
import { evidenceIdsOf, linkEvidence } from '#db/queries/evidence.server.ts'
import type { Tx } from '#db/tx.server.ts'
import type { Ctx } from '../context.server.ts'

/** Ties every file of one subject to another as well (item → finding → violation); answers how many there are. */
export async function carryEvidence(ctx: Ctx, tx: Tx, from: EvidenceSubject, to: EvidenceSubject): Promise<number> {
	const ids = await evidenceIdsOf(tx, from)
	for (const evidenceId of ids) {
		await linkEvidence(tx, {
			id: ctx.newId(),
			branchId: ctx.actor.branchId,
			evidenceId,
			subject: to,
			by: ctx.actor.accountId,
			at: ctx.now,
		})
	}
	return ids.length
}
