import type { Dealer } from './dealers.server.ts'
import { dateText, dayOf } from './judge/days.ts'
import type { SimulatedClock } from './judge/facts.ts'
import type { Stage } from './stage.ts'

export type CaseLife = {
	readonly stage: Stage
	readonly dealer: Dealer
	readonly penaltyId: string
	readonly severity: string
}

type Begun = Pick<SimulatedClock, 'kind' | 'passed' | 'subjectId' | 'from' | 'limit' | 'close'>

/** Writes down that a clock has begun; nobody climbs after its date. */
export function begun(stage: Stage, clock: Begun & { readonly atMost?: number }): SimulatedClock {
	const made: SimulatedClock = { ...clock, started: stage.stamp(), policy: null, climbsOn: false, acts: [] }
	stage.journal.clocks.push(made)
	return made
}

export const today = (stage: Stage) => dateText(dayOf(stage.world.now()))
