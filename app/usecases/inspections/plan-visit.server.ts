import { scopeOf } from '#app/domain/access.ts'
import type { VisitForm } from '#app/domain/inspection/visit.schema.ts'
import { type Outcome, refuse } from '#app/domain/refusal.ts'
import { ok } from '#app/domain/result.ts'
import { yearOf } from '#app/domain/time.ts'
import { insertInspection, planIsOf } from '#db/queries/inspections.server.ts'
import { nextNumber, numberText } from '#db/queries/numbers.server.ts'
import { type OutletRow, outletIn } from '#db/queries/outlets.server.ts'
import { holdersOf } from '#db/queries/people.server.ts'
import type { Tx } from '#db/tx.server.ts'
import type { Ctx } from '../context.server.ts'
import { currentSheet } from '../reference/load.server.ts'
import { recordNew } from '../transition.server.ts'

export const INSPECTOR_ROLES = ['CHANNEL_MANAGER', 'COUNTY_SUPERVISOR', 'COMPLIANCE_OFFICER'] as const

/** Plans a visit, or begins it at once when `begin` is set; its sheet is the one in force on that day. */
export async function planVisit(
	ctx: Ctx,
	form: VisitForm,
	begin: boolean,
): Promise<Outcome<{ id: string; number: string }>> {
	return ctx.inTx(ctx.actor.branchId, async (tx) => {
		const outlet = await outletIn(tx, scopeOf(ctx.actor, 'inspection.plan'), form.outletId)
		if (!outlet) return refuse('missing', 'not-found')
		const inspectorId = form.inspectorId || ctx.actor.accountId
		const refused = await badVisit(ctx, tx, form, outlet, inspectorId, begin)
		return refused ?? insertVisit(ctx, tx, form, outlet, inspectorId, begin)
	})
}

async function badVisit(ctx: Ctx, tx: Tx, form: VisitForm, outlet: OutletRow, inspectorId: string, begin: boolean) {
	if (begin && inspectorId !== ctx.actor.accountId) return refuse('forbidden', 'inspection.not-inspector')
	if (begin && form.plannedOn > ctx.today) return refuse('invalid', 'inspection.in-future', { today: ctx.today })
	const people = await holdersOf(tx, ctx.actor.branchId, INSPECTOR_ROLES, {
		countyId: outlet.county_id,
		gridId: outlet.grid_id,
	})
	const known = (id: string) => people.some((person) => person.id === id)
	if (!known(inspectorId)) return refuse('invalid', 'inspection.not-inspector')
	if (form.secondInspectorId && (form.secondInspectorId === inspectorId || !known(form.secondInspectorId)))
		return refuse('invalid', 'same-person')
	if (form.planId && !(await planIsOf(tx, form.planId, outlet.id))) return refuse('missing', 'not-found')
	return null
}

async function insertVisit(ctx: Ctx, tx: Tx, form: VisitForm, outlet: OutletRow, inspectorId: string, begin: boolean) {
	const { branchId, accountId } = ctx.actor
	const year = yearOf(ctx.today)
	const id = ctx.newId()
	const number = numberText('XJ', year, await nextNumber(tx, branchId, 'inspection', year))
	const sheet = await currentSheet(ctx, tx)
	await insertInspection(tx, {
		id,
		branch_id: branchId,
		county_id: outlet.county_id,
		grid_id: outlet.grid_id,
		dealer_id: outlet.dealer_id,
		outlet_id: outlet.id,
		number,
		type: form.type,
		state: begin ? 'IN_PROGRESS' : 'PLANNED',
		sheet_version_id: sheet.versionId,
		inspector_id: inspectorId,
		second_inspector_id: form.secondInspectorId || null,
		planned_on: form.plannedOn,
		started_at: begin ? ctx.now : null,
		submitted_at: null,
		occurred_on: form.plannedOn,
		score_tenths: null,
		failed_items: 0,
		latitude: begin ? form.latitude : null,
		longitude: begin ? form.longitude : null,
		accuracy_m: begin ? form.accuracyM : null,
		end_reason: null,
		remark: form.remark || null,
		plan_id: form.planId || null,
		historic: 0,
		external_key: null,
		created_by: accountId,
		created_at: ctx.now,
	})
	await recordNew(ctx, tx, {
		subject: 'inspection',
		id,
		event: {
			kind: begin ? 'inspection.started' : 'inspection.planned',
			after: { number, outletId: outlet.id, type: form.type, inspectorId, on: form.plannedOn },
		},
		tell:
			inspectorId === accountId
				? []
				: [
						{
							key: `inspection:${id}`,
							kind: 'inspection.assigned',
							accountId: inspectorId,
							subjectKind: 'inspection',
							subjectId: id,
							params: { number, outlet: outlet.name, on: form.plannedOn },
						},
					],
	})
	return ok({ id, number })
}
