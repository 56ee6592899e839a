import { sql } from 'kysely'
import type { Scope } from '#app/domain/access.ts'
import type { MeasureTable } from '../schema.ts'
import { decodeCursor, likePattern, type Page, pageOf } from '../sql.server.ts'
import type { Handle } from '../tx.server.ts'
import { withinScope } from './scope.server.ts'

export type MeasureFilter = {
	/** Part of a case number, a dealer or an outlet. */
	readonly q?: string | undefined
	readonly state?: MeasureTable['state'] | undefined
	readonly kind?: string | undefined
	/** Only those that an open task asks about. */
	readonly review?: boolean | undefined
}

function filtered(handle: Handle, scope: Scope, { q, state, kind, review }: MeasureFilter) {
	let query = handle
		.selectFrom('penalty')
		.where((eb) => withinScope(eb, 'penalty', scope))
		.innerJoin('measure', 'measure.penalty_id', 'penalty.id')
		.innerJoin('dealer', 'dealer.id', 'measure.dealer_id')
		.leftJoin('outlet', 'outlet.id', 'measure.outlet_id')
	if (state) query = query.where('measure.state', '=', state)
	if (kind) query = query.where('measure.kind', '=', kind)
	if (review)
		query = query.where((eb) =>
			eb.exists(
				eb
					.selectFrom('case_task')
					.select('case_task.id')
					.whereRef('case_task.measure_id', '=', 'measure.id')
					.where('case_task.done_at', 'is', null),
			),
		)
	if (q) {
		const like = likePattern(q)
		query = query.where(
			sql<boolean>`(dealer.search_text like ${like} escape '\\' or outlet.search_text like ${like} escape '\\' or lower(penalty.number) like ${like} escape '\\')`,
		)
	}
	return query
}

/** A page of measures, newest first. */
export async function measuresPage(
	handle: Handle,
	scope: Scope,
	filter: MeasureFilter,
	cursor: string | null,
	size: number,
) {
	const after = decodeCursor(cursor, 2)
	let query = filtered(handle, scope, filter)
	if (after) {
		// The cursor was made by this very list.
		const [at, id] = [String(after[0]) as MeasureTable['proposed_at'], String(after[1])]
		query = query.where((eb) =>
			eb.or([
				eb('measure.proposed_at', '<', at),
				eb.and([eb('measure.proposed_at', '=', at), eb('measure.id', '<', id)]),
			]),
		)
	}
	const rows = await query
		.select([
			'measure.id',
			'measure.kind',
			'measure.state',
			'measure.threshold',
			'measure.cause',
			'measure.proposed_at as proposedAt',
			'measure.begins_on as beginsOn',
			'measure.ends_on as endsOn',
			'penalty.id as caseId',
			'penalty.number as caseNumber',
			'dealer.name as dealerName',
			'outlet.name as outletName',
		])
		.select((eb) =>
			eb
				.exists(
					eb
						.selectFrom('case_task')
						.select('case_task.id')
						.whereRef('case_task.measure_id', '=', 'measure.id')
						.where('case_task.done_at', 'is', null),
				)
				.as('review'),
		)
		.orderBy('measure.proposed_at', 'desc')
		.orderBy('measure.id', 'desc')
		.limit(size + 1)
		.execute()
	const page: Page<(typeof rows)[number]> = pageOf(rows, size, (row) => [row.proposedAt, row.id])
	return { next: page.next, rows: page.rows.map((row) => ({ ...row, review: Boolean(row.review) })) }
}

export async function countMeasures(handle: Handle, scope: Scope, filter: MeasureFilter): Promise<number> {
	const row = await filtered(handle, scope, filter)
		.select((eb) => eb.fn.countAll<number>().as('n'))
		.executeTakeFirstOrThrow()
	return Number(row.n)
}
