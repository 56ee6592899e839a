import { type ChainEvent, type EventRef, type Fact, factsOf } from '#app/domain/bundle/bundle.ts'
import { chainHead, linksAt } from '#db/queries/audit.server.ts'
import {
	eventsOfSubjects,
	filesOf,
	type PlainRow,
	type PlainTables,
	partsOf,
	peopleIn,
	plainRows,
	rowsPointing,
} from '#db/queries/bundle.server.ts'
import type { PenaltyRow } from '#db/queries/penalties.server.ts'
import type { Handle } from '#db/tx.server.ts'

export type Link = EventRef & { readonly prev_hash: string }
export type EvidenceRow = Awaited<ReturnType<typeof filesOf>>[number]

/** Everything of one case, read at one moment: rows, events and what ties the events to the branch's chain. */
export type Collected = {
	readonly penalty: PlainRow
	readonly violation: PlainRow | null
	readonly context: PlainTables
	readonly tables: PlainTables
	readonly evidence: readonly EvidenceRow[]
	readonly notices: Awaited<ReturnType<typeof partsOf>>['notices']
	readonly events: readonly ChainEvent[]
	readonly links: readonly Link[]
	readonly head: EventRef | null
	readonly people: Readonly<Record<string, string>>
}

const idsOf = (rows: readonly PlainRow[] | undefined) => (rows ?? []).map((row) => String(row.id))
const present = (id: string | number | null | undefined) => (typeof id === 'string' ? [id] : [])

async function contextOf(handle: Handle, row: PenaltyRow, violation: PlainRow | null): Promise<PlainTables> {
	return {
		dealer: await plainRows(handle, 'dealer', [row.dealer_id]),
		outlet: await plainRows(handle, 'outlet', [row.outlet_id]),
		inspection: await plainRows(handle, 'inspection', present(violation?.inspection_id)),
		finding: await plainRows(handle, 'finding', present(violation?.finding_id)),
	}
}

/** The events and, for each, the links to its neighbours in the branch's chain. */
async function chainOf(handle: Handle, branchId: string, subjects: Parameters<typeof eventsOfSubjects>[2]) {
	const events = (await eventsOfSubjects(handle, branchId, subjects)).map(({ id: _, ...event }): ChainEvent => event)
	const own = new Set(events.map((event) => event.seq))
	const seqs = [...new Set(events.flatMap(({ seq }) => [seq - 1, seq + 1]))].filter((seq) => seq > 0 && !own.has(seq))
	const links: Link[] = []
	for (let i = 0; i < seqs.length; i += 500)
		for (const [seq, link] of await linksAt(handle, branchId, seqs.slice(i, i + 500)))
			links.push({ seq, hash: link.hash, prev_hash: link.prevHash })
	const head = await chainHead(handle, branchId)
	return { events, links: links.sort((a, b) => a.seq - b.seq), head: head ?? null }
}

/** Reads the whole case. Inside a transaction, so that rows and events are of one moment. */
export async function collect(handle: Handle, row: PenaltyRow): Promise<Collected> {
	const { measureIds, planIds, notices } = await partsOf(handle, row.id, row.violation_id)
	const violation =
		row.violation_id === null ? null : ((await plainRows(handle, 'violation', [row.violation_id]))[0] ?? null)
	const subjects = [row.id, ...present(violation?.id), ...measureIds, ...planIds]
	const noticeIds = notices.map((one) => one.id)
	const first = await rowsPointing(handle, {
		penalty_id: [row.id],
		cause_penalty_id: [row.id],
		violation_id: present(violation?.id),
		measure_id: measureIds,
		plan_id: planIds,
		notice_id: noticeIds,
		subject_id: subjects,
	})
	const money = await rowsPointing(handle, { txn_id: idsOf(first.ledger_txn) })
	const evidence = await filesOf(handle, subjects)
	const penalty = (await plainRows(handle, 'penalty', [row.id]))[0]
	if (!penalty) throw new Error(`No penalty ${row.number}`)
	const context = await contextOf(handle, row, violation)
	const chain = await chainOf(handle, row.branch_id, [
		{ kind: 'penalty', ids: [row.id] },
		{ kind: 'violation', ids: present(violation?.id) },
		{ kind: 'finding', ids: idsOf(context.finding) },
		{ kind: 'measure', ids: measureIds },
		{ kind: 'plan', ids: planIds },
		{ kind: 'evidence', ids: evidence.map((one) => one.id) },
	])
	const tables = { ...first, ...money }
	const text = JSON.stringify([penalty, violation, context, tables, evidence, chain.events])
	const people = await peopleIn(handle, row.branch_id, text)
	return { penalty, violation, context, tables, evidence, notices, people, ...chain }
}

/** What the events prove of the rows that case.json shows. */
export function provenBy({ penalty, violation, context, tables, evidence, events }: Collected): Fact[] {
	const of = (kind: string, row: PlainRow) =>
		events.filter((event) => event.subject_kind === kind && event.subject_id === row.id)
	const prove = (kind: string, path: string, row: PlainRow) => factsOf(path, row, of(kind, row))
	const each = (kind: string, path: string, rows: readonly PlainRow[] | undefined) =>
		(rows ?? []).flatMap((row, i) => prove(kind, `${path}.${i}`, row))
	return [
		...prove('penalty', 'penalty', penalty),
		...(violation ? prove('violation', 'violation', violation) : []),
		...each('finding', 'context.finding', context.finding),
		...each('measure', 'tables.measure', tables.measure),
		...each('plan', 'tables.plan', tables.plan),
		...evidence.flatMap((file, i) => {
			const { id, sha256, size } = file
			return factsOf(`evidence.${i}`, { id, sha256, size }, of('evidence', { id }))
		}),
	]
}
