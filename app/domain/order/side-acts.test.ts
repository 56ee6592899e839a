import { describe, expect, test } from 'vitest'
import { chinaCalendar } from '#tests/support/china-calendar.ts'
import { issuer, officer, orderAt } from '#tests/support/order-facts.ts'
import type { Outcome } from '../refusal.ts'
import type { LocalDate } from '../time.ts'
import { instantAt } from '../time.ts'
import type { OrderChange, OrderFacts } from './order.ts'
import * as side from './side-acts.ts'

const calendar = chinaCalendar()
const at = (date: LocalDate, hour = 10) => instantAt(date, hour * 60)
const now = at('2026-11-10')
const pending = {
	id: 'e',
	state: 'PENDING',
	limit: { amount: 3, unit: 'wd' },
	requestedBy: 'handler',
	requestedAt: now,
} as const

function value(outcome: Outcome<OrderChange>): OrderChange {
	if (!outcome.ok) throw new Error(outcome.error.rule)
	return outcome.value
}

function rule(outcome: Outcome<unknown>): string {
	return outcome.ok ? 'accepted' : outcome.error.rule
}

describe('extension', () => {
	const request = (change: Partial<OrderFacts>, amount = 3, when = now) =>
		side.requestExtension(
			calendar,
			orderAt('IN_PROGRESS', change),
			{ limit: { amount, unit: 'wd' }, reason: '调取凭证' },
			when,
		)
	test('a request leaves the clock alone and tells the date', () => {
		const outcome = request({})
		expect(outcome.ok && outcome.value.clocks).toEqual([])
		expect(outcome.ok && outcome.value.set).toEqual({})
		expect(outcome.ok && outcome.value.proposed.dueOn).toBe('2026-11-26')
	})
	test.each([
		['more than the original period', {}, 16, now, 'order.extension-too-long'],
		['just the original period', {}, 15, now, 'accepted'],
		['past the statutory date', { statutoryOn: '2026-11-25' as const }, 3, now, 'order.extension-past-statutory'],
		['on the due day', {}, 3, at('2026-11-23', 9), 'order.extension-too-late'],
		['while suspended', { suspendedSince: now }, 3, now, 'order.suspended'],
		['with another waiting', { extensions: [pending] }, 3, now, 'order.extension-pending'],
	])('%s', (_, change, amount, when, expected) => expect(rule(request(change, amount, when))).toBe(expected))

	const decide = (change: Partial<OrderFacts>, approve: boolean, when = now, actor = issuer) =>
		side.decideExtension(
			calendar,
			orderAt('IN_PROGRESS', { extensions: [pending], ...change }),
			actor,
			{ approve, reason: '同意,凭证在省公司' },
			when,
		)
	test('approval counts from the old date, however late it comes', () => {
		expect(value(decide({}, true, at('2026-11-25'))).set).toEqual({
			dueAt: at('2026-11-26', 18),
			dueOn: '2026-11-26',
			overdueAt: null,
		})
	})
	test('approval takes back the mark set while it waited, and puts it on a new date that is past', () => {
		const overdueAt = at('2026-11-23', 18)
		expect(value(decide({ overdueAt }, true, at('2026-11-25'))).set.overdueAt).toBeNull()
		expect(value(decide({ overdueAt }, true, at('2026-11-30'))).set.overdueAt).toBe(at('2026-11-26', 18))
	})
	test('refusal changes no date and no mark', () => {
		const change = value(decide({ overdueAt: at('2026-11-23', 18) }, false))
		expect([change.set, change.clocks, change.event]).toEqual([{}, [], 'order.extension-refused'])
	})
	test('not by who asked, not by the department, not without a request', () => {
		expect(rule(decide({}, true, now, { accountId: 'handler', duties: ['issuer'] }))).toBe('order.extension-own')
		expect(rule(decide({}, true, now, { accountId: 'handler-2', duties: ['handler'] }))).toBe('order.not-issuing-side')
		expect(rule(decide({ extensions: [] }, true))).toBe('order.no-extension-pending')
	})
})

describe('overdue', () => {
	test('is recorded once, after the moment, and not while suspended', () => {
		const order = orderAt('IN_PROGRESS')
		expect(rule(side.markOverdue(order, at('2026-11-23', 18)))).toBe('order.not-overdue')
		const change = value(side.markOverdue(order, at('2026-11-24')))
		expect(change.set).toEqual({ overdueAt: order.dueAt })
		expect(rule(side.markOverdue({ ...order, ...change.set }, at('2026-11-25')))).toBe('already-done')
		expect(rule(side.markOverdue({ ...order, suspendedSince: now }, at('2026-11-24')))).toBe('order.not-overdue')
	})
})

describe('suspension', () => {
	test.each([
		['today', '2026-11-10', {}, 'order.suspension-end'],
		['tomorrow', '2026-11-11', {}, 'accepted'],
		['past the statutory date', '2026-11-21', { statutoryOn: '2026-11-20' as const }, 'order.suspension-end'],
		['twice', '2026-11-20', { suspendedSince: now }, 'order.suspended'],
	] as const)('until %s', (_, until, change, expected) => {
		const order = orderAt('IN_PROGRESS', change)
		expect(rule(side.suspend(order, issuer, { until, reason: '等省公司' }, now))).toBe(expected)
	})
	test('the statutory clock goes on', () => {
		expect(
			value(side.suspend(orderAt('IN_PROGRESS'), issuer, { until: '2026-11-20', reason: '等省公司' }, now)).clocks,
		).toEqual([{ act: 'cancel', kind: 'order.handle' }])
	})
	test('resuming gives the days back, but nothing to an order that was overdue', () => {
		const order = orderAt('IN_PROGRESS', { suspendedSince: at('2026-11-06'), suspendedUntil: '2026-11-20' })
		expect(value(side.resume(calendar, order, now)).set).toMatchObject({ suspendedSince: null, dueOn: '2026-11-25' })
		const late = value(side.resume(calendar, { ...order, overdueAt: at('2026-11-05') }, now))
		expect(late.set).toEqual({ suspendedSince: null, suspendedUntil: null })
		expect(rule(side.resume(calendar, orderAt('IN_PROGRESS'), now))).toBe('order.not-suspended')
	})
})

describe('side acts', () => {
	test('an assisting task has its own clock, between today and the due date', () => {
		const add = (dueOn: LocalDate) =>
			side.addAssist(calendar, orderAt('IN_PROGRESS'), { id: 'a', departmentId: 'd', dueOn }, now)
		expect(rule(add('2026-11-09'))).toBe('order.assist-date')
		expect(rule(add('2026-11-24'))).toBe('order.assist-date')
		expect(value(add('2026-11-10')).clocks).toMatchObject([
			{ act: 'start', clock: { kind: 'order.assist', subjectId: 'a', dueOn: '2026-11-10' } },
		])
		expect(rule(side.assistDone(orderAt('SUBMITTED'), { doneAt: now }, now))).toBe('order.assist-done')
	})
	test('urgency rises to 紧急 and no further, without touching the date', () => {
		const change = value(side.escalate(orderAt('ISSUED', { urgency: 'IMPORTANT' }), officer, '影响扩大'))
		expect(change.set).toEqual({ urgency: 'URGENT' })
		expect(rule(side.escalate(orderAt('ISSUED', { urgency: 'URGENT' }), officer, '影响扩大'))).toBe('order.top-urgency')
	})
})
