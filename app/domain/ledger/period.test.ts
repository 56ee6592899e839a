import { describe, expect, test } from 'vitest'
import { checkPeriod, isPeriod, lastDay, periodAfter, periodBefore, periodEnd, periodOf } from './period.ts'

describe('periods', () => {
	test.each(['2026-01', '2026-12', '1999-06'])('%s is one', (text) => expect(isPeriod(text)).toBe(true))
	test.each(['2026-13', '2026-00', '2026-1', '26-01', '2026-01-01', '', 'abc'])('%s is none', (text) =>
		expect(isPeriod(text)).toBe(false),
	)
	test('end at midnight in Shanghai, also over New Year', () => {
		expect(periodEnd('2026-10')).toBe('2026-10-31T16:00:00.000Z')
		expect(periodEnd('2026-12')).toBe('2026-12-31T16:00:00.000Z')
		expect(periodBefore('2027-01')).toBe('2026-12')
		expect(periodAfter('2026-12')).toBe('2027-01')
		expect([lastDay('2026-02'), lastDay('2028-02'), lastDay('2026-12')]).toEqual([
			'2026-02-28',
			'2028-02-29',
			'2026-12-31',
		])
		expect(periodOf('2026-11-30')).toBe('2026-11')
	})
	test('a month that has not begun is refused, the running one is not', () => {
		expect(checkPeriod('2026-11', '2026-11-01')).toEqual({ ok: true, value: '2026-11' })
		expect(checkPeriod('2026-12', '2026-11-30')).toMatchObject({ ok: false, error: { rule: 'ledger.period-ahead' } })
		expect(checkPeriod('x', '2026-11-30')).toMatchObject({ ok: false, error: { rule: 'ledger.period' } })
	})
})
