import type { Calendar } from '#app/domain/calendar.ts'
import { nearFrom } from '#app/domain/order/near.ts'
import { recountOrder } from '#app/domain/order/recount.ts'
import { type Outcome, refuse } from '#app/domain/refusal.ts'
import { ok } from '#app/domain/result.ts'
import { clocksOfOtherCalendar, moveClock, pinCalendar, type StoredClock } from '#db/queries/clocks.server.ts'
import type { Ctx } from '../context.server.ts'
import { changeOrder, type OrderCase } from '../orders/order.server.ts'
import { currentCalendar } from '../reference/load.server.ts'

const BATCH = 200

/**
 * Counts the handling clocks of orders again that another calendar version had counted: a year's notice has come out
 * (domain 6.2). Old and new date stand in the log. Gives how many dates have moved.
 */
export async function recountOrders(ctx: Ctx): Promise<number> {
	const calendar = await currentCalendar(ctx, ctx.read)
	let moved = 0
	let after = ''
	for (;;) {
		const { branchId } = ctx.actor
		const clocks = await clocksOfOtherCalendar(ctx.read, branchId, 'order.handle', calendar.versionId, after, BATCH)
		for (const clock of clocks) if (await recountOne(ctx, calendar, clock)) moved += 1
		if (clocks.length < BATCH) return moved
		after = clocks.at(-1)?.id ?? after
	}
}

/** The limits of this round: a complaint that cut it, and what was granted since it began. */
function newDates(calendar: Calendar, clock: StoredClock, row: OrderCase) {
	const cut = clock.steps.some(({ kind }) => kind === 'statutory')
	const granted = row.requests.filter(
		({ state, decided_at }) => state === 'GRANTED' && decided_at !== null && decided_at >= clock.startedAt,
	)
	const limits = granted.map(({ amount, unit }) => ({ amount, unit }))
	return recountOrder(calendar, clock, cut ? row.complaint_on : null, limits)
}

async function recountOne(ctx: Ctx, calendar: Calendar, clock: StoredClock): Promise<boolean> {
	const outcome: Outcome<{ id: string }> = await changeOrder(ctx, {
		id: clock.subjectId,
		version: undefined,
		actions: ['order.clock'],
		decide: (row) => {
			const dates = newDates(calendar, clock, row)
			if (dates === null || row.issued_at === null) return refuse('procedure', 'already-done')
			const { dueAt, dueOn, provisional, calendarVersionId } = dates
			return ok({
				set: {
					due_at: dueAt,
					due_on: dueOn,
					due_provisional: provisional ? 1 : 0,
					calendar_version_id: calendarVersionId,
					near_at: nearFrom(calendar, { urgency: row.facts.urgency, issuedAt: row.issued_at, dueAt, dueOn }),
				},
				event: { kind: 'order.recounted' },
				also: (tx) => moveClock(tx, clock.id, dates, 'RUNNING', null),
			})
		},
	})
	if (outcome.ok) return true
	if (outcome.error.kind === 'procedure') {
		await ctx.inTx<null>(ctx.actor.branchId, async (tx) => {
			await pinCalendar(tx, clock.id, calendar.versionId)
			return ok(null)
		})
	}
	return false
}
