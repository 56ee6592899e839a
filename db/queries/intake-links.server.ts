import type { ClockDates } from '#app/domain/clock.ts'
import { flag } from '../sql.server.ts'
import type { Handle, Tx } from '../tx.server.ts'
import { type OrderReach, openTo } from './orders.server.ts'

/** The state of an order; null when there is none. */
export async function orderStateOf(handle: Handle, orderId: string): Promise<string | null> {
	const row = await handle.selectFrom('supervision_order').select('state').where('id', '=', orderId).executeTakeFirst()
	return row?.state ?? null
}

export async function isConfidential(handle: Handle, orderId: string): Promise<boolean> {
	const orders = handle.selectFrom('supervision_order').select('confidential').where('id', '=', orderId)
	return (await orders.executeTakeFirst())?.confidential === 1
}

/** What an item's page shows of its order and violation; a confidential order only to whom its own roles name. */
export async function linksOf(
	handle: Handle,
	reach: OrderReach,
	row: { order_id: string | null; violation_id: string | null },
) {
	const order =
		row.order_id === null
			? undefined
			: await handle
					.selectFrom('supervision_order')
					.select(['id', 'number', 'title', 'state', 'due_on as dueOn'])
					.where('id', '=', row.order_id)
					.where((eb) => openTo(eb, reach))
					.executeTakeFirst()
	const violation =
		row.violation_id === null
			? undefined
			: await handle
					.selectFrom('violation')
					.select(['id', 'number', 'state', 'violation_type as type'])
					.where('id', '=', row.violation_id)
					.executeTakeFirst()
	return { order: order ?? null, violation: violation ?? null }
}

/** The place of an outlet by its code, and whether it is still kept. */
export async function outletsByCode(handle: Handle, branchId: string, codes: readonly string[]) {
	const found = []
	for (let i = 0; i < codes.length; i += 500)
		found.push(
			...(await handle
				.selectFrom('outlet')
				.select(['id', 'code', 'branch_id', 'county_id', 'grid_id', 'dealer_id'])
				.where('branch_id', '=', branchId)
				.where('code', 'in', codes.slice(i, i + 500))
				.execute()),
		)
	return found
}

/** The place of an outlet, whoever may read it; for what the clock itself does. */
export async function placeOfOutlet(handle: Handle, branchId: string, id: string) {
	return handle
		.selectFrom('outlet')
		.select(['id', 'name', 'branch_id', 'county_id', 'grid_id', 'dealer_id'])
		.where('branch_id', '=', branchId)
		.where('id', '=', id)
		.executeTakeFirst()
}

/** New dates after a change of the calendar; the version moves, since a page shows them. */
export async function moveIntakeDates(tx: Tx, id: string, dates: ClockDates): Promise<void> {
	await tx
		.updateTable('intake_item')
		.set((eb) => ({
			due_at: dates.dueAt,
			due_on: dates.dueOn,
			raw_due_on: dates.rawDueOn,
			due_provisional: flag(dates.provisional),
			version: eb('version', '+', 1),
		}))
		.where('id', '=', id)
		.execute()
}
