import type { Limit } from '../due-step.ts'
import type { Instant, LocalDate } from '../time.ts'

/** The statutory rule of an order about a user's complaint (domain 5.4): the raw date, and the days kept free before. */
export type ClockCut = {
	readonly complaintOn: LocalDate
	readonly statutoryOn: LocalDate
	readonly reserveWd: number
}

/** A time that does not count. Open while `toAt` is null: then it is taken to end when it is expected to. */
export type PauseFacts = {
	readonly fromAt: Instant
	readonly expectedUntil: Instant
	readonly toAt: Instant | null
}

/** More time from the old due date on, or another day that somebody named at `decidedAt`. */
export type ExtensionFacts =
	| { readonly limit: Limit; readonly namedOn: null; readonly decidedAt: Instant }
	| { readonly limit: null; readonly namedOn: LocalDate; readonly decidedAt: Instant }

/** Everything that a due moment is computed from; nothing is accumulated (domain 6.3). */
export type ClockFacts = {
	readonly startedAt: Instant
	/** What is counted, or the day that was named instead. */
	readonly limit: Limit | null
	readonly namedOn: LocalDate | null
	/** Minute of the day at which the last day ends. */
	readonly closeAt: number
	readonly cut: ClockCut | null
	/** In the order in which they were decided. */
	readonly extensions: readonly ExtensionFacts[]
	readonly pauses: readonly PauseFacts[]
}
