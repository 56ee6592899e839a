import { sql } from 'kysely'
import type { Instant } from '#app/domain/time.ts'
import type { Handle } from '../tx.server.ts'

/** Cases with a decision in force: what a rehearsal computes anew. */
const DECIDED = ['DECIDED', 'SERVED', 'REVIEW', 'REVIEWED', 'FINAL', 'SETTLED', 'CLOSED'] as const

/** The period as instants: from the first on, before the second. */
export type Between = { readonly from: Instant; readonly until: Instant }

function decidedIn(handle: Handle, branchId: string, { from, until }: Between) {
	return handle
		.selectFrom('penalty')
		.where('branch_id', '=', branchId)
		.where('historic', '=', 0)
		.where('state', 'in', DECIDED)
		.where('decided_at', '>=', from)
		.where('decided_at', '<', until)
		.where('decided_amount_fen', 'is not', null)
		.where('ended_at', 'is', null)
}

/** Dealers with a case decided in the period, and how many such cases there are of each; by id. */
export async function rehearsedDealers(handle: Handle, branchId: string, between: Between) {
	const rows = await decidedIn(handle, branchId, between)
		.select((eb) => ['dealer_id as id', eb.fn.countAll<number>().as('n')])
		.groupBy('dealer_id')
		.orderBy('dealer_id')
		.execute()
	return rows.map((row) => ({ id: row.id, cases: Number(row.n) }))
}

/** All cases of some dealers as a rehearsal reads them, oldest first; `revoked` as the points rule knows it. */
export async function casesOfDealers(handle: Handle, dealerIds: readonly string[]) {
	return handle
		.selectFrom('penalty')
		.innerJoin('dealer', 'dealer.id', 'penalty.dealer_id')
		.select([
			'penalty.id',
			'penalty.number',
			'penalty.state',
			'penalty.violation_type',
			'penalty.category',
			'penalty.severity',
			'penalty.red_line',
			'penalty.outlet_id',
			'penalty.dealer_id',
			'dealer.name as dealerName',
			'penalty.occurred_on',
			'penalty.units',
			'penalty.share',
			'penalty.factors_json',
			'penalty.rulebook_version_id',
			'penalty.decision_served_on',
			'penalty.decided_at',
			'penalty.decided_amount_fen',
			'penalty.points',
			'penalty.final_at',
			'penalty.ended_at',
			'penalty.review_outcome',
		])
		.select(sql<number>`case when penalty.state in (${sql.join(DECIDED)}) then 1 else 0 end`.as('decided'))
		.where('penalty.dealer_id', 'in', dealerIds)
		.where('penalty.historic', '=', 0)
		.orderBy('penalty.dealer_id')
		.orderBy('penalty.occurred_on')
		.orderBy('penalty.id')
		.execute()
}
