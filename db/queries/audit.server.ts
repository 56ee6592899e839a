import { sql } from 'kysely'
import type { EventKind, SubjectKind } from '#app/domain/case/events.ts'
import type { Instant } from '#app/domain/time.ts'
import type { CaseEventTable } from '../schema.ts'
import { decodeCursor, likePattern, type Page, pageOf } from '../sql.server.ts'
import type { Handle } from '../tx.server.ts'
import { byKindOf, type SubjectRef } from './subjects.server.ts'

export type EventFilter = {
	/** Events of one of these people; an empty list finds nothing. */
	readonly actorIds?: readonly string[] | undefined
	readonly subjectKind?: SubjectKind | undefined
	readonly subjectId?: string | undefined
	/** Events of one of these subjects; an empty list finds nothing. */
	readonly subjects?: readonly SubjectRef[] | undefined
	readonly kind?: EventKind | undefined
	/** From this moment on, and before that one. */
	readonly from?: Instant | undefined
	readonly before?: Instant | undefined
	/** Part of the reason. */
	readonly reason?: string | undefined
}

export type AuditEvent = { [K in keyof CaseEventTable]: K extends 'id' ? number : CaseEventTable[K] } & {
	readonly actorName: string | null
}

function filtered(handle: Handle, branchId: string, filter: EventFilter) {
	let query = handle.selectFrom('case_event').where('case_event.branch_id', '=', branchId)
	const { actorIds, subjectKind, subjectId, subjects, kind, from, before, reason } = filter
	if (actorIds) query = actorIds.length > 0 ? query.where('actor_id', 'in', actorIds) : query.where(sql<boolean>`1 = 0`)
	if (subjectKind) query = query.where('subject_kind', '=', subjectKind)
	if (subjectId) query = query.where('subject_id', '=', subjectId)
	if (subjects) {
		const byKind = [...byKindOf(subjects)]
		query = query.where((eb) =>
			eb.or(
				byKind.map(([of, refs]) =>
					eb.and([
						eb('subject_kind', '=', of),
						eb(
							'subject_id',
							'in',
							refs.map((ref) => ref.id),
						),
					]),
				),
			),
		)
	}
	if (kind) query = query.where('case_event.kind', '=', kind)
	if (from) query = query.where('at', '>=', from)
	if (before) query = query.where('at', '<', before)
	if (reason) query = query.where(sql<boolean>`lower(case_event.reason) like ${likePattern(reason)} escape '\\'`)
	return query
}

const COLUMNS = [
	'case_event.id',
	'case_event.branch_id',
	'case_event.seq',
	'case_event.at',
	'case_event.actor_id',
	'case_event.subject_kind',
	'case_event.subject_id',
	'case_event.kind',
	'case_event.before_json',
	'case_event.after_json',
	'case_event.reason',
	'case_event.prev_hash',
	'case_event.hash',
	'account.name as actorName',
] as const

/** A page of a branch's events, newest first. The caller may read the whole log. */
export async function eventsPage(
	handle: Handle,
	branchId: string,
	filter: EventFilter,
	cursor: string | null,
	size: number,
): Promise<Page<AuditEvent>> {
	const after = decodeCursor(cursor, 2)
	let query = filtered(handle, branchId, filter)
	if (after) {
		// The cursor was made by this very list, from a moment and an id.
		const [at, id] = [String(after[0]) as Instant, Number(after[1])]
		query = query.where((eb) =>
			eb.or([eb('case_event.at', '<', at), eb.and([eb('case_event.at', '=', at), eb('case_event.id', '<', id)])]),
		)
	}
	const rows = await query
		.leftJoin('account', 'account.id', 'case_event.actor_id')
		.select(COLUMNS)
		.orderBy('case_event.at', 'desc')
		.orderBy('case_event.id', 'desc')
		.limit(size + 1)
		.execute()
	return pageOf(rows, size, (row) => [row.at, row.id])
}

/** People of the branch whose name or login contains the text; at most 50. */
export async function peopleLike(handle: Handle, branchId: string, text: string): Promise<string[]> {
	const like = likePattern(text)
	const rows = await handle
		.selectFrom('account')
		.select('id')
		.where('branch_id', '=', branchId)
		.where(sql<boolean>`(lower(name) like ${like} escape '\\' or lower(login) like ${like} escape '\\')`)
		.orderBy('name')
		.limit(50)
		.execute()
	return rows.map((row) => row.id)
}

/** The whole events of one subject in the order of the chain; at most `limit`. */
export async function chainOf(
	handle: Handle,
	branchId: string,
	subjectKind: SubjectKind,
	subjectId: string,
	limit: number,
): Promise<AuditEvent[]> {
	return handle
		.selectFrom('case_event')
		.leftJoin('account', 'account.id', 'case_event.actor_id')
		.select(COLUMNS)
		.where('case_event.subject_kind', '=', subjectKind)
		.where('case_event.subject_id', '=', subjectId)
		.where('case_event.branch_id', '=', branchId)
		.orderBy('case_event.id')
		.limit(limit)
		.execute()
}

export type Link = { readonly hash: string; readonly prevHash: string }

/** Hash and predecessor's hash of events by number in the chain: what their neighbours are chained to. */
export async function linksAt(handle: Handle, branchId: string, seqs: readonly number[]): Promise<Map<number, Link>> {
	if (seqs.length === 0) return new Map()
	const rows = await handle
		.selectFrom('case_event')
		.select(['seq', 'hash', 'prev_hash'])
		.where('branch_id', '=', branchId)
		.where('seq', 'in', seqs)
		.execute()
	return new Map(rows.map((row) => [row.seq, { hash: row.hash, prevHash: row.prev_hash }]))
}

/** The next events of the chain after a number, in order; at most `limit`. */
export async function chainAfter(handle: Handle, branchId: string, seq: number, limit: number): Promise<AuditEvent[]> {
	return handle
		.selectFrom('case_event')
		.leftJoin('account', 'account.id', 'case_event.actor_id')
		.select(COLUMNS)
		.where('case_event.branch_id', '=', branchId)
		.where('case_event.seq', '>', seq)
		.orderBy('case_event.seq')
		.limit(limit)
		.execute()
}

/** Number and hash of the last event of a branch. */
export async function chainHead(handle: Handle, branchId: string) {
	return handle.selectFrom('chain_head').select(['seq', 'hash']).where('branch_id', '=', branchId).executeTakeFirst()
}
