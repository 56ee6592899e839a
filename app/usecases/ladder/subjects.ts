import { intakeLadders } from '../intake/ladder.server.ts'
import { orderLadders } from '../orders/ladder.server.ts'
import { penaltyLadders } from '../penalties/ladder.server.ts'
import { planLadders } from '../plans/ladder.server.ts'
import type { LadderSubject } from './standing.ts'

/** Whatever a ladder can be climbed for; a kind of clock without a line here is reminded of by nobody. */
export const ladderSubjects: readonly LadderSubject[] = [
	...intakeLadders,
	...orderLadders,
	...penaltyLadders,
	...planLadders,
]
