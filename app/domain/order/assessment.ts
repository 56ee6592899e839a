import type { Instant } from '../time.ts'
import { localDateOf } from '../time.ts'
import type { OrderFacts } from './order.ts'

export type AssessmentRule = 'overdue' | 'returned' | 'acknowledged-late' | 'recurred' | 'early-first-time'
/** `tenths` of a point for all `count` together; negative is a deduction. */
export type AssessmentLine = { readonly rule: AssessmentRule; readonly count: number; readonly tenths: number }
export type Assessment = { readonly lines: readonly AssessmentLine[]; readonly totalTenths: number }

/** Points in tenths (domain 5.4): overdue −2, each return −1, late acknowledgement −0.5, recurrence −2, early +1. */
const TENTHS: Readonly<Record<AssessmentRule, number>> = {
	overdue: -20,
	returned: -10,
	'acknowledged-late': -5,
	recurred: -20,
	'early-first-time': 10,
}

type Assessed = Pick<
	OrderFacts,
	'overdueAt' | 'returnCount' | 'acknowledgedAt' | 'ackDueAt' | 'submittedAt' | 'dueAt' | 'dueOn'
>

/**
 * What an order counts for its lead department. `recurred`: the problem came back within 90 days of completion.
 * Early is feedback on a day before the due day; for 特急 any moment before the last one, since it has one day only.
 */
export function assessment(order: Assessed & Pick<OrderFacts, 'urgency'>, recurred: boolean): Assessment {
	const counts: Record<AssessmentRule, number> = {
		overdue: order.overdueAt === null ? 0 : 1,
		returned: order.returnCount,
		'acknowledged-late': isLate(order.acknowledgedAt, order.ackDueAt) ? 1 : 0,
		recurred: recurred ? 1 : 0,
		'early-first-time': order.returnCount === 0 && order.overdueAt === null && isEarly(order) ? 1 : 0,
	}
	const rules: readonly AssessmentRule[] = ['overdue', 'returned', 'acknowledged-late', 'recurred', 'early-first-time']
	const lines = rules
		.filter((rule) => counts[rule] > 0)
		.map((rule) => ({ rule, count: counts[rule], tenths: counts[rule] * TENTHS[rule] }))
	return { lines, totalTenths: lines.reduce((sum, line) => sum + line.tenths, 0) }
}

function isLate(at: Instant | null, dueAt: Instant | null): boolean {
	return at !== null && dueAt !== null && at > dueAt
}

function isEarly({ submittedAt, dueAt, dueOn, urgency }: Assessed & Pick<OrderFacts, 'urgency'>): boolean {
	if (submittedAt === null || dueAt === null || dueOn === null) return false
	return urgency === 'CRITICAL' ? submittedAt < dueAt : localDateOf(submittedAt) < dueOn
}
