import { type ExpressionBuilder, sql } from 'kysely'
import type { Scope } from '#app/domain/access.ts'
import type { Instant } from '#app/domain/time.ts'
import type {
	Database,
	OrderChaseTable,
	OrderExtensionTable,
	OrderFeedbackTable,
	OrderProgressTable,
	SupervisionOrderTable,
} from '../schema.ts'
import type { Predicate } from '../sql.server.ts'
import type { Handle, Tx } from '../tx.server.ts'
import { ordersWithin } from './scope.server.ts'

export type OrderRow = { [K in keyof SupervisionOrderTable]: K extends 'version' ? number : SupervisionOrderTable[K] }
export type { OrderAssistTable, OrderExtensionTable, OrderFeedbackTable } from '../schema.ts'
export type OrderSet = Partial<Omit<OrderRow, 'id' | 'branch_id' | 'version'>>

/** The orders that a person reaches: `named` is the part of the scope that rests on a role of the order itself. */
export type OrderReach = { readonly scope: Scope; readonly named: Scope }

/** Open to everybody who came here another way; a confidential order only to those whom its own roles name. */
export function openTo(eb: ExpressionBuilder<Database, 'supervision_order'>, reach: OrderReach): Predicate {
	if (reach.named.places.some((place) => place.kind === 'branch')) return sql<boolean>`1 = 1`
	return eb.or([eb('supervision_order.confidential', '=', 0), ordersWithin(eb, reach.named)])
}

/** Within the scope; a confidential order only for those whom its own roles name. */
export function withinReach(eb: ExpressionBuilder<Database, 'supervision_order'>, reach: OrderReach): Predicate {
	const within = ordersWithin(eb, reach.scope)
	if (reach.named.places.some((place) => place.kind === 'branch')) return within
	return eb.and([within, openTo(eb, reach)])
}

/** One order within the reach; undefined when there is none or it lies outside. */
export async function orderIn(handle: Handle, reach: OrderReach, id: string): Promise<OrderRow | undefined> {
	return handle
		.selectFrom('supervision_order')
		.selectAll()
		.where('id', '=', id)
		.where((eb) => withinReach(eb, reach))
		.executeTakeFirst()
}

/** Those of some orders that lie within the reach; asked in parts. */
export async function ordersWithinReach(
	handle: Handle,
	reach: OrderReach,
	ids: readonly string[],
): Promise<ReadonlySet<string>> {
	const found = new Set<string>()
	for (let i = 0; i < ids.length; i += 500) {
		const rows = await handle
			.selectFrom('supervision_order')
			.select('id')
			.where('id', 'in', ids.slice(i, i + 500))
			.where((eb) => withinReach(eb, reach))
			.execute()
		for (const { id } of rows) found.add(id)
	}
	return found
}

/** Those of some orders that are confidential and not for this reader; asked in one piece, at most some hundred. */
export async function closedOrders(
	handle: Handle,
	reach: OrderReach,
	ids: readonly string[],
): Promise<ReadonlySet<string>> {
	if (ids.length === 0) return new Set()
	const rows = await handle
		.selectFrom('supervision_order')
		.select('id')
		.where('id', 'in', [...ids])
		.where('confidential', '=', 1)
		.where((eb) => eb.not(withinReach(eb, reach)))
		.execute()
	return new Set(rows.map(({ id }) => id))
}

/** By number, for merging; within the reach. */
export async function orderByNumber(handle: Handle, reach: OrderReach, number: string): Promise<OrderRow | undefined> {
	return handle
		.selectFrom('supervision_order')
		.selectAll()
		.where('branch_id', '=', reach.scope.branchId)
		.where('number', '=', number)
		.where((eb) => withinReach(eb, reach))
		.executeTakeFirst()
}

export async function insertOrder(tx: Tx, row: Omit<OrderRow, 'version'>): Promise<void> {
	await tx.insertInto('supervision_order').values(row).execute()
}

export async function orderVersion(tx: Tx, id: string): Promise<number> {
	const row = await tx.selectFrom('supervision_order').select('version').where('id', '=', id).executeTakeFirst()
	return row?.version ?? 0
}

/** True when the row still had this version. */
export async function updateOrder(tx: Tx, id: string, version: number, set: OrderSet): Promise<boolean> {
	const result = await tx
		.updateTable('supervision_order')
		.set({ ...set, version: version + 1 })
		.where('id', '=', id)
		.where('version', '=', version)
		.executeTakeFirst()
	return result.numUpdatedRows === 1n
}

/** Counts a chase of the ladder; not a change of state, so open forms stay good. */
export async function countChase(tx: Tx, id: string): Promise<void> {
	await tx
		.updateTable('supervision_order')
		.set((eb) => ({ chase_count: eb('chase_count', '+', 1) }))
		.where('id', '=', id)
		.execute()
}

/** Progress notes, newest first; at most 100. */
export async function progressOf(handle: Handle, orderId: string): Promise<(OrderProgressTable & { by: string })[]> {
	const rows = await handle
		.selectFrom('order_progress')
		.leftJoin('account', 'account.id', 'order_progress.by_account_id')
		.selectAll('order_progress')
		.select('account.name as by')
		.where('order_progress.order_id', '=', orderId)
		.orderBy('order_progress.at', 'desc')
		.limit(100)
		.execute()
	return rows.map((row) => ({ ...row, by: row.by ?? '' }))
}

export async function insertProgress(tx: Tx, row: OrderProgressTable): Promise<void> {
	await tx.insertInto('order_progress').values(row).execute()
}

/** Feedback by round, oldest first. */
export async function feedbacksOf(handle: Handle, orderId: string): Promise<OrderFeedbackTable[]> {
	return handle.selectFrom('order_feedback').selectAll().where('order_id', '=', orderId).orderBy('round').execute()
}

/** A round has one feedback; a return or a reopening opens the next round. */
export async function insertFeedback(tx: Tx, row: OrderFeedbackTable): Promise<void> {
	await tx.insertInto('order_feedback').values(row).execute()
}

export async function judgeFeedback(
	tx: Tx,
	orderId: string,
	judged: { outcome: 'ACCEPTED' | 'RETURNED'; by: string; at: Instant; reason: string | null },
): Promise<void> {
	await tx
		.updateTable('order_feedback')
		.set({ outcome: judged.outcome, judged_by: judged.by, judged_at: judged.at, reason: judged.reason })
		.where('order_id', '=', orderId)
		.where('outcome', '=', 'PENDING')
		.execute()
}

/** Extension requests, oldest first. */
export async function extensionsOf(handle: Handle, orderId: string): Promise<OrderExtensionTable[]> {
	return handle
		.selectFrom('order_extension')
		.selectAll()
		.where('order_id', '=', orderId)
		.orderBy('asked_at')
		.orderBy('id')
		.execute()
}

export async function insertExtension(tx: Tx, row: OrderExtensionTable): Promise<void> {
	await tx.insertInto('order_extension').values(row).execute()
}

export async function decideExtensionRow(
	tx: Tx,
	orderId: string,
	decided: {
		state: 'GRANTED' | 'REFUSED' | 'WITHDRAWN'
		by: string
		at: Instant
		reason: string
		newDueAt: Instant | null
	},
): Promise<void> {
	await tx
		.updateTable('order_extension')
		.set({
			state: decided.state,
			decided_by: decided.by,
			decided_at: decided.at,
			decision_reason: decided.reason,
			new_due_at: decided.newDueAt,
		})
		.where('order_id', '=', orderId)
		.where('state', '=', 'PENDING')
		.execute()
}

/** Chases, oldest first. */
export async function chasesOf(handle: Handle, orderId: string): Promise<OrderChaseTable[]> {
	return handle
		.selectFrom('order_chase')
		.selectAll()
		.where('order_id', '=', orderId)
		.orderBy('at')
		.orderBy('id')
		.limit(200)
		.execute()
}

export async function insertChase(tx: Tx, row: OrderChaseTable): Promise<void> {
	await tx.insertInto('order_chase').values(row).execute()
}

export type DepartmentOption = { id: string; name: string; headId: string | null }

/** The branch's departments by code. */
export async function departmentsOf(handle: Handle, branchId: string): Promise<DepartmentOption[]> {
	return handle
		.selectFrom('department')
		.select(['id', 'name', 'head_account_id as headId'])
		.where('branch_id', '=', branchId)
		.orderBy('code')
		.limit(200)
		.execute()
}

/** The one character of a branch's document numbers. */
export async function branchSign(handle: Handle, branchId: string): Promise<string> {
	const row = await handle
		.selectFrom('branch')
		.select('short_name')
		.where('id', '=', branchId)
		.executeTakeFirstOrThrow()
	return row.short_name
}

/** Orders that came of a violation, within the reach, newest first. */
export async function ordersOf(handle: Handle, reach: OrderReach, violationId: string) {
	return handle
		.selectFrom('supervision_order')
		.select(['id', 'number', 'title', 'state'])
		.where('violation_id', '=', violationId)
		.where((eb) => withinReach(eb, reach))
		.orderBy('drafted_at', 'desc')
		.limit(10)
		.execute()
}
