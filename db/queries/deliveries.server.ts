import { sql } from 'kysely'
import type { DeliveryChannel, DeliveryState, TryOutcome } from '#app/domain/delivery/delivery.ts'
import type { Instant } from '#app/domain/time.ts'
import type { DeliveryTable } from '../schema-delivery.ts'
import type { Handle, Tx } from '../tx.server.ts'

export type DeliveryRow = Omit<DeliveryTable, 'tries' | 'rounds'> & { tries: number; rounds: number }

/** Envelopes that may go now, those of channels in `without` left out, the longest waiting first. */
export async function dueDeliveries(
	handle: Handle,
	now: Instant,
	limit: number,
	without: { readonly channels: readonly DeliveryChannel[]; readonly robots: readonly string[] },
): Promise<Pick<DeliveryRow, 'id' | 'channel' | 'robot_id'>[]> {
	let query = handle
		.selectFrom('delivery')
		.select(['id', 'channel', 'robot_id'])
		.where('state', 'in', ['waiting', 'failed'])
		.where('due_at', '<=', now)
	if (without.channels.length > 0) query = query.where('channel', 'not in', without.channels)
	if (without.robots.length > 0)
		query = query.where((eb) => eb.or([eb('robot_id', 'is', null), eb('robot_id', 'not in', without.robots)]))
	return query.orderBy('due_at').orderBy('id').limit(limit).execute()
}

/** Takes an envelope until a moment; undefined when it is not due or another process has it. */
export async function takeDelivery(
	tx: Tx,
	id: string,
	lease: { readonly holder: string; readonly now: Instant; readonly until: Instant },
): Promise<DeliveryRow | undefined> {
	return tx
		.updateTable('delivery')
		.set((eb) => ({
			state: 'sending' as const,
			tries: eb('tries', '+', 1),
			lease_holder: lease.holder,
			lease_until: lease.until,
		}))
		.where('id', '=', id)
		.where('state', 'in', ['waiting', 'failed'])
		.where('due_at', '<=', lease.now)
		.returningAll()
		.executeTakeFirst()
}

/** Puts an envelope off without a try: its robot has no words left this minute. */
export async function postpone(tx: Tx, robotId: string, now: Instant, until: Instant): Promise<void> {
	await tx
		.updateTable('delivery')
		.set({ due_at: until })
		.where('robot_id', '=', robotId)
		.where('state', 'in', ['waiting', 'failed'])
		.where('due_at', '<=', now)
		.execute()
}

export type Ending = {
	readonly state: Extract<DeliveryState, 'sent' | 'failed' | 'dead' | 'dropped'>
	readonly answer: string
	readonly dueAt?: Instant
	readonly at: Instant
	/** A throttled attempt is no try. */
	readonly giveBack?: boolean
}

/** Notes how it ended, if the envelope is still ours; true when it was. */
export async function endDelivery(tx: Tx, id: string, holder: string, end: Ending): Promise<boolean> {
	const result = await tx
		.updateTable('delivery')
		.set((eb) => ({
			state: end.state,
			answer: end.answer,
			lease_holder: null,
			lease_until: null,
			ended_at: end.state === 'failed' ? null : end.at,
			...(end.dueAt ? { due_at: end.dueAt } : {}),
			...(end.giveBack ? { tries: eb('tries', '-', 1) } : {}),
		}))
		.where('id', '=', id)
		.where('lease_holder', '=', holder)
		.executeTakeFirst()
	return result.numUpdatedRows === 1n
}

export type TryRow = {
	readonly branchId: string
	readonly deliveryId: string
	readonly n: number
	readonly at: Instant
	readonly outcome: TryOutcome
	readonly answer: string
	readonly tookMs: number
}

export async function noteTry(tx: Tx, row: TryRow): Promise<void> {
	await tx
		.insertInto('delivery_try')
		.values({
			branch_id: row.branchId,
			delivery_id: row.deliveryId,
			n: row.n,
			at: row.at,
			outcome: row.outcome,
			answer: row.answer,
			took_ms: row.tookMs,
		})
		.execute()
}

/** Envelopes whose process did not come back. */
export async function lostDeliveries(handle: Handle, now: Instant, limit: number): Promise<DeliveryRow[]> {
	return handle
		.selectFrom('delivery')
		.selectAll()
		.where('state', '=', 'sending')
		.where('lease_until', '<', now)
		.orderBy('lease_until')
		.limit(limit)
		.execute()
}

/** The messages in an envelope, oldest first. */
export async function itemsOfDelivery(handle: Handle, deliveryId: string) {
	return handle
		.selectFrom('delivery_item as i')
		.innerJoin('outbox as o', 'o.id', 'i.outbox_id')
		.select([
			'o.id',
			'o.kind',
			'o.account_id',
			'o.subject_kind',
			'o.subject_id',
			'o.params_json',
			'o.created_at',
			'i.occasion',
		])
		.where('i.delivery_id', '=', deliveryId)
		.orderBy('o.created_at')
		.orderBy('o.id')
		.execute()
}
export type ItemRow = Awaited<ReturnType<typeof itemsOfDelivery>>[number]

/** Dead letters back into the queue: one, or all of a branch. Gives their ids. */
export async function reviveDead(tx: Tx, branchId: string, id: string | null, now: Instant): Promise<string[]> {
	let query = tx
		.updateTable('delivery')
		.set((eb) => ({
			state: 'waiting' as const,
			due_at: now,
			tries: 0,
			ended_at: null,
			rounds: eb('rounds', '+', 1),
		}))
		.where('branch_id', '=', branchId)
		.where('state', '=', 'dead')
	if (id !== null) query = query.where('id', '=', id)
	const rows = await query.returning('id').execute()
	return rows.map((row) => row.id)
}

/** How many envelopes a branch has in each state. */
export async function deliveryCounts(handle: Handle, branchId: string): Promise<Record<DeliveryState, number>> {
	const rows = await handle
		.selectFrom('delivery')
		.select(['state', sql<number>`count(*)`.as('n')])
		.where('branch_id', '=', branchId)
		.groupBy('state')
		.execute()
	const counts = { waiting: 0, sending: 0, sent: 0, failed: 0, dead: 0, dropped: 0 }
	for (const row of rows) counts[row.state] = Number(row.n)
	return counts
}
