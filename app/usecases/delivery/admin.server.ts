import { may } from '#app/domain/access.ts'
import type { DeliveryChannel, DeliveryListView, DeliveryState } from '#app/domain/delivery/delivery.ts'
import { type Outcome, refuse } from '#app/domain/refusal.ts'
import { ok } from '#app/domain/result.ts'
import { deliveryCounts, reviveDead } from '#db/queries/deliveries.server.ts'
import { deliveriesPage, deliveryView, kindsIn, triesOf } from '#db/queries/delivery-views.server.ts'
import { appendEvents } from '#db/queries/events.server.ts'
import type { Ctx } from '../context.server.ts'
import { messageIdOf } from './letter.server.ts'

const SIZE = 50

const STATES: Readonly<Record<DeliveryListView, readonly DeliveryState[]>> = {
	dead: ['dead'],
	open: ['waiting', 'sending', 'failed'],
	sent: ['sent'],
	all: [],
}

/** The delivery log: who, how, when, what came of it; never what was said. */
export async function deliveryLog(
	ctx: Ctx,
	asked: { readonly view: DeliveryListView; readonly channel: DeliveryChannel | null; readonly cursor: string | null },
) {
	const { branchId } = ctx.actor
	const filter = { branchId, states: STATES[asked.view], channel: asked.channel }
	const page = await deliveriesPage(ctx.read, filter, asked.cursor, SIZE)
	const counts = await deliveryCounts(ctx.read, branchId)
	return {
		view: asked.view,
		channel: asked.channel,
		rows: page.rows,
		next: page.next,
		dead: counts.dead,
		open: counts.waiting + counts.sending + counts.failed,
		today: ctx.today,
	}
}

/** One envelope with every attempt. */
export async function deliveryPage(ctx: Ctx, id: string) {
	if (!may(ctx.actor, 'admin.delivery')) return refuse('forbidden', 'not-allowed')
	const row = await deliveryView(ctx.read, ctx.actor.branchId, id)
	if (!row) return refuse('missing', 'not-found')
	return ok({
		row,
		kinds: await kindsIn(ctx.read, id),
		tries: await triesOf(ctx.read, id),
		messageId: row.channel === 'email' ? messageIdOf(id, ctx.origin) : null,
		today: ctx.today,
	})
}

/** Dead letters go out again: one, or all of the branch. Each leaves an event. */
export async function sendAgain(ctx: Ctx, id: string | null): Promise<Outcome<{ count: number }>> {
	if (!may(ctx.actor, 'admin.delivery')) return refuse('forbidden', 'not-allowed')
	const { accountId, branchId } = ctx.actor
	return ctx.inTx<{ count: number }>(branchId, async (tx) => {
		if (id !== null && !(await deliveryView(tx, branchId, id))) return refuse('missing', 'not-found')
		const ids = await reviveDead(tx, branchId, id, ctx.now)
		if (id !== null && ids.length === 0) return refuse('procedure', 'delivery.not-dead')
		const events = ids.map((one) => ({ subjectKind: 'delivery', subjectId: one, kind: 'delivery.sent-again' }) as const)
		await appendEvents(tx, branchId, accountId, ctx.now, events)
		return ok({ count: ids.length })
	})
}
