import { createHash } from 'node:crypto'
import type { EventKind, SubjectKind } from '#app/domain/case/events.ts'
import type { Instant } from '#app/domain/time.ts'
import type { CaseEventTable } from '../schema.ts'
import { toJson } from '../sql.server.ts'
import type { Handle, Tx } from '../tx.server.ts'

export type EventDraft = {
	readonly subjectKind: SubjectKind
	readonly subjectId: string
	readonly kind: EventKind
	readonly before?: unknown
	readonly after?: unknown
	readonly reason?: string | null
}

type Hashed = Omit<CaseEventTable, 'id' | 'hash'>

/** The hash of an event: SHA-256 over its fields and the hash before it, as a JSON array. */
export function eventHash(event: Hashed): string {
	const fields = [
		event.prev_hash,
		event.branch_id,
		event.seq,
		event.at,
		event.actor_id,
		event.subject_kind,
		event.subject_id,
		event.kind,
		event.before_json,
		event.after_json,
		event.reason,
	]
	return createHash('sha256').update(JSON.stringify(fields)).digest('hex')
}

/** Rows of one statement: a recount writes thousands at once. */
const CHUNK = 100

/** What the first event of a branch is chained to. */
export const GENESIS = '0'.repeat(64)

/**
 * Appends events to the branch's chain, in order. Only in the transaction of the change itself (trust 1.4);
 * the caller holds the branch's write lock. `at` is the moment of the change, UTC.
 */
export async function appendEvents(
	tx: Tx,
	branchId: string,
	actorId: string | null,
	at: Instant,
	drafts: readonly EventDraft[],
): Promise<void> {
	if (drafts.length === 0) return
	const head = await tx
		.selectFrom('chain_head')
		.select(['seq', 'hash'])
		.where('branch_id', '=', branchId)
		.executeTakeFirst()
	let seq = head?.seq ?? 0
	let hash = head?.hash ?? GENESIS
	const rows: (Hashed & { readonly hash: string })[] = []
	for (const draft of drafts) {
		seq += 1
		const row: Hashed = {
			branch_id: branchId,
			seq,
			at,
			actor_id: actorId,
			subject_kind: draft.subjectKind,
			subject_id: draft.subjectId,
			kind: draft.kind,
			before_json: toJson(draft.before ?? {}),
			after_json: toJson(draft.after ?? {}),
			reason: draft.reason ?? null,
			prev_hash: hash,
		}
		hash = eventHash(row)
		rows.push({ ...row, hash })
	}
	for (let i = 0; i < rows.length; i += CHUNK) {
		await tx
			.insertInto('case_event')
			.values(rows.slice(i, i + CHUNK))
			.execute()
	}
	await tx
		.insertInto('chain_head')
		.values({ branch_id: branchId, seq, hash })
		.onConflict((oc) => oc.column('branch_id').doUpdateSet({ seq, hash }))
		.execute()
}

export type EventView = Pick<
	CaseEventTable,
	'seq' | 'at' | 'kind' | 'before_json' | 'after_json' | 'reason' | 'hash' | 'actor_id'
> & { readonly id: number; readonly actorName: string | null }

/** The events of one subject, oldest first; at most `limit`. The caller has checked that the subject may be read. */
export async function eventsOf(
	handle: Handle,
	subjectKind: SubjectKind,
	subjectId: string,
	limit = 200,
): Promise<EventView[]> {
	return handle
		.selectFrom('case_event')
		.leftJoin('account', 'account.id', 'case_event.actor_id')
		.select([
			'case_event.id',
			'case_event.seq',
			'case_event.at',
			'case_event.kind',
			'case_event.before_json',
			'case_event.after_json',
			'case_event.reason',
			'case_event.hash',
			'case_event.actor_id',
			'account.name as actorName',
		])
		.where('case_event.subject_kind', '=', subjectKind)
		.where('case_event.subject_id', '=', subjectId)
		.orderBy('case_event.id')
		.limit(limit)
		.execute()
}

/** Who changed the subject last, for the answer to a stale form. */
export async function lastEventOf(handle: Handle, subjectKind: SubjectKind, subjectId: string) {
	return handle
		.selectFrom('case_event')
		.leftJoin('account', 'account.id', 'case_event.actor_id')
		.select(['case_event.at', 'case_event.kind', 'account.name as actorName'])
		.where('case_event.subject_kind', '=', subjectKind)
		.where('case_event.subject_id', '=', subjectId)
		.orderBy('case_event.id', 'desc')
		.limit(1)
		.executeTakeFirst()
}

/** Whether this ever happened to a subject. */
export async function hasEvent(
	handle: Handle,
	subjectKind: SubjectKind,
	subjectId: string,
	kind: EventKind,
): Promise<boolean> {
	const row = await handle
		.selectFrom('case_event')
		.select('id')
		.where('subject_kind', '=', subjectKind)
		.where('subject_id', '=', subjectId)
		.where('kind', '=', kind)
		.limit(1)
		.executeTakeFirst()
	return row !== undefined
}
