import { sql } from 'kysely'
import type { Handle } from '../tx.server.ts'
import type { AuditEvent } from './audit.server.ts'

/** A row of any table, as an export shows it. */
export type PlainRow = Readonly<Record<string, string | number | null>>
export type PlainTables = Readonly<Record<string, readonly PlainRow[]>>

/** The case with this number; several when several branches use it. */
export async function casesNumbered(handle: Handle, number: string, branchCode: string | null) {
	let query = handle
		.selectFrom('penalty')
		.innerJoin('branch', 'branch.id', 'penalty.branch_id')
		.select(['penalty.id', 'penalty.branch_id', 'branch.code'])
		.where('penalty.number', '=', number)
	if (branchCode !== null) query = query.where('branch.code', '=', branchCode)
	return query.orderBy('branch.code').limit(5).execute()
}

/** Messages are not the case; other orders and registers have files of their own; PDFs travel as files. */
const LEFT_OUT = new Set([
	'outbox',
	'inbox_item',
	'case_event',
	'supervision_order',
	'notice_file',
	'form_draft',
	'penalty',
])
/** Hashes of identity numbers and helpers of search are of no use outside. */
const HIDDEN = new Set(['id_hmac', 'search_text'])

const plain = (row: Record<string, unknown>): PlainRow =>
	Object.fromEntries(
		Object.entries(row).flatMap(([name, value]) => {
			if (HIDDEN.has(name)) return []
			return [[name, typeof value === 'string' || typeof value === 'number' ? value : null] as const]
		}),
	)

async function rowsWhere(handle: Handle, table: string, column: string, ids: readonly string[]): Promise<PlainRow[]> {
	if (ids.length === 0) return []
	const { rows } = await sql<Record<string, unknown>>`select * from ${sql.table(table)}
		where ${sql.ref(column)} in (${sql.join(ids)}) order by 1 limit 5000`.execute(handle)
	return rows.map(plain)
}

/** Rows of one table by id, as plain values. */
export async function plainRows(
	handle: Handle,
	table: 'penalty' | 'violation' | 'inspection' | 'finding' | 'dealer' | 'outlet' | 'plan',
	ids: readonly string[],
) {
	return rowsWhere(handle, table, 'id', ids)
}

/** By which columns a row belongs to the case, with the ids that count. */
export type Keys = Readonly<Record<string, readonly string[]>>

/**
 * The rows of every table that points to one of the ids by one of the columns. Found by the columns themselves, so that
 * a table that comes later is part of the case file without anybody thinking of it.
 */
export async function rowsPointing(handle: Handle, keys: Keys): Promise<PlainTables> {
	const out: Record<string, PlainRow[]> = {}
	const tables = (await handle.introspection.getTables()).filter((table) => !table.isView && !LEFT_OUT.has(table.name))
	for (const { name, columns } of tables.sort((a, b) => a.name.localeCompare(b.name))) {
		for (const [column, ids] of Object.entries(keys)) {
			if (!columns.some((one) => one.name === column)) continue
			const found = await rowsWhere(handle, name, column, ids)
			const known = new Set((out[name] ?? []).map((row) => JSON.stringify(row)))
			const fresh = found.filter((row) => !known.has(JSON.stringify(row)))
			if (fresh.length > 0) out[name] = [...(out[name] ?? []), ...fresh]
		}
	}
	return out
}

/** Ids of the files tied to any of the subjects. */
export async function filesOf(handle: Handle, subjectIds: readonly string[]) {
	if (subjectIds.length === 0) return []
	return handle
		.selectFrom('evidence_link')
		.innerJoin('evidence', 'evidence.id', 'evidence_link.evidence_id')
		.selectAll('evidence')
		.distinct()
		.where('evidence_link.subject_id', 'in', subjectIds)
		.where('evidence_link.subject_kind', '<>', 'order')
		.orderBy('evidence.received_at')
		.orderBy('evidence.id')
		.limit(2000)
		.execute()
}

/** Ids of the measures, plans and documents of a case. */
export async function partsOf(handle: Handle, penaltyId: string, violationId: string | null) {
	const [measures, plans] = await Promise.all([
		handle.selectFrom('measure').select('id').where('penalty_id', '=', penaltyId).execute(),
		handle
			.selectFrom('plan')
			.select('id')
			.where((eb) =>
				eb.or([
					eb('penalty_id', '=', penaltyId),
					...(violationId === null ? [] : [eb('violation_id', '=', violationId)]),
				]),
			)
			.execute(),
	])
	const measureIds = measures.map((row) => row.id)
	const notices = await handle
		.selectFrom('notice')
		.select(['id', 'number', 'kind', 'opened_at'])
		.where((eb) =>
			eb.or([
				eb('penalty_id', '=', penaltyId),
				...(measureIds.length === 0 ? [] : [eb('measure_id', 'in', measureIds)]),
			]),
		)
		.orderBy('sent_at')
		.orderBy('id')
		.execute()
	return { measureIds, planIds: plans.map((row) => row.id), notices }
}

/** The whole events of several subjects in the order of the chain. */
export async function eventsOfSubjects(
	handle: Handle,
	branchId: string,
	subjects: readonly { readonly kind: string; readonly ids: readonly string[] }[],
): Promise<Omit<AuditEvent, 'actorName'>[]> {
	const wanted = subjects.filter((one) => one.ids.length > 0)
	if (wanted.length === 0) return []
	return handle
		.selectFrom('case_event')
		.selectAll()
		.where('branch_id', '=', branchId)
		.where((eb) =>
			eb.or(wanted.map(({ kind, ids }) => eb.and([eb('subject_kind', '=', kind), eb('subject_id', 'in', ids)]))),
		)
		.orderBy('seq')
		.limit(20_000)
		.execute()
}

/** Names of everybody who appears by id in the texts. */
export async function peopleIn(handle: Handle, branchId: string, text: string): Promise<Record<string, string>> {
	const people = await handle.selectFrom('account').select(['id', 'name']).where('branch_id', '=', branchId).execute()
	return Object.fromEntries(people.filter(({ id }) => text.includes(id)).map(({ id, name }) => [id, name]))
}

/** Everybody who has ever acted for the dealer. */
export async function dealerAccounts(handle: Handle, dealerId: string): Promise<string[]> {
	const rows = await handle
		.selectFrom('role_grant')
		.select('account_id')
		.distinct()
		.where('dealer_id', '=', dealerId)
		.where('role', '=', 'DEALER_OWNER')
		.execute()
	return rows.map((row) => row.account_id)
}
