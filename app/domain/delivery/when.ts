import { type Calendar, isWorkingDay } from '../calendar.ts'
import {
	addDays,
	type Instant,
	instantAt,
	instantMs,
	instantOf,
	localDateOf,
	localMinutesOf,
	MINUTE_MS,
} from '../time.ts'
import type { NoticeClass } from './classes.ts'

/** Minutes of the day in Asia/Shanghai, `from` included and `to` excluded; may pass midnight. */
export type Quiet = { readonly from: number; readonly to: number }

/** The morning's reminders are written when work begins; their digest goes half an hour later. */
const DIGEST_AFTER_BEGIN = 30
const QUARTER_MS = 15 * MINUTE_MS
/** No calendar rests for longer. */
const DAYS = 60
/** People may keep half a day quiet, not their whole life. */
export const LONGEST_QUIET = 12 * 60

/** How long a quiet time is, in minutes. */
export function quietLength({ from, to }: Quiet): number {
	return (to - from + 1440) % 1440
}

function isQuiet(at: Instant, { from, to }: Quiet): boolean {
	const minute = localMinutesOf(at)
	return from <= to ? minute >= from && minute < to : minute >= from || minute < to
}

/** The moment itself, or the end of the quiet time in which it lies. */
function afterQuiet(at: Instant, quiet: Quiet | null): Instant {
	if (quiet === null || !isQuiet(at, quiet)) return at
	const day = localDateOf(at)
	return instantAt(localMinutesOf(at) < quiet.to ? day : addDays(day, 1), quiet.to)
}

/** The moment itself when the branch works then, or the next one at which it begins to work (zammad#4432). */
export function openFrom(calendar: Calendar, at: Instant): Instant {
	const minute = localMinutesOf(at)
	let day = localDateOf(at)
	for (let n = 0; n <= DAYS; n += 1, day = addDays(day, 1)) {
		if (!isWorkingDay(calendar, day)) continue
		const hit = calendar.intervals.find(({ end }) => n > 0 || minute < end)
		if (!hit) continue
		return n === 0 && minute >= hit.begin ? at : instantAt(day, hit.begin)
	}
	return at
}

/** When a digest goes: the first morning of a working day strictly after a moment. */
export function digestFrom(calendar: Calendar, after: Instant): Instant {
	const begin = calendar.intervals[0]?.begin ?? 0
	let day = localDateOf(after)
	for (let n = 0; n <= DAYS; n += 1, day = addDays(day, 1)) {
		const at = instantAt(day, begin + DIGEST_AFTER_BEGIN)
		if (at > after && isWorkingDay(calendar, day)) return at
	}
	return after
}

/** The next full quarter of an hour strictly after a moment: where a burst is gathered. */
export function quarterAfter(at: Instant): Instant {
	return instantOf((Math.floor(instantMs(at) / QUARTER_MS) + 1) * QUARTER_MS)
}

/**
 * When a message that goes alone leaves: urgent ones at once and after a person's quiet time, all others in working
 * hours; a legal notice knows no quiet time.
 */
export function leavesAt(calendar: Calendar, cls: NoticeClass, from: Instant, quiet: Quiet | null): Instant {
	if (cls === 'urgent') return afterQuiet(from, quiet)
	if (cls === 'legal' || quiet === null) return openFrom(calendar, from)
	let at = from
	// Each turn moves on by at least one interval or one quiet time.
	for (let n = 0; n < 2 * DAYS; n += 1) {
		const next = afterQuiet(openFrom(calendar, at), quiet)
		if (next === at) return at
		at = next
	}
	return openFrom(calendar, from)
}

/** The morning's digest, after a person's quiet time. */
export function digestAt(calendar: Calendar, after: Instant, quiet: Quiet | null): Instant {
	const at = digestFrom(calendar, after)
	return quiet === null ? at : leavesAt(calendar, 'late', at, quiet)
}
