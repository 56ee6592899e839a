import type { Clock } from '#app/domain/clock.ts'
import type { Instant, LocalDate } from '#app/domain/time.ts'
import type { Handle, Tx } from '../tx.server.ts'

/** What the ladder of reminders asks of an order that waits for its lead department. */
export type LadderRow = {
	clockId: string
	branchId: string
	orderId: string
	round: number
	unit: Clock['unit']
	startedAt: Instant
	dueAt: Instant
	dueOn: LocalDate
	/** The last return or the last granted extension. */
	changedAt: Instant | null
}

/** Handling clocks, breached ones included, of orders that are at work, by clock id from `after`. */
export async function ladderRows(handle: Handle, branchId: string, after: string, limit: number): Promise<LadderRow[]> {
	return handle
		.selectFrom('clock')
		.innerJoin('supervision_order as o', (join) =>
			join.onRef('o.id', '=', 'clock.subject_id').onRef('o.round', '=', 'clock.round'),
		)
		.select((eb) => [
			'clock.id as clockId',
			'clock.branch_id as branchId',
			'o.id as orderId',
			'clock.round',
			'clock.limit_unit as unit',
			'clock.started_at as startedAt',
			'clock.due_at as dueAt',
			'clock.due_on as dueOn',
			eb
				.selectFrom('case_event as e')
				.where('e.subject_kind', '=', 'order')
				.whereRef('e.subject_id', '=', 'o.id')
				.where('e.kind', 'in', ['order.returned', 'order.reopened', 'order.extension-granted'])
				.select((inner) => inner.fn.max('e.at').as('at'))
				.as('changedAt'),
		])
		.where('clock.branch_id', '=', branchId)
		.where('clock.kind', '=', 'order.handle')
		.where('clock.state', 'in', ['RUNNING', 'BREACHED'])
		.where('o.state', 'in', ['ISSUED', 'ACKNOWLEDGED', 'IN_PROGRESS', 'RETURNED'])
		.where('clock.id', '>', after)
		.orderBy('clock.id')
		.limit(limit)
		.execute()
}

/** Rungs that were sent already, of these clocks. */
export async function sentRungs(handle: Handle, clockIds: readonly string[]): Promise<Set<string>> {
	if (clockIds.length === 0) return new Set()
	const rows = await handle.selectFrom('reminder').select('rung_key').where('clock_id', 'in', clockIds).execute()
	return new Set(rows.map((row) => row.rung_key))
}

/** Notes that a rung is sent; false when it was before, so that it is sent once. */
export async function noteRung(
	tx: Tx,
	row: { id: string; branchId: string; clockId: string; key: string; at: Instant },
): Promise<boolean> {
	const result = await tx
		.insertInto('reminder')
		.values({ id: row.id, branch_id: row.branchId, clock_id: row.clockId, rung_key: row.key, fired_at: row.at })
		.onConflict((oc) => oc.columns(['clock_id', 'rung_key']).doNothing())
		.executeTakeFirst()
	return result.numInsertedOrUpdatedRows === 1n
}
