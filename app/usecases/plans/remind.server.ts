import { workingDaysBetween } from '#app/domain/due-date.ts'
import { ok } from '#app/domain/result.ts'
import { localDateOf } from '#app/domain/time.ts'
import { runningClocks, type StoredClock } from '#db/queries/clocks.server.ts'
import { writeOutbox } from '#db/queries/outbox.server.ts'
import { planIn } from '#db/queries/plans.server.ts'
import { noteRung } from '#db/queries/reminders.server.ts'
import type { Ctx } from '../context.server.ts'
import { currentCalendar } from '../reference/load.server.ts'
import { tellPlan } from './tell.server.ts'

const BATCH = 200
/** Working days before the last day on which the dealer is reminded. */
const DAYS_BEFORE = 1

/** Reminds dealers of plans that are due on the next working day, once per due date. Gives how many were reminded. */
export async function remindPlans(ctx: Ctx): Promise<number> {
	const calendar = await currentCalendar(ctx, ctx.read)
	let sent = 0
	let after = ''
	for (;;) {
		const clocks = await runningClocks(ctx.read, ['plan.work'], after, BATCH)
		for (const clock of clocks) {
			if (clock.branchId !== ctx.actor.branchId || ctx.now > clock.dueAt) continue
			const left = workingDaysBetween(calendar, ctx.today, clock.dueOn)
			const period = workingDaysBetween(calendar, localDateOf(clock.startedAt), clock.dueOn)
			if (left <= DAYS_BEFORE && period > DAYS_BEFORE && (await remind(ctx, clock))) sent += 1
		}
		if (clocks.length < BATCH) return sent
		after = clocks.at(-1)?.id ?? after
	}
}

async function remind(ctx: Ctx, clock: StoredClock): Promise<boolean> {
	const outcome = await ctx.inTx<boolean>(ctx.actor.branchId, async (tx) => {
		const key = `plan:${clock.dueOn}`
		if (!(await noteRung(tx, { id: ctx.newId(), branchId: clock.branchId, clockId: clock.id, key, at: ctx.now })))
			return ok(false)
		const plan = await planIn(tx, { branchId: clock.branchId, places: [{ kind: 'branch' }] }, clock.subjectId)
		if (!plan) return ok(false)
		await writeOutbox(tx, plan.branch_id, ctx.now, ctx.newId, await tellPlan(tx, plan, 'plan.reminder', 'dealer'))
		return ok(true)
	})
	return outcome.ok && outcome.value
}
