import type { Action } from '#app/domain/access.ts'
import { type Outcome, refuse } from '#app/domain/refusal.ts'
import { ok } from '#app/domain/result.ts'
import { type FindingRow, findingIn, updateFinding } from '#db/queries/findings.server.ts'
import { occurredOnOf } from '#db/queries/inspections.server.ts'
import type { Ctx } from '../context.server.ts'
import { currentTaxonomy } from '../reference/load.server.ts'
import { type Door, transition } from '../transition.server.ts'
import { violationOf } from './submit-sheet.server.ts'

type FindingSet = Partial<Omit<FindingRow, 'id' | 'version'>>

function findingDoor(
	id: string,
	version: number | undefined,
	action: Action,
	decide: Door<FindingRow, FindingSet>['decide'],
): Door<FindingRow, FindingSet> {
	return {
		subject: 'finding',
		id,
		version,
		readAction: 'inspection.read',
		actions: [action],
		load: findingIn,
		decide,
		save: updateFinding,
	}
}

/** Historic findings are kept as they came; others are judged once. */
function notOpen(row: FindingRow, action: string) {
	if (row.historic === 0 && row.state === 'OPEN') return null
	return refuse('procedure', 'wrong-state', { state: row.historic === 1 ? 'HISTORIC' : row.state, action })
}

/** From finding to violation draft in one step, with its evidence; answers the violation's id. */
export async function violationFromFinding(
	ctx: Ctx,
	id: string,
	version: number | undefined,
	typeCode?: string,
): Promise<Outcome<{ id: string }>> {
	let violationId = ''
	const done = await transition(
		ctx,
		findingDoor(id, version, 'violation.record', async (row, tx) => {
			const refused = notOpen(row, 'record')
			if (refused) return refused
			const code = typeCode ?? row.violation_type
			const taxonomy = (await currentTaxonomy(ctx, tx)).body
			if (code === null || !taxonomy.types.some((type) => type.code === code))
				return refuse('procedure', 'violation.no-type')
			const occurredOn = await occurredOnOf(tx, row.inspection_id)
			return ok({
				set: { state: 'VIOLATION' },
				event: { kind: 'violation.recorded', after: { state: 'VIOLATION', type: code } },
				also: async (also) => {
					violationId = (await violationOf(ctx, also, { occurred_on: occurredOn }, row, code)).id
				},
			})
		}),
	)
	return done.ok ? ok({ id: violationId }) : done
}

/** A finding that is no violation is closed with a reason. */
export async function closeFinding(
	ctx: Ctx,
	id: string,
	version: number | undefined,
	reason: string,
): Promise<Outcome<{ id: string }>> {
	return transition(
		ctx,
		findingDoor(id, version, 'violation.record', (row) => {
			const refused = notOpen(row, 'close')
			if (refused) return refused
			if (reason.trim() === '') return refuse('invalid', 'reason-missing')
			return ok({
				set: { state: 'CLOSED', close_reason: reason },
				event: { kind: 'finding.closed', reason },
			})
		}),
	)
}
