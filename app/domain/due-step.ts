import type { Names } from './calendar.ts'
import type { Instant, LocalDate } from './time.ts'

/** Working days, working hours, calendar days, clock hours. */
export type LimitUnit = 'wd' | 'wh' | 'cd' | 'h'
export type Limit = { readonly amount: number; readonly unit: LimitUnit }

/** One line of the explanation of a date. Pages render the lines in three languages and as the 休/班 sheet. */
export type DueStep =
	/** The first day does not count; hours count from `at`, days have `at` null. */
	| { readonly kind: 'start'; readonly date: LocalDate; readonly at: Instant | null; readonly limit: Limit }
	/** The n-th working day that counts; on a make-up day `makeUp` is true and `name` its holiday. */
	| {
			readonly kind: 'count'
			readonly date: LocalDate
			readonly n: number
			readonly makeUp: boolean
			readonly name: Names | null
	  }
	| {
			readonly kind: 'skip'
			readonly date: LocalDate
			/** 'paused': the day closed while the clock did not run. */
			readonly why: 'weekend' | 'holiday' | 'paused'
			readonly name: Names | null
	  }
	/** Calendar days run through without a look at the calendar. */
	| { readonly kind: 'calendar-days'; readonly from: LocalDate; readonly to: LocalDate; readonly days: number }
	/** The last day is a rest day and moves to the next working day; the days passed over precede it as 'skip'. */
	| { readonly kind: 'roll'; readonly from: LocalDate; readonly to: LocalDate }
	/** A piece of working time that counts; `total` are the minutes counted so far, rounded down. */
	| {
			readonly kind: 'work'
			readonly date: LocalDate
			readonly from: Instant
			readonly to: Instant
			readonly total: number
			readonly makeUp: boolean
	  }
	| { readonly kind: 'clock-hours'; readonly from: Instant; readonly to: Instant; readonly hours: number }
	| { readonly kind: 'provisional-year'; readonly year: number }
	/** The order's date was cut to stay ahead of the statutory date of a user's complaint (domain 5.4). */
	| {
			readonly kind: 'statutory'
			readonly complaintOn: LocalDate
			readonly statutoryOn: LocalDate
			readonly latest: LocalDate
			readonly uncut: LocalDate
			readonly applied: 'not-needed' | 'cut' | 'urgent' | 'passed'
	  }
	| { readonly kind: 'extended'; readonly from: LocalDate; readonly to: LocalDate; readonly limit: Limit }
	/** A pause and the date that it leads to; `open` when it still lasts and is taken to end as expected. */
	| {
			readonly kind: 'suspended'
			readonly since: Instant
			readonly until: Instant
			readonly to: LocalDate
			readonly open?: boolean
			/** What it gives back: days of the clock's unit, or minutes of its time. */
			readonly given?: { readonly amount: number; readonly unit: 'wd' | 'cd' | 'min' }
	  }
	/** Another day that somebody named instead. */
	| { readonly kind: 'named'; readonly from: LocalDate; readonly to: LocalDate }
	/** The statutory date stands: what was given ends with it. */
	| { readonly kind: 'capped'; readonly uncapped: LocalDate; readonly statutoryOn: LocalDate }
	| { readonly kind: 'end'; readonly date: LocalDate; readonly at: Instant }
