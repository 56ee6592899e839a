import { cancelInspection, voidInspection } from '#app/domain/inspection/inspection.ts'
import { type Outcome, refuse } from '#app/domain/refusal.ts'
import { ok } from '#app/domain/result.ts'
import { stopClocks } from '#db/queries/clocks.server.ts'
import { appendEvents } from '#db/queries/events.server.ts'
import { closeFindingsOf } from '#db/queries/findings.server.ts'
import { confirmedOn } from '#db/queries/inspections.server.ts'
import { dismissDraftsOf } from '#db/queries/violation-drafts.server.ts'
import type { Tx } from '#db/tx.server.ts'
import type { Ctx } from '../context.server.ts'
import { transition } from '../transition.server.ts'
import { inspectionDoor } from './door.server.ts'
import { factsOf } from './facts.server.ts'

/** Calls a visit off before it was submitted, with a reason. */
export async function cancelVisit(
	ctx: Ctx,
	id: string,
	version: number | undefined,
	reason: string,
): Promise<Outcome<{ id: string }>> {
	return transition(
		ctx,
		inspectionDoor(id, version, 'inspection.cancel', (row) => {
			const change = cancelInspection(factsOf(ctx, row), { reason })
			if (!change.ok) return change
			return ok({
				set: { state: change.value.to, end_reason: reason },
				event: { kind: 'inspection.cancelled', reason },
			})
		}),
	)
}

/** Declares a submitted inspection void: its findings close and the drafts that rest on it are dismissed. */
export async function voidVisit(
	ctx: Ctx,
	id: string,
	version: number | undefined,
	reason: string,
): Promise<Outcome<{ id: string }>> {
	return transition(
		ctx,
		inspectionDoor(id, version, 'inspection.void', async (row, tx) => {
			// Imported records are kept as they came.
			if (row.historic === 1) return refuse('procedure', 'wrong-state', { state: 'HISTORIC', action: 'void' })
			const change = voidInspection(factsOf(ctx, row, await confirmedOn(tx, id)), { reason })
			if (!change.ok) return change
			return ok({
				set: { state: change.value.to, end_reason: reason },
				event: { kind: 'inspection.voided', reason },
				also: (also) => closeWhatRestsOn(ctx, also, id, reason),
			})
		}),
	)
}

async function closeWhatRestsOn(ctx: Ctx, tx: Tx, inspectionId: string, reason: string): Promise<void> {
	const { branchId, accountId } = ctx.actor
	const drafts = await dismissDraftsOf(tx, inspectionId, { accountId, at: ctx.now, reason })
	for (const id of drafts) await stopClocks(tx, 'violation', id, ['violation.open'], ctx.now, 'cancelled')
	const findings = await closeFindingsOf(tx, inspectionId, reason)
	await appendEvents(tx, branchId, accountId, ctx.now, [
		...drafts.map((id) => ({ subjectKind: 'violation', subjectId: id, kind: 'violation.dismissed', reason }) as const),
		...findings.map((id) => ({ subjectKind: 'finding', subjectId: id, kind: 'finding.closed', reason }) as const),
	])
}
