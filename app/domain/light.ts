import type { Calendar } from './calendar.ts'
import { workingDaysBetween } from './due-date.ts'
import type { Instant, LocalDate } from './time.ts'
import { addMs, HOUR_MS, instantMs, localDateOf } from './time.ts'

export type LightColour = 'grey' | 'green' | 'yellow' | 'red' | 'stopped'
export type LightReason =
	| 'stopped'
	/** The policy that counted the deadline has been retired: no clock counts any more. */
	| 'retired'
	| 'overdue'
	| 'acknowledge-overdue'
	| 'not-acknowledged'
	| 'returned'
	| 'near'
	| 'in-time'
export type Span = { readonly unit: 'wd' | 'h'; readonly n: number }

/** A light tells time, never state. `remaining` is 0 once the due moment has passed; `overdueBy` is then given. */
export type Light = {
	readonly colour: LightColour
	readonly reason: LightReason
	readonly remaining: Span
	/** Working days, or hours begun; 0 working days means later on the due day itself. */
	readonly overdueBy?: Span
}

export type LightInput = {
	readonly now: Instant
	readonly today: LocalDate
	readonly calendar: Calendar
	readonly dueAt: Instant
	readonly dueOn: LocalDate
	readonly startedAt: Instant
	readonly acknowledged: boolean
	readonly ackDueAt: Instant | null
	readonly returnedOnce: boolean
	/** Feedback is in, or the order has ended: the clock stands. */
	readonly stopped: boolean
	/** 特急: counted in hours. */
	readonly urgent24h: boolean
	/** The period in working days, extensions included; from start to due when left out. */
	readonly limitWorkingDays?: number
}

const NEAR_WORKING_DAYS = 2
const NEAR_HOURS = 8

/** The light of an order (domain 5.4): grey, green, yellow, red, or stopped. */
export function light(input: LightInput): Light {
	const late = input.now > input.dueAt
	const remaining = remainingOf(input, late)
	if (input.stopped) return { colour: 'stopped', reason: 'stopped', remaining }
	if (late) return { colour: 'red', reason: 'overdue', remaining, overdueBy: overdueOf(input) }
	if (!input.acknowledged && input.ackDueAt !== null) {
		const ackLate = input.now > input.ackDueAt
		return ackLate
			? { colour: 'red', reason: 'acknowledge-overdue', remaining }
			: { colour: 'grey', reason: 'not-acknowledged', remaining }
	}
	if (input.returnedOnce) return { colour: 'yellow', reason: 'returned', remaining }
	return isNear(input, remaining)
		? { colour: 'yellow', reason: 'near', remaining }
		: { colour: 'green', reason: 'in-time', remaining }
}

function remainingOf({ now, today, calendar, dueAt, dueOn, urgent24h }: LightInput, late: boolean): Span {
	if (urgent24h) return { unit: 'h', n: late ? 0 : Math.floor((instantMs(dueAt) - instantMs(now)) / HOUR_MS) }
	return { unit: 'wd', n: late ? 0 : workingDaysBetween(calendar, today, dueOn) }
}

function overdueOf({ now, today, calendar, dueAt, dueOn, urgent24h }: LightInput): Span {
	if (urgent24h) return { unit: 'h', n: Math.ceil((instantMs(now) - instantMs(dueAt)) / HOUR_MS) }
	return { unit: 'wd', n: workingDaysBetween(calendar, dueOn, today) }
}

function isNear(input: LightInput, remaining: Span): boolean {
	if (input.urgent24h) return instantMs(input.dueAt) - instantMs(input.now) <= NEAR_HOURS * HOUR_MS
	const period = input.limitWorkingDays ?? workingDaysBetween(input.calendar, localDateOf(input.startedAt), input.dueOn)
	// At most 30% of the period, in whole numbers.
	return remaining.n <= NEAR_WORKING_DAYS || remaining.n * 10 <= period * 3
}

/** The light of a deadline that nobody acknowledges: penalties and plans. Same thresholds, no grey. */
export function deadlineLight(calendar: Calendar, now: Instant, dueAt: Instant, startedAt: Instant): Light {
	return light({
		now,
		today: localDateOf(now),
		calendar,
		dueAt,
		// 24:00 belongs to the day that it ends.
		dueOn: localDateOf(addMs(dueAt, -1)),
		startedAt,
		acknowledged: true,
		ackDueAt: null,
		returnedOnce: false,
		stopped: false,
		urgent24h: false,
	})
}
