import { addDays, addMonths, daysBetween, type LocalDate } from '../time.ts'
import type { OverviewPeriod } from './overview.schema.ts'

/** Days from `from` to `to`, both included; months are those of Asia/Shanghai. */
export type Span = { readonly from: LocalDate; readonly to: LocalDate }

/** The first day of 'YYYY-MM'. */
export function monthStart(month: string): LocalDate {
	return `${month}-01` as LocalDate // 'YYYY-MM' is checked before it gets here
}

export function monthSpan(month: string): Span {
	const from = monthStart(month)
	return { from, to: addDays(addMonths(from, 1), -1) }
}

/** The month `n` months later, or earlier. */
export function monthPlus(month: string, n: number): string {
	return addMonths(monthStart(month), n).slice(0, 7)
}

/** The twelve months that end with this one, oldest first. */
export function yearOfMonths(month: string): readonly string[] {
	return Array.from({ length: 12 }, (_, i) => monthPlus(month, i - 11))
}

/** The days of a period: a month, its calendar quarter, or twelve months that end with it. */
export function periodSpan(period: OverviewPeriod, month: string): Span {
	const { to } = monthSpan(month)
	if (period === 'year') return { from: monthStart(monthPlus(month, -11)), to }
	if (period === 'month') return { from: monthStart(month), to }
	const first = monthPlus(month, -((Number(month.slice(5)) - 1) % 3))
	return { from: monthStart(first), to: monthSpan(monthPlus(first, 2)).to }
}

/** The period in two halves; the first has the odd day. */
export function halves({ from, to }: Span): readonly [Span, Span] {
	const middle = addDays(from, Math.floor(daysBetween(from, to) / 2))
	return [
		{ from, to: middle },
		{ from: addDays(middle, 1), to },
	]
}
