import type { Scope } from '#app/domain/access.ts'
import type { Fen } from '#app/domain/money.ts'
import type { PenaltyState } from '#app/domain/penalty/machine.ts'
import type { LocalDate } from '#app/domain/time.ts'
import type { Handle } from '../tx.server.ts'
import { penaltyStateOf } from './penalties.server.ts'
import { withinScope } from './scope.server.ts'

/** Reads of the staff's page of one dealer, within the actor's scope. */

const UNDER_WAY: readonly PenaltyState[] = [
	'DRAFT',
	'CHECKED',
	'PRE_NOTICED',
	'DEFENCE',
	'DECIDED',
	'SERVED',
	'REVIEW',
	'REVIEWED',
	'FINAL',
]

export type DealerCaseRow = {
	readonly id: string
	readonly number: string
	readonly state: PenaltyState
	readonly violationType: string | null
	readonly severity: string | null
	readonly outletName: string
	readonly amountFen: Fen
	readonly points: number
}

/** The dealer's cases under way, latest first; at most 100. */
export async function openCasesOf(handle: Handle, scope: Scope, dealerId: string): Promise<DealerCaseRow[]> {
	const rows = await handle
		.selectFrom('penalty')
		.innerJoin('outlet', 'outlet.id', 'penalty.outlet_id')
		.select([
			'penalty.id',
			'penalty.number',
			'penalty.state',
			'penalty.violation_type as violationType',
			'penalty.severity',
			'outlet.name as outletName',
			'penalty.amount_fen as amountFen',
			'penalty.points',
		])
		.where((eb) => withinScope(eb, 'penalty', scope))
		.where('penalty.dealer_id', '=', dealerId)
		.where('penalty.state', 'in', UNDER_WAY)
		.where('penalty.historic', '=', 0)
		.orderBy('penalty.occurred_on', 'desc')
		.orderBy('penalty.id', 'desc')
		.limit(100)
		.execute()
	return rows.map((row) => ({ ...row, state: penaltyStateOf(row.state) }))
}

export type DealerOutletRow = {
	readonly id: string
	readonly code: string
	readonly name: string
	readonly type: string
	readonly status: string
	readonly gridName: string
	readonly managerName: string | null
	readonly lastOn: LocalDate | null
	readonly lastScoreTenths: number | null
}

/** The dealer's outlets with their last inspection, by name. */
export async function outletsOfDealer(handle: Handle, scope: Scope, dealerId: string): Promise<DealerOutletRow[]> {
	return handle
		.selectFrom('outlet')
		.where((eb) => withinScope(eb, 'outlet', scope))
		.innerJoin('org_unit as grid', 'grid.id', 'outlet.grid_id')
		.leftJoin('account as manager', 'manager.id', 'outlet.channel_manager_id')
		.select([
			'outlet.id',
			'outlet.code',
			'outlet.name',
			'outlet.type',
			'outlet.status',
			'grid.name as gridName',
			'manager.name as managerName',
		])
		.select((eb) => {
			const last = eb
				.selectFrom('inspection as i')
				.whereRef('i.outlet_id', '=', 'outlet.id')
				.where('i.state', '=', 'SUBMITTED')
				.orderBy('i.occurred_on', 'desc')
				.orderBy('i.id', 'desc')
				.limit(1)
			return [last.select('i.occurred_on').as('lastOn'), last.select('i.score_tenths').as('lastScoreTenths')]
		})
		.where('outlet.dealer_id', '=', dealerId)
		.orderBy('outlet.name')
		.limit(500)
		.execute()
}

/** Submitted inspections of the dealer since a day: how many, their mean score in tenths, failed items. */
export async function inspectionSummary(handle: Handle, scope: Scope, dealerId: string, since: LocalDate) {
	const row = await handle
		.selectFrom('inspection')
		.select((eb) => [
			eb.fn.countAll<number | string>().as('n'),
			eb.fn.avg<number | string | null>('score_tenths').as('mean'),
			eb.fn.sum<number | string | null>('failed_items').as('failed'),
			eb.fn.max('occurred_on').as('lastOn'),
		])
		.where((eb) => withinScope(eb, 'inspection', scope))
		.where('dealer_id', '=', dealerId)
		.where('state', '=', 'SUBMITTED')
		.where('historic', '=', 0)
		.where('occurred_on', '>=', since)
		.executeTakeFirstOrThrow()
	return {
		count: Number(row.n),
		meanTenths: row.mean === null ? null : Math.round(Number(row.mean)),
		failedItems: Number(row.failed ?? 0),
		lastOn: row.lastOn,
	}
}
