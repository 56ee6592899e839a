/** Rows of absences, of the ladder and of the sweep; part of db/schema.ts. */
import type { Instant, LocalDate } from '#app/domain/time.ts'

/** Somebody is away from one day to another, both included; a deputy gets the messages beside them. */
export interface AccountAbsenceTable {
	id: string
	branch_id: string
	account_id: string
	from_on: LocalDate
	until_on: LocalDate
	deputy_id: string | null
	note: string
	entered_by: string
	entered_at: Instant
	/** Taken back or ended early: it counts no more from this moment. */
	ended_by: string | null
	ended_at: Instant | null
}

/** When the ladder of a clock has to be looked at again; '' at once. Kept by triggers on the table `clock`. */
export interface ClockLookTable {
	clock_id: string
	branch_id: string
	look_at: Instant | ''
}

/** What the sweep could not do; tried again at `next_at`, later each time. */
export interface SweepFaultTable {
	branch_id: string
	part: string
	/** The clock, or '' for a part as a whole. */
	item: string
	failures: number
	message: string
	first_at: Instant
	last_at: Instant
	next_at: Instant
}

export interface LadderTables {
	account_absence: AccountAbsenceTable
	clock_look: ClockLookTable
	sweep_fault: SweepFaultTable
}
