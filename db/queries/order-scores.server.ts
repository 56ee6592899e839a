import { expressionBuilder, type RawBuilder, sql } from 'kysely'
import { ASSESSMENT_RULES, type AssessmentRule, isEarly } from '#app/domain/order/assessment.ts'
import type { ScoreFact } from '#app/domain/order/scores.ts'
import { URGENCIES } from '#app/domain/order/urgency.ts'
import { addDays, type Instant, instantAt, type LocalDate, localDateOf } from '#app/domain/time.ts'
import type { Database } from '../schema.ts'
import type { Predicate } from '../sql.server.ts'
import type { Handle } from '../tx.server.ts'
import { lateUnrecorded, orderColumn as o, outcomeIs } from './order-conditions.server.ts'
import type { DaySpan } from './order-figures.server.ts'
import { type OrderReach, withinReach } from './orders.server.ts'

type Row = {
	readonly id: string
	readonly number: string | null
	readonly title: string
	readonly confidential: number
	readonly departmentId: string
	readonly issuedAt: Instant
	readonly rule: string
	readonly at: Instant | LocalDate
	readonly submittedAt: Instant | null
	readonly dueAt: Instant | null
	readonly dueOn: LocalDate | null
	readonly urgency: string
}

type Part = { readonly rule: AssessmentRule; readonly at: RawBuilder<unknown>; readonly where: Predicate }

/** Every kind of fact of a span, each by the moment that decides its month. */
function partsOf(span: DaySpan, now: Instant, branchId: string): readonly Part[] {
	const from = instantAt(span.from, 0)
	const until = instantAt(addDays(span.to, 1), 0)
	const during = (moment: RawBuilder<unknown>) => sql<boolean>`${moment} >= ${from} and ${moment} < ${until}`
	const judged = sql.ref('f.judged_at')
	return [
		{ rule: 'overdue', at: o('overdue_at'), where: during(o('overdue_at')) },
		{
			rule: 'overdue',
			at: o('due_at'),
			where: sql<boolean>`${lateUnrecorded(now)} and ${during(o('due_at'))}`,
		},
		{
			rule: 'acknowledged-late',
			at: o('ack_due_at'),
			where: sql<boolean>`${o('ack_late')} = 1 and ${during(o('ack_due_at'))}`,
		},
		{
			rule: 'recurred',
			at: o('recurred_on'),
			where: sql<boolean>`${o('recurred_on')} >= ${span.from} and ${o('recurred_on')} <= ${span.to}`,
		},
		{
			rule: 'early-first-time',
			at: o('struck_off_at'),
			where: sql<boolean>`${during(o('struck_off_at'))} and ${o('overdue_at')} is null and ${o('returned_count')} = 0`,
		},
		{
			rule: 'returned',
			at: judged,
			where: sql<boolean>`f.branch_id = ${branchId} and f.outcome = 'RETURNED' and ${during(judged)}`,
		},
	]
}

function isRule(text: string): text is AssessmentRule {
	return ASSESSMENT_RULES.some((rule) => rule === text)
}

/**
 * Every fact of the span that counts for a department (domain 5.4), each on the day that decides: late on the due day,
 * sent back on the day of the return, signed late on the day by which it was to be signed for, come back on the day it
 * was found, early and first time on the day of striking off. What is overdue and not yet recorded is late at `now`.
 */
export async function scoreFacts(
	handle: Handle,
	reach: OrderReach,
	span: DaySpan,
	now: Instant,
	department?: string,
): Promise<ScoreFact[]> {
	const eb = expressionBuilder<Database, 'supervision_order'>()
	const mine = department === undefined ? sql<boolean>`1 = 1` : sql<boolean>`${o('lead_department_id')} = ${department}`
	const selects = partsOf(span, now, reach.scope.branchId).map(({ rule, at, where }) => {
		const table =
			rule === 'returned'
				? sql`order_feedback f join supervision_order on supervision_order.id = f.order_id`
				: sql`supervision_order`
		return sql`select supervision_order.id as id, ${o('number')} as number, ${o('title')} as title,
			${o('confidential')} as confidential, ${o('lead_department_id')} as "departmentId", ${o('issued_at')} as "issuedAt",
			${sql.lit(rule)} as rule, ${at} as at, ${o('submitted_at')} as "submittedAt", ${o('due_at')} as "dueAt",
			${o('due_on')} as "dueOn", ${o('urgency')} as urgency
			from ${table} where ${o('branch_id')} = ${reach.scope.branchId} and ${o('issued_at')} is not null
			and ${where} and ${mine} and ${withinReach(eb, reach)}`
	})
	const { rows } = await sql<Row>`${sql.join(selects, sql` union all `)}`.execute(handle)
	return rows.flatMap((row) => factOf(row) ?? [])
}

function factOf(row: Row): ScoreFact | null {
	const { rule, at, urgency } = row
	const level = URGENCIES.find((known) => known === urgency)
	if (!isRule(rule) || level === undefined) return null
	if (rule === 'early-first-time' && !isEarly({ ...row, urgency: level })) return null
	return {
		orderId: row.id,
		number: row.number ?? '',
		title: row.title,
		confidential: row.confidential === 1,
		departmentId: row.departmentId,
		issuedAt: row.issuedAt,
		rule,
		on: isMoment(at) ? localDateOf(at) : at,
	}
}

function isMoment(at: Instant | LocalDate): at is Instant {
	return at.length > 10
}

/** Orders that were due in the span and are late at `now`: the list behind the figure, earliest due first. */
export async function lateOrders(handle: Handle, reach: OrderReach, span: DaySpan, now: Instant, limit: number) {
	return handle
		.selectFrom('supervision_order')
		.innerJoin('department', 'department.id', 'supervision_order.lead_department_id')
		.select([
			'supervision_order.id',
			'supervision_order.number',
			'supervision_order.title',
			'supervision_order.confidential',
			'supervision_order.state',
			'supervision_order.due_on',
			'supervision_order.due_at',
			'supervision_order.overdue_at',
			'supervision_order.submitted_at',
			'supervision_order.completed_at',
			'supervision_order.end_reason',
			'supervision_order.extension_count',
			'supervision_order.returned_count',
			'supervision_order.chase_count',
			'department.name as departmentName',
		])
		.where('due_on', '>=', span.from)
		.where('due_on', '<=', span.to)
		.where(outcomeIs('late', now))
		.where((eb) => withinReach(eb, reach))
		.orderBy('due_at')
		.orderBy('supervision_order.id')
		.limit(limit)
		.execute()
}
