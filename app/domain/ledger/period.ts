import type { Fen } from '../money.ts'
import { type Outcome, refuse } from '../refusal.ts'
import { ok } from '../result.ts'
import { addMonths, type Instant, instantAt, type LocalDate } from '../time.ts'
import { applyPosting, type Balances, type CaseMoney, type Posting, releaseCase, settleCase } from './ledger.ts'

/** A settlement run: one period of one branch, every final case once (domain 3.2). */

/** 'YYYY-MM' */
export type Period = `${number}-${number}`

export function isPeriod(text: string): text is Period {
	return /^(19|2\d)\d{2}-(0[1-9]|1[0-2])$/.test(text)
}

/** The month of a date. */
export function periodOf(date: LocalDate): Period {
	return date.slice(0, 7) as Period // 'YYYY-MM' of a valid date
}

/** The period before. */
export function periodBefore(period: Period): Period {
	return periodOf(addMonths(firstDay(period), -1))
}

/** The period that follows. */
export function periodAfter(period: Period): Period {
	return periodOf(addMonths(firstDay(period), 1))
}

function firstDay(period: Period): LocalDate {
	return `${period}-01` as LocalDate // a period is checked before it gets here
}

/** The first moment after the period (Asia/Shanghai): what was final before it belongs to the period or an earlier one. */
export function periodEnd(period: Period): Instant {
	return instantAt(addMonths(firstDay(period), 1), 0)
}

/** Refuses a period that is none, or that has not begun. */
export function checkPeriod(period: string, today: LocalDate): Outcome<Period> {
	if (!isPeriod(period)) return refuse('invalid', 'ledger.period')
	if (period > periodOf(today)) return refuse('invalid', 'ledger.period-ahead', { period })
	return ok(period)
}

export type CaseToSettle = {
	readonly penaltyId: string
	/** The amount that stands. */
	readonly amountFen: Fen
	readonly money: CaseMoney
}

export type SettledCase = {
	readonly penaltyId: string
	readonly postings: readonly Posting[]
	readonly outstandingFen: Fen
	/** Deducted now, and altogether. */
	readonly deductedFen: Fen
	readonly paidFen: Fen
}

function moneyAfter(money: CaseMoney, posting: Posting): CaseMoney {
	if (posting.kind === 'RELEASE') return { ...money, heldFen: money.heldFen - posting.fen }
	if (posting.kind !== 'DEDUCT') return money
	const paidFen = money.paidFen + posting.fromHeldFen + posting.fromAvailableFen
	return { heldFen: money.heldFen - posting.fromHeldFen, paidFen }
}

/**
 * Settles the final cases of one dealer. First every case gives back what it holds and does not need, then each is
 * collected in the order given: from its own hold, then from what is available. What is collected in sum does
 * therefore not depend on that order, and running it again posts only what a top-up has made possible.
 */
export function settleDealer(cases: readonly CaseToSettle[], start: Balances): Outcome<SettledCase[]> {
	let now = start
	const book = cases.map((one) => ({ ...one, postings: [] as Posting[] }))
	for (const one of book) {
		for (const posting of releaseCase(one.money, Math.max(0, one.amountFen - one.money.paidFen))) {
			const after = applyPosting(now, posting)
			if (!after.ok) return after
			now = after.value
			one.money = moneyAfter(one.money, posting)
			one.postings.push(posting)
		}
	}
	const settled: SettledCase[] = []
	for (const one of book) {
		const before = one.money.paidFen
		const result = settleCase(one.amountFen, one.money, now)
		if (!result.ok) return result
		for (const posting of result.value.postings) {
			const after = applyPosting(now, posting)
			if (!after.ok) return after
			now = after.value
			one.money = moneyAfter(one.money, posting)
			one.postings.push(posting)
		}
		settled.push({
			penaltyId: one.penaltyId,
			postings: one.postings,
			outstandingFen: result.value.outstandingFen,
			deductedFen: one.money.paidFen - before,
			paidFen: one.money.paidFen,
		})
	}
	return ok(settled)
}
