import type { Scope } from '#app/domain/access.ts'
import type { Instant, LocalDate } from '#app/domain/time.ts'
import { decodeCursor, likePattern, type Page, pageOf } from '../sql.server.ts'
import type { Handle } from '../tx.server.ts'
import { withinScope } from './scope.server.ts'

/** Saved views of the plans; each is a condition, and its count is the length of its list. */
export const PLAN_VIEWS = [
	'running',
	'to-approve',
	'to-verify',
	'with-dealer',
	'overdue',
	'returned',
	'done',
	'all',
] as const
export type PlanView = (typeof PLAN_VIEWS)[number]

export type PlanFilter = {
	readonly view: PlanView
	readonly severity?: string | undefined
	readonly state?: string | undefined
	/** Part of a number, an outlet's or a dealer's name or its initials. */
	readonly q?: string | undefined
}

export type PlanListRow = {
	readonly id: string
	readonly number: string
	readonly state: string
	readonly violationType: string
	readonly severity: 'L1' | 'L2' | 'L3' | 'L4'
	readonly outletName: string
	readonly dealerId: string
	readonly dealerName: string
	readonly penaltyId: string | null
	readonly penaltyNumber: string | null
	readonly dueOn: LocalDate | null
	readonly extended: 0 | 1
	readonly ineffective: 0 | 1
	readonly returnedCount: number
	readonly createdAt: Instant
}

const ENDED = ['STRUCK_OFF', 'CANCELLED']
const WITH_DEALER = ['TO_SUBMIT', 'IN_WORK', 'RETURNED']

function filtered(handle: Handle, scope: Scope, filter: PlanFilter, today: LocalDate) {
	let query = handle.selectFrom('plan').where((eb) => withinScope(eb, 'plan', scope))
	const { view, severity, state, q } = filter
	if (view === 'running') query = query.where('plan.state', 'not in', ENDED)
	if (view === 'to-approve') query = query.where('plan.state', '=', 'IN_APPROVAL')
	if (view === 'to-verify') query = query.where('plan.state', '=', 'IN_VERIFICATION')
	if (view === 'with-dealer') query = query.where('plan.state', 'in', WITH_DEALER)
	if (view === 'overdue') query = query.where('plan.state', 'in', WITH_DEALER).where('plan.due_on', '<', today)
	if (view === 'returned') query = query.where('plan.state', '=', 'RETURNED')
	if (view === 'done') query = query.where('plan.state', 'in', ENDED)
	if (state) query = query.where('plan.state', '=', state)
	if (severity === 'L1' || severity === 'L2' || severity === 'L3' || severity === 'L4')
		query = query.where('plan.severity', '=', severity)
	if (q) {
		const like = likePattern(q)
		query = query.where((eb) =>
			eb.or([
				// Found first, not joined to every plan, so that counting stays cheap.
				eb('plan.outlet_id', 'in', eb.selectFrom('outlet').select('id').where('search_text', 'like', like)),
				eb('plan.dealer_id', 'in', eb.selectFrom('dealer').select('id').where('search_text', 'like', like)),
				eb(eb.fn<string>('lower', ['plan.number']), 'like', like),
				eb(
					'plan.penalty_id',
					'in',
					eb
						.selectFrom('penalty')
						.select('id')
						.where(eb.fn<string>('lower', ['number']), 'like', like),
				),
			]),
		)
	}
	return query
}

/** Plans whose days do not run yet come last; the sort value of 'no date'. */
const NO_DATE = '9999-12-31'

/** A page of plans, soonest last day first. */
export async function plansPage(
	handle: Handle,
	scope: Scope,
	filter: PlanFilter,
	today: LocalDate,
	cursor: string | null,
	size: number,
): Promise<Page<PlanListRow>> {
	const after = decodeCursor(cursor, 2)
	let query = filtered(handle, scope, filter, today)
	if (after) {
		const [due, id] = [String(after[0]), String(after[1])]
		query = query.where((eb) => {
			const key = eb.fn.coalesce('plan.due_on', eb.val(NO_DATE))
			return eb.or([eb(key, '>', due), eb.and([eb(key, '=', due), eb('plan.id', '>', id)])])
		})
	}
	const rows = await query
		.innerJoin('outlet', 'outlet.id', 'plan.outlet_id')
		.innerJoin('dealer', 'dealer.id', 'plan.dealer_id')
		.leftJoin('penalty', 'penalty.id', 'plan.penalty_id')
		.select([
			'plan.id',
			'plan.number',
			'plan.state',
			'plan.violation_type as violationType',
			'plan.severity',
			'outlet.name as outletName',
			'plan.dealer_id as dealerId',
			'dealer.name as dealerName',
			'plan.penalty_id as penaltyId',
			'penalty.number as penaltyNumber',
			'plan.due_on as dueOn',
			'plan.extended',
			'plan.ineffective',
			'plan.returned_count as returnedCount',
			'plan.created_at as createdAt',
		])
		.orderBy((eb) => eb.fn.coalesce('plan.due_on', eb.val(NO_DATE)))
		.orderBy('plan.id')
		.limit(size + 1)
		.execute()
	return pageOf(rows, size, (row) => [row.dueOn ?? NO_DATE, row.id])
}

export async function countPlans(handle: Handle, scope: Scope, filter: PlanFilter, today: LocalDate): Promise<number> {
	const row = await filtered(handle, scope, filter, today)
		.select((eb) => eb.fn.countAll<number>().as('n'))
		.executeTakeFirstOrThrow()
	return Number(row.n)
}

/** The dealer's plans, those at work first by last day; at most 50. */
export async function plansOfDealer(handle: Handle, scope: Scope, dealerId: string): Promise<PlanListRow[]> {
	return filtered(handle, scope, { view: 'all' }, '9999-12-31')
		.innerJoin('outlet', 'outlet.id', 'plan.outlet_id')
		.innerJoin('dealer', 'dealer.id', 'plan.dealer_id')
		.leftJoin('penalty', 'penalty.id', 'plan.penalty_id')
		.select([
			'plan.id',
			'plan.number',
			'plan.state',
			'plan.violation_type as violationType',
			'plan.severity',
			'outlet.name as outletName',
			'plan.dealer_id as dealerId',
			'dealer.name as dealerName',
			'plan.penalty_id as penaltyId',
			'penalty.number as penaltyNumber',
			'plan.due_on as dueOn',
			'plan.extended',
			'plan.ineffective',
			'plan.returned_count as returnedCount',
			'plan.created_at as createdAt',
		])
		.where('plan.dealer_id', '=', dealerId)
		.orderBy((eb) => eb.case().when('plan.state', 'in', ENDED).then(1).else(0).end())
		.orderBy('plan.created_at', 'desc')
		.limit(50)
		.execute()
}
