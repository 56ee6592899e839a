import type { Handle } from '../tx.server.ts'
import { type OrderReach, type OrderRow, withinReach } from './orders.server.ts'

/** Orders that went into this one, within the reach, by number. */
export async function mergedInto(handle: Handle, reach: OrderReach, id: string) {
	const rows = await handle
		.selectFrom('supervision_order')
		.select(['id', 'number', 'title'])
		.where('merged_into_id', '=', id)
		.where((eb) => withinReach(eb, reach))
		.orderBy('number')
		.limit(50)
		.execute()
	return rows.map((row) => ({ ...row, number: row.number ?? '' }))
}

/** Open orders that may be about the same matter: same outlet, category or lead department; the nearest first. */
export async function likeOrders(
	handle: Handle,
	reach: OrderReach,
	order: Pick<OrderRow, 'id' | 'branch_id' | 'outlet_id' | 'category' | 'lead_department_id'>,
) {
	const rows = await handle
		.selectFrom('supervision_order')
		.select(['id', 'number', 'title'])
		.where('branch_id', '=', order.branch_id)
		.where('id', '<>', order.id)
		.where('state', 'in', ['ISSUED', 'ACKNOWLEDGED', 'IN_PROGRESS', 'RETURNED'])
		.where((eb) => withinReach(eb, reach))
		.where((eb) =>
			eb.or([
				eb('lead_department_id', '=', order.lead_department_id),
				...(order.outlet_id === null ? [] : [eb('outlet_id', '=', order.outlet_id)]),
				...(order.category === null ? [] : [eb('category', '=', order.category)]),
			]),
		)
		.orderBy((eb) =>
			eb
				.case()
				.when('outlet_id', '=', order.outlet_id ?? '')
				.then(0)
				.when('category', '=', order.category ?? '')
				.then(1)
				.else(2)
				.end(),
		)
		.orderBy('due_at')
		.limit(12)
		.execute()
	return rows.map((row) => ({ ...row, number: row.number ?? '' }))
}
