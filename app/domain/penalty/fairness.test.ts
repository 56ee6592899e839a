import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { fairnessSide, likeCases } from './fairness.ts'

const RULE = { months: 12, marginPercent: 20, least: 5 }

describe('quartiles by nearest rank', () => {
	test.each([
		[[], null],
		[[500], [1, 500, 500, 500]],
		[
			[300, 100],
			[2, 100, 100, 300],
		],
		[
			[100, 200, 300],
			[3, 100, 200, 300],
		],
		[
			[400, 100, 300, 200],
			[4, 100, 200, 300],
		],
		[
			[5, 4, 3, 2, 1],
			[5, 2, 3, 4],
		],
		[
			[10, 20, 30, 40, 50, 60, 70, 80],
			[8, 20, 40, 60],
		],
		[
			[7, 7, 7, 7, 900],
			[5, 7, 7, 7],
		],
	])('%j', (amounts, expected) => {
		const like = likeCases(amounts)
		expect(like && [like.count, like.lowerFen, like.medianFen, like.upperFen]).toEqual(expected)
	})

	test('each is one of the amounts, in order, with at least its part of them at or below', () => {
		fc.assert(
			fc.property(fc.array(fc.nat(10_000_000), { minLength: 1, maxLength: 60 }), (amounts) => {
				const like = likeCases(amounts)
				if (!like) throw new Error('no like cases')
				const marks = [like.lowerFen, like.medianFen, like.upperFen]
				expect(marks.every((mark) => amounts.includes(mark))).toBe(true)
				expect(marks).toEqual([...marks].sort((a, b) => a - b))
				for (const [i, part] of [25, 50, 75].entries()) {
					const mark = marks[i] ?? 0
					const atOrBelow = amounts.filter((one) => one <= mark).length
					const below = amounts.filter((one) => one < mark).length
					expect(atOrBelow * 100).toBeGreaterThanOrEqual(part * amounts.length)
					expect(below * 100).toBeLessThan(part * amounts.length)
				}
				expect(likeCases([...amounts].reverse())).toEqual(like)
			}),
		)
	})
})

describe('outside by more than the margin', () => {
	const like = { count: 8, lowerFen: 40_000, medianFen: 50_000, upperFen: 60_000 }
	test.each([
		[72_000, 'inside'],
		[72_001, 'above'],
		[32_000, 'inside'],
		[31_999, 'below'],
		[50_000, 'inside'],
	])('%i is %s', (amount, side) => {
		expect(fairnessSide(amount, like, RULE)).toBe(side)
	})
	test('too few say nothing, and no cases say nothing', () => {
		expect(fairnessSide(1_000_000, { ...like, count: 4 }, RULE)).toBe('inside')
		expect(fairnessSide(1_000_000, { ...like, count: 5 }, RULE)).toBe('above')
		expect(fairnessSide(1_000_000, null, RULE)).toBe('inside')
	})
	test('a margin above 100% never calls an amount too low', () => {
		expect(fairnessSide(1, like, { ...RULE, marginPercent: 120 })).toBe('inside')
	})
})
