import { sql } from 'kysely'
import type { Instant } from '#app/domain/time.ts'
import { decodeCursor, type Page, pageOf } from '../sql.server.ts'
import type { Handle } from '../tx.server.ts'
import { type OrderReach, withinReach } from './orders.server.ts'

export type GapFilter = { readonly view: 'running' | 'all'; readonly now: Instant }

/**
 * Stretches of the progress clock that ran out without a word, newest first: those that still last, or all. The end of
 * one is the start of the next round, or the answer. Read by clock_progress_late.
 */
function gaps(handle: Handle, reach: OrderReach, { view, now }: GapFilter) {
	const late = handle
		.selectFrom('clock')
		.innerJoin('supervision_order', 'supervision_order.id', 'clock.subject_id')
		.innerJoin('department', 'department.id', 'supervision_order.lead_department_id')
		.leftJoin('account', 'account.id', 'supervision_order.handler_id')
		.where('clock.branch_id', '=', reach.scope.branchId)
		.where('clock.kind', '=', 'order.progress')
		.where((eb) =>
			eb.or([
				eb('clock.state', '=', 'BREACHED'),
				eb.and([eb('clock.state', '=', 'RUNNING'), eb('clock.due_at', '<', now)]),
			]),
		)
		.where((eb) => withinReach(eb, reach))
	if (view === 'all') return late
	return late
		.where('clock.met_at', 'is', null)
		.where('supervision_order.state', 'in', ['ISSUED', 'ACKNOWLEDGED', 'IN_PROGRESS', 'RETURNED'])
}

export type GapRow = {
	readonly id: string
	readonly orderId: string
	readonly number: string | null
	readonly title: string
	readonly department: string
	readonly handler: string | null
	readonly calendarCode: string
	readonly startedAt: Instant
	readonly dueAt: Instant
	readonly endedAt: Instant | null
}

export async function gapPage(
	handle: Handle,
	reach: OrderReach,
	filter: GapFilter,
	cursor: string | null,
	size: number,
): Promise<Page<GapRow>> {
	const after = decodeCursor(cursor, 2)
	let query = gaps(handle, reach, filter).select([
		'clock.id',
		'supervision_order.id as orderId',
		'supervision_order.number',
		'supervision_order.title',
		'department.name as department',
		'account.name as handler',
		'clock.calendar_code as calendarCode',
		'clock.started_at as startedAt',
		'clock.due_at as dueAt',
		'clock.met_at as endedAt',
	])
	if (after) {
		query = query.where(sql<boolean>`(clock.due_at, clock.id) < (${String(after[0])}, ${String(after[1])})`)
	}
	const rows = await query
		.orderBy('clock.due_at', 'desc')
		.orderBy('clock.id', 'desc')
		.limit(size + 1)
		.execute()
	return pageOf(rows, size, (row) => [row.dueAt, row.id])
}

export async function countGaps(handle: Handle, reach: OrderReach, filter: GapFilter): Promise<number> {
	const row = await gaps(handle, reach, filter)
		.select((eb) => eb.fn.countAll<number>().as('n'))
		.executeTakeFirstOrThrow()
	return Number(row.n)
}
