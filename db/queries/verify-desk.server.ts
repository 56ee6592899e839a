import { sql } from 'kysely'
import type { Handle } from '../tx.server.ts'

/** Every request for more time with what its case shows of it, in pages by id. */
export async function extensionsAfter(handle: Handle, after: string, size: number) {
	return handle
		.selectFrom('defence_extension as e')
		.innerJoin('penalty as p', 'p.id', 'e.penalty_id')
		.select([
			'e.id',
			'p.number',
			'p.state',
			'p.defence_extended as extended',
			'e.asked_at as askedAt',
			'e.asked_by as askedBy',
			'e.original_due_on as originalDueOn',
			'e.outcome',
			'e.decided_by as decidedBy',
			'e.answer',
			'e.new_due_on as newDueOn',
		])
		.where('e.id', '>', after)
		.orderBy('e.id')
		.limit(size)
		.execute()
}

/** Every self-report with the violation that came of it, in pages by id. */
export async function selfReportsAfter(handle: Handle, after: string, size: number) {
	return handle
		.selectFrom('self_report as r')
		.leftJoin('violation as v', 'v.id', 'r.violation_id')
		.select([
			'r.id',
			'r.branch_id as branchId',
			'r.number',
			'r.state',
			'r.outlet_id as outletId',
			'r.dealer_id as dealerId',
			'r.decided_by as decidedBy',
			'r.answer',
			'r.factor_set as factorSet',
			'r.found_json as foundJson',
			'v.outlet_id as violationOutletId',
			'v.dealer_id as violationDealerId',
			'v.source as violationSource',
			'v.source_ref as violationRef',
			'v.opened_by as violationOpenedBy',
		])
		.where('r.id', '>', after)
		.orderBy('r.id')
		.limit(size)
		.execute()
}

/** The last number of each year's self-reports. */
export async function selfReportSeries(handle: Handle) {
	return handle
		.selectFrom('number_series')
		.select(['branch_id as branchId', 'year', 'last'])
		.where('kind', '=', 'self-report')
		.execute()
}

/** Decisions that were told with the reduction of an early acknowledgement. */
export async function earlyDecisions(handle: Handle) {
	return handle
		.selectFrom('notice')
		.select(['number', 'body_json as bodyJson'])
		.where('kind', '=', 'decision')
		.where(sql<boolean>`body_json like '%"taken":true%'`)
		.orderBy('id')
		.execute()
}

/** Drafts that name nobody's account or hold what is no form. */
export async function strayDrafts(handle: Handle, limit: number) {
	return handle
		.selectFrom('form_draft as d')
		.innerJoin('account as a', 'a.id', 'd.account_id')
		.select(['d.id', 'd.form_key as formKey'])
		.whereRef('a.branch_id', '<>', 'd.branch_id')
		.limit(limit)
		.execute()
}
