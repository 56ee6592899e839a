import { dayNumber, momentAt, momentText } from './days.ts'
import { plainDue } from './due.ts'
import type { Expected, Journal, SimulatedClock } from './facts.ts'
import { type Calendars, during, passing } from './orders.ts'
import { rungTimes } from './rungs.ts'

/** A clock that the dealer owes: it passes at 24:00 of its last day, and its reminders are sent before. */
export function expectedOfClock(clock: SimulatedClock, calendars: Calendars, journal: Journal): Expected[] {
	const days = calendars.at(clock.started)
	const closeAt = clock.policy.closeOfDay.dealer
	const due =
		'on' in clock.due
			? { day: dayNumber(clock.due.on), at: momentAt(dayNumber(clock.due.on), closeAt) }
			: plainDue(days, clock.started.at, { amount: clock.due.wd, unit: 'wd' }, closeAt)
	const until = clock.endedAt.at
	const found = passing(`passed|${clock.kind}|${clock.subjectId}`, clock.started, due.at, until, journal.sweeps)
	const sweeps = during(journal.sweeps, clock.started, until)
	const times = rungTimes(days, clock.policy, clock.kind, null, {
		startedAt: clock.started.at,
		dueAt: due.at,
		dueDay: due.day,
	})
	const ahead = times.filter(({ at, before }) => before && at > clock.started.at)
	for (const [i, rung] of ahead.entries()) {
		const next = ahead[i + 1]?.at ?? Number.POSITIVE_INFINITY
		const seen = sweeps.filter(({ at }) => at >= rung.at && at <= due.at && at < next)
		if (seen.length > 0)
			found.push({
				key: `rung|${clock.subjectId}|1|${momentText(due.at)}|${rung.code}`,
				earliest: rung.at,
				must: seen.some(({ whole }) => whole),
			})
	}
	return found
}
