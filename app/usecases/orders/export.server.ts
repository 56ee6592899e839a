import { BRANCH_CALENDAR } from '#app/domain/calendar.ts'
import type { BoardFilter } from '#app/domain/order/board.schema.ts'
import { type OrderParts, orderParts } from '#db/queries/order-export.server.ts'
import type { Ctx } from '../context.server.ts'
import { currentCalendars } from '../reference/load.server.ts'
import { type BoardLine, exportOrders } from './board.server.ts'
import { overdueDaysOf } from './content.server.ts'
import { reachOf } from './order.server.ts'

const BATCH = 250

/** A row of the file: the line of the board with everything of domain 5.3. */
export type OrderFileLine = BoardLine & { readonly parts: OrderParts; readonly overdueDays: number | null }

/** Every order of a filter within the reach, with all that its own page tells; read in batches while it is written. */
export async function* orderFileLines(ctx: Ctx, query: BoardFilter): AsyncGenerator<OrderFileLine> {
	const { body: calendars } = await currentCalendars(ctx, ctx.read)
	const reach = reachOf(ctx.actor, 'order.read')
	async function* filled(lines: readonly BoardLine[]): AsyncGenerator<OrderFileLine> {
		const found = await orderParts(
			ctx.read,
			reach,
			lines.map(({ id }) => id),
		)
		for (const line of lines) {
			const parts = found.get(line.id)
			if (!parts) continue
			const answered = parts.feedbacks.at(-1)?.submitted_at ?? null
			const calendar = calendars.of(line.calendarCode ?? BRANCH_CALENDAR)
			const facts = { ...parts.order, facts: { state: line.state } }
			yield { ...line, parts, overdueDays: overdueDaysOf(calendar, facts, ctx.now, answered) }
		}
	}
	let batch: BoardLine[] = []
	for await (const line of exportOrders(ctx, query)) {
		batch.push(line)
		if (batch.length < BATCH) continue
		yield* filled(batch)
		batch = []
	}
	yield* filled(batch)
}
