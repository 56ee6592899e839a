import type { Calendar } from '../calendar.ts'
import { provisionalYears } from '../calendar.ts'
import type { ClockDates } from '../clock.ts'
import type { DueDate, DueStep, Limit } from '../due-date.ts'
import { addWorkingDays, CLOSE_DEPARTMENT, dueDate, subtractWorkingDays, workingDaysBetween } from '../due-date.ts'
import type { Outcome } from '../refusal.ts'
import { refuse } from '../refusal.ts'
import { ok } from '../result.ts'
import type { Instant, LocalDate } from '../time.ts'
import { addMs, HOUR_MS, instantAt, instantMs, localDateOf } from '../time.ts'
import type { OrderFacts } from './order.ts'
import type { Urgency } from './urgency.ts'
import { countsInHours, URGENCY_LIMITS, urgencyRank } from './urgency.ts'

/** The operator answers a user's complaint within 15 calendar days (domain 7). */
export const STATUTORY_LIMIT: Limit = { amount: 15, unit: 'cd' }
/** Working days kept free before the statutory date. */
const STATUTORY_RESERVE = 2

export type OrderDue = {
	/** After the statutory rule: raised to URGENT where the complaint leaves no other time. */
	readonly urgency: Urgency
	readonly raised: boolean
	readonly handle: DueDate
	readonly acknowledge: DueDate
	/** Complaint + 15 calendar days; plans use `rawDueOn`, never the days won by a rest day (domain 6.3). */
	readonly statutory: DueDate | null
}

/**
 * The dates of an order issued at this moment (domain 5.4): the urgency's limit, cut to two working days before the
 * statutory date of an attached complaint. Where that leaves less than one working day, the order is due one working
 * day after issue or on the statutory date, whichever is first, and is raised to URGENT. When even the statutory date
 * is past, one working day after issue stands: nothing is due before it was issued.
 */
export function orderDue(
	calendar: Calendar,
	issuedAt: Instant,
	urgency: Urgency,
	complaintOn: LocalDate | null = null,
	closeAt: number = CLOSE_DEPARTMENT,
): OrderDue {
	const uncut = dueDate(calendar, issuedAt, URGENCY_LIMITS[urgency].handle, closeAt)
	const acknowledgeOf = (level: Urgency) => dueDate(calendar, issuedAt, URGENCY_LIMITS[level].acknowledge, closeAt)
	if (complaintOn === null) {
		return { urgency, raised: false, handle: uncut, acknowledge: acknowledgeOf(urgency), statutory: null }
	}
	const statutory = dueDate(calendar, complaintOn, STATUTORY_LIMIT)
	const cut = cutForStatutory(calendar, issuedAt, uncut, complaintOn, statutory.rawDueOn, closeAt)
	const raised = cut.urgent && urgencyRank(urgency) < urgencyRank('URGENT')
	const level = raised ? 'URGENT' : urgency
	return { urgency: level, raised, handle: cut.due, acknowledge: acknowledgeOf(level), statutory }
}

/** The statutory rule alone; `urgent` when the complaint leaves less than one working day. */
export function cutForStatutory(
	calendar: Calendar,
	issuedAt: Instant,
	uncut: DueDate,
	complaintOn: LocalDate,
	statutoryOn: LocalDate,
	closeAt: number,
): { due: DueDate; urgent: boolean } {
	const issuedOn = localDateOf(issuedAt)
	const latest = subtractWorkingDays(calendar, statutoryOn, STATUTORY_RESERVE)
	const nextDay = addWorkingDays(calendar, issuedOn, 1)
	const tell = (applied: 'not-needed' | 'cut' | 'urgent' | 'passed'): DueStep => ({
		kind: 'statutory',
		complaintOn,
		statutoryOn,
		latest,
		uncut: uncut.dueOn,
		applied,
	})
	const to = (dueOn: LocalDate, applied: 'cut' | 'urgent' | 'passed') => {
		const dueAt = instantAt(dueOn, closeAt)
		// 24 hours stay 24 hours where they end first.
		return uncut.dueAt <= dueAt ? withStep(uncut, tell(applied)) : movedTo(calendar, uncut, dueOn, dueAt, tell(applied))
	}
	if (latest >= nextDay) {
		const needed = instantAt(latest, closeAt) < uncut.dueAt
		return { due: needed ? to(latest, 'cut') : withStep(uncut, tell('not-needed')), urgent: false }
	}
	if (instantAt(statutoryOn, closeAt) <= issuedAt) return { due: to(nextDay, 'passed'), urgent: true }
	return { due: to(statutoryOn < nextDay ? statutoryOn : nextDay, 'urgent'), urgent: true }
}

function withStep(due: DueDate, step: DueStep): DueDate {
	return { ...due, steps: [...due.steps.slice(0, -1), step, ...due.steps.slice(-1)] }
}

/** The same start with another end: the new step, the provisional years up to it, the new end. */
function movedTo(calendar: Calendar, due: DueDate, dueOn: LocalDate, dueAt: Instant, step: DueStep): DueDate {
	const years = provisionalYears(calendar, localDateOf(due.startedAt), dueOn)
	const steps: DueStep[] = [
		...due.steps.filter(({ kind }) => kind !== 'end' && kind !== 'provisional-year'),
		step,
		...years.map((year) => ({ kind: 'provisional-year', year }) as const),
		{ kind: 'end', date: dueOn, at: dueAt },
	]
	const moment = due.limit.unit === 'h' || due.limit.unit === 'wh' ? dueAt : dueOn
	return { ...due, due: moment, rawDue: moment, dueOn, rawDueOn: dueOn, dueAt, provisional: years.length > 0, steps }
}

/** Extensions: at most two (domain 5.4). */
export const MAX_EXTENSIONS = 2
/** 特急 asks at least 2 hours before. */
const EXTENSION_NOTICE_MS = 2 * HOUR_MS

export type ExtensionRoom = {
	/** In the order's unit; what may still be asked for in total. */
	readonly left: number
	readonly unit: 'wd' | 'h'
	readonly latest: LocalDate | Instant
}

type Dated = { readonly issuedAt: Instant; readonly dueAt: Instant; readonly dueOn: LocalDate }

function datedOf(facts: OrderFacts): Dated | null {
	const { issuedAt, dueAt, dueOn } = facts
	return issuedAt === null || dueAt === null || dueOn === null ? null : { issuedAt, dueAt, dueOn }
}

/**
 * Whether an extension may be asked for now, and how much of it (domain 5.4): asked at least one working day before
 * the due date (特急: 2 hours), at most twice, in total at most the original period. Refused requests do not count.
 */
export function extensionRoom(calendar: Calendar, facts: OrderFacts, now: Instant): Outcome<ExtensionRoom> {
	const dated = datedOf(facts)
	if (dated === null) return refuse('procedure', 'wrong-state', { state: facts.state, action: 'requestExtension' })
	if (facts.extensions.some(({ state }) => state === 'PENDING')) return refuse('procedure', 'order.extension-pending')
	const approved = facts.extensions.filter(({ state }) => state === 'APPROVED')
	if (approved.length >= MAX_EXTENSIONS) return refuse('procedure', 'order.extension-twice')
	const inHours = countsInHours(facts.urgency)
	const latest = inHours ? addMs(dated.dueAt, -EXTENSION_NOTICE_MS) : subtractWorkingDays(calendar, dated.dueOn, 1)
	if ((inHours ? now : localDateOf(now)) > latest) {
		return refuse('procedure', 'order.extension-too-late', { latest })
	}
	const used = approved.reduce((sum, { limit }) => sum + limit.amount, 0)
	const left = originalPeriod(calendar, facts, dated) - used
	if (left <= 0) return refuse('procedure', tooLong(inHours ? 'h' : 'wd'), { left: 0 })
	return ok({ left, unit: inHours ? 'h' : 'wd', latest })
}

/** The refusal that names what is left in the order's own unit. */
export function tooLong(unit: 'wd' | 'h') {
	return unit === 'h' ? 'order.extension-too-long-hours' : 'order.extension-too-long'
}

/** From issue to the first due date, in working days, or in hours for 特急. */
function originalPeriod(calendar: Calendar, facts: OrderFacts, { issuedAt, dueAt, dueOn }: Dated): number {
	if (countsInHours(facts.urgency)) {
		return Math.floor((instantMs(facts.originalDueAt ?? dueAt) - instantMs(issuedAt)) / HOUR_MS)
	}
	return workingDaysBetween(calendar, localDateOf(issuedAt), facts.originalDueOn ?? dueOn)
}

/**
 * The due date after an extension, counted from the old due date (domain 5.4).
 * Refuses what goes past the raw statutory date, and a limit in another unit than the order's.
 */
export function extendedDue(
	calendar: Calendar,
	facts: OrderFacts,
	limit: Limit,
	closeAt: number = CLOSE_DEPARTMENT,
): Outcome<ClockDates> {
	const dated = datedOf(facts)
	if (dated === null) return refuse('procedure', 'wrong-state', { state: facts.state, action: 'decideExtension' })
	const unit = countsInHours(facts.urgency) ? 'h' : 'wd'
	if (limit.unit !== unit || limit.amount < 1) return refuse('invalid', 'order.extension-unit')
	const due = dueDate(calendar, unit === 'h' ? dated.dueAt : dated.dueOn, limit, closeAt)
	if (facts.statutoryOn !== null && due.dueOn > facts.statutoryOn) {
		return refuse('procedure', 'order.extension-past-statutory', { statutoryOn: facts.statutoryOn })
	}
	const step: DueStep = { kind: 'extended', from: dated.dueOn, to: due.dueOn, limit }
	return ok(datesOf(withStep(due, step)))
}

/**
 * The due date after a suspension: the working days of the pause (hours for 特急) are given back, but never past the
 * statutory date, whose clock does not stop (domain 5.2).
 */
export function resumedDue(
	calendar: Calendar,
	dated: Dated,
	since: Instant,
	now: Instant,
	statutoryOn: LocalDate | null,
	inHours: boolean,
	closeAt: number = CLOSE_DEPARTMENT,
): ClockDates {
	const limit: Limit = inHours
		? { amount: Math.ceil((instantMs(now) - instantMs(since)) / HOUR_MS), unit: 'h' }
		: { amount: workingDaysBetween(calendar, localDateOf(since), localDateOf(now)), unit: 'wd' }
	const due = dueDate(calendar, inHours ? dated.dueAt : dated.dueOn, limit, closeAt)
	const capped = statutoryOn !== null && due.dueOn > statutoryOn
	// A date that already lay behind the statutory one is kept, not shortened.
	const dueOn = capped ? (dated.dueOn > statutoryOn ? dated.dueOn : statutoryOn) : due.dueOn
	const step: DueStep = { kind: 'suspended', since, until: now, to: dueOn }
	return datesOf(capped ? movedTo(calendar, due, dueOn, instantAt(dueOn, closeAt), step) : withStep(due, step))
}

/** What a clock keeps of a due date. */
export function datesOf(due: DueDate): ClockDates {
	const { dueAt, dueOn, rawDueOn, provisional, calendarVersionId, steps } = due
	return { dueAt, dueOn, rawDueOn, provisional, calendarVersionId, steps }
}
