import { may } from '#app/domain/access.ts'
import { BRANCH_CALENDAR, type Calendar, isWorkingDay } from '#app/domain/calendar.ts'
import { CLOSE_DEPARTMENT } from '#app/domain/due-date.ts'
import { type Light, light } from '#app/domain/light.ts'
import {
	BOARD_VIEWS,
	type BoardFilter,
	type BoardQuery,
	type BoardView,
	filterOf,
	isOpenView,
	narrows,
} from '#app/domain/order/board.schema.ts'
import { ORDER_SOURCES, type OrderSource } from '#app/domain/order/sources.ts'
import { addDays, type Instant, instantAt, type LocalDate, localDateOf } from '#app/domain/time.ts'
import { departmentsOf } from '#db/queries/orders.server.ts'
import { type BoardAsker, type BoardRow, boardPage } from '#db/queries/orders-board.server.ts'
import {
	countBoard,
	dueByDay,
	type LightCounts,
	lastOverdue,
	lightCounts,
	type OpenCounts,
} from '#db/queries/orders-counts.server.ts'
import { namesOf } from '#db/queries/people.server.ts'
import type { Ctx } from '../context.server.ts'
import { type CalendarSet, currentCalendars } from '../reference/load.server.ts'
import { type BoardLook, boardLook, countSaved, type SavedView, savedFilters } from './board-views.server.ts'
import { reachOf, stateOf, urgencyOf } from './order.server.ts'

export const PAGE_SIZE = 40
const RULER_DAYS = 15

export type BoardLine = Omit<BoardRow, 'state' | 'urgency' | 'source'> & {
	readonly state: ReturnType<typeof stateOf>
	readonly urgency: ReturnType<typeof urgencyOf>
	readonly source: OrderSource
	/** Null for drafts. */
	readonly now: Light | null
	/** On the day of the preview, if nobody acts; null when it stays as it is. */
	readonly later: Light | null
	/** What will have happened by itself by then. */
	readonly foretold: readonly Foretold[]
}

/** What time alone brings about: the sweep does it (domain 5.2, 5.4). */
export type Foretold = 'signed-by-default' | 'resumed'

export type RulerDay = { readonly date: LocalDate; readonly works: boolean; readonly due: number }

export type Board = {
	readonly query: BoardQuery
	readonly look: BoardLook
	readonly today: LocalDate
	readonly views: readonly { readonly view: BoardView; readonly count: number | null }[]
	readonly saved: readonly SavedView[]
	readonly departments: readonly { readonly id: string; readonly name: string }[]
	/** The name of the person whose orders are asked for. */
	readonly handlerName: string | null
	readonly rows: readonly BoardLine[]
	readonly total: number
	readonly next: string | null
	readonly ruler: readonly RulerDay[]
	readonly lightsNow: LightCounts
	readonly lightsThen: LightCounts | null
	readonly lastOverdueOn: LocalDate | null
	readonly mayDraft: boolean
	readonly mayChase: boolean
}

export function sourceOf(text: string): OrderSource {
	return ORDER_SOURCES.find((known) => known === text) ?? 'HOTLINE'
}

type Lit = Pick<
	BoardRow,
	| 'due_at'
	| 'due_on'
	| 'issued_at'
	| 'acknowledged_at'
	| 'ack_due_at'
	| 'suspended_at'
	| 'returned_count'
	| 'state'
	| 'urgency'
>

/** The light of an order at a moment; null before it is issued and after its end. */
export function lightOf(calendar: Calendar, row: Lit, now: Instant): Light | null {
	const state = stateOf(row.state)
	if (row.due_at === null || row.issued_at === null) return null
	if (['STRUCK_OFF', 'ASSESSED', 'WITHDRAWN', 'MERGED'].includes(state)) return null
	// Nothing is late for a rule that is no longer there.
	if (row.due_on === null) return { colour: 'stopped', reason: 'retired', remaining: { unit: 'wd', n: 0 } }
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
		stopped: state === 'SUBMITTED' || state === 'COMPLETED' || row.suspended_at !== null,
		urgent24h: row.urgency === 'CRITICAL',
	})
}

/** The moment of a preview: the close of that day; null for today and what lies behind. */
function previewOf(query: BoardQuery, today: LocalDate): Instant | null {
	return query.on !== undefined && query.on > today ? instantAt(query.on, CLOSE_DEPARTMENT) : null
}

/** The rows of a query with their lights, each by the calendar that its own clock counts by. */
export function linesOf(
	calendars: CalendarSet,
	rows: readonly BoardRow[],
	now: Instant,
	then: Instant | null,
): BoardLine[] {
	return rows.map((row) => {
		const calendar = calendars.of(row.calendarCode ?? BRANCH_CALENDAR)
		const lit = lightOf(calendar, row, now)
		const foretold = then === null ? [] : foretoldBy(row, then)
		return {
			...row,
			state: stateOf(row.state),
			urgency: urgencyOf(row.urgency),
			source: sourceOf(row.source),
			now: lit,
			later: then === null ? null : laterOf(calendar, row, foretold, then),
			foretold,
		}
	})
}

/** What the sweep will have done to an order by a moment if nobody acts before. */
function foretoldBy(row: BoardRow, then: Instant): Foretold[] {
	const unsigned = row.state === 'ISSUED' && row.ack_default_at === null
	const told: Foretold[] = []
	if (unsigned && row.ack_due_at !== null && row.ack_due_at < then) told.push('signed-by-default')
	if (row.suspended_at !== null && row.resumesAt !== null && row.resumesAt < then) told.push('resumed')
	return told
}

function laterOf(calendar: Calendar, row: BoardRow, foretold: readonly Foretold[], then: Instant): Light | null {
	const lit = lightOf(calendar, foretold.includes('resumed') ? { ...row, suspended_at: null } : row, then)
	return lit === null || lit.colour === 'stopped' ? null : lit
}

/** Views that are shown only while they are chosen: a figure or a link leads there. */
const UNLISTED: readonly BoardView[] = ['running', 'all']

/** Views that a person has a use for; the count of what is over says nothing and costs much. */
function viewsFor(ctx: Ctx, { views }: OpenCounts, drafts: number | null, query: BoardQuery) {
	const chosen = query.saved === undefined ? query.view : null
	return BOARD_VIEWS.filter((view) => view === chosen || !UNLISTED.includes(view))
		.filter((view) => view === chosen || view !== 'mine' || may(ctx.actor, 'order.issue'))
		.filter((view) => view === chosen || view !== 'draft' || drafts !== null)
		.map((view) => ({ view, count: countOf(view, views, drafts) }))
}

function countOf(view: BoardView, views: OpenCounts['views'], drafts: number | null): number | null {
	if (view === 'draft') return drafts
	return view === 'closed' || view === 'all' ? null : views[view]
}

const DRAFTS: BoardFilter = filterOf({ view: 'draft', sort: 'due' } as BoardFilter) // the schema fills the rest

export function askerOf(ctx: Ctx): BoardAsker {
	return { reach: reachOf(ctx.actor, 'order.read'), accountId: ctx.actor.accountId, now: ctx.now }
}

async function draftCount(ctx: Ctx, asker: BoardAsker, view: BoardView): Promise<number | null> {
	const useful = may(ctx.actor, 'order.draft') || may(ctx.actor, 'order.issue') || view === 'draft'
	return useful ? countBoard(ctx.read, DRAFTS, asker) : null
}

/** What the list holds altogether, without asking again for what is known already. */
async function totalOf(ctx: Ctx, filter: BoardFilter, asker: BoardAsker, known: Known): Promise<number> {
	const { page, counts, drafts, first } = known
	if (first && page.next === null) return page.rows.length
	const shown = narrows(filter) ? null : countOf(filter.view, counts.views, drafts)
	return shown ?? countBoard(ctx.read, filter, asker)
}
type Known = {
	readonly page: Awaited<ReturnType<typeof boardPage>>
	readonly counts: OpenCounts
	readonly drafts: number | null
	readonly first: boolean
}

/** The orders board: views with counts, the list, the day ruler and how it will look on a day if nothing moves. */
export async function ordersBoard(ctx: Ctx, query: BoardQuery): Promise<Board> {
	const { body: calendars } = await currentCalendars(ctx, ctx.read)
	const asker = askerOf(ctx)
	const filter = filterOf(query)
	const then = previewOf(query, ctx.today)
	const saved = await savedFilters(ctx)
	const counted = await countSaved(ctx, asker, saved)
	const drafts = await draftCount(ctx, asker, query.view)
	const page = await boardPage(ctx.read, filter, asker, query.cursor ?? null, PAGE_SIZE)
	const first = query.cursor === undefined
	const last = query.view === 'red' && page.rows.length === 0 ? await lastOverdue(ctx.read, asker) : null
	const open = isOpenView(query.view)
	return {
		query,
		look: await boardLook(ctx, query, saved),
		today: ctx.today,
		views: viewsFor(ctx, counted.counts, drafts, query),
		saved: counted.saved,
		departments: await departmentsOf(ctx.read, ctx.actor.branchId),
		handlerName: query.handler ? ((await namesOf(ctx.read, [query.handler])).get(query.handler) ?? null) : null,
		rows: linesOf(calendars, page.rows, ctx.now, open ? then : null),
		total: await totalOf(ctx, filter, asker, { page, counts: counted.counts, drafts, first }),
		next: page.next,
		ruler: open ? await rulerOf(ctx, calendars.of(BRANCH_CALENDAR), filter, asker, query.ruler) : [],
		lightsNow: open ? await lightsNow(ctx, filter, asker, counted.counts) : NO_LIGHTS,
		lightsThen: open && then !== null ? await lightCounts(ctx.read, filter, asker, then) : null,
		lastOverdueOn: last === null ? null : localDateOf(last),
		mayDraft: may(ctx.actor, 'order.draft'),
		mayChase: may(ctx.actor, 'order.chase'),
	}
}

const NO_LIGHTS: LightCounts = { red: 0, yellow: 0, green: 0 }

/** The lights of what is open, without asking again when nothing narrows it. */
async function lightsNow(ctx: Ctx, filter: BoardFilter, asker: BoardAsker, counts: OpenCounts): Promise<LightCounts> {
	if (narrows(filter)) return lightCounts(ctx.read, filter, asker)
	return { red: counts.views.red, yellow: counts.views.yellow, green: counts.green }
}

async function rulerOf(
	ctx: Ctx,
	calendar: Calendar,
	filter: BoardFilter,
	asker: BoardAsker,
	start: LocalDate | undefined,
): Promise<RulerDay[]> {
	const first = start !== undefined && start > ctx.today ? start : ctx.today
	const days = Array.from({ length: RULER_DAYS }, (_, i) => addDays(first, i))
	const due = await dueByDay(ctx.read, filter, asker, first, days.at(-1) ?? first)
	return days.map((date) => ({ date, works: isWorkingDay(calendar, date), due: due.get(date) ?? 0 }))
}

/** Every row of a query, page by page, for a file. */
export async function* exportOrders(ctx: Ctx, query: BoardFilter): AsyncGenerator<BoardLine> {
	const { body: calendars } = await currentCalendars(ctx, ctx.read)
	const asker = askerOf(ctx)
	let cursor: string | null = null
	do {
		const page: Awaited<ReturnType<typeof boardPage>> = await boardPage(ctx.read, filterOf(query), asker, cursor, 500)
		yield* linesOf(calendars, page.rows, ctx.now, null)
		cursor = page.next
	} while (cursor !== null)
}
