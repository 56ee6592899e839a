import type { Calendar } from '#app/domain/calendar.ts'
import { type Light, light } from '#app/domain/light.ts'
import { movesOf } from '#db/queries/clock-facts.server.ts'
import { clocksOf, clocksOfMany, type StoredClock } from '#db/queries/clocks.server.ts'
import { namesOf } from '#db/queries/people.server.ts'
import type { Ctx } from '../context.server.ts'
import { calendarById } from '../reference/load.server.ts'
import { lightOf } from './board.server.ts'
import type { OrderCase } from './order.server.ts'

/** Every clock of an order and of its tasks with its light, judged by the calendar that it pins. */
export async function clockViews(ctx: Ctx, row: OrderCase) {
	const own = await clocksOf(ctx.read, 'order', row.id)
	const assists = row.assists.map((task) => task.id)
	const clocks = [...own, ...(await clocksOfMany(ctx.read, 'assist', assists))]
	const newest = new Map<string, StoredClock>()
	for (const clock of clocks) newest.set(`${clock.kind} ${clock.subjectId}`, clock)
	const views = []
	for (const clock of newest.values()) {
		const { body } = await calendarById(ctx.read, clock.calendarVersionId, clock.calendarCode)
		const task = row.assists.find(({ id }) => id === clock.subjectId)
		views.push({ ...clock, of: task?.departmentName ?? null, light: clockLight(body, clock, row, ctx) })
	}
	return views
}

function clockLight(calendar: Calendar, clock: StoredClock, row: OrderCase, ctx: Ctx): Light | null {
	if (clock.kind === 'order.handle') return lightOf(calendar, row, ctx.now)
	if (clock.state !== 'RUNNING') return null
	return light({
		now: ctx.now,
		today: ctx.today,
		calendar,
		dueAt: clock.dueAt,
		dueOn: clock.dueOn,
		startedAt: clock.startedAt,
		acknowledged: true,
		ackDueAt: null,
		returnedOnce: false,
		stopped: false,
		urgent24h: clock.unit === 'h' || clock.unit === 'wh',
	})
}

/** Who retired the handling clock, when and why; null while the order is held to its date. */
export async function retirementOf(ctx: Ctx, row: OrderCase, clocks: readonly StoredClock[]) {
	const clock = clocks.find(({ kind, state }) => kind === 'order.handle' && state === 'RETIRED')
	if (!clock || row.due_on !== null) return null
	const move = (await movesOf(ctx.read, clock.id)).findLast(({ cause }) => cause === 'policy')
	if (!move) return null
	const names = await namesOf(ctx.read, [move.moved_by])
	return { by: names.get(move.moved_by) ?? '', at: move.moved_at, reason: move.reason }
}

/** The light of an assisting department's own date. */
export function assistLight(
	calendar: Calendar,
	task: OrderCase['assists'][number],
	row: OrderCase,
	ctx: Ctx,
): Light | null {
	if (task.done_at !== null || row.issued_at === null) return null
	return light({
		now: ctx.now,
		today: ctx.today,
		calendar,
		dueAt: task.due_at,
		dueOn: task.due_on,
		startedAt: row.issued_at,
		acknowledged: true,
		ackDueAt: null,
		returnedOnce: false,
		// Its clock stands with the order's; what was late before goes on being late.
		stopped:
			row.completed_at !== null || row.end_reason !== null || (row.suspended_at !== null && task.overdue_at === null),
		urgent24h: false,
	})
}
