import { type Action, hasRole, may, scopeOf } from '#app/domain/access.ts'
import { type Light, light } from '#app/domain/light.ts'
import { addMs, type Instant, isLocalDate, type LocalDate, localDateOf } from '#app/domain/time.ts'
import * as orders from '#db/queries/work-orders.server.ts'
import { type WorkQuery, type WorkRow, workCount, workItems } from '#db/queries/work-parts.server.ts'
import type { Ctx } from '../context.server.ts'
import { currentCalendar } from '../reference/load.server.ts'
import { reachOf } from './order.server.ts'

/** What waits for this person first, in the order of the page; what waits for others after it. */
export type MineGroup =
	| 'returned'
	| 'sign'
	| 'answer'
	| 'assist'
	| 'approve'
	| 'judge'
	| 'extension'
	| 'strike'
	| 'draft'
	| 'waiting'
	| 'extension-waiting'
	| 'observing'

const LIMIT = 50

function workerOf(ctx: Ctx, action: Action) {
	const { places } = scopeOf(ctx.actor, action)
	const departments = places.flatMap((place) => (place.kind === 'department' ? [place.departmentId] : []))
	return { reach: reachOf(ctx.actor, action), accountId: ctx.actor.accountId, departments }
}

type Lists = (readonly [MineGroup, WorkQuery])[]

function departmentLists(ctx: Ctx): { first: Lists; later: Lists } {
	if (!may(ctx.actor, 'order.work')) return { first: [], later: [] }
	const worker = workerOf(ctx, 'order.work')
	return {
		first: [
			['returned', orders.ordersReturned(worker, true)],
			['sign', orders.ordersToSign(worker)],
			['answer', orders.ordersReturned(worker, false)],
			['assist', orders.assistTasks(worker)],
		],
		later: [
			['extension-waiting', orders.ordersAsking(worker)],
			['waiting', orders.ordersWaiting(worker)],
		],
	}
}

function issuingLists(ctx: Ctx): { first: Lists; later: Lists } {
	const first: Lists = []
	const issuer = hasRole(ctx.actor, 'ORDER_ISSUER')
	if (issuer) {
		first.push(['approve', orders.ordersToApprove(workerOf(ctx, 'order.issue'))])
		first.push(['extension', orders.ordersWithExtension(workerOf(ctx, 'order.decide-extension'))])
	}
	if (may(ctx.actor, 'order.judge-feedback')) {
		first.push(['judge', orders.ordersToJudge(workerOf(ctx, 'order.judge-feedback'), issuer)])
	}
	if (!may(ctx.actor, 'order.strike-off')) return { first, later: [] }
	const worker = workerOf(ctx, 'order.strike-off')
	first.push(['strike', orders.ordersToStrike(worker, ctx.today)])
	if (hasRole(ctx.actor, 'ORDER_OFFICER')) first.push(['draft', orders.ordersDrafted(workerOf(ctx, 'order.draft'))])
	return { first, later: [['observing', orders.ordersObserved(worker, ctx.today)]] }
}

export type MineEntry = {
	readonly id: string
	readonly number: string
	readonly title: string
	readonly dueAt: Instant | null
	readonly dueOn: LocalDate | null
	readonly onDay: LocalDate | null
	readonly light: Light | null
}

function entryOf(ctx: Ctx, calendar: Parameters<typeof light>[0]['calendar'], row: WorkRow): MineEntry {
	// 24:00 belongs to the day that it ends.
	const dueOn = row.dueAt === null ? null : localDateOf(addMs(row.dueAt, -1))
	return {
		id: row.id,
		number: row.number,
		title: row.title,
		dueAt: row.dueAt,
		dueOn,
		onDay: row.onDay !== null && isLocalDate(row.onDay) ? row.onDay : null,
		light:
			row.dueAt === null || dueOn === null
				? null
				: light({
						now: ctx.now,
						today: ctx.today,
						calendar,
						dueAt: row.dueAt,
						dueOn,
						startedAt: row.startedAt ?? ctx.now,
						acknowledged: true,
						ackDueAt: null,
						returnedOnce: row.type === 'returned',
						stopped: false,
						urgent24h: row.urgency === 'CRITICAL',
					}),
	}
}

/** Every order that this person is concerned with, by what is to be done; each list counted and read by one text. */
export async function myOrders(ctx: Ctx) {
	const calendar = await currentCalendar(ctx, ctx.read)
	const department = departmentLists(ctx)
	const issuing = issuingLists(ctx)
	const read = async (lists: Lists) => {
		const groups = []
		for (const [name, query] of lists) {
			const rows = await workItems(ctx.read, query, LIMIT)
			const count = rows.length < LIMIT ? rows.length : await workCount(ctx.read, query)
			groups.push({ name, count, entries: rows.map((row) => entryOf(ctx, calendar, row)) })
		}
		return groups.filter(({ count }) => count > 0)
	}
	return {
		today: ctx.today,
		first: await read([...department.first, ...issuing.first]),
		later: await read([...department.later, ...issuing.later]),
	}
}
