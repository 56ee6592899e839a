import type { Outcome } from '#app/domain/refusal.ts'
import type { Random } from '#seeds/random.ts'
import type { Agenda } from './agenda.ts'
import type { Journal, Stamp } from './judge/facts.ts'
import type { Simulated } from './world.server.ts'

/** The value of an act that has to succeed. */
export function must<T>(outcome: Outcome<T>): T {
	if (!outcome.ok) throw new Error(`Refused: ${outcome.error.kind} ${outcome.error.rule}`)
	return outcome.value
}

/** What every life of the simulation works with. */
export type Stage = {
	readonly world: Simulated
	readonly random: Random
	readonly agenda: Agenda
	readonly journal: Journal
	/** What looks after each sweep whether it has happened; true when it need not look again. */
	readonly afterSweep: Set<() => Promise<boolean>>
	/** The next place in the order of what happens, at this moment. */
	readonly stamp: () => Stamp
	/** The product would not: counted, so that a simulation in which nothing happens is seen. */
	readonly refused: (rule: string) => void
}
