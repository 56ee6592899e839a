import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { addDays, type LocalDate } from '../time.ts'
import { checkParts, dueUntil, equalParts, type Part, partStates, planLimit } from './instalment.ts'

const TODAY: LocalDate = '2026-11-10'
const DAYS: LocalDate[] = ['2026-11-30', '2026-12-31', '2027-01-31']
const parts = equalParts(1000, DAYS)
const rule = (given: readonly Part[], open = 1000) => {
	const checked = checkParts(given, open, TODAY)
	return checked.ok ? 'ok' : checked.error.rule
}

describe('parts of a payment plan', () => {
	test('equal parts, the odd fen last', () => {
		expect(parts.map((part) => part.amountFen)).toEqual([333, 333, 334])
		expect(rule(parts)).toBe('ok')
	})
	test.each<[string, Part[], string]>([
		['none', [], 'instalment.parts'],
		[
			'thirteen',
			equalParts(
				1300,
				Array.from({ length: 13 }, (_, i) => addDays(TODAY, i + 1)),
			),
			'instalment.parts',
		],
		['one that is due today', equalParts(1000, [TODAY]), 'instalment.days'],
		['out of order', equalParts(1000, ['2026-12-31', '2026-11-30']), 'instalment.days'],
		['more than a year', equalParts(1000, ['2027-11-12']), 'instalment.days'],
		['a fen less', equalParts(999, DAYS), 'instalment.sum'],
		['a fen more', equalParts(1001, DAYS), 'instalment.sum'],
		[
			'an empty part',
			[...equalParts(1000, ['2026-11-30']), { no: 2, dueOn: '2026-12-31', amountFen: 0 }],
			'ledger.amount',
		],
	])('%s is refused', (_, given, expected) => expect(rule(given)).toBe(expected))

	test.each<[string, number, LocalDate, LocalDate, { broken: boolean; limitFen: number | null }]>([
		['before the first part', 0, '2026-11-29', '2026-11-01', { broken: false, limitFen: 0 }],
		['on its day', 0, '2026-11-30', '2026-11-01', { broken: false, limitFen: 333 }],
		['paid by the dealer himself', 333, '2026-11-30', '2026-11-01', { broken: false, limitFen: 0 }],
		['two are due', 333, '2026-12-31', '2026-12-01', { broken: false, limitFen: 333 }],
		['one was missed in the month before', 332, '2026-12-31', '2026-12-01', { broken: true, limitFen: null }],
	])('%s', (_, paid, asOf, began, expected) => expect(planLimit(parts, paid, asOf, began)).toEqual(expected))

	test('how each part stands', () => {
		expect(partStates(parts, 400, '2026-12-31').map((part) => part.state)).toEqual(['paid', 'due', 'to-come'])
		expect(partStates(parts, 0, '2026-12-01').map((part) => part.state)).toEqual(['late', 'to-come', 'to-come'])
	})

	test('a plan never lets more be taken than is due, and never less than nothing', () => {
		const some = fc.integer({ min: 0, max: 1200 })
		fc.assert(
			fc.property(fc.integer({ min: 3, max: 1000 }), some, fc.integer({ min: 0, max: 120 }), (open, paid, n) => {
				const asOf = addDays(TODAY, n)
				const own = equalParts(open, DAYS)
				const { limitFen } = planLimit(own, paid, asOf, TODAY)
				expect(own.reduce((sum, part) => sum + part.amountFen, 0)).toBe(open)
				expect(limitFen).toBe(Math.max(0, dueUntil(own, asOf) - paid))
			}),
		)
	})
})
