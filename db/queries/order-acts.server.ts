import type { Instant, LocalDate } from '#app/domain/time.ts'
import type {
	OrderContactTable,
	OrderOwnerTable,
	OrderSuspensionTable,
	OrderTransferTable,
} from '../schema-order-acts.ts'
import type { Handle, Tx } from '../tx.server.ts'

export type SuspensionRow = OrderSuspensionTable
export type TransferRow = OrderTransferTable
export type OwnerRow = OrderOwnerTable
export type ContactRow = OrderContactTable

/** Pauses of an order, oldest first. */
export async function suspensionsOf(handle: Handle, orderId: string): Promise<SuspensionRow[]> {
	return handle
		.selectFrom('order_suspension')
		.selectAll()
		.where('order_id', '=', orderId)
		.orderBy('from_at')
		.orderBy('id')
		.execute()
}

export async function insertSuspension(tx: Tx, row: SuspensionRow): Promise<void> {
	await tx.insertInto('order_suspension').values(row).execute()
}

/** Ends the pause that is open; true when there was one. */
export async function endSuspension(
	tx: Tx,
	orderId: string,
	end: { at: Instant; how: 'HAND' | 'DUE' | 'ENDED'; by: string; newDueAt: Instant | null },
): Promise<boolean> {
	const result = await tx
		.updateTable('order_suspension')
		.set({ to_at: end.at, how: end.how, ended_by: end.by, new_due_at: end.newDueAt })
		.where('order_id', '=', orderId)
		.where('to_at', 'is', null)
		.executeTakeFirst()
	return result.numUpdatedRows === 1n
}

/** Transfers of an order, oldest first. */
export async function transfersOf(handle: Handle, orderId: string): Promise<TransferRow[]> {
	return handle
		.selectFrom('order_transfer')
		.selectAll()
		.where('order_id', '=', orderId)
		.orderBy('asked_at')
		.orderBy('id')
		.execute()
}

export async function pendingTransferOf(handle: Handle, orderId: string): Promise<TransferRow | undefined> {
	return handle
		.selectFrom('order_transfer')
		.selectAll()
		.where('order_id', '=', orderId)
		.where('state', '=', 'PENDING')
		.executeTakeFirst()
}

export async function transferById(handle: Handle, id: string): Promise<TransferRow | undefined> {
	return handle.selectFrom('order_transfer').selectAll().where('id', '=', id).executeTakeFirst()
}

export async function insertTransfer(tx: Tx, row: TransferRow): Promise<void> {
	await tx.insertInto('order_transfer').values(row).execute()
}

/** Answers the transfer that waits; true when it still waited. */
export async function decideTransfer(
	tx: Tx,
	id: string,
	decided: { state: Exclude<TransferRow['state'], 'PENDING'>; by: string; at: Instant; answer: string | null },
): Promise<boolean> {
	const result = await tx
		.updateTable('order_transfer')
		.set({ state: decided.state, decided_by: decided.by, decided_at: decided.at, answer: decided.answer })
		.where('id', '=', id)
		.where('state', '=', 'PENDING')
		.executeTakeFirst()
	return result.numUpdatedRows === 1n
}

/** Who answered for an order, first to last. */
export async function ownersOf(
	handle: Handle,
	orderId: string,
): Promise<(OwnerRow & { name: string; department: string })[]> {
	const rows = await handle
		.selectFrom('order_owner')
		.innerJoin('department', 'department.id', 'order_owner.department_id')
		.leftJoin('account', 'account.id', 'order_owner.account_id')
		.selectAll('order_owner')
		.select(['department.name as department', 'account.name as name'])
		.where('order_owner.order_id', '=', orderId)
		.orderBy('order_owner.n')
		.execute()
	return rows.map((row) => ({ ...row, name: row.name ?? '' }))
}

export type NewOwner = Pick<OwnerRow, 'id' | 'branch_id' | 'order_id' | 'department_id' | 'account_id' | 'how'>

/** The next owner from this moment on; the one before ends at the same moment, so nobody is ever between two. */
export async function nextOwner(tx: Tx, at: Instant, owner: NewOwner): Promise<void> {
	const last = await tx
		.selectFrom('order_owner')
		.select((eb) => eb.fn.max('n').as('n'))
		.where('order_id', '=', owner.order_id)
		.executeTakeFirst()
	await endOwner(tx, owner.order_id, at)
	await tx
		.insertInto('order_owner')
		.values({ ...owner, n: Number(last?.n ?? 0) + 1, from_at: at, to_at: null })
		.execute()
}

/** With the end of the order nobody owns it any more. */
export async function endOwner(tx: Tx, orderId: string, at: Instant): Promise<void> {
	await tx
		.updateTable('order_owner')
		.set({ to_at: at })
		.where('order_id', '=', orderId)
		.where('to_at', 'is', null)
		.execute()
}

/** Contacts with the user, newest first; at most 200. */
export async function contactsOf(handle: Handle, orderId: string): Promise<(ContactRow & { by: string })[]> {
	const rows = await handle
		.selectFrom('order_contact')
		.leftJoin('account', 'account.id', 'order_contact.by_account_id')
		.selectAll('order_contact')
		.select('account.name as by')
		.where('order_contact.order_id', '=', orderId)
		.orderBy('order_contact.at', 'desc')
		.orderBy('order_contact.id', 'desc')
		.limit(200)
		.execute()
	return rows.map((row) => ({ ...row, by: row.by ?? '' }))
}

export async function insertContact(tx: Tx, row: ContactRow): Promise<void> {
	await tx.insertInto('order_contact').values(row).execute()
}

/** The last chase by hand; null when there was none. */
export async function lastManualChase(handle: Handle, orderId: string): Promise<Instant | null> {
	const row = await handle
		.selectFrom('order_chase')
		.select((eb) => eb.fn.max('at').as('at'))
		.where('order_id', '=', orderId)
		.where('rung', '=', 'manual')
		.executeTakeFirst()
	return row?.at ?? null
}

/** The clock of a moved statutory rule: from now on another complaint bounds it. */
export async function cutClock(
	tx: Tx,
	clockId: string,
	cut: { complaintOn: LocalDate; statutoryOn: LocalDate; reserveWd: number },
): Promise<void> {
	await tx
		.updateTable('clock')
		.set({ cut_complaint_on: cut.complaintOn, cut_statutory_on: cut.statutoryOn, cut_reserve_wd: cut.reserveWd })
		.where('id', '=', clockId)
		.execute()
}
