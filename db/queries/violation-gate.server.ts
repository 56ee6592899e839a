import type { LocalDate } from '#app/domain/time.ts'
import type { ViolationUpliftTable } from '../schema.ts'
import { flag } from '../sql.server.ts'
import type { Handle, Tx } from '../tx.server.ts'

export type Circumstance = { readonly contactOrThreat: boolean; readonly refundClaimedOn: LocalDate | null }
export type UpliftRow = { [K in keyof ViolationUpliftTable]: ViolationUpliftTable[K] }

/** Keeps what may raise the severity of a violation; a correction of the draft replaces it. */
export async function saveCircumstance(
	tx: Tx,
	branchId: string,
	violationId: string,
	one: Circumstance,
): Promise<void> {
	const set = { contact_or_threat: flag(one.contactOrThreat), refund_claimed_on: one.refundClaimedOn }
	await tx
		.insertInto('violation_circumstance')
		.values({ violation_id: violationId, branch_id: branchId, ...set })
		.onConflict((on) => on.column('violation_id').doUpdateSet(set))
		.execute()
}

/** What may raise the severity of a violation; nothing where nobody said anything. */
export async function circumstanceOfViolation(handle: Handle, violationId: string): Promise<Circumstance> {
	const row = await handle
		.selectFrom('violation_circumstance')
		.selectAll()
		.where('violation_id', '=', violationId)
		.executeTakeFirst()
	return { contactOrThreat: row?.contact_or_threat === 1, refundClaimedOn: row?.refund_claimed_on ?? null }
}

/** Append-only, once per violation. */
export async function insertUplift(tx: Tx, row: UpliftRow): Promise<void> {
	await tx.insertInto('violation_uplift').values(row).execute()
}

/** The raised severity of a violation, where it was raised. */
export async function upliftOfViolation(handle: Handle, violationId: string): Promise<UpliftRow | undefined> {
	return handle.selectFrom('violation_uplift').selectAll().where('violation_id', '=', violationId).executeTakeFirst()
}

/** Violations of one outlet, type and day, dismissed and imported ones too; at most 20, oldest first. */
export async function sameDayViolations(handle: Handle, outletId: string, typeCode: string, on: LocalDate) {
	return handle
		.selectFrom('violation')
		.leftJoin('account', 'account.id', 'violation.opened_by')
		.select([
			'violation.id',
			'violation.number',
			'violation.state',
			'violation.dealer_id as dealerId',
			'violation.outlet_id as outletId',
			'violation.violation_type as typeCode',
			'violation.occurred_on as occurredOn',
			'violation.facts',
			'violation.units',
			'violation.source',
			'violation.historic',
			'violation.opened_at as openedAt',
			'account.name as openedBy',
		])
		.where('violation.outlet_id', '=', outletId)
		.where('violation.violation_type', '=', typeCode)
		.where('violation.occurred_on', '=', on)
		.orderBy('violation.opened_at')
		.orderBy('violation.id')
		.limit(20)
		.execute()
}

/** Units of a dealer's other violations of one type from a day to a day, dismissed ones left out. */
export async function unitsBetween(
	handle: Handle,
	of: {
		readonly dealerId: string
		readonly typeCode: string
		readonly from: LocalDate
		readonly to: LocalDate
		readonly exceptId: string
	},
): Promise<number> {
	const row = await handle
		.selectFrom('violation')
		.select((eb) => eb.fn.coalesce(eb.fn.sum<number>('units'), eb.lit(0)).as('units'))
		.where('dealer_id', '=', of.dealerId)
		.where('violation_type', '=', of.typeCode)
		.where('occurred_on', '>=', of.from)
		.where('occurred_on', '<=', of.to)
		.where('id', '<>', of.exceptId)
		.where('state', '<>', 'DISMISSED')
		.executeTakeFirstOrThrow()
	return Number(row.units)
}

/** Days of occurrence of a dealer's L1 cases of one type at an outlet, or anywhere, whose decision was served before a day and stands. */
export async function servedMinorDays(
	handle: Handle,
	of: {
		readonly dealerId: string
		readonly outletId: string | null
		readonly typeCode: string
		readonly before: LocalDate
	},
): Promise<LocalDate[]> {
	let query = handle
		.selectFrom('penalty')
		.select('occurred_on')
		.where('dealer_id', '=', of.dealerId)
		.where('violation_type', '=', of.typeCode)
		.where('severity', '=', 'L1')
		.where('decision_served_on', 'is not', null)
		.where('decision_served_on', '<', of.before)
		.where('historic', '=', 0)
		.where((eb) =>
			eb.not(
				eb.exists(
					eb
						.selectFrom('decision')
						.select('decision.id')
						.whereRef('decision.penalty_id', '=', 'penalty.id')
						.where('decision.kind', '=', 'REVOCATION'),
				),
			),
		)
	if (of.outletId !== null) query = query.where('outlet_id', '=', of.outletId)
	const rows = await query.orderBy('occurred_on', 'desc').limit(100).execute()
	return rows.map((row) => row.occurred_on)
}
