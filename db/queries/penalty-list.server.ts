import { sql } from 'kysely'
import type { Scope } from '#app/domain/access.ts'
import type { PenaltySort, PenaltyView } from '#app/domain/penalty/list.schema.ts'
import type { PenaltyState } from '#app/domain/penalty/machine.ts'
import type { Instant } from '#app/domain/time.ts'
import { decodeCursor, likePattern, type Page, pageOf } from '../sql.server.ts'
import type { Handle } from '../tx.server.ts'
import { type PenaltyRow, penaltyStateOf } from './penalties.server.ts'
import { withinScope } from './scope.server.ts'

export type PenaltyFilter = {
	readonly view: PenaltyView
	readonly q?: string | undefined
	readonly state?: PenaltyState | undefined
	readonly severity?: string | undefined
	readonly category?: string | undefined
	readonly county?: string | undefined
	readonly dealer?: string | undefined
	readonly outlet?: string | undefined
	/** For the view of what is late. */
	readonly now: Instant
}

/**
 * The nearest of our or the dealer's deadlines, one of ours that has passed included as long as its step waits; the
 * limitation is far off and no deadline of a step. The same rule as `isPending` of the use cases.
 */
const DUE = sql<Instant | null>`(select min(c.due_at) from clock c where c.subject_kind = 'penalty' and c.subject_id = penalty.id and ((c.state = 'RUNNING' and c.kind <> 'penalty.limitation') or (c.state = 'BREACHED' and c.round = penalty.round and ((c.kind = 'penalty.check' and penalty.state = 'DRAFT') or (c.kind = 'penalty.decision' and penalty.state = 'DEFENCE') or (c.kind = 'penalty.reviewDecision' and penalty.state = 'REVIEW')))))`

const OPEN_STATES = [
	'DRAFT',
	'CHECKED',
	'PRE_NOTICED',
	'DEFENCE',
	'DECIDED',
	'SERVED',
	'REVIEW',
	'REVIEWED',
	'FINAL',
] as const
const OPEN = sql<boolean>`penalty.state in (${sql.join(OPEN_STATES.map((state) => sql.lit(state)))})`

function inView(view: PenaltyView, now: Instant) {
	switch (view) {
		case 'open':
			return OPEN
		case 'check':
			return sql<boolean>`penalty.state in ('DRAFT', 'CHECKED')`
		case 'defence':
			return sql<boolean>`(penalty.state = 'PRE_NOTICED' or (penalty.state = 'DEFENCE' and penalty.defence_state = 'OPEN'))`
		case 'decide':
			return sql<boolean>`(penalty.state = 'DEFENCE' and penalty.defence_state <> 'OPEN')`
		case 'review':
			return sql<boolean>`penalty.state in ('DECIDED', 'SERVED', 'REVIEW', 'REVIEWED')`
		case 'settle':
			return sql<boolean>`penalty.state = 'FINAL'`
		case 'late':
			return sql<boolean>`(${OPEN} and ${DUE} < ${now})`
		case 'ended':
			return sql<boolean>`not ${OPEN}`
		case 'all':
			return sql<boolean>`1 = 1`
	}
}

function filtered(handle: Handle, scope: Scope, filter: PenaltyFilter) {
	let query = handle
		.selectFrom('penalty')
		.where((eb) => withinScope(eb, 'penalty', scope))
		.where(inView(filter.view, filter.now))
	const { q, state, severity, category, county, dealer, outlet } = filter
	// Imported cases are history of an outlet, not cases in hand.
	if (!outlet) query = query.where('penalty.historic', '=', 0)
	if (state) query = query.where('penalty.state', '=', state)
	if (severity) query = query.where(sql<boolean>`penalty.severity = ${severity}`)
	if (category) query = query.where('penalty.category', '=', category)
	if (county) query = query.where('penalty.county_id', '=', county)
	if (dealer) query = query.where('penalty.dealer_id', '=', dealer)
	if (outlet) query = query.where('penalty.outlet_id', '=', outlet)
	if (q) {
		const like = likePattern(q)
		query = query.where(
			// Outlets and dealers are few: found first, not joined to every case, so that counting stays cheap.
			sql<boolean>`(penalty.outlet_id in (select id from outlet where search_text like ${like} escape '\\') or penalty.dealer_id in (select id from dealer where search_text like ${like} escape '\\') or lower(penalty.number) like ${like} escape '\\')`,
		)
	}
	return query
}

export type PenaltyListRow = Pick<
	PenaltyRow,
	| 'id'
	| 'number'
	| 'state'
	| 'violation_type'
	| 'severity'
	| 'occurred_on'
	| 'opened_at'
	| 'amount_fen'
	| 'notice_amount_fen'
	| 'points'
	| 'defence_state'
	| 'round'
	| 'settled_fen'
	| 'outstanding_fen'
	| 'decided_at'
	| 'historic'
> & { readonly outletName: string; readonly dealerName: string; readonly dueAt: Instant | null }

const COLUMNS = [
	'penalty.id',
	'penalty.number',
	'penalty.state',
	'penalty.violation_type',
	'penalty.severity',
	'penalty.occurred_on',
	'penalty.opened_at',
	'penalty.amount_fen',
	'penalty.notice_amount_fen',
	'penalty.points',
	'penalty.defence_state',
	'penalty.round',
	'penalty.settled_fen',
	'penalty.outstanding_fen',
	'penalty.decided_at',
	'penalty.historic',
	'outlet.name as outletName',
	'dealer.name as dealerName',
] as const

const NEVER = '9999'
const SORT_KEY = {
	due: sql<string>`coalesce(${DUE}, ${NEVER})`,
	opened: sql<string>`penalty.opened_at`,
	amount: sql<number>`penalty.amount_fen`,
} as const

/** A page of cases: by deadline (soonest first), by opening (newest first) or by amount (largest first). */
export async function penaltiesPage(
	handle: Handle,
	scope: Scope,
	filter: PenaltyFilter,
	sort: PenaltySort,
	cursor: string | null,
	size: number,
): Promise<Page<PenaltyListRow>> {
	const key = SORT_KEY[sort]
	const up = sort === 'due'
	const after = decodeCursor(cursor, 2)
	let query = filtered(handle, scope, filter)
	if (after) {
		const [at, id] = [after[0], String(after[1])]
		query = query.where(
			up
				? sql<boolean>`(${key} > ${at} or (${key} = ${at} and penalty.id > ${id}))`
				: sql<boolean>`(${key} < ${at} or (${key} = ${at} and penalty.id < ${id}))`,
		)
	}
	const rows = await query
		.innerJoin('outlet', 'outlet.id', 'penalty.outlet_id')
		.innerJoin('dealer', 'dealer.id', 'penalty.dealer_id')
		.select(COLUMNS)
		.select(DUE.as('dueAt'))
		.orderBy(key, up ? 'asc' : 'desc')
		.orderBy('penalty.id', up ? 'asc' : 'desc')
		.limit(size + 1)
		.execute()
	const typed = rows.map((row): PenaltyListRow => ({ ...row, state: penaltyStateOf(row.state) }))
	return pageOf(typed, size, (row) => [keyOf(row, sort), row.id])
}

function keyOf(row: PenaltyListRow, sort: PenaltySort): string | number {
	if (sort === 'due') return row.dueAt ?? NEVER
	return sort === 'opened' ? row.opened_at : row.amount_fen
}

export async function countPenalties(handle: Handle, scope: Scope, filter: PenaltyFilter): Promise<number> {
	const row = await filtered(handle, scope, filter)
		.select((eb) => eb.fn.countAll<number>().as('n'))
		.executeTakeFirstOrThrow()
	return Number(row.n)
}

/** The counts of all views: one grouped read, and one of the open cases for what is late. */
export async function countViews(
	handle: Handle,
	scope: Scope,
	now: Instant,
): Promise<Readonly<Record<PenaltyView, number>>> {
	const rows = await handle
		.selectFrom('penalty')
		.where((eb) => withinScope(eb, 'penalty', scope))
		.where('historic', '=', 0)
		.select(['state', 'defence_state'])
		.select((eb) => eb.fn.countAll<number>().as('n'))
		.groupBy(['state', 'defence_state'])
		.execute()
	const sum = (fits: (state: string, defence: string) => boolean) =>
		rows.reduce((total, row) => (fits(row.state, row.defence_state) ? total + Number(row.n) : total), 0)
	const open = (state: string) => OPEN_STATES.some((one) => one === state)
	return {
		open: sum(open),
		check: sum((state) => state === 'DRAFT' || state === 'CHECKED'),
		defence: sum((state, defence) => state === 'PRE_NOTICED' || (state === 'DEFENCE' && defence === 'OPEN')),
		decide: sum((state, defence) => state === 'DEFENCE' && defence !== 'OPEN'),
		review: sum((state) => ['DECIDED', 'SERVED', 'REVIEW', 'REVIEWED'].includes(state)),
		settle: sum((state) => state === 'FINAL'),
		late: await countPenalties(handle, scope, { view: 'late', now }),
		ended: sum((state) => !open(state)),
		all: sum(() => true),
	}
}

/** Counties of the branch, for the filter. */
export async function countiesOf(handle: Handle, branchId: string) {
	return handle
		.selectFrom('org_unit')
		.select(['id', 'name'])
		.where('branch_id', '=', branchId)
		.where('kind', '=', 'county')
		.orderBy('code')
		.execute()
}
