import type { Scope } from '#app/domain/access.ts'
import type { Instant, LocalDate } from '#app/domain/time.ts'
import type { PlanStepTable, PlanTable } from '../schema.ts'
import type { Handle, Tx } from '../tx.server.ts'
import { withinScope } from './scope.server.ts'

export type PlanRow = { [K in keyof PlanTable]: K extends 'version' ? number : PlanTable[K] }
export type PlanStepRow = { [K in keyof PlanStepTable]: PlanStepTable[K] }
export type PlanSet = Partial<Omit<PlanRow, 'id' | 'version'>>

/** One plan within the scope; undefined when there is none or it lies outside. */
export async function planIn(handle: Handle, scope: Scope, id: string): Promise<PlanRow | undefined> {
	return handle
		.selectFrom('plan')
		.selectAll()
		.where('id', '=', id)
		.where((eb) => withinScope(eb, 'plan', scope))
		.executeTakeFirst()
}

/** One plan that the dealer has been told of: its days run since service (domain 4.1). */
export async function servedPlanIn(handle: Handle, scope: Scope, id: string): Promise<PlanRow | undefined> {
	const row = await planIn(handle, scope, id)
	return row?.served_at ? row : undefined
}

/** The plan of a violation; each confirmed violation has one. */
export async function planOfViolation(handle: Handle, violationId: string): Promise<PlanRow | undefined> {
	return handle.selectFrom('plan').selectAll().where('violation_id', '=', violationId).executeTakeFirst()
}

export async function insertPlan(tx: Tx, row: Omit<PlanRow, 'version'>): Promise<void> {
	await tx.insertInto('plan').values(row).execute()
}

/** True when the row still had this version. */
export async function updatePlan(tx: Tx, id: string, version: number, set: PlanSet): Promise<boolean> {
	const result = await tx
		.updateTable('plan')
		.set({ ...set, version: version + 1 })
		.where('id', '=', id)
		.where('version', '=', version)
		.executeTakeFirst()
	return result.numUpdatedRows === 1n
}

/** The steps of a plan in their order. */
export async function stepsOf(handle: Handle, planId: string): Promise<PlanStepRow[]> {
	return handle.selectFrom('plan_step').selectAll().where('plan_id', '=', planId).orderBy('no').execute()
}

/** Replaces the steps of a plan that is written anew. */
export async function replaceSteps(tx: Tx, planId: string, rows: readonly PlanStepRow[]): Promise<void> {
	await tx.deleteFrom('plan_step').where('plan_id', '=', planId).execute()
	if (rows.length > 0) await tx.insertInto('plan_step').values(rows).execute()
}

/** Records that a step is done with its proof in words; or takes the mark back. */
export async function setStepDone(tx: Tx, stepId: string, proof: string, doneAt: Instant | null): Promise<void> {
	await tx.updateTable('plan_step').set({ proof, done_at: doneAt }).where('id', '=', stepId).execute()
}

/** Work that was sent back has to be done again; what was written about it stays. */
export async function clearStepsDone(tx: Tx, planId: string): Promise<void> {
	await tx.updateTable('plan_step').set({ done_at: null }).where('plan_id', '=', planId).execute()
}

/** Who logged the finding: the inspector, or whoever opened the violation from another source. */
export async function finderOf(handle: Handle, violationId: string): Promise<string | null> {
	const row = await handle
		.selectFrom('violation')
		.leftJoin('inspection', 'inspection.id', 'violation.inspection_id')
		.select(['violation.opened_by', 'inspection.inspector_id'])
		.where('violation.id', '=', violationId)
		.executeTakeFirst()
	return row ? (row.inspector_id ?? row.opened_by) : null
}

/** Struck-off plans of the same type at the same outlet, latest first: a repeat within 90 days reopens one. */
export async function struckOffPlans(
	handle: Handle,
	outletId: string,
	violationType: string,
	since: Instant,
): Promise<PlanRow[]> {
	return handle
		.selectFrom('plan')
		.selectAll()
		.where('outlet_id', '=', outletId)
		.where('violation_type', '=', violationType)
		.where('state', '=', 'STRUCK_OFF')
		.where('struck_off_at', '>=', since)
		.orderBy('struck_off_at', 'desc')
		.execute()
}

export type RecheckRow = {
	id: string
	number: string
	occurredOn: LocalDate
	scoreTenths: number | null
	inspectorName: string | null
	/** True when no failed item of the visit is of the plan's type. */
	passed: boolean
}

/** Submitted re-inspections of the plan's outlet since a moment; those tied to the plan itself first. */
export async function rechecksFor(handle: Handle, plan: PlanRow, since: Instant): Promise<RecheckRow[]> {
	const rows = await handle
		.selectFrom('inspection')
		.leftJoin('account', 'account.id', 'inspection.inspector_id')
		.select([
			'inspection.id',
			'inspection.number',
			'inspection.occurred_on as occurredOn',
			'inspection.score_tenths as scoreTenths',
			'inspection.plan_id as planId',
			'account.name as inspectorName',
		])
		.select((eb) =>
			eb
				.selectFrom('finding')
				.whereRef('finding.inspection_id', '=', 'inspection.id')
				.where('finding.violation_type', '=', plan.violation_type)
				.select((inner) => inner.fn.countAll<number>().as('n'))
				.as('failures'),
		)
		.where('inspection.outlet_id', '=', plan.outlet_id)
		.where('inspection.type', '=', 'RECHECK')
		.where('inspection.state', '=', 'SUBMITTED')
		.where('inspection.submitted_at', '>=', since)
		.where((eb) => eb.or([eb('inspection.plan_id', 'is', null), eb('inspection.plan_id', '=', plan.id)]))
		.orderBy('inspection.submitted_at', 'desc')
		.limit(20)
		.execute()
	return rows
		.map(({ planId, failures, ...row }) => ({ ...row, own: planId === plan.id, passed: Number(failures ?? 0) === 0 }))
		.sort((a, b) => Number(b.own) - Number(a.own))
		.map(({ own: _, ...row }) => row)
}

/** When this happened to the plan last; null when it never did. */
export async function lastPlanEvent(handle: Handle, planId: string, kind: string): Promise<Instant | null> {
	const row = await handle
		.selectFrom('case_event')
		.select('at')
		.where('subject_kind', '=', 'plan')
		.where('subject_id', '=', planId)
		.where('kind', '=', kind)
		.orderBy('id', 'desc')
		.limit(1)
		.executeTakeFirst()
	return row?.at ?? null
}

/** The name of an outlet whose plan the actor holds. */
export async function outletNameOf(handle: Handle, outletId: string): Promise<string> {
	const row = await handle.selectFrom('outlet').select('name').where('id', '=', outletId).executeTakeFirst()
	return row?.name ?? ''
}

/** A plan that the actor holds, with the names that its list row shows. */
export async function planHeadOf(handle: Handle, plan: PlanRow) {
	const names = await handle
		.selectFrom('outlet')
		.innerJoin('dealer', 'dealer.id', 'outlet.dealer_id')
		.select(['outlet.name as outletName', 'dealer.name as dealerName'])
		.where('outlet.id', '=', plan.outlet_id)
		.executeTakeFirstOrThrow()
	const penalty =
		plan.penalty_id === null
			? undefined
			: await handle.selectFrom('penalty').select('number').where('id', '=', plan.penalty_id).executeTakeFirst()
	return {
		id: plan.id,
		number: plan.number,
		state: plan.state,
		violationType: plan.violation_type,
		severity: plan.severity,
		...names,
		dealerId: plan.dealer_id,
		penaltyId: plan.penalty_id,
		penaltyNumber: penalty?.number ?? null,
		dueOn: plan.due_on,
		extended: plan.extended,
		ineffective: plan.ineffective,
		returnedCount: plan.returned_count,
		createdAt: plan.created_at,
	}
}
