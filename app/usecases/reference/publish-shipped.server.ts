import type { Instant } from '#app/domain/time.ts'
import { shippedReference } from '#app/infra/shipped.server.ts'
import type { EventDraft } from '#db/queries/events.server.ts'
import { appendEvents } from '#db/queries/events.server.ts'
import { insertVersion } from '#db/queries/reference.server.ts'
import type { Tx } from '#db/tx.server.ts'
import { publishShippedTemplates } from '../notices/template.server.ts'

/** Gives a new branch the reference data that the product ships: taxonomy, sheet, rulebook, calendar, wording of documents. */
export async function publishShippedReference(
	tx: Tx,
	by: { readonly now: Instant; readonly newId: () => string; readonly actorId: string | null },
	branchId: string,
): Promise<void> {
	const events: EventDraft[] = []
	for (const item of shippedReference()) {
		const id = by.newId()
		await insertVersion(tx, {
			id,
			branch_id: branchId,
			kind: item.kind,
			code: item.code,
			version: item.version,
			effective_from: item.effectiveFrom,
			status: 'PUBLISHED',
			body_json: item.body,
			sha256: item.sha256,
			published_at: by.now,
		})
		events.push({
			subjectKind: 'reference',
			subjectId: id,
			kind: 'reference.published',
			after: { kind: item.kind, code: item.code, version: item.version, sha256: item.sha256 },
		})
	}
	await appendEvents(tx, branchId, by.actorId, by.now, events)
	await publishShippedTemplates(tx, by, branchId)
}
