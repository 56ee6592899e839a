import { type Outcome, refuse } from '#app/domain/refusal.ts'
import { ok } from '#app/domain/result.ts'
import type { Ctx } from '../context.server.ts'
import { keepDeclaration } from '../penalties/declare.server.ts'
import { transition } from '../transition.server.ts'
import { violationDoor } from './door.server.ts'

/** Who should check a violation steps aside: kept, and the check is shut for this person from now on. */
export async function declareOnViolation(
	ctx: Ctx,
	command: { readonly id: string; readonly version: number; readonly relation: string },
): Promise<Outcome<{ id: string }>> {
	const door = violationDoor(command.id, command.version, 'violation.check', (row) => {
		const relation = command.relation.trim()
		if (relation === '') return refuse('invalid', 'reason-missing')
		if (row.state !== 'DRAFT') return refuse('procedure', 'wrong-state', { state: row.state, action: 'declare' })
		const subject = { kind: 'violation', id: row.id } as const
		return ok({
			set: {},
			event: { kind: 'violation.conflict-declared', reason: relation, after: {} },
			also: async (tx) => keepDeclaration(ctx, tx, subject, { declared: 'conflict', relation }),
		})
	})
	return transition(ctx, door)
}
