import { may } from '#app/domain/access.ts'
import { paths } from '#app/paths.ts'
import { countOpen } from '#db/queries/orders-counts.server.ts'
import type { Ctx } from '../context.server.ts'
import { reachOf } from '../orders/order.server.ts'
import { workTotal } from './queues.server.ts'

/** Numbers beside the places of the navigation, by path; each equals the list behind it. */
export async function navCounts(ctx: Ctx): Promise<Readonly<Record<string, number>>> {
	const counts: Record<string, number> = {}
	if (may(ctx.actor, 'reference.read')) counts[paths.home()] = await workTotal(ctx)
	if (may(ctx.actor, 'order.read')) {
		counts[paths.orders()] = await countOpen(ctx.read, reachOf(ctx.actor, 'order.read'))
	}
	return counts
}
