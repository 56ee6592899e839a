import type { Action, Scope } from '#app/domain/access.ts'
import type { CircularFacts } from '#app/domain/order/circular.ts'
import type { Outcome } from '#app/domain/refusal.ts'
import { type CircularRow, type CircularSet, circularById, updateCircular } from '#db/queries/circulars.server.ts'
import type { OutboxDraft } from '#db/queries/outbox.server.ts'
import { fromJson } from '#db/sql.server.ts'
import type { Tx } from '#db/tx.server.ts'
import type { Ctx } from '../context.server.ts'
import { type Move, transition } from '../transition.server.ts'

/** What was counted, as it is kept. */
export function factsOf(row: { readonly facts_json: string }): CircularFacts {
	return fromJson<CircularFacts>(row.facts_json)
}

/** A circular is the branch's: a scope without the branch reaches none of its acts. */
async function loadCircular(tx: Tx, scope: Scope, id: string): Promise<CircularRow | undefined> {
	return scope.places.length === 0 ? undefined : circularById(tx, scope.branchId, id)
}

export type CircularAct = {
	readonly id: string
	readonly version: number
	readonly action: Action
	readonly decide: (row: CircularRow, tx: Tx) => Promise<Outcome<Move<CircularSet>>> | Outcome<Move<CircularSet>>
}

/** One act on one circular, through the door. */
export function changeCircular(ctx: Ctx, act: CircularAct): Promise<Outcome<{ id: string }>> {
	return transition<CircularRow, CircularSet>(ctx, {
		subject: 'circular',
		id: act.id,
		version: act.version,
		readAction: 'circular.read',
		actions: [act.action],
		load: loadCircular,
		decide: act.decide,
		save: updateCircular,
	})
}

export function tellCircular(
	row: { readonly id: string },
	kind: 'circular.to-publish' | 'circular.published',
	people: readonly string[],
	params: Readonly<Record<string, string | number>>,
): OutboxDraft[] {
	return [...new Set(people)].map((accountId) => ({
		key: `${row.id}:${kind}`,
		kind,
		accountId,
		subjectKind: 'circular',
		subjectId: row.id,
		params,
	}))
}
