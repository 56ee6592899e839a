import { expect, test } from 'vitest'
import { chinaCalendar } from '#tests/support/china-calendar.ts'
import { type Count, minuteOf, momentOf, tickToDue } from '#tests/support/minute-counter.ts'
import type { Instant } from '../time.ts'
import { dueOf } from './engine.ts'
import type { ClockFacts } from './facts.ts'

// Every order of at most five pauses, resumptions and extensions against a counter that ticks through the minutes.

const calendar = chinaCalendar()
const LONG = process.env.FANGXIN_LONG === '1'

type Act = 'pause' | 'resume' | 'extend'

/** The orders that can happen: a pause begins only while none runs, and only one that runs ends. */
function ordersOf(length: number): Act[][] {
	const all: Act[][] = [[]]
	let last: Act[][] = [[]]
	for (let n = 0; n < length; n += 1) {
		last = last.flatMap((acts) => {
			const paused = acts.findLast((act) => act !== 'extend') === 'pause'
			const next: Act[] = ['extend', paused ? 'resume' : 'pause']
			return next.map((act) => [...acts, act])
		})
		all.push(...last)
	}
	return all
}

/** Short of a lunch, across a night, across a weekend, a day to the minute. */
const GAPS = [45, 10 * 60, 1440, 3 * 1440 + 170]
const CASES = [
	{ unit: 'wd', amount: 6, more: 2, closeAt: 1080, start: '2026-09-22T10:00' },
	{ unit: 'wd', amount: 3, more: 1, closeAt: 1440, start: '2026-02-12T18:30' },
	{ unit: 'wh', amount: 20, more: 3, closeAt: 1080, start: '2026-09-24T15:20' },
	{ unit: 'cd', amount: 5, more: 2, closeAt: 1440, start: '2026-09-26T09:00' },
	{ unit: 'h', amount: 24, more: 6, closeAt: 1080, start: '2026-11-20T16:00' },
] as const

/** Every way to lay the events on the time line, by the number of the way. */
function waysOf(acts: readonly Act[], way: number): number[] {
	let rest = way
	return acts.map(() => {
		const gap = GAPS[rest % GAPS.length] ?? 0
		rest = Math.floor(rest / GAPS.length)
		return gap
	})
}

const asInstant = (minute: number): Instant => {
	const text = momentOf(minute)
	if (!isInstant(text)) throw new Error(text)
	return text
}
function isInstant(text: string): text is Instant {
	return text.endsWith('Z')
}

type Laid = { readonly facts: ClockFacts; readonly count: Count }

/** An open pause ends as expected: two days and a little after it began. */
const EXPECTED = 2 * 1440 + 95

function lay(one: (typeof CASES)[number], acts: readonly Act[], way: number): Laid {
	const start = minuteOf(`${one.start}:00+08:00`)
	let at = start
	const pauses: { from: number; to: number; open: boolean }[] = []
	const amounts: number[] = [one.amount]
	const decided: number[] = []
	waysOf(acts, way).forEach((gap, i) => {
		at += gap
		const act = acts[i]
		const open = pauses.at(-1)
		if (act === 'pause') pauses.push({ from: at, to: at + EXPECTED, open: true })
		else if (act === 'resume' && open) pauses[pauses.length - 1] = { from: open.from, to: at, open: false }
		else {
			amounts.push(one.more)
			decided.push(at)
		}
	})
	return {
		facts: {
			startedAt: asInstant(start),
			limit: { amount: one.amount, unit: one.unit },
			namedOn: null,
			closeAt: one.closeAt,
			cut: null,
			extensions: decided.map((minute) => ({
				limit: { amount: one.more, unit: one.unit },
				namedOn: null,
				decidedAt: asInstant(minute),
			})),
			pauses: pauses.map(({ from, to, open }) => ({
				fromAt: asInstant(from),
				expectedUntil: asInstant(open ? to : from + EXPECTED),
				toAt: open ? null : asInstant(to),
			})),
		},
		count: { unit: one.unit, start, amounts, closeAt: one.closeAt, pauses },
	}
}

/** What the two disagree on; the first few are enough to read. */
function differences(every: number): { checked: number; wrong: string[] } {
	let [checked, seen] = [0, 0]
	const wrong: string[] = []
	for (const one of CASES) {
		for (const acts of ordersOf(5)) {
			for (let way = 0; way < GAPS.length ** acts.length; way += 1) {
				seen += 1
				if (seen % every !== 0) continue
				checked += 1
				const { facts, count } = lay(one, acts, way)
				const mine = dueOf(calendar, facts).dueAt
				const judge = momentOf(tickToDue(count))
				if (mine !== judge && wrong.length < 5) {
					wrong.push(`${one.unit} ${acts.join(' ')} way ${way}: ${mine}, the counter says ${judge}`)
				}
			}
		}
	}
	return { checked, wrong }
}

test('every order of pauses, resumptions and extensions equals a counter that ticks through the minutes', () => {
	const { checked, wrong } = differences(LONG ? 1 : 61)
	expect(wrong).toEqual([])
	expect(checked).toBe(LONG ? 187_245 : 3_069)
})
