import { sql } from 'kysely'
import { addDays, type Instant, instantAt } from '#app/domain/time.ts'
import type { OrderCircularPaperTable, OrderCircularTable } from '../schema-orders.ts'
import type { Handle, Tx } from '../tx.server.ts'
import { OPEN, orderColumn as o, outcomeIs } from './order-conditions.server.ts'
import type { DaySpan } from './order-figures.server.ts'
import { type OrderReach, withinReach } from './orders.server.ts'

export type CircularRow = { [K in keyof OrderCircularTable]: K extends 'version' ? number : OrderCircularTable[K] }
export type CircularSet = Partial<Omit<CircularRow, 'id' | 'branch_id' | 'version'>>

export async function circularById(handle: Handle, branchId: string, id: string): Promise<CircularRow | undefined> {
	return handle
		.selectFrom('order_circular')
		.selectAll()
		.where('branch_id', '=', branchId)
		.where('id', '=', id)
		.executeTakeFirst()
}

/** Circulars of the branch, the latest month first; drafts only where they are asked for. */
export async function circularsOf(handle: Handle, branchId: string, drafts: boolean) {
	return handle
		.selectFrom('order_circular')
		.leftJoin('account as drafter', 'drafter.id', 'order_circular.drafted_by')
		.leftJoin('account as publisher', 'publisher.id', 'order_circular.published_by')
		.selectAll('order_circular')
		.select(['drafter.name as drafterName', 'publisher.name as publisherName'])
		.where('order_circular.branch_id', '=', branchId)
		.where('order_circular.state', 'in', drafts ? ['DRAFT', 'PUBLISHED'] : ['PUBLISHED'])
		.orderBy('month', 'desc')
		.orderBy('edition', 'desc')
		.limit(120)
		.execute()
}

/** Every edition of a month, the newest first. */
export async function editionsOf(handle: Handle, branchId: string, month: string): Promise<CircularRow[]> {
	return handle
		.selectFrom('order_circular')
		.selectAll()
		.where('branch_id', '=', branchId)
		.where('month', '=', month)
		.orderBy('edition', 'desc')
		.execute()
}

export async function insertCircular(tx: Tx, row: Omit<CircularRow, 'version'>): Promise<void> {
	await tx.insertInto('order_circular').values(row).execute()
}

/** True when the row still had this version. */
export async function updateCircular(tx: Tx, id: string, version: number, set: CircularSet): Promise<boolean> {
	const result = await tx
		.updateTable('order_circular')
		.set({ ...set, version: version + 1 })
		.where('id', '=', id)
		.where('version', '=', version)
		.executeTakeFirst()
	return result.numUpdatedRows === 1n
}

export async function insertPaper(tx: Tx, row: OrderCircularPaperTable): Promise<void> {
	await tx.insertInto('order_circular_paper').values(row).execute()
}

/** What was published, as it was published. */
export async function paperOf(handle: Handle, circularId: string): Promise<OrderCircularPaperTable | undefined> {
	return handle.selectFrom('order_circular_paper').selectAll().where('circular_id', '=', circularId).executeTakeFirst()
}

export type GroupCount = {
	readonly key: string
	readonly issued: number
	readonly onTime: number
	readonly late: number
}

/** Issued in the span, and what became of what was due in it, by source or by level. */
export async function groupCounts(
	handle: Handle,
	reach: OrderReach,
	by: 'source' | 'urgency',
	span: DaySpan,
	now: Instant,
): Promise<GroupCount[]> {
	const from = instantAt(span.from, 0)
	const until = instantAt(addDays(span.to, 1), 0)
	const issued = sql<boolean>`${o('issued_at')} >= ${from} and ${o('issued_at')} < ${until}`
	const due = sql<boolean>`${o('due_on')} >= ${span.from} and ${o('due_on')} <= ${span.to}`
	const many = (condition: ReturnType<typeof outcomeIs>) =>
		sql<number>`coalesce(sum(case when ${condition} then 1 else 0 end), 0)`
	const rows = await handle
		.selectFrom('supervision_order')
		.select([
			sql<string>`${o(by)}`.as('key'),
			many(issued).as('issued'),
			many(sql<boolean>`(${due} and ${outcomeIs('on-time', now)})`).as('onTime'),
			many(sql<boolean>`(${due} and ${outcomeIs('late', now)})`).as('late'),
		])
		.where('branch_id', '=', reach.scope.branchId)
		.where('issued_at', 'is not', null)
		.where((eb) => eb.or([issued, due]))
		.where((eb) => withinReach(eb, reach))
		.groupBy(o(by))
		.orderBy(o(by))
		.execute()
	return rows.map((row) => ({
		key: row.key,
		issued: Number(row.issued),
		onTime: Number(row.onTime),
		late: Number(row.late),
	}))
}

/** Orders that were not struck off at a moment, and those of them that were overdue without feedback. */
export async function openAt(handle: Handle, reach: OrderReach, at: Instant): Promise<{ all: number; red: number }> {
	const answered = sql<boolean>`exists (select 1 from order_feedback f where f.order_id = supervision_order.id
		and f.submitted_at < ${at} and (f.outcome <> 'RETURNED' or f.judged_at >= ${at}))`
	const late = sql<boolean>`((${o('due_on')} is not null and ${o('due_at')} < ${at}) or ${o('overdue_at')} < ${at}) and not ${answered}`
	const row = await handle
		.selectFrom('supervision_order')
		.select([
			sql<number>`count(*)`.as('all'),
			sql<number>`coalesce(sum(case when ${late} then 1 else 0 end), 0)`.as('red'),
		])
		.where('issued_at', '<', at)
		.where((eb) => eb.or([OPEN, eb('struck_off_at', '>=', at)]))
		.where((eb) => withinReach(eb, reach))
		.executeTakeFirstOrThrow()
	return { all: Number(row.all), red: Number(row.red) }
}

/** Written chase notices of the span by lead department. */
export async function noticeCounts(handle: Handle, reach: OrderReach, span: DaySpan): Promise<Map<string, number>> {
	const rows = await handle
		.selectFrom('order_notice')
		.innerJoin('supervision_order', 'supervision_order.id', 'order_notice.order_id')
		.select(['supervision_order.lead_department_id as departmentId', sql<number>`count(*)`.as('n')])
		.where('order_notice.sent_at', '>=', instantAt(span.from, 0))
		.where('order_notice.sent_at', '<', instantAt(addDays(span.to, 1), 0))
		.where((eb) => withinReach(eb, reach))
		.groupBy('supervision_order.lead_department_id')
		.execute()
	return new Map(rows.map((row) => [row.departmentId, Number(row.n)]))
}
