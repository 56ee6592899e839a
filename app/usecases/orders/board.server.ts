import { may } from '#app/domain/access.ts'
import type { Calendar } from '#app/domain/calendar.ts'
import { isWorkingDay } from '#app/domain/calendar.ts'
import { CLOSE_DEPARTMENT } from '#app/domain/due-date.ts'
import { type Light, light } from '#app/domain/light.ts'
import { BOARD_VIEWS, type BoardQuery, type BoardView } from '#app/domain/order/board.schema.ts'
import { ORDER_SOURCES, type OrderSource } from '#app/domain/order/sources.ts'
import { addDays, type Instant, instantAt, type LocalDate, localDateOf } from '#app/domain/time.ts'
import { departmentsOf } from '#db/queries/orders.server.ts'
import {
	type BoardAsker,
	type BoardFilter,
	type BoardRow,
	boardPage,
	countBoard,
	dueByDay,
	type LightCounts,
	lastOverdue,
	lightCounts,
	viewCounts,
} from '#db/queries/orders-board.server.ts'
import type { Ctx } from '../context.server.ts'
import { currentCalendar } from '../reference/load.server.ts'
import { reachOf, stateOf, urgencyOf } from './order.server.ts'

export const PAGE_SIZE = 40
const RULER_DAYS = 15

export type BoardLine = Omit<BoardRow, 'state' | 'urgency' | 'source'> & {
	readonly state: ReturnType<typeof stateOf>
	readonly urgency: ReturnType<typeof urgencyOf>
	readonly source: OrderSource
	/** Null for drafts. */
	readonly now: Light | null
	/** On the day of the preview, if nothing moves; null when it stays as it is. */
	readonly later: Light | null
}

export type RulerDay = { readonly date: LocalDate; readonly works: boolean; readonly due: number }

export type Board = {
	readonly query: BoardQuery
	readonly today: LocalDate
	readonly views: readonly { readonly view: BoardView; readonly count: number | null }[]
	readonly departments: readonly { readonly id: string; readonly name: string }[]
	readonly rows: readonly BoardLine[]
	readonly total: number
	readonly next: string | null
	readonly ruler: readonly RulerDay[]
	readonly lightsNow: LightCounts
	readonly lightsThen: LightCounts | null
	readonly lastOverdueOn: LocalDate | null
	readonly mayDraft: boolean
}

export function sourceOf(text: string): OrderSource {
	return ORDER_SOURCES.find((known) => known === text) ?? 'HOTLINE'
}

type Lit = Pick<
	BoardRow,
	'due_at' | 'due_on' | 'issued_at' | 'acknowledged_at' | 'ack_due_at' | 'returned_count' | 'state' | 'urgency'
>

/** The light of an order at a moment; null before it is issued and after its end. */
export function lightOf(calendar: Calendar, row: Lit, now: Instant): Light | null {
	const state = stateOf(row.state)
	if (row.due_at === null || row.due_on === null || row.issued_at === null) return null
	if (['STRUCK_OFF', 'ASSESSED', 'WITHDRAWN', 'MERGED'].includes(state)) return null
	return light({
		now,
		today: localDateOf(now),
		calendar,
		dueAt: row.due_at,
		dueOn: row.due_on,
		startedAt: row.issued_at,
		acknowledged: row.acknowledged_at !== null,
		ackDueAt: row.ack_due_at,
		returnedOnce: row.returned_count > 0,
		stopped: state === 'SUBMITTED' || state === 'COMPLETED',
		urgent24h: row.urgency === 'CRITICAL',
	})
}

function filterOf(query: BoardQuery): BoardFilter {
	const { view, q, department, source, urgency, state, sort } = query
	return { view, q, department, source, urgency, state, sort }
}

function hasFilter({ q, department, source, urgency, state }: BoardQuery): boolean {
	return [q, department, source, urgency, state].some((value) => value !== undefined && value !== '')
}

/** The moment of a preview: the close of that day; null for today and what lies behind. */
function previewOf(query: BoardQuery, today: LocalDate): Instant | null {
	return query.on !== undefined && query.on > today ? instantAt(query.on, CLOSE_DEPARTMENT) : null
}

/** The rows of a query with their lights. */
function linesOf(calendar: Calendar, rows: readonly BoardRow[], now: Instant, then: Instant | null): BoardLine[] {
	return rows.map((row) => {
		const lit = lightOf(calendar, row, now)
		const standing = lit === null || lit.reason === 'stopped'
		return {
			...row,
			state: stateOf(row.state),
			urgency: urgencyOf(row.urgency),
			source: sourceOf(row.source),
			now: lit,
			later: then === null || standing ? null : lightOf(calendar, row, then),
		}
	})
}

/** Views that a person has a use for; the count of what is over says nothing and costs much. */
function viewsFor(ctx: Ctx, counts: Readonly<Record<BoardView, number>>, chosen: BoardView) {
	const drafts = may(ctx.actor, 'order.draft') || may(ctx.actor, 'order.issue')
	return BOARD_VIEWS.filter((view) => view === chosen || view !== 'mine' || may(ctx.actor, 'order.issue'))
		.filter((view) => view === chosen || view !== 'draft' || drafts)
		.map((view) => ({ view, count: view === 'closed' ? null : counts[view] }))
}

/** The orders board: saved views with counts, the list, the day ruler and how it will look on a day if nothing moves. */
export async function ordersBoard(ctx: Ctx, query: BoardQuery): Promise<Board> {
	const calendar = await currentCalendar(ctx, ctx.read)
	const asker: BoardAsker = { reach: reachOf(ctx.actor, 'order.read'), accountId: ctx.actor.accountId, now: ctx.now }
	const filter = filterOf(query)
	const then = previewOf(query, ctx.today)
	const counts = await viewCounts(ctx.read, asker)
	const page = await boardPage(ctx.read, filter, asker, query.cursor ?? null, PAGE_SIZE)
	const plain = !hasFilter(query) && query.view !== 'closed'
	const last = query.view === 'red' && page.rows.length === 0 ? await lastOverdue(ctx.read, asker) : null
	return {
		query,
		today: ctx.today,
		views: viewsFor(ctx, counts, query.view),
		departments: await departmentsOf(ctx.read, ctx.actor.branchId),
		rows: linesOf(calendar, page.rows, ctx.now, then),
		total: plain ? counts[query.view] : await countBoard(ctx.read, filter, asker),
		next: page.next,
		ruler: await rulerOf(ctx, calendar, asker),
		lightsNow: await lightCounts(ctx.read, filter, asker, ctx.now),
		lightsThen: then === null ? null : await lightCounts(ctx.read, filter, asker, then),
		lastOverdueOn: last === null ? null : localDateOf(last),
		mayDraft: may(ctx.actor, 'order.draft'),
	}
}

async function rulerOf(ctx: Ctx, calendar: Calendar, asker: BoardAsker): Promise<RulerDay[]> {
	const days = Array.from({ length: RULER_DAYS }, (_, i) => addDays(ctx.today, i))
	const due = await dueByDay(ctx.read, asker, ctx.today, days.at(-1) ?? ctx.today)
	return days.map((date) => ({ date, works: isWorkingDay(calendar, date), due: due.get(date) ?? 0 }))
}

/** Every row of a query, page by page, for a file. */
export async function* exportOrders(ctx: Ctx, query: BoardQuery): AsyncGenerator<BoardLine> {
	const calendar = await currentCalendar(ctx, ctx.read)
	const asker: BoardAsker = { reach: reachOf(ctx.actor, 'order.read'), accountId: ctx.actor.accountId, now: ctx.now }
	let cursor: string | null = null
	do {
		const page: Awaited<ReturnType<typeof boardPage>> = await boardPage(ctx.read, filterOf(query), asker, cursor, 500)
		yield* linesOf(calendar, page.rows, ctx.now, null)
		cursor = page.next
	} while (cursor !== null)
}
