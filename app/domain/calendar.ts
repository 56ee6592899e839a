import type { LocalDate, WallTime } from './time.ts'
import { epochDay, isLocalDate, minutesOf, yearOf } from './time.ts'

/** A name in the languages of the reference data; zh-Hant is converted from zh-Hans where it is missing. */
export type Names = { readonly 'zh-Hans': string; readonly en: string; readonly 'zh-Hant'?: string | undefined }

export type YearStatus = 'official' | 'provisional'

/** A day on which the notice departs from Monday to Friday. `name` is null where the data names no holiday. */
export type SpecialDay = {
	readonly date: LocalDate
	readonly kind: 'holiday' | 'make-up'
	readonly name: Names | null
	/** Named by the branch or a unit, not by the national notice. */
	readonly local?: true
}

/** Minutes since midnight, `begin` included and `end` excluded. */
export type WorkingInterval = { readonly begin: number; readonly end: number }

/** The calendar by which everybody counts who has none of his own. */
export const BRANCH_CALENDAR = 'branch'

/** One of a version's calendars; every computed date pins its `versionId`, every clock its `code`, too. */
export type Calendar = {
	readonly versionId: string
	/** BRANCH_CALENDAR, or the code of a unit that has its own hours or days. */
	readonly code: string
	readonly years: ReadonlyMap<number, YearStatus>
	/** By days since 1970-01-01, so that counting needs no text. */
	readonly specialDays: ReadonlyMap<number, SpecialDay>
	/** 1 Monday to 7 Sunday. */
	readonly weekdays: ReadonlySet<number>
	/** In ascending order, without overlap. */
	readonly intervals: readonly WorkingInterval[]
}

/** The shape of the stored reference data (seeds: calendar-cn.json). */
export type CalendarBody = {
	readonly years: readonly {
		readonly year: number
		readonly status: YearStatus
		readonly source?: string | undefined
		readonly holidays: readonly NamedDate[]
		readonly makeUpWorkdays: readonly NamedDate[]
	}[]
	readonly workingHours: WorkingHours
	/** Days on which the whole branch departs from the notice. */
	readonly overrides?: readonly Override[] | undefined
	/** Departments and counties with hours or days of their own. */
	readonly units?: readonly UnitCalendar[] | undefined
}
export type NamedDate = { readonly date: string; readonly name?: Names | undefined }
export type WorkingHours = {
	readonly weekdays: readonly number[]
	readonly intervals: readonly (readonly [string, string])[]
}
/** A day that is worked or off in this branch, or in one unit, only; the reason is its name in explanations. */
export type Override = { readonly date: string; readonly kind: 'off' | 'work'; readonly reason: string }
/** It follows the notice and the branch's own days; its hours, weekdays and days come on top. */
export type UnitCalendar = {
	readonly code: string
	readonly name: string
	readonly departmentIds: readonly string[]
	readonly countyIds: readonly string[]
	readonly workingHours: WorkingHours
	readonly overrides: readonly Override[]
}

/**
 * Builds a calendar of one version from its stored body: the branch's, or that of the unit with this code; a unit that
 * the version does not know counts by the branch's.
 * Takes a body that calendar.schema.ts has accepted; throws on a date or time that does not exist (a bug, not input).
 */
export function calendarFromJson(versionId: string, body: CalendarBody, code = BRANCH_CALENDAR): Calendar {
	const years = new Map<number, YearStatus>()
	const specialDays = new Map<number, SpecialDay>()
	for (const year of body.years) {
		years.set(year.year, year.status)
		for (const day of year.holidays) put(specialDays, day, 'holiday')
		for (const day of year.makeUpWorkdays) put(specialDays, day, 'make-up')
	}
	const unit = body.units?.find((one) => one.code === code)
	for (const day of [...(body.overrides ?? []), ...(unit?.overrides ?? [])]) override(specialDays, day)
	const hours = unit?.workingHours ?? body.workingHours
	const intervals = hours.intervals.map(([begin, end]) => ({ begin: wall(begin), end: wall(end) }))
	return { versionId, code, years, specialDays, weekdays: new Set(hours.weekdays), intervals }
}

/** The code of the calendar by which a department or county counts. */
export function calendarCodeOf(
	body: CalendarBody,
	unit: { readonly departmentId?: string | null; readonly countyId?: string | null },
): string {
	const found = body.units?.find(
		({ departmentIds, countyIds }) =>
			(unit.departmentId != null && departmentIds.includes(unit.departmentId)) ||
			(unit.countyId != null && countyIds.includes(unit.countyId)),
	)
	return found?.code ?? BRANCH_CALENDAR
}

function put(days: Map<number, SpecialDay>, { date, name }: NamedDate, kind: SpecialDay['kind']) {
	if (!isLocalDate(date)) throw new Error(`Not a date in the calendar: ${date}`)
	days.set(epochDay(date), { date, kind, name: name ?? null })
}

function override(days: Map<number, SpecialDay>, { date, kind, reason }: Override) {
	if (!isLocalDate(date)) throw new Error(`Not a date in the calendar: ${date}`)
	const name = { 'zh-Hans': reason, en: reason }
	days.set(epochDay(date), { date, kind: kind === 'off' ? 'holiday' : 'make-up', name, local: true })
}

function isWallTime(text: string): text is WallTime {
	return /^([01]\d|2[0-3]):[0-5]\d$|^24:00$/.test(text)
}

function wall(text: string): number {
	if (!isWallTime(text)) throw new Error(`Not a time in the calendar: ${text}`)
	return minutesOf(text)
}

export type DayKind = 'working' | 'make-up' | 'weekend' | 'holiday'
/** What a day is; `name` is the holiday that it belongs to or is made up for. */
export type Day = { readonly kind: DayKind; readonly name: Names | null; readonly local?: true }

const WORKING: Day = { kind: 'working', name: null }
const WEEKEND: Day = { kind: 'weekend', name: null }

/** As `dayKind`, by days since 1970-01-01. */
export function dayKindOf(calendar: Calendar, day: number): Day {
	const special = calendar.specialDays.get(day)
	if (special) return special
	// 1970-01-01 was a Thursday.
	return calendar.weekdays.has(((((day + 3) % 7) + 7) % 7) + 1) ? WORKING : WEEKEND
}

/** What this date is. A year without data counts Monday to Friday (domain 6.2); ask `isProvisional` beside it. */
export function dayKind(calendar: Calendar, date: LocalDate): Day {
	return dayKindOf(calendar, epochDay(date))
}

/** As `isWorkingDay`, by days since 1970-01-01. */
export function worksOn(calendar: Calendar, day: number): boolean {
	const { kind } = dayKindOf(calendar, day)
	return kind === 'working' || kind === 'make-up'
}

/** True on weekdays that are no holiday and on make-up days (domain 6.3). */
export function isWorkingDay(calendar: Calendar, date: LocalDate): boolean {
	return worksOn(calendar, epochDay(date))
}

/** True when the year has no official notice, absent years included (domain 6.2). */
export function isProvisional(calendar: Calendar, year: number): boolean {
	return calendar.years.get(year) !== 'official'
}

/** The years between two dates, both included and in any order, that have no official notice; ascending. */
export function provisionalYears(calendar: Calendar, a: LocalDate, b: LocalDate): readonly number[] {
	const found: number[] = []
	const last = Math.max(yearOf(a), yearOf(b))
	for (let year = Math.min(yearOf(a), yearOf(b)); year <= last; year += 1) {
		if (isProvisional(calendar, year)) found.push(year)
	}
	return found
}
