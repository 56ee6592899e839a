import type { LocalDate } from '../time.ts'
import { addDays } from '../time.ts'

/** So many complaints within so many calendar days, the first and the last day counted (policy, domain 5.5). */
export type ClusterRule = { readonly count: number; readonly days: number }
/**
 * What complaints have in common: the type of the taxonomy where it is known ('B03'), else the category alone ('B').
 * Five of a category that are known to be of five types have five causes; those whose type nobody has named yet count
 * together by their category (domain 5.5).
 */
export type ClusterCause = { readonly category: string; readonly type: string | null }

export function causeCode({ category, type }: ClusterCause): string {
	return type ?? category
}

/** A complaint of one outlet with one cause. */
export type Incident = { readonly id: string; readonly on: LocalDate }

const byDay = (a: Incident, b: Incident) => (a.on === b.on ? (a.id < b.id ? -1 : 1) : a.on < b.on ? -1 : 1)

/** The last day of the window that begins on this day. */
function windowEnd(from: LocalDate, rule: ClusterRule): LocalDate {
	return addDays(from, rule.days - 1)
}

/**
 * The clusters among incidents that belong to none yet, oldest first: the earliest window that holds enough takes all
 * that lie in it, and whatever follows as long as each stands in a full window with those before. No incident is in
 * two clusters; where no window is full there is none.
 */
export function clustersOf(incidents: readonly Incident[], rule: ClusterRule): Incident[][] {
	const rest = [...incidents].sort(byDay)
	const found: Incident[][] = []
	while (rest.length >= rule.count) {
		const begin = rest.findIndex((first, i) => {
			const nth = rest[i + rule.count - 1]
			return nth !== undefined && nth.on <= windowEnd(first.on, rule)
		})
		const first = rest[begin]
		if (!first) break
		const end = windowEnd(first.on, rule)
		const members = rest.filter((one, i) => i >= begin && one.on <= end)
		for (const later of rest.slice(begin + members.length)) {
			if (joins(later, members, rule)) members.push(later)
			else break
		}
		found.push(members)
		rest.splice(begin, members.length)
	}
	return found
}

/** True when some window holds the incident and so many members that together they are enough: a later sixth. */
export function joins(incident: Incident, members: readonly Incident[], rule: ClusterRule): boolean {
	const days = [...members.map(({ on }) => on), incident.on]
	return days.some((from) => {
		const to = windowEnd(from, rule)
		return incident.on >= from && incident.on <= to && days.filter((on) => on >= from && on <= to).length >= rule.count
	})
}

/** The name of a cluster: no second proposal is made for the same beginning. */
export function clusterKey(outletId: string, cause: ClusterCause, members: readonly Incident[]): string {
	const first = [...members].sort(byDay)[0]
	return `cluster:${outletId}:${causeCode(cause)}:${first?.id ?? ''}`
}
