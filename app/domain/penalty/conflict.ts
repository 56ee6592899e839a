/** What somebody says of an own interest in a case before acting on it (domain 4, step 1). */

export type Declared = 'none' | 'conflict'

export type Declaration = {
	readonly declared: Declared
	/** What binds the person to the dealer; empty where there is nothing. */
	readonly relation: string
}

/** The newest word of each person; `rows` oldest first. */
export function newestByPerson<T extends { readonly personId: string; readonly declared: Declared }>(
	rows: readonly T[],
): ReadonlyMap<string, T> {
	return new Map(rows.map((row) => [row.personId, row]))
}
