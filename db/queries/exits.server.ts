import { sql } from 'kysely'
import type { Scope } from '#app/domain/access.ts'
import type { LocalDate } from '#app/domain/time.ts'
import type { DealerExitTable } from '../schema-claims.ts'
import type { Handle, Tx } from '../tx.server.ts'
import { dealersWithin } from './scope.server.ts'

export type ExitRow = { [K in keyof DealerExitTable]: K extends 'version' ? number : DealerExitTable[K] }
export type ExitSet = Partial<Omit<ExitRow, 'id' | 'version'>>

/** One exit whose dealer lies within the scope. */
export async function exitIn(handle: Handle, scope: Scope, id: string): Promise<ExitRow | undefined> {
	return handle
		.selectFrom('dealer_exit')
		.innerJoin('dealer', 'dealer.id', 'dealer_exit.dealer_id')
		.selectAll('dealer_exit')
		.where('dealer_exit.id', '=', id)
		.where((eb) => dealersWithin(eb, scope))
		.executeTakeFirst()
}

/** The dealer's exit that was not cancelled; there is at most one. */
export async function exitOfDealer(handle: Handle, dealerId: string): Promise<ExitRow | undefined> {
	return handle
		.selectFrom('dealer_exit')
		.selectAll()
		.where('dealer_id', '=', dealerId)
		.where('state', '<>', 'CANCELLED')
		.executeTakeFirst()
}

export async function insertExit(tx: Tx, row: Omit<ExitRow, 'version'>): Promise<void> {
	await tx.insertInto('dealer_exit').values(row).execute()
}

/** True when the row still had this version. */
export async function updateExit(tx: Tx, id: string, version: number, set: ExitSet): Promise<boolean> {
	const result = await tx
		.updateTable('dealer_exit')
		.set({ ...set, version: version + 1 })
		.where('id', '=', id)
		.where('version', '=', version)
		.executeTakeFirst()
	return result.numUpdatedRows === 1n
}

/** Confirmed exits whose day has come. */
export async function exitsToEnd(handle: Handle, branchId: string, today: LocalDate): Promise<ExitRow[]> {
	return handle
		.selectFrom('dealer_exit')
		.selectAll()
		.where('branch_id', '=', branchId)
		.where('state', '=', 'CONFIRMED')
		.where('exit_on', '<=', today)
		.execute()
}

/** Exits with their dealer, running ones first; at most `size`. */
export async function exitsWithin(handle: Handle, scope: Scope, size: number) {
	return handle
		.selectFrom('dealer_exit')
		.innerJoin('dealer', 'dealer.id', 'dealer_exit.dealer_id')
		.selectAll('dealer_exit')
		.select('dealer.name as dealerName')
		.where('dealer_exit.branch_id', '=', scope.branchId)
		.where((eb) => dealersWithin(eb, scope))
		.orderBy(sql`case when dealer_exit.state in ('REFUNDED', 'CANCELLED') then 1 else 0 end`)
		.orderBy('dealer_exit.proposed_at', 'desc')
		.limit(size)
		.execute()
}

const OVER = ['WAIVED', 'WITHDRAWN', 'REVOKED', 'LAPSED', 'SETTLED', 'CLOSED'] as const

/** Cases of the dealer that are not over, with what they still ask and what is held for nothing else. */
export async function openPenaltiesOf(handle: Handle, dealerId: string) {
	return handle
		.selectFrom('penalty')
		.select(['id', 'number', 'state', 'amount_fen as amountFen', 'outstanding_fen as outstandingFen'])
		.where('dealer_id', '=', dealerId)
		.where('historic', '=', 0)
		.where('state', 'not in', OVER)
		.orderBy('opened_at')
		.execute()
}

/** Refunds to users of the dealer that are neither paid nor cancelled. */
export async function owedRedressOf(handle: Handle, dealerId: string) {
	return handle
		.selectFrom('redress')
		.select(['id', 'number', 'amount_fen as amountFen'])
		.where('dealer_id', '=', dealerId)
		.where('state', '=', 'OWED')
		.orderBy('due_on')
		.execute()
}

/** Claw-backs of the dealer that were proposed and not decided. */
export async function draftClawbacksOf(handle: Handle, dealerId: string) {
	return handle
		.selectFrom('clawback')
		.select(['id', 'number', 'amount_fen as amountFen'])
		.where('dealer_id', '=', dealerId)
		.where('state', '=', 'DRAFT')
		.execute()
}

/** Confirmed claims of the dealer that are not collected in full: advances to recover, claw-backs. */
export async function openClaimsOf(handle: Handle, dealerId: string) {
	const advanced = await handle
		.selectFrom('redress')
		.select(['id', 'number', 'recourse_fen as amountFen'])
		.where('dealer_id', '=', dealerId)
		.where('state', '=', 'PAID_IN_ADVANCE')
		.orderBy('approved_at')
		.execute()
	const confirmed = await handle
		.selectFrom('clawback')
		.select(['id', 'number', 'amount_fen as amountFen'])
		.where('dealer_id', '=', dealerId)
		.where('state', '=', 'CONFIRMED')
		.orderBy('confirmed_at')
		.execute()
	return [
		...advanced.map((row) => ({ ...row, kind: 'recourse' as const })),
		...confirmed.map((row) => ({ ...row, kind: 'clawback' as const })),
	]
}

/** Instalments and deferrals that run: they change when their case or claim is paid, not what is owed. */
export async function openPlansOf(handle: Handle, dealerId: string) {
	const rows = await handle
		.selectFrom('payment_plan')
		.leftJoin('penalty', 'penalty.id', 'payment_plan.penalty_id')
		.select(['payment_plan.id', 'penalty.number'])
		.where('payment_plan.dealer_id', '=', dealerId)
		.where('payment_plan.state', 'in', ['ASKED', 'GRANTED'])
		.execute()
	return rows.map((row) => ({ id: row.id, number: row.number ?? '' }))
}
