import { readFileSync } from 'node:fs'
import days2025 from 'holiday-calendar/data/CN/2025.json' with { type: 'json' }
import days2026 from 'holiday-calendar/data/CN/2026.json' with { type: 'json' }
import { describe, expect, test } from 'vitest'
import { chinaCalendar } from '#tests/support/china-calendar.ts'
import { dayKind, isWorkingDay } from '../calendar.ts'
import type { LocalDate } from '../time.ts'
import { addDays, weekday } from '../time.ts'

// Two calendars that others keep, read as data: their code takes the server's zone for the branch's.

const calendar = chinaCalendar()
const ROOT = 'node_modules'

type Sets = { readonly off: ReadonlySet<string>; readonly made: ReadonlySet<string> }

function chineseDays(year: number): Sets {
	const body: { holidays: object; workdays: object } = JSON.parse(
		readFileSync(`${ROOT}/chinese-days/dist/years/${year}.json`, 'utf8'),
	)
	return { off: new Set(Object.keys(body.holidays)), made: new Set(Object.keys(body.workdays)) }
}

function holidayCalendar(year: number): Sets {
	const { dates } = year === 2025 ? days2025 : days2026
	const of = (type: string) => new Set(dates.filter((one) => one.type === type).map(({ date }) => date))
	return { off: of('public_holiday'), made: of('transfer_workday') }
}

function daysOf(year: number): LocalDate[] {
	const days: LocalDate[] = []
	for (let day: LocalDate = `${year}-01-01` as const; day.startsWith(`${year}-`); day = addDays(day, 1)) days.push(day)
	return days
}

describe.each([
	['chinese-days', chineseDays],
	['holiday-calendar', holidayCalendar],
] as const)('%s', (_, read) => {
	test.each([2025, 2026])('every day of %i is the same', (year) => {
		const { off, made } = read(year)
		const days = daysOf(year)
		const theirs = (day: LocalDate) => made.has(day) || (weekday(day) < 6 && !off.has(day))
		expect(days).toHaveLength(365)
		expect(days.filter((day) => theirs(day) !== isWorkingDay(calendar, day))).toEqual([])
		// Not only whether one works, but also why not: a holiday, a make-up day, or an ordinary one.
		expect(days.filter((day) => made.has(day) !== (dayKind(calendar, day).kind === 'make-up'))).toEqual([])
		expect(days.filter((day) => off.has(day) !== (dayKind(calendar, day).kind === 'holiday'))).toEqual([])
		expect(days.filter((day) => isWorkingDay(calendar, day))).toHaveLength(248)
	})
})
