import { isHandled } from '#app/domain/order/order.ts'
import { nextUrgency, type Urgency } from '#app/domain/order/urgency.ts'
import { type Outcome, refuse } from '#app/domain/refusal.ts'
import { ok } from '#app/domain/result.ts'
import type { LocalDate } from '#app/domain/time.ts'
import { departmentsOf } from '#db/queries/orders.server.ts'
import { likeOrders } from '#db/queries/orders-like.server.ts'
import { holdersOf } from '#db/queries/people.server.ts'
import type { Ctx } from '../context.server.ts'
import { actsFor, loadOrder, reachOf } from './order.server.ts'
import { type OrderActPage, orderActPage } from './page.server.ts'
import { raisedDue } from './raise.server.ts'

type Option = { readonly value: string; readonly label: string; readonly group: string }
const WORKERS = ['DEPARTMENT_HANDLER', 'DEPARTMENT_HEAD'] as const

export type TransferPage = OrderActPage & {
	/** Colleagues of the lead department as 'person:id', other departments as 'department:id'. */
	readonly successors: readonly Option[]
	/** May ask; who is asked only answers. */
	readonly mayAsk: boolean
}

/** The page of 转派: whom it may go to, or the transfer that waits. */
export async function transferPage(ctx: Ctx, id: string): Promise<Outcome<TransferPage>> {
	const page = await orderActPage(ctx, id, 'transfer')
	if (!page.ok) return page
	const { order } = page.value
	const { branchId } = ctx.actor
	const departments = await departmentsOf(ctx.read, branchId)
	const colleagues = await holdersOf(ctx.read, branchId, WORKERS, { departmentId: order.departmentId })
	const helping = new Set(order.assists.filter((task) => task.done_at === null).map((task) => task.department_id))
	const successors: Option[] = [
		...colleagues
			.filter((one) => one.id !== order.handlerId)
			.map((one) => ({ value: `person:${one.id}`, label: one.name, group: order.department })),
		...departments
			.filter((one) => one.id !== order.departmentId && !helping.has(one.id))
			.map((one) => ({ value: `department:${one.id}`, label: one.name, group: '' })),
	]
	const owns = actsFor(ctx.actor, 'order.work', order.departmentId)
	const mayAsk = owns || ctx.actor.grants.some(({ role }) => role === 'ORDER_OFFICER' || role === 'ORDER_ISSUER')
	return ok({ ...page.value, successors, mayAsk })
}

/** 'person:id' or 'department:id' of the form; undefined for what is neither. */
export async function successorOf(ctx: Ctx, id: string, to: string) {
	const row = await loadOrder(ctx.read, reachOf(ctx.actor, 'order.read'), id)
	const [kind, chosen = ''] = to.split(':')
	if (!row || chosen === '') return undefined
	if (kind === 'person') return { departmentId: row.lead_department_id, accountId: chosen }
	return kind === 'department' ? { departmentId: chosen, accountId: null } : undefined
}

export type MergePage = OrderActPage & {
	readonly alike: readonly { readonly id: string; readonly number: string; readonly title: string }[]
}

/** The page of 并案: open orders of the same outlet, category or department. */
export async function mergePage(ctx: Ctx, id: string): Promise<Outcome<MergePage>> {
	const page = await orderActPage(ctx, id, 'merge')
	if (!page.ok) return page
	const row = await loadOrder(ctx.read, reachOf(ctx.actor, 'order.read'), id)
	if (!row) return refuse('missing', 'not-found')
	return ok({ ...page.value, alike: await likeOrders(ctx.read, reachOf(ctx.actor, 'order.steer'), row) })
}

export type RaisePage = OrderActPage & {
	readonly next: Urgency | null
	/** The due day of the next level's limit from now, where that is earlier. */
	readonly earlier: LocalDate | null
}

/** The page of 升级. */
export async function raisePage(ctx: Ctx, id: string): Promise<Outcome<RaisePage>> {
	const page = await orderActPage(ctx, id, 'raise')
	if (!page.ok) return page
	const row = await loadOrder(ctx.read, reachOf(ctx.actor, 'order.read'), id)
	if (!row) return refuse('missing', 'not-found')
	const earlier = isHandled(row.facts.state) ? await raisedDue(ctx, ctx.read, row) : null
	return ok({ ...page.value, next: nextUrgency(row.facts.urgency), earlier })
}

export type TasksPage = OrderActPage & {
	readonly departments: readonly { readonly id: string; readonly name: string }[]
}

/** The page of assisting tasks: departments that have none yet. */
export async function tasksPage(ctx: Ctx, id: string): Promise<Outcome<TasksPage>> {
	const page = await orderActPage(ctx, id, 'tasks')
	if (!page.ok) return page
	const { order } = page.value
	const taken = new Set(order.assists.filter((task) => task.taken_back_at === null).map((task) => task.department_id))
	const departments = (await departmentsOf(ctx.read, ctx.actor.branchId)).filter(
		(one) => one.id !== order.departmentId && !taken.has(one.id),
	)
	return ok({ ...page.value, departments: departments.map((one) => ({ id: one.id, name: one.name })) })
}
