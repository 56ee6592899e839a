import { sql } from 'kysely'
import type { ClockDates } from '#app/domain/clock.ts'
import { addDays, daysBetween, type Instant, type LocalDate } from '#app/domain/time.ts'
import { updateMany } from '../bulk.server.ts'
import { flag, toJson } from '../sql.server.ts'
import type { Handle, Tx } from '../tx.server.ts'

/** Rows that keep a copy of a clock's dates, and whom a clock binds; read for many clocks at once. */

/** The subject of a clock as lists name it. */
export type CarriedRow = {
	readonly id: string
	readonly number: string | null
	readonly title: string | null
	readonly countyId: string | null
	readonly gridId: string | null
	readonly dealerId: string | null
	readonly dealer: string | null
	readonly departmentId: string | null
	readonly department: string | null
	readonly handlerId: string | null
	readonly issuerId: string | null
	readonly drafterId: string | null
	readonly severity: string | null
	/** The row that people know: an assisting task stands on its order. */
	readonly shownId: string
}

const OUTLET = sql<string>`(select name from outlet where outlet.id = s.outlet_id)`
const DEALER = sql<string>`(select name from dealer where dealer.id = s.dealer_id)`
const PLACED = sql`s.county_id as "countyId", s.grid_id as "gridId", s.dealer_id as "dealerId", ${DEALER} as dealer`
const NO_PLACE = sql`null as "countyId", null as "gridId", null as "dealerId", null as dealer`
const NO_ORDER = sql`null as "departmentId", null as department, null as "handlerId", null as "issuerId", null as "drafterId"`
const ORDER = sql`s.lead_department_id as "departmentId",
	(select name from department where department.id = s.lead_department_id) as department,
	s.handler_id as "handlerId", s.issued_by as "issuerId", s.drafted_by as "drafterId"`

const SOURCES = {
	order: sql`select s.id, s.number, s.title, ${NO_PLACE}, ${ORDER}, null as severity, s.id as "shownId"
		from supervision_order s where s.id in`,
	assist: sql`select a.id, s.number, a.task as title, ${NO_PLACE}, a.department_id as "departmentId",
		(select name from department where department.id = a.department_id) as department,
		null as "handlerId", s.issued_by as "issuerId", s.drafted_by as "drafterId", null as severity, s.id as "shownId"
		from order_assist a join supervision_order s on s.id = a.order_id where a.id in`,
	transfer: sql`select t.id, s.number, s.title, ${NO_PLACE}, t.to_department_id as "departmentId",
		(select name from department where department.id = t.to_department_id) as department,
		t.to_account_id as "handlerId", s.issued_by as "issuerId", s.drafted_by as "drafterId", null as severity,
		s.id as "shownId" from order_transfer t join supervision_order s on s.id = t.order_id where t.id in`,
	penalty: sql`select s.id, s.number, ${OUTLET} as title, ${PLACED}, ${NO_ORDER}, s.severity, s.id as "shownId"
		from penalty s where s.id in`,
	plan: sql`select s.id, s.number, ${OUTLET} as title, ${PLACED}, ${NO_ORDER}, s.severity, s.id as "shownId"
		from plan s where s.id in`,
	violation: sql`select s.id, s.number, ${OUTLET} as title, ${PLACED}, ${NO_ORDER}, null as severity, s.id as "shownId"
		from violation s where s.id in`,
	measure: sql`select s.id, (select number from penalty where penalty.id = s.penalty_id) as number, null as title,
		null as "countyId", null as "gridId", s.dealer_id as "dealerId", ${DEALER} as dealer, ${NO_ORDER},
		null as severity, s.id as "shownId" from measure s where s.id in`,
	topup: sql`select s.id, s.number, null as title, null as "countyId", null as "gridId",
		s.dealer_id as "dealerId", ${DEALER} as dealer, ${NO_ORDER}, null as severity, s.id as "shownId"
		from topup_notice s where s.id in`,
} as const
export type CarriedSource = keyof typeof SOURCES

/** What these subjects are called and whom they concern, by id. */
export async function carriedRows(
	handle: Handle,
	source: CarriedSource,
	ids: readonly string[],
): Promise<Map<string, CarriedRow>> {
	if (ids.length === 0) return new Map()
	const { rows } = await sql<CarriedRow>`${SOURCES[source]} (${sql.join([...new Set(ids)])})`.execute(handle)
	return new Map(rows.map((row) => [row.id, row]))
}

/** What the lights of these orders are counted from, by id. */
export async function orderPeriods(handle: Handle, ids: readonly string[]) {
	if (ids.length === 0) return new Map<string, never>()
	const rows = await handle
		.selectFrom('supervision_order')
		.select(['id', 'urgency', 'issued_at as issuedAt'])
		.where('id', 'in', [...new Set(ids)])
		.execute()
	return new Map(rows.map((row) => [row.id, row]))
}

type OrderDates = Omit<ClockDates, 'rawDueOn' | 'steps'> & { readonly id: string; readonly nearAt: Instant }

/** A page that somebody has open shows the old date: its version is over. */
export async function setOrderDates(tx: Tx, orders: readonly OrderDates[]): Promise<void> {
	await updateMany(
		tx,
		'supervision_order',
		[
			['due_at', 'text', ({ dueAt }) => dueAt],
			['due_on', 'text', ({ dueOn }) => dueOn],
			['due_provisional', 'integer', ({ provisional }) => flag(provisional)],
			['near_at', 'text', ({ nearAt }) => nearAt],
			['calendar_version_id', 'text', ({ calendarVersionId }) => calendarVersionId],
		],
		orders,
		'version',
	)
}

/**
 * No due day, and nothing near it: the deadline was retired with its policy. due_at keeps the place in lists. What was
 * late before stays late, with its day.
 */
export async function retireOrderDues(tx: Tx, ids: readonly string[]): Promise<void> {
	if (ids.length === 0) return
	await tx
		.updateTable('supervision_order')
		.set((eb) => ({ due_on: null, near_at: null, due_provisional: 0, version: eb('version', '+', 1) }))
		.where('id', 'in', ids)
		.where('overdue_at', 'is', null)
		.execute()
}

/** Nobody has to sign by a moment any more. */
export async function retireAckDues(tx: Tx, ids: readonly string[]): Promise<void> {
	if (ids.length === 0) return
	await tx
		.updateTable('supervision_order')
		.set((eb) => ({ ack_due_at: null, version: eb('version', '+', 1) }))
		.where('id', 'in', ids)
		.execute()
}

/** Until when these orders are to be signed for. */
export async function setAckDues(
	tx: Tx,
	orders: readonly { readonly id: string; readonly dueAt: Instant }[],
): Promise<void> {
	await updateMany(tx, 'supervision_order', [['ack_due_at', 'text', ({ dueAt }) => dueAt]], orders, 'version')
}

export async function setAssistDates(
	tx: Tx,
	tasks: readonly { readonly id: string; readonly dueOn: LocalDate; readonly dueAt: Instant }[],
): Promise<void> {
	await updateMany(
		tx,
		'order_assist',
		[
			['due_on', 'text', ({ dueOn }) => dueOn],
			['due_at', 'text', ({ dueAt }) => dueAt],
		],
		tasks,
	)
}

export async function setPlanDue(tx: Tx, id: string, dueOn: ClockDates['dueOn']): Promise<void> {
	await tx
		.updateTable('plan')
		.set((eb) => ({ due_on: dueOn, version: eb('version', '+', 1) }))
		.where('id', '=', id)
		.execute()
}

export async function setReviewUntil(tx: Tx, id: string, until: Instant): Promise<void> {
	await tx
		.updateTable('penalty')
		.set((eb) => ({ review_until: until, version: eb('version', '+', 1) }))
		.where('id', '=', id)
		.execute()
}

/** The refund of this round of the violation's clocks. */
export async function setRefundDue(tx: Tx, violationId: string, no: number, dueOn: ClockDates['dueOn']): Promise<void> {
	await tx
		.updateTable('redress')
		.set((eb) => ({ due_on: dueOn, version: eb('version', '+', 1) }))
		.where('violation_id', '=', violationId)
		.where('no', '=', no)
		.execute()
}

/** The notice keeps the days between its last day and the suspension. */
export async function setTopupDates(tx: Tx, id: string, dates: ClockDates): Promise<void> {
	const row = await tx
		.selectFrom('topup_notice')
		.select(['due_on', 'suspend_on'])
		.where('id', '=', id)
		.executeTakeFirst()
	if (!row) return
	await tx
		.updateTable('topup_notice')
		.set((eb) => ({
			due_on: dates.dueOn,
			due_at: dates.dueAt,
			steps_json: toJson(dates.steps),
			suspend_on: addDays(dates.dueOn, daysBetween(row.due_on, row.suspend_on)),
			version: eb('version', '+', 1),
		}))
		.where('id', '=', id)
		.execute()
}

/** The day by which a transfer is to be answered. */
export async function setTransferDue(tx: Tx, id: string, dueOn: LocalDate): Promise<void> {
	await tx.updateTable('order_transfer').set({ due_on: dueOn }).where('id', '=', id).execute()
}
