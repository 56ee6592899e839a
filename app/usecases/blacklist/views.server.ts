import { may, type Scope, scopeOf } from '#app/domain/access.ts'
import { liftChecks } from '#app/domain/measure/lifting.ts'
import { refuse } from '#app/domain/refusal.ts'
import { ok } from '#app/domain/result.ts'
import { type EntryRow, entriesPage, entryById, entryVotesOf } from '#db/queries/blacklist.server.ts'
import { dealerById } from '#db/queries/dealer-facts.server.ts'
import { eventsOf } from '#db/queries/events.server.ts'
import { namesOf } from '#db/queries/people.server.ts'
import type { Ctx } from '../context.server.ts'
import { panelSeatsOf } from '../penalties/case-file.server.ts'
import { liftFactsOf } from './end-entry.server.ts'

const SIZE = 50
export const ENTRY_KINDS = ['DEALER', 'PERSON'] as const
export const ENTRY_STATES = ['IN_FORCE', 'EXEMPTED', 'LIFTED'] as const

export type BlacklistQuery = {
	readonly q?: string | undefined
	readonly kind?: string | undefined
	readonly state?: string | undefined
	readonly after?: string | undefined
}

const reads = (scope: Scope) => scope.places.length > 0

/** One entry as lists show it: of a person the tail of the number, never a hash. */
export function entryLine(row: EntryRow, dealerName: string) {
	const { id, number, kind, name, credit_code, id_tail, from_on, until_on, state, dealer_id } = row
	return {
		id,
		number,
		kind,
		name,
		dealerId: dealer_id,
		dealerName,
		mark: kind === 'DEALER' ? (credit_code ?? '') : id_tail === null ? '' : `**************${id_tail}`,
		from: from_on,
		until: until_on,
		state,
	}
}

/** A page of the branch's blacklist. */
export async function blacklistPage(ctx: Ctx, query: BlacklistQuery) {
	if (!reads(scopeOf(ctx.actor, 'blacklist.read'))) return refuse('forbidden', 'not-allowed')
	const filter = {
		q: query.q,
		kind: ENTRY_KINDS.find((one) => one === query.kind),
		state: ENTRY_STATES.find((one) => one === query.state),
	}
	const page = await entriesPage(ctx.read, ctx.actor.branchId, filter, query.after ?? null, SIZE)
	return ok({ next: page.next, rows: page.rows.map((row) => entryLine(row, row.dealerName)) })
}

/** One entry with what lifting needs and the panel's votes on an exemption. */
export async function entryPage(ctx: Ctx, id: string) {
	const scope = scopeOf(ctx.actor, 'blacklist.read')
	const row = reads(scope) ? await entryById(ctx.read, ctx.actor.branchId, id) : undefined
	if (!row) return refuse('missing', 'not-found')
	const about = await liftFactsOf(ctx.read, row)
	const votes = await entryVotesOf(ctx.read, row.id)
	const names = await namesOf(ctx.read, [row.listed_by, row.ended_by])
	const events = await eventsOf(ctx.read, 'blacklist', row.id)
	const lifting = liftChecks(about.facts, ctx.today)
	const open = row.state === 'IN_FORCE'
	const voted = votes.some((one) => one.voter_id === ctx.actor.accountId)
	const barred = about.barred.includes(ctx.actor.accountId)
	return ok({
		...entryLine(row, (await dealerById(ctx.read, row.dealer_id))?.name ?? ''),
		version: row.version,
		today: ctx.today,
		measureId: row.measure_id,
		caseId: about.penaltyId,
		caseNumber: about.caseNumber,
		plan: about.plan,
		listedBy: names.get(row.listed_by) ?? '',
		endReason: row.end_reason,
		endedBy: row.ended_by === null ? null : (names.get(row.ended_by) ?? ''),
		lifting: row.state === 'LIFTED' ? [] : lifting,
		mayLift: row.state !== 'LIFTED' && lifting.every((one) => one.met) && may(ctx.actor, 'blacklist.lift'),
		mayVote: open && !voted && !barred && may(ctx.actor, 'blacklist.exempt'),
		seats: await panelSeatsOf(ctx.read, row.branch_id),
		votes: votes.map(({ id: of, voterName, in_favour, reason, voted_at }) => ({
			id: of,
			name: voterName ?? '',
			yes: in_favour === 1,
			reason,
			at: voted_at,
		})),
		events: events
			.toReversed()
			.map(({ id: of, at, kind, actorName, reason }) => ({ id: of, at, kind, actor: actorName ?? '', reason })),
	})
}
