import type { Declaration } from '#app/domain/penalty/conflict.ts'
import { insertDeclaration } from '#db/queries/conflicts.server.ts'
import { type Gate, type GateSubject, recordGateReason } from '#db/queries/gate-reasons.server.ts'
import type { Tx } from '#db/tx.server.ts'
import type { Ctx } from '../context.server.ts'

/** Keeps what the actor said of an own interest, in the transaction of the act. */
export async function keepDeclaration(
	ctx: Ctx,
	tx: Tx,
	subject: { readonly kind: GateSubject; readonly id: string },
	said: Declaration,
): Promise<void> {
	await insertDeclaration(tx, {
		id: ctx.newId(),
		branch_id: ctx.actor.branchId,
		subject_kind: subject.kind,
		subject_id: subject.id,
		account_id: ctx.actor.accountId,
		declared: said.declared,
		relation: said.relation,
		declared_at: ctx.now,
	})
}

/** Keeps a reasoned exception of the actor, where one was given, in the transaction of the act. */
export async function keepReason(
	ctx: Ctx,
	tx: Tx,
	subject: { readonly kind: GateSubject; readonly id: string },
	gate: Gate,
	reason: string,
	facts: Readonly<Record<string, string | number>> = {},
): Promise<void> {
	const said = reason.trim()
	if (said === '') return
	await recordGateReason(tx, {
		id: ctx.newId(),
		branchId: ctx.actor.branchId,
		subject,
		gate,
		reason: said,
		facts,
		by: ctx.actor.accountId,
		at: ctx.now,
	})
}
