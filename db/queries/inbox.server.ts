import { sql } from 'kysely'
import type { Instant } from '#app/domain/time.ts'
import type { InboxItemTable, OutboxTable } from '../schema.ts'
import { decodeCursor, type Page, pageOf } from '../sql.server.ts'
import type { Handle, Tx } from '../tx.server.ts'

export type InboxRow = InboxItemTable

/** Messages that nobody has been told yet, oldest first. */
export async function pendingOutbox(handle: Handle, limit: number): Promise<OutboxTable[]> {
	return handle
		.selectFrom('outbox')
		.selectAll()
		.where('delivered_at', 'is', null)
		.orderBy('created_at')
		.orderBy('id')
		.limit(limit)
		.execute()
}

/** Puts one message into the inbox; once, however often it is tried. */
export async function deliver(tx: Tx, message: OutboxTable, newId: () => string, at: Instant): Promise<void> {
	await tx
		.insertInto('inbox_item')
		.values({
			id: newId(),
			branch_id: message.branch_id,
			account_id: message.account_id,
			outbox_id: message.id,
			kind: message.kind,
			subject_kind: message.subject_kind,
			subject_id: message.subject_id,
			params_json: message.params_json,
			created_at: message.created_at,
			read_at: null,
		})
		.onConflict((oc) => oc.column('outbox_id').doNothing())
		.execute()
	await tx
		.updateTable('outbox')
		.set({ delivered_at: at })
		.where('id', '=', message.id)
		.where('delivered_at', 'is', null)
		.execute()
}

/** A person's messages, unread first, then the newest. */
export async function inboxPage(
	handle: Handle,
	accountId: string,
	part: 'unread' | 'read',
	cursor: string | null,
	size: number,
): Promise<Page<InboxRow>> {
	const after = decodeCursor(cursor, 2)
	let query = handle
		.selectFrom('inbox_item')
		.selectAll()
		.where('account_id', '=', accountId)
		.where('read_at', part === 'unread' ? 'is' : 'is not', null)
	if (after) {
		query = query.where(sql<boolean>`(created_at, id) < (${String(after[0])}, ${String(after[1])})`)
	}
	const rows = await query
		.orderBy('created_at', 'desc')
		.orderBy('id', 'desc')
		.limit(size + 1)
		.execute()
	return pageOf(rows, size, (row) => [row.created_at, row.id])
}

export async function countUnread(handle: Handle, accountId: string): Promise<number> {
	const row = await handle
		.selectFrom('inbox_item')
		.select((eb) => eb.fn.countAll<number>().as('n'))
		.where('account_id', '=', accountId)
		.where('read_at', 'is', null)
		.executeTakeFirstOrThrow()
	return Number(row.n)
}

/** Marks one message of a person, or all of them, as read. */
export async function markRead(tx: Tx, accountId: string, id: string | null, at: Instant): Promise<void> {
	let query = tx
		.updateTable('inbox_item')
		.set({ read_at: at })
		.where('account_id', '=', accountId)
		.where('read_at', 'is', null)
	if (id !== null) query = query.where('id', '=', id)
	await query.execute()
}
