import { may, scopeOf } from '#app/domain/access.ts'
import { type Outcome, refuse } from '#app/domain/refusal.ts'
import { ok } from '#app/domain/result.ts'
import { dealerById } from '#db/queries/dealer-facts.server.ts'
import { eventsOf } from '#db/queries/events.server.ts'
import { linksOf, placeOfOutlet } from '#db/queries/intake-links.server.ts'
import { departmentsOf } from '#db/queries/orders.server.ts'
import { namesOf } from '#db/queries/people.server.ts'
import { membersOf, type ProposalRow, proposalIn, proposalsPage } from '#db/queries/proposals.server.ts'
import { fromJson } from '#db/sql.server.ts'
import type { Ctx } from '../context.server.ts'
import { reachOf } from '../orders/order.server.ts'
import { beginOfProposal, type SatisfactionFacts } from './decide-proposal.server.ts'
import { causeNames } from './list.server.ts'
import { satisfactionRule } from './satisfaction.server.ts'

const SIZE = 40

export async function proposalList(ctx: Ctx, open: boolean, after: string | null) {
	const page = await proposalsPage(ctx.read, scopeOf(ctx.actor, 'intake.read'), open, after, SIZE)
	return { ...page, causes: await causeNames(ctx, 'types'), today: ctx.today }
}

function monthsOf(row: ProposalRow) {
	return row.kind === 'SATISFACTION' ? fromJson<SatisfactionFacts>(row.facts_json).values : []
}

/** A proposal with its members or months, and the order form that a confirmation begins with. */
export async function proposalPage(ctx: Ctx, id: string) {
	const row = await proposalIn(ctx.read, scopeOf(ctx.actor, 'intake.read'), id)
	if (!row) return refuse('missing', 'not-found')
	const { read } = ctx
	const decides = row.state === 'PROPOSED' && may(ctx.actor, 'intake.decide')
	const [members, outlet, dealer, links, names, events, causes, rule] = await Promise.all([
		membersOf(read, id),
		placeOfOutlet(read, row.branch_id, row.outlet_id),
		dealerById(read, row.dealer_id),
		linksOf(read, reachOf(ctx.actor, 'order.read'), { order_id: row.order_id, violation_id: null }),
		namesOf(read, [row.decided_by]),
		eventsOf(read, 'proposal', id),
		causeNames(ctx, 'types'),
		satisfactionRule(ctx, read),
	])
	return ok({
		proposal: row,
		members,
		months: monthsOf(row),
		threshold: rule.threshold,
		runMonths: rule.months,
		outlet: { id: row.outlet_id, name: outlet?.name ?? '' },
		dealer: { id: row.dealer_id, name: dealer?.name ?? '' },
		order: links.order,
		decider: row.decided_by === null ? null : (names.get(row.decided_by) ?? ''),
		events,
		causes,
		today: ctx.today,
		mayReadOrder: may(ctx.actor, 'order.read'),
		form: decides
			? { begin: await beginOfProposal(ctx, read, row), departments: await departmentsOf(read, ctx.actor.branchId) }
			: null,
	})
}
type Answer = Awaited<ReturnType<typeof proposalPage>>
export type ProposalPage = Answer extends Outcome<infer T> ? T : never
