import { scopeOf } from '#app/domain/access.ts'
import type { MakeViolationForm } from '#app/domain/intake/intake.schema.ts'
import { ownersAct } from '#app/domain/intake/item.ts'
import { violationSourceOf } from '#app/domain/intake/sources.ts'
import { type Outcome, refuse } from '#app/domain/refusal.ts'
import { ok } from '#app/domain/result.ts'
import { type IntakeRow, intakeIn } from '#db/queries/intake.server.ts'
import { outletIn } from '#db/queries/outlets.server.ts'
import type { Tx } from '#db/tx.server.ts'
import type { Ctx } from '../context.server.ts'
import { currentTaxonomy } from '../reference/load.server.ts'
import { transitionIn } from '../transition.server.ts'
import { fitToDraft, violationTypeNow } from '../violations/record-by-hand.server.ts'
import { draftViolationIn } from '../violations/record-violation.server.ts'
import { askOfTwins, keepTwinReason } from '../violations/twins.server.ts'
import { intakeDoor, intakeFacts } from './door.server.ts'

/** What the form of a violation from this item begins with; an item without an outlet cannot become one. */
export async function violationFromItemPage(ctx: Ctx, id: string) {
	const row = await intakeIn(ctx.read, scopeOf(ctx.actor, 'intake.work'), id)
	if (!row) return refuse('missing', 'not-found')
	const may = ownersAct(await intakeFacts(ctx.read, row), 'violation', ctx.actor.accountId)
	if (!may.ok) return may
	if (row.outlet_id === null) return refuse('procedure', 'intake.outlet-needed')
	const outlet = await outletIn(ctx.read, scopeOf(ctx.actor, 'violation.record'), row.outlet_id)
	if (!outlet) return refuse('forbidden', 'not-allowed')
	const { body } = await currentTaxonomy(ctx, ctx.read)
	const own = body.types.filter(({ code }) => code.startsWith(row.category))
	const types = [...own, ...body.types.filter((type) => !own.includes(type))]
	return ok({
		id,
		number: row.number,
		version: row.version,
		outletName: outlet.name,
		today: ctx.today,
		types: types.map((type) => ({ code: type.code, names: type.name, severity: type.severity })),
		values: { typeCode: row.violation_type ?? '', occurredOn: row.complained_on, units: '1', facts: row.matter },
	})
}

async function draftOf(ctx: Ctx, tx: Tx, row: IntakeRow, form: MakeViolationForm): Promise<Outcome<{ id: string }>> {
	const outlet =
		row.outlet_id === null ? null : await outletIn(tx, scopeOf(ctx.actor, 'violation.record'), row.outlet_id)
	if (row.outlet_id === null) return refuse('procedure', 'intake.outlet-needed')
	if (!outlet) return refuse('forbidden', 'not-allowed')
	const type = await violationTypeNow(ctx, tx, form.typeCode, form.occurredOn)
	if (!type.ok) return type
	const draft = {
		source: violationSourceOf(row.channel),
		sourceRef: row.external_number ?? row.number,
		typeCode: form.typeCode,
		units: form.units,
		occurredOn: form.occurredOn,
		discoveredOn: row.complained_on < form.occurredOn ? form.occurredOn : row.complained_on,
		affectedUsers: row.complainant === '' ? [] : [row.complainant],
		facts: form.facts,
		declaration: { declared: form.declared, relation: form.relation },
	}
	const fit = await fitToDraft(ctx, tx, draft, outlet.dealer_id)
	if (!fit.ok) return fit
	const place = { dealerId: outlet.dealer_id, outletId: outlet.id, occurredOn: form.occurredOn }
	const twins = await askOfTwins(ctx, tx, { id: '', typeCode: form.typeCode, ...place }, form.twinReason)
	if (!twins.ok) return twins
	const made = await draftViolationIn(ctx, tx, { ...draft, place: { ...outlet, outlet_id: outlet.id } })
	await keepTwinReason(ctx, tx, made.id, form.twinReason, twins.value)
	return ok({ id: made.id })
}

/**
 * Records a violation from an item in one step, its source and number kept. The person still gets an answer: the item
 * stays with its owner and its clock goes on.
 */
export async function violationFromItem(
	ctx: Ctx,
	id: string,
	form: MakeViolationForm,
): Promise<Outcome<{ violationId: string }>> {
	return ctx.inTx<{ violationId: string }>(ctx.actor.branchId, async (tx) => {
		let violationId = ''
		const done = await transitionIn(
			ctx,
			tx,
			intakeDoor(id, form.version, ['intake.work'], async (row, within) => {
				const next = ownersAct(await intakeFacts(within, row), 'violation', ctx.actor.accountId)
				if (!next.ok) return next
				const made = await draftOf(ctx, within, row, form)
				if (!made.ok) return made
				violationId = made.value.id
				return ok({
					set: { state: next.value, violation_id: violationId },
					event: { kind: 'intake.violation-recorded' },
				})
			}),
		)
		return done.ok ? ok({ violationId }) : done
	})
}
