import type { Insertable, Selectable } from 'kysely'
import type { Fen } from '#app/domain/money.ts'
import type { Instant } from '#app/domain/time.ts'
import type { SettlementRunTable } from '../schema.ts'
import type { Handle, Tx } from '../tx.server.ts'

export type RunRow = Selectable<SettlementRunTable>

/** The run of a branch for a period 'YYYY-MM'; there is at most one. */
export async function runOfPeriod(handle: Handle, branchId: string, period: string): Promise<RunRow | undefined> {
	return handle
		.selectFrom('settlement_run')
		.selectAll()
		.where('branch_id', '=', branchId)
		.where('period', '=', period)
		.executeTakeFirst()
}

/** Every run of a branch, newest period first. */
export async function runsOf(handle: Handle, branchId: string): Promise<(RunRow & { byName: string | null })[]> {
	return handle
		.selectFrom('settlement_run')
		.leftJoin('account', 'account.id', 'settlement_run.started_by')
		.selectAll('settlement_run')
		.select('account.name as byName')
		.where('settlement_run.branch_id', '=', branchId)
		.orderBy('period', 'desc')
		.limit(120)
		.execute()
}

/** Opens the run of a period; its totals follow when everything is posted. */
export async function insertRun(tx: Tx, row: Insertable<SettlementRunTable>): Promise<void> {
	await tx.insertInto('settlement_run').values(row).execute()
}

export async function setRunTotals(
	tx: Tx,
	id: string,
	totals: Pick<RunRow, 'cases' | 'deducted_fen' | 'outstanding_fen'>,
): Promise<void> {
	await tx.updateTable('settlement_run').set(totals).where('id', '=', id).execute()
}

export type DueCase = {
	readonly id: string
	readonly number: string
	readonly version: number
	readonly dealerId: string
	readonly dealerName: string
	readonly outletName: string
	readonly amountFen: Fen
	readonly finalAt: Instant | null
}

/**
 * Final cases that are not settled yet, those final before `before` only: dealer by dealer, longest final first,
 * so that the money that is there always goes to the same cases (domain 3.2).
 */
export async function casesToSettle(handle: Handle, branchId: string, before: Instant): Promise<DueCase[]> {
	return handle
		.selectFrom('penalty')
		.innerJoin('dealer', 'dealer.id', 'penalty.dealer_id')
		.innerJoin('outlet', 'outlet.id', 'penalty.outlet_id')
		.select([
			'penalty.id',
			'penalty.number',
			'penalty.version',
			'penalty.dealer_id as dealerId',
			'dealer.name as dealerName',
			'outlet.name as outletName',
			'penalty.amount_fen as amountFen',
			'penalty.final_at as finalAt',
		])
		.where('penalty.branch_id', '=', branchId)
		.where('penalty.state', '=', 'FINAL')
		.where('penalty.historic', '=', 0)
		.where('penalty.final_at', '<', before)
		.orderBy('penalty.dealer_id')
		.orderBy('penalty.final_at')
		.orderBy('penalty.id')
		.execute()
}

/** The dealer's cases with something outstanding after they were final (fen), oldest first. */
export async function outstandingOf(handle: Handle, dealerId: string) {
	return handle
		.selectFrom('penalty')
		.select(['id', 'number', 'outstanding_fen as outstandingFen'])
		.where('dealer_id', '=', dealerId)
		.where('state', '=', 'FINAL')
		.where('outstanding_fen', '>', 0)
		.where('historic', '=', 0)
		.orderBy('final_at')
		.execute()
}
