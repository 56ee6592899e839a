import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { addDays, type LocalDate } from '../time.ts'
import {
	type ActivationFacts,
	answerObjection,
	asksExitReview,
	type ClawbackFacts,
	clawbackOf,
	confirmClawback,
	endClawback,
	isFarming,
	objectTo,
} from './clawback.ts'

const RULE = { badShareAbovePercent: 10, badCountAbove: 20 }
const DAY: LocalDate = '2026-10-01'

function month(total: number, farmed: number, paid: (i: number) => number = () => 5_000): ActivationFacts[] {
	return Array.from({ length: total }, (_, i) => ({
		id: `a${i}`,
		recordKey: `K${String(i).padStart(5, '0')}`,
		activatedOn: addDays(DAY, i % 30),
		commissionFen: paid(i),
		unpaidFen: 1_000,
		bad: i < farmed ? ('FARMED' as const) : null,
	}))
}

describe('SIM farming', () => {
	test('180 activations, 37 bad: 19 records (domain 3.2)', () => {
		const result = clawbackOf('SIM_FARMING', month(180, 37), RULE)
		expect(result).toMatchObject({ total: 180, bad: 37, allowed: 18, amountFen: 95_000, cancelledFen: 19_000 })
		expect(result.records).toHaveLength(19)
	})

	test.each([
		// total, bad, clawed back: both thresholds are strict.
		[210, 21, 0],
		[209, 21, 1],
		[100, 20, 0],
		[100, 21, 11],
		[21, 21, 19],
		[0, 0, 0],
		[500, 50, 0],
		[500, 51, 1],
	])('%i activations, %i bad: %i records', (total, bad, records) => {
		expect(clawbackOf('SIM_FARMING', month(total, bad), RULE).records).toHaveLength(records)
	})

	test('highest commission first; equal ones by date, then by key', () => {
		const list: ActivationFacts[] = [
			{ id: 'd', recordKey: 'D', activatedOn: '2026-10-02', commissionFen: 300, unpaidFen: 0, bad: 'FARMED' },
			{ id: 'b', recordKey: 'B', activatedOn: '2026-10-01', commissionFen: 300, unpaidFen: 0, bad: 'FARMED' },
			{ id: 'a', recordKey: 'A', activatedOn: '2026-10-01', commissionFen: 300, unpaidFen: 0, bad: 'FARMED' },
			{ id: 'c', recordKey: 'C', activatedOn: '2026-10-09', commissionFen: 900, unpaidFen: 0, bad: 'FARMED' },
		]
		const rule = { badShareAbovePercent: 0, badCountAbove: 0 }
		expect(clawbackOf('SIM_FARMING', list, rule).records.map((one) => one.id)).toEqual(['c', 'a', 'b', 'd'])
	})

	test('properties: never more than the part above the share, never a sound record, the dearest ones, any order', () => {
		const months = fc.record({ total: fc.integer({ min: 0, max: 300 }), bad: fc.integer({ min: 0, max: 300 }) })
		fc.assert(
			fc.property(months, fc.array(fc.integer({ min: 0, max: 9_999 }), { minLength: 1 }), ({ total, bad }, paid) => {
				const list = month(total, Math.min(total, bad), (i) => paid[i % paid.length] ?? 0)
				const result = clawbackOf('SIM_FARMING', list, RULE)
				const expected = isFarming(total, Math.min(total, bad), RULE)
					? Math.min(total, bad) - Math.floor(total / 10)
					: 0
				expect(result.records).toHaveLength(expected)
				expect(result.records.every((one) => one.bad === 'FARMED')).toBe(true)
				const taken = new Set(result.records.map((one) => one.id))
				const left = list.filter((one) => one.bad === 'FARMED' && !taken.has(one.id))
				const least = Math.min(...result.records.map((one) => one.commissionFen))
				expect(left.every((one) => one.commissionFen <= least)).toBe(true)
				expect(clawbackOf('SIM_FARMING', list.toReversed(), RULE)).toEqual(result)
			}),
		)
	})

	test('500 in a month ask for an exit review, 499 do not, 0 switches it off', () => {
		expect(asksExitReview(500, 500)).toBe(true)
		expect(asksExitReview(499, 500)).toBe(false)
		expect(asksExitReview(9_999, 0)).toBe(false)
	})
})

test('void business goes back whole, an L4 case takes every bad record', () => {
	const list = month(50, 5).map((one, i) => (i >= 48 ? { ...one, bad: 'VOID' as const } : one))
	expect(clawbackOf('VOID_BUSINESS', list, RULE)).toMatchObject({ amountFen: 10_000, cancelledFen: 2_000, allowed: 0 })
	expect(clawbackOf('GRAVE', list, RULE).records).toHaveLength(7)
	expect(clawbackOf('SIM_FARMING', list, RULE).records).toHaveLength(0)
})

describe('the claim as a procedure', () => {
	const facts: ClawbackFacts = {
		state: 'DRAFT',
		madeBy: 'a',
		objectionUntil: '2026-11-05',
		objected: false,
		answered: false,
	}
	const rule = (outcome: ReturnType<typeof confirmClawback>) => (outcome.ok ? 'ok' : outcome.error.rule)

	test.each<[string, Partial<ClawbackFacts>, string, LocalDate, string]>([
		['by the proposer', {}, 'a', '2026-11-06', 'claim.proposer-confirms'],
		['inside the window', {}, 'b', '2026-11-05', 'claim.window-open'],
		['after the window', {}, 'b', '2026-11-06', 'ok'],
		['objection without an answer', { objected: true }, 'b', '2026-11-09', 'claim.unanswered'],
		['answered before the window ends', { objected: true, answered: true }, 'b', '2026-11-04', 'ok'],
		['twice', { state: 'CONFIRMED' }, 'b', '2026-11-06', 'wrong-state'],
	])('confirm %s', (_, change, actor, today, expected) => {
		expect(rule(confirmClawback({ ...facts, ...change }, actor, today))).toBe(expected)
	})

	test('one objection in its window, one answer; the proposer does not reverse', () => {
		expect(rule(objectTo(facts, '2026-11-05'))).toBe('ok')
		expect(rule(objectTo(facts, '2026-11-06'))).toBe('claim.window-over')
		expect(rule(objectTo({ ...facts, objected: true }, '2026-11-05'))).toBe('claim.objected-already')
		expect(rule(answerObjection(facts))).toBe('claim.nothing-to-answer')
		expect(rule(endClawback({ ...facts, state: 'COLLECTED' }, 'reverse', 'b'))).toBe('ok')
		expect(rule(endClawback({ ...facts, state: 'COLLECTED' }, 'reverse', 'a'))).toBe('claim.proposer-confirms')
		expect(rule(endClawback({ ...facts, state: 'CONFIRMED' }, 'drop', 'b'))).toBe('wrong-state')
	})
})
