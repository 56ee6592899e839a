import type { Calendar } from './calendar.ts'
import type { DueDate, DueStep, Limit, LimitUnit } from './due-date.ts'
import { CLOSE_DEALER, CLOSE_DEPARTMENT, dueDate, isInstantText } from './due-date.ts'
import type { Instant, LocalDate } from './time.ts'
import { instantAt } from './time.ts'

/** Every deadline that the sweep watches; one word per deadline in the whole product. */
export const CLOCK_KINDS = [
	'order.acknowledge',
	'order.handle',
	'order.statutory',
	'order.assist',
	'penalty.check',
	/** Served by lapse of time on the 3rd working day after sending (domain 4). */
	'penalty.service',
	'penalty.defence',
	'penalty.decision',
	'penalty.review',
	'penalty.reviewDecision',
	'penalty.limitation',
	'plan.submit',
	'plan.work',
	'violation.open',
	'refund',
	/** Calendar day 15: after it the delay of a refund counts as deliberate (domain 4). */
	'refund.late',
	'measure.review',
] as const
export type ClockKind = (typeof CLOCK_KINDS)[number]

/** Who has to act; decides when the last day ends. */
export type ClockParty = 'dealer' | 'department' | 'staff'
export type ClockState = 'RUNNING' | 'MET' | 'BREACHED' | 'CANCELLED'
export type ClockSubject = 'order' | 'assist' | 'penalty' | 'plan' | 'violation' | 'measure'

/** A deadline of one subject. `dueAt` is the last moment in time; `dueOn` the day that people are told. */
export type Clock = {
	readonly subjectKind: ClockSubject
	readonly subjectId: string
	readonly kind: ClockKind
	readonly party: ClockParty
	/** 'date' when the day was set by a rule or a person and not counted; `amount` is then 0. */
	readonly unit: LimitUnit | 'date'
	readonly amount: number
	readonly startedAt: Instant
	readonly dueAt: Instant
	readonly dueOn: LocalDate
	readonly rawDueOn: LocalDate
	readonly provisional: boolean
	readonly calendarVersionId: string
	readonly steps: readonly DueStep[]
	/** 1 from the start; a return opens the next one. */
	readonly round: number
	readonly state: ClockState
}

type ClockStart = {
	readonly subjectKind: ClockSubject
	readonly subjectId: string
	readonly kind: ClockKind
	readonly party: ClockParty
	readonly round?: number
	/** Minute at which the last day ends; by party when left out. */
	readonly closeAt?: number
}

/** 24:00 for dealers, 18:00 for departments and the branch's own people (domain 6.3). */
export function closeOfDay(party: ClockParty): number {
	return party === 'dealer' ? CLOSE_DEALER : CLOSE_DEPARTMENT
}

/** A running clock for a limit that begins on a date or at an instant. */
export function startClock(
	calendar: Calendar,
	start: ClockStart & { readonly from: LocalDate | Instant; readonly limit: Limit },
): Clock {
	return clockOf(start, dueDate(calendar, start.from, start.limit, start.closeAt ?? closeOfDay(start.party)))
}

/** A running clock for a due date that was found elsewhere (an order's, with its statutory rule). */
export function clockOf(start: ClockStart, due: DueDate): Clock {
	return {
		subjectKind: start.subjectKind,
		subjectId: start.subjectId,
		kind: start.kind,
		party: start.party,
		unit: due.limit.unit,
		amount: due.limit.amount,
		startedAt: due.startedAt,
		dueAt: due.dueAt,
		dueOn: due.dueOn,
		rawDueOn: due.rawDueOn,
		provisional: due.provisional,
		calendarVersionId: due.calendarVersionId,
		steps: due.steps,
		round: start.round ?? 1,
		state: 'RUNNING',
	}
}

/**
 * A running clock to a day that no limit counts: a limitation in months, an assisting department's own date.
 * The day is kept even when it is a rest day, because somebody named it.
 */
export function startClockUntil(
	calendar: Calendar,
	start: ClockStart & { readonly from: LocalDate | Instant; readonly dueOn: LocalDate },
): Clock {
	const { from, dueOn } = start
	const startedAt = isInstantText(from) ? from : instantAt(from, 0)
	const dueAt = instantAt(dueOn, start.closeAt ?? closeOfDay(start.party))
	const steps: DueStep[] = [{ kind: 'end', date: dueOn, at: dueAt }]
	return {
		subjectKind: start.subjectKind,
		subjectId: start.subjectId,
		kind: start.kind,
		party: start.party,
		unit: 'date',
		amount: 0,
		startedAt,
		dueAt,
		dueOn,
		rawDueOn: dueOn,
		// A named day does not move when a notice comes.
		provisional: false,
		calendarVersionId: calendar.versionId,
		steps,
		round: start.round ?? 1,
		state: 'RUNNING',
	}
}

/** True once the last moment has passed while the clock ran. */
export function isOverdue(clock: Pick<Clock, 'state' | 'dueAt'>, now: Instant): boolean {
	return clock.state === 'BREACHED' || (clock.state === 'RUNNING' && now > clock.dueAt)
}

/** The state in which an act at this moment leaves a running clock; a clock that stands keeps its state. */
export function stoppedState(clock: Pick<Clock, 'state' | 'dueAt'>, at: Instant): ClockState {
	if (clock.state !== 'RUNNING') return clock.state
	return at > clock.dueAt ? 'BREACHED' : 'MET'
}

export type ClockDates = Pick<Clock, 'dueAt' | 'dueOn' | 'rawDueOn' | 'provisional' | 'calendarVersionId' | 'steps'>

/**
 * The dates of a running, counted clock under another calendar version; null when the moment and the mark stay.
 * Orders cut by the statutory rule and extended clocks are counted by app/domain/order/deadline.ts instead.
 */
export function recount(calendar: Calendar, clock: Clock, closeAt = closeOfDay(clock.party)): ClockDates | null {
	if (clock.state !== 'RUNNING' || clock.unit === 'date') return null
	const due = dueDate(calendar, clock.startedAt, { amount: clock.amount, unit: clock.unit }, closeAt)
	if (due.dueAt === clock.dueAt && due.provisional === clock.provisional) return null
	const { dueAt, dueOn, rawDueOn, provisional, calendarVersionId, steps } = due
	return { dueAt, dueOn, rawDueOn, provisional, calendarVersionId, steps }
}
