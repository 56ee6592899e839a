import { type Days, dayNumber, dayOf, momentAt, notBeforeWork, workingDay, workingMinutesAfter } from './days.ts'
import type { RawLimit, RawPolicy } from './facts.ts'

/** The rules of domain 5.4 and 6.3 once more, from their text: counted by hand, day after day. */
const HOUR = 3_600_000

export type Due = { readonly day: number; readonly at: number }
export type Paused = { readonly from: number; readonly to: number }
export type Extension = { readonly limit: RawLimit } | { readonly on: string; readonly decidedAt: number }

export type HandleFacts = {
	readonly startedAt: number
	readonly limit: RawLimit
	readonly closeAt: number
	readonly cut: { readonly statutoryDay: number; readonly reserveWd: number } | null
	readonly pauses: readonly Paused[]
	readonly extensions: readonly Extension[]
}

/** A limit from a moment on, with nothing between. */
export function plainDue(days: Days, from: number, { amount, unit }: RawLimit, closeAt: number): Due {
	if (unit === 'h') return momentDue(from + amount * HOUR)
	if (unit === 'wh') return momentDue(workingMinutesAfter(days, from, amount * 60))
	const raw = unit === 'wd' ? workingDay(days, dayOf(from), amount) : dayOf(from) + amount
	return closing(notBeforeWork(days, raw), closeAt)
}

const momentDue = (at: number): Due => ({ day: dayOf(at), at })
const closing = (day: number, closeAt: number): Due => ({ day, at: momentAt(day, closeAt) })

/** The raw last day of the operator's answer to the user. */
export function statutoryDay(policy: RawPolicy, complaintOn: string): number {
	return dayNumber(complaintOn) + policy.statutory.limit.amount
}

function cutDue(days: Days, facts: HandleFacts): { due: Due; urgent: boolean } {
	const plain = plainDue(days, facts.startedAt, facts.limit, facts.closeAt)
	if (facts.cut === null) return { due: plain, urgent: false }
	const { statutoryDay: last, reserveWd } = facts.cut
	const earlier = (day: number) => (closing(day, facts.closeAt).at < plain.at ? closing(day, facts.closeAt) : plain)
	const latest = workingDay(days, last, -reserveWd)
	const nextDay = workingDay(days, dayOf(facts.startedAt), 1)
	if (latest >= nextDay) return { due: earlier(latest), urgent: false }
	if (closing(last, facts.closeAt).at <= facts.startedAt) return { due: earlier(nextDay), urgent: true }
	return { due: earlier(Math.min(last, nextDay)), urgent: true }
}

/** True when the complaint leaves less than one working day: the order is raised. */
export function isRaised(days: Days, facts: HandleFacts): boolean {
	return cutDue(days, facts).urgent
}

/** The due moment of an order: limit, cut, pauses given back, extensions one by one, never past the statutory day. */
export function handleDue(days: Days, facts: HandleFacts): Due {
	const base = cutDue(days, facts).due
	const capped = (due: Due): Due => {
		if (facts.cut === null) return due
		const last = closing(facts.cut.statutoryDay, facts.closeAt)
		const most = base.at > last.at ? base : last
		return due.at > most.at ? most : due
	}
	let due = capped(given(days, facts, facts.pauses, facts.startedAt, base, facts.limit.unit))
	for (const extension of facts.extensions) due = capped(extended(days, facts, extension, due))
	return due
}

/** A day that somebody has named, with the days given back that closed in a pause. */
export function namedDue(days: Days, day: number, startedAt: number, closeAt: number, pauses: readonly Paused[]): Due {
	const facts = { startedAt, limit: { amount: 0, unit: 'wd' }, closeAt, cut: null, pauses, extensions: [] } as const
	return given(days, facts, pauses, startedAt, closing(day, closeAt), 'date')
}

const pausedAt = (pauses: readonly Paused[], moment: number) =>
	pauses.some(({ from, to }) => from < moment && moment <= to)

/** One more for each day that closed in a pause, and none of those added closes in one. */
function given(
	days: Days,
	facts: HandleFacts,
	pauses: readonly Paused[],
	since: number,
	due: Due,
	unit: RawLimit['unit'] | 'date',
): Due {
	if (pauses.length === 0) return due
	if (unit === 'h') return givenHours(pauses, since, due)
	const paused = (day: number) => days.works(day) && pausedAt(pauses, momentAt(day, facts.closeAt))
	let owed = 0
	for (let day = dayOf(since) + 1; day <= due.day; day += 1) if (paused(day)) owed += 1
	if (owed === 0 && !pausedAt(pauses, due.at)) return due
	let at = due.day
	while (owed > 0) {
		at += 1
		if (days.works(at) && !paused(at)) owed -= 1
	}
	// A date that itself closes in a pause moves on to a day that does not.
	if (pausedAt(pauses, momentAt(at, facts.closeAt))) while (!days.works(at) || paused(at)) at += 1
	return closing(at, facts.closeAt)
}

/** Clock hours: minute by minute, those in a pause do not count. */
function givenHours(pauses: readonly Paused[], since: number, due: Due): Due {
	const MINUTE = 60_000
	let owed = 0
	const inPause = (at: number) => pauses.some(({ from, to }) => at >= from && at < to)
	for (let at = since; at < due.at; at += MINUTE) if (inPause(at)) owed += 1
	let at = due.at
	while (owed > 0) {
		if (!inPause(at)) owed -= 1
		at += MINUTE
	}
	return momentDue(at)
}

function extended(days: Days, facts: HandleFacts, extension: Extension, due: Due): Due {
	if ('on' in extension) {
		const named = closing(dayNumber(extension.on), facts.closeAt)
		// Who named the day knew of the pauses before it.
		const later = facts.pauses
			.map(({ from, to }) => ({ from: Math.max(from, extension.decidedAt), to }))
			.filter(({ from, to }) => from < to)
		return given(days, facts, later, extension.decidedAt, named, 'date')
	}
	const { amount, unit } = extension.limit
	if (unit === 'h') {
		let [at, left] = [due.at, amount * 60]
		while (left > 0) {
			if (!facts.pauses.some(({ from, to }) => at >= from && at < to)) left -= 1
			at += 60_000
		}
		return momentDue(at)
	}
	let [at, left] = [due.day, amount]
	while (left > 0) {
		at += 1
		if (days.works(at) && !pausedAt(facts.pauses, momentAt(at, facts.closeAt))) left -= 1
	}
	return closing(at, facts.closeAt)
}
