/** Somebody on the way of a message. Accounts are ids. */
export type Reachable = {
	readonly id: string
	readonly superiorId: string | null
	/** Away on the day, or without an account that works. */
	readonly away: boolean
	/** Who stands in: named by the absence, or for good. */
	readonly deputyId: string | null
}

export type Told = {
	readonly accountId: string
	/** Whose message it is, when somebody stands in; null for one's own. */
	readonly forId: string | null
}

/**
 * Whom a message reaches. The person is always told; who is away is stood in for by the deputy, who may be stood in for
 * in turn. Where nobody in that chain is there, the next in the reporting line is told, or who stands in for them, and so on
 * upwards. A circle ends where it closes. A deputy is told and does not thereby gain a right to act.
 */
export function tellAlso(ids: readonly string[], find: (id: string) => Reachable | undefined): readonly Told[] {
	const told = new Map<string, Told>()
	for (const id of ids) told.set(id, { accountId: id, forId: null })
	for (const id of new Set(ids)) {
		const standIn = standInOf(id, find)
		if (standIn !== null && !told.has(standIn)) told.set(standIn, { accountId: standIn, forId: id })
	}
	return [...told.values()]
}

/** Who is there for somebody; null when it is the person, or nobody at all. */
function standInOf(id: string, find: (id: string) => Reachable | undefined): string | null {
	const seen = new Set<string>()
	for (let line: string | null = id; line !== null && !seen.has(line); ) {
		const there = firstThere(line, find, seen)
		if (there !== null) return there === id ? null : there
		line = find(line)?.superiorId ?? null
	}
	return null
}

/** Along the deputies from one person; marks who was asked. */
function firstThere(from: string, find: (id: string) => Reachable | undefined, seen: Set<string>): string | null {
	for (let at: string | null = from; at !== null && !seen.has(at); ) {
		seen.add(at)
		const person = find(at)
		if (!person) return null
		if (!person.away) return at
		at = person.deputyId
	}
	return null
}
