import { sql } from 'kysely'
import type { SampleFilter, SampleKind } from '#app/domain/audit/sample.ts'
import { addDays, type Instant, instantAt, type LocalDate } from '#app/domain/time.ts'
import type { AuditSampleTable } from '../schema.ts'
import { decodeCursor, type Page, pageOf } from '../sql.server.ts'
import type { Handle, Tx } from '../tx.server.ts'

export type SampleRow = { [K in keyof AuditSampleTable]: AuditSampleTable[K] }

type Source = { readonly table: string; readonly opened: string; readonly byDay: boolean }
/** Each kind's table and the column that says when the case began; names are ours, never input. */
const SOURCES: Record<SampleKind, Source> = {
	penalty: { table: 'penalty', opened: 'opened_at', byDay: false },
	order: { table: 'supervision_order', opened: 'drafted_at', byDay: false },
	inspection: { table: 'inspection', opened: 'occurred_on', byDay: true },
	plan: { table: 'plan', opened: 'created_at', byDay: false },
}
const HAS_HISTORIC: readonly SampleKind[] = ['penalty', 'order', 'inspection']

/** Bound of a period in the terms of the column: a day, or the moment at which it begins in Asia/Shanghai. */
function bound(source: Source, day: LocalDate): LocalDate | Instant {
	return source.byDay ? day : instantAt(day, 0)
}

/** Ids of all cases that the filter fits, by id; imported history is no case of ours. */
export async function populationOf(handle: Handle, branchId: string, filter: SampleFilter): Promise<string[]> {
	const source = SOURCES[filter.kind]
	const column = (name: string) => sql.ref(`c.${name}`)
	const wheres = [sql`c.branch_id = ${branchId}`]
	if (HAS_HISTORIC.includes(filter.kind)) wheres.push(sql`c.historic = 0`)
	if (filter.severity) wheres.push(sql`c.severity = ${filter.severity}`)
	if (filter.minFen !== undefined) wheres.push(sql`c.amount_fen >= ${filter.minFen}`)
	if (filter.maxFen !== undefined) wheres.push(sql`c.amount_fen <= ${filter.maxFen}`)
	if (filter.from) wheres.push(sql`${column(source.opened)} >= ${bound(source, filter.from)}`)
	if (filter.to) wheres.push(sql`${column(source.opened)} < ${bound(source, addDays(filter.to, 1))}`)
	if (filter.personIds) {
		const people = filter.personIds.length > 0 ? sql.join(filter.personIds) : sql`null`
		wheres.push(sql`exists (select 1 from case_event e where e.subject_kind = ${filter.kind} and e.subject_id = c.id
			and e.actor_id in (${people}))`)
	}
	const { rows } = await sql<{ id: string }>`select c.id from ${sql.table(source.table)} c
		where ${sql.join(wheres, sql` and `)} order by c.id`.execute(handle)
	return rows.map((row) => row.id)
}

export type SampleCase = {
	readonly id: string
	readonly number: string
	readonly title: string
	readonly state: string
	readonly severity: string | null
	readonly amountFen: number | null
	/** A day or a moment, as the kind keeps it. */
	readonly openedAt: string
}

const OUTLET = `(select name from outlet where outlet.id = c.outlet_id)`
const SHOWN: Record<SampleKind, string> = {
	penalty: `c.number, ${OUTLET} as title, c.state, c.severity, c.amount_fen as "amountFen", c.opened_at as "openedAt"`,
	order: `coalesce(c.number, '') as number, c.title, c.state, null as severity, null as "amountFen", c.drafted_at as "openedAt"`,
	inspection: `c.number, ${OUTLET} as title, c.state, null as severity, null as "amountFen", c.occurred_on as "openedAt"`,
	plan: `c.number, ${OUTLET} as title, c.state, c.severity, null as "amountFen", c.created_at as "openedAt"`,
}

/** The drawn cases in the order of the draw, as they stand now. */
export async function sampleCases(
	handle: Handle,
	branchId: string,
	kind: SampleKind,
	ids: readonly string[],
): Promise<SampleCase[]> {
	if (ids.length === 0) return []
	const { rows } = await sql<SampleCase>`select c.id, ${sql.raw(SHOWN[kind])} from ${sql.table(SOURCES[kind].table)} c
		where c.branch_id = ${branchId} and c.id in (${sql.join(ids)})`.execute(handle)
	const byId = new Map(rows.map((row) => [row.id, row]))
	return ids.flatMap((id) => byId.get(id) ?? [])
}

export async function insertSample(tx: Tx, row: SampleRow): Promise<void> {
	await tx.insertInto('audit_sample').values(row).execute()
}

/** One sample of the branch. */
export async function sampleIn(handle: Handle, branchId: string, id: string): Promise<SampleRow | undefined> {
	return handle
		.selectFrom('audit_sample')
		.selectAll()
		.where('id', '=', id)
		.where('branch_id', '=', branchId)
		.executeTakeFirst()
}

/** Samples that were drawn, newest first. */
export async function samplesPage(
	handle: Handle,
	branchId: string,
	cursor: string | null,
	size: number,
): Promise<Page<SampleRow & { readonly drawnBy: string | null }>> {
	const after = decodeCursor(cursor, 2)
	let query = handle
		.selectFrom('audit_sample')
		.leftJoin('account', 'account.id', 'audit_sample.drawn_by')
		.selectAll('audit_sample')
		.select('account.name as drawnBy')
		.where('audit_sample.branch_id', '=', branchId)
	if (after) {
		// The cursor was made by this very list, from a moment and an id.
		const [at, id] = [String(after[0]) as Instant, String(after[1])]
		query = query.where((eb) =>
			eb.or([eb('drawn_at', '<', at), eb.and([eb('drawn_at', '=', at), eb('audit_sample.id', '<', id)])]),
		)
	}
	const rows = await query
		.orderBy('drawn_at', 'desc')
		.orderBy('audit_sample.id', 'desc')
		.limit(size + 1)
		.execute()
	return pageOf(rows, size, (row) => [row.drawn_at, row.id])
}
