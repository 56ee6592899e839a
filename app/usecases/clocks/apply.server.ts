import type { ClockKind, ClockSubject } from '#app/domain/clock.ts'
import type { ClockEffect } from '#app/domain/order/order.ts'
import { assertNever } from '#app/domain/result.ts'
import type { Instant } from '#app/domain/time.ts'
import { carryFacts } from '#db/queries/clock-facts.server.ts'
import { breachClock, latestClock, type StoredClock, startClocks, stopClocks } from '#db/queries/clocks.server.ts'
import { policyById, policyInForce } from '#db/queries/policies.server.ts'
import type { Tx } from '#db/tx.server.ts'
import type { Ctx } from '../context.server.ts'
import { extendStored } from './move.server.ts'

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
		case 'extend': {
			const { limit, requestedBy: askedBy, requestedAt: askedAt } = effect.asked
			const clock = await orderClock(tx, owner.orderId, effect.kind)
			const granted = { limit, reason: effect.reason, askedBy, askedAt, answeredAt: submittedAt }
			await extendStored(ctx, tx, clock, granted)
			return
		}
		case 'restart':
			return restart(ctx, tx, owner.orderId, effect.kind, effect.round)
		default:
			return assertNever(effect)
	}
}

async function orderClock(tx: Tx, orderId: string, kind: ClockKind): Promise<StoredClock> {
	const clock = await latestClock(tx, 'order', orderId, kind)
	if (!clock) throw new Error(`The order ${orderId} has no clock ${kind}`)
	return clock
}

/** A clock that had ended when its policy was retired goes on by the version in force, its date unchanged. */
async function policyStill(tx: Tx, { policyId, branchId }: StoredClock): Promise<string | null> {
	const policy = policyId === null ? undefined : await policyById(tx, policyId)
	return policy?.state === 'RETIRED' ? ((await policyInForce(tx, branchId)) ?? policyId) : policyId
}

/** The next round at the old date: it takes over everything that the date is computed from. */
async function restart(ctx: Ctx, tx: Tx, orderId: string, kind: ClockKind, round: number): Promise<void> {
	const clock = await orderClock(tx, orderId, kind)
	// The deadline was retired: a return gives it no new one.
	if (clock.state === 'RETIRED') return
	const { id, branchId: _, endedAt: __, ...old } = clock
	const policyId = await policyStill(tx, clock)
	const next = { ...old, policyId, round, state: 'RUNNING', metAt: null, breachedAt: null } as const
	await startClocks(tx, ctx.actor.branchId, ctx.newId, [next])
	await carryFacts(tx, ctx.newId, id, (await orderClock(tx, orderId, kind)).id)
}
