import type { Handle } from '../tx.server.ts'

/** What happened at one outlet, newest first. The caller has checked that the outlet may be read. */
const LIMIT = 100

export async function inspectionsOfOutlet(handle: Handle, outletId: string) {
	return handle
		.selectFrom('inspection')
		.leftJoin('account', 'account.id', 'inspection.inspector_id')
		.select([
			'inspection.id',
			'inspection.number',
			'inspection.type',
			'inspection.state',
			'inspection.occurred_on as occurredOn',
			'inspection.score_tenths as scoreTenths',
			'inspection.failed_items as failedItems',
			'inspection.historic',
			'inspection.remark',
			'account.name as inspectorName',
		])
		.where('inspection.outlet_id', '=', outletId)
		.orderBy('inspection.occurred_on', 'desc')
		.orderBy('inspection.id', 'desc')
		.limit(LIMIT)
		.execute()
}

export async function findingsOfOutlet(handle: Handle, outletId: string) {
	return handle
		.selectFrom('finding')
		.innerJoin('inspection', 'inspection.id', 'finding.inspection_id')
		.select([
			'finding.id',
			'finding.number',
			'finding.text',
			'finding.state',
			'finding.violation_type as violationType',
			'finding.historic',
			'finding.inspection_id as inspectionId',
			'inspection.occurred_on as occurredOn',
		])
		.where('finding.outlet_id', '=', outletId)
		.orderBy('inspection.occurred_on', 'desc')
		.orderBy('finding.number')
		.limit(LIMIT)
		.execute()
}

export async function violationsOfOutlet(handle: Handle, outletId: string) {
	return handle
		.selectFrom('violation')
		.select([
			'id',
			'number',
			'state',
			'violation_type as violationType',
			'severity',
			'occurred_on as occurredOn',
			'facts',
			'historic',
		])
		.where('outlet_id', '=', outletId)
		.orderBy('occurred_on', 'desc')
		.orderBy('id', 'desc')
		.limit(LIMIT)
		.execute()
}

export async function penaltiesOfOutlet(handle: Handle, outletId: string) {
	return handle
		.selectFrom('penalty')
		.select([
			'id',
			'number',
			'state',
			'violation_type as violationType',
			'severity',
			'occurred_on as occurredOn',
			'amount_fen as amountFen',
			'points',
			'decision_served_on as decisionServedOn',
			'historic',
		])
		.where('outlet_id', '=', outletId)
		.orderBy('occurred_on', 'desc')
		.orderBy('id', 'desc')
		.limit(LIMIT)
		.execute()
}

export async function plansOfOutlet(handle: Handle, outletId: string) {
	return handle
		.selectFrom('plan')
		.select([
			'id',
			'number',
			'state',
			'violation_type as violationType',
			'due_on as dueOn',
			'created_at as createdAt',
			'ineffective',
		])
		.where('outlet_id', '=', outletId)
		.orderBy('created_at', 'desc')
		.orderBy('id', 'desc')
		.limit(LIMIT)
		.execute()
}

/** How much there is of each kind, and the sum of historic penalties (fen), for the tabs of the page. */
export async function outletCounts(handle: Handle, outletId: string) {
	const of = async (table: 'inspection' | 'finding' | 'violation' | 'penalty' | 'plan') => {
		const row = await handle
			.selectFrom(table)
			.select((eb) => eb.fn.countAll<number>().as('n'))
			.where('outlet_id', '=', outletId)
			.executeTakeFirstOrThrow()
		return Number(row.n)
	}
	const historic = await handle
		.selectFrom('penalty')
		.select((eb) => eb.fn.sum<number | null>('amount_fen').as('fen'))
		.where('outlet_id', '=', outletId)
		.where('historic', '=', 1)
		.executeTakeFirstOrThrow()
	return {
		inspections: await of('inspection'),
		findings: await of('finding'),
		violations: await of('violation'),
		penalties: await of('penalty'),
		plans: await of('plan'),
		historicPenaltyFen: Number(historic.fen ?? 0),
	}
}
