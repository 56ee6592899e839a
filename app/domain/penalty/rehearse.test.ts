import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { rulebook } from '#tests/support/rulebook.ts'
import { addDays } from '../time.ts'
import { amountUnder } from './basis.ts'
import { clausesOf } from './clauses.ts'
import { recurrence } from './recurrence.ts'
import { addTotals, NO_TOTALS, type RehearsalCase, rehearseDealer } from './rehearse.ts'
import { type Rulebook, SEVERITIES, type Severity } from './rulebook.schema.ts'

type Wish = { severity?: Severity; units?: number; day?: number; category?: string; cut?: number; factors?: string[] }

/** Cases of one dealer, computed in their order and decided at what was computed, less what a decider took off. */
function history(wishes: readonly Wish[], book: Rulebook = rulebook): RehearsalCase[] {
	const cases: RehearsalCase[] = []
	for (const [i, wish] of wishes.entries()) {
		const { severity = 'L2', units = 1, day = i * 40, category = 'A', cut = 0, factors = [] } = wish
		const occurredOn = addDays('2026-01-05', day)
		const one = {
			penaltyId: `p${i}`,
			number: `CF-2026-${i}`,
			state: 'FINAL' as const,
			type: `${category}03`,
			category,
			severity,
			redLine: false,
			outletId: 'o',
			dealerId: 'd',
			occurredOn,
			units,
			share: 100,
			factors,
			decisionServedOn: addDays(occurredOn, 10),
			revoked: false,
			historic: false,
			finalOn: addDays(occurredOn, 25),
			rulebook: book,
			inPeriod: true,
		}
		const amount = amountUnder(book, one, recurrence(book, { ...one, penaltyId: one.penaltyId }, cases).priors)
		if (!amount.ok) throw new Error(amount.error.rule)
		const amountFen = Math.floor((amount.value.amountFen * (100 - cut)) / 10_000) * 100
		cases.push({ ...one, amountFen, points: amount.value.points })
	}
	return cases
}

const put = (key: string, value: number | null): Rulebook => {
	const one = clausesOf(rulebook).find((clause) => clause.key === key)
	if (!one) throw new Error(key)
	return one.put(rulebook, value)
}

describe('rehearsal', () => {
	test('the version in force over its own cases changes nothing', () => {
		const wish = fc.record({
			severity: fc.constantFrom(...SEVERITIES),
			units: fc.integer({ min: 1, max: 12 }),
			day: fc.integer({ min: 0, max: 300 }),
			category: fc.constantFrom('A', 'B'),
			cut: fc.integer({ min: 0, max: 60 }),
			factors: fc.subarray(['cooperated', 'vulnerable-users', 'media-exposure']),
		})
		fc.assert(
			fc.property(fc.array(wish, { minLength: 1, maxLength: 9 }), (wishes) => {
				const sorted = [...wishes].sort((a, b) => a.day - b.day)
				const { cases, crossings } = rehearseDealer(rulebook, history(sorted))
				for (const one of cases) expect([one.newFen, one.newPoints]).toEqual([one.oldFen, one.oldPoints])
				expect(crossings).toEqual([])
			}),
			{ numRuns: 150 },
		)
	})

	test('a lower base lowers, and what the decider took off stays in proportion', () => {
		const milder = put('levels.base.L2', 40_000)
		const { cases } = rehearseDealer(milder, history([{}, { cut: 20 }]))
		expect(cases.map((one) => [one.oldFen, one.newFen])).toEqual([
			[50_000, 40_000],
			[60_000, 48_000],
		])
	})

	test('a stricter recurrence counts what the old one did not', () => {
		const short = put('recurrence.window', 3)
		const long = history([{}, { day: 120 }], short)
		expect(long.map((one) => one.amountFen)).toEqual([50_000, 50_000])
		expect(rehearseDealer(rulebook, long).cases[1]).toMatchObject({ newFen: 75_000, newPoints: 4 })
	})

	test('thresholds that would be crossed instead', () => {
		const strict = put('levels.level-points.L2', 6)
		const { crossings } = rehearseDealer(strict, history([{}]))
		expect(crossings).toEqual([{ dealerId: 'd', number: 'CF-2026-0', old: 'REMINDER', new: 'TALK' }])
	})

	test('cases outside the period stand, and still count', () => {
		const [first, second] = history([{}, {}])
		if (!first || !second) throw new Error('two cases')
		const milder = put('levels.base.L2', 40_000)
		const { cases } = rehearseDealer(milder, [{ ...first, inPeriod: false }, second])
		expect(cases.map((one) => [one.number, one.oldFen, one.newFen])).toEqual([['CF-2026-1', 75_000, 60_000]])
	})

	test('a circumstance that the draft no longer names leaves the case as it is, and says so', () => {
		const without = put('factors.factor.cooperated', null)
		const dealer = rehearseDealer(without, history([{ factors: ['cooperated'] }, {}]))
		expect(dealer.cases.map((one) => one.uncomputed)).toEqual([true, false])
		expect(addTotals(NO_TOTALS, dealer)).toMatchObject({ cases: 2, changed: 0, uncomputed: 1 })
	})
})
