import type { EvidenceSubjectKind } from '#app/domain/evidence.ts'
import type { Instant } from '#app/domain/time.ts'
import { type EvidenceListRow, evidenceOf } from '#db/queries/evidence.server.ts'
import type { Handle } from '#db/tx.server.ts'

/** A file as pages list it. `collector` is for staff only: the inspector of a mystery visit is not told to dealers. */
export type EvidenceItem = {
	readonly id: string
	readonly fileName: string
	readonly caption: string
	readonly mediaType: string
	readonly isImage: boolean
	readonly size: number
	readonly sha256: string
	readonly grade: 'A' | 'B' | 'C'
	readonly capturedAt: Instant | null
	readonly receivedAt: Instant
	readonly copyState: 'pending' | 'ready' | 'failed'
	readonly collector: string | null
}

export function evidenceItem(row: EvidenceListRow): EvidenceItem {
	return {
		id: row.id,
		fileName: row.file_name,
		caption: row.caption,
		mediaType: row.media_type,
		isImage: row.media_type.startsWith('image/'),
		size: row.size,
		sha256: row.sha256,
		grade: row.grade,
		capturedAt: row.captured_at,
		receivedAt: row.received_at,
		copyState: row.copy_state,
		collector: row.collectorName,
	}
}

/** The files of one subject. The caller has loaded the subject within the actor's scope. */
export async function evidenceItemsOf(handle: Handle, kind: EvidenceSubjectKind, id: string): Promise<EvidenceItem[]> {
	return (await evidenceOf(handle, kind, [id])).map(evidenceItem)
}

/** The files of several subjects of one kind, by subject. */
export async function evidenceItemsByKey(
	handle: Handle,
	kind: EvidenceSubjectKind,
	ids: readonly string[],
): Promise<Map<string, EvidenceItem[]>> {
	const bySubject = new Map<string, EvidenceItem[]>()
	for (const row of await evidenceOf(handle, kind, ids)) {
		const list = bySubject.get(row.subjectId) ?? []
		list.push(evidenceItem(row))
		bySubject.set(row.subjectId, list)
	}
	return bySubject
}

/** The same for the dealer's eyes: the copy's state and the caption, nothing of who took it where. */
export type DealerEvidenceItem = Pick<EvidenceItem, 'id' | 'caption' | 'isImage' | 'receivedAt' | 'copyState'>

export async function dealerEvidenceOf(
	handle: Handle,
	kind: EvidenceSubjectKind,
	id: string,
): Promise<DealerEvidenceItem[]> {
	return (await evidenceItemsOf(handle, kind, id)).map(({ id: own, caption, isImage, receivedAt, copyState }) => ({
		id: own,
		caption,
		isImage,
		receivedAt,
		copyState,
	}))
}
