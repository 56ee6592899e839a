import { PLAN_STATES, type PlanState } from '#app/domain/plan/plan.ts'
import type { Handle } from '../tx.server.ts'
import type { PlanRow } from './plans.server.ts'

export type CasePlanRow = Omit<PlanRow, 'state'> & { readonly state: PlanState }

function rowOf(row: PlanRow | undefined): CasePlanRow | undefined {
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
