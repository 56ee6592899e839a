import { meetsTarget, type Outcomes, onTimeTenths } from '#app/domain/order/figures.ts'
import type { Formats } from '#app/i18n/format.ts'
import type { T } from '#app/i18n/messages.ts'
import { type RatePoint, rateText } from './rate-chart.tsx'

/** 'YYYY-MM' for a sentence: the month of this year by its name alone. */
export function monthText(t: T, month: string, today: string): string {
	const n = Number(month.slice(5))
	return month.slice(0, 4) === today.slice(0, 4)
		? t(`overview.month.${n as 1 | 2 | 3 | 4 | 5 | 6 | 7 | 8 | 9 | 10 | 11 | 12}`) // '01' to '12'
		: t('overview.month.of', {
				year: month.slice(0, 4),
				month: t(`overview.month.${n as 1 | 2 | 3 | 4 | 5 | 6 | 7 | 8 | 9 | 10 | 11 | 12}`), // as above
			})
}

/** The finding that the page is titled with. */
export function finding(t: T, month: string, outcomes: Outcomes): string {
	const tenths = onTimeTenths(outcomes)
	if (tenths === null) return t('overview.finding.none', { month })
	const key = meetsTarget(outcomes) ? 'overview.finding.met' : 'overview.finding.missed'
	return t(key, { month, rate: rateText(tenths) })
}

/** What the line of the year says. */
export function trendFinding(t: T, points: readonly RatePoint[], target: number): string {
	const known = points.flatMap(({ tenths }) => (tenths === null ? [] : [tenths]))
	const [first, last] = [known[0], known.at(-1)]
	if (first === undefined || last === undefined) return t('overview.trend.none')
	const way = last > first ? 'up' : last < first ? 'down' : 'same'
	return t(`overview.trend.${way}.${last >= target ? 'above' : 'below'}`)
}

/** How many of the largest are needed for more than half: the title speaks of them. */
export function topOf(shares: readonly number[]): number {
	const at = shares.findIndex((share) => share >= 60)
	return Math.min(3, at < 0 ? shares.length : at + 1)
}

export function paretoFinding(t: T, formats: Formats, labels: readonly string[], shares: readonly number[]): string {
	const top = topOf(shares)
	if (top === 0) return t('overview.pareto.none')
	return t('overview.pareto.top', {
		names: formats.list(labels.slice(0, top)),
		percent: shares[top - 1] ?? 0,
		count: top,
	})
}

/** A share in tenths of a percent, cut; null of nothing. */
export function shareTenths({ yes, of }: { readonly yes: number; readonly of: number }): number | null {
	return of === 0 ? null : Math.floor((yes * 1000) / of)
}
