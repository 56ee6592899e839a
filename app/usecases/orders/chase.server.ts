import { chase, chaseFrom } from '#app/domain/order/side-acts.ts'
import type { Outcome, Refusal } from '#app/domain/refusal.ts'
import { ok } from '#app/domain/result.ts'
import type { Instant } from '#app/domain/time.ts'
import { lastManualChase } from '#db/queries/order-acts.server.ts'
import { insertChase, orderIn } from '#db/queries/orders.server.ts'
import { namesOf } from '#db/queries/people.server.ts'
import type { Handle } from '#db/tx.server.ts'
import type { Ctx } from '../context.server.ts'
import { policyOf } from '../reference/policy.server.ts'
import { handleCalendar } from './handle-calendar.server.ts'
import { changeOrder, loadOrder, moveOf, reachOf } from './order.server.ts'
import { handlersOf, headOf, tellAll } from './recipients.server.ts'

/** The last chase by hand, and the policy's interval. */
export async function chaseHistory(ctx: Ctx, handle: Handle, orderId: string) {
	const { body } = await policyOf(ctx, handle)
	return { lastAt: await lastManualChase(handle, orderId), minIntervalWh: body.chase.minIntervalWh }
}

/** From when the order may be chased by hand again; null when it may be now. */
export async function nextChaseAt(ctx: Ctx, orderId: string): Promise<Instant | null> {
	const row = await loadOrder(ctx.read, reachOf(ctx.actor, 'order.read'), orderId)
	if (!row) return null
	const { calendar } = await handleCalendar(ctx, ctx.read, row)
	const from = chaseFrom(calendar, await chaseHistory(ctx, ctx.read, orderId))
	return from !== null && ctx.now < from ? from : null
}

/** 催办 by hand: to the handler and the head, kept in the log, not sooner than the policy's interval allows. */
export async function chaseOrder(
	ctx: Ctx,
	id: string,
	/** undefined for a chase of several orders, which nobody has read one by one. */
	version: number | undefined,
	text: string,
): Promise<Outcome<{ id: string }>> {
	return changeOrder(ctx, {
		id,
		version,
		actions: ['order.chase'],
		decide: async (row, tx) => {
			const { calendar } = await handleCalendar(ctx, tx, row)
			const change = chase(calendar, row.facts, text, await chaseHistory(ctx, tx, id), ctx.now)
			if (!change.ok) return change
			const told = [
				...new Set([...(await handlersOf(tx, row)), ...(await headOf(tx, row.branch_id, row.lead_department_id))]),
			]
			const names = await namesOf(tx, told)
			return ok(
				moveOf(ctx, row, change.value, {
					set: { chase_count: row.chase_count + 1 },
					tell: tellAll(row, 'order.chased', `chased:${row.version}`, told),
					also: (inTx) =>
						insertChase(inTx, {
							id: ctx.newId(),
							branch_id: row.branch_id,
							order_id: id,
							rung: 'manual',
							text: change.value.reason ?? '',
							sent_to: [...names.values()].join('、'),
							by_account_id: ctx.actor.accountId,
							at: ctx.now,
						}),
				}),
			)
		},
	})
}

export type ChaseResult = {
	readonly id: string
	/** '' for an order that is not there, or not for this reader. */
	readonly number: string
	readonly title: string
	readonly refusal: Refusal | null
}

/** Batches are chosen by hand on a page of the board. */
const MAX_CHASES = 200

/** One text to several orders; each is chased or refused on its own, and the answer says which and why. */
export async function chaseMany(ctx: Ctx, ids: readonly string[], text: string): Promise<readonly ChaseResult[]> {
	const results: ChaseResult[] = []
	for (const id of [...new Set(ids)].slice(0, MAX_CHASES)) {
		const order = await orderIn(ctx.read, reachOf(ctx.actor, 'order.read'), id)
		const outcome = await chaseOrder(ctx, id, undefined, text)
		results.push({
			id,
			number: order?.number ?? '',
			title: order?.title ?? '',
			refusal: outcome.ok ? null : outcome.error,
		})
	}
	return results
}
