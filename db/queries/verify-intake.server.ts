import { sql } from 'kysely'
import type { Handle } from '../tx.server.ts'

/** Every item with what its end rests on, in pages by id. */
export async function intakeAfter(handle: Handle, after: string, size: number) {
	return handle
		.selectFrom('intake_item as i')
		.leftJoin('supervision_order as o', 'o.id', 'i.order_id')
		.leftJoin('violation as v', 'v.id', 'i.violation_id')
		.leftJoin('intake_item as m', 'm.id', 'i.merged_into_id')
		.leftJoin('order_proposal as p', 'p.id', 'i.proposal_id')
		.leftJoin('clock as c', (join) =>
			join
				.onRef('c.subject_id', '=', 'i.id')
				.on('c.kind', 'in', ['complaint.answer', 'opinion.answer', 'survey.answer']),
		)
		.select([
			'i.id',
			'i.branch_id as branchId',
			'i.number',
			'i.kind',
			'i.state',
			'i.outlet_id as outletId',
			'i.category',
			'i.violation_type as type',
			'i.complained_on as complainedOn',
			'i.complainant',
			'i.matter',
			'i.due_at as dueAt',
			'i.overdue_at as overdueAt',
			'i.answered_at as answeredAt',
			'o.state as orderState',
			'v.outlet_id as violationOutletId',
			'm.kind as mergedKind',
			'm.state as mergedState',
			'p.outlet_id as proposalOutletId',
			'p.category as proposalCategory',
			'p.violation_type as proposalType',
			'c.state as clockState',
			'c.due_at as clockDueAt',
		])
		.where('i.id', '>', after)
		.orderBy('i.id')
		.limit(size)
		.execute()
}

/** The last number of each year's series of the registers. */
export async function intakeSeries(handle: Handle) {
	return handle
		.selectFrom('number_series')
		.select(['branch_id as branchId', 'kind', 'year', 'last'])
		.where('kind', 'in', ['intake.complaint', 'intake.opinion', 'intake.survey', 'proposal'])
		.execute()
}

/** Proposals with the days of their members, in pages by id. */
export async function proposalsAfter(handle: Handle, after: string, size: number) {
	return handle
		.selectFrom('order_proposal as p')
		.select([
			'p.id',
			'p.branch_id as branchId',
			'p.number',
			'p.kind',
			'p.state',
			'p.facts_json as factsJson',
			sql<number>`(select count(*) from intake_item i where i.proposal_id = p.id)`.as('members'),
		])
		.where('p.id', '>', after)
		.orderBy('p.id')
		.limit(size)
		.execute()
}

/** The days of the members of one proposal. */
export async function memberDays(handle: Handle, proposalId: string) {
	const rows = await handle
		.selectFrom('intake_item')
		.select('complained_on as on')
		.where('proposal_id', '=', proposalId)
		.orderBy('complained_on')
		.execute()
	return rows.map((row) => row.on)
}

/** Closed batches with items that have no answer. */
export async function batchesClosedEarly(handle: Handle, limit: number) {
	return handle
		.selectFrom('intake_batch as b')
		.innerJoin('intake_item as i', 'i.batch_id', 'b.id')
		.select(['b.id', 'i.number'])
		.where('b.state', '=', 'CLOSED')
		.where('i.state', 'in', ['OPEN', 'ORDERED', 'VIOLATION'])
		.limit(limit)
		.execute()
}

/** Months whose versions do not run 1, 2, 3 … or of which not exactly the last one is in force. */
export async function brokenMonths(handle: Handle, limit: number) {
	return handle
		.selectFrom('window_satisfaction')
		.select((eb) => [
			'outlet_id as outletId',
			'month',
			eb.fn.countAll<number>().as('versions'),
			eb.fn.max('n').as('last'),
			sql<number>`sum(in_force)`.as('inForce'),
			sql<number>`max(case when in_force = 1 then n else 0 end)`.as('current'),
		])
		.groupBy(['outlet_id', 'month'])
		.having(
			sql<boolean>`count(*) <> max(n) or sum(in_force) <> 1 or max(case when in_force = 1 then n else 0 end) <> max(n)`,
		)
		.limit(limit)
		.execute()
}
