import { startInspection } from '#app/domain/inspection/inspection.ts'
import type { Outcome } from '#app/domain/refusal.ts'
import { ok } from '#app/domain/result.ts'
import type { Ctx } from '../context.server.ts'
import { transition } from '../transition.server.ts'
import { inspectionDoor } from './door.server.ts'
import { factsOf } from './facts.server.ts'

export type Position = {
	readonly latitude: number | null
	readonly longitude: number | null
	readonly accuracyM: number | null
}
const NOWHERE: Position = { latitude: null, longitude: null, accuracyM: null }

/** The inspector arrives: the visit takes place today. */
export async function startVisit(
	ctx: Ctx,
	id: string,
	version: number | undefined,
	position: Position = NOWHERE,
): Promise<Outcome<{ id: string }>> {
	return transition(
		ctx,
		inspectionDoor(id, version, 'inspection.fill', (row) => {
			const change = startInspection(factsOf(ctx, row), { visitedOn: ctx.today, today: ctx.today }, ctx.actor.accountId)
			if (!change.ok) return change
			return ok({
				set: {
					state: change.value.to,
					started_at: ctx.now,
					occurred_on: ctx.today,
					latitude: position.latitude,
					longitude: position.longitude,
					accuracy_m: position.accuracyM,
				},
				event: { kind: 'inspection.started', after: { state: change.value.to, on: ctx.today } },
			})
		}),
	)
}
