import { type Outcome, refuse } from '#app/domain/refusal.ts'
import { ok } from '#app/domain/result.ts'
import { type SuccessionRow, successionById, updateSuccession } from '#db/queries/successions.server.ts'
import type { Ctx } from '../context.server.ts'
import { transition } from '../transition.server.ts'

type SuccessionSet = Partial<Omit<SuccessionRow, 'id' | 'version'>>

export type DecideSuccession = {
	readonly id: string
	readonly version: number
	readonly release: boolean
	readonly reason: string
}

/** A second person agrees that points stay behind, or leaves them where trap 8 puts them. */
export async function decideSuccession(ctx: Ctx, command: DecideSuccession): Promise<Outcome<{ id: string }>> {
	const { release, reason } = command
	return transition<SuccessionRow, SuccessionSet>(ctx, {
		subject: 'succession',
		id: command.id,
		version: command.version,
		readAction: 'register.read',
		actions: ['succession.release'],
		load: async (tx, scope, id) =>
			scope.places.some((place) => place.kind === 'branch') ? successionById(tx, scope.branchId, id) : undefined,
		decide: (row) => {
			if (row.state !== 'ASKED') return refuse('procedure', 'succession.decided')
			if (row.proposed_by === ctx.actor.accountId) return refuse('forbidden', 'same-person')
			if (reason.trim() === '') return refuse('invalid', 'reason-missing')
			const state = release ? 'RELEASED' : 'REFUSED'
			return ok({
				set: { state, decided_by: ctx.actor.accountId, decided_at: ctx.now, decision_reason: reason },
				event: { kind: release ? 'succession.released' : 'succession.refused', reason, after: { state } },
			})
		},
		save: updateSuccession,
	})
}
