import { calendarSchema } from '#app/domain/calendar.schema.ts'
import { type Calendar, dayKind, type Names } from '#app/domain/calendar.ts'
import { addDays, type LocalDate, yearOf } from '#app/domain/time.ts'
import { versionById } from '#db/queries/reference.server.ts'
import type { Ctx } from '../context.server.ts'
import { currentCalendar } from './load.server.ts'

const FIRST = 1992
const LAST = 2199

/** The year that the address asks for; this one when it asks for none that the product counts in. */
export function yearFrom(text: string | null, today: LocalDate): number {
	const year = Number(text)
	return text !== null && Number.isInteger(year) && year >= FIRST && year <= LAST ? year : yearOf(today)
}

export type CalendarDay = {
	readonly date: LocalDate
	readonly kind: 'working' | 'make-up' | 'weekend' | 'holiday'
	readonly name: Names | null
}

function monthOf(calendar: Calendar, year: number, month: number) {
	const first: LocalDate = `${year}-${String(month).padStart(2, '0')}-01` as LocalDate // digits by construction
	const days: CalendarDay[] = []
	for (let date = first; Number(date.slice(5, 7)) === month; date = addDays(date, 1)) {
		days.push({ date, ...dayKind(calendar, date) })
	}
	const working = days.filter(({ kind }) => kind === 'working' || kind === 'make-up').length
	return { month, days, working }
}

/** One year of the branch's calendar: every day, what it is, where that is known from, and how many days work. */
export async function calendarYear(ctx: Ctx, year: number) {
	const calendar = await currentCalendar(ctx, ctx.read)
	const version = await versionById(ctx.read, calendar.versionId)
	const body = version ? calendarSchema.parse(JSON.parse(version.body_json)) : null
	const months = Array.from({ length: 12 }, (_, i) => monthOf(calendar, year, i + 1))
	return {
		year,
		today: ctx.today,
		status: calendar.years.get(year) ?? null,
		source: body?.years.find((one) => one.year === year)?.source ?? null,
		version: version ? { code: version.code, version: version.version, sha256: version.sha256 } : null,
		known: [...calendar.years.keys()].sort((a, b) => a - b),
		workingDays: months.reduce((sum, month) => sum + month.working, 0),
		months,
		intervals: calendar.intervals,
	}
}
