import type { Role } from '#app/domain/access.ts'
import type { Calendar } from '#app/domain/calendar.ts'
import type { SubjectKind } from '#app/domain/case/events.ts'
import type { ClockDates, ClockSubject } from '#app/domain/clock.ts'
import type { StoredClock } from '#db/queries/clocks.server.ts'
import type { Where } from '#db/queries/people.server.ts'
import type { Handle, Tx } from '#db/tx.server.ts'

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

/** A clock as it was, and the dates that it has now by this calendar. */
export type ClockMoved = { readonly clock: StoredClock; readonly due: ClockDates; readonly calendar: Calendar }

/** For subjects that few clocks have at a time: one row after the other. */
export const eachMoved =
	(moved: (tx: Tx, clock: StoredClock, due: ClockDates) => Promise<void>): Carrier['moved'] =>
	async (tx, moves) => {
		for (const { clock, due } of moves) await moved(tx, clock, due)
	}

/**
 * Who keeps a copy of a clock's dates. Whoever owns a subject gives one here; a subject without one moves in the store
 * of clocks only and nobody is told.
 */
export type Carrier = {
	readonly subject: ClockSubject
	/** Copies the new dates to the subjects' own rows, in the transaction of the move; all clocks are of this subject. */
	readonly moved: (tx: Tx, moves: readonly ClockMoved[]) => Promise<void>
	/** Takes the copies away: the clocks were retired with their policy. Subjects without it keep the date as history. */
	readonly retired?: (tx: Tx, clocks: readonly StoredClock[]) => Promise<void>
	/** By the id of the clock; all clocks are of this subject. */
	readonly bound: (handle: Handle, clocks: readonly StoredClock[]) => Promise<Map<string, Bound>>
}
