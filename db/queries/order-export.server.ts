import { sql } from 'kysely'
import type { OrderSuspensionTable } from '../schema-order-acts.ts'
import type { OrderWantedTable } from '../schema-orders.ts'
import type { Handle } from '../tx.server.ts'
import type { OrderExtensionTable, OrderFeedbackTable, OrderReach, OrderRow } from './orders.server.ts'
import { ordersWithinReach } from './orders.server.ts'
import { namesOf } from './people.server.ts'

/** What stands for an order that this reader may not know of. */
const CLOSED = '—'

type Named<Row extends { order_id: string }> = ReadonlyMap<string, readonly Row[]>

function byOrder<Row extends { order_id: string }>(rows: readonly Row[]): Named<Row> {
	const found = new Map<string, Row[]>()
	for (const row of rows) {
		const own = found.get(row.order_id)
		if (own) own.push(row)
		else found.set(row.order_id, [row])
	}
	return found
}

const assistsIn = (handle: Handle, ids: readonly string[]) =>
	handle
		.selectFrom('order_assist')
		.innerJoin('department', 'department.id', 'order_assist.department_id')
		.select(['order_id', 'department.name', 'task', 'due_on', 'result', 'done_at', 'overdue_at'])
		.where('order_id', 'in', ids)
		.where('taken_back_at', 'is', null)
		.orderBy('due_at')
		.orderBy('order_assist.id')
		.execute()

const transfersIn = (handle: Handle, ids: readonly string[]) =>
	handle
		.selectFrom('order_transfer')
		.innerJoin('department as a', 'a.id', 'order_transfer.from_department_id')
		.innerJoin('department as b', 'b.id', 'order_transfer.to_department_id')
		.select(['order_id', 'a.name as fromName', 'b.name as toName', 'asked_at', 'state'])
		.where('order_id', 'in', ids)
		.orderBy('asked_at')
		.execute()

const suspensionsIn = (handle: Handle, ids: readonly string[]) =>
	handle.selectFrom('order_suspension').selectAll().where('order_id', 'in', ids).orderBy('from_at').execute()

const progressIn = (handle: Handle, ids: readonly string[]) =>
	handle
		.selectFrom('order_progress')
		.select(['order_id', 'at', 'text'])
		.where('order_id', 'in', ids)
		.orderBy('at')
		.execute()

const chasesIn = (handle: Handle, ids: readonly string[]) =>
	handle.selectFrom('order_chase').select(['order_id', 'at']).where('order_id', 'in', ids).orderBy('at').execute()

const feedbacksIn = (handle: Handle, ids: readonly string[]) =>
	handle.selectFrom('order_feedback').selectAll().where('order_id', 'in', ids).orderBy('round').execute()

const extensionsIn = (handle: Handle, ids: readonly string[]) =>
	handle.selectFrom('order_extension').selectAll().where('order_id', 'in', ids).orderBy('asked_at').execute()

const wantedIn = (handle: Handle, ids: readonly string[]) =>
	handle.selectFrom('order_wanted').selectAll().where('order_id', 'in', ids).orderBy('n').execute()

/** Numbers of penalties or plans that orders are tied to: by hand, and by the violation behind them. */
async function casesIn(handle: Handle, table: 'penalty' | 'plan', ids: readonly string[]) {
	const cases = sql.table(table)
	const { rows } = await sql<{ order_id: string; number: string }>`select l.order_id, c.number
		from order_link l join ${cases} c on c.id = l.subject_id
		where l.subject_kind = ${table} and l.order_id in (${sql.join([...ids])})
		union select o.id as order_id, c.number from supervision_order o join ${cases} c on c.violation_id = o.violation_id
		where o.id in (${sql.join([...ids])})`.execute(handle)
	const found = byOrder(rows)
	return (id: string) => (found.get(id) ?? []).map(({ number }) => number).sort()
}

/** Numbers of other orders as this reader may know them: null where none is named, a dash where it is not for him. */
async function othersOf(handle: Handle, reach: OrderReach, named: readonly (string | null)[]) {
	const ids = [...new Set(named.filter((id) => id !== null))]
	const open = await ordersWithinReach(handle, reach, ids)
	const rows =
		ids.length === 0
			? []
			: await handle.selectFrom('supervision_order').select(['id', 'number']).where('id', 'in', ids).execute()
	const numbers = new Map(rows.map(({ id, number }) => [id, number]))
	return (id: string | null) => (id === null ? null : open.has(id) ? (numbers.get(id) ?? '') : CLOSED)
}

const PEOPLE = ['drafted_by', 'issued_by', 'acknowledged_by', 'completed_by', 'struck_off_by', 'assessed_by'] as const

/** What hangs on one order beside its row; each list in the order in which it happened. */
export type OrderParts = {
	readonly order: OrderRow
	readonly people: Readonly<Record<(typeof PEOPLE)[number], string | null>>
	readonly dealerName: string | null
	readonly assists: readonly Awaited<ReturnType<typeof assistsIn>>[number][]
	readonly wanted: readonly OrderWantedTable[]
	readonly extensions: readonly OrderExtensionTable[]
	readonly feedbacks: readonly OrderFeedbackTable[]
	readonly suspensions: readonly OrderSuspensionTable[]
	readonly transfers: readonly Awaited<ReturnType<typeof transfersIn>>[number][]
	readonly progress: readonly Awaited<ReturnType<typeof progressIn>>[number][]
	readonly chases: readonly Awaited<ReturnType<typeof chasesIn>>[number][]
	readonly penalties: readonly string[]
	readonly plans: readonly string[]
	readonly mergedInto: string | null
	readonly repeats: string | null
}

/**
 * Everything of some orders that a file tells (domain 5.3), by id; at most some hundred at a time. They lie within the
 * reach already: `reach` is asked for the other orders that they name.
 */
export async function orderParts(
	handle: Handle,
	reach: OrderReach,
	ids: readonly string[],
): Promise<ReadonlyMap<string, OrderParts>> {
	if (ids.length === 0) return new Map()
	const orders = await handle.selectFrom('supervision_order').selectAll().where('id', 'in', ids).execute()
	const names = await namesOf(
		handle,
		orders.flatMap((order) => PEOPLE.map((who) => order[who])),
	)
	const dealerIds = [...new Set(orders.flatMap(({ dealer_id: id }) => (id === null ? [] : [id])))]
	const dealers = new Map(
		dealerIds.length === 0
			? []
			: (await handle.selectFrom('dealer').select(['id', 'name']).where('id', 'in', dealerIds).execute()).map(
					({ id, name }) => [id, name] as const,
				),
	)
	const assists = byOrder(await assistsIn(handle, ids))
	const wanted = byOrder(await wantedIn(handle, ids))
	const extensions = byOrder(await extensionsIn(handle, ids))
	const feedbacks = byOrder(await feedbacksIn(handle, ids))
	const suspensions = byOrder(await suspensionsIn(handle, ids))
	const transfers = byOrder(await transfersIn(handle, ids))
	const progress = byOrder(await progressIn(handle, ids))
	const chases = byOrder(await chasesIn(handle, ids))
	const penalties = await casesIn(handle, 'penalty', ids)
	const plans = await casesIn(handle, 'plan', ids)
	const numberOf = await othersOf(
		handle,
		reach,
		orders.flatMap((order) => [order.merged_into_id, order.repeats_id]),
	)
	const nameOf = (id: string | null) => (id === null ? null : (names.get(id) ?? null))
	return new Map(
		orders.map((order) => [
			order.id,
			{
				order,
				people: {
					drafted_by: nameOf(order.drafted_by),
					issued_by: nameOf(order.issued_by),
					acknowledged_by: nameOf(order.acknowledged_by),
					completed_by: nameOf(order.completed_by),
					struck_off_by: nameOf(order.struck_off_by),
					assessed_by: nameOf(order.assessed_by),
				},
				dealerName: order.dealer_id === null ? null : (dealers.get(order.dealer_id) ?? null),
				assists: assists.get(order.id) ?? [],
				wanted: wanted.get(order.id) ?? [],
				extensions: extensions.get(order.id) ?? [],
				feedbacks: feedbacks.get(order.id) ?? [],
				suspensions: suspensions.get(order.id) ?? [],
				transfers: transfers.get(order.id) ?? [],
				progress: progress.get(order.id) ?? [],
				chases: chases.get(order.id) ?? [],
				penalties: penalties(order.id),
				plans: plans(order.id),
				mergedInto: numberOf(order.merged_into_id),
				repeats: numberOf(order.repeats_id),
			},
		]),
	)
}
