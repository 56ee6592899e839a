import { type Callback, complete, observedUntil, returnFeedback } from '#app/domain/order/acts.ts'
import { observeClock } from '#app/domain/order/observe.ts'
import { type Outcome, refuse } from '#app/domain/refusal.ts'
import { ok } from '#app/domain/result.ts'
import { minutesOf } from '#app/domain/time.ts'
import { latestClock } from '#db/queries/clocks.server.ts'
import { judgeFeedback } from '#db/queries/orders.server.ts'
import type { Ctx } from '../context.server.ts'
import { currentCalendar } from '../reference/load.server.ts'
import { policyOf } from '../reference/policy.server.ts'
import { changeOrder, moveOf, orderActorOf } from './order.server.ts'
import { handlersOf, issuingSide, tellAll } from './recipients.server.ts'

/** The feedback goes back with a reason: a new round, the old date. */
export async function returnOrder(
	ctx: Ctx,
	id: string,
	version: number,
	reason: string,
): Promise<Outcome<{ id: string }>> {
	return changeOrder(ctx, {
		id,
		version,
		actions: ['order.judge-feedback'],
		decide: async (row, tx) => {
			const change = returnFeedback(row.facts, orderActorOf(ctx.actor), reason)
			if (!change.ok) return change
			const judged = { outcome: 'RETURNED', by: ctx.actor.accountId, at: ctx.now, reason: change.value.reason } as const
			return ok(
				moveOf(ctx, row, change.value, {
					tell: tellAll(row, 'order.returned', `returned:${row.round}`, await handlersOf(tx, row)),
					also: (inTx) => judgeFeedback(inTx, id, judged),
				}),
			)
		},
	})
}

/**
 * 办结. Needs the call-back's result or a reason where a person complained, and a reason where an assisting task is
 * still open (domain 5.6).
 */
export async function completeOrder(
	ctx: Ctx,
	id: string,
	version: number,
	closing: { readonly callback: Callback | null; readonly reason: string },
): Promise<Outcome<{ id: string }>> {
	return changeOrder(ctx, {
		id,
		version,
		actions: ['order.judge-feedback'],
		decide: async (row, tx) => {
			const change = complete(row.facts, orderActorOf(ctx.actor), closing, ctx.now)
			if (!change.ok) return change
			const open = row.assists.some((task) => task.done_at === null)
			if (open && change.value.reason === null) return refuse('invalid', 'reason-missing')
			const handling = await latestClock(tx, 'order', id, 'order.handle')
			const policy = await policyOf(ctx, tx, handling?.policyId)
			const until = observedUntil({ completedAt: ctx.now }, policy.body.observeDays) ?? ctx.today
			const observation = observeClock(await currentCalendar(ctx, tx, handling?.calendarCode), {
				orderId: id,
				round: row.round,
				from: ctx.now,
				until,
				remindAt: minutesOf(policy.body.remindAt),
				policyId: policy.versionId,
			})
			const judged = { outcome: 'ACCEPTED', by: ctx.actor.accountId, at: ctx.now, reason: change.value.reason } as const
			return ok(
				moveOf(ctx, row, change.value, {
					set: { callback_result: closing.callback, observe_until: until },
					clocks: [...change.value.clocks, { act: 'start', clock: observation }],
					tell: tellAll(row, 'order.completed', `completed:${row.round}`, [
						...(await handlersOf(tx, row)),
						...issuingSide(row).filter((who) => who !== ctx.actor.accountId),
					]),
					also: (inTx) => judgeFeedback(inTx, id, judged),
				}),
			)
		},
	})
}
