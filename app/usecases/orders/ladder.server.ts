import type { NoticeKind } from '#app/domain/case/events.ts'
import type { DueRung } from '#app/domain/ladder/ladder.ts'
import { isHandled } from '#app/domain/order/order.ts'
import type { RungAudience, RungManner } from '#app/domain/policy/policy.ts'
import { assertNever } from '#app/domain/result.ts'
import type { StoredClock } from '#db/queries/clocks.server.ts'
import { appendEvents } from '#db/queries/events.server.ts'
import { assistById } from '#db/queries/order-assists.server.ts'
import { countChase, insertChase, type OrderRow, orderIn } from '#db/queries/orders.server.ts'
import { lastMoveOf, lastTurnOf } from '#db/queries/reminders.server.ts'
import { superiorsOf } from '#db/queries/work.server.ts'
import type { Handle, Tx } from '#db/tx.server.ts'
import type { Ctx } from '../context.server.ts'
import type { LadderSubject, Standing } from '../ladder/standing.ts'
import { writeChaseNotice } from './chase-notice.server.ts'
import { reachOf, stateOf, urgencyOf } from './order.server.ts'
import { departmentPeople, handlersOf, headOf, issuers, issuingSide } from './recipients.server.ts'

const KIND_OF: Readonly<Record<RungManner, { readonly kind: NoticeKind; readonly variant?: string }>> = {
	reminder: { kind: 'order.reminder' },
	'chase-notice': { kind: 'order.chase-notice' },
	escalation: { kind: 'order.escalated', variant: 'vice-manager' },
	circular: { kind: 'order.escalated', variant: 'circular' },
}

async function sinceOf(tx: Handle, clock: StoredClock, orderId: string) {
	const moments = [clock.startedAt, await lastTurnOf(tx, orderId), await lastMoveOf(tx, clock.id)]
	return moments.filter((at) => at !== null).reduce((a, b) => (a > b ? a : b))
}

/** Who is meant, for the lead department or for an assisting one. */
async function audienceOf(
	tx: Handle,
	order: OrderRow,
	departmentId: string,
	owners: readonly string[],
	audience: RungAudience,
): Promise<readonly string[]> {
	const heads = await headOf(tx, order.branch_id, departmentId)
	switch (audience) {
		case 'owner':
			return owners
		case 'head':
			return heads
		case 'issuer':
			return issuingSide(order)
		case 'superior':
			return superiorsOf(tx, heads)
		case 'everybody': {
			const all = await departmentPeople(tx, order.branch_id, departmentId)
			return [...all, ...heads, ...(await superiorsOf(tx, heads)), ...(await issuers(tx, order.branch_id))]
		}
		default:
			return assertNever(audience)
	}
}

/** The line in the chase log; a rung after the due date is a chase: it counts and is an event. */
async function log(
	ctx: Ctx,
	tx: Tx,
	order: OrderRow,
	{ rung, at, key }: DueRung,
	told: readonly string[],
): Promise<void> {
	await insertChase(tx, {
		id: ctx.newId(),
		branch_id: order.branch_id,
		order_id: order.id,
		rung: rung.code,
		text: '',
		sent_to: told.join('、'),
		by_account_id: ctx.actor.accountId,
		at,
	})
	if (rung.as === 'reminder') return
	if (rung.as === 'chase-notice') await writeChaseNotice(ctx, tx, order, { key })
	await countChase(tx, order.id)
	await appendEvents(tx, order.branch_id, ctx.actor.accountId, ctx.now, [
		{ subjectKind: 'order', subjectId: order.id, kind: 'order.chased', after: { rung: rung.code } },
	])
}

async function leadStanding(ctx: Ctx, tx: Handle, clock: StoredClock): Promise<Standing | null> {
	const order = await orderIn(tx, reachOf(ctx.actor, 'order.clock'), clock.subjectId)
	if (!order || order.round !== clock.round || !isHandled(stateOf(order.state))) return null
	const owners = await handlersOf(tx, order)
	return {
		level: urgencyOf(order.urgency),
		since: await sinceOf(tx, clock, order.id),
		subject: { kind: 'order', id: order.id },
		params: { number: order.number ?? '', title: order.title },
		kindOf: ({ rung }) => KIND_OF[rung.as],
		people: (audience) => audienceOf(tx, order, order.lead_department_id, owners, audience),
		also: (within, rung, told) => log(ctx, within, order, rung, told),
	}
}

/** The order's other clocks: nobody has signed for it, or an assisting department owes its part. */
async function sideStanding(ctx: Ctx, tx: Handle, clock: StoredClock): Promise<Standing | null> {
	const task = clock.subjectKind === 'assist' ? await assistById(tx, clock.subjectId) : undefined
	if (clock.subjectKind === 'assist' && (!task || task.done_at !== null)) return null
	const order = await orderIn(tx, reachOf(ctx.actor, 'order.clock'), task?.order_id ?? clock.subjectId)
	if (!order || !isHandled(stateOf(order.state))) return null
	if (clock.kind === 'order.acknowledge' && order.state !== 'ISSUED') return null
	const departmentId = task?.department_id ?? order.lead_department_id
	const owners = task ? await departmentPeople(tx, order.branch_id, departmentId) : await handlersOf(tx, order)
	return {
		level: urgencyOf(order.urgency),
		since: (await lastMoveOf(tx, clock.id)) ?? clock.startedAt,
		subject: { kind: 'order', id: order.id },
		params: { number: order.number ?? '', title: order.title },
		kindOf: ({ rung }) => KIND_OF[rung.as],
		people: (audience) => audienceOf(tx, order, departmentId, owners, audience),
	}
}

export const orderLadders: readonly LadderSubject[] = [
	{ kinds: ['order.handle'], find: leadStanding },
	{ kinds: ['order.acknowledge', 'order.assist', 'order.statutory'], find: sideStanding },
]
