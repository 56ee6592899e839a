import { describe, expect, test } from 'vitest'
import { chinaCalendar } from '#tests/support/china-calendar.ts'
import { orderAt } from '#tests/support/order-facts.ts'
import type { LocalDate } from '../time.ts'
import { instantAt } from '../time.ts'
import { contactFault, type FirstAsked, firstAskedSteps, gapsOf } from './first-asked.ts'
import type { OrderFacts, OrderState } from './order.ts'

const calendar = chinaCalendar()
const at = (date: LocalDate, hour = 10) => instantAt(date, hour * 60)

const NOTHING: FirstAsked = {
	ownerId: 'handler',
	identityBy: null,
	transferWaits: false,
	gaps: [],
	callback: null,
	closingReason: null,
}
const steps = (state: OrderState, asked: Partial<FirstAsked> = {}, change: Partial<OrderFacts> = {}) =>
	firstAskedSteps(orderAt(state, { complaintOn: '2026-11-01', ...change }), { ...NOTHING, ...asked })
const states = (...of: Parameters<typeof steps>) => steps(...of).map(({ state }) => state)

describe('the five steps', () => {
	test('nobody behind the order: no steps', () => {
		expect(firstAskedSteps(orderAt('IN_PROGRESS'), NOTHING)).toEqual([])
		expect(firstAskedSteps(orderAt('IN_PROGRESS', { affectedUsers: 3 }), NOTHING)).toHaveLength(5)
	})
	test('before sign-for everything is open, afterwards the missing name shows', () => {
		expect(states('ISSUED')).toEqual(['open', 'open', 'open', 'open', 'open'])
		expect(states('IN_PROGRESS')).toEqual(['missing', 'done', 'open', 'open', 'open'])
		expect(states('IN_PROGRESS', { identityBy: 'handler' })[0]).toBe('done')
	})
	test('a successor makes himself known again', () => {
		const [identity] = steps('IN_PROGRESS', { identityBy: 'first', ownerId: 'second' })
		expect(identity).toMatchObject({ state: 'missing', reason: 'told-by-other' })
	})
	test('a transfer leaves the step open, no owner leaves it missing', () => {
		expect(steps('IN_PROGRESS', { transferWaits: true })[1]).toMatchObject({ state: 'open', reason: 'transfer-waits' })
		expect(steps('IN_PROGRESS', { ownerId: null })[1]).toMatchObject({ state: 'missing', reason: 'no-person' })
	})
	test('a gap stays on record, also after it ended', () => {
		const over = { from: at('2026-11-02'), to: at('2026-11-10'), days: 6 }
		expect(steps('SUBMITTED', { gaps: [over] })[2]).toMatchObject({ state: 'missing', reason: 'gaps' })
		expect(steps('IN_PROGRESS', { gaps: [{ ...over, to: null }] })[2]).toMatchObject({ reason: 'gap-runs' })
		expect(steps('SUBMITTED')[2]).toMatchObject({ state: 'done' })
	})
	test('late is not solved in time, though it is solved', () => {
		expect(steps('SUBMITTED', {}, { overdueAt: at('2026-11-23') })[3]).toMatchObject({
			state: 'missing',
			reason: 'late',
		})
		expect(steps('SUBMITTED')[3]).toMatchObject({ state: 'done' })
	})
	test('closing needs the call-back or a reason', () => {
		expect(steps('COMPLETED')[4]).toMatchObject({ state: 'missing', reason: 'no-callback' })
		expect(steps('COMPLETED', { callback: 'UNREACHED' })[4]).toMatchObject({ state: 'done' })
		expect(steps('COMPLETED', { closingReason: '用户已销户' })[4]).toMatchObject({ state: 'done' })
	})
})

describe('gaps', () => {
	const round = (from: LocalDate, due: LocalDate, end: LocalDate | null = null) => ({
		startedAt: at(from),
		dueAt: at(due, 18),
		endedAt: end === null ? null : at(end),
	})
	test('a word in time leaves none; a late one leaves one with its working days', () => {
		const calm = [round('2026-11-02', '2026-11-05'), round('2026-11-05', '2026-11-10')]
		expect(gapsOf(calendar, calm, at('2026-11-10'))).toEqual([])
		const late = [round('2026-11-02', '2026-11-05'), round('2026-11-09', '2026-11-12')]
		expect(gapsOf(calendar, late, at('2026-11-10'))).toEqual([
			{ from: at('2026-11-02'), to: at('2026-11-09'), days: 5 },
		])
	})
	test('the last stretch counts until now, or until its end', () => {
		const open = [round('2026-11-02', '2026-11-05')]
		expect(gapsOf(calendar, open, at('2026-11-11'))).toEqual([{ from: at('2026-11-02'), to: null, days: 7 }])
		expect(gapsOf(calendar, [round('2026-11-02', '2026-11-05', '2026-11-05')], at('2026-11-30'))).toEqual([])
	})
	test('the National Day week is no gap', () => {
		expect(gapsOf(calendar, [round('2026-09-30', '2026-10-10')], at('2026-10-10'))).toEqual([])
	})
})

test('a contact lies between issue and now', () => {
	const issued = at('2026-11-02')
	expect(contactFault(at('2026-11-02', 8), issued, at('2026-11-03'))).toBeNull()
	expect(contactFault(at('2026-11-01'), issued, at('2026-11-03'))).toBe('order.contact-future')
	expect(contactFault(at('2026-11-03', 11), issued, at('2026-11-03'))).toBe('order.contact-future')
})
