import { sql } from 'kysely'
import type { Scope } from '#app/domain/access.ts'
import type { ClawbackState } from '#app/domain/claim/clawback.ts'
import type { Instant } from '#app/domain/time.ts'
import type { ClawbackRecordTable, ClawbackTable } from '../schema-claims.ts'
import { decodeCursor, type Page, pageOf } from '../sql.server.ts'
import type { Handle, Tx } from '../tx.server.ts'
import { dealersWithin } from './scope.server.ts'

export type ClawbackRow = { [K in keyof ClawbackTable]: K extends 'version' ? number : ClawbackTable[K] }
export type ClawbackSet = Partial<Omit<ClawbackRow, 'id' | 'version'>>

/** One claw-back whose dealer lies within the scope. */
export async function clawbackIn(handle: Handle, scope: Scope, id: string): Promise<ClawbackRow | undefined> {
	return handle
		.selectFrom('clawback')
		.innerJoin('dealer', 'dealer.id', 'clawback.dealer_id')
		.selectAll('clawback')
		.where('clawback.id', '=', id)
		.where((eb) => dealersWithin(eb, scope))
		.executeTakeFirst()
}

export async function insertClawback(
	tx: Tx,
	row: Omit<ClawbackRow, 'version'>,
	records: readonly ClawbackRecordTable[],
): Promise<void> {
	await tx.insertInto('clawback').values(row).execute()
	for (let i = 0; i < records.length; i += 100)
		await tx
			.insertInto('clawback_record')
			.values(records.slice(i, i + 100))
			.execute()
}

/** True when the row still had this version. */
export async function updateClawback(tx: Tx, id: string, version: number, set: ClawbackSet): Promise<boolean> {
	const result = await tx
		.updateTable('clawback')
		.set({ ...set, version: version + 1 })
		.where('id', '=', id)
		.where('version', '=', version)
		.executeTakeFirst()
	return result.numUpdatedRows === 1n
}

/** The claim is over: its records may be claimed again. */
export async function releaseRecords(tx: Tx, clawbackId: string): Promise<void> {
	await tx.updateTable('clawback_record').set({ live: 0 }).where('clawback_id', '=', clawbackId).execute()
}

/** The activations of a claw-back, highest commission first; numbers are masked in the table itself. */
export async function recordsOf(handle: Handle, clawbackId: string) {
	return handle
		.selectFrom('clawback_record')
		.innerJoin('activation', 'activation.id', 'clawback_record.activation_id')
		.innerJoin('outlet', 'outlet.id', 'activation.outlet_id')
		.select([
			'activation.id',
			'activation.record_key as recordKey',
			'activation.number_masked as number',
			'activation.activated_on as activatedOn',
			'activation.bad',
			'activation.bad_reason as badReason',
			'outlet.name as outletName',
			'clawback_record.amount_fen as amountFen',
			'clawback_record.cancelled_fen as cancelledFen',
		])
		.where('clawback_record.clawback_id', '=', clawbackId)
		.orderBy('clawback_record.amount_fen', 'desc')
		.orderBy('activation.activated_on')
		.orderBy('activation.record_key')
		.execute()
}

export type ClawbackFilter = { readonly state?: ClawbackState | undefined; readonly dealerId?: string | undefined }

function filtered(handle: Handle, scope: Scope, filter: ClawbackFilter) {
	let query = handle
		.selectFrom('clawback')
		.innerJoin('dealer', 'dealer.id', 'clawback.dealer_id')
		.where('clawback.branch_id', '=', scope.branchId)
		.where((eb) => dealersWithin(eb, scope))
	if (filter.state) query = query.where('clawback.state', '=', filter.state)
	if (filter.dealerId) query = query.where('clawback.dealer_id', '=', filter.dealerId)
	return query
}

/** A page of claw-backs, newest first. */
export async function clawbacksPage(
	handle: Handle,
	scope: Scope,
	filter: ClawbackFilter,
	cursor: string | null,
	size: number,
) {
	let query = filtered(handle, scope, filter)
	const after = decodeCursor(cursor, 2)
	if (after) {
		const at = String(after[0]) as Instant // a cursor of ours
		const id = String(after[1])
		query = query.where((eb) =>
			eb.or([eb('clawback.made_at', '<', at), eb.and([eb('clawback.made_at', '=', at), eb('clawback.id', '<', id)])]),
		)
	}
	const rows = await query
		.select([
			'clawback.id',
			'clawback.number',
			'clawback.period',
			'clawback.cause',
			'clawback.state',
			'clawback.records',
			'clawback.bad_records as badRecords',
			'clawback.total_records as totalRecords',
			'clawback.amount_fen as amountFen',
			'clawback.cancelled_fen as cancelledFen',
			'clawback.exit_review as exitReview',
			'clawback.objection_until as objectionUntil',
			'clawback.objected_at as objectedAt',
			'clawback.answered_at as answeredAt',
			'clawback.made_at as madeAt',
			'dealer.id as dealerId',
			'dealer.name as dealerName',
		])
		.orderBy('clawback.made_at', 'desc')
		.orderBy('clawback.id', 'desc')
		.limit(size + 1)
		.execute()
	const page: Page<(typeof rows)[number]> = pageOf(rows, size, (row) => [row.madeAt, row.id])
	return page
}

export async function countClawbacks(handle: Handle, scope: Scope, filter: ClawbackFilter): Promise<number> {
	const row = await filtered(handle, scope, filter)
		.select((eb) => eb.fn.countAll<number>().as('n'))
		.executeTakeFirstOrThrow()
	return Number(row.n)
}

/** Confirmed claims of the branch: the sweep looks which were collected in full. */
export async function confirmedClawbacks(handle: Handle, branchId: string) {
	return handle
		.selectFrom('clawback')
		.select(['id', 'amount_fen'])
		.where('branch_id', '=', branchId)
		.where('state', '=', 'CONFIRMED')
		.orderBy('confirmed_at')
		.execute()
}

/** Decided L4 cases of a dealer, for a claim on all bad records; newest first. */
export async function graveCasesOf(handle: Handle, dealerId: string) {
	return handle
		.selectFrom('penalty')
		.select(['id', 'number', 'occurred_on as occurredOn'])
		.where('dealer_id', '=', dealerId)
		.where('severity', '=', 'L4')
		.where('decided_at', 'is not', null)
		.where('state', 'not in', ['WITHDRAWN', 'REVOKED', 'WAIVED', 'LAPSED'])
		.orderBy('occurred_on', 'desc')
		.limit(50)
		.execute()
}

/** The violation by which the farming of a claim became a case: it names the claim, or lies in its month. */
export async function farmingCaseOf(handle: Handle, of: Pick<ClawbackRow, 'dealer_id' | 'number' | 'period'>) {
	return handle
		.selectFrom('violation')
		.select(['id', 'number'])
		.where('dealer_id', '=', of.dealer_id)
		.where('violation_type', '=', 'D05')
		.where('state', '<>', 'DISMISSED')
		.where((eb) => eb.or([eb('source_ref', '=', of.number), sql<boolean>`substr(occurred_on, 1, 7) = ${of.period}`]))
		.orderBy('opened_at')
		.limit(1)
		.executeTakeFirst()
}

/** The outlet with most farmed numbers in a dealer's month. */
export async function farmedOutlet(handle: Handle, dealerId: string, month: string): Promise<string | undefined> {
	const row = await handle
		.selectFrom('activation')
		.select('outlet_id')
		.where('dealer_id', '=', dealerId)
		.where('month', '=', month)
		.where('bad', '=', 'FARMED')
		.groupBy('outlet_id')
		.orderBy((eb) => eb.fn.countAll(), 'desc')
		.orderBy('outlet_id')
		.limit(1)
		.executeTakeFirst()
	return row?.outlet_id
}
