import type { Calendar } from '../calendar.ts'
import type { Clock } from '../clock.ts'
import { startClockUntil } from '../clock.ts'
import type { Outcome } from '../refusal.ts'
import { refuse } from '../refusal.ts'
import type { Instant, LocalDate } from '../time.ts'
import { localDateOf } from '../time.ts'
import { isIssuingSide, reasonOf, step } from './acts.ts'
import type { OrderActor, OrderChange, OrderFacts } from './order.ts'
import { gate } from './order.ts'

export type AssistTask = { readonly id: string; readonly departmentId: string; readonly dueOn: LocalDate }

/**
 * An assisting department with its own task and date: not before today, not after the order's own date (the statutory
 * one when that is over), not the lead department. `helping`: departments that have an open task or a done one.
 */
export function addAssist(
	calendar: Calendar,
	facts: OrderFacts,
	actor: OrderActor,
	task: AssistTask,
	helping: readonly string[],
	now: Instant,
	closeAt?: number,
): Outcome<OrderChange> {
	const next = gate(facts, 'addAssist')
	if (!next.ok) return next
	if (!isIssuingSide(facts, actor)) return refuse('forbidden', 'order.not-issuing-side')
	if (task.departmentId === facts.leadDepartmentId) return refuse('invalid', 'order.assist-lead')
	if (helping.includes(task.departmentId)) return refuse('invalid', 'order.assist-has')
	const bad = dateFault(facts, task.dueOn, now)
	if (bad) return refuse('invalid', bad)
	// Before issue nothing runs; `issue` is followed by `assistClock` for every task.
	const clocks = facts.issuedAt === null ? [] : [assistClock(calendar, task, now, closeAt)]
	return step(facts, 'addAssist', 'order.assist-added', { clocks: clocks.map((clock) => ({ act: 'start', clock })) })
}

/** The clock of one assisting task; its overdue mark is its own (domain 5.4 rule 5). */
export function assistClock(calendar: Calendar, task: AssistTask, from: Instant, closeAt?: number): Clock {
	const start = { subjectKind: 'assist', subjectId: task.id, kind: 'order.assist', party: 'department' } as const
	return startClockUntil(calendar, { ...start, from, dueOn: task.dueOn, ...(closeAt === undefined ? {} : { closeAt }) })
}

type TaskState = { readonly doneAt: Instant | null; readonly takenBackAt: Instant | null }

/** An assisting department reports its task done, once. */
export function assistDone(facts: OrderFacts, task: TaskState): Outcome<OrderChange> {
	const next = gate(facts, 'assistDone')
	if (!next.ok) return next
	if (task.doneAt !== null || task.takenBackAt !== null) return refuse('procedure', 'order.assist-done')
	return step(facts, 'assistDone', 'order.assist-done')
}

/** Another text or date for a task that is still open, with a reason; its clock runs to the new date. */
export function changeAssist(
	facts: OrderFacts,
	actor: OrderActor,
	task: TaskState,
	to: { readonly dueOn: LocalDate; readonly reason: string },
	now: Instant,
): Outcome<OrderChange> {
	const next = gate(facts, 'changeAssist')
	if (!next.ok) return next
	if (!isIssuingSide(facts, actor)) return refuse('forbidden', 'order.not-issuing-side')
	if (task.doneAt !== null || task.takenBackAt !== null) return refuse('procedure', 'order.assist-over')
	const bad = dateFault(facts, to.dueOn, now)
	if (bad) return refuse('invalid', bad)
	const why = reasonOf(to.reason)
	return why.ok ? step(facts, 'changeAssist', 'order.assist-changed', { reason: why.value }) : why
}

/** A task that is not needed any more, with a reason; what was late about it stays on record. */
export function takeBackAssist(
	facts: OrderFacts,
	actor: OrderActor,
	task: TaskState,
	reason: string,
): Outcome<OrderChange> {
	const next = gate(facts, 'takeBackAssist')
	if (!next.ok) return next
	if (!isIssuingSide(facts, actor)) return refuse('forbidden', 'order.not-issuing-side')
	if (task.doneAt !== null || task.takenBackAt !== null) return refuse('procedure', 'order.assist-over')
	const why = reasonOf(reason)
	return why.ok ? step(facts, 'takeBackAssist', 'order.assist-taken-back', { reason: why.value }) : why
}

function dateFault(facts: OrderFacts, dueOn: LocalDate, now: Instant): 'order.assist-date' | null {
	const today = localDateOf(now)
	// An order that is late still needs help: then only the statutory date is a limit.
	const last = facts.dueOn !== null && facts.dueOn >= today ? facts.dueOn : facts.statutoryOn
	return dueOn < today || (last !== null && last >= today && dueOn > last) ? 'order.assist-date' : null
}
