import { type RawBuilder, sql } from 'kysely'
import type { ClockKind, ClockSubject } from '#app/domain/clock.ts'
import type { Instant } from '#app/domain/time.ts'
import type { Handle } from '../tx.server.ts'

/** One thing that waits for somebody. `dueAt` null: no deadline counts. */
export type WorkRow = {
	id: string
	/** The number under which people know it; '' where it has none yet. */
	number: string
	title: string
	/** Code of a violation type, kind of a measure or of an inspection; 'returned' for an order that was sent back. */
	type: string | null
	/** A date that somebody named: the day of a visit, the end of an observation. */
	onDay: string | null
	urgency: string | null
	dueAt: Instant | null
	startedAt: Instant | null
	/** Score of the last visit to the outlet, in tenths. */
	lastScore: number | null
}

/** A list of work as a query; counted and read from the same text, so that the count equals the list. */
export type WorkQuery = RawBuilder<WorkRow>

const none = sql`cast(null as text)`

type Columns = {
	readonly id: RawBuilder<unknown>
	readonly number: RawBuilder<unknown>
	readonly title: RawBuilder<unknown>
	readonly type?: RawBuilder<unknown>
	readonly onDay?: RawBuilder<unknown>
	readonly urgency?: RawBuilder<unknown>
	readonly dueAt?: RawBuilder<unknown>
	readonly startedAt?: RawBuilder<unknown>
	readonly lastScore?: RawBuilder<unknown>
}

/** The columns of a work list, in one order for every list. */
export function workColumns(c: Columns): RawBuilder<unknown> {
	return sql`${c.id} as "id", ${c.number} as "number", ${c.title} as "title", ${c.type ?? none} as "type",
		${c.onDay ?? none} as "onDay", ${c.urgency ?? none} as "urgency", ${c.dueAt ?? none} as "dueAt",
		${c.startedAt ?? none} as "startedAt", ${c.lastScore ?? sql`cast(null as integer)`} as "lastScore"`
}

/** The deadline of a subject: the newest round of these kinds that runs or was missed. */
export function clockColumn(
	column: 'due_at' | 'started_at',
	subject: ClockSubject,
	id: RawBuilder<unknown>,
	kinds: readonly ClockKind[],
): RawBuilder<unknown> {
	return sql`(select max(c.${sql.raw(column)}) from clock c where c.subject_kind = ${subject} and c.subject_id = ${id}
		and c.kind in (${sql.join([...kinds])}) and c.state in ('RUNNING', 'BREACHED'))`
}

/** The first `limit` entries by deadline; what has none comes last. */
export async function workItems(handle: Handle, query: WorkQuery, limit: number): Promise<WorkRow[]> {
	const { rows } = await sql<WorkRow>`select * from (${query}) as w
		order by case when w."dueAt" is null then 1 else 0 end, w."dueAt", w."onDay", w."number", w."id" limit ${limit}`.execute(
		handle,
	)
	return rows
}

export async function workCount(handle: Handle, query: WorkQuery): Promise<number> {
	const { rows } = await sql<{ n: number }>`select count(*) as n from (${query}) as w`.execute(handle)
	return Number(rows[0]?.n ?? 0)
}
