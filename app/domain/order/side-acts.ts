import type { Calendar } from '../calendar.ts'
import { addLimit } from '../clock/engine.ts'
import type { ClockDates } from '../clock.ts'
import type { Limit } from '../due-date.ts'
import { CLOSE_DEPARTMENT } from '../due-date.ts'
import type { Outcome } from '../refusal.ts'
import { refuse } from '../refusal.ts'
import { ok } from '../result.ts'
import type { Instant, LocalDate } from '../time.ts'
import { instantAt, localDateOf } from '../time.ts'
import { isIssuingSide, passedDue, reasonOf, step } from './acts.ts'
import { extendedDue, extensionRoom, tooLong } from './deadline.ts'
import type { OrderActor, OrderChange, OrderExtension, OrderFacts } from './order.ts'
import { gate } from './order.ts'
import { countsInHours, nextUrgency } from './urgency.ts'

/** The chase by hand before this one, and the working hours that must lie between (domain 5.4, the policy's). */
export type ChaseHistory = { readonly lastAt: Instant | null; readonly minIntervalWh: number }

/** The moment from which an order may be chased by hand again; null when it may be at any time. */
export function chaseFrom(calendar: Calendar, { lastAt, minIntervalWh }: ChaseHistory): Instant | null {
	return lastAt === null ? null : addLimit(calendar, lastAt, { amount: minIntervalWh, unit: 'wh' })
}

/** A chase by hand, not sooner than the policy's interval after the last; the ladder's own chases are reminders.ts. */
export function chase(
	calendar: Calendar,
	facts: OrderFacts,
	text: string,
	history: ChaseHistory,
	now: Instant,
): Outcome<OrderChange> {
	const next = gate(facts, 'chase')
	if (!next.ok) return next
	if (facts.suspendedSince !== null) return refuse('procedure', 'order.suspended')
	const from = chaseFrom(calendar, history)
	if (from !== null && now < from) return refuse('procedure', 'order.chase-too-soon', { from })
	const why = reasonOf(text)
	return why.ok ? step(facts, 'chase', 'order.chased', { reason: why.value }) : why
}

/** One level more urgent, up to 紧急; the due date stays. 特急 counts in hours and is chosen when drafting. */
export function escalate(facts: OrderFacts, actor: OrderActor, reason: string): Outcome<OrderChange> {
	const next = gate(facts, 'escalate')
	if (!next.ok) return next
	if (!isIssuingSide(facts, actor)) return refuse('forbidden', 'order.not-issuing-side')
	const urgency = nextUrgency(facts.urgency)
	if (urgency === null || countsInHours(urgency)) return refuse('procedure', 'order.top-urgency')
	const why = reasonOf(reason)
	return why.ok ? step(facts, 'escalate', 'order.escalated', { set: { urgency }, reason: why.value }) : why
}

export type ExtensionRequest = { readonly limit: Limit; readonly reason: string }

/**
 * Asks for an extension (domain 5.4): in time, at most twice, in total at most the original period, never past the
 * statutory date. The clock goes on; the answer tells the date that approval would give.
 */
export function requestExtension(
	calendar: Calendar,
	facts: OrderFacts,
	request: ExtensionRequest,
	now: Instant,
	closeAt?: number,
): Outcome<OrderChange & { readonly proposed: ClockDates }> {
	const next = gate(facts, 'requestExtension')
	if (!next.ok) return next
	if (facts.suspendedSince !== null) return refuse('procedure', 'order.suspended')
	const room = extensionRoom(calendar, facts, now)
	if (!room.ok) return room
	const proposed = extendedDue(calendar, facts, request.limit, closeAt)
	if (!proposed.ok) return proposed
	if (request.limit.amount > room.value.left) {
		return refuse('procedure', tooLong(room.value.unit), { left: room.value.left })
	}
	const why = reasonOf(request.reason)
	if (!why.ok) return why
	const change = step(facts, 'requestExtension', 'order.extension-requested', { reason: why.value })
	return change.ok ? ok({ ...change.value, proposed: proposed.value }) : change
}

/** The request that waits for a decision. */
export function pendingExtension(facts: OrderFacts): OrderExtension | null {
	return facts.extensions.find(({ state }) => state === 'PENDING') ?? null
}

/**
 * Approves or refuses the waiting request, with a reason, by the issuing side and not by who asked. An approved one
 * counts from the old due date, and takes back an overdue mark that was set while the request waited: it was asked in
 * time. When the new date has passed as well, the order stays overdue, by the new date.
 */
export function decideExtension(
	calendar: Calendar,
	facts: OrderFacts,
	actor: OrderActor,
	decision: { readonly approve: boolean; readonly reason: string },
	now: Instant,
	closeAt?: number,
): Outcome<OrderChange> {
	const next = gate(facts, 'decideExtension')
	if (!next.ok) return next
	const pending = pendingExtension(facts)
	if (pending === null) return refuse('procedure', 'order.no-extension-pending')
	if (actor.accountId === pending.requestedBy) return refuse('forbidden', 'order.extension-own')
	if (!isIssuingSide(facts, actor)) return refuse('forbidden', 'order.not-issuing-side')
	const why = reasonOf(decision.reason)
	if (!why.ok) return why
	if (!decision.approve) return step(facts, 'decideExtension', 'order.extension-refused', { reason: why.value })
	const dates = extendedDue(calendar, facts, pending.limit, closeAt)
	if (!dates.ok) return dates
	const { dueAt, dueOn } = dates.value
	// Feedback that has come in is judged by its own moment, an order at work by now.
	const overdueAt = passedDue({ dueAt }, facts.submittedAt ?? now)
	return step(facts, 'decideExtension', 'order.extension-approved', {
		set: { dueAt, dueOn, overdueAt },
		reason: why.value,
		clocks: [{ act: 'extend', kind: 'order.handle', asked: pending, reason: why.value, dates: dates.value }],
	})
}

/** Takes the own waiting request back; the date was never touched by it. */
export function withdrawExtension(facts: OrderFacts, actor: OrderActor): Outcome<OrderChange> {
	const next = gate(facts, 'withdrawExtension')
	if (!next.ok) return next
	const pending = pendingExtension(facts)
	if (pending === null) return refuse('procedure', 'order.no-extension-pending')
	if (actor.accountId !== pending.requestedBy) return refuse('forbidden', 'order.extension-not-own')
	return step(facts, 'withdrawExtension', 'order.extension-withdrawn')
}

export type Pause = { readonly body: string; readonly until: LocalDate; readonly reason: string }

/**
 * 挂起: only while an outside body is waited for, with reason and expected end. The clocks of the department pause (the
 * engine gives the time back), the statutory one goes on and bounds the pause.
 */
export function suspend(facts: OrderFacts, actor: OrderActor, pause: Pause, now: Instant): Outcome<OrderChange> {
	const next = gate(facts, 'suspend')
	if (!next.ok) return next
	if (!isIssuingSide(facts, actor)) return refuse('forbidden', 'order.not-issuing-side')
	if (facts.suspendedSince !== null) return refuse('procedure', 'order.suspended')
	// What is late already gains nothing by waiting, and its ladder goes on.
	if (facts.overdueAt !== null || passedDue(facts, now) !== null) return refuse('procedure', 'order.suspend-overdue')
	if (pause.body.trim() === '') return refuse('invalid', 'order.waiting-for')
	const tooLate = facts.statutoryOn !== null && pause.until > facts.statutoryOn
	if (pause.until <= localDateOf(now) || tooLate) return refuse('invalid', 'order.suspension-end')
	const why = reasonOf(pause.reason)
	if (!why.ok) return why
	return step(facts, 'suspend', 'order.suspended', {
		set: { suspendedSince: now, suspendedUntil: pause.until },
		reason: why.value,
	})
}

/** Ends a suspension, by hand or by the sweep at its expected end. */
export function resume(facts: OrderFacts): Outcome<OrderChange> {
	const next = gate(facts, 'resume')
	if (!next.ok) return next
	if (facts.suspendedSince === null) return refuse('procedure', 'order.not-suspended')
	return step(facts, 'resume', 'order.resumed', { set: { suspendedSince: null, suspendedUntil: null } })
}

/**
 * Another due date, named by the issuer with a reason: after now, never past the statutory date. What is late stays late
 * (domain 5.4 rule 4): a date that has passed is not named again.
 */
export function setDue(
	facts: OrderFacts,
	actor: OrderActor,
	named: { readonly dueOn: LocalDate; readonly reason: string },
	now: Instant,
	closeAt = CLOSE_DEPARTMENT,
): Outcome<OrderChange> {
	const next = gate(facts, 'setDue')
	if (!next.ok) return next
	if (facts.issuedBy !== actor.accountId && !actor.duties.includes('issuer')) {
		return refuse('forbidden', 'order.not-issuing-side')
	}
	if (facts.suspendedSince !== null) return refuse('procedure', 'order.suspended')
	// Retired with its policy: a date of its own would have no clock behind it.
	if (facts.issuedAt !== null && facts.dueAt === null) return refuse('procedure', 'clock.not-running')
	if (countsInHours(facts.urgency)) return refuse('procedure', 'order.due-hours')
	if (facts.overdueAt !== null || passedDue(facts, now) !== null) return refuse('procedure', 'order.due-overdue')
	if (instantAt(named.dueOn, closeAt) <= now) return refuse('invalid', 'order.due-past')
	if (named.dueOn === facts.dueOn) return refuse('invalid', 'order.due-same')
	if (facts.statutoryOn !== null && named.dueOn > facts.statutoryOn) {
		return refuse('invalid', 'order.due-statutory', { statutoryOn: facts.statutoryOn })
	}
	const why = reasonOf(named.reason)
	return why.ok ? step(facts, 'setDue', 'order.due-set', { reason: why.value }) : why
}

/** 密级: set or lifted with a reason by the issuing side; who may read follows at once. */
export function grade(
	facts: OrderFacts,
	actor: OrderActor,
	change: { readonly from: boolean; readonly to: boolean; readonly reason: string },
): Outcome<OrderChange> {
	const next = gate(facts, 'grade')
	if (!next.ok) return next
	if (!isIssuingSide(facts, actor)) return refuse('forbidden', 'order.not-issuing-side')
	if (change.from === change.to) return refuse('invalid', 'order.grade-same')
	const why = reasonOf(change.reason)
	if (!why.ok) return why
	return step(facts, 'grade', change.to ? 'order.graded' : 'order.ungraded', { reason: why.value })
}

/** The sweep records that the due moment has passed without feedback; once, also when asked twice. */
export function markOverdue(facts: OrderFacts, now: Instant): Outcome<OrderChange> {
	const next = gate(facts, 'markOverdue')
	if (!next.ok) return next
	if (facts.overdueAt !== null) return refuse('procedure', 'already-done')
	const overdueAt = facts.suspendedSince === null ? passedDue(facts, now) : null
	if (overdueAt === null) return refuse('procedure', 'order.not-overdue')
	return step(facts, 'markOverdue', 'order.overdue', {
		set: { overdueAt },
		clocks: [{ act: 'breach', kind: 'order.handle' }],
	})
}
