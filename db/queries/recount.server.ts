import { sql } from 'kysely'
import type { ClockDates } from '#app/domain/clock.ts'
import type { Instant, LocalDate } from '#app/domain/time.ts'
import { updateMany } from '../bulk.server.ts'
import { flag, toJson } from '../sql.server.ts'
import type { Handle, Tx } from '../tx.server.ts'
import { clockOfRow, type StoredClock } from './clock-rows.server.ts'

/** The condition of the index clock_open; written out, because the database compares it word by word. */
const OPEN = sql<boolean>`state in ('RUNNING', 'PAUSED')`

/** Open clocks of a branch of every kind, by id from `after`. */
export async function openClocks(
	handle: Handle,
	branchId: string,
	after: string,
	limit: number,
): Promise<StoredClock[]> {
	const rows = await handle
		.selectFrom('clock')
		.selectAll()
		.where('branch_id', '=', branchId)
		.where(OPEN)
		.where('id', '>', after)
		.orderBy('id')
		.limit(limit)
		.execute()
	return rows.map(clockOfRow)
}

/** True when an open clock was counted by another version than this one. */
export async function isBehind(handle: Handle, branchId: string, calendarVersionId: string): Promise<boolean> {
	const row = await handle
		.selectFrom('clock')
		.select('id')
		.where('branch_id', '=', branchId)
		.where(OPEN)
		.where('calendar_version_id', '<>', calendarVersionId)
		.limit(1)
		.executeTakeFirst()
	return row !== undefined
}

type Recounted = ClockDates & { readonly id: string; readonly firstDueAt: Instant; readonly firstDueOn: LocalDate }

/** Other dates for open clocks; their state stays. */
export async function recountClocks(tx: Tx, clocks: readonly Recounted[]): Promise<void> {
	await updateMany(
		tx,
		'clock',
		[
			['due_at', 'text', ({ dueAt }) => dueAt],
			['due_on', 'text', ({ dueOn }) => dueOn],
			['raw_due_on', 'text', ({ rawDueOn }) => rawDueOn],
			['provisional', 'integer', ({ provisional }) => flag(provisional)],
			['calendar_version_id', 'text', ({ calendarVersionId }) => calendarVersionId],
			['steps_json', 'text', ({ steps }) => toJson(steps)],
			['first_due_at', 'text', ({ firstDueAt }) => firstDueAt],
			['first_due_on', 'text', ({ firstDueOn }) => firstDueOn],
		],
		clocks,
	)
}

/** Open clocks that another version gives the same date and the same steps are noted as counted by it. */
export async function pinOpenClocks(tx: Tx, branchId: string, calendarVersionId: string): Promise<void> {
	await tx
		.updateTable('clock')
		.set({ calendar_version_id: calendarVersionId })
		.where('branch_id', '=', branchId)
		.where(OPEN)
		.where('calendar_version_id', '<>', calendarVersionId)
		.execute()
}
