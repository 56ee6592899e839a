import type { CalendarBody, NamedDate, Names } from '../calendar.ts'
import { type LocalDate, weekday, yearOf } from '../time.ts'
import { readNotice } from './notice.ts'
import type { ReadDay, Reading, ReadRow, Remark } from './reading.ts'
import { HOLIDAY_NAMES, HOLIDAYS, type Holiday, statutoryDays } from './statutory.ts'
import { readCsv, readJson } from './tables.schema.ts'

export const YEAR_FORMS = ['notice', 'csv', 'json'] as const
export type YearForm = (typeof YEAR_FORMS)[number]

/** What was read, with the year that the person gave where the paper does not say it. */
export function readYear(form: YearForm, typed: string, asked: number | null): Reading {
	const reading = form === 'notice' ? readNotice(typed, asked) : form === 'csv' ? readCsv(typed) : readJson(typed)
	return reading
}

/** One of the conditions of a year as a whole; `soft` ones warn and do not keep it from being published. */
export type YearCheck = {
	readonly code: (typeof YEAR_CHECKS)[number]
	readonly ok: boolean
	readonly soft?: true
	readonly params?: Readonly<Record<string, string | number>>
}
export const YEAR_CHECKS = [
	'year-known',
	'year-agrees',
	'lines-read',
	'make-ups-at-weekends',
	'no-date-twice',
	'dates-of-year',
	'statutory',
	'moon-known',
	'balance',
	'source-named',
] as const

export type CheckedYear = {
	readonly year: number | null
	readonly rows: readonly ReadRow[]
	readonly checks: readonly YearCheck[]
	/** Nothing stands against publishing it. */
	readonly sound: boolean
	readonly holidays: readonly NamedDate[]
	readonly makeUpWorkdays: readonly NamedDate[]
}

type Asked = { readonly year: number | null; readonly source: string }

/**
 * Judges a reading (domain 6.1, 6.2): make-up days are weekends, no date twice or in both lists, every date of the
 * paper's year but for the days around New Year, the statutory days by name and count, and a balance: the weekdays off
 * are the statutory days and what is made up for. `body` is the calendar in force, for the years next to it.
 */
export function checkYear(reading: Reading, asked: Asked, body: CalendarBody): CheckedYear {
	const year = asked.year ?? reading.year
	const all = reading.rows.flatMap(({ days }) => days)
	const seen = new Map<LocalDate, ReadDay['kind'][]>()
	for (const { date, kind } of all) seen.set(date, [...(seen.get(date) ?? []), kind])
	const rows = reading.rows.map((row) => ({
		...row,
		remarks: [...row.remarks, ...row.days.flatMap((day) => dayRemarks(day, year, seen, body))],
	}))
	const faults = (codes: readonly Remark['code'][]) =>
		rows.flatMap(({ remarks }) => remarks.filter(({ level, code }) => level === 'fault' && codes.includes(code))).length
	const unread = rows.flatMap(({ remarks }) => remarks).filter(({ level }) => level === 'fault').length
	const checks: YearCheck[] = [
		{ code: 'year-known', ok: year !== null && year >= 2014 && year <= 2199 },
		{
			code: 'year-agrees',
			ok: asked.year === null || reading.year === null || asked.year === reading.year,
			params: { asked: asked.year ?? '', paper: reading.year ?? '' },
		},
		{ code: 'lines-read', ok: unread === 0 && all.length > 0, params: { count: unread } },
		{ code: 'make-ups-at-weekends', ok: faults(['make-up-weekday']) === 0 },
		{ code: 'no-date-twice', ok: faults(['both-lists', 'twice']) === 0 },
		{ code: 'dates-of-year', ok: faults(['other-year', 'neighbour']) === 0 },
		...(year === null ? [] : statutoryChecks(year, all)),
		{ code: 'source-named', ok: asked.source.trim() !== '' || reading.source !== null },
	]
	return {
		year,
		rows,
		checks,
		sound: checks.every(({ ok, soft }) => ok || soft === true),
		holidays: listOf(all, 'off'),
		makeUpWorkdays: listOf(all, 'work'),
	}
}

function dayRemarks(
	day: ReadDay,
	year: number | null,
	seen: ReadonlyMap<LocalDate, readonly ReadDay['kind'][]>,
	body: CalendarBody,
): Remark[] {
	const { date, kind } = day
	const params = { date }
	const kinds = seen.get(date) ?? []
	const found: Remark[] = []
	if (kind === 'work' && weekday(date) < 6) found.push({ level: 'fault', code: 'make-up-weekday', params })
	if (kinds.includes('off') && kinds.includes('work')) found.push({ level: 'fault', code: 'both-lists', params })
	else if (kinds.length > 1) found.push({ level: 'fault', code: 'twice', params })
	if (year !== null && !belongs(date, year)) found.push({ level: 'fault', code: 'other-year', params: { date, year } })
	const other = body.years.find((one) => one.year !== year && mentions(one, date, kind))
	if (other) found.push({ level: 'fault', code: 'neighbour', params: { date, year: other.year } })
	return found
}

/** The paper of a year may name the days before its New Year's Day and after its last one. */
function belongs(date: LocalDate, year: number): boolean {
	const from = `${year - 1}-12-24`
	const to = `${year + 1}-01-10`
	return date >= from && date <= to
}

/** Another year's paper says the opposite of this date. */
function mentions(year: CalendarBody['years'][number], date: LocalDate, kind: ReadDay['kind']): boolean {
	const against = kind === 'off' ? year.makeUpWorkdays : year.holidays
	return against.some((day) => day.date === date)
}

function statutoryChecks(year: number, all: readonly ReadDay[]): YearCheck[] {
	const days = statutoryDays(year)
	if (!days) return [{ code: 'moon-known', ok: false, soft: true, params: { year } }]
	const off = new Map(all.filter(({ kind }) => kind === 'off').map((day) => [day.date, day]))
	const missing = days.filter(({ date, holiday }) => !off.get(date)?.holidays.includes(holiday))
	const weekdaysOff = [...off.keys()].filter((date) => weekday(date) < 6).length
	const makeUps = new Set(all.filter(({ kind }) => kind === 'work').map(({ date }) => date)).size
	return [
		{
			code: 'statutory',
			ok: missing.length === 0,
			params: {
				count: days.length,
				found: days.length - missing.length,
				missing: missing.map(({ date, holiday }) => `${HOLIDAY_NAMES[holiday]['zh-Hans']} ${date}`).join('、'),
			},
		},
		{
			code: 'balance',
			ok: weekdaysOff - makeUps === days.length,
			soft: true,
			params: { off: weekdaysOff, makeUps, count: days.length },
		},
	]
}

function listOf(all: readonly ReadDay[], kind: ReadDay['kind']): NamedDate[] {
	const days = new Map(all.filter((day) => day.kind === kind).map((day) => [day.date, day]))
	return [...days.values()]
		.sort((a, b) => (a.date < b.date ? -1 : 1))
		.map(({ date, holidays }) => ({ date, name: nameOf(holidays, date) }))
}

/** On a statutory day of two holidays joined in one item, the name of the day's own. */
function nameOf(holidays: readonly Holiday[], date: LocalDate): Names {
	const own = statutoryDays(yearOf(date))?.find((day) => day.date === date && holidays.includes(day.holiday))
	const names = (own ? [own.holiday] : HOLIDAYS.filter((one) => holidays.includes(one))).map(
		(one) => HOLIDAY_NAMES[one],
	)
	return {
		'zh-Hans': names.map((name) => name['zh-Hans']).join('、'),
		en: names.map((name) => name.en).join(', '),
	}
}
