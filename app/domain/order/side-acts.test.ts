import { describe, expect, test } from 'vitest'
import { chinaCalendar } from '#tests/support/china-calendar.ts'
import { handler, issuer, officer, orderAt } from '#tests/support/order-facts.ts'
import type { Outcome } from '../refusal.ts'
import type { LocalDate } from '../time.ts'
import { instantAt } from '../time.ts'
import { addAssist, assistDone, changeAssist, takeBackAssist } from './assist.ts'
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
	const pause = (until: LocalDate, body = '省公司计费中心') => ({ body, until, reason: '等省公司答复' })
	test.each([
		['today', '2026-11-10', {}, 'order.suspension-end'],
		['tomorrow', '2026-11-11', {}, 'accepted'],
		['on the statutory date', '2026-11-20', { statutoryOn: '2026-11-20' as const }, 'accepted'],
		['past the statutory date', '2026-11-21', { statutoryOn: '2026-11-20' as const }, 'order.suspension-end'],
		['twice', '2026-11-20', { suspendedSince: now }, 'order.suspended'],
		['of an overdue order', '2026-11-20', { overdueAt: at('2026-11-09') }, 'order.suspend-overdue'],
		['of one that fell due unseen', '2026-11-20', { dueAt: at('2026-11-09') }, 'order.suspend-overdue'],
	] as const)('until %s', (_, until, change, expected) => {
		expect(rule(side.suspend(orderAt('IN_PROGRESS', change), issuer, pause(until), now))).toBe(expected)
	})
	test('names the outside body, by the issuing side, once acknowledged', () => {
		const order = orderAt('IN_PROGRESS')
		expect(rule(side.suspend(order, issuer, pause('2026-11-20', ' '), now))).toBe('order.waiting-for')
		expect(rule(side.suspend(order, handler, pause('2026-11-20'), now))).toBe('order.not-issuing-side')
		expect(rule(side.suspend(orderAt('ISSUED'), issuer, pause('2026-11-20'), now))).toBe('wrong-state')
	})
	test('touches no clock itself; lifting needs a suspension', () => {
		expect(value(side.suspend(orderAt('IN_PROGRESS'), issuer, pause('2026-11-20'), now)).clocks).toEqual([])
		const waiting = orderAt('IN_PROGRESS', { suspendedSince: at('2026-11-06'), suspendedUntil: '2026-11-20' })
		expect(value(side.resume(waiting)).set).toEqual({ suspendedSince: null, suspendedUntil: null })
		expect(rule(side.resume(orderAt('IN_PROGRESS')))).toBe('order.not-suspended')
	})
})

describe('a chase by hand', () => {
	const chase = (lastAt: ReturnType<typeof at> | null, when = now, minIntervalWh = 4) =>
		side.chase(calendar, orderAt('IN_PROGRESS'), '请尽快反馈', { lastAt, minIntervalWh }, when)
	test('keeps the interval in working hours, across noon and night', () => {
		expect(rule(chase(null))).toBe('accepted')
		// 4 working hours from 09:00 end at 14:30 (noon 12:00 to 13:30); from 16:00 at 10:30 of the next day.
		expect(chase(at('2026-11-10', 9), instantAt('2026-11-10', 869))).toMatchObject({
			error: { rule: 'order.chase-too-soon', params: { from: instantAt('2026-11-10', 870) } },
		})
		expect(rule(chase(at('2026-11-10', 9), instantAt('2026-11-10', 870)))).toBe('accepted')
		expect(rule(chase(at('2026-11-13', 16), at('2026-11-16', 10)))).toBe('order.chase-too-soon')
		expect(rule(chase(at('2026-11-13', 16), at('2026-11-16', 11)))).toBe('accepted')
	})
	test('is nothing for who waits', () => {
		const waiting = orderAt('IN_PROGRESS', { suspendedSince: now })
		expect(rule(side.chase(calendar, waiting, '请尽快', { lastAt: null, minIntervalWh: 4 }, now))).toBe(
			'order.suspended',
		)
	})
})

describe('a named due date', () => {
	test.each([
		['yesterday', '2026-11-09', {}, 'order.due-past'],
		['today before close', '2026-11-10', {}, 'accepted'],
		['the same day', '2026-11-23', {}, 'order.due-same'],
		['later', '2026-11-30', {}, 'accepted'],
		['the statutory date', '2026-11-20', { statutoryOn: '2026-11-20' as const }, 'accepted'],
		['past it', '2026-11-21', { statutoryOn: '2026-11-20' as const }, 'order.due-statutory'],
		['while suspended', '2026-11-30', { suspendedSince: now }, 'order.suspended'],
		['of an overdue order', '2026-11-30', { overdueAt: at('2026-11-09') }, 'order.due-overdue'],
		['of one that fell due unseen', '2026-11-30', { dueAt: at('2026-11-09') }, 'order.due-overdue'],
		['for one in hours', '2026-11-30', { urgency: 'CRITICAL' as const }, 'order.due-hours'],
	] as const)('%s', (_, dueOn, change, expected) => {
		const named = { dueOn, reason: '市局要求' }
		expect(rule(side.setDue(orderAt('IN_PROGRESS', change), issuer, named, now))).toBe(expected)
	})
	test('by the issuer, not by the officer who drafted it', () => {
		const named = { dueOn: '2026-11-30', reason: '市局要求' } as const
		expect(rule(side.setDue(orderAt('IN_PROGRESS'), officer, named, now))).toBe('order.not-issuing-side')
		expect(rule(side.setDue(orderAt('IN_PROGRESS'), issuer, { ...named, reason: ' ' }, now))).toBe('reason-missing')
	})
})

describe('side acts', () => {
	test('an assisting task has its own clock, between today and the due date', () => {
		const add = (dueOn: LocalDate, departmentId = 'd', actor = officer) =>
			addAssist(calendar, orderAt('IN_PROGRESS'), actor, { id: 'a', departmentId, dueOn }, ['helper'], now)
		expect(rule(add('2026-11-09'))).toBe('order.assist-date')
		expect(rule(add('2026-11-24'))).toBe('order.assist-date')
		expect(rule(add('2026-11-20', 'department-1'))).toBe('order.assist-lead')
		expect(rule(add('2026-11-20', 'helper'))).toBe('order.assist-has')
		expect(rule(add('2026-11-20', 'd', handler))).toBe('order.not-issuing-side')
		expect(value(add('2026-11-10')).clocks).toMatchObject([
			{ act: 'start', clock: { kind: 'order.assist', subjectId: 'a', dueOn: '2026-11-10' } },
		])
	})
	test('a late order still gets help: up to the statutory date while that lies ahead', () => {
		const late = { dueOn: '2026-11-06', dueAt: at('2026-11-06'), overdueAt: at('2026-11-06') } as const
		const add = (dueOn: LocalDate, statutoryOn: LocalDate | null) =>
			rule(
				addAssist(
					calendar,
					orderAt('IN_PROGRESS', { ...late, statutoryOn }),
					officer,
					{ id: 'a', departmentId: 'd', dueOn },
					[],
					now,
				),
			)
		expect(add('2026-11-09', null)).toBe('order.assist-date')
		expect(add('2026-12-31', null)).toBe('accepted')
		expect(add('2026-11-20', '2026-11-20')).toBe('accepted')
		expect(add('2026-11-21', '2026-11-20')).toBe('order.assist-date')
		expect(add('2026-11-21', '2026-11-08')).toBe('accepted')
	})
	test('a task is done, changed and taken back while it is open only', () => {
		const [open, done, back] = [
			{ doneAt: null, takenBackAt: null },
			{ doneAt: now, takenBackAt: null },
			{ doneAt: null, takenBackAt: now },
		]
		const to = { dueOn: '2026-11-20', reason: '需要更多时间' } as const
		for (const over of [done, back]) {
			expect(rule(assistDone(orderAt('SUBMITTED'), over))).toBe('order.assist-done')
			expect(rule(changeAssist(orderAt('IN_PROGRESS'), officer, over, to, now))).toBe('order.assist-over')
			expect(rule(takeBackAssist(orderAt('IN_PROGRESS'), officer, over, '不再需要'))).toBe('order.assist-over')
		}
		expect(rule(assistDone(orderAt('SUBMITTED'), open))).toBe('accepted')
		expect(rule(changeAssist(orderAt('IN_PROGRESS'), officer, open, { ...to, dueOn: '2026-11-24' }, now))).toBe(
			'order.assist-date',
		)
		expect(rule(takeBackAssist(orderAt('IN_PROGRESS'), handler, open, '不再需要'))).toBe('order.not-issuing-side')
	})
	test('the grade is set and lifted by the issuing side with a reason', () => {
		const grade = (from: boolean, to: boolean, reason = '涉及未公开信息', actor = issuer) =>
			side.grade(orderAt('IN_PROGRESS'), actor, { from, to, reason })
		expect([value(grade(false, true)).event, value(grade(true, false)).event]).toEqual([
			'order.graded',
			'order.ungraded',
		])
		expect(rule(grade(true, true))).toBe('order.grade-same')
		expect(rule(grade(false, true, ' '))).toBe('reason-missing')
		expect(rule(grade(false, true, '涉及隐私', handler))).toBe('order.not-issuing-side')
	})
	test('a request for an extension is withdrawn by who asked', () => {
		const order = orderAt('IN_PROGRESS', { extensions: [pending] })
		expect(rule(side.withdrawExtension(order, handler))).toBe('accepted')
		expect(rule(side.withdrawExtension(order, issuer))).toBe('order.extension-not-own')
		expect(rule(side.withdrawExtension(orderAt('IN_PROGRESS'), handler))).toBe('order.no-extension-pending')
	})
	test('urgency rises to 紧急 and no further, without touching the date', () => {
		const change = value(side.escalate(orderAt('ISSUED', { urgency: 'IMPORTANT' }), officer, '影响扩大'))
		expect(change.set).toEqual({ urgency: 'URGENT' })
		expect(rule(side.escalate(orderAt('ISSUED', { urgency: 'URGENT' }), officer, '影响扩大'))).toBe('order.top-urgency')
	})
})
