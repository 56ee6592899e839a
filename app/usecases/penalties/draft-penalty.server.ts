import type { Severity } from '#app/domain/penalty/rulebook.schema.ts'
import type { Outcome } from '#app/domain/refusal.ts'
import { ok } from '#app/domain/result.ts'
import { yearOf } from '#app/domain/time.ts'
import { limitationOn } from '#app/domain/violation/limitation.ts'
import { nextNumber, numberText } from '#db/queries/numbers.server.ts'
import { insertPenalty, type PenaltyRow } from '#db/queries/penalties.server.ts'
import type { ViolationRow } from '#db/queries/violations.server.ts'
import { flag, fromJson } from '#db/sql.server.ts'
import type { Tx } from '#db/tx.server.ts'
import type { Ctx } from '../context.server.ts'
import { taxonomyById } from '../reference/load.server.ts'
import { recordNew } from '../transition.server.ts'
import { caseClock, countingOf, limitationClock, runClocks } from './clocks.server.ts'
import { type Basis, computeCase, computedColumns } from './compute.server.ts'
import { tellRoles } from './tell.server.ts'

/** What the amount of a stored case rests on. */
export function basisOf(row: PenaltyRow, severity: Severity): Basis {
	return {
		penaltyId: row.id,
		type: row.violation_type,
		category: row.category ?? '',
		outletId: row.outlet_id,
		dealerId: row.dealer_id,
		occurredOn: row.occurred_on,
		severity,
		units: row.units,
		factors: fromJson<string[]>(row.factors_json),
		share: row.share,
	}
}

/**
 * Drafts the penalty of a confirmed violation, numbered CF-YYYY-nnnn, in the transaction of the confirmation. Its
 * opener is who recorded the violation. Refuses when no rulebook was in force on the day it happened.
 */
export async function draftPenaltyIn(ctx: Ctx, tx: Tx, violation: ViolationRow): Promise<Outcome<{ id: string }>> {
	const id = ctx.newId()
	const category = violation.violation_type.slice(0, 1)
	const { severity, units, occurred_on: occurredOn } = violation
	const computed = await computeCase(ctx, tx, {
		penaltyId: id,
		type: violation.violation_type,
		category,
		outletId: violation.outlet_id,
		dealerId: violation.dealer_id,
		occurredOn,
		severity,
		units,
		factors: fromJson<string[]>(violation.factors_json),
		share: violation.dealer_share,
	})
	if (!computed.ok) return computed
	const taxonomy = await taxonomyById(tx, violation.taxonomy_version_id)
	const type = taxonomy.body.types.find((one) => one.code === violation.violation_type)
	const year = yearOf(ctx.today)
	const row = {
		id,
		branch_id: violation.branch_id,
		county_id: violation.county_id,
		grid_id: violation.grid_id,
		dealer_id: violation.dealer_id,
		outlet_id: violation.outlet_id,
		number: numberText('CF', year, await nextNumber(tx, ctx.actor.branchId, 'penalty', year)),
		state: 'DRAFT',
		violation_id: violation.id,
		violation_type: violation.violation_type,
		category,
		severity,
		red_line: flag(type?.redLine ?? false),
		occurred_on: occurredOn,
		units,
		share: violation.dealer_share,
		factors_json: violation.factors_json,
		...computedColumns(computed.value),
		...UNTOUCHED,
		opened_by: violation.opened_by,
		opened_at: ctx.now,
		limitation_on: limitationOn(severity, occurredOn),
	} as const
	await insertPenalty(tx, row)
	const counting = await countingOf(ctx, tx)
	await runClocks(ctx, tx, [
		caseClock(counting, id, 'check', ctx.today),
		limitationClock(counting.calendar, id, occurredOn, row.limitation_on),
	])
	await recordNew(ctx, tx, {
		subject: 'penalty',
		id,
		event: {
			kind: 'penalty.drafted',
			after: {
				number: row.number,
				violation: violation.number,
				amount_fen: row.amount_fen,
				points: row.points,
				priors: computed.value.repeats.priors,
				rulebook: computed.value.rulebook.code,
			},
		},
		tell: await tellRoles(tx, row, 'penalty.to-check', ['COMPLIANCE_OFFICER'], 'to-check', [row.opened_by]),
	})
	return ok({ id })
}

const UNTOUCHED = {
	notice_amount_fen: null,
	decided_amount_fen: null,
	settled_fen: 0,
	outstanding_fen: 0,
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
	closed_at: null,
	waiver_proposed_by: null,
	end_reason: null,
	ended_by: null,
	ended_at: null,
	historic: 0,
	external_key: null,
} as const
