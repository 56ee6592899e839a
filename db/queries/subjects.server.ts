import { sql } from 'kysely'
import type { SubjectKind } from '#app/domain/case/events.ts'
import { likePattern } from '../sql.server.ts'
import type { Handle } from '../tx.server.ts'

export type SubjectRef = { readonly kind: string; readonly id: string }
export type SubjectLabel = SubjectRef & {
	/** Number, code or login: what people call it by. */
	readonly number: string
	/** Title, name or place; empty when the number says everything. */
	readonly title: string
}

type Source = {
	readonly from: string
	readonly number: string
	readonly title: string
	readonly search: readonly string[]
}

/** Where each kind of subject keeps its number and its name; names of columns are ours, never input. */
const OUTLET_OF = (table: string) => `(select name from outlet where outlet.id = ${table}.outlet_id)`
const SOURCES: Partial<Record<SubjectKind, Source>> = {
	account: { from: 'account', number: 'login', title: 'name', search: ['login', 'name'] },
	dealer: { from: 'dealer', number: 'code', title: 'name', search: ['code', 'name', 'credit_code'] },
	outlet: { from: 'outlet', number: 'code', title: 'name', search: ['code', 'name'] },
	inspection: { from: 'inspection', number: 'number', title: OUTLET_OF('inspection'), search: ['number'] },
	finding: { from: 'finding', number: 'number', title: OUTLET_OF('finding'), search: ['number'] },
	violation: { from: 'violation', number: 'number', title: OUTLET_OF('violation'), search: ['number', 'source_ref'] },
	penalty: { from: 'penalty', number: 'number', title: OUTLET_OF('penalty'), search: ['number'] },
	'self-report': { from: 'self_report', number: 'number', title: OUTLET_OF('self_report'), search: ['number'] },
	plan: { from: 'plan', number: 'number', title: OUTLET_OF('plan'), search: ['number'] },
	intake: {
		from: 'intake_item',
		number: 'number',
		title: OUTLET_OF('intake_item'),
		search: ['number', 'external_number'],
	},
	'intake-batch': { from: 'intake_batch', number: 'period', title: 'title', search: ['title'] },
	supervisor: { from: 'social_supervisor', number: 'code', title: `''`, search: ['code'] },
	proposal: { from: 'order_proposal', number: 'number', title: OUTLET_OF('order_proposal'), search: ['number'] },
	order: {
		from: 'supervision_order',
		number: `coalesce(number, '')`,
		title: 'title',
		search: ['number', 'document_number', 'source_ref'],
	},
	circular: { from: 'order_circular', number: `coalesce(number, month)`, title: 'month', search: ['number', 'month'] },
	measure: {
		from: 'measure',
		number: `(select number from penalty where penalty.id = measure.penalty_id)`,
		title: `''`,
		search: [],
	},
	person: { from: 'dealer_person', number: `coalesce(staff_no, '')`, title: 'name', search: ['name', 'staff_no'] },
	blacklist: { from: 'blacklist_entry', number: 'number', title: 'name', search: ['number', 'name'] },
	succession: {
		from: 'succession',
		number: `(select code from dealer where dealer.id = succession.to_dealer_id)`,
		title: `(select name from dealer where dealer.id = succession.to_dealer_id)`,
		search: [],
	},
	settlement: { from: 'settlement_proposal', number: 'period', title: `''`, search: ['period'] },
	sample: { from: 'audit_sample', number: 'seed', title: `''`, search: ['seed'] },
	import: { from: 'import_run', number: 'file_name', title: 'mapping', search: ['file_name'] },
	token: { from: 'api_token', number: 'label', title: `''`, search: ['label'] },
	evidence: { from: 'evidence', number: 'file_name', title: 'caption', search: ['file_name', 'sha256'] },
	reference: { from: 'reference_version', number: 'code', title: 'kind', search: ['code'] },
}

function sourceOf(kind: string): Source | undefined {
	return Object.entries(SOURCES).find(([known]) => known === kind)?.[1]
}

/** References by their kind. */
export function byKindOf(refs: readonly SubjectRef[]): Map<string, SubjectRef[]> {
	const groups = new Map<string, SubjectRef[]>()
	for (const ref of refs) {
		const group = groups.get(ref.kind)
		if (group) group.push(ref)
		else groups.set(ref.kind, [ref])
	}
	return groups
}

type Labelled = { id: string; number: string | null; title: string | null }

/** What the subjects are called, by `${kind}:${id}`; kinds without a name of their own are left out. */
export async function subjectLabels(
	handle: Handle,
	branchId: string,
	refs: readonly SubjectRef[],
): Promise<Map<string, SubjectLabel>> {
	const byKind = byKindOf(refs)
	const labels = new Map<string, SubjectLabel>()
	for (const [kind, of] of byKind) {
		const source = sourceOf(kind)
		if (!source) continue
		const ids = [...new Set(of.map((ref) => ref.id))]
		const { rows } =
			await sql<Labelled>`select id, ${sql.raw(source.number)} as number, ${sql.raw(source.title)} as title
			from ${sql.table(source.from)} where branch_id = ${branchId} and id in (${sql.join(ids)})`.execute(handle)
		for (const row of rows)
			labels.set(`${kind}:${row.id}`, { kind, id: row.id, number: row.number ?? '', title: row.title ?? '' })
	}
	return labels
}

const MATCHES = 100

/** Subjects whose number, code or name contains the text; at most 100 of each kind. */
export async function subjectsLike(
	handle: Handle,
	branchId: string,
	text: string,
	kinds: readonly string[],
): Promise<SubjectRef[]> {
	const like = likePattern(text)
	const found: SubjectRef[] = []
	for (const kind of kinds) {
		const source = sourceOf(kind)
		if (!source || source.search.length === 0) continue
		const hits = source.search.map((column) => sql`lower(${sql.ref(column)}) like ${like} escape '\\'`)
		const { rows } = await sql<{ id: string }>`select id from ${sql.table(source.from)}
			where branch_id = ${branchId} and (${sql.join(hits, sql` or `)}) order by id desc limit ${MATCHES}`.execute(
			handle,
		)
		found.push(...rows.map((row) => ({ kind, id: row.id })))
	}
	return found
}

/** One subject by its exact number, for a form that asks which case is meant. */
export async function subjectByNumber(
	handle: Handle,
	branchId: string,
	number: string,
	kinds: readonly string[],
): Promise<SubjectRef | undefined> {
	for (const kind of kinds) {
		const source = sourceOf(kind)
		const column = source?.search[0]
		if (!source || !column) continue
		const { rows } = await sql<{ id: string }>`select id from ${sql.table(source.from)}
			where branch_id = ${branchId} and ${sql.ref(column)} = ${number} limit 1`.execute(handle)
		if (rows[0]) return { kind, id: rows[0].id }
	}
	return undefined
}

/** The cases that belong to one story: inspection, finding, violation, penalty, plan, orders. At most 50. */
export async function storyOf(handle: Handle, branchId: string, ref: SubjectRef): Promise<SubjectRef[]> {
	const violations = await violationsOf(handle, branchId, ref)
	if (violations.length === 0) return []
	const rows = await handle
		.selectFrom('violation')
		.select(['id', 'finding_id', 'inspection_id'])
		.where('id', 'in', violations)
		.execute()
	const by = async (table: 'penalty' | 'plan' | 'supervision_order') =>
		handle.selectFrom(table).select('id').where('violation_id', 'in', violations).orderBy('id').limit(20).execute()
	const [penalties, plans, orders] = await Promise.all([by('penalty'), by('plan'), by('supervision_order')])
	const of = (kind: SubjectKind, ids: readonly (string | null)[]) =>
		[...new Set(ids)].flatMap((id) => (id === null ? [] : [{ kind, id }]))
	return [
		...of(
			'inspection',
			rows.map((row) => row.inspection_id),
		),
		...of(
			'finding',
			rows.map((row) => row.finding_id),
		),
		...of('violation', violations),
		...of(
			'penalty',
			penalties.map((row) => row.id),
		),
		...of(
			'plan',
			plans.map((row) => row.id),
		),
		...of(
			'order',
			orders.map((row) => row.id),
		),
	]
		.filter((one) => one.kind !== ref.kind || one.id !== ref.id)
		.slice(0, 50)
}

const VIOLATION_OF: Partial<Record<string, string>> = {
	violation: `select id from violation where id = `,
	penalty: `select violation_id as id from penalty where id = `,
	plan: `select violation_id as id from plan where id = `,
	order: `select violation_id as id from supervision_order where id = `,
	inspection: `select id from violation where inspection_id = `,
	finding: `select id from violation where finding_id = `,
}

async function violationsOf(handle: Handle, branchId: string, ref: SubjectRef): Promise<string[]> {
	const text = VIOLATION_OF[ref.kind]
	if (!text) return []
	const { rows } = await sql<{ id: string | null }>`${sql.raw(text)}${ref.id} and branch_id = ${branchId}`.execute(
		handle,
	)
	return rows.flatMap((row) => row.id ?? [])
}
