import { expect, test } from 'vitest'
import type { Instant } from '../time.ts'
import { addMs, HOUR_MS, MINUTE_MS } from '../time.ts'
import { judgeTime, MAX_STEP_MS, retryAt, type Witness } from './clock-jump.ts'

const noon: Instant = '2026-11-02T04:00:00.000Z'
const after = (minutes: number) => addMs(noon, minutes * MINUTE_MS)
const judge = (minutes: number, witness: Witness, jumpAt: Instant | null = null, markAt: Instant | null = noon) =>
	judgeTime(after(minutes), { markAt, jumpAt }, witness)

test('the first run, a small step and a clock that was set back are believed; the mark never falls', () => {
	expect(judge(0, null, null, null)).toEqual({ go: true, markAt: noon })
	expect(judge(MAX_STEP_MS / MINUTE_MS, null)).toEqual({ go: true, markAt: after(15) })
	expect(judge(-600, null)).toEqual({ go: true, markAt: noon })
	expect(judge(60_000, undefined)).toEqual({ go: true, markAt: after(60_000) })
})
test('a jump is held against another clock', () => {
	expect(judge(600, after(600))).toEqual({ go: true, markAt: after(600) })
	expect(judge(600, after(604)).go).toBe(true)
	expect(judge(600, after(606)).go).toBe(false)
	expect(judge(600, noon)).toEqual({ go: false, jumpAt: after(600) })
})
test('without another clock the new time has to stand for ten minutes', () => {
	expect(judge(600, null)).toEqual({ go: false, jumpAt: after(600) })
	expect(judge(609, null, after(600))).toEqual({ go: false, jumpAt: after(600) })
	expect(judge(610, null, after(600))).toEqual({ go: true, markAt: after(610) })
	// Set back to a smaller jump: it is counted anew.
	expect(judge(300, null, after(600))).toEqual({ go: false, jumpAt: after(300) })
})
test('tries come further and further apart, six hours at most', () => {
	expect([1, 2, 3, 4].map((n) => retryAt(n, noon))).toEqual([after(1), after(2), after(4), after(8)])
	expect(retryAt(50, noon)).toBe(addMs(noon, 6 * HOUR_MS))
})
