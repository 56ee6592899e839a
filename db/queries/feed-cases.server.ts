import { expressionBuilder, sql } from 'kysely'
import type { Scope } from '#app/domain/access.ts'
import type { MeasureKind } from '#app/domain/penalty/measure.ts'
import { addDays, type Instant, instantAt, localDateOf } from '#app/domain/time.ts'
import type { Database } from '../schema.ts'
import type { Handle } from '../tx.server.ts'
import { COLUMNS, type FeedClock, moved, ofInterest, SIZE } from './feed-clocks.server.ts'
import { withinScope } from './scope.server.ts'

/** Refunds that dealers within a scope owe users: the limit, and day 15, from which a delay is deliberate (domain 7). */
export async function refundFeed(handle: Handle, scope: Scope, endedAfter: Instant): Promise<FeedClock[]> {
	if (scope.places.length === 0) return []
	const rows = await ofInterest(handle.selectFrom('clock as c'), ['refund', 'refund.late'], endedAfter)
		.innerJoin('redress', (join) =>
			join.onRef('redress.violation_id', '=', 'c.subject_id').onRef('redress.no', '=', 'c.round'),
		)
		.select([...COLUMNS, 'redress.id as redress_id', 'redress.number', moved])
		.where('c.subject_kind', '=', 'violation')
		.where(withinScope(expressionBuilder<Database, 'redress'>(), 'redress', scope))
		.orderBy('c.due_at')
		.orderBy('c.id')
		.limit(SIZE)
		.execute()
	return rows.map(({ redress_id, ...row }) => ({
		...row,
		subject_kind: 'redress',
		subject_id: redress_id,
		title: null,
		confidential: 0,
	}))
}

/** The last days of measures of some kinds from cases within a scope; lifted ones are called off for a while. */
export async function measureFeed(
	handle: Handle,
	scope: Scope,
	kinds: readonly MeasureKind[],
	endedAfter: Instant,
): Promise<FeedClock[]> {
	if (scope.places.length === 0) return []
	const rows = await handle
		.selectFrom('measure')
		.innerJoin('penalty', 'penalty.id', 'measure.penalty_id')
		.select([
			'measure.id',
			'penalty.number',
			'measure.state',
			'measure.ends_on',
			'measure.decided_at',
			sql<Instant>`measure.proposed_at`.as('proposed_at'),
		])
		.where(withinScope(expressionBuilder<Database, 'penalty'>(), 'penalty', scope))
		.where('measure.kind', 'in', kinds)
		.where('measure.state', 'in', ['IMPOSED', 'LIFTED'])
		.where('measure.ends_on', '>=', localDateOf(endedAfter))
		.orderBy('measure.ends_on')
		.orderBy('measure.id')
		.limit(SIZE)
		.execute()
	return rows.flatMap(({ ends_on: on, ...row }) =>
		on === null
			? []
			: [
					{
						id: row.id,
						kind: 'measure.end',
						due_at: instantAt(addDays(on, 1), 0),
						started_at: row.decided_at ?? row.proposed_at,
						ended_at: row.state === 'LIFTED' ? row.decided_at : null,
						state: row.state === 'LIFTED' ? 'MET' : 'RUNNING',
						provisional: 0,
						subject_kind: 'measure',
						subject_id: row.id,
						number: row.number,
						title: null,
						confidential: 0,
						moved_at: null,
					},
				],
	)
}
