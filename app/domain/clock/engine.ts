import type { Calendar } from '../calendar.ts'
import { provisionalYears } from '../calendar.ts'
import type { DueDate, DueStep, Limit } from '../due-date.ts'
import { dueDate } from '../due-date.ts'
import type { Instant, LocalDate } from '../time.ts'
import {
	dateOfEpochDay,
	epochDay,
	HOUR_MS,
	instantAt,
	instantMs,
	instantOf,
	localDateOf,
	localDayOf,
	MINUTE_MS,
} from '../time.ts'
import type { ClockFacts, ExtensionFacts, PauseFacts } from './facts.ts'
import { cutForStatutory } from './statutory.ts'
import { bare } from './steps.ts'
import {
	type Blocked,
	blockedDays,
	blockedTime,
	closesBlocked,
	type DayPace,
	type Direction,
	type HourPace,
	NOTHING,
	rollDays,
	walkDays,
	walkTime,
} from './walk.ts'

/** A due moment with everything that led to it, and the one that stood before any pause or extension. */
export type ClockDue = Pick<DueDate, 'dueAt' | 'dueOn' | 'rawDueOn' | 'provisional' | 'calendarVersionId' | 'steps'> & {
	readonly firstDueAt: Instant
	readonly firstDueOn: LocalDate
	/** A pause still lasts: the date holds if it ends as expected. */
	readonly projected: boolean
	/** The complaint leaves less than one working day: the order becomes urgent (domain 5.4). */
	readonly urgent: boolean
}

type At = { readonly dueOn: LocalDate; readonly dueAt: Instant; readonly rawDueOn: LocalDate }
type Unit = Limit['unit']

/**
 * The due moment of a clock, from its facts alone (domain 5.4, 6.3): the limit or the named day, cut for a statutory
 * date, then what pauses give back, then each extension from the old due date on, never past the statutory date. The
 * time of a pause does not count: a day is given back when it closes in the pause, working and clock hours to the
 * millisecond. What is paused after the due moment gives nothing. An open pause is taken to end as expected.
 */
export function dueOf(calendar: Calendar, facts: ClockFacts): ClockDue {
	const { base, urgent } = baseOf(calendar, facts)
	const unit = facts.limit?.unit ?? 'date'
	const blocked = blockedBy(facts.pauses)
	const log: DueStep[] = bare(base.steps)
	const firstCounted = facts.limit === null ? null : localDateOf(facts.startedAt)
	const run: Run = { calendar, facts, log, firstCounted, told: new Set() }
	let due: At = given(run, { unit, blocked, since: facts.startedAt }, base)
	due = capped(run, base, due)
	for (const extension of facts.extensions) due = capped(run, base, extended(run, blocked, extension, due))
	const years = run.firstCounted === null ? [] : provisionalYears(calendar, run.firstCounted, due.dueOn)
	return {
		...due,
		provisional: years.length > 0,
		calendarVersionId: calendar.versionId,
		steps: [
			...log,
			...years.map((year) => ({ kind: 'provisional-year', year }) as const),
			{ kind: 'end', date: due.dueOn, at: due.dueAt },
		],
		firstDueAt: base.dueAt,
		firstDueOn: base.dueOn,
		projected: facts.pauses.some(({ toAt }) => toAt === null),
		urgent,
	}
}

/** One computation: the log that it writes, and the first day that the calendar is asked about for the date. */
type Run = {
	readonly calendar: Calendar
	readonly facts: ClockFacts
	readonly log: DueStep[]
	firstCounted: LocalDate | null
	readonly told: Set<PauseFacts>
}

/** The date before any pause or extension. */
function baseOf(calendar: Calendar, facts: ClockFacts): { base: At & { steps: readonly DueStep[] }; urgent: boolean } {
	const { startedAt, limit, namedOn, closeAt, cut } = facts
	if (limit === null) {
		if (namedOn === null) throw new Error('A clock needs a limit or a named day')
		return { base: { ...namedAt(namedOn, closeAt), steps: [] }, urgent: false }
	}
	const uncut = dueDate(calendar, startedAt, limit, closeAt)
	if (cut === null) return { base: uncut, urgent: false }
	const { due, urgent } = cutForStatutory(calendar, startedAt, uncut, cut, closeAt)
	return { base: due, urgent }
}

function namedAt(day: LocalDate, closeAt: number): At {
	return { dueOn: day, rawDueOn: day, dueAt: instantAt(day, closeAt) }
}

/** The times of the pauses, ascending and joined. */
function blockedBy(pauses: readonly PauseFacts[]): Blocked {
	const spans = pauses
		.map(({ fromAt, expectedUntil, toAt }) => ({
			from: instantMs(fromAt),
			to: instantMs(toAt ?? expectedUntil),
		}))
		.filter(({ from, to }) => from < to)
		.sort((a, b) => a.from - b.from)
	const joined: { from: number; to: number }[] = []
	for (const span of spans) {
		const last = joined.at(-1)
		if (last && span.from <= last.to) last.to = Math.max(last.to, span.to)
		else joined.push({ ...span })
	}
	return joined
}

type Giving = { readonly unit: Unit | 'date'; readonly blocked: Blocked; readonly since: Instant }

/** What was paused between a moment and the date is added after the date, with the same walk. */
function given(run: Run, giving: Giving, due: At): At {
	if (giving.blocked.length === 0) return due
	return giving.unit === 'wh' || giving.unit === 'h'
		? givenTime(run, { ...giving, unit: giving.unit }, due)
		: givenDays(run, giving, due)
}

function givenTime(run: Run, { unit, blocked, since }: Giving & { unit: 'wh' | 'h' }, due: At): At {
	const pace: HourPace = { calendar: run.calendar, unit, blocked }
	const owed = blockedTime(pace, instantMs(since), instantMs(due.dueAt))
	if (owed === 0) return due
	const dueAt = instantOf(walkTime(pace, instantMs(due.dueAt), owed, 1))
	const dueOn = localDateOf(dueAt)
	tellPauses(run, since, due.dueAt, dueOn, { amount: Math.floor(owed / MINUTE_MS), unit: 'min' })
	return { dueOn, dueAt, rawDueOn: dueOn }
}

function givenDays(run: Run, { unit, blocked, since }: Giving, due: At): At {
	const { closeAt } = run.facts
	const pace: DayPace = { calendar: run.calendar, unit: unit === 'cd' ? 'cd' : 'wd', closeAt, blocked }
	const from = unit === 'cd' ? due.rawDueOn : due.dueOn
	const owed = blockedDays(pace, epochDay(localDateOf(since)), epochDay(from))
	// A named day may be a rest day as long as nobody counts on from it.
	if (owed === 0 && !closesBlocked(pace, epochDay(due.dueOn))) return due
	const steps: DueStep[] = []
	const raw = walkDays(pace, epochDay(from), owed, 1, steps)
	const day = unit === 'cd' || closesBlocked(pace, raw) ? rollDays(pace, raw, steps) : raw
	const dueOn = dateOfEpochDay(day)
	tellPauses(run, since, due.dueAt, dueOn, { amount: owed, unit: pace.unit })
	run.log.push({ kind: 'start', date: from, at: null, limit: { amount: owed, unit: pace.unit } }, ...steps)
	run.firstCounted ??= from
	return { dueOn, dueAt: instantAt(dueOn, closeAt), rawDueOn: dateOfEpochDay(raw) }
}

/** The lines of the pauses that began in this time, each once; what they give back stands with the last of them. */
function tellPauses(run: Run, since: Instant, until: Instant, to: LocalDate, amount: Suspended['given']): void {
	const moving = run.facts.pauses.filter(
		(pause) => !run.told.has(pause) && pause.fromAt < until && (pause.toAt ?? pause.expectedUntil) > since,
	)
	moving.forEach((pause, i) => {
		run.told.add(pause)
		run.log.push({
			kind: 'suspended',
			since: pause.fromAt,
			until: pause.toAt ?? pause.expectedUntil,
			to,
			open: pause.toAt === null,
			...(amount && i === moving.length - 1 ? { given: amount } : {}),
		})
	})
}

type Suspended = Extract<DueStep, { kind: 'suspended' }>

/** More time from the old date on, or the day that was named instead; pauses that lie in it do not count either. */
function extended(run: Run, blocked: Blocked, extension: ExtensionFacts, old: At): At {
	const { closeAt } = run.facts
	if (extension.limit === null) {
		const named = namedAt(extension.namedOn, closeAt)
		run.log.push({ kind: 'named', from: old.dueOn, to: named.dueOn })
		run.firstCounted = null
		// Who named the day knew what had been paused before it.
		return given(run, { unit: 'date', blocked, since: extension.decidedAt }, named)
	}
	const { limit } = extension
	run.firstCounted ??= old.dueOn
	const steps: DueStep[] = []
	const due =
		limit.unit === 'wh' || limit.unit === 'h'
			? laterTime({ calendar: run.calendar, unit: limit.unit, blocked }, old, limit.amount, steps)
			: laterDays(run, { calendar: run.calendar, unit: limit.unit, closeAt, blocked }, old, limit.amount, steps)
	run.log.push({ kind: 'extended', from: old.dueOn, to: due.dueOn, limit })
	tellPauses(run, old.dueAt, due.dueAt, due.dueOn, undefined)
	run.log.push(...steps)
	return due
}

function laterTime(pace: HourPace, old: At, hours: number, steps: DueStep[]): At {
	steps.push({ kind: 'start', date: old.dueOn, at: old.dueAt, limit: { amount: hours, unit: pace.unit } })
	const dueAt = instantOf(walkTime(pace, instantMs(old.dueAt), hours * HOUR_MS, 1, steps))
	if (pace.unit === 'h') steps.push({ kind: 'clock-hours', from: old.dueAt, to: dueAt, hours })
	const dueOn = localDateOf(dueAt)
	return { dueOn, dueAt, rawDueOn: dueOn }
}

function laterDays(run: Run, pace: DayPace, old: At, days: number, steps: DueStep[]): At {
	const from = old.dueOn
	steps.push({ kind: 'start', date: from, at: null, limit: { amount: days, unit: pace.unit } })
	const raw = walkDays(pace, epochDay(from), days, 1, steps)
	const rawDueOn = dateOfEpochDay(raw)
	if (pace.unit === 'cd') steps.push({ kind: 'calendar-days', from, to: rawDueOn, days })
	const dueOn = dateOfEpochDay(rollDays(pace, raw, steps))
	return { dueOn, rawDueOn, dueAt: instantAt(dueOn, run.facts.closeAt) }
}

/** Nothing is given past the statutory date; a date that lay behind it already is kept, not shortened. */
function capped(run: Run, base: At, due: At): At {
	const { cut, closeAt } = run.facts
	if (cut === null) return due
	const statutory = namedAt(cut.statutoryOn, closeAt)
	const limit = base.dueAt > statutory.dueAt ? base : statutory
	if (due.dueAt <= limit.dueAt) return due
	run.log.push({ kind: 'capped', uncapped: due.dueOn, statutoryOn: cut.statutoryOn })
	return { dueOn: limit.dueOn, rawDueOn: limit.dueOn, dueAt: limit.dueAt }
}

/**
 * A moment `limit` later by the walk of `dueOf`; days keep the time of the day. 24:00 belongs to the day after: who
 * counts days from a last day counts from its date (addWorkingDays).
 */
export function addLimit(calendar: Calendar, at: Instant, limit: Limit): Instant {
	return shifted(calendar, at, limit, 1)
}

/** The same walk back: "one working hour before 14:00" is 11:30 where noon lies between 12:00 and 13:30. */
export function subtractLimit(calendar: Calendar, at: Instant, limit: Limit): Instant {
	return shifted(calendar, at, limit, -1)
}

function shifted(calendar: Calendar, at: Instant, { amount, unit }: Limit, direction: Direction): Instant {
	const ms = instantMs(at)
	if (unit === 'wh' || unit === 'h') {
		return instantOf(walkTime({ calendar, unit, blocked: NOTHING }, ms, amount * HOUR_MS, direction))
	}
	const pace: DayPace = { calendar, unit, closeAt: 0, blocked: NOTHING }
	const day = localDayOf(ms)
	const days = walkDays(pace, day, amount, direction) - day
	return instantOf(ms + days * 24 * HOUR_MS)
}
