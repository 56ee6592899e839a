import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { addDays, dateOfEpochDay, epochDay, type LocalDate } from '../time.ts'
import { clustersOf, type Incident, joins } from './cluster.ts'
import { keptNumber, plainNumber } from './complainant.ts'
import { type IntakeFacts, type IntakeState, intakeGate, mayAnswer, mayHandOver, mayMerge, maySucceed } from './item.ts'
import { answerRate, type Counted, verdictOf } from './rate.ts'

const RULE = { count: 5, days: 7 }
const START: LocalDate = '2026-11-01'
const on = (offset: number, id = ''): Incident => ({ id: id || `d${offset}`, on: addDays(START, offset) })

describe('five complaints with one cause at one outlet in seven days', () => {
	test.each([
		['five on one day', [0, 0, 0, 0, 0], 1],
		['the first and the seventh day count', [0, 1, 2, 3, 6], 1],
		['the eighth day is outside', [0, 1, 2, 3, 7], 0],
		['four are too few', [0, 0, 0, 0], 0],
		['the sixth belongs to the same cluster', [0, 1, 2, 3, 4, 5], 1],
		['two clusters far apart', [0, 0, 0, 0, 0, 20, 20, 20, 20, 20], 2],
		['a sparse month', [0, 4, 8, 12, 16, 20, 24], 0],
	] as const)('%s', (_, days, count) => {
		const incidents = days.map((day, i) => on(day, `i${i}`))
		expect(clustersOf(incidents, RULE)).toHaveLength(count)
	})

	test('a later one joins as long as a window that holds it is full', () => {
		const members = [0, 1, 2, 3, 4].map((day) => on(day))
		expect(joins(on(7), members, RULE)).toBe(true)
		expect(joins(on(8), members, RULE)).toBe(false)
		expect(joins(on(-3), members, RULE)).toBe(true)
		expect(joins(on(-4), members, RULE)).toBe(false)
	})

	/** Every window, every incident, counted anew. */
	function full(days: readonly number[], rule: typeof RULE): boolean {
		const [from, to] = [Math.min(...days), Math.max(...days)]
		for (let begin = from; begin <= to; begin++)
			if (days.filter((day) => day >= begin && day < begin + rule.days).length >= rule.count) return true
		return false
	}

	test('there is a cluster exactly where a full window is; members are apart and each stands in a full window', () => {
		const cases = fc.record({
			days: fc.array(fc.integer({ min: 0, max: 40 }), { maxLength: 30 }),
			count: fc.integer({ min: 2, max: 6 }),
			span: fc.integer({ min: 1, max: 10 }),
		})
		fc.assert(
			fc.property(cases, ({ days, count, span }) => {
				const rule = { count, days: span }
				const incidents = days.map((day, i) => ({ id: `i${i}`, on: dateOfEpochDay(epochDay(START) + day) }))
				const found = clustersOf(incidents, rule)
				expect(found.length > 0).toBe(days.length > 0 && full(days, rule))
				const ids = found.flat().map(({ id }) => id)
				expect(new Set(ids).size).toBe(ids.length)
				for (const members of found) {
					for (const one of members) {
						const others = members.filter((other) => other !== one)
						expect(joins(one, others, rule)).toBe(true)
					}
				}
				// What is left over makes no cluster any more.
				const left = incidents.filter(({ id }) => !ids.includes(id)).map(({ on: day }) => epochDay(day))
				expect(left.length > 0 && full(left, rule)).toBe(false)
			}),
			{ numRuns: 500 },
		)
	})
})

describe('the rate of answers in time cannot be flattered', () => {
	const dueAt = '2026-11-16T10:00:00.000Z' as const
	const [before, after] = ['2026-11-10T02:00:00.000Z', '2026-11-20T02:00:00.000Z'] as const
	const item = (state: IntakeState, change: Partial<Counted> = {}): Counted => ({
		state,
		dueAt,
		overdueAt: null,
		answeredAt: null,
		...change,
	})
	test.each([
		['answered in time', item('ANSWERED', { answeredAt: before }), before, 'met'],
		['answered late', item('ANSWERED', { answeredAt: after, overdueAt: dueAt }), after, 'missed'],
		['open in time', item('OPEN'), before, 'open'],
		['an order is no answer', item('ORDERED'), after, 'missed'],
		['declined in time counts as missed', item('DECLINED'), before, 'missed'],
		['a duplicate stands apart', item('MERGED'), before, 'apart'],
		['merged after it was late stays late', item('MERGED', { overdueAt: dueAt }), after, 'missed'],
	] as const)('%s', (_, counted, now, verdict) => {
		expect(verdictOf(counted, now)).toBe(verdict)
	})

	test('no end other than an answer in time brings the rate up', () => {
		const good = Array.from({ length: 3 }, () => item('ANSWERED', { answeredAt: before }))
		const rate = (more: Parameters<typeof answerRate>[0]) => answerRate([...good, ...more], after).points ?? 0
		const open = rate([item('OPEN')])
		for (const state of ['DECLINED', 'ORDERED', 'VIOLATION'] as const) expect(rate([item(state)])).toBe(open)
		expect(rate([item('MERGED', { overdueAt: dueAt })])).toBe(open)
		expect(answerRate([], after).points).toBeNull()
		// 2 of 3: rounded down
		expect(answerRate([...good.slice(0, 2), item('DECLINED')], after).points).toBe(6666)
	})
})

describe('who owns it', () => {
	const facts = (change: Partial<IntakeFacts> = {}): IntakeFacts => ({
		id: 'a',
		kind: 'complaint',
		state: 'OPEN',
		ownerId: 'o',
		successorId: null,
		dueAt: '2026-11-16T10:00:00.000Z',
		overdueAt: null,
		complainant: 'h1',
		orderDone: null,
		...change,
	})
	const rule = (outcome: { ok: boolean; error?: { rule: string } }) => (outcome.ok ? 'ok' : outcome.error?.rule)

	test('only the owner answers; while the order is at work nobody does', () => {
		expect(rule(mayAnswer(facts(), 'o'))).toBe('ok')
		expect(rule(mayAnswer(facts(), 'x'))).toBe('intake.not-owner')
		expect(rule(mayAnswer(facts({ state: 'ORDERED', orderDone: false }), 'o'))).toBe('intake.order-open')
		expect(rule(mayAnswer(facts({ state: 'ORDERED', orderDone: true }), 'o'))).toBe('ok')
	})

	test('named by the owner or by who leads; accepted by the named one only', () => {
		expect(rule(mayHandOver(facts(), 'n', 'o', false))).toBe('ok')
		expect(rule(mayHandOver(facts(), 'n', 'x', false))).toBe('intake.not-owner')
		expect(rule(mayHandOver(facts(), 'n', 'x', true))).toBe('ok')
		expect(rule(mayHandOver(facts(), 'o', 'o', false))).toBe('intake.owns-already')
		expect(rule(maySucceed(facts({ successorId: 'n' }), 'n'))).toBe('ok')
		expect(rule(maySucceed(facts({ successorId: 'n' }), 'o'))).toBe('intake.not-successor')
		expect(rule(maySucceed(facts({ successorId: 'n', state: 'ANSWERED' }), 'n'))).toBe('wrong-state')
	})

	test('duplicates are of one person and one kind, and go into something that lives', () => {
		const into = (change: Partial<IntakeFacts>) => rule(mayMerge(facts(), facts({ id: 'b', ...change }), 'o'))
		expect(into({})).toBe('ok')
		expect(into({ complainant: null })).toBe('ok')
		expect(into({ complainant: 'h2' })).toBe('intake.other-person')
		expect(into({ kind: 'survey' })).toBe('intake.merge-target')
		expect(into({ state: 'MERGED' })).toBe('intake.merge-target')
		expect(into({ state: 'DECLINED' })).toBe('intake.merge-target')
		expect(into({ state: 'ANSWERED' })).toBe('ok')
		expect(into({ id: 'a' })).toBe('intake.merge-target')
	})

	test('what has ended takes no act, and an order or a violation no second end', () => {
		const all = ['order', 'violation', 'answer', 'merge', 'decline', 'hand-over', 'reopen'] as const
		const open = (state: IntakeState) => all.filter((action) => intakeGate({ state }, action).ok)
		for (const state of ['ANSWERED', 'MERGED', 'DECLINED'] as const) expect(open(state)).toEqual([])
		expect(open('ORDERED')).toEqual(['answer', 'hand-over', 'reopen'])
		expect(open('VIOLATION')).toEqual(['answer', 'hand-over'])
	})
})

describe('of who complains a masked number is kept', () => {
	test.each([
		['13812341234', '138****1234', '13812341234'],
		['+86 138-1234-1234', '138****1234', '13812341234'],
		['１３８１２３４１２３４', '138****1234', '13812341234'],
		['138****1234', '138****1234', null],
		['', '', null],
		['0555-1234567', '********4567', '05551234567'],
		['张三', '**', null],
	])('%s', (typed, kept, plain) => {
		expect(keptNumber(typed).replace(/^\*+(?=4567)/, '********')).toBe(kept)
		expect(plainNumber(typed)).toBe(plain)
	})
})
