import { may } from '#app/domain/access.ts'
import type { NewRobotForm } from '#app/domain/delivery/choices.schema.ts'
import type { DeliveryChannel, DeliveryListView, DeliveryState } from '#app/domain/delivery/delivery.ts'
import { type Outcome, refuse } from '#app/domain/refusal.ts'
import { ok } from '#app/domain/result.ts'
import { deliveryCounts, reviveDead } from '#db/queries/deliveries.server.ts'
import { openEnvelope } from '#db/queries/delivery-plan.server.ts'
import { deliveriesPage, deliveryView, kindsIn, triesOf } from '#db/queries/delivery-views.server.ts'
import { appendEvents } from '#db/queries/events.server.ts'
import { departmentsOf, unitsOf } from '#db/queries/organisation.server.ts'
import { insertRobot, robotById, robotCodeTaken, robotsOf, updateRobot } from '#db/queries/robots.server.ts'
import type { Ctx } from '../context.server.ts'
import { recordNew, staleRefusal } from '../transition.server.ts'
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

/** The branch's robots with whether this process has their keys. */
export async function robotsPage(ctx: Ctx) {
	const { branchId } = ctx.actor
	const robots = await robotsOf(ctx.read, branchId)
	const units = (await unitsOf(ctx.read, branchId)).filter(({ kind }) => kind === 'county')
	return {
		robots: robots.map((robot) => ({
			id: robot.id,
			code: robot.code,
			name: robot.name,
			kind: robot.kind,
			place: robot.department ?? robot.county,
			off: robot.off_at !== null,
			silentUntil: robot.blocked_until !== null && robot.blocked_until > ctx.now ? robot.blocked_until : null,
			ready: ctx.channels?.robotReady(robot.code) ?? false,
			version: robot.version,
		})),
		departments: (await departmentsOf(ctx.read, branchId)).map(({ id, name }) => ({ id, name })),
		counties: units.map(({ id, name }) => ({ id, name })),
		today: ctx.today,
	}
}

export async function addRobot(ctx: Ctx, form: NewRobotForm): Promise<Outcome<{ id: string }>> {
	if (!may(ctx.actor, 'admin.delivery')) return refuse('forbidden', 'not-allowed')
	const { accountId, branchId } = ctx.actor
	const [sort, placeId = ''] = form.place.split(':')
	const departments = await departmentsOf(ctx.read, branchId)
	const counties = await unitsOf(ctx.read, branchId)
	const known =
		sort === 'branch' ||
		(sort === 'department' && departments.some(({ id }) => id === placeId)) ||
		(sort === 'unit' && counties.some(({ id, kind }) => id === placeId && kind === 'county'))
	if (!known) return refuse('missing', 'not-found')
	return ctx.inTx<{ id: string }>(branchId, async (tx) => {
		if (await robotCodeTaken(tx, branchId, form.code)) return refuse('invalid', 'register.code-taken')
		const id = ctx.newId()
		await insertRobot(tx, {
			id,
			branch_id: branchId,
			code: form.code,
			name: form.name,
			kind: form.kind,
			department_id: sort === 'department' ? placeId : null,
			county_id: sort === 'unit' ? placeId : null,
			language: form.language,
			created_by: accountId,
			created_at: ctx.now,
			off_at: null,
		})
		const after = { code: form.code, name: form.name, kind: form.kind, place: form.place }
		await recordNew(ctx, tx, { subject: 'robot', id, event: { kind: 'robot.added', after } })
		return ok({ id })
	})
}

/** Nothing is said by it any more; what waits for it is dropped when its turn comes. */
export async function switchRobotOff(
	ctx: Ctx,
	form: { readonly id: string; readonly version: number },
): Promise<Outcome<{ id: string }>> {
	if (!may(ctx.actor, 'admin.delivery')) return refuse('forbidden', 'not-allowed')
	return ctx.inTx<{ id: string }>(ctx.actor.branchId, async (tx) => {
		const robot = await robotById(tx, ctx.actor.branchId, form.id)
		if (!robot) return refuse('missing', 'not-found')
		if (robot.off_at !== null) return refuse('procedure', 'robot.off')
		if (!(await updateRobot(tx, form.id, form.version, { off_at: ctx.now }))) return staleRefusal(tx, 'robot', form.id)
		await recordNew(ctx, tx, { subject: 'robot', id: form.id, event: { kind: 'robot.switched-off' } })
		return ok({ id: form.id })
	})
}

/** A greeting in the group, through the queue like everything else; at most one in a minute. */
export async function tryRobot(ctx: Ctx, id: string): Promise<Outcome<{ id: string }>> {
	if (!may(ctx.actor, 'admin.delivery')) return refuse('forbidden', 'not-allowed')
	const { branchId } = ctx.actor
	return ctx.inTx<{ id: string }>(null, async (tx) => {
		const robot = await robotById(tx, branchId, id)
		if (!robot) return refuse('missing', 'not-found')
		if (robot.off_at !== null) return refuse('procedure', 'robot.off')
		const made = await openEnvelope(tx, {
			id: ctx.newId(),
			branchId,
			key: `${id}:test:${ctx.now.slice(0, 16)}`,
			channel: robot.kind,
			address: robot.code,
			accountId: null,
			robotId: id,
			form: 'test',
			legal: false,
			dueAt: ctx.now,
			at: ctx.now,
		})
		return made === undefined ? refuse('procedure', 'already-done') : ok({ id: made })
	})
}
