import type { Scope } from '#app/domain/access.ts'
import type { Fen } from '#app/domain/money.ts'
import type { PenaltyState } from '#app/domain/penalty/machine.ts'
import type { Instant, LocalDate } from '#app/domain/time.ts'
import type { NoticeTable } from '../schema.ts'
import { decodeCursor, type Page, pageOf } from '../sql.server.ts'
import type { Handle } from '../tx.server.ts'
import { penaltyStateOf } from './penalties.server.ts'
import { dealersWithin, withinScope } from './scope.server.ts'

/** Reads of the dealer's desk: every column is named, and only what a notice has told of is there. */

export type ToldCaseRow = {
	readonly id: string
	readonly number: string
	readonly state: PenaltyState
	readonly outletName: string
	readonly violationType: string | null
	readonly occurredOn: LocalDate
	readonly amountFen: Fen
	readonly points: number
	readonly defenceState: string
}

const OPEN: readonly PenaltyState[] = ['PRE_NOTICED', 'DEFENCE', 'DECIDED', 'SERVED', 'REVIEW', 'REVIEWED', 'FINAL']

function told(handle: Handle, scope: Scope) {
	return handle
		.selectFrom('penalty')
		.where((eb) => withinScope(eb, 'penalty', scope))
		.where('penalty.historic', '=', 0)
		.where((eb) =>
			eb.exists(eb.selectFrom('notice').select('notice.id').whereRef('notice.penalty_id', '=', 'penalty.id')),
		)
		.innerJoin('outlet', 'outlet.id', 'penalty.outlet_id')
		.select([
			'penalty.id',
			'penalty.number',
			'penalty.state',
			'outlet.name as outletName',
			'penalty.violation_type as violationType',
			'penalty.occurred_on as occurredOn',
			'penalty.amount_fen as amountFen',
			'penalty.points',
			'penalty.defence_state as defenceState',
		])
}

/** Cases under way that a notice has told of, latest first; at most 100. */
export async function openToldCases(handle: Handle, scope: Scope): Promise<ToldCaseRow[]> {
	const rows = await told(handle, scope)
		.where('penalty.state', 'in', OPEN)
		.orderBy('penalty.occurred_on', 'desc')
		.orderBy('penalty.id', 'desc')
		.limit(100)
		.execute()
	return rows.map((row) => ({ ...row, state: penaltyStateOf(row.state) }))
}

/** Every case that a notice has told of, latest first. */
export async function toldCasesPage(
	handle: Handle,
	scope: Scope,
	cursor: string | null,
	size: number,
): Promise<Page<ToldCaseRow>> {
	const before = decodeCursor(cursor, 2)
	let query = told(handle, scope)
	if (before) {
		// The cursor was made by this very list, from a date and an id.
		const [day, id] = [String(before[0]) as LocalDate, String(before[1])]
		query = query.where((eb) =>
			eb.or([
				eb('penalty.occurred_on', '<', day),
				eb.and([eb('penalty.occurred_on', '=', day), eb('penalty.id', '<', id)]),
			]),
		)
	}
	const rows = await query
		.orderBy('penalty.occurred_on', 'desc')
		.orderBy('penalty.id', 'desc')
		.limit(size + 1)
		.execute()
	return pageOf(
		rows.map((row) => ({ ...row, state: penaltyStateOf(row.state) })),
		size,
		(row) => [row.occurredOn, row.id],
	)
}

/** The last notice of each case that the dealer has not opened; opening it is service. */
export async function unopenedNotices(handle: Handle, penaltyIds: readonly string[]): Promise<Set<string>> {
	if (penaltyIds.length === 0) return new Set()
	const rows = await handle
		.selectFrom('notice')
		.select('penalty_id')
		.where('penalty_id', 'in', penaltyIds)
		.where('opened_at', 'is', null)
		.execute()
	return new Set(rows.flatMap((row) => row.penalty_id ?? []))
}

export type DeskPlanRow = {
	readonly id: string
	readonly number: string
	readonly state: string
	readonly outletName: string
	readonly violationType: string
	readonly dueOn: LocalDate | null
	readonly returnedFrom: 'APPROVAL' | 'VERIFICATION' | null
	readonly ineffective: 0 | 1
}

const PLAN_COLUMNS = [
	'plan.id',
	'plan.number',
	'plan.state',
	'outlet.name as outletName',
	'plan.violation_type as violationType',
	'plan.due_on as dueOn',
	'plan.returned_from as returnedFrom',
	'plan.ineffective',
] as const

/** Plans that the dealer has been told of; those at work only unless `all`, by last day; at most 100. */
export async function servedPlans(handle: Handle, scope: Scope, all = false): Promise<DeskPlanRow[]> {
	let query = handle
		.selectFrom('plan')
		.innerJoin('outlet', 'outlet.id', 'plan.outlet_id')
		.select(PLAN_COLUMNS)
		.where((eb) => withinScope(eb, 'plan', scope))
		.where('plan.served_at', 'is not', null)
	if (!all) query = query.where('plan.state', 'not in', ['STRUCK_OFF', 'CANCELLED'])
	return query.orderBy('plan.due_on').orderBy('plan.id').limit(100).execute()
}

/** The told plan of a case. */
export async function servedPlanOf(handle: Handle, penaltyId: string): Promise<DeskPlanRow | undefined> {
	return handle
		.selectFrom('plan')
		.innerJoin('outlet', 'outlet.id', 'plan.outlet_id')
		.select(PLAN_COLUMNS)
		.where('plan.penalty_id', '=', penaltyId)
		.where('plan.served_at', 'is not', null)
		.executeTakeFirst()
}

/** The dealers whose desk this is. */
export async function deskDealers(handle: Handle, scope: Scope) {
	return handle
		.selectFrom('dealer')
		.select(['id', 'code', 'name', 'deposit_required_fen as requiredFen'])
		.where((eb) => dealersWithin(eb, scope))
		.orderBy('name')
		.execute()
}

/** The channel manager of an outlet with the office line: the one staff number that a dealer is given. */
export async function managerOf(handle: Handle, outletId: string) {
	return handle
		.selectFrom('outlet')
		.innerJoin('account', 'account.id', 'outlet.channel_manager_id')
		.select(['account.name', 'account.phone'])
		.where('outlet.id', '=', outletId)
		.executeTakeFirst()
}

/** The documents of a case without whom they were opened by. */
export async function deskNotices(handle: Handle, penaltyId: string) {
	return handle
		.selectFrom('notice')
		.select([
			'id',
			'kind',
			'number',
			'body_json as bodyJson',
			'sent_at as sentAt',
			'served_at as servedAt',
			'served_how as servedHow',
			'opened_at as openedAt',
			'check_code as checkCode',
		])
		.where('penalty_id', '=', penaltyId)
		.orderBy('sent_at')
		.orderBy('id')
		.execute()
}
export type DeskNoticeRow = Pick<NoticeTable, 'id' | 'kind' | 'number'> & {
	readonly bodyJson: string
	readonly sentAt: Instant
	readonly servedAt: Instant | null
	readonly servedHow: NoticeTable['served_how']
	readonly openedAt: Instant | null
	readonly checkCode: string
}

/** The newest documents of these dealers; naming one is not opening it. */
export async function latestDocuments(handle: Handle, dealerIds: readonly string[], limit: number) {
	if (dealerIds.length === 0) return []
	return handle
		.selectFrom('notice')
		.select(['id', 'kind', 'number', 'sent_at as sentAt', 'opened_at as openedAt', 'penalty_id as caseId'])
		.where('dealer_id', 'in', dealerIds)
		.orderBy('sent_at', 'desc')
		.orderBy('id', 'desc')
		.limit(limit)
		.execute()
}

/** Earlier cases of this dealer with the day on which their decision was served. */
export async function servedDecisions(handle: Handle, dealerId: string, ids: readonly string[]) {
	if (ids.length === 0) return []
	return handle
		.selectFrom('penalty')
		.select(['id', 'number', 'decision_served_on as servedOn'])
		.where('id', 'in', ids)
		.where('dealer_id', '=', dealerId)
		.orderBy('number')
		.execute()
}
