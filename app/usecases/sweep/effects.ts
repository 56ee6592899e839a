import { clockEffects as claimEffects } from '../claims/clock-effects.server.ts'
import { clockEffects as intakeEffects } from '../intake/clock-effects.server.ts'
import { clockEffects as orderEffects } from '../orders/clock-effects.server.ts'
import { clockEffects as penaltyEffects } from '../penalties/clock-effects.server.ts'
import { clockEffects as planEffects } from '../plans/clock-effects.server.ts'
import type { ClockEffect } from './clock-effect.ts'

export type { ClockEffect } from './clock-effect.ts'

/** Everything that the passing of time brings about, by kind of clock. */
export const effects: readonly ClockEffect[] = [
	...claimEffects,
	...intakeEffects,
	...orderEffects,
	...penaltyEffects,
	...planEffects,
]
