import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { chinaBody, chinaCalendar } from '#tests/support/china-calendar.ts'
import { orderAt } from '#tests/support/order-facts.ts'
import { calendarFromJson } from '../calendar.ts'
import { dueOf } from '../clock/engine.ts'
import type { ClockFacts } from '../clock/facts.ts'
import type { DueStep } from '../due-date.ts'
import { dueDate, subtractWorkingDays } from '../due-date.ts'
import { renderDue } from '../due-render.ts'
import type { Instant, LocalDate } from '../time.ts'
import { addDays, dateOfEpochDay, instantAt } from '../time.ts'
import { extendedDue, extensionRoom, orderDue } from './deadline.ts'
import { defaultUrgency, ORDER_SOURCES } from './sources.ts'
import type { Urgency } from './urgency.ts'
import { URGENCIES } from './urgency.ts'

const calendar = chinaCalendar()
const at = (date: LocalDate, hour = 10) => instantAt(date, hour * 60)

function statutoryStep(steps: readonly DueStep[]) {
	return steps.find((step) => step.kind === 'statutory')
}

describe('orderDue', () => {
	test.each([
		['NORMAL', '2026-12-07T10:00:00.000Z', '2026-11-17T10:00:00.000Z'],
		['IMPORTANT', '2026-11-25T10:00:00.000Z', '2026-11-17T10:00:00.000Z'],
		['URGENT', '2026-11-19T10:00:00.000Z', '2026-11-16T07:30:00.000Z'],
		['CRITICAL', '2026-11-17T02:00:00.000Z', '2026-11-16T04:00:00.000Z'],
	] as const)('%s issued Monday at 10:00', (urgency, handle, acknowledge) => {
		const due = orderDue(calendar, at('2026-11-16'), urgency)
		expect([due.handle.dueAt, due.acknowledge.dueAt]).toEqual([handle, acknowledge])
		expect([due.raised, due.statutory]).toEqual([false, null])
	})

	test('the worked example: complaint of 13 November, 一般 issued on the 16th', () => {
		const due = orderDue(calendar, at('2026-11-16'), 'NORMAL', '2026-11-13')
		expect(due.handle.due).toBe('2026-11-26')
		expect(due.handle.dueAt).toBe('2026-11-26T10:00:00.000Z')
		expect([due.urgency, due.raised]).toEqual(['NORMAL', false])
		expect([due.statutory?.rawDueOn, due.statutory?.dueOn]).toEqual(['2026-11-28', '2026-11-30'])
		expect(statutoryStep(due.handle.steps)).toEqual({
			kind: 'statutory',
			complaintOn: '2026-11-13',
			statutoryOn: '2026-11-28',
			latest: '2026-11-26',
			uncut: '2026-12-07',
			applied: 'cut',
		})
		expect(due.handle.steps.at(-1)).toMatchObject({ kind: 'end', date: '2026-11-26' })
	})

	test.each([
		// issued, urgency, complaint, due, urgency after, applied
		['2026-11-16', 'IMPORTANT', '2026-11-13', '2026-11-25', 'IMPORTANT', 'not-needed'],
		['2026-11-17', 'IMPORTANT', '2026-11-13', '2026-11-26', 'IMPORTANT', 'not-needed'],
		['2026-11-18', 'IMPORTANT', '2026-11-13', '2026-11-26', 'IMPORTANT', 'cut'],
		['2026-11-25', 'NORMAL', '2026-11-13', '2026-11-26', 'NORMAL', 'cut'],
		['2026-11-26', 'NORMAL', '2026-11-13', '2026-11-27', 'URGENT', 'urgent'],
		['2026-11-27', 'NORMAL', '2026-11-13', '2026-11-28', 'URGENT', 'urgent'],
		['2026-11-28', 'IMPORTANT', '2026-11-13', '2026-11-28', 'URGENT', 'urgent'],
		['2026-11-29', 'NORMAL', '2026-11-13', '2026-11-30', 'URGENT', 'passed'],
		['2026-11-26', 'URGENT', '2026-11-13', '2026-11-27', 'URGENT', 'urgent'],
	] as const)('issued %s %s, complaint %s: due %s %s (%s)', (issued, urgency, complaint, dueOn, level, applied) => {
		const due = orderDue(calendar, at(issued), urgency, complaint)
		expect([due.handle.dueOn, due.urgency]).toEqual([dueOn, level])
		expect(due.raised).toBe(level !== urgency)
		expect(statutoryStep(due.handle.steps)).toMatchObject({ applied })
		// The raised order is signed for as an urgent one is.
		expect(due.acknowledge.limit.unit).toBe(level === 'URGENT' ? 'wh' : 'wd')
	})

	test('24 hours stay 24 hours where they end before the statutory date, and are not lowered to 紧急', () => {
		const due = orderDue(calendar, at('2026-11-26'), 'CRITICAL', '2026-11-13')
		expect([due.urgency, due.handle.dueAt]).toEqual(['CRITICAL', at('2026-11-27')])
		const cut = orderDue(calendar, at('2026-11-28', 9), 'CRITICAL', '2026-11-13')
		expect([cut.urgency, cut.handle.dueAt]).toEqual(['CRITICAL', at('2026-11-28', 18)])
		expect(renderDue(cut.handle).due).toBe('2026-11-28T18:00:00+08:00')
	})

	test('issued after the close of the statutory day, the order has the next working day', () => {
		expect(orderDue(calendar, at('2026-11-28', 20), 'NORMAL', '2026-11-13').handle.dueOn).toBe('2026-11-30')
	})

	test('a cut that ends before the year without notice is not provisional', () => {
		expect(orderDue(calendar, at('2026-12-14'), 'NORMAL').handle.provisional).toBe(true)
		const cut = orderDue(calendar, at('2026-12-14'), 'NORMAL', '2026-12-08').handle
		expect([cut.dueOn, cut.provisional]).toEqual(['2026-12-21', false])
		expect(cut.steps.some((step) => step.kind === 'provisional-year')).toBe(false)
	})

	test('never after the statutory date, never later than without a complaint, never before issue', () => {
		const day = fc.integer({ min: 20454, max: 20788 }).map(dateOfEpochDay)
		fc.assert(
			fc.property(day, fc.nat(14), fc.nat(23), fc.constantFrom(...URGENCIES), (complaint, later, hour, level) => {
				const urgency: Urgency = level
				const issued = at(addDays(complaint, later), hour)
				const due = orderDue(calendar, issued, urgency, complaint)
				expect(due.handle.dueOn <= addDays(complaint, 15)).toBe(true)
				expect(due.handle.dueAt <= orderDue(calendar, issued, urgency).handle.dueAt).toBe(true)
				expect(due.handle.dueAt > issued).toBe(true)
			}),
		)
	})
})

describe('extensions', () => {
	/** 一般, issued 2026-09-28 10:00, due 2026-10-23: the order of the mock-up. */
	const order = orderAt('IN_PROGRESS', {
		issuedAt: at('2026-09-28'),
		dueAt: at('2026-10-23', 18),
		dueOn: '2026-10-23',
		originalDueOn: '2026-10-23',
		originalDueAt: at('2026-10-23', 18),
	})
	const extension = { id: 'e', requestedBy: 'handler', requestedAt: at('2026-10-20') } as const

	test('fifteen days fit an order of fifteen days and run from the old due date', () => {
		expect(orderDue(calendar, at('2026-09-28'), 'NORMAL').handle.dueOn).toBe('2026-10-23')
		expect(extensionRoom(calendar, order, at('2026-10-20'))).toEqual({
			ok: true,
			value: { left: 15, unit: 'wd', latest: '2026-10-22' },
		})
		const due = extendedDue(calendar, order, { amount: 15, unit: 'wd' })
		expect(due.ok && due.value.dueOn).toBe('2026-11-13')
		expect(due.ok && due.value.steps.some((step) => step.kind === 'extended')).toBe(true)
	})

	test.each([
		[at('2026-10-22', 23), true],
		[at('2026-10-23', 0), false],
	])('asked at %s: %s', (now, fine) => {
		const room = extensionRoom(calendar, order, now)
		expect(room.ok || room.error.rule).toBe(fine ? true : 'order.extension-too-late')
	})

	test('the days between a Friday and a Monday due are too late', () => {
		const monday = { ...order, dueOn: '2026-10-26', dueAt: at('2026-10-26', 18) } as const
		expect(extensionRoom(calendar, monday, at('2026-10-23', 17)).ok).toBe(true)
		expect(extensionRoom(calendar, monday, at('2026-10-25')).ok).toBe(false)
	})

	test('特急 asks two hours before, in hours', () => {
		const dueAt = at('2026-11-17')
		const urgent = orderAt('IN_PROGRESS', {
			urgency: 'CRITICAL',
			issuedAt: at('2026-11-16'),
			dueAt,
			dueOn: '2026-11-17',
			originalDueAt: dueAt,
			originalDueOn: '2026-11-17',
		})
		expect(extensionRoom(calendar, urgent, at('2026-11-17', 8))).toMatchObject({
			ok: true,
			value: { left: 24, unit: 'h' },
		})
		expect(extensionRoom(calendar, urgent, instantAt('2026-11-17', 481))).toMatchObject({ ok: false })
		expect(extendedDue(calendar, urgent, { amount: 6, unit: 'h' })).toMatchObject({
			ok: true,
			value: { dueAt: at('2026-11-17', 16) },
		})
		expect(extendedDue(calendar, urgent, { amount: 1, unit: 'wd' })).toMatchObject({ ok: false })
	})

	test.each([
		['one waits', [{ ...extension, state: 'PENDING', limit: { amount: 1, unit: 'wd' } }], 'order.extension-pending'],
		[
			'two are approved',
			[1, 2].map(() => ({ ...extension, state: 'APPROVED', limit: { amount: 1, unit: 'wd' } }) as const),
			'order.extension-twice',
		],
		[
			'the period is used up',
			[{ ...extension, state: 'APPROVED', limit: { amount: 15, unit: 'wd' } }],
			'order.extension-too-long',
		],
	] as const)('refused when %s', (_, extensions, rule) => {
		expect(extensionRoom(calendar, { ...order, extensions }, at('2026-10-20'))).toMatchObject({ error: { rule } })
	})

	test('refused requests do not count', () => {
		const refused = { ...extension, state: 'REFUSED', limit: { amount: 9, unit: 'wd' } } as const
		const room = extensionRoom(calendar, { ...order, extensions: [refused, refused] }, at('2026-10-20'))
		expect(room).toMatchObject({ ok: true, value: { left: 15 } })
	})

	test('never past the statutory date, up to it is fine', () => {
		const bound = { ...order, statutoryOn: '2026-10-27' } as const
		expect(extendedDue(calendar, bound, { amount: 2, unit: 'wd' }).ok).toBe(true)
		expect(extendedDue(calendar, bound, { amount: 3, unit: 'wd' })).toMatchObject({
			error: { rule: 'order.extension-past-statutory' },
		})
	})
})

describe('the clock of an order', () => {
	const body = chinaBody()
	const years = body.years.map((year) =>
		year.year === 2027
			? { ...year, status: 'official' as const, holidays: ['2027-01-01', '2027-01-04'].map((date) => ({ date })) }
			: year,
	)
	const imported = calendarFromJson('CN-2027', { ...body, years })
	const facts = (issuedAt: Instant, complaintOn: LocalDate | null = null): ClockFacts => {
		const due = orderDue(calendar, issuedAt, 'NORMAL', complaintOn)
		const { limit, startedAt } = due.handle
		const more = { namedOn: null, extensions: [], pauses: [] }
		return { startedAt, limit, cut: due.cut, closeAt: due.closeAt, ...more }
	}

	test('its facts give the date that the order was issued with', () => {
		fc.assert(
			fc.property(fc.integer({ min: 0, max: 700 }), fc.option(fc.integer({ min: -25, max: 0 })), (day, ago) => {
				const issued = addDays('2025-01-02', day)
				const one = facts(at(issued), ago === null ? null : addDays(issued, ago))
				const { handle } = orderDue(calendar, at(issued), 'NORMAL', one.cut?.complaintOn ?? null)
				expect(dueOf(calendar, one)).toMatchObject({ dueAt: handle.dueAt, dueOn: handle.dueOn, steps: handle.steps })
			}),
			{ numRuns: 300 },
		)
	})
	test('counts limit and extensions again under a published year', () => {
		const one = facts(at('2026-12-11'))
		const limit = { amount: 2, unit: 'wd' } as const
		const more = { ...one, extensions: [{ limit, namedOn: null, decidedAt: at('2026-12-20') }] }
		expect(dueOf(calendar, one)).toMatchObject({ dueOn: '2027-01-04', provisional: true })
		expect(dueOf(imported, one)).toMatchObject({ dueOn: '2027-01-05', provisional: false })
		expect(dueOf(imported, more)).toMatchObject({ dueOn: '2027-01-07', provisional: false })
	})
	test('keeps the statutory rule', () => {
		expect(dueOf(imported, facts(at('2026-11-16'), '2026-11-13')).dueOn).toBe('2026-11-26')
	})
})

describe('sources', () => {
	test.each([
		['MIIT', 'URGENT'],
		['GOV', 'IMPORTANT'],
		['HOTLINE', 'NORMAL'],
		['INSPECTION', 'IMPORTANT'],
	] as const)('%s is %s', (source, urgency) => expect(defaultUrgency(source)).toBe(urgency))
	test('an inspection goes by severity', () => expect(defaultUrgency('INSPECTION', 'L4')).toBe('URGENT'))
	test('every source has a level', () => {
		for (const source of ORDER_SOURCES) expect(URGENCIES).toContain(defaultUrgency(source))
	})
})

test('two working days before a statutory Saturday, by the plain engine', () => {
	const statutory = dueDate(calendar, '2026-11-13', { amount: 15, unit: 'cd' })
	expect(subtractWorkingDays(calendar, statutory.rawDueOn, 2)).toBe('2026-11-26')
})
