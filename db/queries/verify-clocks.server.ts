import { sql } from 'kysely'
import type { Instant } from '#app/domain/time.ts'
import type { Handle } from '../tx.server.ts'
import { clockOfRow, type StoredClock } from './clock-rows.server.ts'

/** What npm run verify asks about clocks. */

/** All clocks, by id from `after`. */
export async function clocksToVerify(handle: Handle, after: string, limit: number): Promise<StoredClock[]> {
	const rows = await handle.selectFrom('clock').selectAll().where('id', '>', after).orderBy('id').limit(limit).execute()
	return rows.map(clockOfRow)
}

/** Moves of these clocks, oldest first. */
export async function movesToVerify(handle: Handle, clockIds: readonly string[]) {
	if (clockIds.length === 0) return []
	return handle
		.selectFrom('clock_move')
		.select(['clock_id', 'old_due_at', 'new_due_at', 'moved_at'])
		.where('clock_id', 'in', clockIds)
		.orderBy('clock_id')
		.orderBy('moved_at')
		.orderBy('id')
		.execute()
}

export type StrayCopy = {
	readonly subject: string
	readonly id: string
	readonly copy: Instant | string | null
	readonly clock: Instant | string
}

/** Issued orders whose due day was taken away though their deadline was not retired, or kept though it was. */
export async function strayRetirements(handle: Handle, limit: number): Promise<{ id: string; due: string | null }[]> {
	const { rows } = await sql<{ id: string; due: string | null }>`select o.id, o.due_on as due
		from supervision_order o join clock c on c.subject_id = o.id and c.subject_kind = 'order' and c.kind = 'order.handle'
		where o.issued_at is not null and o.overdue_at is null and (o.due_on is null) <> (c.state = 'RETIRED')
			and c.round = (select max(d.round) from clock d
				where d.subject_kind = 'order' and d.subject_id = o.id and d.kind = 'order.handle')
		order by o.id limit ${limit}`.execute(handle)
	return rows
}

/** Rows that keep another date than the newest round of their clock, at most `limit` of each. */
export async function strayCopies(handle: Handle, limit: number): Promise<StrayCopy[]> {
	const latest = sql`c.round = (select max(d.round) from clock d
		where d.subject_kind = c.subject_kind and d.subject_id = c.subject_id and d.kind = c.kind)`
	const orders = await sql<StrayCopy>`select 'supervision_order' as subject, o.id, o.due_at as copy, c.due_at as clock
		from clock c join supervision_order o on o.id = c.subject_id
		where c.subject_kind = 'order' and c.kind = 'order.handle' and ${latest} and o.due_at <> c.due_at
		order by o.id limit ${limit}`.execute(handle)
	const assists = await sql<StrayCopy>`select 'order_assist' as subject, a.id, a.due_at as copy, c.due_at as clock
		from clock c join order_assist a on a.id = c.subject_id
		where c.subject_kind = 'assist' and c.state in ('RUNNING', 'PAUSED') and a.due_at <> c.due_at
		order by a.id limit ${limit}`.execute(handle)
	const plans = await sql<StrayCopy>`select 'plan' as subject, p.id, p.due_on as copy, c.due_on as clock
		from clock c join plan p on p.id = c.subject_id
		where c.subject_kind = 'plan' and c.state in ('RUNNING', 'PAUSED') and ${latest} and p.due_on <> c.due_on
		order by p.id limit ${limit}`.execute(handle)
	const topups = await sql<StrayCopy>`select 'topup_notice' as subject, t.id, t.due_at as copy, c.due_at as clock
		from clock c join topup_notice t on t.id = c.subject_id
		where c.subject_kind = 'topup' and t.due_at <> c.due_at order by t.id limit ${limit}`.execute(handle)
	return [orders, assists, plans, topups].flatMap(({ rows }) => rows)
}
