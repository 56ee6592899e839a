import { expect, test } from 'vitest'
import { afterFailure, FAILURES_TO_LOCK, isLocked, LOCK_MS, type Throttle } from './sign-in.ts'
import { addMs, type Instant } from './time.ts'

const T0: Instant = '2026-11-02T02:00:00.000Z'
const HOUR = 3_600_000

function fail(times: number, from: Throttle | undefined, at: Instant): Throttle | undefined {
	let throttle = from
	for (let i = 0; i < times; i++) throttle = afterFailure(throttle, at)
	return throttle
}

test('nine failures leave a name open, the tenth shuts it for ten minutes to the millisecond', () => {
	const nine = fail(FAILURES_TO_LOCK - 1, undefined, T0)
	expect(isLocked(nine, T0)).toBe(false)
	const ten = fail(1, nine, T0)
	expect(isLocked(ten, T0)).toBe(true)
	expect(isLocked(ten, addMs(T0, LOCK_MS - 1))).toBe(true)
	expect(isLocked(ten, addMs(T0, LOCK_MS))).toBe(false)
})

test('after the ten minutes counting begins afresh, and old failures are forgotten', () => {
	const shut = fail(FAILURES_TO_LOCK, undefined, T0)
	expect(afterFailure(shut, addMs(T0, LOCK_MS)).failures).toBe(1)
	const nine = fail(FAILURES_TO_LOCK - 1, undefined, T0)
	expect(afterFailure(nine, addMs(T0, HOUR)).failures).toBe(1)
	expect(afterFailure(nine, addMs(T0, HOUR - 1)).locked_until).not.toBeNull()
})
