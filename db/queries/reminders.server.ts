import { sql } from 'kysely'
import type { Instant } from '#app/domain/time.ts'
import type { Handle, Tx } from '../tx.server.ts'
import { clockOfRow, type StoredClock } from './clock-rows.server.ts'

export type LookedClock = StoredClock & { readonly lookAt: Instant | '' }

/** Clocks whose ladder has to be looked at, the longest waiting first, by key from `after`. */
export async function clocksToLookAt(
	handle: Handle,
	branchId: string,
	now: Instant,
	limit: number,
	after?: Pick<LookedClock, 'lookAt' | 'id'>,
): Promise<LookedClock[]> {
	let query = handle
		.selectFrom('clock_look as l')
		.innerJoin('clock as c', 'c.id', 'l.clock_id')
		.selectAll('c')
		.select('l.look_at as lookAt')
		.where('l.branch_id', '=', branchId)
		.where('l.look_at', '<=', now)
	if (after) query = query.where(sql<boolean>`(l.look_at, l.clock_id) > (${after.lookAt}, ${after.id})`)
	const rows = await query.orderBy('l.look_at').orderBy('l.clock_id').limit(limit).execute()
	return rows.map(({ lookAt, ...row }) => ({ ...clockOfRow(row), lookAt }))
}

/** When to look again; null for never. Left alone when the clock was moved since it was read. */
export async function lookAgain(tx: Tx, clock: LookedClock, at: Instant | null): Promise<void> {
	const same = tx
		.selectFrom('clock')
		.select('id')
		.where('id', '=', clock.id)
		.where('due_at', '=', clock.dueAt)
		.where('started_at', '=', clock.startedAt)
		.where('round', '=', clock.round)
	if (at === null) await tx.deleteFrom('clock_look').where('clock_id', 'in', same).execute()
	else await tx.updateTable('clock_look').set({ look_at: at }).where('clock_id', 'in', same).execute()
}

/** Every ladder of a branch is to be looked at: the rules that place the rungs have changed. */
export async function lookAtAll(tx: Tx, branchId: string): Promise<void> {
	await tx.updateTable('clock_look').set({ look_at: '' }).where('branch_id', '=', branchId).execute()
}

/** One clock as it is now. */
export async function clockNow(tx: Tx, id: string): Promise<StoredClock | undefined> {
	const row = await tx.selectFrom('clock').selectAll().where('id', '=', id).executeTakeFirst()
	return row ? clockOfRow(row) : undefined
}

/** When the due date of a clock last moved. */
export async function lastMoveOf(handle: Handle, clockId: string): Promise<Instant | null> {
	const row = await handle
		.selectFrom('clock_move')
		.select((eb) => eb.fn.max('moved_at').as('at'))
		.where('clock_id', '=', clockId)
		// A notice that only confirms a date has not moved it.
		.where((eb) => eb.or([eb('cause', '<>', 'calendar'), eb('old_due_at', '<>', eb.ref('new_due_at'))]))
		.executeTakeFirst()
	return row?.at ?? null
}

/** The last return, reopening or granted extension of an order: what lies before it is not ahead any more. */
export async function lastTurnOf(handle: Handle, orderId: string): Promise<Instant | null> {
	const row = await handle
		.selectFrom('case_event')
		.select((eb) => eb.fn.max('at').as('at'))
		.where('subject_kind', '=', 'order')
		.where('subject_id', '=', orderId)
		.where('kind', 'in', ['order.returned', 'order.reopened', 'order.extension-granted'])
		.executeTakeFirst()
	return row?.at ?? null
}

/** Rungs that were sent already, of these clocks. */
export async function sentRungs(handle: Handle, clockIds: readonly string[]): Promise<Set<string>> {
	if (clockIds.length === 0) return new Set()
	const rows = await handle.selectFrom('reminder').select('rung_key').where('clock_id', 'in', clockIds).execute()
	return new Set(rows.map((row) => row.rung_key))
}

export type RungNote = {
	readonly id: string
	readonly branchId: string
	readonly clockId: string
	readonly key: string
	readonly at: Instant
	/** When the rung fell due. */
	readonly dueAt: Instant
}

/** Notes that a rung is sent; false when it was before, so that it is sent once. */
export async function noteRung(tx: Tx, row: RungNote): Promise<boolean> {
	const result = await tx
		.insertInto('reminder')
		.values({
			id: row.id,
			branch_id: row.branchId,
			clock_id: row.clockId,
			rung_key: row.key,
			fired_at: row.at,
			due_at: row.dueAt,
		})
		.onConflict((oc) => oc.columns(['clock_id', 'rung_key']).doNothing())
		.executeTakeFirst()
	return result.numInsertedOrUpdatedRows === 1n
}
