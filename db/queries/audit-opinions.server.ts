import type { OpinionView } from '#app/domain/audit/audit.schema.ts'
import type { Instant } from '#app/domain/time.ts'
import type { AuditOpinionTable } from '../schema.ts'
import { decodeCursor, type Page, pageOf } from '../sql.server.ts'
import type { Handle, Tx } from '../tx.server.ts'

export type OpinionRow = { [K in keyof AuditOpinionTable]: K extends 'version' ? number : AuditOpinionTable[K] }
export type OpinionSet = Partial<Pick<OpinionRow, 'answer' | 'answered_by' | 'answered_at'>>

/** Which opinions a person may see: those on subjects of these kinds. */
export type OpinionReach = { readonly branchId: string; readonly kinds: readonly string[] }

/** One opinion within the reach. */
export async function opinionIn(handle: Handle, reach: OpinionReach, id: string): Promise<OpinionRow | undefined> {
	if (reach.kinds.length === 0) return undefined
	return handle
		.selectFrom('audit_opinion')
		.selectAll()
		.where('id', '=', id)
		.where('branch_id', '=', reach.branchId)
		.where('subject_kind', 'in', reach.kinds)
		.executeTakeFirst()
}

function within(handle: Handle, reach: OpinionReach, view: OpinionView) {
	const kinds = reach.kinds.length > 0 ? reach.kinds : ['none']
	return handle
		.selectFrom('audit_opinion')
		.where('audit_opinion.branch_id', '=', reach.branchId)
		.where('subject_kind', 'in', kinds)
		.where('answered_at', view === 'open' ? 'is' : 'is not', null)
}

/** Opinions that wait for an answer, or have one; newest first. */
export async function opinionsPage(
	handle: Handle,
	reach: OpinionReach,
	view: OpinionView,
	cursor: string | null,
	size: number,
): Promise<Page<OpinionRow & { readonly recordedBy: string | null }>> {
	const after = decodeCursor(cursor, 2)
	let query = within(handle, reach, view)
	if (after) {
		// The cursor was made by this very list, from a moment and an id.
		const [at, id] = [String(after[0]) as Instant, String(after[1])]
		query = query.where((eb) =>
			eb.or([eb('recorded_at', '<', at), eb.and([eb('recorded_at', '=', at), eb('audit_opinion.id', '<', id)])]),
		)
	}
	const rows = await query
		.leftJoin('account', 'account.id', 'audit_opinion.recorded_by')
		.selectAll('audit_opinion')
		.select('account.name as recordedBy')
		.orderBy('recorded_at', 'desc')
		.orderBy('audit_opinion.id', 'desc')
		.limit(size + 1)
		.execute()
	return pageOf(rows, size, (row) => [row.recorded_at, row.id])
}

export async function countOpinions(handle: Handle, reach: OpinionReach, view: OpinionView): Promise<number> {
	const row = await within(handle, reach, view)
		.select((eb) => eb.fn.countAll<number>().as('n'))
		.executeTakeFirstOrThrow()
	return Number(row.n)
}

/** Opinions on one subject, oldest first; at most 50. The caller has checked that the subject may be read. */
export async function opinionsOf(handle: Handle, subjectKind: string, subjectId: string): Promise<OpinionRow[]> {
	return handle
		.selectFrom('audit_opinion')
		.selectAll()
		.where('subject_kind', '=', subjectKind)
		.where('subject_id', '=', subjectId)
		.orderBy('recorded_at')
		.limit(50)
		.execute()
}

export async function insertOpinion(tx: Tx, row: Omit<OpinionRow, 'version'>): Promise<void> {
	await tx.insertInto('audit_opinion').values(row).execute()
}

/** True when the opinion still had this version. */
export async function updateOpinion(tx: Tx, id: string, version: number, set: OpinionSet): Promise<boolean> {
	const result = await tx
		.updateTable('audit_opinion')
		.set({ ...set, version: version + 1 })
		.where('id', '=', id)
		.where('version', '=', version)
		.executeTakeFirst()
	return result.numUpdatedRows === 1n
}
