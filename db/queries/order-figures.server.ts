import { sql } from 'kysely'
import type { LightColour } from '#app/domain/light.ts'
import {
	type AgeName,
	type AgeSpan,
	HAPPENINGS,
	type Happening,
	NO_OUTCOMES,
	type OrderOutcome,
	type Outcomes,
	sumOutcomes,
} from '#app/domain/order/figures.ts'
import { addDays, type Instant, instantAt, type LocalDate } from '#app/domain/time.ts'
import type { Predicate } from '../sql.server.ts'
import type { Handle } from '../tx.server.ts'
import {
	happeningRows,
	lateUnrecorded,
	lightWord,
	OPEN,
	OUTCOME,
	orderColumn,
	plainColumn,
} from './order-conditions.server.ts'
import { type OrderReach, withinReach } from './orders.server.ts'

/**
 * The one source of the numbers that are told of orders: board, dashboard, departments, circular and scores. Days and
 * months are those of Asia/Shanghai. Whoever reads a number sees it within the own reach, as in the lists.
 */
export type FigureScope = {
	readonly reach: OrderReach
	/** What is not answered when its due moment has passed is late at this moment. */
	readonly now: Instant
	/** Only what this department leads. */
	readonly department?: string | undefined
}

/** Days from `from` to `to`, both included. */
export type DaySpan = { readonly from: LocalDate; readonly to: LocalDate }

function scoped(handle: Handle, { reach, department }: FigureScope) {
	const orders = handle.selectFrom('supervision_order')
	if (department === undefined) return orders.where((eb) => withinReach(eb, reach))
	const own = [reach.scope, reach.named].every(({ places }) =>
		places.some((place) => place.kind === 'department' && place.departmentId === department),
	)
	const led = orders.where(sql<boolean>`${plainColumn('lead_department_id')} = ${department}`)
	// What the own department leads lies within the reach as soon as it is issued: no need to look for other ways to it.
	if (own) return led.where('branch_id', '=', reach.scope.branchId).where('issued_at', 'is not', null)
	return led.where((eb) => withinReach(eb, reach))
}

type OutcomeRow = {
	readonly dueOn: LocalDate | null
	readonly departmentId: string
	readonly outcome: OrderOutcome
	readonly n: number
}

const COUNT = sql<number>`count(*)`

/** How many orders that were due in the span came to which end, by due day and department. */
async function outcomeRows(handle: Handle, scope: FigureScope, span: DaySpan): Promise<OutcomeRow[]> {
	const rows = await scoped(handle, scope)
		.where('due_on', 'is not', null)
		.where('due_on', '>=', span.from)
		.where('due_on', '<=', span.to)
		.select(['due_on as dueOn', 'lead_department_id as departmentId', OUTCOME.as('outcome'), COUNT.as('n')])
		.groupBy(['due_on', 'lead_department_id', OUTCOME])
		.execute()
	const unrecorded = await scoped(handle, scope)
		.where(OPEN)
		.where(lateUnrecorded(scope.now))
		.where(sql<boolean>`${plainColumn('due_on')} between ${span.from} and ${span.to}`)
		.select(['due_on as dueOn', 'lead_department_id as departmentId', COUNT.as('n')])
		.groupBy(['due_on', 'lead_department_id'])
		.execute()
	const moved = unrecorded.flatMap(({ n, ...of }): OutcomeRow[] => [
		{ ...of, outcome: 'late', n: Number(n) },
		{ ...of, outcome: 'waiting', n: -Number(n) },
	])
	return [...rows.map((row) => ({ ...row, n: Number(row.n) })), ...moved]
}

function foldOutcomes(rows: readonly OutcomeRow[], key: (row: OutcomeRow) => string): Map<string, Outcomes> {
	const folded = new Map<string, Outcomes>()
	for (const row of rows) {
		const known = folded.get(key(row)) ?? NO_OUTCOMES
		folded.set(key(row), { ...known, [row.outcome]: known[row.outcome] + row.n })
	}
	return folded
}

export type OutcomeFigures = {
	readonly total: Outcomes
	/** By 'YYYY-MM' of the due day; months without orders are not there. */
	readonly byMonth: ReadonlyMap<string, Outcomes>
	/** By id of the lead department. */
	readonly byDepartment: ReadonlyMap<string, Outcomes>
}

/** What became of the orders that were due in the span; `onTimeTenths` makes the rate of it. */
export async function outcomeFigures(handle: Handle, scope: FigureScope, span: DaySpan): Promise<OutcomeFigures> {
	const rows = await outcomeRows(handle, scope, span)
	const byDepartment = foldOutcomes(rows, (row) => row.departmentId)
	return {
		total: sumOutcomes(byDepartment.values()),
		byMonth: foldOutcomes(rows, (row) => row.dueOn?.slice(0, 7) ?? ''),
		byDepartment,
	}
}

/** Open orders that are alike in light, age, source and department. */
export type OpenRow = {
	readonly light: LightColour
	readonly age: AgeName
	readonly source: string
	readonly departmentId: string
	readonly n: number
}

/** Everything that is not struck off, counted by light at a moment, age, source and lead department. */
export async function openFigures(
	handle: Handle,
	scope: FigureScope,
	ages: readonly AgeSpan[],
	at: Instant = scope.now,
): Promise<OpenRow[]> {
	const issued = orderColumn('issued_at')
	const branches = ages.map(({ name, from, to }) => {
		const within: Predicate[] = []
		if (from !== null) within.push(sql<boolean>`${issued} >= ${instantAt(from, 0)}`)
		if (to !== null) within.push(sql<boolean>`${issued} < ${instantAt(addDays(to, 1), 0)}`)
		return sql`when ${sql.join(within, sql` and `)} then ${sql.lit(name)}`
	})
	const age = sql<AgeName>`(case ${sql.join(branches, sql` `)} end)`
	const inner = scoped(handle, scope)
		.where(OPEN)
		.select([lightWord(at).as('light'), age.as('age'), 'source', 'lead_department_id as departmentId'])
		.as('open_order')
	const rows = await handle
		.selectFrom(inner)
		.select(['light', 'age', 'source', 'departmentId', COUNT.as('n')])
		.groupBy(['light', 'age', 'source', 'departmentId'])
		.execute()
	return rows.map((row) => ({ ...row, n: Number(row.n) }))
}

/** Orders to which it happened in the span, each once, however often it happened. */
type Happenings = Readonly<Record<Happening, number>>
export const NO_HAPPENINGS: Happenings = { extended: 0, refused: 0, returned: 0, chased: 0 }

/** Extensions granted and refused, returns and chases by hand in the span, by lead department. */
export async function happeningFigures(
	handle: Handle,
	scope: FigureScope,
	span: DaySpan,
): Promise<Map<string, Happenings>> {
	const from = instantAt(span.from, 0)
	const until = instantAt(addDays(span.to, 1), 0)
	const { branchId } = scope.reach.scope
	const found = new Map<string, Happenings>()
	for (const what of HAPPENINGS) {
		const rows = await scoped(handle, scope)
			.where(
				sql<boolean>`supervision_order.id in (select x.order_id from ${happeningRows(branchId, what, from, until)})`,
			)
			.select(['lead_department_id as departmentId', COUNT.as('n')])
			.groupBy('lead_department_id')
			.execute()
		for (const { departmentId, n } of rows)
			found.set(departmentId, { ...(found.get(departmentId) ?? NO_HAPPENINGS), [what]: Number(n) })
	}
	return found
}

/** Orders issued in the span, by lead department or by source. */
export async function issuedFigures(
	handle: Handle,
	scope: FigureScope,
	span: DaySpan,
	by: 'lead_department_id' | 'source' = 'lead_department_id',
): Promise<Map<string, number>> {
	const rows = await scoped(handle, scope)
		.where('issued_at', '>=', instantAt(span.from, 0))
		.where('issued_at', '<', instantAt(addDays(span.to, 1), 0))
		.where('due_at', 'is not', null)
		.select([sql<string>`${orderColumn(by)}`.as('key'), COUNT.as('n')])
		.groupBy(orderColumn(by))
		.execute()
	return new Map(rows.map(({ key, n }) => [key, Number(n)]))
}
