import { covers, may, scopeOf } from '#app/domain/access.ts'
import { castExitVote, groundOf } from '#app/domain/measure/exit.ts'
import { liftChecks } from '#app/domain/measure/lifting.ts'
import { type MeasureKind, type MeasureVerdict, measureKindOf, verdictsOf } from '#app/domain/penalty/measure.ts'
import { pointsOn } from '#app/domain/penalty/points.ts'
import { type Outcome, refuse } from '#app/domain/refusal.ts'
import { ok } from '#app/domain/result.ts'
import { entriesOfMeasure } from '#db/queries/blacklist.server.ts'
import { dealerById } from '#db/queries/dealer-facts.server.ts'
import { eventsOf } from '#db/queries/events.server.ts'
import { exitVotesOf, groundFacts, recordsOf } from '#db/queries/measure-parts.server.ts'
import { type MeasureRow, measureIn } from '#db/queries/measures.server.ts'
import { type PenaltyRow, penaltyById } from '#db/queries/penalties.server.ts'
import { outletById } from '#db/queries/penalty-facts.server.ts'
import { holdersOf, namesOf } from '#db/queries/people.server.ts'
import { pointsRecords } from '#db/queries/points.server.ts'
import type { Ctx } from '../context.server.ts'
import { panelSeatsOf } from '../penalties/case-file.server.ts'
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
	const lifting = await liftingOf(ctx, row)
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
		// A red line asks for the exit whatever the points are.
		threshold: row.cause === null || row.cause === 'POINTS' ? row.threshold : 0,
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
		cause: row.cause,
		...(await panelOf(ctx, row, penalty)),
		lifting: lifting.checks,
		plan: lifting.plan,
		records: (await recordsOf(ctx.read, row.id)).map(({ id, held_on, people, text, planNumber, plan_id, byName }) => ({
			id,
			heldOn: held_on,
			people,
			text,
			plan: plan_id === null ? null : { id: plan_id, number: planNumber ?? '' },
			by: byName ?? '',
		})),
		mayRecord:
			covers(scopeOf(ctx.actor, 'measure.record'), penalty) &&
			state === 'IMPOSED' &&
			(kind === 'TALK' || kind === 'CIRCULAR'),
		entries: (await entriesOfMeasure(ctx.read, row.id)).map(({ id, number, name, state: of, until_on }) => ({
			id,
			number,
			name,
			state: of,
			until: until_on,
		})),
		seesList: may(ctx.actor, 'blacklist.read'),
		verdicts: permitted
			? verdictsHere(kind, verdictsOf(state, review.length > 0), penalty.ended_at !== null, lifting)
			: [],
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

type Lifting = Awaited<ReturnType<typeof liftingOf>>

/**
 * An exit is decided by votes: what one person may still do is keep, lift, or decline what has lost its case. Lifting is
 * offered when nothing is missing; the checklist says what is.
 */
function verdictsHere(kind: MeasureKind, verdicts: readonly MeasureVerdict[], gone: boolean, { checks }: Lifting) {
	const exit = kind === 'TERMINATE'
	return verdicts.filter((one) => {
		if (one === 'lift') return checks.every((check) => check.met)
		return !exit || (one !== 'impose' && (one !== 'decline' || gone))
	})
}

/** The panel's votes so far and whether this person may cast one. */
async function panelOf(ctx: Ctx, row: MeasureRow, penalty: PenaltyRow) {
	if (row.kind !== 'TERMINATE') return { votes: [], seats: 0, voting: null }
	const votes = await exitVotesOf(ctx.read, row.id)
	const facts = await groundFacts(ctx.read, row.penalty_id)
	const mine = { personId: ctx.actor.accountId, yes: true }
	const about = { ground: groundOf(facts.state, facts.revoked), barred: facts.barred }
	const cast = castExitVote(
		votes.map((one) => ({ personId: one.voter_id, yes: one.impose === 1 })),
		mine,
		about,
	)
	const asked = row.state === 'PROPOSED' && covers(scopeOf(ctx.actor, 'measure.decide-exit'), penalty)
	return {
		votes: votes.map(({ id, voterName, impose, reason, voted_at }) => ({
			id,
			name: voterName ?? '',
			impose: impose === 1,
			reason,
			at: voted_at,
		})),
		seats: await panelSeatsOf(ctx.read, row.branch_id),
		voting: asked ? { refusal: cast.ok ? null : cast.error } : null,
	}
}

/** The conditions for lifting a measure in force, met or not, and the plan that they speak of. */
async function liftingOf(ctx: Ctx, row: MeasureRow) {
	if (row.state !== 'IMPOSED') return { checks: [], plan: null }
	const facts = await groundFacts(ctx.read, row.penalty_id)
	const checks = liftChecks(
		{
			kind: measureKindOf(row.kind),
			endsOn: row.ends_on,
			planAccepted: facts.plan?.state === 'STRUCK_OFF',
			groundGone: groundOf(facts.state, facts.revoked) === 'gone',
		},
		ctx.today,
	)
	return { checks, plan: facts.plan }
}
