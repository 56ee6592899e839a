import type { Handle } from '../tx.server.ts'
import type { NoticeRow } from './notices.server.ts'

/** The document with a check code, of any branch: the paper says which one it is. */
export async function noticeByCode(handle: Handle, code: string): Promise<NoticeRow | undefined> {
	return handle.selectFrom('notice').selectAll().where('check_code', '=', code).executeTakeFirst()
}

/** What has happened to the matter of a document since it was sent. */
export async function noticeSince(handle: Handle, notice: NoticeRow) {
	const later = await laterKinds(handle, notice)
	const { penalty_id: penaltyId, measure_id: measureId } = notice
	const penalty =
		penaltyId === null
			? undefined
			: await handle
					.selectFrom('penalty')
					.select(['state', 'amount_fen', 'decided_amount_fen'])
					.where('id', '=', penaltyId)
					.executeTakeFirst()
	const returned =
		penaltyId === null || notice.kind !== 'decision'
			? undefined
			: await handle
					.selectFrom('review')
					.select('id')
					.where('penalty_id', '=', penaltyId)
					.where('outcome', '=', 'RETURNED')
					.where('decided_at', '>=', notice.sent_at)
					.executeTakeFirst()
	const measure =
		measureId === null
			? undefined
			: await handle.selectFrom('measure').select('state').where('id', '=', measureId).executeTakeFirst()
	return {
		caseState: penalty?.state ?? null,
		amountFen: penalty?.decided_amount_fen ?? null,
		newer: later.has(notice.kind),
		decided: later.has('decision'),
		returned: returned !== undefined,
		lifted: measure?.state === 'LIFTED' || measure?.state === 'DECLINED',
	}
}

/** Kinds of documents that followed in the same matter. */
async function laterKinds(handle: Handle, notice: NoticeRow): Promise<Set<string>> {
	let query = handle
		.selectFrom('notice')
		.select('kind')
		.where('sent_at', '>=', notice.sent_at)
		.where('id', '>', notice.id)
	if (notice.kind === 'settlement-statement')
		query = query
			.where('dealer_id', '=', notice.dealer_id)
			.where('period', notice.period === null ? 'is' : '=', notice.period)
			.where('kind', '=', notice.kind)
	else if (notice.penalty_id !== null) query = query.where('penalty_id', '=', notice.penalty_id)
	else return new Set()
	return new Set((await query.execute()).map((row) => row.kind))
}
