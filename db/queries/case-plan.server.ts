import { PLAN_STATES, type PlanState } from '#app/domain/plan/plan.ts'
import type { PlanTable } from '../schema.ts'
import type { Handle, Tx } from '../tx.server.ts'

export type CasePlanRow = Omit<{ [K in keyof PlanTable]: K extends 'version' ? number : PlanTable[K] }, 'state'> & {
	readonly state: PlanState
}

function rowOf(row: { [K in keyof PlanTable]: K extends 'version' ? number : PlanTable[K] } | undefined) {
	if (!row) return undefined
	const state = PLAN_STATES.find((known) => known === row.state)
	if (!state) throw new Error(`Unknown plan state: ${row.state}`)
	return { ...row, state }
}

/** The plan that a case has to see struck off: its own, or the earlier one that its violation reopened. */
export async function planOfCase(
	handle: Handle,
	penaltyId: string,
	violationId: string | null,
): Promise<CasePlanRow | undefined> {
	const own = await handle.selectFrom('plan').selectAll().where('penalty_id', '=', penaltyId).executeTakeFirst()
	if (own) return rowOf(own)
	if (violationId === null) return undefined
	return rowOf(await handle.selectFrom('plan').selectAll().where('violation_id', '=', violationId).executeTakeFirst())
}

/** The plan of the same type at the same outlet that was struck off last (domain 4.1, repeats). */
export async function lastStruckOff(
	handle: Handle,
	outletId: string,
	violationType: string,
): Promise<CasePlanRow | undefined> {
	const row = await handle
		.selectFrom('plan')
		.selectAll()
		.where('outlet_id', '=', outletId)
		.where('violation_type', '=', violationType)
		.where('state', '=', 'STRUCK_OFF')
		.where('struck_off_at', 'is not', null)
		.orderBy('struck_off_at', 'desc')
		.limit(1)
		.executeTakeFirst()
	return rowOf(row)
}

export async function insertPlan(tx: Tx, row: Omit<CasePlanRow, 'version'>): Promise<void> {
	await tx.insertInto('plan').values(row).execute()
}

/** True when the row still had this version. */
export async function updatePlanOfCase(
	tx: Tx,
	id: string,
	version: number,
	set: Partial<Omit<CasePlanRow, 'id' | 'version'>>,
): Promise<boolean> {
	const result = await tx
		.updateTable('plan')
		.set({ ...set, version: version + 1 })
		.where('id', '=', id)
		.where('version', '=', version)
		.executeTakeFirst()
	return result.numUpdatedRows === 1n
}
