import type { ClockDates, ClockKind, ClockSubject } from '#app/domain/clock.ts'
import type { ClockEffect } from '#app/domain/order/order.ts'
import { joinSteps } from '#app/domain/order/recount.ts'
import { assertNever } from '#app/domain/result.ts'
import type { Instant } from '#app/domain/time.ts'
import { breachClock, latestClock, moveClock, startClocks, stopClocks } from '#db/queries/clocks.server.ts'
import type { Tx } from '#db/tx.server.ts'
import type { Ctx } from '../context.server.ts'

/** Whose clocks: the order's own, and those of its assisting tasks where the effect says so. */
export type ClockOwner = { readonly orderId: string; readonly assistIds: readonly string[] }

/** Does to the stored clocks what a rule decided. `submittedAt`: feedback that waits keeps the handling clock stopped. */
export async function applyClocks(
	ctx: Ctx,
	tx: Tx,
	owner: ClockOwner,
	effects: readonly ClockEffect[],
	submittedAt: Instant | null = null,
): Promise<void> {
	for (const effect of effects) await applyOne(ctx, tx, owner, effect, submittedAt)
}

function subjectsOf(owner: ClockOwner, kind: ClockKind): readonly (readonly [ClockSubject, string])[] {
	if (kind === 'order.assist') return owner.assistIds.map((id) => ['assist', id] as const)
	return [['order', owner.orderId] as const]
}

async function applyOne(
	ctx: Ctx,
	tx: Tx,
	owner: ClockOwner,
	effect: ClockEffect,
	submittedAt: Instant | null,
): Promise<void> {
	switch (effect.act) {
		case 'start':
			return startClocks(tx, ctx.actor.branchId, ctx.newId, [effect.clock])
		case 'stop':
			for (const [subject, id] of subjectsOf(owner, effect.kind)) {
				await stopClocks(tx, subject, id, [effect.kind], effect.at, 'answered')
			}
			return
		case 'cancel':
			for (const [subject, id] of subjectsOf(owner, effect.kind)) {
				await stopClocks(tx, subject, id, [effect.kind], ctx.now, 'cancelled')
			}
			return
		case 'breach': {
			const clock = await latestClock(tx, 'order', owner.orderId, effect.kind)
			if (clock) await breachClock(tx, clock.id, ctx.now)
			return
		}
		case 'move':
			return move(tx, owner.orderId, effect.kind, effect.dates, submittedAt)
		case 'restart':
			return restart(ctx, tx, owner.orderId, effect.kind, effect.round, effect.dates)
		default:
			return assertNever(effect)
	}
}

/** New dates for the same round; feedback that has come in is judged by them. */
async function move(
	tx: Tx,
	orderId: string,
	kind: ClockKind,
	dates: ClockDates,
	submittedAt: Instant | null,
): Promise<void> {
	const clock = await latestClock(tx, 'order', orderId, kind)
	if (!clock) throw new Error(`The order ${orderId} has no clock ${kind}`)
	const joined = { ...dates, steps: joinSteps(clock.steps, dates.steps) }
	const state = submittedAt === null ? 'RUNNING' : submittedAt > dates.dueAt ? 'BREACHED' : 'MET'
	await moveClock(tx, clock.id, joined, state, submittedAt)
}

/** The next round: at the old date, or at the dates that were counted anew from now. */
async function restart(
	ctx: Ctx,
	tx: Tx,
	orderId: string,
	kind: ClockKind,
	round: number,
	dates: ClockDates | null,
): Promise<void> {
	const clock = await latestClock(tx, 'order', orderId, kind)
	if (!clock) throw new Error(`The order ${orderId} has no clock ${kind}`)
	const { id: _, branchId: __, endedAt: ___, ...old } = clock
	const from = dates === null ? {} : { ...dates, startedAt: ctx.now }
	await startClocks(tx, ctx.actor.branchId, ctx.newId, [{ ...old, ...from, round, state: 'RUNNING' }])
}
