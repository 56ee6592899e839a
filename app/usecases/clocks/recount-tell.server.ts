import type { ClockDates } from '#app/domain/clock.ts'
import type { StoredClock } from '#db/queries/clocks.server.ts'
import { type OutboxDraft, writeOutbox } from '#db/queries/outbox.server.ts'
import { holdersOf } from '#db/queries/people.server.ts'
import type { Tx } from '#db/tx.server.ts'
import type { Ctx } from '../context.server.ts'
import type { Bound } from './carrier.ts'

/** Up to so many deadlines of one person are told one by one; of more the person is told the number. */
const FEW = 10

export type MoveTeller = {
	/** One more deadline that has moved; everybody whom it concerns hears of it. */
	readonly moved: (bound: Bound, clock: StoredClock, due: ClockDates) => Promise<void>
	/** Writes the messages; after the last one has moved. */
	readonly write: () => Promise<void>
}

type Told = { count: number; readonly drafts: OutboxDraft[] }

/**
 * Tells the people of a recount: each of a few deadlines with both dates, or one message that says how many moved. Which
 * ones stands in the log of each subject either way.
 */
export function tellMoves(ctx: Ctx, tx: Tx, versionId: string): MoveTeller {
	const people = new Map<string, readonly string[]>()
	const told = new Map<string, Told>()
	async function holders({ roles, where }: Bound['holders'][number]): Promise<readonly string[]> {
		const key = JSON.stringify([roles, where])
		const ids = people.get(key) ?? (await holdersOf(tx, ctx.actor.branchId, roles, where)).map(({ id }) => id)
		people.set(key, ids)
		return ids
	}
	async function moved(bound: Bound, clock: StoredClock, due: ClockDates): Promise<void> {
		const ids = new Set(bound.accounts)
		for (const one of bound.holders) for (const id of await holders(one)) ids.add(id)
		for (const accountId of ids) {
			const own = told.get(accountId) ?? { count: 0, drafts: [] }
			told.set(accountId, own)
			own.count += 1
			if (own.count <= FEW) own.drafts.push(oneMoved(versionId, accountId, bound, clock, due))
		}
	}
	const drafts = () =>
		[...told].flatMap(([accountId, own]) =>
			own.count > FEW ? [manyMoved(versionId, accountId, own.count)] : own.drafts,
		)
	return { moved, write: () => writeOutbox(tx, ctx.actor.branchId, ctx.now, ctx.newId, drafts()) }
}

function oneMoved(
	versionId: string,
	accountId: string,
	bound: Bound,
	clock: StoredClock,
	due: ClockDates,
): OutboxDraft {
	return {
		key: `recount:${versionId}:${clock.id}`,
		kind: 'clock.moved',
		accountId,
		subjectKind: bound.subject.kind,
		subjectId: bound.subject.id,
		params: { number: bound.number, from: clock.dueOn, to: due.dueOn, clock: clock.kind },
	}
}

function manyMoved(versionId: string, accountId: string, count: number): OutboxDraft {
	return {
		key: `recount:${versionId}:many`,
		kind: 'clock.moved',
		accountId,
		subjectKind: 'account',
		subjectId: accountId,
		params: { variant: 'many', count },
	}
}
