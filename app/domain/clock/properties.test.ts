import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { chinaCalendar } from '#tests/support/china-calendar.ts'
import { isWorkingDay } from '../calendar.ts'
import { addWorkingDays, type Limit, subtractWorkingDays, workingDaysBetween } from '../due-date.ts'
import type { Instant, LocalDate } from '../time.ts'
import { addDays, addMs, HOUR_MS, instantAt, instantMs, localDateOf, localMinutesOf } from '../time.ts'
import { addLimit, dueOf, subtractLimit } from './engine.ts'
import type { ClockFacts, PauseFacts } from './facts.ts'
import { timeBetween } from './walk.ts'

// Working-day arithmetic as laws, 100,000 cases each in the long run.

const calendar = chinaCalendar()
const LONG = process.env.FANGXIN_LONG === '1'
const runs = (sample: number) => ({ numRuns: LONG ? 100_000 : sample })

const day = fc.integer({ min: 0, max: 1000 }).map((n) => addDays('2025-01-01', n))
const amount = fc.nat(60)
const moment = fc.tuple(day, fc.nat(24 * 60 * 60_000 - 1)).map(([date, ms]) => addMs(instantAt(date, 0), ms))
const unit = fc.constantFrom('wd', 'cd', 'wh', 'h')
const closeAt = fc.constantFrom(1080, 1440)

const works = (at: Instant) => {
	const minute = localMinutesOf(at)
	const within = calendar.intervals.some(({ begin, end }) => minute >= begin && minute < end)
	return isWorkingDay(calendar, localDateOf(at)) && within
}

const pause = fc
	.record({ at: moment, long: fc.integer({ min: 1, max: 20 * 24 * 60 }), open: fc.boolean() })
	.map(({ at, long, open }): PauseFacts => {
		const to = addMs(at, long * 60_000)
		return { fromAt: at, expectedUntil: to, toAt: open ? null : to }
	})
const facts = fc
	.record({
		startedAt: moment,
		n: amount,
		unit,
		closeAt,
		pauses: fc.array(pause, { maxLength: 4 }),
		more: fc.array(fc.nat(10), { maxLength: 2 }),
	})
	.map(
		({ startedAt, n, unit: of, closeAt: close, pauses, more }): ClockFacts => ({
			startedAt,
			limit: { amount: n, unit: of },
			namedOn: null,
			closeAt: close,
			cut: null,
			pauses,
			extensions: more.map((extra) => ({
				limit: { amount: extra, unit: of },
				namedOn: null,
				decidedAt: startedAt,
			})),
		}),
	)

describe('days', () => {
	test('adding and then counting gives the amount, on a day that works', () => {
		fc.assert(
			fc.property(day, fc.integer({ min: 1, max: 250 }), (from, n) => {
				const to = addWorkingDays(calendar, from, n)
				expect(workingDaysBetween(calendar, from, to)).toBe(n)
				expect(isWorkingDay(calendar, to)).toBe(true)
			}),
			runs(2000),
		)
	})
	test('counting and then adding gives the working day', () => {
		fc.assert(
			fc.property(day, day, (a, b) => {
				fc.pre(a < b && isWorkingDay(calendar, b))
				expect(addWorkingDays(calendar, a, workingDaysBetween(calendar, a, b))).toBe(b)
			}),
			runs(2000),
		)
	})
	test('adding and subtracting undo each other', () => {
		fc.assert(
			fc.property(day, amount, (from, n) => {
				fc.pre(isWorkingDay(calendar, from))
				expect(subtractWorkingDays(calendar, addWorkingDays(calendar, from, n), n)).toBe(from)
				expect(addWorkingDays(calendar, subtractWorkingDays(calendar, from, n), n)).toBe(from)
			}),
			runs(2000),
		)
	})
})

describe('addLimit and subtractLimit', () => {
	test('back undoes on, whatever the unit, from a moment at which one works', () => {
		fc.assert(
			fc.property(moment, fc.integer({ min: 1, max: 60 }), unit, (at, n, of) => {
				fc.pre(works(at))
				const limit: Limit = { amount: n, unit: of }
				const back = subtractLimit(calendar, at, limit)
				const again = addLimit(calendar, back, limit)
				// A piece of work that ends where the morning ends ends there, and not where the afternoon begins.
				const same = again === at || timeBetween({ calendar, unit: 'wh' }, instantMs(again), instantMs(at)) === 0
				expect(same).toBe(true)
				if (of !== 'wh') expect(again).toBe(at)
				expect(subtractLimit(calendar, addLimit(calendar, at, limit), limit)).toBe(at)
			}),
			runs(2000),
		)
	})
	test('working hours measure the same there and back', () => {
		fc.assert(
			fc.property(moment, amount, (at, n) => {
				const spent = (a: Instant, b: Instant) => timeBetween({ calendar, unit: 'wh' }, instantMs(a), instantMs(b))
				const limit: Limit = { amount: n, unit: 'wh' }
				expect(spent(at, addLimit(calendar, at, limit))).toBe(n * HOUR_MS)
				expect(spent(subtractLimit(calendar, at, limit), at)).toBe(n * HOUR_MS)
			}),
			runs(2000),
		)
	})
})

describe('dueOf', () => {
	test('a due date never lies on a rest day nor in a pause', () => {
		fc.assert(
			fc.property(facts, (one) => {
				fc.pre(one.limit?.unit === 'wd' || one.limit?.unit === 'cd')
				const due = dueOf(calendar, one)
				expect(isWorkingDay(calendar, due.dueOn)).toBe(true)
				expect(
					one.pauses.filter(({ fromAt, expectedUntil }) => fromAt < due.dueAt && due.dueAt <= expectedUntil),
				).toEqual([])
			}),
			runs(1500),
		)
	})
	test('a pause or an extension never brings the date forward, and a longer one never less', () => {
		fc.assert(
			fc.property(facts, pause, fc.nat(5000), (one, added, longer) => {
				const due = dueOf(calendar, one).dueAt
				const paused = dueOf(calendar, { ...one, pauses: [...one.pauses, added] }).dueAt
				const until = addMs(added.expectedUntil, longer * 60_000)
				const stretched = { ...added, expectedUntil: until, toAt: added.toAt && until }
				expect(paused >= due).toBe(true)
				expect(dueOf(calendar, { ...one, pauses: [...one.pauses, stretched] }).dueAt >= paused).toBe(true)
				expect(dueOf(calendar, { ...one, extensions: [] }).dueAt <= due).toBe(true)
			}),
			runs(1000),
		)
	})
	test('a later start and a longer limit are never due earlier', () => {
		fc.assert(
			fc.property(facts, fc.nat(9000), fc.nat(9), (one, later, more) => {
				const due = dueOf(calendar, one).dueAt
				const { limit } = one
				if (limit === null) throw new Error('no limit')
				expect(dueOf(calendar, { ...one, limit: { ...limit, amount: limit.amount + more } }).dueAt >= due).toBe(true)
				const startedAt = addMs(one.startedAt, later * 60_000)
				// What is paused before the start gives nothing back, so only a clock without pauses may be compared.
				const plain = { ...one, pauses: [] }
				expect(dueOf(calendar, { ...plain, startedAt }).dueAt >= dueOf(calendar, plain).dueAt).toBe(true)
			}),
			runs(1000),
		)
	})
	test('the order in which pauses are written down does not matter, and nothing is accumulated', () => {
		fc.assert(
			fc.property(facts, (one) => {
				const due = dueOf(calendar, one)
				expect(dueOf(calendar, { ...one, pauses: [...one.pauses].reverse() }).dueAt).toBe(due.dueAt)
				expect(dueOf(calendar, one)).toEqual(due)
				expect(dueOf(calendar, { ...one, pauses: one.pauses.flatMap((x) => [x, x]) }).dueAt).toBe(due.dueAt)
			}),
			runs(1000),
		)
	})
	test('nothing is given past the statutory date', () => {
		fc.assert(
			fc.property(facts, fc.integer({ min: -20, max: 20 }), (one, days) => {
				const complaintOn = addDays(localDateOf(one.startedAt), -days)
				const statutoryOn: LocalDate = addDays(complaintOn, 15)
				const cut = { complaintOn, statutoryOn, reserveWd: 2 }
				const bare = dueOf(calendar, { ...one, cut, pauses: [], extensions: [] })
				const due = dueOf(calendar, { ...one, cut })
				expect(due.dueAt >= bare.dueAt).toBe(true)
				expect(due.dueAt === bare.dueAt || due.dueAt <= instantAt(statutoryOn, one.closeAt)).toBe(true)
				expect(bare.dueAt > one.startedAt || one.limit?.amount === 0).toBe(true)
			}),
			runs(1000),
		)
	})
})
