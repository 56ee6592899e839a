import type { NoticeKind, SubjectKind } from '#app/domain/case/events.ts'
import type { Instant } from '#app/domain/time.ts'
import { toJson } from '../sql.server.ts'
import type { Tx } from '../tx.server.ts'

/** Something to tell one person; `key` makes it happen once however often the cause is met. */
export type OutboxDraft = {
	readonly key: string
	readonly kind: NoticeKind
	readonly accountId: string
	readonly subjectKind: SubjectKind
	readonly subjectId: string
	readonly params?: Readonly<Record<string, string | number>>
}

/** Rows of one statement: a recount writes thousands at once. */
const CHUNK = 100

/** Writes messages to be delivered after the commit. A key that is already there is left alone. */
export async function writeOutbox(
	tx: Tx,
	branchId: string,
	at: Instant,
	newId: () => string,
	drafts: readonly OutboxDraft[],
): Promise<void> {
	for (let i = 0; i < drafts.length; i += CHUNK) {
		const rows = drafts.slice(i, i + CHUNK).map((draft) => ({
			id: newId(),
			branch_id: branchId,
			idempotency_key: `${draft.key}:${draft.kind}:${draft.accountId}`,
			kind: draft.kind,
			account_id: draft.accountId,
			subject_kind: draft.subjectKind,
			subject_id: draft.subjectId,
			params_json: toJson(draft.params ?? {}),
			created_at: at,
			delivered_at: null,
			planned_at: null,
		}))
		await tx
			.insertInto('outbox')
			.values(rows)
			.onConflict((oc) => oc.column('idempotency_key').doNothing())
			.execute()
	}
}
