import { may } from '#app/domain/access.ts'
import type { ChangedRobotForm, NewRobotForm } from '#app/domain/delivery/choices.schema.ts'
import { type Outcome, refuse } from '#app/domain/refusal.ts'
import { ok } from '#app/domain/result.ts'
import { openEnvelope } from '#db/queries/delivery-plan.server.ts'
import { eventsOf } from '#db/queries/events.server.ts'
import { departmentsOf, unitsOf } from '#db/queries/organisation.server.ts'
import {
	insertRobot,
	type RobotRow,
	robotById,
	robotCodeTaken,
	robotsOf,
	updateRobot,
} from '#db/queries/robots.server.ts'
import type { Ctx } from '../context.server.ts'
import { recordNew, staleRefusal } from '../transition.server.ts'

type Place = Pick<RobotRow, 'department_id' | 'county_id'>

/** As a form says it: 'branch', 'unit:<id>' or 'department:<id>'. */
function placeText({ department_id: department, county_id: county }: Place): string {
	if (department !== null) return `department:${department}`
	return county === null ? 'branch' : `unit:${county}`
}

/** Who registered and changed a robot, newest first. */
async function historyOf(ctx: Ctx, id: string) {
	return (await eventsOf(ctx.read, 'robot', id)).toReversed().map((one) => ({
		id: one.id,
		at: one.at,
		kind: one.kind,
		actor: one.actorName ?? '',
		reason: one.reason,
	}))
}

/** The branch's robots with whether this process has their keys. */
export async function robotsPage(ctx: Ctx, edit: string | null = null) {
	const { branchId } = ctx.actor
	const robots = await robotsOf(ctx.read, branchId)
	const units = (await unitsOf(ctx.read, branchId)).filter(({ kind }) => kind === 'county')
	const changed = robots.find(({ id }) => id === edit)
	return {
		changed: changed
			? {
					id: changed.id,
					name: changed.name,
					version: changed.version,
					language: changed.language,
					place: placeText(changed),
					events: await historyOf(ctx, changed.id),
				}
			: null,
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

/** Whose group it is; undefined for a place that the branch has not got. */
async function placeOf(ctx: Ctx, text: string): Promise<Place | undefined> {
	const { branchId } = ctx.actor
	const [sort, id = ''] = text.split(':')
	if (sort === 'branch') return { department_id: null, county_id: null }
	if (sort === 'department')
		return (await departmentsOf(ctx.read, branchId)).some((one) => one.id === id)
			? { department_id: id, county_id: null }
			: undefined
	const counties = (await unitsOf(ctx.read, branchId)).filter(({ kind }) => kind === 'county')
	return counties.some((one) => one.id === id) ? { department_id: null, county_id: id } : undefined
}

export async function addRobot(ctx: Ctx, form: NewRobotForm): Promise<Outcome<{ id: string }>> {
	if (!may(ctx.actor, 'admin.delivery')) return refuse('forbidden', 'not-allowed')
	const { accountId, branchId } = ctx.actor
	const place = await placeOf(ctx, form.place)
	if (!place) return refuse('missing', 'not-found')
	return ctx.inTx<{ id: string }>(branchId, async (tx) => {
		if (await robotCodeTaken(tx, branchId, form.code)) return refuse('invalid', 'register.code-taken')
		const id = ctx.newId()
		await insertRobot(tx, {
			id,
			branch_id: branchId,
			code: form.code,
			name: form.name,
			kind: form.kind,
			...place,
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

/** Name, group and language; what the robot is called by the server and its key stay as they are. */
export async function changeRobot(ctx: Ctx, form: ChangedRobotForm): Promise<Outcome<{ id: string }>> {
	if (!may(ctx.actor, 'admin.delivery')) return refuse('forbidden', 'not-allowed')
	const place = await placeOf(ctx, form.place)
	if (!place) return refuse('missing', 'not-found')
	const { name, language } = form
	return act(ctx, form, { name, language, ...place }, (robot) => ({
		kind: 'robot.changed',
		before: { name: robot.name, place: placeText(robot), language: robot.language },
		after: { name, place: form.place, language },
	}))
}

type Recorded = Parameters<typeof recordNew>[2]['event']

/** One change of one robot with its event; the version that was seen must still stand. */
function act(
	ctx: Ctx,
	{ id, version }: { readonly id: string; readonly version: number },
	set: Parameters<typeof updateRobot>[3],
	event: (robot: RobotRow) => Recorded,
	refused: (robot: RobotRow) => 'robot.off' | 'robot.on' | null = () => null,
): Promise<Outcome<{ id: string }>> {
	return ctx.inTx<{ id: string }>(ctx.actor.branchId, async (tx) => {
		const robot = await robotById(tx, ctx.actor.branchId, id)
		if (!robot) return refuse('missing', 'not-found')
		const rule = refused(robot)
		if (rule !== null) return refuse('procedure', rule)
		if (!(await updateRobot(tx, id, version, set))) return staleRefusal(tx, 'robot', id)
		await recordNew(ctx, tx, { subject: 'robot', id, event: event(robot) })
		return ok({ id })
	})
}

type Act = { readonly id: string; readonly version: number }

/** Nothing is said by it any more; what waits for it is dropped when its turn comes. */
export async function switchRobotOff(ctx: Ctx, form: Act): Promise<Outcome<{ id: string }>> {
	if (!may(ctx.actor, 'admin.delivery')) return refuse('forbidden', 'not-allowed')
	const refused = ({ off_at: off }: RobotRow) => (off === null ? null : 'robot.off')
	return act(ctx, form, { off_at: ctx.now }, () => ({ kind: 'robot.switched-off' }), refused)
}

/** It speaks again, of what happens from now on. */
export async function switchRobotOn(ctx: Ctx, form: Act): Promise<Outcome<{ id: string }>> {
	if (!may(ctx.actor, 'admin.delivery')) return refuse('forbidden', 'not-allowed')
	const refused = ({ off_at: off }: RobotRow) => (off === null ? 'robot.on' : null)
	return act(ctx, form, { off_at: null }, () => ({ kind: 'robot.switched-on' }), refused)
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
