import { type ExpressionBuilder, type RawBuilder, sql } from 'kysely'
import { type BoardFilter, type BoardView, isOpenView } from '#app/domain/order/board.schema.ts'
import { addDays, type Instant, instantAt } from '#app/domain/time.ts'
import type { Database } from '../schema.ts'
import { decodeCursor, type Page, type Predicate, pageOf } from '../sql.server.ts'
import type { Handle } from '../tx.server.ts'
import {
	DRAFTS,
	ENDED,
	happened,
	lightWord,
	OPEN,
	orderColumn as o,
	outcomeIs,
	plainColumn,
	RANK,
	RUNNING,
	UNSIGNED,
} from './order-conditions.server.ts'
import { searchOf } from './order-search.server.ts'
import { type OrderReach, withinReach } from './orders.server.ts'

type Eb = ExpressionBuilder<Database, 'supervision_order'>

/** Who asks and when: the lights are those of this moment. */
export type BoardAsker = { readonly reach: OrderReach; readonly accountId: string; readonly now: Instant }

/** Issued, with dates; the text of the partial index supervision_order_due. */
const DATED = sql<boolean>`${o('due_at')} is not null`

/** A view of what is not struck off, beside OPEN; null for those without a condition of their own. */
export function openView(view: BoardView, asker: BoardAsker): Predicate | null {
	switch (view) {
		case 'running':
			return RUNNING
		case 'red':
		case 'yellow':
			return sql<boolean>`${lightWord(asker.now)} = ${view}`
		case 'sign':
			return UNSIGNED
		case 'judge':
			return sql<boolean>`supervision_order.state = 'SUBMITTED'`
		case 'strike':
			return sql<boolean>`supervision_order.state = 'COMPLETED'`
		case 'statutory':
			return sql<boolean>`${o('statutory_due_on')} is not null`
		case 'mine':
			return sql<boolean>`${o('issued_by')} = ${asker.accountId}`
		case 'open':
		case 'draft':
		case 'closed':
		case 'all':
			return null
	}
}

function viewParts(view: BoardView, asker: BoardAsker): Predicate[] {
	if (view === 'draft') return [DRAFTS]
	if (view === 'closed') return [ENDED]
	if (view === 'all') return [DATED, sql<boolean>`not ${DRAFTS}`]
	const part = openView(view, asker)
	return part === null ? [OPEN] : [OPEN, part]
}

const LONG_AGO = '1992-01-01' as const
const FAR_OFF = '2199-12-31' as const

/** What a filter asks beside its view and its text. */
export function filterParts(filter: BoardFilter, asker: BoardAsker): Predicate[] {
	const { department, source, urgency, state, light, outcome, handler, assisting } = filter
	const { dueFrom, dueTo, issuedFrom, issuedTo, had, hadFrom, hadTo } = filter
	const { branchId } = asker.reach.scope
	const parts: Predicate[] = []
	if (department) parts.push(sql<boolean>`${plainColumn('lead_department_id')} = ${department}`)
	if (source) parts.push(sql<boolean>`${o('source')} = ${source}`)
	if (urgency) parts.push(sql<boolean>`${o('urgency')} = ${urgency}`)
	if (state) parts.push(sql<boolean>`${plainColumn('state')} = ${state}`)
	if (light) parts.push(sql<boolean>`${lightWord(asker.now)} = ${light}`)
	if (outcome) parts.push(outcomeIs(outcome, asker.now))
	if (handler) parts.push(sql<boolean>`${plainColumn('handler_id')} = ${handler}`)
	if (assisting)
		parts.push(
			sql<boolean>`${o('id')} in (select order_id from order_assist where department_id = ${assisting} and done_at is null and taken_back_at is null)
				and ${plainColumn('state')} <> 'COMPLETED'`,
		)
	// Beside the day the moment, by which lists and indexes are sorted; a day that ends at 24:00 ends with the next one.
	if (dueFrom) parts.push(sql<boolean>`(${o('due_on')} >= ${dueFrom} and ${o('due_at')} >= ${instantAt(dueFrom, 0)})`)
	if (dueTo)
		parts.push(sql<boolean>`(${o('due_on')} <= ${dueTo} and ${o('due_at')} <= ${instantAt(addDays(dueTo, 1), 0)})`)
	if (issuedFrom) parts.push(sql<boolean>`${o('issued_at')} >= ${instantAt(issuedFrom, 0)}`)
	if (issuedTo) parts.push(sql<boolean>`${o('issued_at')} < ${instantAt(addDays(issuedTo, 1), 0)}`)
	if (had) {
		const until = instantAt(addDays(hadTo ?? FAR_OFF, 1), 0)
		parts.push(happened(branchId, had, instantAt(hadFrom ?? LONG_AGO, 0), until))
	}
	return parts
}

/** Everything that a filter asks, within the reach; `found` is what it searches for (order-search.server.ts). */
export function matches(eb: Eb, filter: BoardFilter, asker: BoardAsker, found: Predicate | null): Predicate {
	const parts = [...viewParts(filter.view, asker), withinReach(eb, asker.reach), ...filterParts(filter, asker)]
	return eb.and(found === null ? parts : [...parts, found])
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
	'supervision_order.version',
	'supervision_order.drafted_at',
	'supervision_order.issued_at',
	'supervision_order.acknowledged_at',
	'supervision_order.ack_due_at',
	'supervision_order.ack_default_at',
	'supervision_order.suspended_at',
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
	'handler.name as handlerName',
	'outlet.name as outletName',
] as const

function rowsOf(handle: Handle, ids: readonly string[]) {
	return handle
		.selectFrom('supervision_order')
		.innerJoin('department', 'department.id', 'supervision_order.lead_department_id')
		.leftJoin('account as handler', 'handler.id', 'supervision_order.handler_id')
		.leftJoin('outlet', 'outlet.id', 'supervision_order.outlet_id')
		.select(COLUMNS)
		.select(
			// By which of the branch's calendars it counts: a unit may have its own.
			sql<string | null>`(select c.calendar_code from clock c where c.subject_kind = 'order'
				and c.subject_id = supervision_order.id and c.kind = 'order.handle' order by c.round desc limit 1)`.as(
				'calendarCode',
			),
		)
		.select(
			// When the sweep ends the suspension by itself.
			sql<Instant | null>`(case when supervision_order.suspended_at is not null then (select min(r.due_at) from clock r
				where r.subject_kind = 'order' and r.subject_id = supervision_order.id and r.kind = 'order.suspension'
				and r.state = 'RUNNING') end)`.as('resumesAt'),
		)
		.where('supervision_order.id', 'in', ids.length === 0 ? [''] : [...ids])
}
export type BoardRow = Awaited<ReturnType<ReturnType<typeof rowsOf>['execute']>>[number]

/** At most so many are chosen by hand. */
const MOST_CHOSEN = 200

/** Some orders by id, as far as they are within the reach. */
export async function chosenRows(handle: Handle, { reach }: BoardAsker, ids: readonly string[]): Promise<BoardRow[]> {
	return rowsOf(handle, ids.slice(0, MOST_CHOSEN))
		.where((eb) => withinReach(eb, reach))
		.orderBy('supervision_order.due_at')
		.orderBy('supervision_order.id')
		.execute()
}

/** 特急 first. */
const URGENCY = sql<number>`(case ${o('urgency')} when 'CRITICAL' then 0 when 'URGENT' then 1 when 'IMPORTANT' then 2 else 3 end)`

type Sorting = { readonly by: readonly RawBuilder<unknown>[]; readonly direction: 'asc' | 'desc' }

/** What a list is sorted by: the due moment, latest first for what is over; drafts by the day they were begun. */
function sortingOf({ view, sort }: BoardFilter): Sorting {
	if (view === 'draft') return { by: [o('drafted_at')], direction: 'desc' }
	if (sort === 'issued' || sort === '-issued')
		return { by: [o('issued_at')], direction: sort === 'issued' ? 'desc' : 'asc' }
	if (!isOpenView(view)) return { by: [o('due_at')], direction: sort === '-due' ? 'asc' : 'desc' }
	if (sort === 'urgency') return { by: [URGENCY, o('due_at')], direction: 'asc' }
	return sort === '-due' ? { by: [o('due_at')], direction: 'desc' } : { by: [RANK, o('due_at')], direction: 'asc' }
}

type Key = { readonly id: string; readonly k0: string | number | null; readonly k1: string | number | null }

/** The rows after a key, in the order of the list; a first value that is a rank is stepped over by cases. */
function afterKey({ by, direction }: Sorting, [k0, k1, id]: readonly (string | number | null)[]): Predicate {
	const than = direction === 'asc' ? sql`>` : sql`<`
	const [first, second] = by
	if (second === undefined) return sql<boolean>`(${first}, ${o('id')}) ${than} (${String(k0)}, ${String(id)})`
	const rest = sql`(${second}, ${o('id')}) ${than} (${String(k1)}, ${String(id)})`
	return sql<boolean>`(${first} ${than} ${Number(k0)} or (${first} = ${Number(k0)} and ${rest}))`
}

/** One page of the board by key: the ids from the index, then the rows. */
export async function boardPage(
	handle: Handle,
	filter: BoardFilter,
	asker: BoardAsker,
	cursor: string | null,
	size: number,
): Promise<Page<BoardRow>> {
	const sorting = sortingOf(filter)
	const after = decodeCursor(cursor, 3)
	const [first, second = sql`null`] = sorting.by
	const found = await searchOf(handle, filter.q)
	let query = handle
		.selectFrom('supervision_order')
		.select(['supervision_order.id', sql<Key['k0']>`${first}`.as('k0'), sql<Key['k1']>`${second}`.as('k1')])
		.where((eb) => matches(eb, filter, asker, found))
	if (after) query = query.where(afterKey(sorting, after))
	for (const by of sorting.by) query = query.orderBy(by, sorting.direction)
	const keys = await query
		.orderBy('supervision_order.id', sorting.direction)
		.limit(size + 1)
		.execute()
	const { rows, next } = pageOf<Key>(keys, size, (key) => [key.k0, key.k1, key.id])
	const byId = new Map(
		(
			await rowsOf(
				handle,
				rows.map(({ id }) => id),
			).execute()
		).map((row) => [row.id, row]),
	)
	return { rows: rows.flatMap(({ id }) => byId.get(id) ?? []), next }
}
