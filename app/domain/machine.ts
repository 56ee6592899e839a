/**
 * A state machine as a table: for each action, the states it may start from and the states it may lead to.
 * The table is the single answer to "may this step be taken?", for pages, use cases and tests alike.
 */
export type MachineTable<State extends string, Action extends string> = Readonly<
	Record<Action, Partial<Record<State, readonly State[]>>>
>

/** The states that `action` may lead to from `state`; empty when it may not be taken. */
export function targets<S extends string, A extends string>(
	table: MachineTable<S, A>,
	state: S,
	action: A,
): readonly S[] {
	return table[action][state] ?? []
}

/** True when `action` may be taken in `state`. */
export function may<S extends string, A extends string>(table: MachineTable<S, A>, state: S, action: A): boolean {
	return targets(table, state, action).length > 0
}

/** Every state that can be reached from `initial`, itself included. */
export function reachable<S extends string, A extends string>(table: MachineTable<S, A>, initial: S): Set<S> {
	const seen = new Set<S>([initial])
	const rows: Partial<Record<S, readonly S[]>>[] = Object.values(table)
	for (const state of seen) for (const row of rows) for (const next of row[state] ?? []) seen.add(next)
	return seen
}

/** True when no action leaves `state`. */
export function isFinal<S extends string, A extends string>(table: MachineTable<S, A>, state: S): boolean {
	const rows: Partial<Record<S, readonly S[]>>[] = Object.values(table)
	return rows.every((row) => (row[state] ?? []).length === 0)
}
