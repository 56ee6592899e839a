import { sql } from 'kysely'
import { type BoardFilter, type BoardView, isOpenView } from '#app/domain/order/board.schema.ts'
import type { Instant, LocalDate } from '#app/domain/time.ts'
import type { Predicate } from '../sql.server.ts'
import type { Handle } from '../tx.server.ts'
import { HANDLED, lightIs, lightThen, OPEN, plainColumn } from './order-conditions.server.ts'
import { searchOf } from './order-search.server.ts'
import { type OrderReach, withinReach } from './orders.server.ts'
import { type BoardAsker, filterParts, matches, openView } from './orders-board.server.ts'

/** A count that stops here: '100,000+' says as much to a reader and costs no more. */
export const MOST_COUNTED = 100_000
/** Of what is searched for, whose rows have to be read. */
export const MOST_FOUND = 1000

/** How many orders a filter holds, at most MOST_COUNTED, or MOST_FOUND of what is searched for. */
export async function countBoard(handle: Handle, filter: BoardFilter, asker: BoardAsker): Promise<number> {
	const found = await searchOf(handle, filter.q)
	const some = handle
		.selectFrom('supervision_order')
		.select(sql<number>`1`.as('one'))
		.where((eb) => matches(eb, filter, asker, found))
		.limit(found === null ? MOST_COUNTED : MOST_FOUND)
		.as('some')
	const row = await handle.selectFrom(some).select(sql<number>`count(*)`.as('n')).executeTakeFirstOrThrow()
	return Number(row.n)
}

/** Everything that is not struck off, for the number beside the place. */
export async function countOpen(handle: Handle, reach: OrderReach): Promise<number> {
	const row = await handle
		.selectFrom('supervision_order')
		.select(sql<number>`count(*)`.as('n'))
		.where(OPEN)
		.where((eb) => withinReach(eb, reach))
		.executeTakeFirstOrThrow()
	return Number(row.n)
}

/** Whether a filter is counted together with the others, in the one pass over what is open. */
export function countsInOnePass(filter: BoardFilter): boolean {
	return isOpenView(filter.view) && !filter.q && !filter.had && !filter.assisting
}

const OPEN_VIEWS = ['running', 'red', 'yellow', 'sign', 'judge', 'strike', 'statutory', 'mine'] as const
export type OpenCounts = {
	readonly views: Readonly<Record<'open' | (typeof OPEN_VIEWS)[number], number>>
	/** Green lights, which have no view. */
	readonly green: number
	/** By the position of the filter that was given. */
	readonly filters: readonly number[]
}

const many = (...conditions: readonly Predicate[]) =>
	sql<number>`coalesce(sum(case when ${sql.join([...conditions], sql` and `)} then 1 else 0 end), 0)`

/** How many orders each view of what is open holds, and each saved filter of it, read in one pass. */
export async function openCounts(
	handle: Handle,
	asker: BoardAsker,
	filters: readonly BoardFilter[] = [],
): Promise<OpenCounts> {
	const conditionOf = (view: BoardView) => openView(view, asker) ?? sql<boolean>`1 = 1`
	const saved = filters.map((filter, i) =>
		many(conditionOf(filter.view), ...filterParts(filter, asker)).as(`filter${i}`),
	)
	const row = await handle
		.selectFrom('supervision_order')
		.select([
			sql<number>`count(*)`.as('open'),
			many(lightIs('green', asker.now)).as('green'),
			...OPEN_VIEWS.map((view) => many(conditionOf(view)).as(view)),
			...saved,
		])
		.where(OPEN)
		.where((eb) => withinReach(eb, asker.reach))
		.executeTakeFirstOrThrow()
	const counted = new Map(Object.entries(row).map(([name, n]) => [name, Number(n)]))
	const of = (name: string) => counted.get(name) ?? 0
	return {
		views: {
			open: of('open'),
			running: of('running'),
			red: of('red'),
			yellow: of('yellow'),
			sign: of('sign'),
			judge: of('judge'),
			strike: of('strike'),
			statutory: of('statutory'),
			mine: of('mine'),
		},
		green: of('green'),
		filters: filters.map((_, i) => of(`filter${i}`)),
	}
}

export type LightCounts = { readonly red: number; readonly yellow: number; readonly green: number }

/**
 * How many lights of each colour the open orders of a filter show now, or at a moment that lies ahead if nobody acts
 * until then.
 */
export async function lightCounts(
	handle: Handle,
	filter: BoardFilter,
	asker: BoardAsker,
	then: Instant | null = null,
): Promise<LightCounts> {
	const is = (colour: keyof LightCounts) => (then === null ? lightIs(colour, asker.now) : lightThen(colour, then))
	const found = await searchOf(handle, filter.q)
	const row = await handle
		.selectFrom('supervision_order')
		.select([many(is('red')).as('red'), many(is('yellow')).as('yellow'), many(is('green')).as('green')])
		.where((eb) => matches(eb, { ...filter, view: 'open' }, asker, found))
		.executeTakeFirstOrThrow()
	return { red: Number(row.red), yellow: Number(row.yellow), green: Number(row.green) }
}

/** How many orders of a filter at work fall due on each day from `from` to `to`. */
export async function dueByDay(
	handle: Handle,
	filter: BoardFilter,
	asker: BoardAsker,
	from: LocalDate,
	to: LocalDate,
): Promise<Map<LocalDate, number>> {
	const found = await searchOf(handle, filter.q)
	const rows = await handle
		.selectFrom('supervision_order')
		.select(['due_on', sql<number>`count(*)`.as('n')])
		.where((eb) => matches(eb, { ...filter, view: 'open' }, asker, found))
		.where(HANDLED)
		.where(sql<boolean>`${plainColumn('due_on')} between ${from} and ${to}`)
		.groupBy('due_on')
		.execute()
	return new Map(rows.flatMap((row) => (row.due_on === null ? [] : [[row.due_on, Number(row.n)] as const])))
}

/** The last red order that was completed in time or late; for the empty state. */
export async function lastOverdue(handle: Handle, asker: BoardAsker): Promise<Instant | null> {
	const row = await handle
		.selectFrom('supervision_order')
		.select(sql<Instant | null>`max(overdue_at)`.as('at'))
		.where((eb) => withinReach(eb, asker.reach))
		.where('overdue_at', 'is not', null)
		.executeTakeFirst()
	return row?.at ?? null
}
