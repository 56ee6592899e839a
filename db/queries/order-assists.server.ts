import type { Instant } from '#app/domain/time.ts'
import type { OrderAssistTable } from '../schema.ts'
import type { Handle, Tx } from '../tx.server.ts'

export type AssistRow = OrderAssistTable & { readonly departmentName: string }

/** Assisting departments of an order by due date. */
export async function assistsOf(handle: Handle, orderId: string): Promise<AssistRow[]> {
	return handle
		.selectFrom('order_assist')
		.innerJoin('department', 'department.id', 'order_assist.department_id')
		.selectAll('order_assist')
		.select('department.name as departmentName')
		.where('order_assist.order_id', '=', orderId)
		.orderBy('order_assist.due_at')
		.orderBy('order_assist.id')
		.execute()
}

export async function assistById(handle: Handle, id: string): Promise<OrderAssistTable | undefined> {
	return handle.selectFrom('order_assist').selectAll().where('id', '=', id).executeTakeFirst()
}

export async function replaceAssists(tx: Tx, orderId: string, rows: readonly OrderAssistTable[]): Promise<void> {
	await tx.deleteFrom('order_assist').where('order_id', '=', orderId).execute()
	if (rows.length > 0)
		await tx
			.insertInto('order_assist')
			.values([...rows])
			.execute()
}

export async function insertAssist(tx: Tx, row: OrderAssistTable): Promise<void> {
	await tx.insertInto('order_assist').values(row).execute()
}

/** What the issuing side changes about a task. */
export async function setAssist(
	tx: Tx,
	id: string,
	set: Partial<Omit<OrderAssistTable, 'id' | 'branch_id' | 'order_id' | 'department_id'>>,
): Promise<void> {
	await tx.updateTable('order_assist').set(set).where('id', '=', id).execute()
}

export async function finishAssist(tx: Tx, id: string, by: string, at: Instant, result: string): Promise<void> {
	await tx
		.updateTable('order_assist')
		.set({ done_by: by, done_at: at, result })
		.where('id', '=', id)
		.where('done_at', 'is', null)
		.execute()
}

/** Marks an assisting task overdue, once; true when it was not yet. */
export async function markAssistOverdue(tx: Tx, id: string, at: Instant): Promise<boolean> {
	const result = await tx
		.updateTable('order_assist')
		.set({ overdue_at: at })
		.where('id', '=', id)
		.where('overdue_at', 'is', null)
		.where('done_at', 'is', null)
		.executeTakeFirst()
	return result.numUpdatedRows === 1n
}
