import { statutoryDays } from '#app/domain/calendar-year/statutory.ts'
import { proposeChange } from '#app/usecases/calendars/decide.server.ts'
import { draftChange } from '#app/usecases/calendars/drafts.server.ts'
import { publishChange } from '#app/usecases/calendars/publish.server.ts'
import { currentCalendars } from '#app/usecases/reference/load.server.ts'
import chinaJson from '#seeds/reference/calendar-cn.json' with { type: 'json' }
import { dateText, dayNumber, type RawCalendar } from './judge/days.ts'
import { must, type Stage } from './stage.ts'

type RawYear = RawCalendar['years'][number] & { readonly year: number }

const NAMES = ['元旦', '春节', '清明', '劳动节', '端午', '中秋', '国庆节'] as const
const CODES = ['new-year', 'spring', 'qingming', 'labour', 'dragon-boat', 'mid-autumn', 'national'] as const

/** The calendar that every branch begins with; what it says counts from the first moment. */
export function firstCalendar(stage: Stage): void {
	const { intervals } = chinaJson.workingHours
	const raw: RawCalendar = {
		years: chinaJson.years,
		workingHours: { intervals: intervals.map(([from = '', to = '']) => [from, to] as const) },
	}
	stage.journal.calendars.push({ ...stage.stamp(), raw })
}

/** A notice as it may come out: the statutory days, some days beside them, some weekends made up for them. */
function noticeOf(stage: Stage, year: number): { readonly raw: RawYear; readonly csv: string } {
	const { random } = stage
	const off = new Map<number, string>()
	for (const { date, holiday } of statutoryDays(year) ?? []) {
		// Two holidays may fall on one day.
		const names = [off.get(dayNumber(date)), NAMES[CODES.indexOf(holiday)]].filter((name) => name !== undefined)
		off.set(dayNumber(date), names.join('、'))
	}
	for (const [day, name] of [...off]) {
		for (let n = random.int(0, 2); n > 0; n -= 1) if (!off.has(day + n)) off.set(day + n, name)
		if (random.chance(0.3) && !off.has(day - 1) && dateText(day - 1).startsWith(String(year))) off.set(day - 1, name)
	}
	const made = new Map<number, string>()
	for (const [day, name] of off) {
		const near = day + random.int(-8, 8)
		const weekend = [0, 6].includes(new Date(near * 86_400_000).getUTCDay())
		if (weekend && !off.has(near) && dateText(near).startsWith(String(year))) made.set(near, name)
	}
	const lines = [...off].map(([day, name]) => `${dateText(day)},off,${name}`)
	const more = [...made].map(([day, name]) => `${dateText(day)},work,${name}`)
	const dates = (days: ReadonlyMap<number, string>) => [...days.keys()].map((day) => ({ date: dateText(day) }))
	return { raw: { year, holidays: dates(off), makeUpWorkdays: dates(made) }, csv: [...lines, ...more].join('\n') }
}

/** Publishes a year, as two people do it; every open clock is counted again. */
export async function publishYear(stage: Stage, year: number): Promise<void> {
	const { world } = stage
	const { raw, csv } = noticeOf(stage, year)
	const form = { version: 0, form: 'csv', year: String(year), source: '国务院办公厅通知', typed: csv } as const
	const { id } = must(
		await draftChange(await world.as('compliance'), { kind: 'YEAR', form: { ...form, example: undefined } }),
	)
	must(await proposeChange(await world.as('compliance'), { id, version: 1 }))
	const publisher = await world.as('compliance2')
	const base = (await currentCalendars(publisher, publisher.read)).versionId
	must(await publishChange(publisher, { id, version: 2, base }))
	const before = stage.journal.calendars.at(-1)?.raw
	if (!before) throw new Error('No calendar to follow')
	const years = [...before.years.filter((one) => !('year' in one) || one.year !== year), raw]
	stage.journal.calendars.push({ ...stage.stamp(), raw: { ...before, years } })
}
