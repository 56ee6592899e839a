import { chosenRows } from '#db/queries/orders-board.server.ts'
import type { Ctx } from '../context.server.ts'
import { currentCalendars } from '../reference/load.server.ts'
import { askerOf, type BoardLine, linesOf } from './board.server.ts'

/** The orders that were ticked on the board, as far as the reader reaches them, in the order of their due moments. */
export async function chosenOrders(ctx: Ctx, ids: readonly string[]): Promise<BoardLine[]> {
	const { body: calendars } = await currentCalendars(ctx, ctx.read)
	return linesOf(calendars, await chosenRows(ctx.read, askerOf(ctx), ids), ctx.now, null)
}
