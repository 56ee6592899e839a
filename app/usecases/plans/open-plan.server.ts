import { may } from '#app/domain/machine.ts'
import { isRepeat, PLAN_MACHINE } from '#app/domain/plan/plan.ts'
import { addDays, instantAt, localDateOf, yearOf } from '#app/domain/time.ts'
import { nextNumber, numberText } from '#db/queries/numbers.server.ts'
import { insertPlan, type PlanRow, struckOffPlans, updatePlan } from '#db/queries/plans.server.ts'
import type { ViolationRow } from '#db/queries/violations.server.ts'
import type { Tx } from '#db/tx.server.ts'
import type { Ctx } from '../context.server.ts'
import { recordNew } from '../transition.server.ts'
import { planStateOf } from './facts.server.ts'

const REPEAT_SPAN_DAYS = 400

/** The plan of the same type at the same outlet that this violation proves ineffective (domain 4.1). */
async function repeated(tx: Tx, violation: ViolationRow): Promise<PlanRow | undefined> {
	const since = instantAt(addDays(violation.occurred_on, -REPEAT_SPAN_DAYS), 0)
	const plans = await struckOffPlans(tx, violation.outlet_id, violation.violation_type, since)
	return plans.find(
		(plan) =>
			plan.struck_off_at !== null &&
			may(PLAN_MACHINE, planStateOf(plan.state), 'reopen') &&
			isRepeat(localDateOf(plan.struck_off_at), violation.occurred_on),
	)
}

/** The old plan starts over for the new case; its days count from the new service. */
async function reopen(ctx: Ctx, tx: Tx, plan: PlanRow, violation: ViolationRow, penaltyId: string | null) {
	const set = {
		state: 'TO_SUBMIT',
		penalty_id: penaltyId,
		ineffective: 1,
		extended: 0,
		returned_count: 0,
		returned_from: null,
		return_reason: null,
		submitted_by: null,
		submitted_at: null,
		approved_by: null,
		approved_at: null,
		verified_by: null,
		verified_at: null,
		recheck_inspection_id: null,
		struck_off_at: null,
		served_at: null,
		due_on: null,
	} as const
	await updatePlan(tx, plan.id, plan.version, set)
	const { state, penalty_id, struck_off_at } = plan
	await recordNew(ctx, tx, {
		subject: 'plan',
		id: plan.id,
		event: {
			kind: 'plan.reopened',
			before: { state, penalty_id, struck_off_at },
			after: { ...set, violation: violation.number },
		},
	})
}

/**
 * Opens the remediation plan of a confirmed violation in the transaction of the confirmation, numbered ZG-YYYY-nnnn;
 * a repeat of the same type at the same outlet within 90 days of a strike-off reopens that plan as ineffective.
 * Answers the plan's id.
 */
export async function openPlanIn(
	ctx: Ctx,
	tx: Tx,
	violation: ViolationRow,
	penaltyId: string | null,
): Promise<{ readonly id: string }> {
	const old = await repeated(tx, violation)
	if (old) {
		await reopen(ctx, tx, old, violation, penaltyId)
		return { id: old.id }
	}
	const id = ctx.newId()
	const year = yearOf(ctx.today)
	const number = numberText('ZG', year, await nextNumber(tx, ctx.actor.branchId, 'plan', year))
	await insertPlan(tx, {
		id,
		branch_id: violation.branch_id,
		county_id: violation.county_id,
		grid_id: violation.grid_id,
		dealer_id: violation.dealer_id,
		outlet_id: violation.outlet_id,
		number,
		state: 'TO_SUBMIT',
		violation_id: violation.id,
		penalty_id: penaltyId,
		violation_type: violation.violation_type,
		severity: violation.severity,
		cause_code: null,
		cause_text: '',
		submitted_by: null,
		submitted_at: null,
		approved_by: null,
		approved_at: null,
		verified_by: null,
		verified_at: null,
		recheck_inspection_id: null,
		returned_from: null,
		return_reason: null,
		returned_count: 0,
		served_at: null,
		due_on: null,
		extended: 0,
		ineffective: 0,
		struck_off_at: null,
		end_reason: null,
		created_at: ctx.now,
	})
	await recordNew(ctx, tx, {
		subject: 'plan',
		id,
		event: { kind: 'plan.opened', after: { number, violation: violation.number, severity: violation.severity } },
	})
	return { id }
}
