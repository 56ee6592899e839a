import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { applyPosting, type Balances } from './ledger.ts'
import { type CaseToSettle, checkPeriod, isPeriod, periodBefore, periodEnd, periodOf, settleDealer } from './period.ts'

describe('periods', () => {
	test.each(['2026-01', '2026-12', '1999-06'])('%s is one', (text) => expect(isPeriod(text)).toBe(true))
	test.each(['2026-13', '2026-00', '2026-1', '26-01', '2026-01-01', '', 'abc'])('%s is none', (text) =>
		expect(isPeriod(text)).toBe(false),
	)
	test('end at midnight in Shanghai, also over New Year', () => {
		expect(periodEnd('2026-10')).toBe('2026-10-31T16:00:00.000Z')
		expect(periodEnd('2026-12')).toBe('2026-12-31T16:00:00.000Z')
		expect(periodBefore('2027-01')).toBe('2026-12')
		expect(periodOf('2026-11-30')).toBe('2026-11')
	})
	test('a month that has not begun is refused, the running one is not', () => {
		expect(checkPeriod('2026-11', '2026-11-01')).toEqual({ ok: true, value: '2026-11' })
		expect(checkPeriod('2026-12', '2026-11-30')).toMatchObject({ ok: false, error: { rule: 'ledger.period-ahead' } })
		expect(checkPeriod('x', '2026-11-30')).toMatchObject({ ok: false, error: { rule: 'ledger.period' } })
	})
})

const caseArb = fc
	.record({
		amount: fc.integer({ min: 1, max: 500 }),
		held: fc.integer({ min: 0, max: 600 }),
		paid: fc.integer({ min: 0, max: 500 }),
	})
	.map(({ amount, held, paid }) => ({
		amountFen: amount * 100,
		money: { heldFen: held * 100, paidFen: Math.min(paid, amount) * 100 },
	}))

const books = fc
	.record({ cases: fc.array(caseArb, { maxLength: 6 }), available: fc.integer({ min: 0, max: 1500 }) })
	.map(({ cases, available }) => {
		const list: CaseToSettle[] = cases.map((one, i) => ({ ...one, penaltyId: `p${i}` }))
		const held = list.reduce((sum, one) => sum + one.money.heldFen, 0)
		const start: Balances = { held, available: available * 100, balance: held + available * 100 }
		return { list, start }
	})

function settled(list: readonly CaseToSettle[], start: Balances) {
	const result = settleDealer(list, start)
	if (!result.ok) throw new Error(result.error.rule)
	// The postings in the order in which the run makes them: releases of all cases, then deductions.
	const of = (kind: string) => result.value.flatMap((one) => one.postings.filter((posting) => posting.kind === kind))
	const after = [...of('RELEASE'), ...of('DEDUCT')].reduce((now, posting) => {
		const next = applyPosting(now, posting)
		if (!next.ok) throw new Error(next.error.rule)
		return next.value
	}, start)
	return { cases: result.value, after }
}

const sum = (numbers: readonly number[]) => numbers.reduce((total, n) => total + n, 0)

describe('settling a dealer', () => {
	test('what is collected does not depend on the order of the cases', () => {
		fc.assert(
			fc.property(books, fc.infiniteStream(fc.nat()), ({ list, start }, numbers) => {
				const keys = new Map(list.map((one) => [one.penaltyId, numbers.next().value ?? 0]))
				const shuffled = [...list].sort((a, b) => (keys.get(a.penaltyId) ?? 0) - (keys.get(b.penaltyId) ?? 0))
				const [one, other] = [settled(list, start), settled(shuffled, start)]
				expect(other.after).toEqual(one.after)
				expect(sum(other.cases.map((c) => c.deductedFen))).toBe(sum(one.cases.map((c) => c.deductedFen)))
				expect(sum(other.cases.map((c) => c.outstandingFen))).toBe(sum(one.cases.map((c) => c.outstandingFen)))
			}),
		)
	})

	test('nothing is negative, nothing stays held, and the money is all there', () => {
		fc.assert(
			fc.property(books, ({ list, start }) => {
				const { cases, after } = settled(list, start)
				expect(after.available).toBeGreaterThanOrEqual(0)
				expect(after.held).toBe(0)
				expect(start.balance - after.balance).toBe(sum(cases.map((one) => one.deductedFen)))
				for (const [i, one] of cases.entries())
					expect(one.paidFen + one.outstandingFen).toBe(Math.max(list[i]?.amountFen ?? 0, list[i]?.money.paidFen ?? 0))
			}),
		)
	})

	test('a second run posts nothing; after a top-up it collects what stayed outstanding', () => {
		fc.assert(
			fc.property(books, fc.integer({ min: 0, max: 900 }), ({ list, start }, topUp) => {
				const first = settled(list, start)
				const open = list.map((one, i) => ({
					...one,
					money: { heldFen: 0, paidFen: first.cases[i]?.paidFen ?? 0 },
				}))
				const again = settled(open, first.after)
				expect(again.cases.flatMap((one) => one.postings)).toEqual([])
				const richer = {
					...first.after,
					available: first.after.available + topUp * 100,
					balance: first.after.balance + topUp * 100,
				}
				const outstanding = sum(first.cases.map((one) => one.outstandingFen))
				const later = settled(open, richer)
				expect(sum(later.cases.map((one) => one.deductedFen))).toBe(Math.min(outstanding, richer.available))
			}),
		)
	})
})
