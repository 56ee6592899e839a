import { describe, expect, test } from 'vitest'
import { chinaCalendar } from '#tests/support/china-calendar.ts'
import type { Clock, ClockParty } from './clock.ts'
import { isOverdue, startClock, startClockUntil, stoppedState } from './clock.ts'
import type { Limit } from './due-date.ts'
import type { Instant, LocalDate } from './time.ts'

const calendar = chinaCalendar()

function started(from: LocalDate | Instant, limit: Limit, party: ClockParty = 'dealer'): Clock {
	return startClock(calendar, { subjectKind: 'penalty', subjectId: 'p1', kind: 'penalty.defence', party, from, limit })
}

describe('startClock', () => {
	test('five working days of defence end at midnight of the fifth', () => {
		const clock = started('2026-11-17T02:00:00.000Z', { amount: 5, unit: 'wd' })
		expect(clock).toMatchObject({
			dueOn: '2026-11-24',
			dueAt: '2026-11-24T16:00:00.000Z',
			state: 'RUNNING',
			round: 1,
			unit: 'wd',
			amount: 5,
			provisional: false,
			calendarVersionId: 'CN-2026',
		})
	})

	test.each([
		['dealer', '2026-11-23T16:00:00.000Z'],
		['department', '2026-11-23T10:00:00.000Z'],
		['staff', '2026-11-23T10:00:00.000Z'],
	] as const)('the last day of a %s ends at %s', (party, dueAt) => {
		expect(started('2026-11-20', { amount: 1, unit: 'wd' }, party).dueAt).toBe(dueAt)
	})

	test('a day that somebody named stands, rest day or not', () => {
		const start = { subjectKind: 'assist', subjectId: 'a', kind: 'order.assist', party: 'department' } as const
		const clock = startClockUntil(calendar, { ...start, from: '2026-11-20', dueOn: '2026-11-28' })
		expect(clock).toMatchObject({ unit: 'date', dueOn: '2026-11-28', dueAt: '2026-11-28T10:00:00.000Z' })
	})
})

describe('the moment', () => {
	const clock = started('2026-11-20', { amount: 1, unit: 'wd' })
	test.each([
		['2026-11-23T15:59:59.999Z', false, 'MET'],
		['2026-11-23T16:00:00.000Z', false, 'MET'],
		['2026-11-23T16:00:00.001Z', true, 'BREACHED'],
	] as const)('%s: overdue %s, stopped %s', (now, overdue, state) => {
		expect(isOverdue(clock, now)).toBe(overdue)
		expect(stoppedState(clock, now)).toBe(state)
	})

	test('a cancelled clock is never overdue and stays cancelled', () => {
		const cancelled = { ...clock, state: 'CANCELLED' } as const
		expect(isOverdue(cancelled, '2027-01-01T00:00:00.000Z')).toBe(false)
		expect(stoppedState(cancelled, '2027-01-01T00:00:00.000Z')).toBe('CANCELLED')
	})
})
