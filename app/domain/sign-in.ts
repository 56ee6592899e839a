import { addMs, type Instant, MINUTE_MS } from './time.ts'

/** trust 1.4: ten failures shut a name for ten minutes. */
export const FAILURES_TO_LOCK = 10
export const LOCK_MS = 10 * MINUTE_MS
/** Failures that are older than this count no more. */
const MEMORY_MS = 60 * MINUTE_MS

export type Throttle = {
	readonly failures: number
	readonly last_failure_at: Instant
	readonly locked_until: Instant | null
}

/** True while the name is shut, also for the right password. */
export function isLocked(throttle: Throttle | undefined, now: Instant): boolean {
	return throttle?.locked_until != null && throttle.locked_until > now
}

/** The name's record after one more failure at `now`; `locked_until` is set by the tenth and then starts afresh. */
export function afterFailure(throttle: Throttle | undefined, now: Instant): Throttle {
	const stale =
		!throttle ||
		addMs(throttle.last_failure_at, MEMORY_MS) <= now ||
		(throttle.locked_until !== null && throttle.locked_until <= now)
	const failures = (stale ? 0 : throttle.failures) + 1
	return {
		failures,
		last_failure_at: now,
		locked_until: failures >= FAILURES_TO_LOCK ? addMs(now, LOCK_MS) : null,
	}
}
