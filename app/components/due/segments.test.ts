import { expect, test } from 'vitest'
import { dueOf } from '#app/domain/clock/engine.ts'
import type { DueStep } from '#app/domain/due-date.ts'
import { dueDate } from '#app/domain/due-date.ts'
import { orderDue } from '#app/domain/order/deadline.ts'
import { instantAt } from '#app/domain/time.ts'
import { chinaCalendar } from '#tests/support/china-calendar.ts'
import { explain, sheetOf } from './segments.ts'

const calendar = chinaCalendar()

/** The order of the mock-up: 15 working days over the National Day, extended by another 15. */
function extended(): readonly DueStep[] {
	const limit = { amount: 15, unit: 'wd' } as const
	const start = { startedAt: instantAt('2026-09-28', 600), limit, namedOn: null, closeAt: 1080, cut: null, pauses: [] }
	const extension = { limit, namedOn: null, decidedAt: instantAt('2026-10-19', 600) }
	return dueOf(calendar, { ...start, extensions: [extension] }).steps
}

test('one holiday is one run, a make-up day is named, each extension is a count of its own', () => {
	const { segments, moves, end } = explain(extended())
	expect(segments).toHaveLength(2)
	expect(segments[0]).toMatchObject({ last: { n: 15, date: '2026-10-23' }, makeUps: ['2026-10-10'] })
	expect(segments[0]?.holidays.map(({ from, to, days }) => [from, to, days])).toEqual([['2026-10-01', '2026-10-07', 7]])
	expect(segments[1]?.start.date).toBe('2026-10-23')
	expect(moves.map(({ kind }) => kind)).toEqual(['extended'])
	expect(end?.date).toBe('2026-11-13')
})

test('the sheet numbers the days on through the extension, from the start to the end without a gap', () => {
	const days = sheetOf(extended())
	expect(days).toHaveLength(47)
	expect(days[0]).toEqual({ date: '2026-09-28', kind: 'start' })
	expect(days.find(({ date }) => date === '2026-10-10')).toMatchObject({ kind: 'count', n: 5, makeUp: true })
	expect(days.find(({ date }) => date === '2026-10-23')).toMatchObject({ n: 15, extension: false })
	expect(days.find(({ date }) => date === '2026-10-26')).toMatchObject({ n: 16, extension: true })
	expect(days.at(-1)).toEqual({ date: '2026-11-13', kind: 'end', n: 30 })
	expect(days.filter(({ kind }) => kind === 'other')).toEqual([])
})

test('a date cut by the statutory rule ends the sheet early, with its own number', () => {
	const due = orderDue(calendar, instantAt('2026-11-16', 600), 'NORMAL', '2026-11-13')
	const days = sheetOf(due.handle.steps)
	expect(days.at(-1)).toEqual({ date: '2026-11-26', kind: 'end', n: 8 })
	expect(explain(due.handle.steps).segments[0]?.last).toMatchObject({ n: 15, date: '2026-12-07' })
})

test('a period that ends on a make-up day says so on its last day', () => {
	const days = sheetOf(dueDate(calendar, instantAt('2026-09-29', 600), { amount: 4, unit: 'wd' }).steps)
	expect(days.at(-1)).toEqual({ date: '2026-10-10', kind: 'end', n: 4, makeUp: true })
})

test('calendar days are numbered; clock hours and named days have no sheet', () => {
	const complaint = dueDate(calendar, '2026-11-13', { amount: 15, unit: 'cd' })
	const days = sheetOf(complaint.steps)
	expect(days.find(({ date }) => date === '2026-11-28')).toMatchObject({ kind: 'weekend' })
	expect(days.at(-1)).toMatchObject({ date: '2026-11-30', kind: 'end' })
	expect(sheetOf(dueDate(calendar, instantAt('2026-11-13', 600), { amount: 24, unit: 'h' }).steps)).toEqual([])
	expect(sheetOf([{ kind: 'end', date: '2026-11-13', at: instantAt('2026-11-13', 1080) }])).toEqual([])
})
