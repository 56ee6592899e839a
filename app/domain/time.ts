/**
 * Dates and instants without a clock. Local dates are Asia/Shanghai, instants are UTC.
 * China has kept +08:00 without daylight saving since 1991-09-15, so the offset is a constant here;
 * earlier instants are out of the product's range and refused by `isInstant`'s callers, not by arithmetic.
 */

/** 'YYYY-MM-DD', a date in Asia/Shanghai. */
export type LocalDate = `${number}-${number}-${number}`
/** 'YYYY-MM-DDTHH:MM:SS.sssZ', a moment in UTC; sorts as text. */
export type Instant = `${number}-${number}-${number}T${string}Z`
/** 'HH:MM', wall clock in Asia/Shanghai; '24:00' is the end of the day. */
export type WallTime = `${number}:${number}`

export const MINUTE_MS = 60_000
export const HOUR_MS = 60 * MINUTE_MS
export const DAY_MS = 24 * HOUR_MS
const SHANGHAI_MS = 8 * HOUR_MS

const pad = (n: number, width = 2) => String(n).padStart(width, '0')

/** Days since 1970-01-01 of a proleptic Gregorian date. */
function daysFromCivil(y: number, m: number, d: number): number {
	const year = m <= 2 ? y - 1 : y
	const era = Math.floor(year / 400)
	const yoe = year - era * 400
	const doy = Math.floor((153 * (m + (m > 2 ? -3 : 9)) + 2) / 5) + d - 1
	const doe = yoe * 365 + Math.floor(yoe / 4) - Math.floor(yoe / 100) + doy
	return era * 146097 + doe - 719468
}

function civilFromDays(day: number): { y: number; m: number; d: number } {
	const z = day + 719468
	const era = Math.floor(z / 146097)
	const doe = z - era * 146097
	const yoe = Math.floor((doe - Math.floor(doe / 1460) + Math.floor(doe / 36524) - Math.floor(doe / 146096)) / 365)
	const doy = doe - (365 * yoe + Math.floor(yoe / 4) - Math.floor(yoe / 100))
	const mp = Math.floor((5 * doy + 2) / 153)
	const d = doy - Math.floor((153 * mp + 2) / 5) + 1
	const m = mp + (mp < 10 ? 3 : -9)
	return { y: yoe + era * 400 + (m <= 2 ? 1 : 0), m, d }
}

/** Days since 1970-01-01. */
export function epochDay(date: LocalDate): number {
	return daysFromCivil(Number(date.slice(0, 4)), Number(date.slice(5, 7)), Number(date.slice(8, 10)))
}

/** The date `day` days after 1970-01-01. */
export function dateOfEpochDay(day: number): LocalDate {
	const { y, m, d } = civilFromDays(day)
	return `${pad(y, 4)}-${pad(m)}-${pad(d)}` as LocalDate
}

/** True for an existing date written 'YYYY-MM-DD', years 1900 to 9999. */
export function isLocalDate(text: string): text is LocalDate {
	if (!/^\d{4}-\d{2}-\d{2}$/.test(text) || text < '1900') return false
	const month = Number(text.slice(5, 7))
	const day = Number(text.slice(8, 10))
	if (month < 1 || month > 12 || day < 1) return false
	return dateOfEpochDay(daysFromCivil(Number(text.slice(0, 4)), month, day)) === text
}

export function addDays(date: LocalDate, days: number): LocalDate {
	return dateOfEpochDay(epochDay(date) + days)
}

/** Same day of another month, or that month's last day when it has no such day. */
export function addMonths(date: LocalDate, months: number): LocalDate {
	const index = Number(date.slice(0, 4)) * 12 + Number(date.slice(5, 7)) - 1 + months
	const y = Math.floor(index / 12)
	const m = (index % 12) + 1
	const lastDay = daysFromCivil(m === 12 ? y + 1 : y, m === 12 ? 1 : m + 1, 1) - daysFromCivil(y, m, 1)
	return `${pad(y, 4)}-${pad(m)}-${pad(Math.min(Number(date.slice(8, 10)), lastDay))}` as LocalDate
}

/** Whole days from `a` to `b`; negative when `b` is earlier. */
export function daysBetween(a: LocalDate, b: LocalDate): number {
	return epochDay(b) - epochDay(a)
}

/** 1 Monday to 7 Sunday. */
export function weekday(date: LocalDate): number {
	return ((((epochDay(date) + 3) % 7) + 7) % 7) + 1
}

export function yearOf(date: LocalDate): number {
	return Number(date.slice(0, 4))
}

const INSTANT = /^(\d{4}-\d{2}-\d{2})T(\d{2}):(\d{2})(?::(\d{2})(?:\.(\d{1,3}))?)?(Z|[+-]\d{2}:\d{2})$/

/** Milliseconds since 1970 of an ISO moment with 'Z' or an offset; null when it is not one. */
export function parseMoment(text: string): number | null {
	const hit = INSTANT.exec(text)
	const date = hit?.[1]
	if (!hit || !date || !isLocalDate(date)) return null
	const [hour, minute, second] = [Number(hit[2]), Number(hit[3]), Number(hit[4] ?? 0)]
	if (hour > 23 || minute > 59 || second > 59) return null
	const zone = hit[6] ?? 'Z'
	const sign = zone.startsWith('-') ? -1 : 1
	const [zh, zm] = zone === 'Z' ? [0, 0] : [Number(zone.slice(1, 3)), Number(zone.slice(4, 6))]
	if (zh > 14 || zm > 59) return null
	const offset = sign * (zh * 60 + zm) * MINUTE_MS
	const ms = Number((hit[5] ?? '0').padEnd(3, '0'))
	return epochDay(date) * DAY_MS + hour * HOUR_MS + minute * MINUTE_MS + second * 1000 + ms - offset
}

/** Milliseconds since 1970. Throws on text that is no instant: stored instants always are. */
export function instantMs(instant: Instant): number {
	const ms = parseMoment(instant)
	if (ms === null) throw new Error(`Not an instant: ${instant}`)
	return ms
}

export function instantOf(ms: number): Instant {
	const day = Math.floor(ms / DAY_MS)
	const rest = ms - day * DAY_MS
	const h = Math.floor(rest / HOUR_MS)
	const m = Math.floor((rest % HOUR_MS) / MINUTE_MS)
	const s = Math.floor((rest % MINUTE_MS) / 1000)
	return `${dateOfEpochDay(day)}T${pad(h)}:${pad(m)}:${pad(s)}.${pad(rest % 1000, 3)}Z` as Instant
}

export function addMs(instant: Instant, ms: number): Instant {
	return instantOf(instantMs(instant) + ms)
}

/** The date in Asia/Shanghai at this instant. */
export function localDateOf(instant: Instant): LocalDate {
	return dateOfEpochDay(Math.floor((instantMs(instant) + SHANGHAI_MS) / DAY_MS))
}

/** Minutes since midnight in Asia/Shanghai. */
export function localMinutesOf(instant: Instant): number {
	const ms = instantMs(instant) + SHANGHAI_MS
	return Math.floor((ms - Math.floor(ms / DAY_MS) * DAY_MS) / MINUTE_MS)
}

/** The instant of a wall time in Asia/Shanghai; `minutes` may be 1440 for 24:00. */
export function instantAt(date: LocalDate, minutes: number): Instant {
	return instantOf(epochDay(date) * DAY_MS + minutes * MINUTE_MS - SHANGHAI_MS)
}

/** As `instantAt`, by days since 1970-01-01 and in ms: walks over days need no text. */
export function dayMs(day: number, minutes: number): number {
	return day * DAY_MS + minutes * MINUTE_MS - SHANGHAI_MS
}

/** The day in Asia/Shanghai, by days since 1970-01-01, of a moment in ms. */
export function localDayOf(ms: number): number {
	return Math.floor((ms + SHANGHAI_MS) / DAY_MS)
}

/** 'YYYY-MM-DDTHH:MM:SS+08:00', for machine answers and the time element. */
export function withOffset(instant: Instant): string {
	return `${instantOf(instantMs(instant) + SHANGHAI_MS).slice(0, 19)}+08:00`
}

/** Minutes since midnight of 'HH:MM'. */
export function minutesOf(time: WallTime): number {
	return Number(time.slice(0, 2)) * 60 + Number(time.slice(3, 5))
}
