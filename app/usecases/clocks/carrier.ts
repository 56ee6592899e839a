import type { Role } from '#app/domain/access.ts'
import type { Calendar } from '#app/domain/calendar.ts'
import type { SubjectKind } from '#app/domain/case/events.ts'
import type { ClockDates, ClockSubject } from '#app/domain/clock.ts'
import type { StoredClock } from '#db/queries/clocks.server.ts'
import type { Where } from '#db/queries/people.server.ts'
import type { Handle, Tx } from '#db/tx.server.ts'
import type { Ctx } from '../context.server.ts'

/** What a clock is shown under, whom it binds and who is told when its date moves. */
export type Bound = {
	/** The subject that people know, and in whose log the move stands. */
	readonly subject: { readonly kind: SubjectKind; readonly id: string }
	readonly number: string
	readonly title: string
	/** The department or dealer; null for the branch's own people. */
	readonly name: string | null
	readonly accounts: readonly string[]
	readonly holders: readonly { readonly roles: readonly Role[]; readonly where: Where }[]
}

/**
 * Who keeps a copy of a clock's dates. Whoever owns a subject gives one here; a subject without one moves in the store
 * of clocks only and nobody is told.
 */
export type Carrier = {
	readonly subject: ClockSubject
	/** Copies the new dates to the subject's own row, in the transaction of the move. */
	readonly moved: (ctx: Ctx, tx: Tx, clock: StoredClock, dates: ClockDates, calendar: Calendar) => Promise<void>
	/** By the id of the clock; all clocks are of this subject. */
	readonly bound: (handle: Handle, clocks: readonly StoredClock[]) => Promise<Map<string, Bound>>
}
