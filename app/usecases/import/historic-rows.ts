import type { RegisterRow } from '#app/domain/import/map-row.ts'
import type { Mapping } from '#app/domain/import/mapping.schema.ts'
import { addMonths, type Instant, instantAt } from '#app/domain/time.ts'
import type { NewRow, OutletDetails } from '#db/queries/import.server.ts'
import type { Place } from './place.server.ts'

/** Imported rows are historic: they tell what was, and start nothing (no notices, points, recurrence or ledger). */

export type Maker = { readonly now: Instant; readonly newId: () => string }
export type RowScope = {
	readonly branch_id: string
	readonly county_id: string
	readonly grid_id: string
	readonly dealer_id: string
	readonly outlet_id: string
}
export type Identity = { readonly id: string; readonly number: string; readonly external_key: string }

/** A register knows the day only; noon keeps the date the same in every zone that reads it. */
const NOON = 720
const LIMITATION_MONTHS = 24

export function newOutlet(
	mapping: Mapping,
	place: Place,
	by: Maker,
	as: { readonly id: string; readonly key: string; readonly details: OutletDetails },
): NewRow<'outlet'> {
	return {
		id: as.id,
		branch_id: place.branchId,
		county_id: place.countyId,
		grid_id: place.gridId,
		dealer_id: place.dealerId,
		code: `${mapping.numberPrefix}-${as.key}`,
		...as.details,
		channel_manager_id: null,
		status: 'ACTIVE',
		source: 'IMPORTED',
		external_key: `${mapping.source}:${as.key}`,
		created_at: by.now,
	}
}

export function newInspection(
	mapping: Mapping,
	place: Place,
	by: Maker,
	as: RowScope & Identity,
	data: RegisterRow,
): NewRow<'inspection'> {
	return {
		...as,
		type: mapping.inspectionType,
		state: 'SUBMITTED',
		sheet_version_id: place.sheetId,
		inspector_id: place.systemId,
		second_inspector_id: null,
		planned_on: null,
		started_at: null,
		submitted_at: instantAt(data.date, NOON),
		occurred_on: data.date,
		score_tenths: null,
		failed_items: 0,
		latitude: null,
		longitude: null,
		accuracy_m: null,
		end_reason: null,
		remark: data.remark || null,
		plan_id: null,
		historic: 1,
		created_by: place.systemId,
		created_at: by.now,
	}
}

export function newFinding(
	by: Maker,
	as: RowScope & Identity & { readonly inspection_id: string },
	data: RegisterRow,
): NewRow<'finding'> {
	return {
		...as,
		item_no: null,
		violation_type: null,
		text: data.text,
		corrected_on_spot: data.corrected ? 1 : 0,
		state: 'CLOSED',
		close_reason: data.note || null,
		historic: 1,
		created_at: by.now,
	}
}

export function newPenalty(
	place: Place,
	as: RowScope & Identity,
	data: RegisterRow,
	penalty: NonNullable<RegisterRow['penalty']>,
): NewRow<'penalty'> {
	const at = instantAt(data.date, NOON)
	return {
		...as,
		state: 'CLOSED',
		violation_id: null,
		violation_type: null,
		category: null,
		severity: penalty.severity,
		red_line: 0,
		rulebook_version_id: null,
		occurred_on: data.date,
		units: 1,
		share: 100,
		factors_json: '[]',
		priors_json: '[]',
		multiplier_percent: 100,
		factor_percent: 100,
		capped: 0,
		working_json: '[]',
		amount_fen: penalty.amountFen,
		points: 0,
		notice_amount_fen: null,
		decided_amount_fen: penalty.amountFen,
		settled_fen: 0,
		outstanding_fen: 0,
		opened_by: place.systemId,
		opened_at: at,
		checked_by: null,
		checked_at: null,
		noticed_by: null,
		noticed_at: null,
		served_at: null,
		defence_state: 'NONE',
		defence_extended: 0,
		round: 1,
		decided_by: null,
		decided_at: null,
		decision_served_at: null,
		decision_served_on: null,
		review_until: null,
		review_ground: null,
		reviewed_by: null,
		reviewed_at: null,
		review_outcome: null,
		final_at: null,
		settled_at: null,
		closed_at: at,
		waiver_proposed_by: null,
		end_reason: penalty.note || null,
		ended_by: null,
		ended_at: null,
		limitation_on: addMonths(data.date, LIMITATION_MONTHS),
		historic: 1,
	}
}
