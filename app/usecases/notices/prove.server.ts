import type { Instant } from '#app/domain/time.ts'
import { addProof, type ProofRow } from '#db/queries/service-proofs.server.ts'
import type { Tx } from '#db/tx.server.ts'
import type { Ctx } from '../context.server.ts'

type Proven = {
	readonly kind: ProofRow['kind']
	/** When it happened; now when left out. */
	readonly at?: Instant
	/** The account behind it: the actor when left out, nobody when null. */
	readonly by?: string | null
	readonly person?: string
	readonly note?: string
	readonly evidenceId?: string | null
}

/** Adds a proof of service, in the transaction of the act that it proves. */
export async function prove(
	ctx: Pick<Ctx, 'actor' | 'now' | 'newId' | 'address' | 'session'>,
	tx: Tx,
	noticeId: string,
	proven: Proven,
): Promise<void> {
	const online = proven.kind === 'opened'
	await addProof(tx, {
		id: ctx.newId(),
		branch_id: ctx.actor.branchId,
		notice_id: noticeId,
		kind: proven.kind,
		at: proven.at ?? ctx.now,
		account_id: proven.by === undefined ? ctx.actor.accountId : proven.by,
		recorded_at: ctx.now,
		address: online ? ctx.address : null,
		session_hash: online && ctx.session !== '' ? ctx.session : null,
		person: proven.person ?? null,
		note: proven.note ?? null,
		evidence_id: proven.evidenceId ?? null,
	})
}
