import { may, scopeOf } from '#app/domain/access.ts'
import { refuse } from '#app/domain/refusal.ts'
import { ok } from '#app/domain/result.ts'
import { dealerById } from '#db/queries/dealer-facts.server.ts'
import { dealerIn } from '#db/queries/dealers.server.ts'
import { eventsOf } from '#db/queries/events.server.ts'
import { outletById } from '#db/queries/penalty-facts.server.ts'
import { namesOf } from '#db/queries/people.server.ts'
import { type SuccessionRow, successionById, successionsOfDealer } from '#db/queries/successions.server.ts'
import { fromJson } from '#db/sql.server.ts'
import type { Handle } from '#db/tx.server.ts'
import type { Ctx } from '../context.server.ts'

async function lineOf(handle: Handle, row: SuccessionRow) {
	const [from, to] = [await dealerById(handle, row.from_dealer_id), await dealerById(handle, row.to_dealer_id)]
	const outlet = row.outlet_id === null ? null : await outletById(handle, row.outlet_id)
	const before = fromJson<{ name?: string; dealer?: string }>(row.before_json)
	return {
		id: row.id,
		kind: row.kind,
		state: row.state,
		on: row.happened_on,
		outlet: outlet ? { id: outlet.id, name: outlet.name } : null,
		from: { id: row.from_dealer_id, name: before.dealer ?? before.name ?? from?.name ?? '' },
		to: { id: row.to_dealer_id, name: to?.name ?? '' },
		reason: row.reason,
	}
}

export type SuccessionLine = Awaited<ReturnType<typeof lineOf>>

/** What a dealer took over or handed on, newest first. The caller may see the dealer. */
export async function successionLines(handle: Handle, dealerId: string): Promise<SuccessionLine[]> {
	const lines: SuccessionLine[] = []
	for (const row of await successionsOfDealer(handle, dealerId)) lines.push(await lineOf(handle, row))
	return lines
}

/** One succession with the decision that is asked of a second person. */
export async function successionPage(ctx: Ctx, id: string) {
	const row = await successionById(ctx.read, ctx.actor.branchId, id)
	const scope = scopeOf(ctx.actor, 'register.read')
	const seen = row
		? ((await dealerIn(ctx.read, scope, row.to_dealer_id)) ?? (await dealerIn(ctx.read, scope, row.from_dealer_id)))
		: undefined
	if (!row || !seen) return refuse('missing', 'not-found')
	const names = await namesOf(ctx.read, [row.proposed_by, row.decided_by])
	const events = await eventsOf(ctx.read, 'succession', id)
	return ok({
		...(await lineOf(ctx.read, row)),
		version: row.version,
		today: ctx.today,
		proposedBy: names.get(row.proposed_by) ?? '',
		decidedBy: row.decided_by === null ? null : (names.get(row.decided_by) ?? ''),
		decisionReason: row.decision_reason,
		mayDecide: row.state === 'ASKED' && may(ctx.actor, 'succession.release') && row.proposed_by !== ctx.actor.accountId,
		events: events
			.toReversed()
			.map(({ id: of, at, kind, actorName, reason }) => ({ id: of, at, kind, actor: actorName ?? '', reason })),
	})
}
