import { may } from '#app/domain/access.ts'
import { mayPublish, rateOf } from '#app/domain/order/circular.ts'
import { monthBeside } from '#app/domain/order/scores.ts'
import { type Refusal, refuse } from '#app/domain/refusal.ts'
import { ok } from '#app/domain/result.ts'
import { circularById, circularsOf, editionsOf, paperOf } from '#db/queries/circulars.server.ts'
import { branchSign, ordersWithinReach } from '#db/queries/orders.server.ts'
import { namesOf } from '#db/queries/people.server.ts'
import type { Ctx } from '../context.server.ts'
import { reachOf } from '../orders/order.server.ts'
import { factsOf } from './circular.server.ts'

/** Late orders that the page names; the paper and the file name every one. */
const LISTED_LATE = 100

/** Drafts are for those who write and publish them, and for auditors. */
function seesDrafts(ctx: Ctx): boolean {
	return may(ctx.actor, 'circular.draft') || may(ctx.actor, 'circular.publish') || may(ctx.actor, 'audit.read')
}

/** Every circular that this reader may see, the newest month first. */
export async function circularList(ctx: Ctx) {
	const rows = await circularsOf(ctx.read, ctx.actor.branchId, seesDrafts(ctx))
	const replaced = new Set(rows.filter(({ state }) => state === 'PUBLISHED').map((row) => row.replaces_id))
	return {
		today: ctx.today,
		lastMonth: monthBeside(ctx.today.slice(0, 7), -1),
		mayDraft: may(ctx.actor, 'circular.draft'),
		rows: rows.map((row) => ({
			id: row.id,
			month: row.month,
			edition: row.edition,
			number: row.number,
			state: replaced.has(row.id) ? ('REPLACED' as const) : row.state,
			rate: rateOf(factsOf(row).judged),
			late: factsOf(row).judged.late,
			by: row.publisherName ?? row.drafterName ?? '',
		})),
	}
}

export type CircularPage = Extract<Awaited<ReturnType<typeof circularPage>>, { ok: true }>['value']

/** The late orders that this reader may open: everybody in the branch reads a circular, not every order in it. */
async function opensOf(ctx: Ctx, ids: readonly string[]): Promise<string[]> {
	return [...(await ordersWithinReach(ctx.read, reachOf(ctx.actor, 'order.read'), ids))]
}

/** One circular; what was published is read from its paper, never counted again. */
export async function circularPage(ctx: Ctx, id: string) {
	const row = await circularById(ctx.read, ctx.actor.branchId, id)
	if (!row || (row.state !== 'PUBLISHED' && !seesDrafts(ctx))) return refuse('missing', 'not-found')
	const paper = await paperOf(ctx.read, id)
	const names = await namesOf(ctx.read, [row.drafted_by, row.published_by])
	const editions = await editionsOf(ctx.read, ctx.actor.branchId, row.month)
	const later = editions.find((one) => one.replaces_id === id && one.state === 'PUBLISHED')
	const draft = { state: row.state, month: row.month, draftedBy: row.drafted_by, countedAt: row.counted_at }
	const allowed = mayPublish(draft, ctx.actor.accountId, ctx.today)
	const shut: Refusal | null = allowed.ok ? null : allowed.error
	const facts = factsOf(paper ?? row)
	return ok({
		id,
		version: row.version,
		branch: await branchSign(ctx.read, row.branch_id),
		month: row.month,
		edition: row.edition,
		state: row.state,
		number: row.number,
		remark: paper?.remark ?? row.remark,
		facts,
		listed: LISTED_LATE,
		opens: await opensOf(
			ctx,
			facts.late.slice(0, LISTED_LATE).map((late) => late.id),
		),
		sha256: paper?.sha256 ?? null,
		countedAt: row.counted_at,
		drafter: names.get(row.drafted_by) ?? '',
		publisher: row.published_by === null ? '' : (names.get(row.published_by) ?? ''),
		publishedAt: row.published_at,
		replaceReason: row.replace_reason,
		laterId: later?.id ?? null,
		today: ctx.today,
		now: ctx.now,
		mayDraft: row.state === 'DRAFT' && may(ctx.actor, 'circular.draft'),
		mayPublish: row.state === 'DRAFT' && may(ctx.actor, 'circular.publish'),
		publishShut: shut,
	})
}
