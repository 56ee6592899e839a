import { describe, expect, test } from 'vitest'
import { chinaBody, chinaCalendar } from '#tests/support/china-calendar.ts'
import { calendarSchema } from './calendar.schema.ts'
import { calendarFromJson, dayKind, isProvisional, isWorkingDay, provisionalYears } from './calendar.ts'
import type { LocalDate } from './time.ts'
import { addDays, epochDay } from './time.ts'

const calendar = chinaCalendar()

function workingDaysOf(year: number): number[] {
	const months = Array.from({ length: 12 }, () => 0)
	for (let date: LocalDate = `${year}-01-01` as LocalDate; date.startsWith(`${year}`); date = addDays(date, 1)) {
		const month = Number(date.slice(5, 7)) - 1
		if (isWorkingDay(calendar, date)) months[month] = (months[month] ?? 0) + 1
	}
	return months
}

describe('dayKind', () => {
	test.each([
		['2026-11-23', 'working', null],
		['2026-11-22', 'weekend', null],
		['2026-10-01', 'holiday', '国庆节'],
		['2026-10-03', 'holiday', '国庆节'],
		['2026-10-10', 'make-up', '国庆节'],
		['2026-01-04', 'make-up', '元旦'],
		['2027-01-01', 'holiday', null],
		['2024-10-01', 'working', null],
		['2028-01-01', 'weekend', null],
	] as const)('%s is %s', (date, kind, name) => {
		const day = dayKind(calendar, date)
		expect(day.kind).toBe(kind)
		expect(day.name?.['zh-Hans'] ?? null).toBe(name)
	})

	test('2026 has 248 working days, by month as in the notice', () => {
		expect(workingDaysOf(2026)).toEqual([21, 16, 22, 21, 19, 21, 23, 21, 22, 18, 21, 23])
	})

	test('2025 has 248 working days', () => {
		expect(workingDaysOf(2025).reduce((a, b) => a + b)).toBe(248)
	})
})

describe('isProvisional', () => {
	test.each([
		[2024, true],
		[2025, false],
		[2026, false],
		[2027, true],
		[2028, true],
	])('%i: %s', (year, provisional) => expect(isProvisional(calendar, year)).toBe(provisional))

	test('years between two dates, in any order', () => {
		expect(provisionalYears(calendar, '2026-12-31', '2028-01-01')).toEqual([2027, 2028])
		expect(provisionalYears(calendar, '2025-01-01', '2024-12-31')).toEqual([2024])
		expect(provisionalYears(calendar, '2025-01-01', '2026-12-31')).toEqual([])
	})
})

describe('the stored body', () => {
	test('the reference data is accepted and builds the calendar', () => {
		const body = calendarSchema.parse(chinaBody())
		const built = calendarFromJson('v', body)
		expect(built.specialDays.get(epochDay('2026-10-10'))?.kind).toBe('make-up')
		expect(built.intervals).toEqual([
			{ begin: 540, end: 720 },
			{ begin: 810, end: 1080 },
		])
	})

	test.each([
		['a make-up day on a weekday', { makeUpWorkdays: [{ date: '2026-11-23' }] }],
		['a date in both lists', { holidays: [{ date: '2026-11-22' }], makeUpWorkdays: [{ date: '2026-11-22' }] }],
		['a date twice in a list', { holidays: [{ date: '2026-11-23' }, { date: '2026-11-23' }] }],
		['a date that does not exist', { holidays: [{ date: '2026-02-30' }] }],
	])('refuses %s', (_, change) => {
		const year = { year: 2026, status: 'official', holidays: [], makeUpWorkdays: [], ...change }
		expect(calendarSchema.safeParse({ ...chinaBody(), years: [year] }).success).toBe(false)
	})

	test.each([
		[
			'intervals that overlap',
			[
				['09:00', '12:00'],
				['11:00', '18:00'],
			],
		],
		['an interval backwards', [['12:00', '09:00']]],
		['a time that does not exist', [['09:00', '25:00']]],
		['no interval', []],
	])('refuses %s', (_, intervals) => {
		const body = { ...chinaBody(), workingHours: { weekdays: [1], intervals } }
		expect(calendarSchema.safeParse(body).success).toBe(false)
	})

	test('refuses a year given twice', () => {
		const body = chinaBody()
		expect(calendarSchema.safeParse({ ...body, years: [...body.years, ...body.years] }).success).toBe(false)
	})
})
