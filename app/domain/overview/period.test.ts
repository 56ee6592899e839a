import { expect, test } from 'vitest'
import { halves, monthSpan, periodSpan, yearOfMonths } from './period.ts'

test('a month, its quarter, the twelve months that end with it', () => {
	expect(periodSpan('month', '2024-02')).toEqual({ from: '2024-02-01', to: '2024-02-29' })
	expect(periodSpan('quarter', '2026-11')).toEqual({ from: '2026-10-01', to: '2026-12-31' })
	expect(periodSpan('quarter', '2026-01')).toEqual({ from: '2026-01-01', to: '2026-03-31' })
	expect(periodSpan('year', '2026-11')).toEqual({ from: '2025-12-01', to: '2026-11-30' })
	expect(yearOfMonths('2026-01').at(0)).toBe('2025-02')
	expect(yearOfMonths('2026-01').at(-1)).toBe('2026-01')
})

test('halves meet and leave nothing out', () => {
	const [first, second] = halves(monthSpan('2026-11'))
	expect([first, second]).toEqual([
		{ from: '2026-11-01', to: '2026-11-15' },
		{ from: '2026-11-16', to: '2026-11-30' },
	])
	expect(halves({ from: '2026-01-01', to: '2026-01-31' })[0]).toEqual({ from: '2026-01-01', to: '2026-01-16' })
})
