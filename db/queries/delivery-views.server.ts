import { sql } from 'kysely'
import type { DeliveryChannel, DeliveryState } from '#app/domain/delivery/delivery.ts'
import { decodeCursor, type Page, pageOf } from '../sql.server.ts'
import type { Handle } from '../tx.server.ts'

export type DeliveryFilter = {
	readonly branchId: string
	/** None: every state. */
	readonly states: readonly DeliveryState[]
	readonly channel: DeliveryChannel | null
}

function views(handle: Handle, branchId: string) {
	return handle
		.selectFrom('delivery as d')
		.leftJoin('account as a', 'a.id', 'd.account_id')
		.leftJoin('robot as r', 'r.id', 'd.robot_id')
		.select([
			'd.id',
			'd.channel',
			'd.address',
			'd.form',
			'd.legal',
			'd.state',
			'd.due_at',
			'd.created_at',
			'd.ended_at',
			'd.tries',
			'd.rounds',
			'd.answer',
			'a.name as person',
			'r.name as robot',
		])
		.select(sql<number>`(select count(*) from delivery_item i where i.delivery_id = d.id)`.as('items'))
		.where('d.branch_id', '=', branchId)
}
export type DeliveryView = Awaited<ReturnType<typeof deliveryView>> & object

/** Envelopes of a branch, the newest first. Never what they say. */
export async function deliveriesPage(
	handle: Handle,
	filter: DeliveryFilter,
	cursor: string | null,
	size: number,
): Promise<Page<DeliveryView>> {
	const after = decodeCursor(cursor, 2)
	let query = views(handle, filter.branchId)
	if (filter.states.length > 0) query = query.where('d.state', 'in', filter.states)
	if (filter.channel) query = query.where('d.channel', '=', filter.channel)
	if (after) query = query.where(sql<boolean>`(d.created_at, d.id) < (${String(after[0])}, ${String(after[1])})`)
	const rows = await query
		.orderBy('d.created_at', 'desc')
		.orderBy('d.id', 'desc')
		.limit(size + 1)
		.execute()
	return pageOf(rows, size, (row) => [row.created_at, row.id])
}

export async function deliveryView(handle: Handle, branchId: string, id: string) {
	return views(handle, branchId).where('d.id', '=', id).executeTakeFirst()
}

/** Every attempt at one envelope, oldest first; at most 200. */
export async function triesOf(handle: Handle, deliveryId: string) {
	return handle
		.selectFrom('delivery_try')
		.select(['id', 'n', 'at', 'outcome', 'answer', 'took_ms'])
		.where('delivery_id', '=', deliveryId)
		.orderBy('id')
		.limit(200)
		.execute()
}

/** Which kinds of message an envelope holds. */
export async function kindsIn(handle: Handle, deliveryId: string): Promise<string[]> {
	const rows = await handle
		.selectFrom('delivery_item as i')
		.innerJoin('outbox as o', 'o.id', 'i.outbox_id')
		.select('o.kind')
		.distinct()
		.where('i.delivery_id', '=', deliveryId)
		.orderBy('o.kind')
		.execute()
	return rows.map((row) => row.kind)
}
