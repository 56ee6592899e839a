/**
 * The judge's own calendar: raw JSON and a walk, day by day and minute by minute. Nothing here is shared with the product;
 * it is slow on purpose, so that it can be read. Moments are milliseconds since 1970, days are numbers of local days.
 */
const DAY = 86_400_000
const MINUTE = 60_000
const EAST = 8 * 3_600_000

/** The part of a published calendar that the judge reads. */
export type RawCalendar = {
	readonly years: readonly {
		readonly holidays: readonly { readonly date: string }[]
		readonly makeUpWorkdays: readonly { readonly date: string }[]
	}[]
	readonly workingHours: { readonly intervals: readonly (readonly [string, string])[] }
}

export type Days = {
	readonly works: (day: number) => boolean
	readonly worksAt: (moment: number) => boolean
}

export const dayOf = (moment: number) => Math.floor((moment + EAST) / DAY)
export const dayNumber = (date: string) => Date.parse(`${date}T00:00:00Z`) / DAY
export const dateText = (day: number) => new Date(day * DAY).toISOString().slice(0, 10)
export const momentText = (moment: number) => new Date(moment).toISOString()
/** Minutes may be 1440: the end of the day. */
export const momentAt = (day: number, minutes: number) => day * DAY + minutes * MINUTE - EAST

const minutesOfText = (text: string) => Number(text.slice(0, 2)) * 60 + Number(text.slice(3, 5))

export function daysOf(raw: RawCalendar): Days {
	const free = new Set(raw.years.flatMap((year) => year.holidays.map(({ date }) => date)))
	const madeUp = new Set(raw.years.flatMap((year) => year.makeUpWorkdays.map(({ date }) => date)))
	const open = raw.workingHours.intervals.map(([from, to]) => [minutesOfText(from), minutesOfText(to)] as const)
	const works = (day: number) => {
		const date = dateText(day)
		if (free.has(date)) return false
		if (madeUp.has(date)) return true
		const weekday = new Date(day * DAY).getUTCDay()
		return weekday >= 1 && weekday <= 5
	}
	return {
		works,
		worksAt: (moment) => {
			if (!works(dayOf(moment))) return false
			const minute = Math.floor((moment + EAST - dayOf(moment) * DAY) / MINUTE)
			return open.some(([from, to]) => minute >= from && minute < to)
		},
	}
}

/** The n-th working day after a day, or before it. */
export function workingDay(days: Days, day: number, n: number): number {
	let [at, left] = [day, Math.abs(n)]
	while (left > 0) {
		at += n < 0 ? -1 : 1
		if (days.works(at)) left -= 1
	}
	return at
}

/** Working days after the first up to and with the last; 0 when the last is not later. */
export function workingDays(days: Days, first: number, last: number): number {
	let n = 0
	for (let day = first + 1; day <= last; day += 1) if (days.works(day)) n += 1
	return n
}

/** The end of so many working minutes from a moment on. */
export function workingMinutesAfter(days: Days, from: number, minutes: number): number {
	let [at, left] = [from, minutes]
	while (left > 0) {
		if (days.worksAt(at)) left -= 1
		at += MINUTE
	}
	return at
}

/** A rest day at the end moves on to the next working day. */
export function notBeforeWork(days: Days, day: number): number {
	let at = day
	while (!days.works(at)) at += 1
	return at
}
