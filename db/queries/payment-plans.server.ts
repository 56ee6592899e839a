import type { Insertable, Selectable, Updateable } from 'kysely'
import type { Scope } from '#app/domain/access.ts'
import type { Part } from '#app/domain/ledger/instalment.ts'
import type { InstalmentTable, PaymentPlanTable } from '../schema-money.ts'
import type { Handle, Tx } from '../tx.server.ts'
import type { DebtKey } from './ledger.server.ts'
import { dealersWithin } from './scope.server.ts'

export type PaymentPlanRow = Selectable<PaymentPlanTable>
export type PaymentPlanSet = Omit<Updateable<PaymentPlanTable>, 'id' | 'version'>
export type PaymentPlan = PaymentPlanRow & { readonly parts: readonly Part[] }

async function withParts(handle: Handle, rows: readonly PaymentPlanRow[]): Promise<PaymentPlan[]> {
	if (rows.length === 0) return []
	const parts = await handle
		.selectFrom('instalment')
		.select(['plan_id', 'no', 'due_on as dueOn', 'amount_fen as amountFen'])
		.where(
			'plan_id',
			'in',
			rows.map((row) => row.id),
		)
		.orderBy('no')
		.execute()
	return rows.map((row) => ({
		...row,
		parts: parts.flatMap(({ plan_id, ...part }) => (plan_id === row.id ? [part] : [])),
	}))
}

/** Plans of a branch that are or were in force, with their parts. */
export async function plansInForce(handle: Handle, branchId: string): Promise<PaymentPlan[]> {
	const rows = await handle
		.selectFrom('payment_plan')
		.selectAll()
		.where('branch_id', '=', branchId)
		.where('state', 'in', ['GRANTED', 'BROKEN', 'DONE'])
		.execute()
	return withParts(handle, rows)
}

/** Every plan of one case or claim, oldest first. */
export async function plansOfDebt(handle: Handle, debt: DebtKey): Promise<PaymentPlan[]> {
	const rows = await handle
		.selectFrom('payment_plan')
		.selectAll()
		.where('penaltyId' in debt ? 'penalty_id' : 'claim_id', '=', 'penaltyId' in debt ? debt.penaltyId : debt.claimId)
		.orderBy('asked_at')
		.orderBy('id')
		.execute()
	return withParts(handle, rows)
}

/** The plans of a dealer, newest first. */
export async function plansOfDealer(handle: Handle, dealerId: string): Promise<PaymentPlan[]> {
	const rows = await handle
		.selectFrom('payment_plan')
		.selectAll()
		.where('dealer_id', '=', dealerId)
		.orderBy('asked_at', 'desc')
		.limit(50)
		.execute()
	return withParts(handle, rows)
}

/** A plan of a dealer within the scope. */
export async function paymentPlanIn(handle: Handle, scope: Scope, id: string): Promise<PaymentPlanRow | undefined> {
	return handle
		.selectFrom('dealer')
		.where((eb) => dealersWithin(eb, scope))
		.innerJoin('payment_plan', 'payment_plan.dealer_id', 'dealer.id')
		.selectAll('payment_plan')
		.where('payment_plan.id', '=', id)
		.executeTakeFirst()
}

/** Plans of a branch that wait for a decision, or all, newest first, with the dealer's name. */
export async function paymentPlansOf(handle: Handle, branchId: string, dealerIds?: readonly string[]) {
	let query = handle
		.selectFrom('payment_plan as p')
		.innerJoin('dealer', 'dealer.id', 'p.dealer_id')
		.leftJoin('penalty', 'penalty.id', 'p.penalty_id')
		.select([
			'p.id',
			'p.state',
			'p.kind',
			'p.total_fen as totalFen',
			'p.asked_at as askedAt',
			'p.penalty_id as penaltyId',
			'p.dealer_id as dealerId',
			'dealer.name as dealerName',
			'penalty.number as number',
		])
		.where('p.branch_id', '=', branchId)
	if (dealerIds) query = query.where('p.dealer_id', 'in', dealerIds.length > 0 ? dealerIds : ['none'])
	return query.orderBy('p.asked_at', 'desc').limit(100).execute()
}

export async function insertPlan(
	tx: Tx,
	row: Insertable<PaymentPlanTable>,
	parts: readonly Insertable<InstalmentTable>[],
): Promise<void> {
	await tx.insertInto('payment_plan').values(row).execute()
	await tx
		.insertInto('instalment')
		.values([...parts])
		.execute()
}

/** Sets columns when the version is still the one that was read. */
export async function updatePaymentPlan(tx: Tx, id: string, version: number, set: PaymentPlanSet): Promise<boolean> {
	const done = await tx
		.updateTable('payment_plan')
		.set({ ...set, version: version + 1 })
		.where('id', '=', id)
		.where('version', '=', version)
		.executeTakeFirst()
	return done.numUpdatedRows === 1n
}
