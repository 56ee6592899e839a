import type { Calendar } from './calendar.ts'
import { provisionalYears } from './calendar.ts'
import { NOTHING, rollDays, timeBetween, walkDays, walkTime } from './clock/walk.ts'
import type { DueStep, Limit } from './due-step.ts'
import type { Result } from './result.ts'
import { assertNever, err, ok } from './result.ts'
import type { Instant, LocalDate } from './time.ts'
import {
	dateOfEpochDay,
	epochDay,
	HOUR_MS,
	instantAt,
	instantMs,
	instantOf,
	isLocalDate,
	localDateOf,
	MINUTE_MS,
	parseMoment,
	yearOf,
} from './time.ts'
import { workingDaysInSpan } from './working-day-sums.ts'

export type { DueStep, Limit, LimitUnit } from './due-step.ts'

export type DueDateFault = 'bad-limit' | 'limit-too-large' | 'bad-start'

/** About eight years of working days; nothing in the product comes near it. */
export const MAX_AMOUNT = 2000
/** The last day ends at 24:00 for dealers and at 18:00 for departments (domain 6.3). */
export const CLOSE_DEALER = 24 * 60
export const CLOSE_DEPARTMENT = 18 * 60

export type DueDate = {
	readonly limit: Limit
	readonly startedAt: Instant
	/** A local date for wd and cd, an instant for wh and h. */
	readonly due: LocalDate | Instant
	/** Before a rest day at the end moved it on. */
	readonly rawDue: LocalDate | Instant
	readonly dueOn: LocalDate
	readonly rawDueOn: LocalDate
	/** The end moment; what happens at it is still in time, what happens after it is late. */
	readonly dueAt: Instant
	readonly provisional: boolean
	readonly calendarVersionId: string
	readonly steps: readonly DueStep[]
}

/** Reads '15wd', '4wh', '15cd', '24h'; refuses anything else and amounts above 2000. */
export function parseLimit(text: string): Result<Limit, DueDateFault> {
	const hit = /^(\d{1,9})(wd|wh|cd|h)$/.exec(text)
	const unit = hit?.[2]
	if (!hit || (unit !== 'wd' && unit !== 'wh' && unit !== 'cd' && unit !== 'h')) return err('bad-limit')
	const amount = Number(hit[1])
	return amount > MAX_AMOUNT ? err('limit-too-large') : ok({ amount, unit })
}

/** The text that `parseLimit` reads. */
export function limitText(limit: Limit): string {
	return `${limit.amount}${limit.unit}`
}

/** Reads a local date, or a moment with 'Z' or an offset, of the years 1992 to 2199 (one offset holds in them). */
export function parseStart(text: string): Result<LocalDate | Instant, DueDateFault> {
	if (isLocalDate(text)) return inRange(text) ? ok(text) : err('bad-start')
	const ms = parseMoment(text)
	if (ms === null) return err('bad-start')
	const instant = instantOf(ms)
	return inRange(localDateOf(instant)) ? ok(instant) : err('bad-start')
}

function inRange(date: LocalDate): boolean {
	return yearOf(date) >= 1992 && yearOf(date) <= 2199
}

/** True for the longer of the two forms in which a due moment is written. */
export function isInstantText(from: LocalDate | Instant): from is Instant {
	return from.length > 10
}

/**
 * The due date of a limit that begins on a date or at an instant, with every step that led to it (domain 6.3).
 * `closeAt` is the minute at which the last day ends (CLOSE_DEALER, CLOSE_DEPARTMENT); hours ignore it.
 * The first day does not count; hours count from the moment, a date as start of hours means its 00:00.
 * Amounts outside 0..2000 throw: `parseLimit` refuses them where they come from outside.
 */
export function dueDate(
	calendar: Calendar,
	from: LocalDate | Instant,
	limit: Limit,
	closeAt: number = CLOSE_DEALER,
): DueDate {
	if (!Number.isInteger(limit.amount) || limit.amount < 0 || limit.amount > MAX_AMOUNT) {
		throw new Error(`Limit out of range: ${limitText(limit)}`)
	}
	switch (limit.unit) {
		case 'wd':
		case 'cd':
			return dueByDays(calendar, from, limit, closeAt)
		case 'wh':
		case 'h':
			return dueByHours(calendar, from, limit)
		default:
			return assertNever(limit.unit)
	}
}

function dueByDays(calendar: Calendar, from: LocalDate | Instant, limit: Limit, closeAt: number): DueDate {
	const started = isInstantText(from) ? localDateOf(from) : from
	const steps: DueStep[] = [{ kind: 'start', date: started, at: null, limit }]
	const begin = epochDay(started)
	const pace = { calendar, unit: limit.unit === 'wd' ? 'wd' : 'cd', closeAt, blocked: NOTHING } as const
	const raw = walkDays(pace, begin, limit.amount, 1, steps)
	if (limit.unit === 'cd') {
		steps.push({ kind: 'calendar-days', from: started, to: dateOfEpochDay(raw), days: limit.amount })
	}
	// A make-up Saturday is a working day and does not move the date.
	const due = rollDays(pace, raw, steps)
	const dueOn = dateOfEpochDay(due)
	const rawDueOn = dateOfEpochDay(raw)
	const dueAt = instantAt(dueOn, closeAt)
	const startedAt = isInstantText(from) ? from : instantAt(from, 0)
	return close(calendar, { limit, startedAt, due: dueOn, rawDue: rawDueOn, dueOn, rawDueOn, dueAt, steps })
}

function dueByHours(calendar: Calendar, from: LocalDate | Instant, limit: Limit): DueDate {
	const startedAt = isInstantText(from) ? from : instantAt(from, 0)
	const steps: DueStep[] = [{ kind: 'start', date: localDateOf(startedAt), at: startedAt, limit }]
	const pace = { calendar, unit: limit.unit === 'wh' ? 'wh' : 'h', blocked: NOTHING } as const
	const due = instantOf(walkTime(pace, instantMs(startedAt), limit.amount * HOUR_MS, 1, steps))
	if (limit.unit === 'h') steps.push({ kind: 'clock-hours', from: startedAt, to: due, hours: limit.amount })
	const dueOn = localDateOf(due)
	return close(calendar, { limit, startedAt, due, rawDue: due, dueOn, rawDueOn: dueOn, dueAt: due, steps })
}

function close(
	calendar: Calendar,
	found: Omit<DueDate, 'provisional' | 'calendarVersionId' | 'steps'> & { steps: DueStep[] },
): DueDate {
	const years = provisionalYears(calendar, localDateOf(found.startedAt), found.dueOn)
	for (const year of years) found.steps.push({ kind: 'provisional-year', year })
	found.steps.push({ kind: 'end', date: found.dueOn, at: found.dueAt })
	return { ...found, provisional: years.length > 0, calendarVersionId: calendar.versionId }
}

/** The n-th working day after a date (before it when n is negative); 0 gives the date itself, rest day or not. */
export function addWorkingDays(calendar: Calendar, date: LocalDate, n: number): LocalDate {
	if (!Number.isInteger(n) || Math.abs(n) > MAX_AMOUNT) throw new Error(`Working days out of range: ${n}`)
	const pace = { calendar, unit: 'wd', closeAt: CLOSE_DEALER, blocked: NOTHING } as const
	return dateOfEpochDay(walkDays(pace, epochDay(date), Math.abs(n), n < 0 ? -1 : 1))
}

/** The n-th working day before a date: the same walk backwards. */
export function subtractWorkingDays(calendar: Calendar, date: LocalDate, n: number): LocalDate {
	return addWorkingDays(calendar, date, n === 0 ? 0 : -n)
}

/** Working days after `a` up to and with `b`; negative when `b` is earlier. */
export function workingDaysBetween(calendar: Calendar, a: LocalDate, b: LocalDate): number {
	if (b < a) return 0 - workingDaysBetween(calendar, b, a)
	return workingDaysInSpan(calendar, epochDay(a), epochDay(b))
}

/** Whole minutes of working time from `a` to `b`; negative when `b` is earlier. */
export function workingMinutesBetween(calendar: Calendar, a: Instant, b: Instant): number {
	if (b < a) return 0 - workingMinutesBetween(calendar, b, a)
	return Math.floor(timeBetween({ calendar, unit: 'wh' }, instantMs(a), instantMs(b)) / MINUTE_MS)
}
