import { withdraw } from '#app/domain/order/acts.ts'
import { type Outcome, refuse } from '#app/domain/refusal.ts'
import { ok } from '#app/domain/result.ts'
import { orderByNumber } from '#db/queries/orders.server.ts'
import type { Ctx } from '../context.server.ts'
import { mergeOrders } from './merge.server.ts'
import { changeOrder, moveOf, type OrderCase, orderActorOf, reachOf } from './order.server.ts'
import { handlersOf, tellAll } from './recipients.server.ts'

const ACTIONS = ['order.withdraw', 'order.draft'] as const

/** A draft belongs to whoever drafted it, or to an officer or issuer. */
function mayEndDraft(ctx: Ctx, row: OrderCase): boolean {
	const { accountId, duties } = orderActorOf(ctx.actor)
	return (
		row.state !== 'DRAFT' || row.drafted_by === accountId || duties.includes('officer') || duties.includes('issuer')
	)
}

/** 撤销, with a reason, before completion. */
export async function withdrawOrder(
	ctx: Ctx,
	id: string,
	version: number,
	reason: string,
): Promise<Outcome<{ id: string }>> {
	return changeOrder(ctx, {
		id,
		version,
		actions: ACTIONS,
		decide: async (row, tx) => {
			if (!mayEndDraft(ctx, row)) return refuse('forbidden', 'not-allowed')
			const change = withdraw(row.facts, orderActorOf(ctx.actor), reason)
			if (!change.ok) return change
			const told = row.issued_at === null ? [] : await handlersOf(tx, row)
			return ok(
				moveOf(ctx, row, change.value, {
					set: {
						end_reason: change.value.reason,
						suspended_at: null,
						suspended_until: null,
						waiting_for: null,
						transfer_to_id: null,
					},
					tell: tellAll(row, 'order.withdrawn', 'withdrawn', told),
				}),
			)
		},
	})
}

/** 并案 into another open order, named by its number: the same merger, asked from the source's side. */
export async function mergeOrder(
	ctx: Ctx,
	id: string,
	version: number,
	into: { readonly number: string; readonly reason: string },
): Promise<Outcome<{ id: string }>> {
	const number = into.number.trim().toUpperCase()
	const target = await orderByNumber(ctx.read, reachOf(ctx.actor, 'order.read'), number)
	if (!target) return refuse('procedure', 'order.merge-target')
	return mergeOrders(ctx, {
		target: { id: target.id, version: undefined },
		sources: [{ id, version }],
		reason: into.reason,
	})
}

/** The page of a merger: orders that were ticked, and numbers typed by hand. */
export async function mergeByForm(
	ctx: Ctx,
	id: string,
	version: number,
	form: { readonly sources: readonly string[]; readonly numbers: string; readonly reason: string },
): Promise<Outcome<{ id: string }>> {
	const ids = new Set(form.sources)
	for (const number of form.numbers.split(/[\s,，、;；]+/).filter((part) => part !== '')) {
		const found = await orderByNumber(ctx.read, reachOf(ctx.actor, 'order.read'), number.toUpperCase())
		if (!found) return refuse('invalid', 'order.merge-unknown', { number })
		ids.add(found.id)
	}
	const sources = [...ids].map((source) => ({ id: source, version: undefined }))
	return mergeOrders(ctx, { target: { id, version }, sources, reason: form.reason })
}
