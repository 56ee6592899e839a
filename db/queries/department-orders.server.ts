import { sql } from 'kysely'
import type { Instant } from '#app/domain/time.ts'
import type { Handle } from '../tx.server.ts'
import { lightIs, OPEN, RUNNING } from './order-conditions.server.ts'
import { type OrderReach, withinReach } from './orders.server.ts'

export type Load = {
	readonly handlerId: string | null
	readonly name: string | null
	readonly running: number
	readonly red: number
	readonly yellow: number
	readonly nextDueAt: Instant | null
}

/** Who of a department has how many running orders, most first; without a handler they wait to be signed for. */
export async function departmentLoad(
	handle: Handle,
	reach: OrderReach,
	departmentId: string,
	now: Instant,
): Promise<Load[]> {
	const rows = await handle
		.selectFrom('supervision_order')
		.leftJoin('account', 'account.id', 'supervision_order.handler_id')
		.select([
			'supervision_order.handler_id as handlerId',
			'account.name',
			sql<number>`count(*)`.as('running'),
			sql<number>`sum(case when ${lightIs('red', now)} then 1 else 0 end)`.as('red'),
			sql<number>`sum(case when ${lightIs('yellow', now)} then 1 else 0 end)`.as('yellow'),
			sql<Instant | null>`min(supervision_order.due_at)`.as('nextDueAt'),
		])
		.where(OPEN)
		.where(RUNNING)
		.where('supervision_order.lead_department_id', '=', departmentId)
		.where((eb) => withinReach(eb, reach))
		.groupBy(['supervision_order.handler_id', 'account.name'])
		.orderBy(sql`count(*)`, 'desc')
		.orderBy('account.name')
		.limit(100)
		.execute()
	return rows.map((row) => ({
		...row,
		running: Number(row.running),
		red: Number(row.red),
		yellow: Number(row.yellow),
	}))
}

/** Open assisting tasks of a department, nearest due first. */
export async function departmentAssists(handle: Handle, reach: OrderReach, departmentId: string) {
	return handle
		.selectFrom('order_assist as task')
		.innerJoin('supervision_order', 'supervision_order.id', 'task.order_id')
		.innerJoin('department', 'department.id', 'supervision_order.lead_department_id')
		.select([
			'task.id',
			'task.task',
			'task.due_at as dueAt',
			'task.due_on as dueOn',
			'task.overdue_at as overdueAt',
			'supervision_order.suspended_at as suspendedAt',
			'supervision_order.id as orderId',
			'supervision_order.number',
			'supervision_order.title',
			'supervision_order.issued_at as issuedAt',
			'department.name as lead',
		])
		.where('task.department_id', '=', departmentId)
		.where('task.done_at', 'is', null)
		.where('task.taken_back_at', 'is', null)
		.where(OPEN)
		.where('supervision_order.state', '<>', 'COMPLETED')
		.where((eb) => withinReach(eb, reach))
		.orderBy('task.due_at')
		.orderBy('task.id')
		.limit(100)
		.execute()
}

/** Extensions that a department has asked for since a moment, the undecided ones first. */
export async function departmentExtensions(handle: Handle, reach: OrderReach, departmentId: string, since: Instant) {
	return handle
		.selectFrom('order_extension as asked')
		.innerJoin('supervision_order', 'supervision_order.id', 'asked.order_id')
		.select([
			'asked.id',
			'asked.asked_at as askedAt',
			'asked.amount',
			'asked.unit',
			'asked.reason',
			'asked.state',
			'supervision_order.id as orderId',
			'supervision_order.number',
			'supervision_order.title',
		])
		.where('supervision_order.lead_department_id', '=', departmentId)
		.where('asked.branch_id', '=', reach.scope.branchId)
		.where('asked.asked_at', '>=', since)
		.where((eb) => withinReach(eb, reach))
		.orderBy(sql`case when asked.state = 'PENDING' then 0 else 1 end`)
		.orderBy('asked.asked_at', 'desc')
		.limit(50)
		.execute()
}
