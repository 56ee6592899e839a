import type { ClockKind } from '#app/domain/clock.ts'
import type { Outcome } from '#app/domain/refusal.ts'
import type { StoredClock } from '#db/queries/clocks.server.ts'
import type { Ctx } from '../context.server.ts'

/**
 * What happens when deadlines of these kinds pass. `ctx` is the system's own actor in the clock's branch; the effect
 * leaves the clock no longer running (breachClock, stopClocks), in the transaction of its act, so that it happens once.
 */
export type ClockEffect = {
	readonly kinds: readonly ClockKind[]
	readonly onDue: (ctx: Ctx, clock: StoredClock) => Promise<Outcome<unknown>>
}
