import type { LocalDate } from '../time.ts'
import { addDays, addMonths, isLocalDate } from '../time.ts'

/** Basis points: 9500 is 95.00%. */
export type BasisPoints = number

/** The last day of a month. */
export function monthEnd(month: string): LocalDate {
	const first = `${month}-01`
	if (!isLocalDate(first)) throw new Error(`No month: ${month}`)
	return addDays(addMonths(first, 1), -1)
}

/** '2026-07'. */
export function isMonth(text: string): boolean {
	return /^\d{4}-\d{2}$/.test(text) && isLocalDate(`${text}-01`)
}

/** The month after ('2026-12' → '2027-01') or `n` months on. */
export function monthAfter(month: string, n = 1): string {
	const at = Number(month.slice(0, 4)) * 12 + Number(month.slice(5, 7)) - 1 + n
	return `${String(Math.floor(at / 12)).padStart(4, '0')}-${String((at % 12) + 1).padStart(2, '0')}`
}

export function monthOf(date: LocalDate): string {
	return date.slice(0, 7)
}

/**
 * '95', '95.00', '95.0%', '９５．０１％' as basis points; null for anything else. Two decimals are read exactly, a third
 * one is refused and never rounded: 95.004 must not pass as 95.00, nor 94.996 fail as it. Above nought up to one is a
 * fraction that lost its percent sign ('0.95') and is refused, too.
 */
export function readPercent(text: string): BasisPoints | null {
	const hit = /^(\d{1,3})(?:\.(\d{1,2}))?\s*%?$/.exec(text.normalize('NFKC').trim())
	if (!hit) return null
	const points = Number(hit[1]) * 100 + Number((hit[2] ?? '').padEnd(2, '0'))
	return points > 10_000 || (points > 0 && points <= 100) ? null : points
}

/** 9501 → '95.01'. */
export function percentText(points: BasisPoints): string {
	return `${Math.floor(points / 100)}.${String(points % 100).padStart(2, '0')}`
}

/** Strictly above the threshold: 95.00 fails, 95.01 passes (domain 1, row 17). */
export function passes(points: BasisPoints, threshold: BasisPoints): boolean {
	return points > threshold
}

export type MonthValue = { readonly month: string; readonly points: BasisPoints }
export type FailingRun = { readonly from: string; readonly to: string; readonly values: readonly MonthValue[] }

/**
 * Runs of `months` months in a row at or below the threshold, oldest first, each month in one run at most: months 1 and
 * 2 propose, month 3 waits for month 4. A month without a value breaks the run.
 */
export function failingRuns(values: readonly MonthValue[], threshold: BasisPoints, months: number): FailingRun[] {
	const runs: FailingRun[] = []
	let current: MonthValue[] = []
	for (const value of [...values].sort((a, b) => (a.month < b.month ? -1 : 1))) {
		const before = current.at(-1)
		if (before && monthAfter(before.month) !== value.month) current = []
		if (passes(value.points, threshold)) {
			current = []
			continue
		}
		current = [...current, value]
		const first = current[0]
		if (current.length < months || !first) continue
		runs.push({ from: first.month, to: value.month, values: current })
		current = []
	}
	return runs
}

/** The name of a run: no second proposal is made for the same beginning. */
export function runKey(outletId: string, run: Pick<FailingRun, 'from'>): string {
	return `satisfaction:${outletId}:${run.from}`
}

/** Green above, yellow for one month, red from the number of months that proposes an order. */
export function satisfactionLight(
	values: readonly MonthValue[],
	month: string,
	threshold: BasisPoints,
	months: number,
): 'green' | 'yellow' | 'red' | 'grey' {
	const of = new Map(values.map((value) => [value.month, value.points]))
	const points = of.get(month)
	if (points === undefined) return 'grey'
	if (passes(points, threshold)) return 'green'
	for (let back = 1; back < months; back++) {
		const earlier = of.get(monthAfter(month, -back))
		if (earlier === undefined || passes(earlier, threshold)) return 'yellow'
	}
	return 'red'
}
