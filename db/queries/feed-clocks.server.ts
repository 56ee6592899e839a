import { expressionBuilder, type SelectQueryBuilder, sql } from 'kysely'
import type { Scope } from '#app/domain/access.ts'
import type { ClockKind } from '#app/domain/clock.ts'
import type { Instant } from '#app/domain/time.ts'
import type { Database } from '../schema.ts'
import type { Handle } from '../tx.server.ts'
import { type OrderReach, withinReach } from './orders.server.ts'
import { dealersWithin, withinScope } from './scope.server.ts'

export type FeedClock = {
	id: string
	kind: string
	due_at: Instant
	started_at: Instant
	ended_at: Instant | null
	state: string
	provisional: number
	subject_kind: string
	subject_id: string
	number: string | null
	title: string | null
	confidential: number
	/** The last change of the date. */
	moved_at: Instant | null
}

export const SIZE = 500

export const COLUMNS = [
	'c.id',
	'c.kind',
	'c.due_at',
	'c.started_at',
	'c.ended_at',
	'c.state',
	'c.provisional',
	'c.subject_kind',
	'c.subject_id',
] as const
export const moved = sql<Instant | null>`(select max(m.moved_at) from clock_move m where m.clock_id = c.id)`.as(
	'moved_at',
)

export type WithClock = Database & { c: Database['clock'] }

/** Running and paused ones, and those that ended after a moment: these are called off in the calendar. */
export function ofInterest<O>(
	query: SelectQueryBuilder<WithClock, 'c', O>,
	kinds: readonly ClockKind[],
	endedAfter: Instant,
): SelectQueryBuilder<WithClock, 'c', O> {
	return query
		.where('c.kind', 'in', kinds)
		.where((eb) => eb.or([eb('c.state', 'in', ['RUNNING', 'PAUSED']), eb('c.ended_at', '>', endedAfter)]))
}

export type OrderFeed = {
	readonly reach: OrderReach
	readonly accountId: string
	/** The departments for which the person works, and those that the person heads. */
	readonly departments: readonly string[]
	readonly heads: readonly string[]
}

const ORDER_KINDS: readonly ClockKind[] = [
	'order.acknowledge',
	'order.handle',
	'order.statutory',
	'order.progress',
	'order.suspension',
]

/** Clocks of orders that are the person's to handle: named as handler, nobody named yet, or head of the department. */
export async function orderFeed(handle: Handle, who: OrderFeed, endedAfter: Instant): Promise<FeedClock[]> {
	if (who.departments.length === 0) return []
	return ofInterest(handle.selectFrom('clock as c'), ORDER_KINDS, endedAfter)
		.innerJoin('supervision_order', 'supervision_order.id', 'c.subject_id')
		.select([
			...COLUMNS,
			'supervision_order.number',
			'supervision_order.title',
			'supervision_order.confidential',
			moved,
		])
		.where('c.subject_kind', '=', 'order')
		.where('supervision_order.lead_department_id', 'in', who.departments)
		.where((eb) => withinReach(eb, who.reach))
		.where((eb) =>
			eb.or([
				eb('supervision_order.handler_id', 'is', null),
				eb('supervision_order.handler_id', '=', who.accountId),
				...(who.heads.length > 0 ? [eb('supervision_order.lead_department_id', 'in', who.heads)] : []),
			]),
		)
		.orderBy('c.due_at')
		.orderBy('c.id')
		.limit(SIZE)
		.execute()
}

/** Assisting tasks of the person's departments. */
export async function assistFeed(handle: Handle, who: OrderFeed, endedAfter: Instant): Promise<FeedClock[]> {
	if (who.departments.length === 0) return []
	return ofInterest(handle.selectFrom('clock as c'), ['order.assist'], endedAfter)
		.innerJoin('order_assist as a', 'a.id', 'c.subject_id')
		.innerJoin('supervision_order', 'supervision_order.id', 'a.order_id')
		.select([
			...COLUMNS,
			'supervision_order.number',
			'supervision_order.title',
			'supervision_order.confidential',
			moved,
		])
		.where('c.subject_kind', '=', 'assist')
		.where('a.department_id', 'in', who.departments)
		.where((eb) => withinReach(eb, who.reach))
		.orderBy('c.due_at')
		.orderBy('c.id')
		.limit(SIZE)
		.execute()
}

/** Transfers that the person is asked to accept: by name, or as one of the department. */
export async function transferFeed(handle: Handle, who: OrderFeed, endedAfter: Instant): Promise<FeedClock[]> {
	if (who.departments.length === 0) return []
	const rows = await ofInterest(handle.selectFrom('clock as c'), ['order.transfer'], endedAfter)
		.innerJoin('order_transfer as t', 't.id', 'c.subject_id')
		.innerJoin('supervision_order', 'supervision_order.id', 't.order_id')
		.select([
			...COLUMNS,
			'supervision_order.id as order_id',
			'supervision_order.number',
			'supervision_order.title',
			'supervision_order.confidential',
			moved,
		])
		.where('c.subject_kind', '=', 'transfer')
		.where('t.to_department_id', 'in', who.departments)
		.where((eb) => eb.or([eb('t.to_account_id', 'is', null), eb('t.to_account_id', '=', who.accountId)]))
		.where((eb) => withinReach(eb, who.reach))
		.orderBy('c.due_at')
		.orderBy('c.id')
		.limit(SIZE)
		.execute()
	return rows.map(({ order_id, ...row }) => ({ ...row, subject_kind: 'order', subject_id: order_id }))
}

/** Clocks of cases or plans within a scope; `severities` only where the permission is for some. */
export async function caseFeed(
	handle: Handle,
	table: 'penalty' | 'plan',
	scope: Scope,
	kinds: readonly ClockKind[],
	endedAfter: Instant,
	severities: readonly ('L1' | 'L2' | 'L3' | 'L4')[] | null = null,
): Promise<FeedClock[]> {
	if (scope.places.length === 0) return []
	if (table === 'plan')
		return ofInterest(handle.selectFrom('clock as c'), kinds, endedAfter)
			.innerJoin('plan', 'plan.id', 'c.subject_id')
			.select([
				...COLUMNS,
				'plan.number',
				sql<string | null>`null`.as('title'),
				sql<number>`0`.as('confidential'),
				moved,
			])
			.where('c.subject_kind', '=', 'plan')
			.where(withinScope(expressionBuilder<Database, 'plan'>(), 'plan', scope))
			.orderBy('c.due_at')
			.orderBy('c.id')
			.limit(SIZE)
			.execute()
	let query = ofInterest(handle.selectFrom('clock as c'), kinds, endedAfter)
		.innerJoin('penalty', 'penalty.id', 'c.subject_id')
		.select([
			...COLUMNS,
			'penalty.number',
			sql<string | null>`null`.as('title'),
			sql<number>`0`.as('confidential'),
			moved,
		])
		.where('c.subject_kind', '=', 'penalty')
		.where(withinScope(expressionBuilder<Database, 'penalty'>(), 'penalty', scope))
	if (severities) query = query.where('penalty.severity', 'in', severities)
	return query.orderBy('c.due_at').orderBy('c.id').limit(SIZE).execute()
}

/** Top-ups of the deposit that dealers within a scope owe. */
export async function topupFeed(handle: Handle, scope: Scope, endedAfter: Instant): Promise<FeedClock[]> {
	if (scope.places.length === 0) return []
	return ofInterest(handle.selectFrom('clock as c'), ['topup'], endedAfter)
		.innerJoin('topup_notice', 'topup_notice.id', 'c.subject_id')
		.innerJoin('dealer', 'dealer.id', 'topup_notice.dealer_id')
		.select([
			...COLUMNS,
			sql<string | null>`dealer.code`.as('number'),
			sql<string | null>`null`.as('title'),
			sql<number>`0`.as('confidential'),
			moved,
		])
		.where('c.subject_kind', '=', 'topup')
		.where((eb) => dealersWithin(eb, scope))
		.orderBy('c.due_at')
		.limit(SIZE)
		.execute()
}

/** What was asked by users, supervisors and surveys and lies with the person. */
export async function intakeFeed(handle: Handle, accountId: string, endedAfter: Instant): Promise<FeedClock[]> {
	return ofInterest(
		handle.selectFrom('clock as c'),
		['complaint.answer', 'opinion.answer', 'survey.answer'],
		endedAfter,
	)
		.innerJoin('intake_item', 'intake_item.id', 'c.subject_id')
		.select([
			...COLUMNS,
			'intake_item.number',
			sql<string | null>`null`.as('title'),
			sql<number>`0`.as('confidential'),
			moved,
		])
		.where('c.subject_kind', 'in', ['complaint', 'intake'])
		.where('intake_item.owner_id', '=', accountId)
		.orderBy('c.due_at')
		.limit(SIZE)
		.execute()
}
