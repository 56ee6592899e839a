import { OBSERVATION_DAYS } from '#app/domain/order/acts.ts'
import { daysBetween, localDateOf } from '#app/domain/time.ts'
import type { OrderCase } from './order.server.ts'

/** Days of the observation as they were set at completion; a later policy does not move them. */
export function observationDays(row: Pick<OrderCase, 'completed_at' | 'observe_until'>): number {
	if (row.completed_at === null || row.observe_until === null) return OBSERVATION_DAYS
	return daysBetween(localDateOf(row.completed_at), row.observe_until)
}

/** What the assessment counts: a reopening is a recurrence, and no return beside it. */
export function assessedFacts(row: OrderCase) {
	return { ...row.facts, returnCount: row.returned_count - row.reopened_count }
}
