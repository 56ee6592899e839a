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
/** Bad months in a row; the first and the last. */
export type BadRun = { readonly from: string; readonly to: string }

/** Runs of at least `months` months in a row at or below the threshold, oldest first. A month without a value breaks one. */
export function badRuns(values: readonly MonthValue[], threshold: BasisPoints, months: number): BadRun[] {
	const runs: BadRun[] = []
	let current: string[] = []
	const end = () => {
		const [from, to] = [current[0], current.at(-1)]
		if (from && to && current.length >= months) runs.push({ from, to })
		current = []
	}
	for (const { month, points } of [...values].sort((a, b) => (a.month < b.month ? -1 : 1))) {
		const before = current.at(-1)
		if (passes(points, threshold) || (before && monthAfter(before) !== month)) end()
		if (!passes(points, threshold)) current.push(month)
	}
	end()
	return runs
}

/** A proposal that did not lapse. Under way: nobody decided, or its order is still at work. */
export type Proposed = BadRun & { readonly id: string; readonly open: boolean; readonly underWay: boolean }
export type ProposalMoves = {
	/** Nobody decided, and a correction has taken the ground away. */
	readonly lapse: readonly string[]
	/** Under way: it covers the run as far as it goes now. */
	readonly stretch: readonly { readonly id: string; readonly from: string; readonly to: string }[]
	readonly make: readonly BadRun[]
}

/**
 * What a run of bad months asks for (domain 1, row 17). The first `months` of them propose an order. A further bad month
 * joins what is under way, so that nothing is proposed twice at a time; once that was answered (dismissed, or its order
 * has ended), the next bad month of the run proposes anew at once, since it happened again in spite of the answer. Months
 * before `since` propose nothing.
 */
export function proposalMoves(
	runs: readonly BadRun[],
	months: number,
	proposed: readonly Proposed[],
	since: string,
): ProposalMoves {
	const within = (one: BadRun, run: BadRun) => one.from <= run.to && one.to >= run.from
	const lapse = proposed.filter((one) => one.open && !runs.some((run) => within(one, run)))
	const stretch: { id: string; from: string; to: string }[] = []
	const make: BadRun[] = []
	const used = new Set<string>()
	for (const run of runs) {
		// A correction may have cut a run in two: what is under way stays with the first part.
		const before = proposed.filter((one) => within(one, run) && !used.has(one.id))
		const last = before
			.map(({ to }) => to)
			.sort()
			.at(-1)
		const live = before.find(({ underWay }) => underWay)
		if (live) {
			used.add(live.id)
			const from = live.from < run.from ? run.from : live.from
			// What somebody has decided on keeps the months it was decided on.
			const to = live.open || live.to < run.to ? run.to : live.to
			if (live.open ? from !== live.from || to !== live.to : to !== live.to)
				stretch.push({ id: live.id, from: live.open ? from : live.from, to })
		} else if (run.to >= since && (last === undefined || last < run.to)) {
			const [next, short] = [last === undefined ? run.from : monthAfter(last), monthAfter(run.to, 1 - months)]
			make.push({ from: next < short ? next : short, to: run.to })
		}
	}
	return { lapse: lapse.map(({ id }) => id), stretch, make }
}

/** The name of a proposal: two processes that look at the same moment make one. `again` counts earlier ones. */
export function runKey(outletId: string, run: Pick<BadRun, 'from'>, again: number): string {
	return `satisfaction:${outletId}:${run.from}${again > 0 ? `:${again}` : ''}`
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
