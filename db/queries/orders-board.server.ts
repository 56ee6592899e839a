import { type ExpressionBuilder, sql } from 'kysely'
import type { BoardView } from '#app/domain/order/board.schema.ts'
import type { Instant, LocalDate } from '#app/domain/time.ts'
import type { Database, SupervisionOrderTable } from '../schema.ts'
import { decodeCursor, likePattern, type Page, type Predicate, pageOf } from '../sql.server.ts'
import type { Handle } from '../tx.server.ts'
import { type OrderReach, withinReach } from './orders.server.ts'

type Eb = ExpressionBuilder<Database, 'supervision_order'>

export type BoardFilter = {
	readonly view: BoardView
	readonly q?: string | undefined
	readonly department?: string | undefined
	readonly source?: string | undefined
	readonly urgency?: string | undefined
	readonly state?: string | undefined
	readonly sort: 'due' | 'issued'
}

/** Who asks and when: the lights are those of this moment. */
export type BoardAsker = { readonly reach: OrderReach; readonly accountId: string; readonly now: Instant }

const o = (name: keyof SupervisionOrderTable) => sql.ref<string>(`supervision_order.${name}`)
const truth = sql<boolean>`1 = 1`

/** The text of the partial index supervision_order_open, so that SQLite sees that it may use it. */
const OPEN = sql<boolean>`supervision_order.state in ('ISSUED', 'ACKNOWLEDGED', 'IN_PROGRESS', 'RETURNED', 'SUBMITTED', 'COMPLETED')`
const HANDLED = sql<boolean>`supervision_order.state in ('ISSUED', 'ACKNOWLEDGED', 'IN_PROGRESS', 'RETURNED')`
const ACKNOWLEDGED = sql<boolean>`supervision_order.state in ('ACKNOWLEDGED', 'IN_PROGRESS', 'RETURNED')`
const UNSIGNED = sql<boolean>`supervision_order.state = 'ISSUED'`

/** Domain 5.4 as conditions on moments kept with the order; the same answer as `light` in app/domain/light.ts. */
const lights = {
	red: (now: Instant) =>
		sql<boolean>`(${HANDLED} and (${o('due_at')} < ${now} or (${UNSIGNED} and ${o('ack_due_at')} < ${now})))`,
	yellow: (now: Instant) =>
		sql<boolean>`(${ACKNOWLEDGED} and ${o('due_at')} >= ${now} and (${o('returned_count')} > 0 or ${o('near_at')} <= ${now}))`,
	green: (now: Instant) =>
		sql<boolean>`(${ACKNOWLEDGED} and ${o('due_at')} >= ${now} and ${o('returned_count')} = 0 and ${o('near_at')} > ${now})`,
}

function inView(view: BoardView, asker: BoardAsker) {
	switch (view) {
		case 'open':
			return OPEN
		case 'red':
			return sql<boolean>`(${OPEN} and ${lights.red(asker.now)})`
		case 'yellow':
			return sql<boolean>`(${OPEN} and ${lights.yellow(asker.now)})`
		case 'sign':
			return sql<boolean>`(${OPEN} and ${UNSIGNED})`
		case 'judge':
			return sql<boolean>`(${OPEN} and supervision_order.state = 'SUBMITTED')`
		case 'strike':
			return sql<boolean>`(${OPEN} and supervision_order.state = 'COMPLETED')`
		case 'statutory':
			return sql<boolean>`(${OPEN} and ${o('statutory_due_on')} is not null)`
		case 'mine':
			return sql<boolean>`(${OPEN} and ${o('issued_by')} = ${asker.accountId})`
		case 'draft':
			return sql<boolean>`supervision_order.state in ('DRAFT', 'PENDING_APPROVAL')`
		case 'closed':
			return sql<boolean>`(supervision_order.state in ('STRUCK_OFF', 'ASSESSED', 'WITHDRAWN', 'MERGED') and ${o('due_at')} is not null)`
	}
}

function matches(eb: Eb, filter: BoardFilter, asker: BoardAsker): Predicate {
	const parts = [inView(filter.view, asker), withinReach(eb, asker.reach)]
	if (filter.q) parts.push(sql<boolean>`${o('search_text')} like ${likePattern(filter.q)} escape '\\'`)
	if (filter.department) parts.push(eb('supervision_order.lead_department_id', '=', filter.department))
	if (filter.source) parts.push(eb('supervision_order.source', '=', filter.source))
	if (filter.urgency) parts.push(eb('supervision_order.urgency', '=', filter.urgency))
	if (filter.state) parts.push(eb('supervision_order.state', '=', filter.state))
	return eb.and(parts)
}

const COLUMNS = [
	'supervision_order.id',
	'supervision_order.number',
	'supervision_order.title',
	'supervision_order.state',
	'supervision_order.source',
	'supervision_order.source_ref',
	'supervision_order.urgency',
	'supervision_order.confidential',
	'supervision_order.drafted_at',
	'supervision_order.issued_at',
	'supervision_order.acknowledged_at',
	'supervision_order.ack_due_at',
	'supervision_order.due_at',
	'supervision_order.due_on',
	'supervision_order.due_provisional',
	'supervision_order.near_at',
	'supervision_order.statutory_due_on',
	'supervision_order.original_due_at',
	'supervision_order.returned_count',
	'supervision_order.extension_count',
	'supervision_order.chase_count',
	'supervision_order.submitted_at',
	'supervision_order.overdue_at',
	'supervision_order.completed_at',
	'supervision_order.struck_off_at',
	'supervision_order.observe_until',
	'supervision_order.assessment_tenths',
	'department.name as departmentName',
] as const

function rowsOf(handle: Handle, filter: BoardFilter, asker: BoardAsker) {
	return handle
		.selectFrom('supervision_order')
		.innerJoin('department', 'department.id', 'supervision_order.lead_department_id')
		.select(COLUMNS)
		.where((eb) => matches(eb, filter, asker))
}
export type BoardRow = Awaited<ReturnType<ReturnType<typeof rowsOf>['execute']>>[number]

/** What stands still comes after what runs; the text of the index supervision_order_open. */
const RANK = sql<number>`(case when supervision_order.state in ('SUBMITTED', 'COMPLETED') then 1 else 0 end)`

type Sorting = {
	readonly column: 'due_at' | 'issued_at' | 'drafted_at'
	readonly direction: 'asc' | 'desc'
	readonly ranked: boolean
}

/** What a list is sorted by: the due moment, latest first for what is over; drafts by the day they were begun. */
function sortingOf({ view, sort }: BoardFilter): Sorting {
	if (view === 'draft') return { column: 'drafted_at', direction: 'desc', ranked: false }
	if (sort === 'issued') return { column: 'issued_at', direction: 'desc', ranked: false }
	if (view === 'closed') return { column: 'due_at', direction: 'desc', ranked: false }
	return { column: 'due_at', direction: 'asc', ranked: true }
}

function rankOf(row: Pick<BoardRow, 'state'>): number {
	return row.state === 'SUBMITTED' || row.state === 'COMPLETED' ? 1 : 0
}

/** One page of the board by key. */
export async function boardPage(
	handle: Handle,
	filter: BoardFilter,
	asker: BoardAsker,
	cursor: string | null,
	size: number,
): Promise<Page<BoardRow>> {
	const { column, direction, ranked } = sortingOf(filter)
	const after = decodeCursor(cursor, 3)
	let query = rowsOf(handle, filter, asker)
	if (after) {
		const than = direction === 'asc' ? sql`>` : sql`<`
		const rest = sql`(${o(column)}, ${o('id')}) ${than} (${String(after[1])}, ${String(after[2])})`
		const rank = Number(after[0])
		query = query.where(
			ranked ? sql<boolean>`(${RANK} > ${rank} or (${RANK} = ${rank} and ${rest}))` : sql<boolean>`${rest}`,
		)
	}
	if (ranked) query = query.orderBy(RANK)
	const rows = await query
		.orderBy(`supervision_order.${column}`, direction)
		.orderBy('supervision_order.id', direction)
		.limit(size + 1)
		.execute()
	return pageOf(rows, size, (row) => [rankOf(row), row[column], row.id])
}

export async function countBoard(handle: Handle, filter: BoardFilter, asker: BoardAsker): Promise<number> {
	const row = await handle
		.selectFrom('supervision_order')
		.select((eb) => eb.fn.countAll<number>().as('n'))
		.where((eb) => matches(eb, filter, asker))
		.executeTakeFirstOrThrow()
	return Number(row.n)
}

const many = (condition: ReturnType<typeof inView>) =>
	sql<number>`coalesce(sum(case when ${condition} then 1 else 0 end), 0)`

/** How many orders each view of what is open holds, read in one pass. */
export async function viewCounts(handle: Handle, asker: BoardAsker): Promise<Record<BoardView, number>> {
	const { now, accountId } = asker
	const open = await handle
		.selectFrom('supervision_order')
		.select([
			sql<number>`count(*)`.as('open'),
			many(lights.red(now)).as('red'),
			many(lights.yellow(now)).as('yellow'),
			many(UNSIGNED).as('sign'),
			many(sql<boolean>`supervision_order.state = 'SUBMITTED'`).as('judge'),
			many(sql<boolean>`supervision_order.state = 'COMPLETED'`).as('strike'),
			many(sql<boolean>`${o('statutory_due_on')} is not null`).as('statutory'),
			many(sql<boolean>`${o('issued_by')} = ${accountId}`).as('mine'),
		])
		.where(OPEN)
		.where((eb) => withinReach(eb, asker.reach))
		.executeTakeFirstOrThrow()
	const draft = await countBoard(handle, { view: 'draft', sort: 'due' }, asker)
	const counted = Object.fromEntries(Object.entries(open).map(([name, n]) => [name, Number(n)]))
	return {
		open: 0,
		red: 0,
		yellow: 0,
		sign: 0,
		judge: 0,
		strike: 0,
		statutory: 0,
		mine: 0,
		...counted,
		draft,
		closed: 0,
	}
}

export type LightCounts = { readonly red: number; readonly yellow: number; readonly green: number }

/** How many lights of each colour the open orders of a filter show at a moment, if nothing moves until then. */
export async function lightCounts(
	handle: Handle,
	filter: BoardFilter,
	asker: BoardAsker,
	moment: Instant,
): Promise<LightCounts> {
	const row = await handle
		.selectFrom('supervision_order')
		.select([
			many(lights.red(moment)).as('red'),
			many(lights.yellow(moment)).as('yellow'),
			many(lights.green(moment)).as('green'),
		])
		.where(OPEN)
		.where((eb) => matches(eb, { ...filter, view: 'open' }, asker))
		.executeTakeFirstOrThrow()
	return { red: Number(row.red), yellow: Number(row.yellow), green: Number(row.green) }
}

/** How many orders at work fall due on each day from `from` to `to`. */
export async function dueByDay(
	handle: Handle,
	asker: BoardAsker,
	from: LocalDate,
	to: LocalDate,
): Promise<Map<LocalDate, number>> {
	const rows = await handle
		.selectFrom('supervision_order')
		.select(['due_on', sql<number>`count(*)`.as('n')])
		.where(OPEN)
		.where(HANDLED)
		.where('due_on', '>=', from)
		.where('due_on', '<=', to)
		.where((eb) => withinReach(eb, asker.reach))
		.groupBy('due_on')
		.execute()
	return new Map(rows.flatMap((row) => (row.due_on === null ? [] : [[row.due_on, Number(row.n)] as const])))
}

/** The last red order that was completed in time or late; for the empty state. */
export async function lastOverdue(handle: Handle, asker: BoardAsker): Promise<Instant | null> {
	const row = await handle
		.selectFrom('supervision_order')
		.select(sql<Instant | null>`max(overdue_at)`.as('at'))
		.where((eb) => eb.and([truth, withinReach(eb, asker.reach)]))
		.where('overdue_at', 'is not', null)
		.executeTakeFirst()
	return row?.at ?? null
}
