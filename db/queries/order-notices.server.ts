import type { Language3 } from '#app/domain/notice/text.ts'
import type { OrderNoticeFileTable, OrderNoticeTable } from '../schema-order-acts.ts'
import type { Handle, Tx } from '../tx.server.ts'
import { type OrderReach, withinReach } from './orders.server.ts'

export type OrderNoticeRow = OrderNoticeTable

/** True when it was written; false when this rung of the order has its notice already. */
export async function insertOrderNotice(tx: Tx, row: OrderNoticeRow): Promise<boolean> {
	const result = await tx
		.insertInto('order_notice')
		.values(row)
		.onConflict((oc) => oc.columns(['order_id', 'rung_key']).doNothing())
		.executeTakeFirst()
	return result.numInsertedOrUpdatedRows === 1n
}

/** The notice that a rung of an order has brought about. */
export async function orderNoticeOfRung(
	handle: Handle,
	orderId: string,
	rungKey: string,
): Promise<{ id: string; number: string } | undefined> {
	return handle
		.selectFrom('order_notice')
		.select(['id', 'number'])
		.where('order_id', '=', orderId)
		.where('rung_key', '=', rungKey)
		.executeTakeFirst()
}

/** The chase notices of an order, oldest first. */
export async function orderNoticesOf(handle: Handle, orderId: string) {
	return handle
		.selectFrom('order_notice')
		.select(['id', 'number', 'sent_at', 'due_at'])
		.where('order_id', '=', orderId)
		.orderBy('sent_at')
		.orderBy('id')
		.execute()
}

/** One notice whose order lies within the reach. */
export async function orderNoticeIn(
	handle: Handle,
	reach: OrderReach,
	id: string,
): Promise<OrderNoticeRow | undefined> {
	return handle
		.selectFrom('supervision_order')
		.innerJoin('order_notice', 'order_notice.order_id', 'supervision_order.id')
		.selectAll('order_notice')
		.where('order_notice.id', '=', id)
		.where((eb) => withinReach(eb, reach))
		.executeTakeFirst()
}

/** The document with a check code, of any branch: the paper says which one it is. */
export async function orderNoticeByCode(handle: Handle, code: string): Promise<OrderNoticeRow | undefined> {
	return handle.selectFrom('order_notice').selectAll().where('check_code', '=', code).executeTakeFirst()
}

/** The newest chase notice within the reach; what a draft of its wording is shown around. */
export async function lastOrderNotice(handle: Handle, reach: OrderReach): Promise<OrderNoticeRow | undefined> {
	return handle
		.selectFrom('supervision_order')
		.innerJoin('order_notice', 'order_notice.order_id', 'supervision_order.id')
		.selectAll('order_notice')
		.where('order_notice.branch_id', '=', reach.scope.branchId)
		.where((eb) => withinReach(eb, reach))
		.orderBy('order_notice.number', 'desc')
		.limit(1)
		.executeTakeFirst()
}

export async function orderNoticeFile(
	handle: Handle,
	noticeId: string,
	language: Language3,
): Promise<OrderNoticeFileTable | undefined> {
	return handle
		.selectFrom('order_notice_file')
		.selectAll()
		.where('notice_id', '=', noticeId)
		.where('language', '=', language)
		.executeTakeFirst()
}

/** Keeps the first file of a language; whoever was faster wins. */
export async function insertOrderNoticeFile(tx: Tx, row: OrderNoticeFileTable): Promise<void> {
	await tx
		.insertInto('order_notice_file')
		.values(row)
		.onConflict((oc) => oc.columns(['notice_id', 'language']).doNothing())
		.execute()
}
