import type { Fen } from '#app/domain/money.ts'
import type { Handle } from '../tx.server.ts'

/** Reads of `verify` over the money behind the cases; they cross branches. */

/** Every run with its proposal, and who proposed and posted it by the log. */
export async function settlementRuns(handle: Handle) {
	return handle
		.selectFrom('settlement_run as r')
		.leftJoin('settlement_proposal as p', 'p.run_id', 'r.id')
		.leftJoin('case_event as first', (join) =>
			join
				.onRef('first.subject_id', '=', 'r.id')
				.on('first.subject_kind', '=', 'settlement')
				.on('first.kind', '=', 'settlement.proposed'),
		)
		.leftJoin('case_event as second', (join) =>
			join
				.onRef('second.subject_id', '=', 'r.id')
				.on('second.subject_kind', '=', 'settlement')
				.on('second.kind', '=', 'settlement.posted'),
		)
		.select([
			'r.id',
			'r.branch_id as branchId',
			'r.period',
			'r.two_persons as twoPersons',
			'r.started_by as startedBy',
			'r.deducted_fen as collectedFen',
			'r.outstanding_fen as outstandingFen',
			'p.state',
			'p.sha256',
			'p.body_json as bodyJson',
			'p.proposed_by as proposedBy',
			'p.decided_by as decidedBy',
			'first.actor_id as loggedProposer',
			'second.actor_id as loggedConfirmer',
		])
		.orderBy('r.period')
		.execute()
}

/** What a run posted, by dealer and kind (fen). */
export async function postedByRun(handle: Handle, runId: string) {
	const rows = await handle
		.selectFrom('ledger_txn')
		.select(['dealer_id as dealerId', 'kind'])
		.select((eb) => eb.fn.sum<number | string>('amount_fen').as('fen'))
		.where('settlement_run_id', '=', runId)
		.groupBy(['dealer_id', 'kind'])
		.execute()
	return rows.map((row) => ({ ...row, fen: Number(row.fen) }))
}

/** The statements that were sent for a period of a branch. */
export async function statementBodies(handle: Handle, branchId: string, period: string) {
	return handle
		.selectFrom('notice')
		.select(['number', 'dealer_id as dealerId', 'body_json as bodyJson'])
		.where('branch_id', '=', branchId)
		.where('kind', '=', 'settlement-statement')
		.where('period', '=', period)
		.execute()
}

/** Commission statements whose postings say another sum, or none. */
export async function oddCommissions(handle: Handle, limit: number) {
	const rows = await handle
		.selectFrom('commission_statement as s')
		.leftJoin('ledger_txn as t', (join) =>
			join.onRef('t.dealer_id', '=', 's.dealer_id').onRef('t.period', '=', 's.period').on('t.kind', '=', 'COMMISSION'),
		)
		.select(['s.id', 's.period', 's.gross_fen as grossFen'])
		.select((eb) => eb.fn.sum<number | string | null>('t.amount_fen').as('posted'))
		.groupBy(['s.id', 's.period', 's.gross_fen'])
		.execute()
	return rows.filter((row) => Number(row.posted ?? 0) !== row.grossFen).slice(0, limit)
}

/** Commission that the ledger has and no statement says. */
export async function unstatedCommissions(handle: Handle, limit: number) {
	return handle
		.selectFrom('ledger_txn as t')
		.leftJoin('commission_statement as s', (join) =>
			join.onRef('s.dealer_id', '=', 't.dealer_id').onRef('s.period', '=', 't.period'),
		)
		.select(['t.id'])
		.where('t.kind', '=', 'COMMISSION')
		.where('s.id', 'is', null)
		.limit(limit)
		.execute()
}

/** Plans that one person asked for and granted, or whose parts are not their total. */
export async function oddPlans(handle: Handle, limit: number) {
	const rows = await handle
		.selectFrom('payment_plan as p')
		.leftJoin('instalment as i', 'i.plan_id', 'p.id')
		.select(['p.id', 'p.asked_by as askedBy', 'p.decided_by as decidedBy', 'p.total_fen as totalFen'])
		.select((eb) => eb.fn.sum<number | string | null>('i.amount_fen').as('parts'))
		.groupBy(['p.id', 'p.asked_by', 'p.decided_by', 'p.total_fen'])
		.execute()
	return rows
		.map((row) => ({ ...row, partsFen: Number(row.parts ?? 0) }))
		.filter((row) => row.partsFen !== row.totalFen || row.askedBy === row.decidedBy)
		.slice(0, limit)
}

/** Late surcharge that was posted and not taken back, by case (fen), for ids in a range. */
export async function surchargesBetween(handle: Handle, first: string, last: string): Promise<Map<string, Fen>> {
	const rows = await handle
		.selectFrom('ledger_txn as t')
		.leftJoin('ledger_txn as r', 'r.id', 't.reverses_id')
		.select('t.penalty_id')
		.select((eb) => [
			eb.fn
				.sum<number | string>(eb.case().when('t.kind', '=', 'SURCHARGE').then(eb.ref('t.amount_fen')).else(0).end())
				.as('more'),
			eb.fn
				.sum<number | string>(eb.case().when('r.kind', '=', 'SURCHARGE').then(eb.ref('t.amount_fen')).else(0).end())
				.as('less'),
		])
		.where('t.penalty_id', '>=', first)
		.where('t.penalty_id', '<=', last)
		.where('t.kind', 'in', ['SURCHARGE', 'REVERSAL'])
		.groupBy('t.penalty_id')
		.execute()
	return new Map(rows.map((row) => [row.penalty_id ?? '', Number(row.more) - Number(row.less)]))
}
