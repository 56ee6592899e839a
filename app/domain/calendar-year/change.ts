import { calendarSchema, type StoredCalendar } from '../calendar.schema.ts'
import { type CalendarBody, calendarFromJson, type UnitCalendar } from '../calendar.ts'
import { isLocalDate, type LocalDate } from '../time.ts'
import type { CalendarChange, UnitDraft } from './change.schema.ts'
import { type CheckedYear, checkYear, readYear, type YearCheck, type YearForm } from './check-year.ts'
import { readDays, withDays } from './days.ts'
import type { ReadRow } from './reading.ts'

/** What was typed, read and judged: the lines with their remarks, the conditions, and the change that it makes. */
export type ReadChange = {
	readonly rows: readonly ReadRow[]
	readonly checks: readonly (YearCheck | UnitCheck)[]
	readonly sound: boolean
	readonly change: CalendarChange
	readonly year: number | null
	readonly source: string
}

export type UnitCheck = {
	readonly code: (typeof UNIT_CHECKS)[number]
	readonly ok: boolean
	readonly soft?: true
	readonly params?: undefined
}
export const UNIT_CHECKS = [
	'days-read',
	'unit-hours',
	'unit-weekdays',
	'unit-members',
	'unit-free',
	'unit-known',
] as const

/** A pasted year. */
export function readYearChange(
	typed: { readonly form: YearForm; readonly typed: string; readonly year: number | null; readonly source: string },
	body: CalendarBody,
): ReadChange {
	const reading = readYear(typed.form, typed.typed, typed.year)
	const found: CheckedYear = checkYear(reading, typed, body)
	const source = typed.source.trim() || reading.source || ''
	const { year, holidays, makeUpWorkdays } = found
	const dated = (days: CheckedYear['holidays']) =>
		days.flatMap((day) => (isLocalDate(day.date) ? [{ ...day, date: day.date }] : []))
	return {
		rows: found.rows,
		checks: found.checks,
		sound: found.sound,
		year,
		source,
		change:
			year === null
				? { kind: 'NONE' }
				: { kind: 'YEAR', year, source, holidays: dated(holidays), makeUpWorkdays: dated(makeUpWorkdays) },
	}
}

/** Days of the branch, a line each. */
export function readDaysChange(typed: string, body: CalendarBody, today: LocalDate): ReadChange {
	const calendar = calendarFromJson('', { ...body, overrides: [] })
	const found = readDays(typed, { today, calendar, standing: body.overrides ?? [] })
	return {
		rows: found.rows,
		checks: [{ code: 'days-read', ok: found.sound }],
		sound: found.sound,
		year: null,
		source: '',
		change: found.days.length > 0 ? { kind: 'OVERRIDE', days: [...found.days] } : { kind: 'NONE' },
	}
}

const HOURS = /^([01]?\d|2[0-4]):([0-5]\d)\s*[-–—~至]\s*([01]?\d|2[0-4]):([0-5]\d)$/

/** '08:30-12:00, 13:30-18:00' as pairs; null when one of them cannot be read or they overlap. */
export function intervalsFrom(text: string): [string, string][] | null {
	const pairs: [string, string][] = []
	let last = ''
	for (const part of text.normalize('NFKC').split(/[,;、]/)) {
		if (part.trim() === '') continue
		const hit = HOURS.exec(part.trim())
		if (!hit) return null
		const [begin, end] = [`${hit[1]?.padStart(2, '0')}:${hit[2]}`, `${hit[3]?.padStart(2, '0')}:${hit[4]}`]
		if (begin <= last || end <= begin || end > '24:00') return null
		last = end
		pairs.push([begin, end])
	}
	return pairs.length > 0 ? pairs : null
}

/** A unit's own hours, weekdays and days. */
export function readUnitChange(unit: UnitDraft, typed: string, body: CalendarBody, today: LocalDate): ReadChange {
	const intervals = intervalsFrom(unit.hours)
	const weekdays = [...new Set(unit.weekdays)].filter((day) => day >= 1 && day <= 7).sort()
	const old = body.units?.find(({ code }) => code === unit.code)
	const others = (body.units ?? []).filter(({ code }) => code !== unit.code)
	const taken = others.flatMap((one) => [...one.departmentIds, ...one.countyIds])
	const members = [...unit.departmentIds, ...unit.countyIds]
	const hours = { weekdays, intervals: intervals ?? [] }
	const bare: UnitCalendar = { ...unit, workingHours: hours, overrides: [] }
	const calendar = calendarFromJson('', { ...body, units: [...others, bare] }, unit.code)
	const found = readDays(typed, { today, calendar, standing: [] })
	const checks: UnitCheck[] = unit.remove
		? [{ code: 'unit-known', ok: old !== undefined }]
		: [
				{ code: 'unit-hours', ok: intervals !== null },
				{ code: 'unit-weekdays', ok: weekdays.length > 0 },
				{ code: 'unit-members', ok: members.length > 0 },
				{ code: 'unit-free', ok: !members.some((id) => taken.includes(id)) },
				{ code: 'days-read', ok: found.rows.length === 0 || found.sound },
			]
	const { code, name, departmentIds, countyIds, remove } = unit
	const overrides = [...withDays([], found.days)].flatMap((day) =>
		isLocalDate(day.date) ? [{ ...day, date: day.date }] : [],
	)
	return {
		rows: found.rows,
		checks,
		sound: checks.every(({ ok }) => ok),
		year: null,
		source: '',
		change: { kind: 'UNIT', remove, unit: { code, name, departmentIds, countyIds, workingHours: hours, overrides } },
	}
}

/**
 * The body of the next version: a published year is official from then on and takes the place of what stood for it.
 * Throws when the result is no calendar (a bug: what was typed has been judged before).
 */
export function applyChange(body: CalendarBody, change: CalendarChange): StoredCalendar {
	switch (change.kind) {
		case 'YEAR': {
			const { year, source, holidays, makeUpWorkdays } = change
			const fresh = { year, status: 'official' as const, source, holidays, makeUpWorkdays }
			const years = [...body.years.filter((one) => one.year !== year), fresh].sort((a, b) => a.year - b.year)
			return stored({ ...body, years })
		}
		case 'OVERRIDE':
			return stored({ ...body, overrides: withDays(body.overrides ?? [], change.days) })
		case 'UNIT': {
			const others = (body.units ?? []).filter(({ code }) => code !== change.unit.code)
			return stored({ ...body, units: change.remove ? others : [...others, change.unit] })
		}
		case 'NONE':
			return stored(body)
	}
}

function stored(body: CalendarBody): StoredCalendar {
	return calendarSchema.parse({ timeZone: 'Asia/Shanghai', ...body })
}
