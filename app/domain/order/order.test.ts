import { describe, expect, test } from 'vitest'
import { chinaCalendar } from '#tests/support/china-calendar.ts'
import { handler, issuer, officer, orderAt, otherIssuer, otherOfficer } from '#tests/support/order-facts.ts'
import { isFinal, may, reachable, targets } from '../machine.ts'
import type { Outcome } from '../refusal.ts'
import type { LocalDate } from '../time.ts'
import { instantAt } from '../time.ts'
import * as acts from './acts.ts'
import * as assist from './assist.ts'
import { orderDue } from './deadline.ts'
import * as merging from './merging.ts'
import type { OrderAction, OrderChange, OrderFacts } from './order.ts'
import { ORDER_ACTIONS, ORDER_MACHINE, ORDER_STATES } from './order.ts'
import * as side from './side-acts.ts'
import * as transfer from './transfer.ts'

const calendar = chinaCalendar()
const at = (date: LocalDate, hour = 10) => instantAt(date, hour * 60)
const now = at('2026-11-10')
const feedback = { result: '已补齐', cause: '未另存', mechanism: '改存 24 个月' }
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

const OWNER = { departmentId: 'department-1', accountId: 'handler' }
const ASKED = { to: { departmentId: 'department-2', accountId: null }, reason: '职责调整' }
const TASK = { id: 'a', departmentId: 'd', dueOn: '2026-11-20' } as const
const OPEN_TASK = { doneAt: null, takenBackAt: null }

/** Each action with the best arguments and the right person, so that only the state can refuse it. */
const BEST: Readonly<Record<OrderAction, (facts: OrderFacts) => Outcome<OrderChange>>> = {
	editDraft: acts.editDraft,
	submitDraft: acts.submitDraft,
	rejectDraft: (facts) => acts.rejectDraft(facts, '要素不全'),
	issue: (facts) => acts.issue(facts, issuer, orderDue(calendar, now, 'NORMAL'), now),
	acknowledge: (facts) => acts.acknowledge(facts, now),
	progress: acts.progress,
	submitFeedback: (facts) => acts.submitFeedback(facts, handler, feedback, now),
	returnFeedback: (facts) => acts.returnFeedback(facts, issuer, '机制一栏请写清'),
	complete: (facts) => acts.complete(facts, issuer, { callback: null, reason: '' }, now),
	reopen: (facts) => acts.reopen(facts, issuer, '问题重现', orderDue(calendar, now, 'NORMAL')),
	strikeOff: (facts) => acts.strikeOff(facts, officer, '', '2027-01-04'),
	assess: acts.assess,
	withdraw: (facts) => acts.withdraw(facts, issuer, '重复立项'),
	merge: (facts) => merging.merge(facts, issuer, { id: 'order-2', state: 'ISSUED' }, '同一问题'),
	reassign: (facts) => transfer.askTransfer(facts, handler, { owns: true }, OWNER, ASKED, null, []),
	chase: (facts) => side.chase(calendar, facts, '请尽快反馈', { lastAt: null, minIntervalWh: 4 }, now),
	escalate: (facts) => side.escalate(facts, issuer, '影响扩大'),
	requestExtension: (facts) =>
		side.requestExtension(calendar, facts, { limit: { amount: 3, unit: 'wd' }, reason: '调取凭证' }, now),
	decideExtension: (facts) =>
		side.decideExtension(calendar, { ...facts, extensions: [pending] }, issuer, { approve: true, reason: '同意' }, now),
	suspend: (facts) => side.suspend(facts, issuer, { body: '省公司', until: '2026-11-20', reason: '等省公司' }, now),
	resume: (facts) => side.resume({ ...facts, suspendedSince: at('2026-11-06') }),
	addAssist: (facts) => assist.addAssist(calendar, facts, officer, TASK, [], now),
	assistDone: (facts) => assist.assistDone(facts, OPEN_TASK),
	markOverdue: (facts) => side.markOverdue(facts, at('2026-11-24')),
	absorb: (facts) => merging.absorb(facts, issuer, [], '同一问题'),
	grade: (facts) => side.grade(facts, issuer, { from: false, to: true, reason: '涉及未公开信息' }),
	setDue: (facts) => side.setDue(facts, issuer, { dueOn: '2026-11-20', reason: '市局要求提前' }, now),
	contact: (facts) => acts.step(facts, 'contact', 'order.contacted'),
	changeAssist: (facts) =>
		assist.changeAssist(facts, officer, OPEN_TASK, { dueOn: '2026-11-20', reason: '需要更多时间' }, now),
	takeBackAssist: (facts) => assist.takeBackAssist(facts, officer, OPEN_TASK, '不再需要'),
	withdrawExtension: (facts) => side.withdrawExtension({ ...facts, extensions: [pending] }, handler),
}

describe('the machine', () => {
	const pairs = ORDER_STATES.flatMap((state) => ORDER_ACTIONS.map((action) => [action, state] as const))

	test.each(pairs)('%s in %s is legal or refused as a matter of state', (action, state) => {
		const outcome = BEST[action](orderAt(state))
		if (may(ORDER_MACHINE, state, action)) {
			expect(targets(ORDER_MACHINE, state, action)).toContain(value(outcome).state)
		} else {
			expect(outcome).toEqual({
				ok: false,
				error: { kind: 'procedure', rule: 'wrong-state', params: { state, action } },
			})
		}
	})

	test('every state is reached from the draft', () => {
		expect([...reachable(ORDER_MACHINE, 'DRAFT')].sort()).toEqual([...ORDER_STATES].sort())
	})

	test('only three states end an order; every other can reach an end', () => {
		expect(ORDER_STATES.filter((state) => isFinal(ORDER_MACHINE, state))).toEqual(['ASSESSED', 'WITHDRAWN', 'MERGED'])
		for (const state of ORDER_STATES) {
			expect([...reachable(ORDER_MACHINE, state)].some((next) => isFinal(ORDER_MACHINE, next))).toBe(true)
		}
	})

	test.each(['withdraw', 'merge', 'requestExtension', 'markOverdue'] as const)('no %s once completed', (action) => {
		for (const state of ['COMPLETED', 'STRUCK_OFF', 'ASSESSED'] as const) {
			expect(may(ORDER_MACHINE, state, action)).toBe(false)
		}
	})
})

describe('drafting and issuing', () => {
	test('a draft without a lead department goes nowhere', () => {
		expect(rule(acts.submitDraft(orderAt('DRAFT', { leadDepartmentId: null })))).toBe('order.no-lead-department')
	})
	test('the drafter does not issue', () => {
		const due = orderDue(calendar, now, 'NORMAL')
		const drafter = { accountId: 'officer', duties: ['issuer'] } as const
		expect(rule(acts.issue(orderAt('PENDING_APPROVAL'), drafter, due, now))).toBe('order.drafter-issues')
	})
	test('issuing sets the dates and starts the clocks, the statutory one with a complaint only', () => {
		const plain = value(BEST.issue(orderAt('PENDING_APPROVAL')))
		expect(plain.clocks.map((effect) => effect.act === 'start' && effect.clock.kind)).toEqual([
			'order.acknowledge',
			'order.handle',
		])
		const due = orderDue(calendar, at('2026-11-26'), 'NORMAL', '2026-11-13')
		const raised = value(acts.issue(orderAt('PENDING_APPROVAL'), issuer, due, at('2026-11-26')))
		expect(raised.set).toMatchObject({
			urgency: 'URGENT',
			issuedBy: 'issuer',
			dueOn: '2026-11-27',
			originalDueOn: '2026-11-27',
			statutoryOn: '2026-11-28',
		})
		expect(raised.clocks).toHaveLength(3)
	})
	test('a draft goes back with a reason', () => {
		expect(rule(acts.rejectDraft(orderAt('PENDING_APPROVAL'), '  '))).toBe('reason-missing')
	})
})

describe('feedback', () => {
	test.each(['result', 'cause', 'mechanism'] as const)('needs the answer on %s', (answer) => {
		const outcome = acts.submitFeedback(orderAt('IN_PROGRESS'), handler, { ...feedback, [answer]: ' ' }, now)
		expect(rule(outcome)).toBe('order.feedback-incomplete')
	})
	test('submitting stops the clock', () => {
		const change = value(BEST.submitFeedback(orderAt('IN_PROGRESS')))
		expect(change.clocks).toEqual([{ act: 'stop', kind: 'order.handle', at: now }])
		expect(change.set).toMatchObject({ submittedAt: now, feedbackBy: 'handler', overdueAt: null })
	})
	test('late is recorded with the due moment, also before the sweep came by, and stays', () => {
		const order = orderAt('IN_PROGRESS')
		const inTime = value(acts.submitFeedback(order, handler, feedback, at('2026-11-23', 18)))
		expect(inTime.set.overdueAt).toBeNull()
		const late = value(acts.submitFeedback(order, handler, feedback, instantAt('2026-11-23', 1081)))
		expect(late.set.overdueAt).toBe(order.dueAt)
		const again = value(acts.submitFeedback({ ...order, overdueAt: at('2026-11-05') }, handler, feedback, now))
		expect(again.set.overdueAt).toBe(at('2026-11-05'))
	})
	test('returning needs a reason and opens a new round at the old date', () => {
		expect(rule(acts.returnFeedback(orderAt('SUBMITTED'), issuer, ''))).toBe('reason-missing')
		const change = value(BEST.returnFeedback(orderAt('SUBMITTED')))
		expect(change).toMatchObject({
			state: 'RETURNED',
			set: { round: 2, returnCount: 1 },
			clocks: [{ act: 'restart', kind: 'order.handle', round: 2 }],
		})
		expect(change.set).not.toHaveProperty('dueAt')
		expect(change.set).not.toHaveProperty('overdueAt')
	})
	test.each([
		['the issuer', issuer, 'accepted'],
		['another issuer', otherIssuer, 'accepted'],
		['the officer who drafted it', officer, 'accepted'],
		['another officer', otherOfficer, 'order.not-issuing-side'],
		['the handler', handler, 'order.not-issuing-side'],
		['an issuer who wrote the feedback', { accountId: 'handler', duties: ['issuer'] as const }, 'order.own-feedback'],
	])('%s accepts or returns: %s', (_, actor, expected) => {
		const order = orderAt('SUBMITTED')
		expect(rule(acts.complete(order, actor, { callback: null, reason: '' }, now))).toBe(expected)
		expect(rule(acts.returnFeedback(order, actor, '机制一栏请写清'))).toBe(expected)
	})
	test('with users affected, completion tells of the call-back or why there was none', () => {
		const order = orderAt('SUBMITTED', { affectedUsers: 12 })
		expect(rule(acts.complete(order, issuer, { callback: null, reason: ' ' }, now))).toBe('order.callback-missing')
		expect(rule(acts.complete(order, issuer, { callback: 'UNREACHED', reason: '' }, now))).toBe('accepted')
		expect(rule(acts.complete(order, issuer, { callback: null, reason: '用户已销户' }, now))).toBe('accepted')
		// A complaint whose number nobody took down was somebody's all the same.
		const unknown = orderAt('SUBMITTED', { complaintOn: '2026-11-05' })
		expect(rule(acts.complete(unknown, issuer, { callback: null, reason: '' }, now))).toBe('order.callback-missing')
		expect(rule(acts.complete(unknown, issuer, { callback: null, reason: '用户没有留下号码' }, now))).toBe('accepted')
	})
})

describe('strike-off', () => {
	// Completed on 2026-11-11: observed until 2026-12-11.
	test.each([
		['another officer after the period', otherOfficer, '', '2026-12-11', 'accepted'],
		['another officer a day early', otherOfficer, '', '2026-12-10', 'order.observation-running'],
		['another officer early with a reason', otherOfficer, '已查', '2026-12-10', 'order.observation-running'],
		['another issuer early with a reason', otherIssuer, '已查', '2026-11-12', 'accepted'],
		['another issuer early without', otherIssuer, ' ', '2026-11-12', 'order.observation-running'],
		['who completed it', issuer, '已查', '2026-12-31', 'order.completer-strikes-off'],
		['a handler', handler, '', '2026-12-31', 'order.not-striker'],
	] as const)('%s', (_, actor, reason, today, expected) => {
		expect(rule(acts.strikeOff(orderAt('COMPLETED'), actor, reason, today))).toBe(expected)
	})
	test('the issuer may strike off what the officer completed', () => {
		const order = orderAt('COMPLETED', { completedBy: 'officer' })
		expect(rule(acts.strikeOff(order, issuer, '', '2026-12-11'))).toBe('accepted')
		expect(rule(acts.strikeOff(order, officer, '', '2026-12-11'))).toBe('order.completer-strikes-off')
	})
	test('the period is a parameter', () => {
		expect(rule(acts.strikeOff(orderAt('COMPLETED'), otherOfficer, '', '2026-11-18', 7))).toBe('accepted')
	})
	test('the sentence names the day', () => {
		expect(acts.strikeOff(orderAt('COMPLETED'), otherOfficer, '', '2026-12-01')).toMatchObject({
			error: { params: { until: '2026-12-11' } },
		})
	})
	test('a problem that came back counts a new date in a new round', () => {
		const change = value(BEST.reopen(orderAt('COMPLETED')))
		expect(change).toMatchObject({ state: 'RETURNED', set: { round: 2, dueOn: '2026-12-01', completedBy: null } })
	})
})

describe('withdrawing and merging', () => {
	test('stop every clock and need a reason', () => {
		const change = value(BEST.withdraw(orderAt('IN_PROGRESS')))
		expect(new Set(change.clocks.map((effect) => effect.act))).toEqual(new Set(['cancel']))
		expect(change.clocks).toHaveLength(6)
		expect(rule(acts.withdraw(orderAt('IN_PROGRESS'), issuer, ''))).toBe('reason-missing')
		expect(rule(acts.withdraw(orderAt('IN_PROGRESS'), handler, '重复立项'))).toBe('order.not-issuing-side')
	})
	test('merge into another open order only', () => {
		const order = orderAt('ISSUED')
		expect(rule(merging.merge(order, issuer, order, '同一问题'))).toBe('order.merge-target')
		expect(rule(merging.merge(order, issuer, { id: 'order-2', state: 'COMPLETED' }, '同一问题'))).toBe(
			'order.merge-target',
		)
		expect(rule(merging.merge(order, issuer, { id: 'order-2', state: 'SUBMITTED' }, '同一问题'))).toBe(
			'order.merge-submitted',
		)
	})
	test('the target takes the earliest complaint of all', () => {
		const own = orderAt('IN_PROGRESS', { complaintOn: '2026-11-05' })
		const earliest = (...days: (LocalDate | null)[]) => {
			const sources = days.map((complaintOn) => ({ complaintOn, statutoryOn: null }))
			const outcome = merging.absorb(own, issuer, sources, '同一问题')
			return outcome.ok ? outcome.value.complaintOn : outcome.error.rule
		}
		expect(earliest('2026-11-07', null)).toBe('2026-11-05')
		expect(earliest('2026-11-07', '2026-11-01')).toBe('2026-11-01')
		expect(rule(merging.absorb(own, handler, [], '同一问题'))).toBe('order.not-issuing-side')
	})
})
