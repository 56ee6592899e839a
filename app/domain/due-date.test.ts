import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { chinaCalendar } from '#tests/support/china-calendar.ts'
import examples from '#tests/support/workday-examples.json' with { type: 'json' }
import { isWorkingDay } from './calendar.ts'
import type { DueDate, DueStep, Limit } from './due-date.ts'
import {
	addWorkingDays,
	CLOSE_DEPARTMENT,
	dueDate,
	limitText,
	parseLimit,
	parseStart,
	subtractWorkingDays,
	workingDaysBetween,
	workingMinutesBetween,
} from './due-date.ts'
import { renderDue } from './due-render.ts'
import type { Instant, LocalDate } from './time.ts'
import { addDays, addMs, dateOfEpochDay, instantAt, instantMs, instantOf, localDateOf, localMinutesOf } from './time.ts'

const calendar = chinaCalendar()

function limitOf(text: string): Limit {
	const limit = parseLimit(text)
	if (!limit.ok) throw new Error(limit.error)
	return limit.value
}

function startOf(text: string): LocalDate | Instant {
	const start = parseStart(text)
	if (!start.ok) throw new Error(start.error)
	return start.value
}

function due(from: string, limit: string, closeAt?: number): DueDate {
	return dueDate(calendar, startOf(from), limitOf(limit), closeAt)
}

function stepsOf<K extends DueStep['kind']>(found: DueDate, kind: K): Extract<DueStep, { kind: K }>[] {
	return found.steps.filter((step): step is Extract<DueStep, { kind: K }> => step.kind === kind)
}

describe('dueDate', () => {
	test.each(examples)('$from + $limit = $due ($why)', (example) => {
		const found = due(example.from, example.limit)
		expect(found.due).toBe(example.due)
		expect(found.rawDue).toBe(example.rawDue ?? example.due)
		expect(found.provisional).toBe(example.provisional ?? false)
	})

	test.each([
		// Calendar days: a make-up Saturday does not move the date; a rest day does.
		['2026-10-09', '1cd', '2026-10-10', '2026-10-10'],
		['2026-11-20', '1cd', '2026-11-21', '2026-11-23'],
		['2026-11-20', '3cd', '2026-11-23', '2026-11-23'],
		['2026-11-21', '0cd', '2026-11-21', '2026-11-23'],
		['2026-02-14', '1cd', '2026-02-15', '2026-02-24'],
		// Nothing to count: today when today works, else the next working day.
		['2026-11-20', '0wd', '2026-11-20', '2026-11-20'],
		['2026-11-22', '0wd', '2026-11-22', '2026-11-23'],
		// An instant counts from its date in Shanghai: 16:30 UTC on 10 October is 11 October.
		['2026-11-20T15:59:00Z', '1wd', '2026-11-23', '2026-11-23'],
		['2026-11-22T16:30:00Z', '1wd', '2026-11-24', '2026-11-24'],
	])('%s + %s = %s, moved to %s', (from, limit, raw, moved) => {
		const found = due(from, limit)
		expect([found.rawDue, found.due]).toEqual([raw, moved])
	})

	test('the last day ends at 24:00 for dealers and at 18:00 for departments', () => {
		expect(due('2026-11-20', '1wd').dueAt).toBe('2026-11-23T16:00:00.000Z')
		expect(due('2026-11-20', '1wd', CLOSE_DEPARTMENT).dueAt).toBe('2026-11-23T10:00:00.000Z')
	})

	test.each([
		['within a morning', '2026-11-23T09:30:00+08:00', '2wh', '2026-11-23T11:30:00+08:00'],
		['used up at the end of an interval', '2026-11-23T09:00:00+08:00', '3wh', '2026-11-23T12:00:00+08:00'],
		['over noon', '2026-11-23T11:00:00+08:00', '2wh', '2026-11-23T14:30:00+08:00'],
		['used up at the close', '2026-11-23T13:30:00+08:00', '4wh', '2026-11-23T17:30:00+08:00'],
		['over night', '2026-11-23T17:00:00+08:00', '4wh', '2026-11-24T12:00:00+08:00'],
		['over a weekend', '2026-11-20T17:00:00+08:00', '2wh', '2026-11-23T10:00:00+08:00'],
		['from before work', '2026-11-23T07:12:00+08:00', '1wh', '2026-11-23T10:00:00+08:00'],
		['from noon', '2026-11-23T12:00:00+08:00', '1wh', '2026-11-23T14:30:00+08:00'],
		['from the close', '2026-11-23T18:00:00+08:00', '1wh', '2026-11-24T10:00:00+08:00'],
		['from a rest day', '2026-11-22T10:00:00+08:00', '1wh', '2026-11-23T10:00:00+08:00'],
		['on a working Saturday', '2026-10-09T17:00:00+08:00', '2wh', '2026-10-10T10:00:00+08:00'],
		['over National Day', '2026-09-30T17:00:00+08:00', '2wh', '2026-10-08T10:00:00+08:00'],
		['with seconds', '2026-11-23T11:59:30+08:00', '1wh', '2026-11-23T14:29:30+08:00'],
		['from a date', '2026-11-23', '1wh', '2026-11-23T10:00:00+08:00'],
		['no hour at work', '2026-11-23T10:00:00+08:00', '0wh', '2026-11-23T10:00:00+08:00'],
		['no hour at the close', '2026-11-23T18:00:00+08:00', '0wh', '2026-11-23T18:00:00+08:00'],
		['no hour at night', '2026-11-23T20:00:00+08:00', '0wh', '2026-11-24T09:00:00+08:00'],
		['clock hours', '2026-09-30T17:00:00+08:00', '24h', '2026-10-01T17:00:00+08:00'],
		['clock hours from UTC', '2026-09-30T20:00:00Z', '2h', '2026-10-01T06:00:00+08:00'],
	])('hours: %s', (_, from, limit, expected) => {
		const answer = renderDue(due(from, limit))
		expect(answer.due).toBe(expected)
		expect(answer.rawDue).toBe(expected)
	})

	test.each([
		['2026-12-30', '1wd', false],
		['2026-12-30', '2wd', true],
		['2026-12-31', '0cd', false],
		['2026-12-31', '1cd', true],
		['2024-12-31', '1wd', true],
		['2028-03-01', '1wd', true],
		['2026-12-31T17:00:00+08:00', '2wh', true],
	])('provisional: %s + %s %s', (from, limit, provisional) => {
		const found = due(from, limit)
		expect(found.provisional).toBe(provisional)
		expect(stepsOf(found, 'provisional-year').length > 0).toBe(provisional)
	})

	test('pins the calendar', () => expect(due('2026-11-20', '1wd').calendarVersionId).toBe('CN-2026'))

	test('amounts that no rule gives are refused, not counted', () => {
		expect(() => dueDate(calendar, '2026-11-20', { amount: 2001, unit: 'wd' })).toThrow()
		expect(() => dueDate(calendar, '2026-11-20', { amount: -1, unit: 'wd' })).toThrow()
		expect(() => dueDate(calendar, '2026-11-20', { amount: 1.5, unit: 'cd' })).toThrow()
	})
})

describe('steps', () => {
	test('working days: start, counted days, holidays by name, weekends, make-up days, end', () => {
		const found = due('2026-09-30', '3wd')
		expect(found.steps[0]).toMatchObject({ kind: 'start', date: '2026-09-30', at: null })
		const skipped = stepsOf(found, 'skip')
		expect(skipped.map((step) => step.date)).toEqual([1, 2, 3, 4, 5, 6, 7].map((day) => `2026-10-0${day}`))
		expect(skipped.every((step) => step.why === 'holiday' && step.name?.en === 'National Day')).toBe(true)
		expect(stepsOf(found, 'count').map((step) => [step.n, step.date, step.makeUp])).toEqual([
			[1, '2026-10-08', false],
			[2, '2026-10-09', false],
			[3, '2026-10-10', true],
		])
		expect(found.steps.at(-1)).toEqual({ kind: 'end', date: '2026-10-10', at: found.dueAt })
	})

	test('calendar days tell the roll-over and what was passed', () => {
		const found = due('2026-11-13', '15cd')
		expect(found.steps.map((step) => step.kind)).toEqual(['start', 'calendar-days', 'skip', 'skip', 'roll', 'end'])
		expect(stepsOf(found, 'roll')).toEqual([{ kind: 'roll', from: '2026-11-28', to: '2026-11-30' }])
	})

	test('working hours tell every piece', () => {
		const found = due('2026-11-20T17:00:00+08:00', '4wh')
		expect(stepsOf(found, 'work').map((step) => [step.from, step.to, step.total])).toEqual([
			['2026-11-20T09:00:00.000Z', '2026-11-20T10:00:00.000Z', 60],
			['2026-11-23T01:00:00.000Z', '2026-11-23T04:00:00.000Z', 240],
		])
		expect(stepsOf(found, 'skip').map((step) => step.date)).toEqual(['2026-11-21', '2026-11-22'])
	})

	test('the machine answer has instants with the offset, also in the steps', () => {
		const answer = renderDue(due('2026-11-20T17:00:00+08:00', '2wh'))
		expect(answer.steps[0]).toMatchObject({ kind: 'start', at: '2026-11-20T17:00:00+08:00' })
		expect(JSON.stringify(answer)).not.toMatch(/\d{3}Z"/)
	})
})

describe('parsing', () => {
	test.each(['15wd', '0cd', '2000h', '4wh'])('limit %s', (text) => {
		expect(limitText(limitOf(text))).toBe(text)
	})
	test.each([
		['2001wd', 'limit-too-large'],
		['999999999h', 'limit-too-large'],
		['99999999999h', 'bad-limit'],
		['-1wd', 'bad-limit'],
		['1.5wd', 'bad-limit'],
		['15', 'bad-limit'],
		['15 wd', 'bad-limit'],
		['15WD', 'bad-limit'],
		['', 'bad-limit'],
	])('limit %s is refused as %s', (text, error) => expect(parseLimit(text)).toEqual({ ok: false, error }))
	test.each(['2026-13-40', '2026-02-29', '1991-12-31', '2200-01-01', 'today', '', '2026-11-20T10:00:00'])(
		'start %s is refused',
		(text) => expect(parseStart(text)).toEqual({ ok: false, error: 'bad-start' }),
	)
})

describe('counting between', () => {
	test.each([
		['2026-11-13', '2026-11-23', 6],
		['2026-11-23', '2026-11-13', -6],
		['2026-11-20', '2026-11-22', 0],
		['2026-11-20', '2026-11-20', 0],
		['2026-09-30', '2026-10-10', 3],
	] as const)('%s to %s: %i working days', (a, b, n) => expect(workingDaysBetween(calendar, a, b)).toBe(n))

	test('backwards', () => {
		expect(subtractWorkingDays(calendar, '2026-11-28', 2)).toBe('2026-11-26')
		expect(subtractWorkingDays(calendar, '2026-10-08', 1)).toBe('2026-09-30')
		expect(subtractWorkingDays(calendar, '2026-11-28', 0)).toBe('2026-11-28')
	})
})

const day = fc.integer({ min: 20089, max: 20818 }).map(dateOfEpochDay) // 2025-01-01 to 2026-12-31
const minute = fc.integer({ min: 0, max: 1439 })
const amount = fc.integer({ min: 1, max: 60 })

describe('properties', () => {
	test('adding then counting gives the amount, and the day works', () => {
		fc.assert(
			fc.property(day, amount, (from, n) => {
				const found = dueDate(calendar, from, { amount: n, unit: 'wd' })
				expect(workingDaysBetween(calendar, from, found.dueOn)).toBe(n)
				expect(isWorkingDay(calendar, found.dueOn)).toBe(true)
				expect(addWorkingDays(calendar, from, n)).toBe(found.dueOn)
				expect(stepsOf(found, 'count').length + stepsOf(found, 'skip').length).toBe(
					(instantMs(instantAt(found.dueOn, 0)) - instantMs(instantAt(from, 0))) / 86_400_000,
				)
			}),
		)
	})

	test('calendar days never end on a rest day and never before the raw date', () => {
		fc.assert(
			fc.property(day, fc.nat(60), (from, n) => {
				const found = dueDate(calendar, from, { amount: n, unit: 'cd' })
				expect(found.rawDue).toBe(addDays(from, n))
				expect(found.dueOn >= found.rawDueOn).toBe(true)
				expect(isWorkingDay(calendar, found.dueOn)).toBe(true)
				expect(workingDaysBetween(calendar, found.rawDueOn, found.dueOn)).toBe(found.dueOn === found.rawDueOn ? 0 : 1)
			}),
		)
	})

	test('a later start or a longer limit is never due earlier', () => {
		const unit = fc.constantFrom('wd', 'cd', 'wh', 'h')
		fc.assert(
			fc.property(day, minute, minute, amount, fc.nat(9), unit, (date, m, later, n, more, which) => {
				const [a, b] = [instantAt(date, m), addMs(instantAt(date, m), later * 60_000)] as const
				const early = dueDate(calendar, a, { amount: n, unit: which })
				expect(dueDate(calendar, b, { amount: n, unit: which }).dueAt >= early.dueAt).toBe(true)
				expect(dueDate(calendar, a, { amount: n + more, unit: which }).dueAt >= early.dueAt).toBe(true)
			}),
		)
	})

	test('going back undoes going on from a working day', () => {
		fc.assert(
			fc.property(day, amount, (from, n) => {
				fc.pre(isWorkingDay(calendar, from))
				expect(subtractWorkingDays(calendar, addWorkingDays(calendar, from, n), n)).toBe(from)
				expect(addWorkingDays(calendar, subtractWorkingDays(calendar, from, n), n)).toBe(from)
			}),
		)
	})

	test('hours equal a counter that ticks through minutes', () => {
		const off = new Set(['2026-10-01', '2026-10-02', '2026-10-05', '2026-10-06', '2026-10-07', '2026-09-25'])
		const extra = new Set(['2026-09-20', '2026-10-10'])
		function ticks(instant: Instant): boolean {
			const date = localDateOf(instant)
			const weekend = [0, 6].includes(new Date(`${date}T00:00:00Z`).getUTCDay())
			if (weekend ? !extra.has(date) : off.has(date)) return false
			const m = localMinutesOf(instant)
			return (m >= 540 && m < 720) || (m >= 810 && m < 1080)
		}
		const autumn = fc.integer({ min: 0, max: 27 }).map((n) => addDays('2026-09-14', n))
		fc.assert(
			fc.property(autumn, minute, fc.integer({ min: 1, max: 20 }), (date, m, hours) => {
				const from = instantAt(date, m)
				let at = instantMs(from)
				for (let left = hours * 60; left > 0; at += 60_000) if (ticks(instantOf(at))) left -= 1
				const found = dueDate(calendar, from, { amount: hours, unit: 'wh' })
				expect(found.due).toBe(instantOf(at))
				expect(workingMinutesBetween(calendar, from, found.dueAt)).toBe(hours * 60)
				expect(workingMinutesBetween(calendar, found.dueAt, from)).toBe(-hours * 60)
			}),
			{ numRuns: 60 },
		)
	})
})
