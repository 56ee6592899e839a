import type { Calendar } from '../calendar.ts'
import type { Clock, ClockDates } from '../clock.ts'
import { startClockUntil } from '../clock.ts'
import type { Limit } from '../due-date.ts'
import type { Outcome } from '../refusal.ts'
import { refuse } from '../refusal.ts'
import { ok } from '../result.ts'
import type { Instant, LocalDate } from '../time.ts'
import { localDateOf } from '../time.ts'
import { isIssuingSide, passedDue, reasonOf, step } from './acts.ts'
import { extendedDue, extensionRoom, resumedDue, tooLong } from './deadline.ts'
import type { OrderActor, OrderChange, OrderExtension, OrderFacts } from './order.ts'
import { gate } from './order.ts'
import { countsInHours, nextUrgency } from './urgency.ts'

/** Another handler or lead department, with a reason; the clock goes on. */
export function reassign(facts: OrderFacts, leadDepartmentId: string, reason: string): Outcome<OrderChange> {
	const next = gate(facts, 'reassign')
	if (!next.ok) return next
	const why = reasonOf(reason)
	return why.ok ? step(facts, 'reassign', 'order.reassigned', { set: { leadDepartmentId }, reason: why.value }) : why
}

/** A chase by hand; the ladder's own chases are reminders.ts. */
export function chase(facts: OrderFacts, text: string): Outcome<OrderChange> {
	const next = gate(facts, 'chase')
	if (!next.ok) return next
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
		clocks: [{ act: 'move', kind: 'order.handle', dates: dates.value }],
	})
}

/** 挂起: only while waiting for an outside body, with reason and end date; the statutory clock goes on. */
export function suspend(
	facts: OrderFacts,
	actor: OrderActor,
	pause: { readonly until: LocalDate; readonly reason: string },
	now: Instant,
): Outcome<OrderChange> {
	const next = gate(facts, 'suspend')
	if (!next.ok) return next
	if (!isIssuingSide(facts, actor)) return refuse('forbidden', 'order.not-issuing-side')
	if (facts.suspendedSince !== null) return refuse('procedure', 'order.suspended')
	const tooLate = facts.statutoryOn !== null && pause.until > facts.statutoryOn
	if (pause.until <= localDateOf(now) || tooLate) return refuse('invalid', 'order.suspension-end')
	const why = reasonOf(pause.reason)
	if (!why.ok) return why
	return step(facts, 'suspend', 'order.suspended', {
		set: { suspendedSince: now, suspendedUntil: pause.until, overdueAt: facts.overdueAt ?? passedDue(facts, now) },
		reason: why.value,
		clocks: [{ act: 'cancel', kind: 'order.handle' }],
	})
}

/** Ends a suspension, by hand or by the sweep on its end date; gives the pause back. An overdue order gains nothing. */
export function resume(calendar: Calendar, facts: OrderFacts, now: Instant, closeAt?: number): Outcome<OrderChange> {
	const next = gate(facts, 'resume')
	if (!next.ok) return next
	const { suspendedSince, issuedAt, dueAt, dueOn, statutoryOn, urgency, round } = facts
	if (suspendedSince === null || issuedAt === null || dueAt === null || dueOn === null) {
		return refuse('procedure', 'order.not-suspended')
	}
	const lifted = { suspendedSince: null, suspendedUntil: null }
	if (facts.overdueAt !== null) {
		return step(facts, 'resume', 'order.resumed', {
			set: lifted,
			clocks: [{ act: 'restart', kind: 'order.handle', round, dates: null }],
		})
	}
	const dated = { issuedAt, dueAt, dueOn }
	const dates = resumedDue(calendar, dated, suspendedSince, now, statutoryOn, countsInHours(urgency), closeAt)
	return step(facts, 'resume', 'order.resumed', {
		set: { ...lifted, dueAt: dates.dueAt, dueOn: dates.dueOn },
		clocks: [{ act: 'restart', kind: 'order.handle', round, dates }],
	})
}

export type AssistTask = { readonly id: string; readonly departmentId: string; readonly dueOn: LocalDate }

/** An assisting department with its own task and date: not before today, not after the order's own date. */
export function addAssist(
	calendar: Calendar,
	facts: OrderFacts,
	task: AssistTask,
	now: Instant,
	closeAt?: number,
): Outcome<OrderChange> {
	const next = gate(facts, 'addAssist')
	if (!next.ok) return next
	const past = task.dueOn < localDateOf(now)
	if (past || (facts.dueOn !== null && task.dueOn > facts.dueOn)) return refuse('invalid', 'order.assist-date')
	// Before issue nothing runs; `issue` is followed by `assistClock` for every task.
	const clocks = facts.issuedAt === null ? [] : [assistClock(calendar, task, now, closeAt)]
	return step(facts, 'addAssist', 'order.assist-added', { clocks: clocks.map((clock) => ({ act: 'start', clock })) })
}

/** The clock of one assisting task; its overdue mark is its own (domain 5.4 rule 5). */
export function assistClock(calendar: Calendar, task: AssistTask, from: Instant, closeAt?: number): Clock {
	const start = { subjectKind: 'assist', subjectId: task.id, kind: 'order.assist', party: 'department' } as const
	return startClockUntil(calendar, { ...start, from, dueOn: task.dueOn, ...(closeAt === undefined ? {} : { closeAt }) })
}

/** An assisting department reports its task done, once. */
export function assistDone(
	facts: OrderFacts,
	task: { readonly doneAt: Instant | null },
	now: Instant,
): Outcome<OrderChange> {
	const next = gate(facts, 'assistDone')
	if (!next.ok) return next
	if (task.doneAt !== null) return refuse('procedure', 'order.assist-done')
	return step(facts, 'assistDone', 'order.assist-done', {
		clocks: [{ act: 'stop', kind: 'order.assist', at: now }],
	})
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
