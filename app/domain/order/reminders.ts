import type { Calendar } from '../calendar.ts'
import type { Clock } from '../clock.ts'
import { addWorkingDays, subtractWorkingDays, workingDaysBetween } from '../due-date.ts'
import type { Instant, LocalDate } from '../time.ts'
import { addMs, HOUR_MS, instantAt, localDateOf } from '../time.ts'

/** The ladder of domain 5.4, from the earliest to the latest; hours only for orders of 24 hours. */
export type Rung = 'half' | 'T-2' | 'T-1' | 'T' | 'T-12h' | 'T-4h' | 'T-1h' | 'T+1' | 'T+3' | 'T+5'
/** Who is told: the handler; the head with a copy to the issuer (催办通知书); the vice manager; everybody (通报). */
export type RungAudience = 'handler' | 'head' | 'vice-manager' | 'circular'

export type DueRung = {
	readonly rung: Rung
	readonly audience: RungAudience
	/** When the rung fell due; a rung fired after an outage keeps its moment. */
	readonly at: Instant
	/** (clock, round, dueAt, rung): the same rung is never sent twice. */
	readonly key: string
}

/** Reminders go out at 08:30. */
export const REMIND_AT = 8 * 60 + 30

const AUDIENCE: Readonly<Record<Rung, RungAudience>> = {
	half: 'handler',
	'T-2': 'handler',
	'T-1': 'handler',
	T: 'handler',
	'T-12h': 'handler',
	'T-4h': 'handler',
	'T-1h': 'handler',
	'T+1': 'head',
	'T+3': 'vice-manager',
	'T+5': 'circular',
}

type LadderClock = Pick<Clock, 'dueAt' | 'dueOn' | 'startedAt' | 'unit'>
export type Placed = { readonly rung: Rung; readonly at: Instant }

/** All rungs of a clock with their moments, ascending. */
export function ladder(calendar: Calendar, clock: LadderClock, remindAt: number = REMIND_AT): readonly Placed[] {
	return [...beforeDue(calendar, clock, remindAt), ...afterDue(calendar, clock.dueOn, remindAt)]
}

function beforeDue(calendar: Calendar, clock: LadderClock, remindAt: number): Placed[] {
	const { dueAt, dueOn, startedAt } = clock
	if (clock.unit === 'h') {
		return [
			{ rung: 'T-12h', at: addMs(dueAt, -12 * HOUR_MS) },
			{ rung: 'T-4h', at: addMs(dueAt, -4 * HOUR_MS) },
			{ rung: 'T-1h', at: addMs(dueAt, -HOUR_MS) },
		]
	}
	const morning = (date: LocalDate) => instantAt(date, remindAt)
	const twoBefore = subtractWorkingDays(calendar, dueOn, 2)
	const startedOn = localDateOf(startedAt)
	const half = addWorkingDays(calendar, startedOn, Math.ceil(workingDaysBetween(calendar, startedOn, dueOn) / 2))
	const rungs: Placed[] = [
		{ rung: 'T-2', at: morning(twoBefore) },
		{ rung: 'T-1', at: morning(subtractWorkingDays(calendar, dueOn, 1)) },
		{ rung: 'T', at: morning(dueOn) },
	]
	// A short period has its half among the last days; one reminder a day is enough.
	return half < twoBefore ? [{ rung: 'half', at: morning(half) }, ...rungs] : rungs
}

function afterDue(calendar: Calendar, dueOn: LocalDate, remindAt: number): Placed[] {
	const on = (days: number) => instantAt(addWorkingDays(calendar, dueOn, days), remindAt)
	return [
		{ rung: 'T+1', at: on(1) },
		{ rung: 'T+3', at: on(3) },
		{ rung: 'T+5', at: on(5) },
	]
}

export type RungInput = {
	readonly calendar: Calendar
	readonly clockId: string
	readonly clock: LadderClock & Pick<Clock, 'round'>
	/** The order waits for its lead department: false once feedback is in, while suspended and after the end. */
	readonly running: boolean
	/** Start, the last return or the last change of the due date, whichever is latest: only later rungs are ahead. */
	readonly since: Instant
	readonly now: Instant
	readonly sent: ReadonlySet<string>
	readonly remindAt?: number
}

/**
 * The rungs to send now. After an outage only the newest of the rungs before the due date is sent, and none of them
 * once the due moment has passed; the rungs after the due date are all sent, in order. An order that does not
 * wait for its department sends nothing.
 */
export function dueRungs(input: RungInput): readonly DueRung[] {
	const { calendar, clock, since, now, sent } = input
	if (!input.running) return []
	const passed = (rungs: readonly Placed[]) => rungs.filter(({ at }) => at > since && at <= now)
	const remindAt = input.remindAt ?? REMIND_AT
	const ahead = now <= clock.dueAt ? passed(beforeDue(calendar, clock, remindAt)).slice(-1) : []
	const behind = passed(afterDue(calendar, clock.dueOn, remindAt))
	return [...ahead, ...behind]
		.map(({ rung, at }) => ({ rung, at, audience: AUDIENCE[rung], key: rungKey(input.clockId, clock, rung) }))
		.filter(({ key }) => !sent.has(key))
}

export function rungKey(clockId: string, clock: Pick<Clock, 'round' | 'dueAt'>, rung: Rung): string {
	return `${clockId}:${clock.round}:${clock.dueAt}:${rung}`
}

/** The first moment after `now` at which a rung may have to be sent; null when the ladder is climbed. */
export function nextRungAt(calendar: Calendar, clock: LadderClock, now: Instant, remindAt?: number): Instant | null {
	return ladder(calendar, clock, remindAt).find(({ at }) => at > now)?.at ?? null
}
