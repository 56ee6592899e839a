import { type Calendar, calendarCodeOf } from '#app/domain/calendar.ts'
import { deadlineLight, type Light } from '#app/domain/light.ts'
import { type BoardFilter, boardFilterSchema } from '#app/domain/order/board.schema.ts'
import { NO_OUTCOMES } from '#app/domain/order/figures.ts'
import { monthSpan } from '#app/domain/overview/period.ts'
import { type Outcome, refuse } from '#app/domain/refusal.ts'
import { ok } from '#app/domain/result.ts'
import { addDays, instantAt } from '#app/domain/time.ts'
import { departmentAssists, departmentExtensions, departmentLoad } from '#db/queries/department-orders.server.ts'
import { outcomeFigures } from '#db/queries/order-figures.server.ts'
import { departmentsOf } from '#db/queries/orders.server.ts'
import { boardPage } from '#db/queries/orders-board.server.ts'
import type { Ctx } from '../context.server.ts'
import { currentCalendars } from '../reference/load.server.ts'
import { askerOf, linesOf } from './board.server.ts'
import { reachOf } from './order.server.ts'

export const SHOWN = 20
const EXTENSION_DAYS = 90

/** The departments whose work a person may look at: every one for the whole branch, else the own. */
async function choicesOf(ctx: Ctx) {
	const all = await departmentsOf(ctx.read, ctx.actor.branchId)
	const { places } = reachOf(ctx.actor, 'department.read').scope
	const own = places.flatMap((place) => (place.kind === 'department' ? [place.departmentId] : []))
	return places.some(({ kind }) => kind === 'branch') ? all : all.filter(({ id }) => own.includes(id))
}

/** One department's orders: what runs, what it assists in, what it asked for, who has how much, the month's rate. */
export async function departmentPage(ctx: Ctx, asked: string | undefined): Promise<Outcome<DepartmentPage>> {
	const choices = await choicesOf(ctx)
	const department = asked === undefined ? choices[0] : choices.find(({ id }) => id === asked)
	if (!department) return refuse('missing', 'not-found')
	return ok(await pageOf(ctx, department, choices))
}
export type DepartmentPage = Awaited<ReturnType<typeof pageOf>>

type Department = { readonly id: string; readonly name: string }

async function pageOf(ctx: Ctx, { id, name }: Department, choices: readonly Department[]) {
	const { body: calendars } = await currentCalendars(ctx, ctx.read)
	const calendar = calendars.of(calendarCodeOf(calendars.body, { departmentId: id }))
	const asker = askerOf(ctx)
	const { reach } = asker
	const span = monthSpan(ctx.today.slice(0, 7))
	const filter: BoardFilter = { ...boardFilterSchema.parse({}), view: 'running', department: id }
	const [page, load, assists, extensions, figures] = [
		await boardPage(ctx.read, filter, asker, null, SHOWN),
		await departmentLoad(ctx.read, reach, id, ctx.now),
		await departmentAssists(ctx.read, reach, id),
		await departmentExtensions(ctx.read, reach, id, instantAt(addDays(ctx.today, -EXTENSION_DAYS), 0)),
		await outcomeFigures(ctx.read, { reach, now: ctx.now, department: id }, span),
	]
	const sum = (pick: (one: (typeof load)[number]) => number) => load.reduce((total, one) => total + pick(one), 0)
	return {
		id,
		name,
		choices: choices.map((one) => ({ id: one.id, name: one.name })),
		today: ctx.today,
		month: { name: ctx.today.slice(0, 7), span, outcomes: figures.total ?? NO_OUTCOMES },
		running: sum((one) => one.running),
		red: sum((one) => one.red),
		yellow: sum((one) => one.yellow),
		rows: linesOf(calendars, page.rows, ctx.now, null),
		load,
		assists: assists.map((task) => ({ ...task, light: lightOf(ctx, calendar, task) })),
		extensions,
	}
}

function lightOf(ctx: Ctx, calendar: Calendar, task: Awaited<ReturnType<typeof departmentAssists>>[number]): Light {
	const lit = deadlineLight(calendar, ctx.now, task.dueAt, task.issuedAt ?? task.dueAt)
	// Its clock stands with the order's; what was late before goes on being late.
	const stands = task.suspendedAt !== null && task.overdueAt === null
	return stands ? { colour: 'stopped', reason: 'stopped', remaining: lit.remaining } : lit
}
