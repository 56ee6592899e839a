import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { chinaCalendar } from '#tests/support/china-calendar.ts'
import { addDays, daysBetween } from '../time.ts'
import { type ExitFacts, exitRefund, payExit, refundDay } from './exit.ts'
import {
	approveAdvance,
	delayOf,
	proveRedress,
	type RedressFacts,
	recourseOf,
	redressAmount,
	redressDays,
	sharePrice,
	verifyRedress,
} from './redress.ts'
import { shortOf, topupDays, topupStep } from './topup.ts'

const calendar = chinaCalendar()
const rule = (outcome: { ok: true } | { ok: false; error: { rule: string } }) =>
	outcome.ok ? 'ok' : outcome.error.rule

describe('amount', () => {
	test.each([
		['REFUND', 8_000, 8_000],
		['REFUND', 0, 0],
		['TREBLE', 8_000, 50_000],
		['TREBLE', 16_666, 50_000],
		['TREBLE', 16_667, 50_001],
		['TREBLE', 30_000, 90_000],
	] as const)('%s of %i fen is %i', (basis, price, amount) => {
		expect(redressAmount(basis, price)).toBe(amount)
	})

	test('parts of a loss add up to it, and differ by the rest only', () => {
		fc.assert(
			fc.property(fc.nat(10_000_000), fc.integer({ min: 1, max: 60 }), (total, users) => {
				const parts = sharePrice(total, users)
				expect(parts).toHaveLength(users)
				expect(parts.reduce((sum, one) => sum + one, 0)).toBe(total)
				expect(Math.max(...parts) - Math.min(...parts)).toBeLessThan(users)
			}),
		)
		expect(sharePrice(100, 0)).toEqual([])
		expect(recourseOf(1_001, 70)).toBe(700)
	})
})

test('due after 5 working days, never after day 15; deliberate after it', () => {
	expect(redressDays(calendar, '2026-11-02')).toEqual({ dueOn: '2026-11-09', lateOn: '2026-11-17' })
	// Over the National Day holiday.
	expect(redressDays(calendar, '2026-09-30').dueOn <= '2026-10-15').toBe(true)
	fc.assert(
		fc.property(fc.integer({ min: 0, max: 330 }), (n) => {
			const on = addDays('2026-01-10', n)
			const { dueOn, lateOn } = redressDays(calendar, on)
			expect(dueOn > on && dueOn <= lateOn).toBe(true)
			expect(daysBetween(on, lateOn)).toBe(15)
		}),
	)
	const of = { dueOn: '2026-11-09', lateOn: '2026-11-17' } as const
	expect(delayOf(of, '2026-11-09')).toBe('in-time')
	expect(delayOf(of, '2026-11-10')).toBe('overdue')
	expect(delayOf(of, '2026-11-18')).toBe('deliberate')
})

describe('two people', () => {
	const owed: RedressFacts = {
		state: 'OWED',
		amountFen: 8_000,
		confirmedOn: '2026-11-02',
		provedBy: null,
		advanceBy: null,
	}
	test.each([
		['proof of a day to come', proveRedress(owed, '2026-11-06', '2026-11-05'), 'redress.day-ahead'],
		[
			'proof without an amount',
			proveRedress({ ...owed, amountFen: 0 }, '2026-11-05', '2026-11-05'),
			'redress.no-amount',
		],
		[
			'proof beside an advance',
			proveRedress({ ...owed, advanceBy: 'x' }, '2026-11-05', '2026-11-05'),
			'redress.advance-waits',
		],
		['verified by the prover', verifyRedress({ ...owed, provedBy: 'x' }, 'x'), 'redress.prover-verifies'],
		['verified by another', verifyRedress({ ...owed, provedBy: 'x' }, 'y'), 'ok'],
		['nothing to verify', verifyRedress(owed, 'y'), 'redress.no-proof'],
		['approved by the proposer', approveAdvance({ ...owed, advanceBy: 'x' }, 'x'), 'redress.proposer-approves'],
		['approved by another', approveAdvance({ ...owed, advanceBy: 'x' }, 'y'), 'ok'],
		['paid before', approveAdvance({ ...owed, state: 'PAID_BY_DEALER', advanceBy: 'x' }, 'y'), 'wrong-state'],
	])('%s', (_, outcome, expected) => {
		expect(rule(outcome)).toBe(expected)
	})
})

describe('top-up', () => {
	const days = topupDays(calendar, '2026-11-02T02:00:00.000Z', 10, 30)
	test('10 working days, then 30 calendar days', () => {
		expect(days.due.dueOn).toBe('2026-11-16')
		expect(days.suspendOn).toBe('2026-12-16')
		expect(shortOf(3_000_000, 2_999_999)).toBe(1)
		expect(shortOf(3_000_000, 3_000_001)).toBe(0)
	})
	const facts = { state: 'NOTICED', dueAt: days.due.dueAt, suspendOn: days.suspendOn } as const
	const at = (day: `${number}-${number}-${number}`) =>
		({ at: `${day}T02:00:00.000Z`, today: day, shortFen: 5 }) as const
	test.each([
		['waits', facts, at('2026-11-16'), null],
		['overdue', facts, at('2026-11-17'), 'OVERDUE'],
		['one step at a time', facts, at('2027-02-01'), 'OVERDUE'],
		['waits again', { ...facts, state: 'OVERDUE' }, at('2026-12-15'), null],
		['suspension', { ...facts, state: 'OVERDUE' }, at('2026-12-16'), 'SUSPENSION'],
		['nothing after it', { ...facts, state: 'SUSPENSION' }, at('2027-02-01'), null],
		['paid ends it', { ...facts, state: 'SUSPENSION' }, { ...at('2026-12-20'), shortFen: 0 }, 'ENDED'],
		['paid before it is overdue', facts, { ...at('2026-12-20'), shortFen: 0 }, 'ENDED'],
		['over', { ...facts, state: 'ENDED' }, at('2026-12-20'), null],
	] as const)('%s', (_, own, now, expected) => {
		expect(topupStep(own, now)).toBe(expected)
	})
})

describe('exit', () => {
	const facts: ExitFacts = { state: 'TERMINATED', proposedBy: 'a', refundOn: refundDay('2026-08-01', 90) }
	test('90 days after the exit day, by another person, less what is open', () => {
		expect(facts.refundOn).toBe('2026-10-30')
		expect(rule(payExit(facts, 'b', '2026-10-29', 1))).toBe('exit.too-early')
		expect(rule(payExit(facts, 'b', '2026-10-30', 1))).toBe('ok')
		expect(rule(payExit(facts, 'a', '2026-10-30', 1))).toBe('exit.proposer-pays')
		expect(rule(payExit(facts, 'b', '2026-10-30', 0))).toBe('exit.nothing-to-pay')
		expect(rule(payExit({ ...facts, state: 'CONFIRMED' }, 'b', '2026-10-30', 1))).toBe('wrong-state')
	})
	test('never below zero', () => {
		const money = { balanceFen: 900, heldFen: 200, availableFen: 700 }
		const item = (amountFen: number) => ({ kind: 'case' as const, id: 'x', number: 'x', amountFen })
		expect(exitRefund(money, [item(100), item(0)])).toMatchObject({ openFen: 100, payableFen: 600 })
		expect(exitRefund(money, [item(800)]).payableFen).toBe(0)
	})
})
