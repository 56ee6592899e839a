import type { Calendar } from '../calendar.ts'
import { dayKindOf, worksOn } from '../calendar.ts'
import type { DueStep } from '../due-step.ts'
import { dateOfEpochDay, dayMs, instantOf, localDayOf, MINUTE_MS } from '../time.ts'

/** Forwards or back: both are the same walk. */
export type Direction = 1 | -1

/**
 * Time that does not count, in ms since 1970, ascending and apart from each other. A day is passed over when the moment
 * at which it closes lies in such a time; the moment at which the time begins still counts.
 */
export type Blocked = readonly { readonly from: number; readonly to: number }[]
export const NOTHING: Blocked = []

export type DayPace = {
	readonly calendar: Calendar
	readonly unit: 'wd' | 'cd'
	/** Minute of the day at which a day closes. */
	readonly closeAt: number
	readonly blocked: Blocked
}

export type HourPace = { readonly calendar: Calendar; readonly unit: 'wh' | 'h'; readonly blocked: Blocked }

function isBlocked(blocked: Blocked, at: number): boolean {
	return blocked.some(({ from, to }) => from < at && at <= to)
}

/** True when this day closes while the clock does not run. */
export function closesBlocked({ closeAt, blocked }: DayPace, day: number): boolean {
	return blocked.length > 0 && isBlocked(blocked, dayMs(day, closeAt))
}

function isCounted(pace: DayPace, day: number): boolean {
	return pace.unit === 'cd' || worksOn(pace.calendar, day)
}

/** The one walk over days: from `day`, not counted, `count` days of the pace on or back. A week always has one. */
export function walkDays(pace: DayPace, day: number, count: number, direction: Direction, steps?: DueStep[]): number {
	let at = day
	for (let n = 0; n < count; ) {
		at += direction
		const counts = isCounted(pace, at)
		const blocked = counts && closesBlocked(pace, at)
		if (counts && !blocked) n += 1
		if (steps && (pace.unit === 'wd' || blocked)) steps.push(stepOf(pace, at, n, counts, blocked))
	}
	return at
}

function stepOf({ calendar }: DayPace, day: number, n: number, counts: boolean, blocked: boolean): DueStep {
	if (blocked) return { kind: 'skip', date: dateOfEpochDay(day), why: 'paused', name: null }
	if (!counts) return skipped(calendar, day)
	const { kind, name } = dayKindOf(calendar, day)
	return { kind: 'count', date: dateOfEpochDay(day), n, makeUp: kind === 'make-up', name }
}

/** A rest day that is passed over, with its name. */
function skipped(calendar: Calendar, day: number): DueStep {
	const { kind, name } = dayKindOf(calendar, day)
	return { kind: 'skip', date: dateOfEpochDay(day), why: kind === 'holiday' ? 'holiday' : 'weekend', name }
}

/**
 * The first working day from `day` on that does not close in a pause; tells the days passed over when it is another
 * one. A make-up Saturday is a working day and stays (domain 6.3).
 */
export function rollDays(pace: DayPace, day: number, steps: DueStep[]): number {
	let at = day
	for (; ; at += 1) {
		const works = worksOn(pace.calendar, at)
		const blocked = works && closesBlocked(pace, at)
		if (works && !blocked) break
		steps.push(stepOf(pace, at, 0, works, blocked))
	}
	if (at !== day) steps.push({ kind: 'roll', from: dateOfEpochDay(day), to: dateOfEpochDay(at) })
	return at
}

/** Days of the pace after `first` up to and with `last` that close in a pause. */
export function blockedDays(pace: DayPace, first: number, last: number): number {
	if (pace.blocked.length === 0) return 0
	let n = 0
	for (let day = first + 1; day <= last; day += 1) if (isCounted(pace, day) && closesBlocked(pace, day)) n += 1
	return n
}

type Span = { readonly begin: number; readonly end: number; readonly day: number | null }

/** The pieces of a span that count, in the order of the walk. */
function open(blocked: Blocked, span: Span, direction: Direction): readonly Span[] {
	if (blocked.length === 0) return [span]
	const pieces: Span[] = []
	let begin = span.begin
	for (const { from, to } of blocked) {
		if (to <= begin || from >= span.end) continue
		if (from > begin) pieces.push({ ...span, begin, end: from })
		begin = to
	}
	if (begin < span.end || (begin === span.end && !isBlocked(blocked, begin))) {
		pieces.push({ ...span, begin, end: span.end })
	}
	return direction === 1 ? pieces : pieces.reverse()
}

/** The pieces of working time from a moment on, or back from it. */
function* workingSpans({ calendar, blocked }: HourPace, from: number, direction: Direction, steps?: DueStep[]) {
	const intervals = direction === 1 ? calendar.intervals : [...calendar.intervals].reverse()
	for (let day = localDayOf(from); ; day += direction) {
		if (!worksOn(calendar, day)) {
			steps?.push(skipped(calendar, day))
			continue
		}
		for (const interval of intervals) {
			const [first, last] = [dayMs(day, interval.begin), dayMs(day, interval.end)]
			const begin = direction === 1 ? Math.max(first, from) : first
			const end = direction === 1 ? last : Math.min(last, from)
			if (begin <= end) yield* open(blocked, { begin, end, day }, direction)
		}
	}
}

function spansOf(pace: HourPace, from: number, direction: Direction, steps?: DueStep[]): Iterable<Span> {
	if (pace.unit === 'wh') return workingSpans(pace, from, direction, steps)
	const [begin, end] = direction === 1 ? [from, Number.MAX_SAFE_INTEGER] : [Number.MIN_SAFE_INTEGER, from]
	return open(pace.blocked, { begin, end, day: null }, direction)
}

/**
 * The one walk over time: spends `ms` from a moment on, or back from it. What is used up exactly at the end of an
 * interval ends there, so "one working hour before 14:00" is 11:30 where noon lies between 12:00 and 13:30.
 */
export function walkTime(pace: HourPace, from: number, ms: number, direction: Direction, steps?: DueStep[]): number {
	let left = ms
	for (const span of spansOf(pace, from, direction, steps)) {
		const room = span.end - span.begin
		// No time at all is used up at the close already, so 0 hours at 18:00 stay there.
		if (room === 0 && left > 0) continue
		const spent = Math.min(room, left)
		left -= spent
		const at = direction === 1 ? span.begin + spent : span.end - spent
		if (steps && span.day !== null) {
			steps.push({
				kind: 'work',
				date: dateOfEpochDay(span.day),
				from: instantOf(span.begin),
				to: instantOf(at),
				total: Math.floor((ms - left) / MINUTE_MS),
				makeUp: dayKindOf(pace.calendar, span.day).kind === 'make-up',
			})
		}
		if (left === 0) return at
	}
	throw new Error('A walk over time never ends without a moment')
}

/** Time of the pace between two moments that lies in a pause, in ms. */
export function blockedTime(pace: HourPace, from: number, to: number): number {
	let ms = 0
	for (const block of pace.blocked) {
		const [begin, end] = [Math.max(block.from, from), Math.min(block.to, to)]
		if (begin < end) ms += timeBetween(pace, begin, end)
	}
	return ms
}

/** Time of the pace between two moments in this order, in ms, whether it counts or not. */
export function timeBetween({ calendar, unit }: Pick<HourPace, 'calendar' | 'unit'>, from: number, to: number): number {
	if (unit === 'h') return to - from
	let ms = 0
	for (let day = localDayOf(from); day <= localDayOf(to); day += 1) {
		if (!worksOn(calendar, day)) continue
		for (const { begin, end } of calendar.intervals) {
			ms += Math.max(0, Math.min(to, dayMs(day, end)) - Math.max(from, dayMs(day, begin)))
		}
	}
	return ms
}
