import { ordersOf } from '#db/queries/orders.server.ts'
import type { Ctx } from '../context.server.ts'
import { reachOf, stateOf } from './order.server.ts'

/** The orders that came of a violation, as far as this reader reaches orders. */
export async function ordersOfViolation(ctx: Ctx, violationId: string) {
	const rows = await ordersOf(ctx.read, reachOf(ctx.actor, 'order.read'), violationId)
	return rows.map(({ id, number, title, state }) => ({ id, name: number ?? title, state: stateOf(state) }))
}
