/** What somebody says of an own interest in a case before acting on it (domain 4, step 1). */

export type Declared = 'none' | 'conflict'

export type Declaration = {
	readonly declared: Declared
	/** What binds the person to the dealer; empty where there is nothing. */
	readonly relation: string
}

/** What counts of each person's words: a conflict once declared, else the newest; `rows` oldest first (domain 4, step 1). */
export function newestByPerson<T extends { readonly personId: string; readonly declared: Declared }>(
	rows: readonly T[],
): ReadonlyMap<string, T> {
	const conflictsLast = [...rows].sort((a, b) => Number(a.declared === 'conflict') - Number(b.declared === 'conflict'))
	return new Map(conflictsLast.map((row) => [row.personId, row]))
}
