import type { Language3 } from '#app/domain/notice/text.ts'
import type { NoticeCopyTable, NoticeFileTable } from '../schema.ts'
import type { Handle, Tx } from '../tx.server.ts'

/** The file of a document in one language, once it was made. */
export async function noticeFile(
	handle: Handle,
	noticeId: string,
	language: Language3,
): Promise<NoticeFileTable | undefined> {
	return handle
		.selectFrom('notice_file')
		.selectAll()
		.where('notice_id', '=', noticeId)
		.where('language', '=', language)
		.executeTakeFirst()
}

/** Keeps the first file of a language; whoever was faster wins. */
export async function insertNoticeFile(tx: Tx, row: NoticeFileTable): Promise<void> {
	await tx
		.insertInto('notice_file')
		.values(row)
		.onConflict((oc) => oc.columns(['notice_id', 'language']).doNothing())
		.execute()
}

/** The copies of a document, first to last, with who made them. */
export async function copiesOf(handle: Handle, noticeId: string) {
	return handle
		.selectFrom('notice_copy')
		.leftJoin('account', 'account.id', 'notice_copy.made_by')
		.selectAll('notice_copy')
		.select('account.name as madeByName')
		.where('notice_id', '=', noticeId)
		.orderBy('n')
		.execute()
}

export async function lastCopyNumber(handle: Handle, noticeId: string): Promise<number> {
	const row = await handle
		.selectFrom('notice_copy')
		.select((eb) => eb.fn.max('n').as('n'))
		.where('notice_id', '=', noticeId)
		.executeTakeFirst()
	return Number(row?.n ?? 0)
}

export async function insertCopy(tx: Tx, row: NoticeCopyTable): Promise<void> {
	await tx.insertInto('notice_copy').values(row).execute()
}
