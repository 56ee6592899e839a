import { describe, expect, test } from 'vitest'
import { chinaCalendar } from '#tests/support/china-calendar.ts'
import type { LightInput } from './light.ts'
import { deadlineLight, light } from './light.ts'
import { addMs, HOUR_MS, instantAt, localDateOf } from './time.ts'

const calendar = chinaCalendar()

/** 一般, issued 2026-11-02 10:00, due 2026-11-23 18:00, signed for. */
function normal(now: LightInput['now'], change: Partial<LightInput> = {}): LightInput {
	return {
		now,
		today: localDateOf(now),
		calendar,
		dueAt: instantAt('2026-11-23', 1080),
		dueOn: '2026-11-23',
		startedAt: instantAt('2026-11-02', 600),
		acknowledged: true,
		ackDueAt: instantAt('2026-11-03', 1080),
		returnedOnce: false,
		stopped: false,
		urgent24h: false,
		limitWorkingDays: 15,
		...change,
	}
}

describe('light by working days', () => {
	test.each([
		['2026-11-16', 'green', 5],
		['2026-11-17', 'yellow', 4], // 4 of 15 is at most 30%
		['2026-11-19', 'yellow', 2],
		['2026-11-22', 'yellow', 1],
		['2026-11-23', 'yellow', 0],
	] as const)('%s is %s with %i days left', (date, colour, n) => {
		expect(light(normal(instantAt(date, 600)))).toMatchObject({ colour, remaining: { unit: 'wd', n } })
	})

	test.each([
		[7, '2026-11-18', 'green', 3],
		[7, '2026-11-19', 'yellow', 2],
		[3, '2026-11-18', 'green', 3],
		[10, '2026-11-18', 'yellow', 3], // exactly 30%
	] as const)('of %i days, on %s: %s', (limitWorkingDays, date, colour, n) => {
		expect(light(normal(instantAt(date, 600), { limitWorkingDays }))).toMatchObject({ colour, remaining: { n } })
	})

	test('the due moment itself is still in time; a millisecond later is red', () => {
		const { dueAt } = normal(instantAt('2026-11-23', 600))
		expect(light(normal(dueAt)).colour).toBe('yellow')
		expect(light(normal(addMs(dueAt, 1)))).toMatchObject({
			colour: 'red',
			reason: 'overdue',
			overdueBy: { unit: 'wd', n: 0 },
		})
	})

	test('overdue counts working days', () => {
		const late = light(normal(instantAt('2026-12-01', 600)))
		expect(late).toMatchObject({ colour: 'red', remaining: { n: 0 }, overdueBy: { unit: 'wd', n: 6 } })
	})

	test.each([
		['grey inside the limit', '2026-11-03', 1080, 'grey', 'not-acknowledged'],
		['red after it', '2026-11-03', 1081, 'red', 'acknowledge-overdue'],
	] as const)('not yet acknowledged: %s', (_, date, minutes, colour, reason) => {
		expect(light(normal(instantAt(date, minutes), { acknowledged: false }))).toMatchObject({ colour, reason })
	})

	test('overdue comes before not acknowledged', () => {
		expect(light(normal(instantAt('2026-11-24', 0), { acknowledged: false })).reason).toBe('overdue')
	})

	test('returned once is yellow, with all the time in the world', () => {
		const now = instantAt('2026-11-04', 600)
		expect(light(normal(now)).colour).toBe('green')
		expect(light(normal(now, { returnedOnce: true }))).toMatchObject({ colour: 'yellow', reason: 'returned' })
	})

	test('a stopped clock shows that it stands, late or not', () => {
		expect(light(normal(instantAt('2026-12-01', 600), { stopped: true })).colour).toBe('stopped')
	})

	test('without a limit the period runs from start to due', () => {
		const { limitWorkingDays, ...rest } = normal(instantAt('2026-11-17', 600))
		expect(limitWorkingDays).toBe(15)
		expect(light(rest).colour).toBe('yellow')
	})
})

describe('light by hours', () => {
	const dueAt = instantAt('2026-11-22', 600)
	test.each([
		[-9, 'green', 9],
		[-8, 'yellow', 8],
		[-1, 'yellow', 1],
	] as const)('%i hours before: %s', (hours, colour, n) => {
		const now = addMs(dueAt, hours * HOUR_MS)
		const input = normal(now, { dueAt, dueOn: '2026-11-22', urgent24h: true })
		expect(light(input)).toMatchObject({ colour, remaining: { unit: 'h', n } })
	})
	test('overdue counts hours begun, weekend or not', () => {
		const input = normal(addMs(dueAt, 90 * 60_000), { dueAt, dueOn: '2026-11-22', urgent24h: true })
		expect(light(input)).toMatchObject({ colour: 'red', overdueBy: { unit: 'h', n: 2 } })
	})
})

describe('deadlineLight', () => {
	const startedAt = instantAt('2026-11-17', 600)
	const dueAt = instantAt('2026-11-24', 1440)
	test.each([
		['2026-11-19', 'green', 3],
		['2026-11-20', 'yellow', 2],
		['2026-11-24', 'yellow', 0],
	] as const)('%s: %s, %i left; 24:00 belongs to its day', (date, colour, n) => {
		expect(deadlineLight(calendar, instantAt(date, 1380), dueAt, startedAt)).toMatchObject({ colour, remaining: { n } })
	})
	test('after midnight it is red', () => {
		expect(deadlineLight(calendar, instantAt('2026-11-25', 1), dueAt, startedAt)).toMatchObject({
			colour: 'red',
			overdueBy: { unit: 'wd', n: 1 },
		})
	})
})
