import type { Clock } from '../clock.ts'
import { clockOf } from '../clock.ts'
import { CLOSE_DEALER } from '../due-date.ts'
import type { Outcome } from '../refusal.ts'
import { refuse } from '../refusal.ts'
import { ok } from '../result.ts'
import type { Instant, LocalDate } from '../time.ts'
import { addDays, localDateOf } from '../time.ts'
import type { OrderDue } from './deadline.ts'
import { isPersonal } from './first-asked.ts'
import type { ClockEffect, OrderAction, OrderActor, OrderChange, OrderEvent, OrderFacts } from './order.ts'
import { gate } from './order.ts'

/** Days between 办结 and 销号 in which the problem must not come back (domain 5.2). */
export const OBSERVATION_DAYS = 30

export type ChangeParts = Partial<Pick<OrderChange, 'set' | 'reason' | 'clocks'>>

/** Asks the machine and builds the change; every act goes through here. */
export function step(facts: OrderFacts, action: OrderAction, event: OrderEvent, parts: ChangeParts = {}) {
	const next = gate(facts, action)
	if (!next.ok) return next
	const change: OrderChange = {
		state: next.value,
		set: parts.set ?? {},
		event,
		reason: parts.reason ?? null,
		clocks: parts.clocks ?? [],
	}
	return ok(change)
}

/** The trimmed reason, or the refusal of an act that needs one. */
export function reasonOf(text: string): Outcome<string> {
	const reason = text.trim()
	return reason === '' ? refuse('invalid', 'reason-missing') : ok(reason)
}

/** The issuer, whoever holds the issuer's duty, or the order officer who has drafted this order. */
export function isIssuingSide(facts: OrderFacts, actor: OrderActor): boolean {
	if (facts.issuedBy === actor.accountId || actor.duties.includes('issuer')) return true
	return actor.duties.includes('officer') && facts.draftedBy === actor.accountId
}

function isIssuer(facts: OrderFacts, actor: OrderActor): boolean {
	return facts.issuedBy === actor.accountId || actor.duties.includes('issuer')
}

/** DRAFT: the fields of the draft were changed. */
export function editDraft(facts: OrderFacts): Outcome<OrderChange> {
	return step(facts, 'editDraft', 'order.edited')
}

/** DRAFT to PENDING_APPROVAL; a lead department must be named. */
export function submitDraft(facts: OrderFacts): Outcome<OrderChange> {
	const next = gate(facts, 'submitDraft')
	if (!next.ok) return next
	if (facts.leadDepartmentId === null) return refuse('procedure', 'order.no-lead-department')
	return step(facts, 'submitDraft', 'order.submitted')
}

/** PENDING_APPROVAL back to DRAFT, with a reason. */
export function rejectDraft(facts: OrderFacts, reason: string): Outcome<OrderChange> {
	const next = gate(facts, 'rejectDraft')
	if (!next.ok) return next
	const why = reasonOf(reason)
	return why.ok ? step(facts, 'rejectDraft', 'order.rejected', { reason: why.value }) : why
}

/**
 * PENDING_APPROVAL to ISSUED by somebody other than the drafter; starts the clocks that `due` (orderDue) has counted.
 * The number is drawn by the use case in the same transaction.
 */
export function issue(facts: OrderFacts, actor: OrderActor, due: OrderDue, now: Instant): Outcome<OrderChange> {
	const next = gate(facts, 'issue')
	if (!next.ok) return next
	if (actor.accountId === facts.draftedBy) return refuse('forbidden', 'order.drafter-issues')
	if (facts.leadDepartmentId === null) return refuse('procedure', 'order.no-lead-department')
	return step(facts, 'issue', 'order.issued', {
		set: {
			urgency: due.urgency,
			issuedBy: actor.accountId,
			issuedAt: now,
			ackDueAt: due.acknowledge.dueAt,
			statutoryOn: due.statutory?.rawDueOn ?? null,
			dueAt: due.handle.dueAt,
			dueOn: due.handle.dueOn,
			originalDueAt: due.handle.dueAt,
			originalDueOn: due.handle.dueOn,
			round: 1,
		},
		clocks: clocksOf(facts.id, due).map((clock) => ({ act: 'start', clock })),
	})
}

/** Sign-for, handling and, with a complaint, the statutory clock. */
function clocksOf(subjectId: string, due: OrderDue): Clock[] {
	const { closeAt, calendarCode, policyId } = due
	const subject = { subjectKind: 'order', subjectId, party: 'department', closeAt, calendarCode, policyId } as const
	const clocks = [
		clockOf({ ...subject, kind: 'order.acknowledge', defaultOutcome: 'signed-by-default' }, due.acknowledge),
		handleClock(subjectId, due, 1),
	]
	// A statutory day ends at 24:00, whoever has to keep it.
	const whole = { party: 'staff', closeAt: CLOSE_DEALER } as const
	if (due.statutory) clocks.push(clockOf({ ...subject, ...whole, kind: 'order.statutory' }, due.statutory))
	return clocks
}

function handleClock(subjectId: string, due: OrderDue, round: number): Clock {
	const { cut, closeAt, calendarCode, policyId } = due
	const start = { subjectKind: 'order', subjectId, kind: 'order.handle', party: 'department', round } as const
	return clockOf({ ...start, closeAt, cut, calendarCode, policyId }, due.handle)
}

/** ISSUED to ACKNOWLEDGED; late when `now` lies after `ackDueAt`, which the light has shown as red. */
export function acknowledge(facts: OrderFacts, now: Instant): Outcome<OrderChange> {
	return step(facts, 'acknowledge', 'order.acknowledged', {
		set: { acknowledgedAt: now },
		clocks: [{ act: 'stop', kind: 'order.acknowledge', at: now }],
	})
}

/** A progress note; takes an acknowledged or returned order into work. */
export function progress(facts: OrderFacts): Outcome<OrderChange> {
	return step(facts, 'progress', 'order.progressed')
}

/** The three answers: 处理结果, 原因分析, 机制流程改进. */
export type Feedback = { readonly result: string; readonly cause: string; readonly mechanism: string }

/**
 * Feedback with all three answers; stops the handling clock. What comes after the due moment is late and stays late,
 * whether the sweep has recorded it already or not.
 */
export function submitFeedback(
	facts: OrderFacts,
	actor: OrderActor,
	feedback: Feedback,
	now: Instant,
): Outcome<OrderChange> {
	const next = gate(facts, 'submitFeedback')
	if (!next.ok) return next
	if (facts.suspendedSince !== null) return refuse('procedure', 'order.suspended')
	if ([feedback.result, feedback.cause, feedback.mechanism].some((answer) => answer.trim() === '')) {
		return refuse('invalid', 'order.feedback-incomplete')
	}
	return step(facts, 'submitFeedback', 'order.feedback-submitted', {
		set: { submittedAt: now, feedbackBy: actor.accountId, overdueAt: facts.overdueAt ?? passedDue(facts, now) },
		clocks: [{ act: 'stop', kind: 'order.handle', at: now }],
	})
}

/** The due moment when it has passed, else null. */
export function passedDue(facts: Pick<OrderFacts, 'dueAt'>, now: Instant): Instant | null {
	return facts.dueAt !== null && now > facts.dueAt ? facts.dueAt : null
}

/** SUBMITTED to RETURNED with a reason: the clock runs again at the old due date, in a new round. */
export function returnFeedback(facts: OrderFacts, actor: OrderActor, reason: string): Outcome<OrderChange> {
	const next = gate(facts, 'returnFeedback')
	if (!next.ok) return next
	if (!isIssuingSide(facts, actor)) return refuse('forbidden', 'order.not-issuing-side')
	if (actor.accountId === facts.feedbackBy) return refuse('forbidden', 'order.own-feedback')
	const why = reasonOf(reason)
	if (!why.ok) return why
	const round = facts.round + 1
	return step(facts, 'returnFeedback', 'order.returned', {
		set: { round, returnCount: facts.returnCount + 1, submittedAt: null },
		reason: why.value,
		clocks: [{ act: 'restart', kind: 'order.handle', round }],
	})
}

/** 满意, 不满意, 未联系上. */
export type Callback = 'SATISFIED' | 'UNSATISFIED' | 'UNREACHED'

/**
 * SUBMITTED to COMPLETED by the issuing side, never by who wrote the feedback. Where a person stands behind the order
 * the call-back or a reason for its absence is needed (domain 5.6).
 */
export function complete(
	facts: OrderFacts,
	actor: OrderActor,
	closing: { readonly callback: Callback | null; readonly reason: string },
	now: Instant,
): Outcome<OrderChange> {
	const next = gate(facts, 'complete')
	if (!next.ok) return next
	if (!isIssuingSide(facts, actor)) return refuse('forbidden', 'order.not-issuing-side')
	if (actor.accountId === facts.feedbackBy) return refuse('forbidden', 'order.own-feedback')
	const reason = closing.reason.trim()
	if (isPersonal(facts) && closing.callback === null && reason === '') {
		return refuse('invalid', 'order.callback-missing')
	}
	return step(facts, 'complete', 'order.completed', {
		set: { completedAt: now, completedBy: actor.accountId },
		reason: reason === '' ? null : reason,
		clocks: [
			{ act: 'stop', kind: 'order.statutory', at: now },
			{ act: 'cancel', kind: 'order.assist' },
		],
	})
}

/** COMPLETED back to RETURNED: the problem has come back within the observation. Counts a new date from `due`. */
export function reopen(facts: OrderFacts, actor: OrderActor, reason: string, due: OrderDue): Outcome<OrderChange> {
	const next = gate(facts, 'reopen')
	if (!next.ok) return next
	if (!isIssuer(facts, actor) && !actor.duties.includes('officer')) return refuse('forbidden', 'order.not-striker')
	const why = reasonOf(reason)
	if (!why.ok) return why
	const round = facts.round + 1
	const { dueAt, dueOn } = due.handle
	return step(facts, 'reopen', 'order.reopened', {
		set: {
			round,
			returnCount: facts.returnCount + 1,
			submittedAt: null,
			completedAt: null,
			completedBy: null,
			dueAt,
			dueOn,
		},
		reason: why.value,
		clocks: [{ act: 'start', clock: handleClock(facts.id, due, round) }],
	})
}

/** The first day on which the order may be struck off without a reason; null before completion. */
export function observedUntil(facts: Pick<OrderFacts, 'completedAt'>, days = OBSERVATION_DAYS): LocalDate | null {
	return facts.completedAt === null ? null : addDays(localDateOf(facts.completedAt), days)
}

/**
 * COMPLETED to STRUCK_OFF by an order officer or the issuer, never by who completed it. Before the observation period
 * has passed only the issuer may do so, and says why.
 */
export function strikeOff(
	facts: OrderFacts,
	actor: OrderActor,
	reason: string,
	today: LocalDate,
	observationDays: number = OBSERVATION_DAYS,
): Outcome<OrderChange> {
	const next = gate(facts, 'strikeOff')
	if (!next.ok) return next
	if (actor.accountId === facts.completedBy) return refuse('forbidden', 'order.completer-strikes-off')
	const issuer = isIssuer(facts, actor)
	if (!issuer && !actor.duties.includes('officer')) return refuse('forbidden', 'order.not-striker')
	const until = observedUntil(facts, observationDays)
	const why = reason.trim()
	if (until !== null && today < until && !(issuer && why !== '')) {
		return refuse('procedure', 'order.observation-running', { until })
	}
	return step(facts, 'strikeOff', 'order.struck-off', { reason: why === '' ? null : why })
}

/** STRUCK_OFF to ASSESSED; the points are counted by assessment.ts. */
export function assess(facts: OrderFacts): Outcome<OrderChange> {
	return step(facts, 'assess', 'order.assessed')
}

/** With its end every clock of the order ends, with a record. */
export const ALL_CLOCKS_END: readonly ClockEffect[] = [
	{ act: 'cancel', kind: 'order.acknowledge' },
	{ act: 'cancel', kind: 'order.handle' },
	{ act: 'cancel', kind: 'order.statutory' },
	{ act: 'cancel', kind: 'order.assist' },
	{ act: 'cancel', kind: 'order.progress' },
	{ act: 'cancel', kind: 'order.suspension' },
]

/** To WITHDRAWN with a reason, before completion; a draft by its drafter, an order by the issuing side. */
export function withdraw(facts: OrderFacts, actor: OrderActor, reason: string): Outcome<OrderChange> {
	const next = gate(facts, 'withdraw')
	if (!next.ok) return next
	if (facts.state !== 'DRAFT' && !isIssuingSide(facts, actor)) return refuse('forbidden', 'order.not-issuing-side')
	const why = reasonOf(reason)
	return why.ok ? step(facts, 'withdraw', 'order.withdrawn', { reason: why.value, clocks: ALL_CLOCKS_END }) : why
}
