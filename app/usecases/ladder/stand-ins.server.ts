import { type Reachable, type Told, tellAlso } from '#app/domain/ladder/stand-in.ts'
import type { LocalDate } from '#app/domain/time.ts'
import { absencesOn, reportingOf } from '#db/queries/absences.server.ts'
import type { OutboxDraft } from '#db/queries/outbox.server.ts'
import type { Handle } from '#db/tx.server.ts'

/** Longer lines than this do not exist; a circle stops by itself. */
const MOST_STEPS = 12

type Known = Map<string, Reachable & { readonly name: string }>

/** These people and everybody whom a message may pass on to. */
async function lineOf(handle: Handle, ids: readonly string[], on: LocalDate): Promise<Known> {
	const known: Known = new Map()
	let next = [...new Set(ids)]
	for (let step = 0; step < MOST_STEPS && next.length > 0; step += 1) {
		const people = await reportingOf(handle, next)
		const absences = await absencesOn(handle, next, on)
		for (const person of people) {
			const absence = absences.find((one) => one.account_id === person.id)
			known.set(person.id, {
				id: person.id,
				name: person.name,
				superiorId: person.superiorId,
				away: person.disabled || absence !== undefined,
				deputyId: absence?.deputy_id ?? person.deputyId,
			})
		}
		// Who is there passes nothing on.
		next = [...known.values()]
			.filter(({ away }) => away)
			.flatMap(({ superiorId, deputyId }) => [superiorId, deputyId])
			.filter((id) => id !== null)
			.filter((id, i, all) => !known.has(id) && all.indexOf(id) === i)
	}
	return known
}

export type StandIn = Told & { readonly forName: string | null }

/** These people and who stands in for those who are away on that day; the people themselves are always told. */
export async function standIns(handle: Handle, ids: readonly string[], on: LocalDate): Promise<readonly StandIn[]> {
	const known = await lineOf(handle, ids, on)
	return tellAlso([...new Set(ids)], (id) => known.get(id)).map((told) => ({
		...told,
		forName: told.forId === null ? null : (known.get(told.forId)?.name ?? null),
	}))
}

/** Messages, and the same to whoever stands in; `for` in the parameters names whose they are. */
export async function withStandIns(
	handle: Handle,
	drafts: readonly OutboxDraft[],
	on: LocalDate,
): Promise<readonly OutboxDraft[]> {
	const known = await lineOf(
		handle,
		drafts.map(({ accountId }) => accountId),
		on,
	)
	const told = new Set(drafts.map((draft) => `${draft.key}:${draft.accountId}`))
	const more: OutboxDraft[] = []
	for (const draft of drafts) {
		for (const { accountId, forId } of tellAlso([draft.accountId], (id) => known.get(id))) {
			const name = forId === null ? undefined : known.get(forId)?.name
			if (name === undefined || told.has(`${draft.key}:${accountId}`)) continue
			told.add(`${draft.key}:${accountId}`)
			more.push({ ...draft, accountId, params: { ...draft.params, for: name } })
		}
	}
	return [...drafts, ...more]
}
