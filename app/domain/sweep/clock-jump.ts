import { addMs, HOUR_MS, type Instant, MINUTE_MS } from '../time.ts'

/**
 * A sweep acts on what time it is, so it asks whether that can be. Runs follow each other within seconds; a longer gap is
 * an outage or a wrong clock, and nothing in the process itself can tell which. Rules:
 * - Back: the sweep works on. What was done stays done (its key stands), what is due is judged by the time there is.
 * - Forward by up to MAX_STEP beyond the last moment worked for: believed.
 * - Forward by more: held against a second clock (the database server's). Within TOLERANCE of it the time is believed,
 *   otherwise the sweep does nothing and says so until the two agree.
 * - Without a second clock (SQLite: the same machine): nothing is done until the new time has stood for STANDS, so that
 *   a clock that is put right at once does no harm. An outage costs these minutes once.
 */
export const MAX_STEP_MS = 15 * MINUTE_MS
const TOLERANCE_MS = 5 * MINUTE_MS
const STANDS_MS = 10 * MINUTE_MS

export type TimeJudgement =
	| { readonly go: true; readonly markAt: Instant }
	| { readonly go: false; readonly jumpAt: Instant }

/** Another clock's time; null when there is no other; undefined when time is injected and believed. */
export type Witness = Instant | null | undefined

export function judgeTime(
	now: Instant,
	known: { readonly markAt: Instant | null; readonly jumpAt: Instant | null },
	witness: Witness,
): TimeJudgement {
	const { markAt, jumpAt } = known
	// The mark never falls: a clock that was set back catches up with it.
	const go: TimeJudgement = { go: true, markAt: markAt !== null && markAt > now ? markAt : now }
	if (witness === undefined || markAt === null || now <= addMs(markAt, MAX_STEP_MS)) return go
	if (witness !== null) {
		const agrees = witness >= addMs(now, -TOLERANCE_MS) && witness <= addMs(now, TOLERANCE_MS)
		return agrees ? go : { go: false, jumpAt: now }
	}
	// Seen first by a clock that was further ahead than this one: it does not count.
	const since = jumpAt !== null && jumpAt <= now ? jumpAt : now
	return now >= addMs(since, STANDS_MS) ? go : { go: false, jumpAt: since }
}

const FIRST_MS = MINUTE_MS
const MOST_MS = 6 * HOUR_MS

/** When to try again what has failed so many times: 1 minute, 2, 4 … up to 6 hours. */
export function retryAt(failures: number, now: Instant): Instant {
	return addMs(now, Math.min(MOST_MS, FIRST_MS * 2 ** Math.min(20, Math.max(0, failures - 1))))
}
