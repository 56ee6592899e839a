import type { Scope } from '#app/domain/access.ts'
import type { NoticeTable } from '../schema.ts'
import type { Handle, Tx } from '../tx.server.ts'
import { dealersWithin, withinScope } from './scope.server.ts'

export type NoticeRow = { [K in keyof NoticeTable]: K extends 'electronic' ? 0 | 1 : NoticeTable[K] }

/** One document whose case lies within the scope; of a letter without a case, whose dealer does. */
export async function noticeIn(handle: Handle, scope: Scope, id: string): Promise<NoticeRow | undefined> {
	const ofCase = await handle
		.selectFrom('penalty')
		.where((eb) => withinScope(eb, 'penalty', scope))
		.innerJoin('notice', 'notice.penalty_id', 'penalty.id')
		.selectAll('notice')
		.where('notice.id', '=', id)
		.executeTakeFirst()
	if (ofCase) return ofCase
	return handle
		.selectFrom('dealer')
		.where((eb) => dealersWithin(eb, scope))
		.innerJoin('notice', 'notice.dealer_id', 'dealer.id')
		.selectAll('notice')
		.where('notice.id', '=', id)
		.where('notice.penalty_id', 'is', null)
		.executeTakeFirst()
}

/** One document of a branch; no scope of its own. */
export async function noticeById(handle: Handle, branchId: string, id: string): Promise<NoticeRow | undefined> {
	return handle
		.selectFrom('notice')
		.selectAll()
		.where('id', '=', id)
		.where('branch_id', '=', branchId)
		.executeTakeFirst()
}

/** One document by its number, unique within a branch. */
export async function noticeByNumber(
	handle: Handle,
	branchId: string,
	number: string,
): Promise<{ id: string } | undefined> {
	return handle
		.selectFrom('notice')
		.select('id')
		.where('branch_id', '=', branchId)
		.where('number', '=', number)
		.executeTakeFirst()
}

/** The newest document of a kind in a branch. */
export async function lastNoticeOf(
	handle: Handle,
	branchId: string,
	kind: NoticeRow['kind'],
): Promise<NoticeRow | undefined> {
	return handle
		.selectFrom('notice')
		.selectAll()
		.where('branch_id', '=', branchId)
		.where('kind', '=', kind)
		.orderBy('number', 'desc')
		.limit(1)
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
