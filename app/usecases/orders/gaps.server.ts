import { workingDaysBetween } from '#app/domain/due-date.ts'
import { localDateOf } from '#app/domain/time.ts'
import { countGaps, gapPage } from '#db/queries/order-gaps.server.ts'
import type { Ctx } from '../context.server.ts'
import { currentCalendars } from '../reference/load.server.ts'
import { reachOf } from './order.server.ts'

const PAGE = 30

/** The gap report (domain 5.6): orders about a user that nobody wrote about for longer than the policy allows. */
export async function gapReport(ctx: Ctx, view: 'running' | 'all', cursor: string | null) {
	const reach = reachOf(ctx.actor, 'gap.read')
	const calendars = (await currentCalendars(ctx, ctx.read)).body
	const filter = { view, now: ctx.now }
	const { rows, next } = await gapPage(ctx.read, reach, filter, cursor, PAGE)
	return {
		view,
		today: ctx.today,
		next,
		running: await countGaps(ctx.read, reach, { ...filter, view: 'running' }),
		all: await countGaps(ctx.read, reach, { ...filter, view: 'all' }),
		rows: rows.map((row) => ({
			...row,
			days: workingDaysBetween(
				calendars.of(row.calendarCode),
				localDateOf(row.startedAt),
				localDateOf(row.endedAt ?? ctx.now),
			),
		})),
	}
}
