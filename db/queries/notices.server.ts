import type { Scope } from '#app/domain/access.ts'
import type { NoticeTable } from '../schema.ts'
import type { Handle, Tx } from '../tx.server.ts'
import { withinScope } from './scope.server.ts'

export type NoticeRow = { [K in keyof NoticeTable]: K extends 'electronic' ? 0 | 1 : NoticeTable[K] }

/** One notice whose case lies within the scope. */
export async function noticeIn(handle: Handle, scope: Scope, id: string): Promise<NoticeRow | undefined> {
	return handle
		.selectFrom('penalty')
		.where((eb) => withinScope(eb, 'penalty', scope))
		.innerJoin('notice', 'notice.penalty_id', 'penalty.id')
		.selectAll('notice')
		.where('notice.id', '=', id)
		.executeTakeFirst()
}

/** The notices of a case, oldest first. */
export async function noticesOf(handle: Handle, penaltyId: string): Promise<NoticeRow[]> {
	return handle
		.selectFrom('notice')
		.selectAll()
		.where('penalty_id', '=', penaltyId)
		.orderBy('sent_at')
		.orderBy('id')
		.execute()
}

export async function insertNotice(tx: Tx, row: NoticeRow): Promise<void> {
	await tx.insertInto('notice').values(row).execute()
}

/** Service of a notice; what has been recorded before stays. */
export async function serveNotice(
	tx: Tx,
	id: string,
	set: Partial<Pick<NoticeRow, 'served_at' | 'served_how' | 'opened_by' | 'opened_at' | 'opened_address'>>,
): Promise<void> {
	await tx.updateTable('notice').set(set).where('id', '=', id).execute()
}
