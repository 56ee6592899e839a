import type { Calendar } from '#app/domain/calendar.ts'
import { workingDaysBetween } from '#app/domain/due-date.ts'
import { OBSERVATION_DAYS } from '#app/domain/order/acts.ts'
import { isHandled } from '#app/domain/order/order.ts'
import { daysBetween, type Instant, localDateOf } from '#app/domain/time.ts'
import type { OrderCase } from './order.server.ts'

/** Days of the observation as they were set at completion; a later policy does not move them. */
export function observationDays(row: Pick<OrderCase, 'completed_at' | 'observe_until'>): number {
	if (row.completed_at === null || row.observe_until === null) return OBSERVATION_DAYS
	return daysBetween(localDateOf(row.completed_at), row.observe_until)
}

/** What the assessment counts: a reopening is a recurrence, and no return beside it. */
export function assessedFacts(row: OrderCase) {
	return { ...row.facts, returnCount: row.returned_count - row.reopened_count, reopenCount: row.reopened_count }
}

/**
 * Working days between the due day that passed and the feedback, or today while none is in; 0 is later on the due day
 * itself, null is in time. Late stays late: it is counted from the due moment that passed, whatever came after it.
 */
export function overdueDaysOf(
	calendar: Calendar,
	row: Pick<OrderCase, 'overdue_at' | 'due_at' | 'due_on' | 'submitted_at'> & {
		readonly facts: Pick<OrderCase['facts'], 'state'>
	},
	now: Instant,
	lastFeedbackAt: Instant | null,
): number | null {
	const handled = isHandled(row.facts.state)
	const passed =
		row.overdue_at ?? (handled && row.due_at !== null && row.due_on !== null && now > row.due_at ? row.due_at : null)
	if (passed === null) return null
	const end = handled ? now : (row.submitted_at ?? lastFeedbackAt ?? now)
	return Math.max(0, workingDaysBetween(calendar, localDateOf(passed), localDateOf(end)))
}
