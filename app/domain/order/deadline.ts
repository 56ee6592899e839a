import type { Calendar } from '../calendar.ts'
import type { ClockCut } from '../clock/facts.ts'
import { cutForStatutory } from '../clock/statutory.ts'
import { withStep } from '../clock/steps.ts'
import type { ClockDates } from '../clock.ts'
import type { DueDate, DueStep, Limit } from '../due-date.ts'
import { CLOSE_DEPARTMENT, dueDate, subtractWorkingDays, workingDaysBetween } from '../due-date.ts'
import { SHIPPED_POLICY } from '../policy/default-policy.ts'
import type { PinnedPolicy } from '../policy/policy.ts'
import type { Outcome } from '../refusal.ts'
import { refuse } from '../refusal.ts'
import { ok } from '../result.ts'
import type { Instant, LocalDate } from '../time.ts'
import { addMs, HOUR_MS, instantAt, instantMs, localDateOf } from '../time.ts'
import type { OrderFacts } from './order.ts'
import type { Urgency } from './urgency.ts'
import { countsInHours, urgencyRank } from './urgency.ts'

export type OrderDue = {
	/** After the statutory rule: raised to URGENT where the complaint leaves no other time. */
	readonly urgency: Urgency
	readonly raised: boolean
	readonly handle: DueDate
	readonly acknowledge: DueDate
	/** Complaint + 15 calendar days; plans use `rawDueOn`, never the days won by a rest day (domain 6.3). */
	readonly statutory: DueDate | null
	/** What the handling clock has to know of it. */
	readonly cut: ClockCut | null
	/** The minute at which the last day of handling and signing for ends. */
	readonly closeAt: number
	/** By which of the branch's calendars, and by which policy: its clocks pin both. */
	readonly calendarCode: string
	readonly policyId: string | null
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
	{ versionId, body: policy }: PinnedPolicy = SHIPPED_POLICY,
): OrderDue {
	const closeAt = policy.closeOfDay.department
	const pins = { closeAt, calendarCode: calendar.code, policyId: versionId }
	const uncut = dueDate(calendar, issuedAt, policy.levels[urgency].handle, closeAt)
	const acknowledgeOf = (level: Urgency) => dueDate(calendar, issuedAt, policy.levels[level].acknowledge, closeAt)
	if (complaintOn === null) {
		const acknowledge = acknowledgeOf(urgency)
		return { urgency, raised: false, handle: uncut, acknowledge, statutory: null, cut: null, ...pins }
	}
	const statutory = dueDate(calendar, complaintOn, policy.statutory.limit)
	const cut = { complaintOn, statutoryOn: statutory.rawDueOn, reserveWd: policy.statutory.reserveWd }
	const { due, urgent } = cutForStatutory(calendar, issuedAt, uncut, cut, closeAt)
	const raised = urgent && urgencyRank(urgency) < urgencyRank('URGENT')
	const level = raised ? 'URGENT' : urgency
	return { urgency: level, raised, handle: due, acknowledge: acknowledgeOf(level), statutory, cut, ...pins }
}

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
	const { max, noticeWd, noticeHours } = facts.extensionRules ?? SHIPPED_POLICY.body.extension
	const dated = datedOf(facts)
	if (dated === null) return refuse('procedure', 'wrong-state', { state: facts.state, action: 'requestExtension' })
	if (facts.extensions.some(({ state }) => state === 'PENDING')) return refuse('procedure', 'order.extension-pending')
	const approved = facts.extensions.filter(({ state }) => state === 'APPROVED')
	if (approved.length >= max) return refuse('procedure', 'order.extension-twice')
	const inHours = countsInHours(facts.urgency)
	const latest = inHours
		? addMs(dated.dueAt, -noticeHours * HOUR_MS)
		: subtractWorkingDays(calendar, dated.dueOn, noticeWd)
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
	// Hours are held against the close of that day, as the clock itself is.
	if (facts.statutoryOn !== null && due.dueAt > instantAt(facts.statutoryOn, closeAt)) {
		return refuse('procedure', 'order.extension-past-statutory', { statutoryOn: facts.statutoryOn })
	}
	const step: DueStep = { kind: 'extended', from: dated.dueOn, to: due.dueOn, limit }
	return ok(datesOf(withStep(due, step)))
}

/** What a clock keeps of a due date. */
function datesOf(due: DueDate): ClockDates {
	const { dueAt, dueOn, rawDueOn, provisional, calendarVersionId, steps } = due
	return { dueAt, dueOn, rawDueOn, provisional, calendarVersionId, steps }
}
