import { covers, scopeOf } from '#app/domain/access.ts'
import { measureKindOf, verdictsOf } from '#app/domain/penalty/measure.ts'
import { pointsOn } from '#app/domain/penalty/points.ts'
import { type Outcome, refuse } from '#app/domain/refusal.ts'
import { ok } from '#app/domain/result.ts'
import { dealerById } from '#db/queries/dealer-facts.server.ts'
import { eventsOf } from '#db/queries/events.server.ts'
import { type MeasureRow, measureIn } from '#db/queries/measures.server.ts'
import { penaltyById } from '#db/queries/penalties.server.ts'
import { outletById } from '#db/queries/penalty-facts.server.ts'
import { holdersOf, namesOf } from '#db/queries/people.server.ts'
import { pointsRecords } from '#db/queries/points.server.ts'
import type { Ctx } from '../context.server.ts'
import { decideActionOf, measureStateOf, reviewTasks } from './decide-measure.server.ts'

/** One measure with what it rests on; refuses ('missing') what lies outside the scope. */
export async function measurePage(ctx: Ctx, id: string) {
	const row = await measureIn(ctx.read, scopeOf(ctx.actor, 'measure.read'), id)
	return row ? ok(await pageOf(ctx, row)) : refuse('missing', 'not-found')
}

type Answer = Awaited<ReturnType<typeof measurePage>>
export type MeasurePage = Answer extends Outcome<infer T> ? T : never

async function pageOf(ctx: Ctx, row: MeasureRow) {
	const kind = measureKindOf(row.kind)
	const penalty = await penaltyById(ctx.read, row.penalty_id)
	if (!penalty) throw new Error(`No penalty ${row.penalty_id}`)
	const [dealer, names, review] = [
		await dealerById(ctx.read, row.dealer_id),
		await namesOf(ctx.read, [row.decided_by]),
		await reviewTasks(ctx.read, row.id),
	]
	const state = measureStateOf(row.state)
	const permitted = covers(scopeOf(ctx.actor, decideActionOf(kind)), penalty)
	const roles = kind === 'TERMINATE' ? (['PANEL_MEMBER'] as const) : (['APPROVER', 'COUNTY_SUPERVISOR'] as const)
	const where = { countyId: penalty.county_id, gridId: penalty.grid_id }
	const holders = permitted ? [] : await holdersOf(ctx.read, row.branch_id, roles, where)
	const points = pointsOn(await pointsRecords(ctx.read, { dealerId: row.dealer_id }), ctx.today)
	return {
		id: row.id,
		version: row.version,
		kind,
		state,
		threshold: row.threshold,
		today: ctx.today,
		dealer: { id: row.dealer_id, name: dealer?.name ?? '' },
		outlet: row.outlet_id ? await outletById(ctx.read, row.outlet_id) : null,
		penalty: { id: penalty.id, number: penalty.number, state: penalty.state, points: penalty.points },
		points: points.effective,
		proposedAt: row.proposed_at,
		decidedAt: row.decided_at,
		decidedBy: row.decided_by === null ? null : (names.get(row.decided_by) ?? ''),
		reason: row.reason,
		beginsOn: row.begins_on,
		endsOn: row.ends_on,
		underReview: review.map(({ cause_penalty_id, causeNumber, because }) => ({
			id: cause_penalty_id,
			number: causeNumber,
			because,
		})),
		verdicts: permitted ? verdictsOf(state, review.length > 0) : [],
		permitted,
		helpers: holders.map((one) => one.name).slice(0, 6),
		events: (await eventsOf(ctx.read, 'measure', row.id)).toReversed().map((one) => ({
			id: one.id,
			at: one.at,
			kind: one.kind,
			actor: one.actorName ?? '',
			reason: one.reason,
		})),
	}
}
