import { inForce } from '#app/domain/measure/in-force.ts'
import type { MeasureRecordForm } from '#app/domain/measure/measure-forms.schema.ts'
import { measureKindOf } from '#app/domain/penalty/measure.ts'
import { type Outcome, refuse } from '#app/domain/refusal.ts'
import { ok } from '#app/domain/result.ts'
import { insertRecord, planNumbered } from '#db/queries/measure-parts.server.ts'
import { type MeasureRow, measureIn, updateMeasure } from '#db/queries/measures.server.ts'
import type { Ctx } from '../context.server.ts'
import { transition } from '../transition.server.ts'
import { measureStateOf } from './decide-measure.server.ts'

export type RecordMeasure = MeasureRecordForm & { readonly id: string; readonly version: number }

/** Writes down a talk (when, who, what, the plan that came of it), or the text of a circular; never changed afterwards. */
export async function recordMeasure(ctx: Ctx, command: RecordMeasure): Promise<Outcome<{ id: string }>> {
	return transition<MeasureRow, object>(ctx, {
		subject: 'measure',
		id: command.id,
		version: command.version,
		readAction: 'measure.read',
		actions: ['measure.record'],
		load: measureIn,
		save: updateMeasure,
		decide: async (row, tx) => {
			const kind = measureKindOf(row.kind)
			const span = { kind, state: measureStateOf(row.state), beginsOn: row.begins_on, endsOn: row.ends_on }
			if ((kind !== 'TALK' && kind !== 'CIRCULAR') || !inForce(span, ctx.today))
				return refuse('procedure', 'measure.no-record')
			const plan = command.plan === '' ? null : await planNumbered(tx, row.dealer_id, command.plan)
			if (plan === undefined) return refuse('invalid', 'measure.plan-unknown')
			return ok({
				set: {},
				event: {
					kind: 'measure.recorded',
					after: { kind, held_on: command.heldOn, people: command.people, plan: plan?.number ?? null },
				},
				also: async (inner) =>
					insertRecord(inner, {
						id: ctx.newId(),
						branch_id: row.branch_id,
						measure_id: row.id,
						kind,
						held_on: command.heldOn,
						people: command.people,
						text: command.text,
						plan_id: plan?.id ?? null,
						recorded_by: ctx.actor.accountId,
						recorded_at: ctx.now,
					}),
			})
		},
	})
}
