import { scopeOf } from '#app/domain/access.ts'
import { inForce } from '#app/domain/measure/in-force.ts'
import { MEASURE_KINDS, MEASURE_STATES, measureKindOf } from '#app/domain/penalty/measure.ts'
import { countMeasures, measuresPage } from '#db/queries/measure-list.server.ts'
import type { Ctx } from '../context.server.ts'

const SIZE = 50

export type MeasureQuery = {
	readonly q?: string | undefined
	readonly state?: string | undefined
	readonly kind?: string | undefined
	readonly view?: string | undefined
	readonly after?: string | undefined
}

/** A page of the measures that the actor may see, with how many wait for an answer. */
export async function listMeasures(ctx: Ctx, query: MeasureQuery) {
	const scope = scopeOf(ctx.actor, 'measure.read')
	const review = query.view === 'review'
	const state =
		query.view === 'open'
			? ('PROPOSED' as const)
			: query.view === 'force'
				? ('IMPOSED' as const)
				: MEASURE_STATES.find((one) => one === query.state)
	const kind = MEASURE_KINDS.find((one) => one === query.kind)
	const filter = { q: query.q, state, kind, review }
	const page = await measuresPage(ctx.read, scope, filter, query.after ?? null, SIZE)
	return {
		next: page.next,
		rows: page.rows.map((row) => {
			const span = { kind: measureKindOf(row.kind), state: row.state, beginsOn: row.beginsOn, endsOn: row.endsOn }
			return { ...row, kind: span.kind, over: row.state === 'IMPOSED' && !inForce(span, ctx.today) }
		}),
		total: await countMeasures(ctx.read, scope, filter),
		waiting: await countMeasures(ctx.read, scope, { state: 'PROPOSED' }),
		toReview: await countMeasures(ctx.read, scope, { review: true }),
	}
}
