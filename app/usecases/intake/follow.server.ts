import type { OrderEvent } from '#app/domain/order/order.ts'
import { appendEvents, type EventDraft } from '#db/queries/events.server.ts'
import { type IntakeRow, intakeOfOrder, updateIntake } from '#db/queries/intake.server.ts'
import { isConfidential } from '#db/queries/intake-links.server.ts'
import { feedbacksOf } from '#db/queries/orders.server.ts'
import { type OutboxDraft, writeOutbox } from '#db/queries/outbox.server.ts'
import type { Tx } from '#db/tx.server.ts'
import type { Ctx } from '../context.server.ts'
import { tellOf } from './door.server.ts'

type Following = {
	readonly set: Partial<Pick<IntakeRow, 'state' | 'order_id' | 'proposed_answer' | 'proposed_at'>>
	readonly kind: 'intake.answer-proposed' | 'intake.reopened'
	readonly reason: string | null
}

async function followingOf(ctx: Ctx, tx: Tx, orderId: string, event: OrderEvent, reason: string | null) {
	switch (event) {
		case 'order.completed': {
			// An item is read by more people than a confidential order: its words stay there.
			const closed = await isConfidential(tx, orderId)
			const result = closed ? '' : ((await feedbacksOf(tx, orderId)).at(-1)?.result ?? '')
			const set = { proposed_answer: result, proposed_at: ctx.now }
			return { set, kind: 'intake.answer-proposed', reason: null } satisfies Following
		}
		case 'order.withdrawn':
		case 'order.merged': {
			const set = { state: 'OPEN', order_id: null, proposed_answer: '', proposed_at: null } as const
			const said = (await isConfidential(tx, orderId)) ? null : reason
			return { set, kind: 'intake.reopened', reason: said } satisfies Following
		}
		default:
			return null
	}
}

/**
 * What an act on an order means for the items that it answers, in the transaction of that act: a completed order
 * proposes its result as the answer, and a person sends it; a withdrawn or merged one leaves them open again.
 */
export async function itemsFollowOrder(
	ctx: Ctx,
	tx: Tx,
	orderId: string,
	event: OrderEvent,
	reason: string | null,
): Promise<void> {
	const following = await followingOf(ctx, tx, orderId, event, reason)
	if (!following) return
	const events: EventDraft[] = []
	const told: OutboxDraft[] = []
	for (const item of await intakeOfOrder(tx, orderId)) {
		if (item.state !== 'ORDERED') continue
		if (!(await updateIntake(tx, item.id, item.version, following.set)))
			throw new Error(`The item ${item.number} changed while its order did`)
		events.push({
			subjectKind: 'intake',
			subjectId: item.id,
			kind: following.kind,
			reason: following.reason,
			after: following.set,
		})
		told.push(tellOf(item, following.kind, `${following.kind}:${item.version}`, item.owner_id))
	}
	await appendEvents(tx, ctx.actor.branchId, ctx.actor.accountId, ctx.now, events)
	await writeOutbox(tx, ctx.actor.branchId, ctx.now, ctx.newId, told)
}
