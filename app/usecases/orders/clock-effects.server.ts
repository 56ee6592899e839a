import { markOverdue } from '#app/domain/order/side-acts.ts'
import { type Outcome, refuse } from '#app/domain/refusal.ts'
import { ok } from '#app/domain/result.ts'
import { breachClock, type StoredClock } from '#db/queries/clocks.server.ts'
import { appendEvents } from '#db/queries/events.server.ts'
import { assistById, markAssistOverdue } from '#db/queries/order-assists.server.ts'
import { endObservation, signByDefault } from '#db/queries/order-content.server.ts'
import { type OrderRow, orderIn } from '#db/queries/orders.server.ts'
import { type OutboxDraft, writeOutbox } from '#db/queries/outbox.server.ts'
import { holdersOf, namesOf } from '#db/queries/people.server.ts'
import type { Tx } from '#db/tx.server.ts'
import type { Ctx } from '../context.server.ts'
import { withStandIns } from '../ladder/stand-ins.server.ts'
import type { ClockEffect } from '../sweep/clock-effect.ts'
import { owns } from './follow.server.ts'
import { changeOrder, loadOrder, moveOf, reachOf } from './order.server.ts'
import { departmentPeople, handlersOf, headOf, issuers, issuingSide, tellAll } from './recipients.server.ts'
import { suspensionPassed } from './suspend.server.ts'
import { transferPassed } from './transfer.server.ts'

/** The clock is over and nothing is said: the order has moved on, or it was said before. */
async function onlyBreach(ctx: Ctx, clock: StoredClock): Promise<Outcome<unknown>> {
	return ctx.inTx(ctx.actor.branchId, async (tx) => ok(await breachClock(tx, clock.id, ctx.now)))
}

/** Overdue is recorded once, when it happens: mark, event, breached clock, word to the head and the issuer. */
async function handlePassed(ctx: Ctx, clock: StoredClock): Promise<Outcome<unknown>> {
	const outcome = await changeOrder(ctx, {
		id: clock.subjectId,
		version: undefined,
		actions: ['order.clock'],
		decide: async (row, tx) => {
			const change = markOverdue(row.facts, ctx.now)
			if (!change.ok) return change
			const told = [
				...(await handlersOf(tx, row)),
				...(await headOf(tx, row.branch_id, row.lead_department_id)),
				...issuingSide(row),
			]
			const key = `overdue:${clock.round}:${clock.dueAt}`
			return ok(
				moveOf(ctx, row, change.value, {
					tell: await withStandIns(tx, tellAll(row, 'order.overdue', key, told, { due: clock.dueOn }), ctx.today),
				}),
			)
		},
	})
	// Already marked, or at rest: the clock ends all the same, so that it is not asked again.
	if (outcome.ok || outcome.error.kind !== 'procedure') return outcome
	// A clock and an order that disagree on the date: seen by the administrator, not passed over in silence.
	return outcome.error.rule === 'order.not-overdue' ? outcome : onlyBreach(ctx, clock)
}

type Said = {
	readonly order: OrderRow
	readonly kind: 'order.signed-by-default' | 'order.assist-overdue' | 'order.chased' | 'order.progress-gap'
	readonly tell: readonly OutboxDraft[]
	readonly after: Readonly<Record<string, unknown>>
}

/** A deadline beside the order's own: the clock is breached, the event recorded and people told, together or not at all. */
async function record(
	ctx: Ctx,
	clock: StoredClock,
	say: (tx: Tx) => Promise<Said | undefined>,
): Promise<Outcome<unknown>> {
	return ctx.inTx<null>(ctx.actor.branchId, async (tx) => {
		if (!(await breachClock(tx, clock.id, ctx.now))) return ok(null)
		const said = await say(tx)
		if (!said) return ok(null)
		await appendEvents(tx, ctx.actor.branchId, ctx.actor.accountId, ctx.now, [
			{ subjectKind: 'order', subjectId: said.order.id, kind: said.kind, after: { due: clock.dueOn, ...said.after } },
		])
		await writeOutbox(tx, ctx.actor.branchId, ctx.now, ctx.newId, await withStandIns(tx, said.tell, ctx.today))
		return ok(null)
	})
}

async function orderOf(ctx: Ctx, tx: Tx, id: string): Promise<OrderRow | undefined> {
	return orderIn(tx, reachOf(ctx.actor, 'order.clock'), id)
}

function acknowledgePassed(ctx: Ctx, clock: StoredClock): Promise<Outcome<unknown>> {
	return record(ctx, clock, async (tx) => {
		const order = await orderOf(ctx, tx, clock.subjectId)
		if (order?.state !== 'ISSUED') return undefined
		const heads = await headOf(tx, order.branch_id, order.lead_department_id)
		const told = [...(await handlersOf(tx, order)), ...heads]
		const tell = tellAll(order, 'order.escalated', 'acknowledge-overdue', [...told, ...issuingSide(order)], {
			variant: 'acknowledge',
			due: clock.dueOn,
		})
		// From the limit's end the order counts as signed for: the head owns it (domain 5.6), the light stays red.
		const owner = order.handler_id ?? heads[0] ?? null
		await signByDefault(tx, order.id, clock.dueAt, owner)
		await owns(ctx, tx, order, 'SIGNED', { departmentId: order.lead_department_id, accountId: owner })
		const handler = owner === null ? '' : ((await namesOf(tx, [owner])).get(owner) ?? '')
		return { order, kind: 'order.signed-by-default', tell, after: { handler } }
	})
}

function assistPassed(ctx: Ctx, clock: StoredClock): Promise<Outcome<unknown>> {
	return record(ctx, clock, async (tx) => {
		const task = await assistById(tx, clock.subjectId)
		if (!task || !(await markAssistOverdue(tx, task.id, clock.dueAt))) return undefined
		const found = await loadOrder(tx, reachOf(ctx.actor, 'order.clock'), task.order_id)
		if (!found) return undefined
		const department = found.assists.find(({ id }) => id === task.id)?.departmentName ?? ''
		const told = [...(await departmentPeople(tx, found.branch_id, task.department_id)), ...issuingSide(found)]
		const tell = tellAll(found, 'order.escalated', `assist-overdue:${task.id}`, told, {
			variant: 'assist',
			department,
			due: clock.dueOn,
		})
		return { order: found, kind: 'order.assist-overdue', tell, after: { department } }
	})
}

/** The operator itself is late towards the user; the order has its own light, the branch's own people are told. */
function statutoryPassed(ctx: Ctx, clock: StoredClock): Promise<Outcome<unknown>> {
	return ctx.inTx<null>(ctx.actor.branchId, async (tx) => {
		if (!(await breachClock(tx, clock.id, ctx.now))) return ok(null)
		const order = await orderOf(ctx, tx, clock.subjectId)
		if (!order) return refuse('missing', 'not-found')
		const told = [...issuingSide(order), ...(await issuers(tx, order.branch_id))]
		const params = { variant: 'statutory', due: clock.dueOn }
		const tell = tellAll(order, 'order.escalated', 'statutory-overdue', told, params)
		await writeOutbox(tx, ctx.actor.branchId, ctx.now, ctx.newId, await withStandIns(tx, tell, ctx.today))
		return ok(null)
	})
}

/** The observation has passed without the problem coming back: whoever may strike off is told, the completer is not. */
function observed(ctx: Ctx, clock: StoredClock): Promise<Outcome<unknown>> {
	return ctx.inTx<null>(ctx.actor.branchId, async (tx) => {
		if (!(await endObservation(tx, clock.id))) return ok(null)
		const order = await orderOf(ctx, tx, clock.subjectId)
		if (order?.state !== 'COMPLETED') return ok(null)
		const holders = await holdersOf(tx, order.branch_id, ['ORDER_OFFICER', 'ORDER_ISSUER'])
		const strikers = holders.map(({ id }) => id).filter((id) => id !== order.completed_by)
		await writeOutbox(tx, order.branch_id, ctx.now, ctx.newId, [
			...tellAll(order, 'order.to-strike-off', `to-strike-off:${clock.round}`, strikers),
		])
		return ok(null)
	})
}

/** Nobody wrote about a user's matter for too long: a gap of the report, told to the owner, the head and the issuer. */
function progressPassed(ctx: Ctx, clock: StoredClock): Promise<Outcome<unknown>> {
	return record(ctx, clock, async (tx) => {
		const order = await orderOf(ctx, tx, clock.subjectId)
		if (!order) return undefined
		const heads = await headOf(tx, order.branch_id, order.lead_department_id)
		const told = [...(await handlersOf(tx, order)), ...heads, ...issuingSide(order)]
		const tell = tellAll(order, 'order.progress-gap', `gap:${clock.round}`, told, { due: clock.dueOn })
		return { order, kind: 'order.progress-gap', tell, after: {} }
	})
}

export const clockEffects: readonly ClockEffect[] = [
	{ kinds: ['order.handle'], onDue: handlePassed },
	{ kinds: ['order.acknowledge'], onDue: acknowledgePassed },
	{ kinds: ['order.assist'], onDue: assistPassed },
	{ kinds: ['order.statutory'], onDue: statutoryPassed },
	{ kinds: ['order.observe'], onDue: observed },
	{ kinds: ['order.progress'], onDue: progressPassed },
	{ kinds: ['order.suspension'], onDue: suspensionPassed },
	{ kinds: ['order.transfer'], onDue: transferPassed },
]
