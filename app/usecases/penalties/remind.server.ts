import { workingDaysBetween } from '#app/domain/due-date.ts'
import { ok } from '#app/domain/result.ts'
import { runningClocks, type StoredClock } from '#db/queries/clocks.server.ts'
import { writeOutbox } from '#db/queries/outbox.server.ts'
import { penaltyById } from '#db/queries/penalties.server.ts'
import { noteRung } from '#db/queries/reminders.server.ts'
import type { Ctx } from '../context.server.ts'
import { currentCalendar } from '../reference/load.server.ts'
import { tellDealer } from './tell.server.ts'

const BATCH = 200
/** Working days before the end of the window on which a dealer who has said nothing is reminded. */
const DAYS_BEFORE = 2

/** Reminds dealers of an open defence window, once per window. Gives how many were reminded. */
export async function remindDefences(ctx: Ctx): Promise<number> {
	const calendar = await currentCalendar(ctx, ctx.read)
	let sent = 0
	let after = ''
	for (;;) {
		const clocks = await runningClocks(ctx.read, ['penalty.defence'], after, BATCH)
		for (const clock of clocks) {
			if (clock.branchId !== ctx.actor.branchId || ctx.now > clock.dueAt) continue
			const near = workingDaysBetween(calendar, ctx.today, clock.dueOn) <= DAYS_BEFORE
			if (near && (await remind(ctx, clock))) sent += 1
		}
		if (clocks.length < BATCH) return sent
		after = clocks.at(-1)?.id ?? after
	}
}

async function remind(ctx: Ctx, clock: StoredClock): Promise<boolean> {
	const outcome = await ctx.inTx<boolean>(ctx.actor.branchId, async (tx) => {
		const row = await penaltyById(tx, clock.subjectId)
		if (row?.defence_state !== 'OPEN') return ok(false)
		const key = `defence:${clock.dueOn}`
		const note = { id: ctx.newId(), branchId: clock.branchId, clockId: clock.id, key, at: ctx.now }
		if (!(await noteRung(tx, note))) return ok(false)
		const told = await tellDealer(tx, row, 'penalty.defence-reminder', key, { until: clock.dueOn })
		await writeOutbox(tx, row.branch_id, ctx.now, ctx.newId, told)
		return ok(true)
	})
	return outcome.ok && outcome.value
}
