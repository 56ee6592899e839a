import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { type ForecastFacts, floorForecast } from './forecast.ts'

const facts = (change: Partial<ForecastFacts> = {}): ForecastFacts => ({
	balanceFen: 3_000_000,
	heldFen: 350_000,
	requiredFen: 3_000_000,
	outstandingFen: 0,
	open: [
		{ id: 'a', number: 'CF-1', amountFen: 200_000 },
		{ id: 'b', number: 'CF-2', amountFen: 150_000 },
	],
	history: { noticedFen: 1_000_000, decidedFen: 800_000, cases: 12 },
	commissionFen: 486_000,
	penaltiesPercent: 50,
	...change,
})

describe('floor forecast', () => {
	test('worst: all at the noticed amount, from the deposit', () => {
		expect(floorForecast(facts()).worst).toEqual({
			takenFen: 350_000,
			fromCommissionFen: 0,
			balanceFen: 2_650_000,
			shortFen: 350_000,
			uncoveredFen: 0,
		})
	})
	test('expected: at the branch’s share, commission first', () => {
		const { sharePercent, expected } = floorForecast(facts())
		expect(sharePercent).toBe(80)
		expect(expected).toEqual({
			takenFen: 280_000,
			fromCommissionFen: 243_000,
			balanceFen: 2_963_000,
			shortFen: 37_000,
			uncoveredFen: 0,
		})
	})
	test.each([
		[{ cases: 4, noticedFen: 1000, decidedFen: 1 }, null],
		[{ cases: 9, noticedFen: 0, decidedFen: 0 }, null],
		[{ cases: 9, noticedFen: 1000, decidedFen: 1200 }, 100],
		[{ cases: 9, noticedFen: 1000, decidedFen: 0 }, 0],
	])('share of %j', (history, percent) => expect(floorForecast(facts({ history })).sharePercent).toBe(percent))
	test('what the deposit cannot cover is said', () => {
		expect(floorForecast(facts({ balanceFen: 100_000, heldFen: 0, outstandingFen: 30_000 })).worst).toMatchObject({
			balanceFen: 0,
			uncoveredFen: 280_000,
		})
	})
	test('expected is never worse than worst; nothing is below zero', () => {
		const fen = fc.integer({ min: 0, max: 5_000_000 })
		fc.assert(
			fc.property(
				fen,
				fen,
				fc.array(fen, { maxLength: 5 }),
				fen,
				fen,
				(balanceFen, outstandingFen, open, decidedFen, commissionFen) => {
					const cases = open.map((amountFen, i) => ({ id: `${i}`, number: `${i}`, amountFen }))
					const history = { noticedFen: 5_000_000, decidedFen, cases: 20 }
					const { worst, expected } = floorForecast(
						facts({ balanceFen, heldFen: 0, outstandingFen, open: cases, history, commissionFen }),
					)
					expect(expected.balanceFen).toBeGreaterThanOrEqual(worst.balanceFen)
					expect(expected.shortFen).toBeLessThanOrEqual(worst.shortFen)
					expect(worst.balanceFen).toBeGreaterThanOrEqual(0)
				},
			),
		)
	})
})
