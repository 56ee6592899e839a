import type { ScopedRow } from '#app/domain/access.ts'
import { type EvidenceSubject, type EvidenceSubjectKind, isEvidenceSubjectKind } from '#app/domain/evidence.ts'
import type { Instant } from '#app/domain/time.ts'
import type { EvidenceTable } from '../schema.ts'
import type { Handle, Tx } from '../tx.server.ts'

export type EvidenceRow = { [K in keyof EvidenceTable]: EvidenceTable[K] }

/** What decides who may see a subject's evidence; `told`: the dealer has been told of the case. */
export type SubjectPlace = ScopedRow & { readonly told: boolean }

const PLACE = ['branch_id', 'county_id', 'grid_id', 'dealer_id'] as const

async function penaltyPlace(
	handle: Handle,
	column: 'id' | 'violation_id',
	id: string,
): Promise<SubjectPlace | undefined> {
	const row = await handle
		.selectFrom('penalty')
		.select([...PLACE, 'noticed_at'])
		.where(column, '=', id)
		.orderBy('opened_at', 'desc')
		.limit(1)
		.executeTakeFirst()
	return row && { ...row, told: row.noticed_at !== null }
}

async function violationPlace(handle: Handle, id: string): Promise<SubjectPlace | undefined> {
	const row = await handle.selectFrom('violation').select(PLACE).where('id', '=', id).executeTakeFirst()
	if (!row) return undefined
	const penalty = await penaltyPlace(handle, 'violation_id', id)
	return { ...row, told: penalty?.told ?? false }
}

async function planPlace(handle: Handle, id: string): Promise<SubjectPlace | undefined> {
	const row = await handle
		.selectFrom('plan')
		.select([...PLACE, 'served_at'])
		.where('id', '=', id)
		.executeTakeFirst()
	return row && { ...row, told: row.served_at !== null }
}

/** Where a subject of the field lies; undefined for unknown ids and for orders, which have no place (`orderReadable`). */
export async function subjectPlace(handle: Handle, subject: EvidenceSubject): Promise<SubjectPlace | undefined> {
	const { kind, id } = subject
	switch (kind) {
		case 'inspection':
		case 'inspection-item': {
			const own = id.split(':')[0] ?? ''
			const row = await handle.selectFrom('inspection').select(PLACE).where('id', '=', own).executeTakeFirst()
			return row && { ...row, told: false }
		}
		case 'finding': {
			const row = await handle.selectFrom('finding').select(PLACE).where('id', '=', id).executeTakeFirst()
			return row && { ...row, told: false }
		}
		case 'violation':
			return violationPlace(handle, id)
		case 'penalty':
		case 'defence':
			return penaltyPlace(handle, 'id', id)
		case 'plan':
			return planPlace(handle, id)
		case 'redress': {
			const row = await handle.selectFrom('redress').select(PLACE).where('id', '=', id).executeTakeFirst()
			return row && { ...row, told: true }
		}
		case 'self-report': {
			const row = await handle.selectFrom('self_report').select(PLACE).where('id', '=', id).executeTakeFirst()
			return row && { ...row, told: true }
		}
		case 'order':
			return undefined
	}
}

/** One file's row within the branch. The caller checks its subjects. */
export async function evidenceById(handle: Handle, branchId: string, id: string): Promise<EvidenceRow | undefined> {
	return handle
		.selectFrom('evidence')
		.selectAll()
		.where('id', '=', id)
		.where('branch_id', '=', branchId)
		.executeTakeFirst()
}

/** Everything that a file belongs to. */
export async function subjectsOf(handle: Handle, evidenceId: string): Promise<EvidenceSubject[]> {
	const rows = await handle
		.selectFrom('evidence_link')
		.select(['subject_kind', 'subject_id'])
		.where('evidence_id', '=', evidenceId)
		.execute()
	return rows.flatMap((row) =>
		isEvidenceSubjectKind(row.subject_kind) ? [{ kind: row.subject_kind, id: row.subject_id }] : [],
	)
}

export type EvidenceListRow = Pick<
	EvidenceRow,
	| 'id'
	| 'sha256'
	| 'size'
	| 'media_type'
	| 'file_name'
	| 'caption'
	| 'kind'
	| 'grade'
	| 'captured_at'
	| 'received_at'
	| 'copy_state'
> & { readonly subjectId: string; readonly collectorName: string | null }

/** The files of subjects of one kind, in the order of receipt. The caller has checked that they may be read. */
export async function evidenceOf(
	handle: Handle,
	kind: EvidenceSubjectKind,
	ids: readonly string[],
): Promise<EvidenceListRow[]> {
	if (ids.length === 0) return []
	return handle
		.selectFrom('evidence_link as link')
		.innerJoin('evidence as e', 'e.id', 'link.evidence_id')
		.leftJoin('account', 'account.id', 'e.collected_by')
		.select([
			'e.id',
			'e.sha256',
			'e.size',
			'e.media_type',
			'e.file_name',
			'e.caption',
			'e.kind',
			'e.grade',
			'e.captured_at',
			'e.received_at',
			'e.copy_state',
			'link.subject_id as subjectId',
			'account.name as collectorName',
		])
		.where('link.subject_kind', '=', kind)
		.where('link.subject_id', 'in', ids)
		.orderBy('e.received_at')
		.orderBy('e.id')
		.limit(500)
		.execute()
}

/** Files that the person added since `since`. */
export async function addedSince(handle: Handle, accountId: string, since: Instant): Promise<number> {
	const row = await handle
		.selectFrom('evidence')
		.select((eb) => eb.fn.countAll<number>().as('n'))
		.where('collected_by', '=', accountId)
		.where('received_at', '>=', since)
		.executeTakeFirstOrThrow()
	return Number(row.n)
}

export async function insertEvidence(tx: Tx, row: EvidenceRow): Promise<void> {
	await tx.insertInto('evidence').values(row).execute()
}

export type LinkDraft = {
	readonly id: string
	readonly branchId: string
	readonly evidenceId: string
	readonly subject: EvidenceSubject
	readonly by: string
	readonly at: Instant
}

/** Ties a file to a subject; a tie that is there already stays as it is. */
export async function linkEvidence(tx: Tx, draft: LinkDraft): Promise<void> {
	await tx
		.insertInto('evidence_link')
		.values({
			id: draft.id,
			branch_id: draft.branchId,
			evidence_id: draft.evidenceId,
			subject_kind: draft.subject.kind,
			subject_id: draft.subject.id,
			linked_by: draft.by,
			linked_at: draft.at,
		})
		.onConflict((oc) => oc.columns(['subject_kind', 'subject_id', 'evidence_id']).doNothing())
		.execute()
}

/** The ids of a subject's files. */
export async function evidenceIdsOf(handle: Handle, subject: EvidenceSubject): Promise<string[]> {
	const rows = await handle
		.selectFrom('evidence_link')
		.select('evidence_id')
		.where('subject_kind', '=', subject.kind)
		.where('subject_id', '=', subject.id)
		.execute()
	return rows.map((row) => row.evidence_id)
}

/** Files that wait for their copy without metadata, oldest first. */
export async function pendingCopies(
	handle: Handle,
	limit: number,
): Promise<Pick<EvidenceRow, 'id' | 'branch_id' | 'sha256' | 'media_type'>[]> {
	return handle
		.selectFrom('evidence')
		.select(['id', 'branch_id', 'sha256', 'media_type'])
		.where('copy_state', '=', 'pending')
		.orderBy('received_at')
		.orderBy('id')
		.limit(limit)
		.execute()
}

/** The outcome of making copies, for every file with the same bytes; only those that still wait are touched. */
export async function setCopy(
	tx: Tx,
	sha256: string,
	copy: { readonly sha256: string; readonly mediaType: string } | null,
): Promise<void> {
	await tx
		.updateTable('evidence')
		.set({
			copy_state: copy ? 'ready' : 'failed',
			copy_sha256: copy?.sha256 ?? null,
			copy_media_type: copy?.mediaType ?? null,
		})
		.where('sha256', '=', sha256)
		.where('copy_state', '=', 'pending')
		.execute()
}

/** Does the subject already have a file with these bytes? */
export async function hasFile(handle: Handle, subject: EvidenceSubject, sha256: string): Promise<boolean> {
	const row = await handle
		.selectFrom('evidence_link')
		.innerJoin('evidence', 'evidence.id', 'evidence_link.evidence_id')
		.select('evidence.id')
		.where('evidence_link.subject_kind', '=', subject.kind)
		.where('evidence_link.subject_id', '=', subject.id)
		.where('evidence.sha256', '=', sha256)
		.limit(1)
		.executeTakeFirst()
	return row !== undefined
}

/** What the evidence of a violation says of the order behind it. */
export async function orderTracesOf(handle: Handle, violationId: string) {
	const rows = await handle
		.selectFrom('evidence_link as link')
		.innerJoin('evidence as e', 'e.id', 'link.evidence_id')
		.select(['e.id', 'e.order_time', 'e.order_channel', 'e.order_staff_no', 'e.order_traceable'])
		.where('link.subject_kind', '=', 'violation')
		.where('link.subject_id', '=', violationId)
		.where('e.kind', '=', 'order-trace')
		.orderBy('link.linked_at')
		.execute()
	return rows.map((row) => ({
		id: row.id,
		orderTime: row.order_time,
		orderChannel: row.order_channel,
		staffNo: row.order_staff_no,
		traceable: row.order_traceable === null ? null : row.order_traceable === 1,
	}))
}

/** Says of one piece of evidence what it shows of the order. */
export async function updateOrderTrace(
	tx: Tx,
	id: string,
	set: Pick<EvidenceRow, 'order_time' | 'order_channel' | 'order_staff_no' | 'order_traceable'>,
): Promise<void> {
	await tx
		.updateTable('evidence')
		.set({ ...set, kind: 'order-trace' })
		.where('id', '=', id)
		.execute()
}
