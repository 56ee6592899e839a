import { sql } from 'kysely'
import type { Scope } from '#app/domain/access.ts'
import type { TopupNoticeTable } from '../schema-claims.ts'
import type { Handle, Tx } from '../tx.server.ts'
import { dealersWithin } from './scope.server.ts'

export type TopupRow = { [K in keyof TopupNoticeTable]: K extends 'version' ? number : TopupNoticeTable[K] }
export type TopupSet = Partial<Omit<TopupRow, 'id' | 'version'>>

/** One notice whose dealer lies within the scope. */
export async function topupIn(handle: Handle, scope: Scope, id: string): Promise<TopupRow | undefined> {
	return handle
		.selectFrom('topup_notice')
		.innerJoin('dealer', 'dealer.id', 'topup_notice.dealer_id')
		.selectAll('topup_notice')
		.where('topup_notice.id', '=', id)
		.where((eb) => dealersWithin(eb, scope))
		.executeTakeFirst()
}

export async function insertTopup(tx: Tx, row: Omit<TopupRow, 'version'>): Promise<void> {
	await tx.insertInto('topup_notice').values(row).execute()
}

/** True when the row still had this version. */
export async function updateTopup(tx: Tx, id: string, version: number, set: TopupSet): Promise<boolean> {
	const result = await tx
		.updateTable('topup_notice')
		.set({ ...set, version: version + 1 })
		.where('id', '=', id)
		.where('version', '=', version)
		.executeTakeFirst()
	return result.numUpdatedRows === 1n
}

/** Notices of the branch that still run. */
export async function runningTopups(handle: Handle, branchId: string): Promise<TopupRow[]> {
	return handle
		.selectFrom('topup_notice')
		.selectAll()
		.where('branch_id', '=', branchId)
		.where('state', '<>', 'ENDED')
		.orderBy('noticed_at')
		.execute()
}

/** The dealer's notices, newest first. */
export async function topupsOfDealer(handle: Handle, dealerId: string): Promise<TopupRow[]> {
	return handle
		.selectFrom('topup_notice')
		.selectAll()
		.where('dealer_id', '=', dealerId)
		.orderBy('noticed_at', 'desc')
		.limit(20)
		.execute()
}

/** Notices with their dealer, running ones first, newest first; at most `size`. */
export async function topupsWithin(handle: Handle, scope: Scope, size: number) {
	return handle
		.selectFrom('topup_notice')
		.innerJoin('dealer', 'dealer.id', 'topup_notice.dealer_id')
		.selectAll('topup_notice')
		.select('dealer.name as dealerName')
		.where('topup_notice.branch_id', '=', scope.branchId)
		.where((eb) => dealersWithin(eb, scope))
		.orderBy(sql`case when topup_notice.state = 'ENDED' then 1 else 0 end`)
		.orderBy('topup_notice.noticed_at', 'desc')
		.limit(size)
		.execute()
}

/**
 * Active dealers that once paid a deposit in and whose balance lies below what is required, without a notice that runs:
 * `shortFen` is what is missing. A deposit that was never paid is a matter of the register, not of the ladder.
 */
export async function dealersShort(handle: Handle, branchId: string) {
	const rows = await handle
		.selectFrom('dealer')
		.innerJoin('ledger_entry', 'ledger_entry.dealer_id', 'dealer.id')
		.where('dealer.branch_id', '=', branchId)
		.where('dealer.status', '<>', 'TERMINATED')
		.where('dealer.deposit_required_fen', '>', 0)
		.where('ledger_entry.account', 'in', ['DEPOSIT_AVAILABLE', 'DEPOSIT_HELD'])
		.where((eb) =>
			eb.not(
				eb.exists(
					eb
						.selectFrom('topup_notice')
						.select('topup_notice.id')
						.whereRef('topup_notice.dealer_id', '=', 'dealer.id')
						.where('topup_notice.state', '<>', 'ENDED'),
				),
			),
		)
		.select(['dealer.id', 'dealer.deposit_required_fen as requiredFen'])
		.select(sql<number>`sum(ledger_entry.credit_fen - ledger_entry.debit_fen)`.as('balanceFen'))
		.groupBy(['dealer.id', 'dealer.deposit_required_fen'])
		.having(sql<boolean>`sum(ledger_entry.credit_fen - ledger_entry.debit_fen) < dealer.deposit_required_fen`)
		.orderBy('dealer.id')
		.execute()
	return rows.map((row) => ({ ...row, balanceFen: Number(row.balanceFen) }))
}

/** The outlet that a dealer's own matter is recorded at: the oldest one that is open, else the oldest. */
export async function mainOutletOf(handle: Handle, dealerId: string) {
	return handle
		.selectFrom('outlet')
		.select(['id', 'branch_id', 'county_id', 'grid_id', 'dealer_id', 'name'])
		.where('dealer_id', '=', dealerId)
		.orderBy(sql`case when status = 'CLOSED' then 1 else 0 end`)
		.orderBy('created_at')
		.orderBy('id')
		.limit(1)
		.executeTakeFirst()
}
