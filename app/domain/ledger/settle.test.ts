import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { NO_SUMS } from './ledger.ts'
import { type Debt, settleDealer, type ToSettle } from './settle.ts'

const sum = (numbers: readonly number[]) => numbers.reduce((total, n) => total + n, 0)

function debt(id: string, change: Partial<Debt> & { held?: number; receivable?: number } = {}): Debt {
	const { held = 0, receivable = 0, ...rest } = change
	return {
		id,
		stream: 'penalty',
		amountFen: 1000,
		book: { heldFen: held, paidFen: 0, receivableFen: receivable, leviedFen: receivable, surchargeFen: 0 },
		surchargeFen: 0,
		limitFen: null,
		...rest,
	}
}

function input(
	debts: readonly Debt[],
	change: { available?: number; commission?: number; percent?: number } = {},
): ToSettle {
	const { available = 0, commission = 0, percent = 50 } = change
	return {
		sums: {
			...NO_SUMS,
			DEPOSIT_AVAILABLE: available,
			DEPOSIT_HELD: sum(debts.map((one) => one.book.heldFen)),
			COMMISSION_PAYABLE: commission,
			RECEIVABLE: 0 - sum(debts.map((one) => one.book.receivableFen)),
		},
		commissionFen: commission,
		penaltiesPercent: percent,
		debts,
	}
}

function settled(of: ToSettle) {
	const done = settleDealer(of)
	if (!done.ok) throw new Error(done.error.rule)
	return done.value
}
const lines = (of: ToSettle) =>
	settled(of).postings.map(({ debtId, posting }) =>
		posting.kind === 'DEDUCT'
			? `${debtId} DEDUCT ${posting.fromHeldFen}+${posting.fromAvailableFen}`
			: posting.kind === 'COLLECT'
				? `${debtId} COLLECT ${posting.fen} ${posting.from}`
				: `${debtId} ${posting.kind} ${posting.fen}`,
	)

describe('collection order', () => {
	test.each<[string, ToSettle, string[]]>([
		['the hold covers it', input([debt('a', { held: 1000 })]), ['a DEDUCT 1000+0']],
		[
			'commission first, what it covers is released',
			input([debt('a', { held: 1000 })], { commission: 1200 }),
			['a OFFSET 600', 'a RELEASE 600', 'a DEDUCT 400+0', 'null COMMISSION_PAID 600'],
		],
		[
			'half of an odd commission is rounded down',
			input([debt('a')], { commission: 999 }),
			['a OFFSET 499', 'a INVOICE 501', 'null COMMISSION_PAID 500'],
		],
		['hold, then available', input([debt('a', { held: 300 })], { available: 5000 }), ['a DEDUCT 300+700']],
		[
			'the rest is invoiced',
			input([debt('a', { held: 300 })], { available: 100 }),
			['a DEDUCT 300+100', 'a INVOICE 600'],
		],
		['nothing there', input([debt('a')]), ['a INVOICE 1000']],
		[
			'what was invoiced is collected later: commission, then deposit',
			input([debt('a', { receivable: 1000 })], { commission: 400, available: 300 }),
			['a COLLECT 200 COMMISSION_PAYABLE', 'a COLLECT 300 DEPOSIT_AVAILABLE', 'null COMMISSION_PAID 200'],
		],
		[
			'decided lower than held',
			input([debt('a', { amountFen: 400, held: 1000 })]),
			['a RELEASE 600', 'a DEDUCT 400+0'],
		],
		['nothing to collect', input([debt('a', { amountFen: 0, held: 700 })]), ['a RELEASE 700']],
		[
			'recourse and claw-back take all of the commission, the user first',
			input([debt('p'), debt('c', { stream: 'clawback' }), debt('u', { stream: 'redress' })], { commission: 1500 }),
			['u OFFSET 1000', 'c OFFSET 500', 'c INVOICE 500', 'p INVOICE 1000'],
		],
		[
			'the user comes first for the deposit, too',
			input([debt('p'), debt('u', { stream: 'redress' })], { available: 1100 }),
			['u DEDUCT 0+1000', 'p DEDUCT 0+100', 'p INVOICE 900'],
		],
		[
			'a plan lets its due parts be collected, the rest is carried forward',
			input([debt('a', { held: 1000, limitFen: 250 })], { commission: 100 }),
			['a OFFSET 50', 'a RELEASE 800', 'a DEDUCT 200+0', 'a INVOICE 750', 'null COMMISSION_PAID 50'],
		],
		['a deferral collects nothing', input([debt('a', { limitFen: 0 })], { available: 9000 }), ['a INVOICE 1000']],
		[
			'a surcharge is a posting of its own',
			input([debt('a', { receivable: 1000, surchargeFen: 30 })], { available: 1010 }),
			['a SURCHARGE 30', 'a COLLECT 1010 DEPOSIT_AVAILABLE'],
		],
	])('%s', (_, of, expected) => expect(lines(of)).toEqual(expected))

	test('a surcharge that was posted before is not posted again', () => {
		const book = { heldFen: 0, paidFen: 0, receivableFen: 1030, leviedFen: 1030, surchargeFen: 30 }
		expect(lines(input([debt('a', { book, surchargeFen: 30 })]))).toEqual([])
		expect(lines(input([debt('a', { book, surchargeFen: 20 })]))).toEqual([])
		expect(lines(input([debt('a', { book, surchargeFen: 41 })]))).toEqual(['a SURCHARGE 11'])
	})

	test('a hold of a case that is not settled yet is left alone', () => {
		const of = input([debt('a')], { available: 100 })
		const done = settled({ ...of, sums: { ...of.sums, DEPOSIT_HELD: 700 } })
		expect(done.after).toMatchObject({ DEPOSIT_HELD: 700, DEPOSIT_AVAILABLE: 0, RECEIVABLE: -900 })
	})
})

const money = (max: number) => fc.integer({ min: 0, max })
const debtArb = fc
	.record({
		stream: fc.constantFrom('penalty' as const, 'penalty' as const, 'clawback' as const, 'redress' as const),
		amount: fc.integer({ min: 1, max: 900 }),
		held: money(900),
		levied: money(900),
		paid: money(900),
		posted: money(40),
		more: money(40),
		limit: fc.option(money(900), { freq: 3 }),
	})
	.map((one): Omit<Debt, 'id'> => {
		const levied = Math.min(one.levied, one.amount)
		const penalty = one.stream === 'penalty'
		const surcharge = penalty && levied > 0 ? one.posted : 0
		const paid = Math.min(one.paid, levied + surcharge)
		return {
			stream: one.stream,
			amountFen: one.amount,
			book: {
				heldFen: penalty ? one.held : 0,
				paidFen: paid,
				leviedFen: levied + surcharge,
				receivableFen: levied + surcharge - paid,
				surchargeFen: surcharge,
			},
			surchargeFen: surcharge > 0 ? surcharge + one.more : 0,
			limitFen: one.limit,
		}
	})
const books = fc
	.record({
		debts: fc.array(debtArb, { maxLength: 7 }),
		available: money(1500),
		commission: money(1500),
		percent: money(100),
	})
	.map(({ debts, ...rest }) =>
		input(
			debts.map((one, i) => ({ ...one, id: `d${i}` })),
			rest,
		),
	)

const RUNS = { numRuns: 1000 }

describe('settling any dealer', () => {
	test('what is collected does not depend on the order of the debts', () => {
		fc.assert(
			fc.property(books, fc.infiniteStream(fc.nat()), (of, numbers) => {
				const keys = new Map(of.debts.map((one) => [one.id, numbers.next().value ?? 0]))
				const debts = [...of.debts].sort((a, b) => (keys.get(a.id) ?? 0) - (keys.get(b.id) ?? 0))
				const [one, other] = [settled(of), settled({ ...of, debts })]
				expect(other.after).toEqual(one.after)
				const totals = ({ debts: done, commission }: typeof one) => [
					sum(done.map((d) => d.collectedFen)),
					sum(done.map((d) => d.outstandingFen)),
					commission,
				]
				expect(totals(other)).toEqual(totals(one))
			}),
			RUNS,
		)
	})

	test('never more than due, than a plan allows, than the commission’s part; what is owed is paid or outstanding', () => {
		fc.assert(
			fc.property(books, (of) => {
				const { debts, commission } = settled(of)
				for (const one of debts) {
					const before = of.debts.find((each) => each.id === one.id)
					expect(one.collectedFen).toBeLessThanOrEqual(before?.limitFen ?? Number.MAX_SAFE_INTEGER)
					expect(one.collectedFen + one.outstandingFen).toBe(one.dueFen + one.surchargeFen)
					expect(one.outstandingFen).toBeGreaterThanOrEqual(0)
					expect(one.paidFen + one.outstandingFen).toBe(
						(before?.amountFen ?? 0) + Math.max(before?.surchargeFen ?? 0, before?.book.surchargeFen ?? 0),
					)
				}
				const penalties = sum(debts.filter((one) => one.stream === 'penalty').map((one) => one.fromCommissionFen))
				expect(penalties).toBeLessThanOrEqual(Math.floor((of.commissionFen * of.penaltiesPercent) / 100))
				expect(commission.usedFen + commission.paidOutFen).toBe(of.commissionFen)
			}),
			RUNS,
		)
	})

	test('users’ recourse first: while it is open, nothing else gets commission or what is available', () => {
		fc.assert(
			fc.property(books, (of) => {
				const { debts, postings } = settled(of)
				const want = (id: string) => of.debts.find((one) => one.id === id)?.limitFen ?? Number.MAX_SAFE_INTEGER
				const short = debts.some(
					(one) => one.stream === 'redress' && one.outstandingFen > 0 && one.collectedFen < want(one.id),
				)
				if (!short) return
				const others = debts.filter((one) => one.stream !== 'redress')
				expect(others.map((one) => one.fromCommissionFen)).toEqual(others.map(() => 0))
				for (const { debtId, posting } of postings) {
					if (!others.some((one) => one.id === debtId)) continue
					if (posting.kind === 'DEDUCT') expect(posting.fromAvailableFen).toBe(0)
					expect(posting.kind).not.toBe('COLLECT')
				}
			}),
			RUNS,
		)
	})

	test('all is invoiced, nothing of these cases stays held, a second run at once posts nothing', () => {
		fc.assert(
			fc.property(books, (of) => {
				const first = settled(of)
				expect(first.after.DEPOSIT_HELD).toBe(0)
				expect(0 - first.after.RECEIVABLE).toBe(sum(first.debts.map((one) => one.outstandingFen)))
				const debts = of.debts.map((one): Debt => {
					const done = first.debts.find((each) => each.id === one.id)
					const surchargeFen = Math.max(one.surchargeFen, one.book.surchargeFen)
					const [paidFen, receivableFen] = [done?.paidFen ?? 0, done?.outstandingFen ?? 0]
					const book = { heldFen: 0, paidFen, receivableFen, leviedFen: paidFen + receivableFen, surchargeFen }
					const limitFen = one.limitFen === null ? null : one.limitFen - (done?.collectedFen ?? 0)
					return { ...one, book, limitFen }
				})
				expect(settled({ ...of, sums: first.after, commissionFen: 0, debts }).postings).toEqual([])
			}),
			RUNS,
		)
	})
})
