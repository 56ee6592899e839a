import type { LocalDate } from '#app/domain/time.ts'
import { latestClock, type StoredClock } from '#db/queries/clocks.server.ts'
import type { Tx } from '#db/tx.server.ts'
import { pauseClock, resumeClock, setDueDate } from '../clocks/acts.server.ts'
import type { Pause } from '../clocks/move.server.ts'
import type { Ctx } from '../context.server.ts'
import { isOpenTask, type OrderCase } from './order.server.ts'

/** Assisting tasks wait for the same outside body as their order: their clocks pause and resume together with it. */

type Task = OrderCase['assists'][number]

const clockOf = (tx: Tx, id: string) => latestClock(tx, 'assist', id, 'order.assist')

/** Pauses those that still run; one that has run out gains nothing by the pause. */
export async function pauseTasks(ctx: Ctx, tx: Tx, tasks: readonly Pick<Task, 'id'>[], pause: Pause): Promise<void> {
	for (const { id } of tasks) {
		const clock = await clockOf(tx, id)
		if (clock?.state !== 'RUNNING' || ctx.now > clock.dueAt) continue
		must(await pauseClock(ctx, tx, clock, pause))
	}
}

/** The same for a task that is added while the order waits: until the day that the order waits for. */
export async function pauseWithOrder(ctx: Ctx, tx: Tx, row: OrderCase, taskId: string): Promise<void> {
	if (row.facts.suspendedSince === null) return
	const waiting = await latestClock(tx, 'order', row.id, 'order.suspension')
	if (waiting?.state !== 'RUNNING' || waiting.dueAt <= ctx.now) return
	await pauseTasks(ctx, tx, [{ id: taskId }], { until: waiting.dueAt, reason: row.waiting_for ?? row.title })
}

/** Lets those run on that stood, as of `ctx.now`; gives their clocks. */
export async function resumeTasks(ctx: Ctx, tx: Tx, tasks: readonly Task[], note: string): Promise<StoredClock[]> {
	const resumed: StoredClock[] = []
	for (const task of tasks.filter(isOpenTask)) {
		const clock = await clockOf(tx, task.id)
		if (clock?.state !== 'PAUSED') continue
		must(await resumeClock(ctx, tx, clock, note))
		resumed.push(clock)
	}
	return resumed
}

/** No task outlasts its order: the time given back ends with the order's own date, which a law may have cut. */
export async function holdTasks(
	ctx: Ctx,
	tx: Tx,
	clocks: readonly StoredClock[],
	dueOn: LocalDate,
	reason: string,
): Promise<void> {
	for (const { subjectId } of clocks) {
		const clock = await clockOf(tx, subjectId)
		if (clock?.state !== 'RUNNING' || clock.dueOn <= dueOn || dueOn < ctx.today) continue
		must(await setDueDate(ctx, tx, clock, { dueOn, reason }))
	}
}

function must(outcome: { readonly ok: boolean }): void {
	if (!outcome.ok) throw new Error('The clock of an assisting task refused what its order decided')
}
