import { type Outcome, refuse } from '../refusal.ts'
import { ok } from '../result.ts'
import { addDays, addMonths, type Instant, instantAt, type LocalDate } from '../time.ts'

/** A settlement's period: a month of one branch (domain 3.2). */

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

/** The first day of the period. */
export function firstDay(period: Period): LocalDate {
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

/** The last day of the period. */
export function lastDay(period: Period): LocalDate {
	return addDays(addMonths(firstDay(period), 1), -1)
}

/** A period and those before it, the latest first. */
export function periodsBack(period: Period, count: number): Period[] {
	return Array.from({ length: count }, (_, i) => periodOf(addMonths(firstDay(period), -i)))
}
