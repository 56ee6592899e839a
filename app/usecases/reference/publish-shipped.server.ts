import { DEFAULT_POLICY } from '#app/domain/policy/default-policy.ts'
import type { Instant } from '#app/domain/time.ts'
import { sha256Hex } from '#app/infra/hash.server.ts'
import { shippedReference } from '#app/infra/shipped.server.ts'
import type { EventDraft } from '#db/queries/events.server.ts'
import { appendEvents } from '#db/queries/events.server.ts'
import { insertPolicy } from '#db/queries/policies.server.ts'
import { insertVersion } from '#db/queries/reference.server.ts'
import type { Tx } from '#db/tx.server.ts'
import { publishShippedTemplates } from '../notices/template.server.ts'

/** Gives a new branch the reference data that the product ships: taxonomy, sheet, rulebook, calendar, deadlines, wording. */
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
	events.push(await publishShippedPolicy(tx, by, branchId))
	await appendEvents(tx, branchId, by.actorId, by.now, events)
	await publishShippedTemplates(tx, by, branchId)
}

async function publishShippedPolicy(
	tx: Tx,
	by: { readonly now: Instant; readonly newId: () => string },
	branchId: string,
): Promise<EventDraft> {
	const id = by.newId()
	const body = JSON.stringify(DEFAULT_POLICY)
	await insertPolicy(tx, {
		id,
		branch_id: branchId,
		no: 1,
		state: 'IN_FORCE',
		base_id: null,
		body_json: body,
		sha256: sha256Hex(body),
		reason: '',
		drafted_by: null,
		drafted_at: by.now,
		editors_json: '[]',
		in_force_by: null,
		in_force_at: by.now,
		ended_by: null,
		ended_at: null,
		end_reason: null,
	})
	return {
		subjectKind: 'policy',
		subjectId: id,
		kind: 'policy.put-in-force',
		after: { no: 1, sha256: sha256Hex(body) },
	}
}
