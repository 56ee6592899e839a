import chinaJson from '#seeds/reference/calendar-cn.json' with { type: 'json' }

/**
 * The brute-force judge of the clocks: it ticks through every minute of two years and shares no code with the product.
 * Moments are whole minutes since 2026-01-01 00:00 in Asia/Shanghai.
 */
const DAYS = 730
const DAY = 1440
const ORIGIN = Date.UTC(2026, 0, 1)

const holidays = new Set<string>()
const makeUps = new Set<string>()
for (const year of chinaJson.years) {
	for (const { date } of year.holidays) holidays.add(date)
	for (const { date } of year.makeUpWorkdays) makeUps.add(date)
}

const works = Array.from({ length: DAYS }, (_, day) => {
	const date = new Date(ORIGIN + day * 86_400_000)
	const text = date.toISOString().slice(0, 10)
	const weekend = date.getUTCDay() === 0 || date.getUTCDay() === 6
	return makeUps.has(text) || (!weekend && !holidays.has(text))
})

/** 09:00 to 12:00 and 13:30 to 18:00; one entry per minute, that is to say for the minute that begins with it. */
const working = Uint8Array.from({ length: DAYS * DAY }, (_, minute) => {
	const of = minute % DAY
	const hours = (of >= 540 && of < 720) || (of >= 810 && of < 1080)
	return works[Math.floor(minute / DAY)] === true && hours ? 1 : 0
})

export type Count = {
	readonly unit: 'wd' | 'wh' | 'cd' | 'h'
	/** Start, and the amounts one after the other: the limit, then each extension. */
	readonly start: number
	readonly amounts: readonly number[]
	readonly closeAt: number
	readonly pauses: readonly { readonly from: number; readonly to: number }[]
}

/** The minute at which the clock runs out. */
export function tickToDue(count: Count): number {
	const stopped = new Uint8Array(DAYS * DAY)
	for (const { from, to } of count.pauses) for (let m = from; m < to; m += 1) stopped[m] = 1
	return count.unit === 'wh' || count.unit === 'h' ? tickHours(count, stopped) : tickDays(count, stopped)
}

function tickHours({ unit, start, amounts }: Count, stopped: Uint8Array): number {
	let left = amounts.reduce((sum, amount) => sum + amount * 60, 0)
	for (let m = start; m < DAYS * DAY; m += 1) {
		if (stopped[m] === 1 || (unit === 'wh' && working[m] === 0)) continue
		left -= 1
		if (left === 0) return m + 1
	}
	throw new Error('The years are over')
}

/** A day is over with the minute before its close; it counts when the clock runs in that minute. */
function tickDays({ unit, start, amounts, closeAt }: Count, stopped: Uint8Array): number {
	let day = Math.floor(start / DAY)
	for (const amount of amounts) {
		for (let left = amount; left > 0; ) {
			day += 1
			if (stopped[day * DAY + closeAt - 1] === 1) continue
			if (unit === 'cd' || works[day] === true) left -= 1
		}
		// A last day on which nobody works moves on, and so does one that closes in a pause.
		while (works[day] !== true || stopped[day * DAY + closeAt - 1] === 1) day += 1
	}
	return day * DAY + closeAt
}

/** The minute of a moment, and back. */
export function minuteOf(instant: string): number {
	return Math.round((Date.parse(instant) + 8 * 3_600_000 - ORIGIN) / 60_000)
}

export function momentOf(minute: number): string {
	return new Date(ORIGIN + minute * 60_000 - 8 * 3_600_000).toISOString()
}
