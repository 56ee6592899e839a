import { INSPECTION_STATES, type InspectionFacts, type InspectionState } from '#app/domain/inspection/inspection.ts'
import { INSPECTION_TYPES, type InspectionType } from '#app/domain/inspection/types.ts'
import type { InspectionRow } from '#db/queries/inspections.server.ts'
import type { Ctx } from '../context.server.ts'

export function stateOf(text: string): InspectionState {
	const state = INSPECTION_STATES.find((one) => one === text)
	if (!state) throw new Error(`Unknown inspection state: ${text}`)
	return state
}

/** Imported rows carry their register's own words; they are shown as patrols. */
export function typeOf(text: string): InspectionType {
	return INSPECTION_TYPES.find((one) => one === text) ?? 'PATROL'
}

/** The row as the rules see it. The second inspector may write like the first: both stand in the inspector's place. */
export function factsOf(ctx: Ctx, row: InspectionRow, confirmedViolations = 0): InspectionFacts {
	const mine = row.second_inspector_id === ctx.actor.accountId
	return {
		state: stateOf(row.state),
		type: typeOf(row.type),
		inspectorId: mine ? ctx.actor.accountId : row.inspector_id,
		confirmedViolations,
	}
}
