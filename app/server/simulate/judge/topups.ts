import { momentAt } from './days.ts'
import { plainDue } from './due.ts'
import type { Expected, Journal, SimulatedTopup, Stamp } from './facts.ts'
import { type Calendars, counted, during, passing } from './sweeps.ts'

/** The deposit's ladder of domain 3.2 once more: notice, ten working days, and thirty calendar days after them. */
const DAYS = { amount: 10, unit: 'wd' } as const
const SUSPEND_AFTER = 30
const CLOSE = 24 * 60
/** How far behind the clock of a worker may be. */
const FURTHEST_BEHIND = 48 * 3_600_000

/** What is due at a moment of its own: the first look at it or after it does it. */
const fromOn = (key: string, stamp: Stamp, at: number, until: Stamp | null, journal: Journal) =>
	passing(key, stamp, at - 1, until, journal.sweeps)

/**
 * What no date waits for: the first look after it does it. A worker whose clock is behind writes its own moment, so
 * the order of events counts here and not the time.
 */
function onceSeen(key: string, stamp: Stamp, until: Stamp | null, journal: Journal): Expected[] {
	const seen = during(journal.sweeps, stamp, until)
	if (seen.length === 0) return []
	return [{ key, earliest: stamp.at - FURTHEST_BEHIND, must: seen.some(({ whole, at }) => whole && at >= stamp.at) }]
}

/** What a deposit that was too small must have brought about, and of how many clocks. */
export function expectedOfTopup(topup: SimulatedTopup, calendars: Calendars, journal: Journal) {
	const { id, dealerId, short, noticed, paid } = topup
	const found: Expected[] = onceSeen(`passed|topup-noticed|${dealerId}`, short, paid, journal)
	if (noticed === null || id === null) return { found, clocks: 0 }
	const dueBy = (stamp: Stamp) => plainDue(calendars.at(stamp), noticed.at, DAYS, CLOSE)
	// Another calendar moves the day as long as it has not passed.
	let from: Stamp = noticed
	for (const change of calendars.changes) {
		const over = during(journal.sweeps, from, change).some(({ at }) => at > dueBy(from).at)
		if (change.seq > noticed.seq && !over) from = { seq: change.seq + 0.5, at: change.at }
	}
	const overdue = `passed|topup|${id}`
	found.push(
		...counted(overdue, noticed, (days) => plainDue(days, noticed.at, DAYS, CLOSE).at, paid, calendars, journal),
		...fromOn(`passed|topup-suspension|${id}`, from, momentAt(dueBy(from).day + SUSPEND_AFTER, 0), paid, journal),
		...(paid ? onceSeen(`passed|topup-ended|${id}`, paid, null, journal) : []),
	)
	return { found, clocks: 1 }
}
