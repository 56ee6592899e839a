import type { Action, Role } from '#app/domain/access.ts'
import type { Declaration } from '#app/domain/penalty/conflict.ts'
import { decidingRole } from '#app/domain/penalty/facts.ts'
import { type Outcome, refuse } from '#app/domain/refusal.ts'
import { ok } from '#app/domain/result.ts'
import { insertDeclaration } from '#db/queries/conflicts.server.ts'
import { type Gate, type GateSubject, recordGateReason } from '#db/queries/gate-reasons.server.ts'
import { type PenaltyRow, type PenaltySet, penaltyIn, updatePenalty } from '#db/queries/penalties.server.ts'
import type { Tx } from '#db/tx.server.ts'
import type { Ctx } from '../context.server.ts'
import { transition } from '../transition.server.ts'
import { tellRoles } from './tell.server.ts'

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

/** Somebody steps aside: kept, told to who can take the case over, and the acts are shut for this person from now on. */
export async function declareConflict(
	ctx: Ctx,
	command: { readonly id: string; readonly version: number; readonly relation: string },
	actions: readonly Action[],
): Promise<Outcome<{ id: string }>> {
	return transition<PenaltyRow, PenaltySet>(ctx, {
		subject: 'penalty',
		id: command.id,
		version: command.version,
		readAction: 'penalty.read',
		actions,
		load: async (tx, scope, id) => {
			const row = await penaltyIn(tx, scope, id)
			return row?.historic === 1 ? undefined : row
		},
		decide: async (row, tx) => {
			const reason = command.relation.trim()
			if (reason === '') return refuse('invalid', 'reason-missing')
			if (row.closed_at !== null) return refuse('procedure', 'wrong-state', { state: row.state, action: 'declare' })
			const said = { declared: 'conflict', relation: reason } as const
			const others = await tellRoles(tx, row, 'penalty.conflict-declared', rolesAt(row), `conflict:${ctx.now}`, [
				ctx.actor.accountId,
			])
			return ok({
				set: {},
				event: { kind: 'penalty.conflict-declared', reason, after: {} },
				tell: others,
				also: async (within) => keepDeclaration(ctx, within, { kind: 'penalty', id: row.id }, said),
			})
		},
		save: updatePenalty,
	})
}

/** Who takes the case over at the step that it waits for. */
function rolesAt(row: PenaltyRow): readonly Role[] {
	if (row.state === 'REVIEW') return ['REVIEWER']
	if (row.state === 'DEFENCE' && row.severity !== null) return [decidingRole(row.severity)]
	return ['COMPLIANCE_OFFICER']
}
