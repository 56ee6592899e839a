import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { addDays, type LocalDate } from '../time.ts'
import { lateSurcharge, type SurchargeFacts } from './surcharge.ts'

const RULE = { on: true, perTenThousandDaily: 5, graceDays: 10, capPercent: 100 }
const INVOICED: LocalDate = '2026-10-01'
const facts = (change: Partial<SurchargeFacts> = {}): SurchargeFacts => ({
	principalFen: 100_000,
	invoicedOn: INVOICED,
	steps: [{ on: INVOICED, openFen: 100_000 }],
	pauses: [],
	asOf: '2026-10-31',
	...change,
})

describe('late surcharge', () => {
	test.each<[string, SurchargeFacts, Partial<typeof RULE>, number]>([
		// 12 to 31 October are 20 days at ¥0.50.
		['twenty days after the grace days', facts(), {}, 1000],
		['off', facts(), { on: false }, 0],
		['the last grace day', facts({ asOf: '2026-10-11' }), {}, 0],
		['the first day after', facts({ asOf: '2026-10-12' }), {}, 50],
		['never invoiced', facts({ invoicedOn: null }), {}, 0],
		['rounded down once', facts({ steps: [{ on: INVOICED, openFen: 333 }], asOf: '2026-10-21' }), {}, 1],
		[
			'from what is open on each day',
			facts({
				steps: [
					{ on: INVOICED, openFen: 100_000 },
					{ on: '2026-10-22', openFen: 40_000 },
				],
			}),
			{},
			700,
		],
		[
			'paid within the grace days',
			facts({
				steps: [
					{ on: INVOICED, openFen: 100_000 },
					{ on: '2026-10-11', openFen: 0 },
				],
			}),
			{},
			0,
		],
		['not while a review runs', facts({ pauses: [{ from: '2026-10-20', to: '2026-10-24' }] }), {}, 750],
		['nor while one still runs', facts({ pauses: [{ from: '2026-10-20', to: null }] }), {}, 400],
		['capped at the principal', facts({ asOf: '2036-10-31' }), {}, 100_000],
		['capped at a part of it', facts({ asOf: '2036-10-31' }), { capPercent: 30 }, 30_000],
	])('%s', (_, of, rule, fen) => expect(lateSurcharge(of, { ...RULE, ...rule }).fen).toBe(fen))

	test('its working adds up', () => {
		const pauses = [{ from: '2026-10-20', to: '2026-10-24' } as const]
		expect(lateSurcharge(facts({ pauses }), RULE)).toEqual({
			fen: 750,
			from: '2026-10-12',
			lines: [
				{ from: '2026-10-12', to: '2026-10-19', days: 8, openFen: 100_000 },
				{ from: '2026-10-25', to: '2026-10-31', days: 7, openFen: 100_000 },
			],
			perTenThousandDaily: 5,
			cappedAtFen: null,
		})
	})

	test('never above the cap, never less than on an earlier day, the same however often it is asked', () => {
		const day = fc.integer({ min: 0, max: 900 })
		fc.assert(
			fc.property(
				fc.integer({ min: 1, max: 200_000 }),
				day,
				day,
				fc.array(day, { maxLength: 4 }),
				(principalFen, a, b, paid) => {
					const steps = [
						{ on: INVOICED, openFen: principalFen },
						...[...paid]
							.sort((x, y) => x - y)
							.map((n, i) => ({ on: addDays(INVOICED, n), openFen: Math.floor(principalFen / (i + 2)) })),
					]
					const at = (n: number) => lateSurcharge(facts({ principalFen, steps, asOf: addDays(INVOICED, n) }), RULE).fen
					expect(at(Math.min(a, b))).toBeLessThanOrEqual(at(Math.max(a, b)))
					expect(at(a)).toBeLessThanOrEqual(principalFen)
					expect(at(a)).toBe(at(a))
				},
			),
			{ numRuns: 100 },
		)
	})
})
