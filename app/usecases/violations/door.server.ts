import type { Action } from '#app/domain/access.ts'
import type { Declaration } from '#app/domain/penalty/conflict.ts'
import { VIOLATION_STATES, type ViolationActor, type ViolationFacts } from '#app/domain/violation/violation.ts'
import { declarationsOf } from '#db/queries/conflicts.server.ts'
import { dealerById } from '#db/queries/dealer-facts.server.ts'
import { evidenceIdsOf } from '#db/queries/evidence.server.ts'
import { inspectorsOf } from '#db/queries/penalty-facts.server.ts'
import { updateViolation, type ViolationRow, violationIn } from '#db/queries/violations.server.ts'
import type { Handle } from '#db/tx.server.ts'
import type { Ctx } from '../context.server.ts'
import type { Door } from '../transition.server.ts'
import { occurrenceOf, openTwinsOf } from './twins.server.ts'

export type ViolationSet = Partial<Omit<ViolationRow, 'id' | 'version'>>
export type ViolationDoor = Door<ViolationRow, ViolationSet>

/** The door of a violation: how it is loaded and saved; the act adds who may and what is decided. */
export function violationDoor(
	id: string,
	version: number | undefined,
	action: Action,
	decide: ViolationDoor['decide'],
): ViolationDoor {
	return {
		subject: 'violation',
		id,
		version,
		readAction: 'violation.read',
		actions: [action],
		load: violationIn,
		decide,
		save: updateViolation,
	}
}

/** What the procedure asks about a stored violation. */
export async function violationFacts(handle: Handle, row: ViolationRow): Promise<ViolationFacts> {
	const state = VIOLATION_STATES.find((known) => known === row.state)
	if (!state) throw new Error(`Unknown violation state: ${row.state}`)
	const dealer = await dealerById(handle, row.dealer_id)
	return {
		state,
		typeCode: row.violation_type,
		facts: row.facts,
		units: row.units,
		occurredOn: row.occurred_on,
		discoveredOn: row.discovered_on,
		evidenceCount: (await evidenceIdsOf(handle, { kind: 'violation', id: row.id })).length,
		shares: { dealer: row.dealer_share, operator: row.operator_share, third: row.third_share },
		openerId: row.opened_by,
		dealerSignerId: dealer?.signed_by ?? null,
		inspectorIds: (await inspectorsOf(handle, row.inspection_id)).filter((id) => id !== row.opened_by),
		twinNumber: (await openTwinsOf(handle, occurrenceOf(row)))[0]?.number ?? null,
	}
}

/** Who judges a violation, with what was declared on it before or with this act. */
export async function violationActor(
	ctx: Ctx,
	handle: Handle,
	id: string,
	said?: Declaration | undefined,
): Promise<ViolationActor> {
	const rows = await declarationsOf(handle, [id])
	const before = rows.findLast((one) => one.account_id === ctx.actor.accountId)?.declared
	// A conflict once declared is not taken back by a later click.
	const declared = before === 'conflict' ? before : (said?.declared ?? before)
	return { personId: ctx.actor.accountId, declared }
}
