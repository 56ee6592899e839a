import { isFinal, type MachineTable, may, reachable } from '#app/domain/machine.ts'

/** What is wrong with a machine: states never reached, states that only the named ends may be without an exit. */
export function machineFaults<S extends string, A extends string>(
	table: MachineTable<S, A>,
	states: readonly S[],
	initial: readonly S[],
	ends: readonly S[],
): string[] {
	const seen = new Set(initial.flatMap((state) => [...reachable(table, state)]))
	const unreached = states.filter((state) => !seen.has(state)).map((state) => `never reached: ${state}`)
	const stuck = states
		.filter((state) => isFinal(table, state) && !ends.includes(state))
		.map((state) => `no exit: ${state}`)
	return [...unreached, ...stuck]
}

/** 'action: STATE STATE' for every action, so that a changed machine shows in the test. */
export function machineRows<S extends string, A extends string>(
	table: MachineTable<S, A>,
	states: readonly S[],
	actions: readonly A[],
): string[] {
	return actions.map((action) => `${action}: ${states.filter((state) => may(table, state, action)).join(' ')}`)
}
