/** Rows of the clocks: facts, pauses, extensions and moves; part of db/schema.ts. */
import type { Instant, LocalDate } from '#app/domain/time.ts'

type Flag = 0 | 1

/** Every deadline of the product: what the sweep scans and what 'my work' sorts by. */
export interface ClockTable {
	id: string
	branch_id: string
	subject_kind:
		| 'order'
		| 'assist'
		| 'penalty'
		| 'plan'
		| 'violation'
		| 'measure'
		| 'topup'
		| 'transfer'
		| 'complaint'
		| 'intake'
	subject_id: string
	kind: string
	party: 'dealer' | 'department' | 'staff'
	round: number
	limit_amount: number
	/** 'date': the day was named; it is first_due_on. */
	limit_unit: 'wd' | 'wh' | 'cd' | 'h' | 'date'
	started_at: Instant
	due_at: Instant
	due_on: LocalDate
	raw_due_on: LocalDate
	provisional: Flag
	calendar_version_id: string
	steps_json: string
	state: 'RUNNING' | 'PAUSED' | 'MET' | 'BREACHED' | 'CANCELLED' | 'RETIRED'
	ended_at: Instant | null
	/** Minute of the day at which the last day ends. */
	close_at: number
	calendar_code: string
	start_event: string | null
	default_outcome: string | null
	policy_id: string | null
	/** The statutory rule of domain 5.4: all three or none. */
	cut_complaint_on: LocalDate | null
	cut_statutory_on: LocalDate | null
	cut_reserve_wd: number | null
	/** Before any extension or pause, by the calendar of calendar_version_id. */
	first_due_at: Instant
	first_due_on: LocalDate
	met_at: Instant | null
	breached_at: Instant | null
}

/** A time that does not count for a clock; open while to_at is null. */
export interface ClockPauseTable {
	id: string
	branch_id: string
	clock_id: string
	from_at: Instant
	expected_until: Instant
	to_at: Instant | null
	reason: string
	paused_by: string
	resumed_by: string | null
	/** 1 when it stands here because a new round took it over. */
	carried: Flag
}

/** The n-th extension of a clock, or (unit 'date') the n-th day that somebody named. */
export interface ClockExtensionTable {
	id: string
	branch_id: string
	clock_id: string
	n: number
	amount: number
	unit: 'wd' | 'wh' | 'cd' | 'h' | 'date'
	named_on: LocalDate | null
	old_due_at: Instant
	new_due_at: Instant
	reason: string
	asked_by: string
	asked_at: Instant
	decided_by: string
	decided_at: Instant
	carried: Flag
}

/** Every change of a clock's date; never changed or deleted. */
export interface ClockMoveTable {
	id: string
	branch_id: string
	clock_id: string
	cause: 'extension' | 'pause' | 'resume' | 'calendar' | 'manual' | 'policy'
	old_due_at: Instant
	new_due_at: Instant
	old_due_on: LocalDate
	new_due_on: LocalDate
	old_calendar_version_id: string
	new_calendar_version_id: string
	reason: string
	moved_by: string
	moved_at: Instant
}

export interface ClockTables {
	clock: ClockTable
	clock_pause: ClockPauseTable
	clock_extension: ClockExtensionTable
	clock_move: ClockMoveTable
}
