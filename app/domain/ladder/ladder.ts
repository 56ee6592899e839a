import type { Calendar } from '../calendar.ts'
import { subtractLimit } from '../clock/engine.ts'
import type { Clock } from '../clock.ts'
import { addWorkingDays, dueDate, type Limit, workingDaysBetween } from '../due-date.ts'
import { type DeadlinePolicy, type Rung, rungMinute } from '../policy/policy.ts'
import { addDays, addMs, HOUR_MS, type Instant, instantAt, instantMs, type LocalDate, localDateOf } from '../time.ts'

export type LadderClock = Pick<Clock, 'dueAt' | 'dueOn' | 'startedAt' | 'unit' | 'round'>
export type PlacedRung = { readonly rung: Rung; readonly at: Instant }
export type DueRung = PlacedRung & {
	/** (clock, round, dueAt, rung): the same rung is never sent twice (domain 5.4). */
	readonly key: string
}

/**
 * Every rung of a clock with its moment, ascending; nothing of it is stored. Days are counted by the working-day walk
 * from the day itself and then take the rung's time of the local day; hours count from the moment, working hours by
 * the same walk back and forth. A half-time that does not lie before every other reminder falls away: one a day is
 * enough. So does a reminder before the due moment on the day on which the clock began, unless it counts in hours.
 */
export function placeRungs(
	calendar: Calendar,
	policy: Pick<DeadlinePolicy, 'remindAt'>,
	rungs: readonly Rung[],
	clock: LadderClock,
): readonly PlacedRung[] {
	const startedOn = localDateOf(clock.startedAt)
	const placed = rungs.map((rung) => ({ rung, at: momentOf(calendar, policy, rung, clock) }))
	const ahead = placed.filter(({ rung, at }) => rung.from === 'due' && at <= clock.dueAt)
	const first = ahead.map(({ at }) => at).sort()[0]
	return placed
		.filter(({ rung, at }) => {
			if (at > clock.dueAt) return true
			if (rung.from === 'half' && first !== undefined && localDateOf(at) >= localDateOf(first)) return false
			return countsHours(rung.offset) || localDateOf(at) > startedOn
		})
		.sort((a, b) => (a.at < b.at ? -1 : a.at > b.at ? 1 : 0))
}

function countsHours(limit: Limit): boolean {
	return limit.unit === 'h' || limit.unit === 'wh'
}

function momentOf(
	calendar: Calendar,
	policy: Pick<DeadlinePolicy, 'remindAt'>,
	rung: Rung,
	clock: LadderClock,
): Instant {
	const minute = rungMinute(policy, rung)
	const from = pointOf(calendar, rung, clock)
	if (!countsHours(rung.offset)) return instantAt(moved(calendar, from.on, rung.offset), minute ?? 0)
	const at = shifted(calendar, from.at, rung.offset)
	return minute === null ? at : instantAt(localDateOf(at), minute)
}

/** The day and the moment that the offset is counted from. */
function pointOf(calendar: Calendar, rung: Rung, clock: LadderClock): { on: LocalDate; at: Instant } {
	if (rung.from === 'due') return { on: clock.dueOn, at: clock.dueAt }
	const startedOn = localDateOf(clock.startedAt)
	if (rung.from === 'start') return { on: startedOn, at: clock.startedAt }
	const half = Math.ceil(workingDaysBetween(calendar, startedOn, clock.dueOn) / 2)
	const middle = Math.round((instantMs(clock.dueAt) - instantMs(clock.startedAt)) / 2)
	return { on: addWorkingDays(calendar, startedOn, Math.max(0, half)), at: addMs(clock.startedAt, middle) }
}

function moved(calendar: Calendar, on: LocalDate, offset: Limit): LocalDate {
	return offset.unit === 'cd' ? addDays(on, offset.amount) : addWorkingDays(calendar, on, offset.amount)
}

function shifted(calendar: Calendar, at: Instant, { amount, unit }: Limit): Instant {
	if (unit === 'h') return addMs(at, amount * HOUR_MS)
	if (amount < 0) return subtractLimit(calendar, at, { amount: -amount, unit })
	return dueDate(calendar, at, { amount, unit }).dueAt
}

export type RungInput = {
	readonly placed: readonly PlacedRung[]
	readonly clockId: string
	readonly clock: LadderClock
	/** Start, the last return or the last change of the due date, whichever is latest: only later rungs are ahead. */
	readonly since: Instant
	readonly now: Instant
	readonly sent: ReadonlySet<string>
}

/**
 * The rungs to send now. After an outage only the newest of the rungs up to the due moment is sent, and none of them
 * once it has passed; the rungs after it are all sent, in order. The caller asks only for clocks that somebody is
 * waited for on.
 */
export function dueRungs({ placed, clockId, clock, since, now, sent }: RungInput): readonly DueRung[] {
	const passed = placed.filter(({ at }) => at > since && at <= now)
	const ahead = now <= clock.dueAt ? passed.filter(({ at }) => at <= clock.dueAt).slice(-1) : []
	const behind = passed.filter(({ at }) => at > clock.dueAt)
	return [...ahead, ...behind]
		.map((one) => ({ ...one, key: rungKey(clockId, clock, one.rung.code) }))
		.filter(({ key }) => !sent.has(key))
}

export function rungKey(clockId: string, clock: Pick<Clock, 'round' | 'dueAt'>, code: string): string {
	return `${clockId}:${clock.round}:${clock.dueAt}:${code}`
}

/** The first moment after `now` at which a rung may have to be sent; null when the ladder is climbed. */
export function nextRungAt(placed: readonly PlacedRung[], now: Instant): Instant | null {
	return placed.find(({ at }) => at > now)?.at ?? null
}
