import { type AssessmentValues, DEFAULT_ASSESSMENT } from '../penalty/rulebook-parts.schema.ts'
import type { Instant, LocalDate } from '../time.ts'
import { daysBetween, localDateOf } from '../time.ts'
import type { OrderFacts } from './order.ts'

/** Days after completion within which a problem counts as come back (domain 5.4). */
export const RECURRENCE_DAYS = 90

/** Whether what is found on this day is the completed problem come back; the last day counts. */
export function isRecurrence(completedAt: Instant | null, on: LocalDate): boolean {
	if (completedAt === null) return false
	const since = daysBetween(localDateOf(completedAt), on)
	return since >= 0 && since <= RECURRENCE_DAYS
}

export const ASSESSMENT_RULES = ['overdue', 'returned', 'acknowledged-late', 'recurred', 'early-first-time'] as const
export type AssessmentRule = (typeof ASSESSMENT_RULES)[number]
/** `tenths` of a point for all `count` together; negative is a deduction. */
export type AssessmentLine = { readonly rule: AssessmentRule; readonly count: number; readonly tenths: number }
export type Assessment = { readonly lines: readonly AssessmentLine[]; readonly totalTenths: number }

const NAMES: Readonly<Record<AssessmentRule, keyof AssessmentValues>> = {
	overdue: 'overdue',
	returned: 'returned',
	'acknowledged-late': 'acknowledgedLate',
	recurred: 'recurred',
	'early-first-time': 'earlyFirstTime',
}

type Assessed = Pick<
	OrderFacts,
	'overdueAt' | 'returnCount' | 'acknowledgedAt' | 'ackDueAt' | 'submittedAt' | 'dueAt' | 'dueOn'
>

/**
 * What an order counts for its lead department. `recurred`: the problem came back within 90 days of completion.
 * Early is feedback on a day before the due day; for 特急 any moment before the last one, since it has one day only.
 * `values` are those of the rulebook in force (chapters for departments), in tenths of a point.
 */
export function assessment(
	order: Assessed & Pick<OrderFacts, 'urgency'> & { readonly reopenCount?: number },
	recurred: boolean,
	values: AssessmentValues = DEFAULT_ASSESSMENT,
): Assessment {
	// A reopening costs as a recurrence and not as a return; accepted the first time it was not.
	const firstTime = order.returnCount === 0 && (order.reopenCount ?? 0) === 0
	const counts: Record<AssessmentRule, number> = {
		overdue: order.overdueAt === null ? 0 : 1,
		returned: order.returnCount,
		'acknowledged-late': isLate(order.acknowledgedAt, order.ackDueAt) ? 1 : 0,
		recurred: recurred ? 1 : 0,
		'early-first-time': firstTime && order.overdueAt === null && isEarly(order) ? 1 : 0,
	}
	const lines = ASSESSMENT_RULES.filter((rule) => counts[rule] > 0).map((rule) => ({
		rule,
		count: counts[rule],
		tenths: counts[rule] * values[NAMES[rule]],
	}))
	return { lines, totalTenths: lines.reduce((sum, line) => sum + line.tenths, 0) }
}

function isLate(at: Instant | null, dueAt: Instant | null): boolean {
	return at !== null && dueAt !== null && at > dueAt
}

/** What one occurrence counts, in tenths of a point. */
export function tenthsOf(values: AssessmentValues, rule: AssessmentRule): number {
	return values[NAMES[rule]]
}

/** Feedback on a day before the due day; for 特急 any moment before the last one. */
export function isEarly({
	submittedAt,
	dueAt,
	dueOn,
	urgency,
}: Pick<OrderFacts, 'submittedAt' | 'dueAt' | 'dueOn' | 'urgency'>): boolean {
	if (submittedAt === null || dueAt === null || dueOn === null) return false
	return urgency === 'CRITICAL' ? submittedAt < dueAt : localDateOf(submittedAt) < dueOn
}
