import type { PenaltyState } from '#app/domain/penalty/machine.ts'
import type { ExitVoteTable, MeasureRecordTable } from '../schema.ts'
import type { Handle, Tx } from '../tx.server.ts'
import type { MeasureRow } from './measures.server.ts'
import { penaltyStateOf } from './penalties.server.ts'

export type ExitVoteRow = { [K in keyof ExitVoteTable]: ExitVoteTable[K] }
export type MeasureRecordRow = { [K in keyof MeasureRecordTable]: MeasureRecordTable[K] }

/** The panel's votes on one exit, in the order in which they were cast. */
export async function exitVotesOf(handle: Handle, measureId: string) {
	return handle
		.selectFrom('exit_vote')
		.leftJoin('account', 'account.id', 'exit_vote.voter_id')
		.selectAll('exit_vote')
		.select('account.name as voterName')
		.where('measure_id', '=', measureId)
		.orderBy('voted_at')
		.orderBy('exit_vote.id')
		.execute()
}

export async function insertExitVote(tx: Tx, row: ExitVoteRow): Promise<void> {
	await tx.insertInto('exit_vote').values(row).execute()
}

/** Records of talks and circulars under one measure, oldest first. */
export async function recordsOf(handle: Handle, measureId: string) {
	return handle
		.selectFrom('measure_record')
		.leftJoin('account', 'account.id', 'measure_record.recorded_by')
		.leftJoin('plan', 'plan.id', 'measure_record.plan_id')
		.selectAll('measure_record')
		.select(['account.name as byName', 'plan.number as planNumber'])
		.where('measure_id', '=', measureId)
		.orderBy('recorded_at')
		.orderBy('measure_record.id')
		.limit(50)
		.execute()
}

export async function insertRecord(tx: Tx, row: MeasureRecordRow): Promise<void> {
	await tx.insertInto('measure_record').values(row).execute()
}

/** A plan of the dealer by its number; undefined when there is none. */
export async function planNumbered(handle: Handle, dealerId: string, number: string) {
	return handle
		.selectFrom('plan')
		.select(['id', 'number'])
		.where('dealer_id', '=', dealerId)
		.where('number', '=', number)
		.executeTakeFirst()
}

/** What a measure rests on: the state of its case, whether the decision was revoked, whether the plan is struck off. */
export async function groundFacts(handle: Handle, penaltyId: string) {
	const row = await handle
		.selectFrom('penalty')
		.select(['state', 'ended_at', 'violation_id', 'number', 'opened_by', 'checked_by', 'dealer_id'])
		.where('id', '=', penaltyId)
		.executeTakeFirstOrThrow()
	const revoked = await handle
		.selectFrom('decision')
		.select('id')
		.where('penalty_id', '=', penaltyId)
		.where('kind', '=', 'REVOCATION')
		.limit(1)
		.executeTakeFirst()
	const plan = await handle
		.selectFrom('plan')
		.select(['id', 'number', 'state'])
		.where((eb) =>
			eb.or([
				eb('penalty_id', '=', penaltyId),
				...(row.violation_id === null ? [] : [eb('violation_id', '=', row.violation_id)]),
			]),
		)
		.orderBy('created_at', 'desc')
		.limit(1)
		.executeTakeFirst()
	const dealer = await handle
		.selectFrom('dealer')
		.select('signed_by')
		.where('id', '=', row.dealer_id)
		.executeTakeFirst()
	const state: PenaltyState = penaltyStateOf(row.state)
	return {
		state,
		number: row.number,
		revoked: revoked !== undefined || row.ended_at !== null,
		plan: plan ?? null,
		barred: [row.opened_by, row.checked_by, dealer?.signed_by ?? null],
	}
}

/** Imposed measures with a threshold whose case stands, for the daily look at points that expired. */
export async function imposedByPoints(handle: Handle, branchId: string): Promise<MeasureRow[]> {
	return handle
		.selectFrom('measure')
		.selectAll()
		.where('branch_id', '=', branchId)
		.where('state', '=', 'IMPOSED')
		.where('threshold', '>', 0)
		.orderBy('dealer_id')
		.limit(5000)
		.execute()
}

export type EffectRow = Pick<
	MeasureRow,
	'id' | 'dealer_id' | 'outlet_id' | 'penalty_id' | 'kind' | 'state' | 'begins_on' | 'ends_on'
> & { readonly number: string }

/** Imposed measures that reach any of the outlets or dealers, with the number of their case. */
export async function imposedOn(
	handle: Handle,
	of: { readonly outletIds: readonly string[]; readonly dealerIds: readonly string[] },
): Promise<EffectRow[]> {
	if (of.dealerIds.length === 0) return []
	return handle
		.selectFrom('measure')
		.innerJoin('penalty', 'penalty.id', 'measure.penalty_id')
		.select([
			'measure.id',
			'measure.dealer_id',
			'measure.outlet_id',
			'measure.penalty_id',
			'measure.kind',
			'measure.state',
			'measure.begins_on',
			'measure.ends_on',
			'penalty.number',
		])
		.where('measure.state', '=', 'IMPOSED')
		.where((eb) =>
			eb.or([
				eb.and([eb('measure.outlet_id', 'is', null), eb('measure.dealer_id', 'in', of.dealerIds)]),
				...(of.outletIds.length === 0 ? [] : [eb('measure.outlet_id', 'in', of.outletIds)]),
			]),
		)
		.orderBy('measure.begins_on')
		.orderBy('measure.id')
		.limit(2000)
		.execute()
}

/** Dealers whose deposit is short beyond the date: new business off, or closed after an imposed suspension. */
export async function topupEffects(handle: Handle, dealerIds: readonly string[]) {
	if (dealerIds.length === 0) return []
	return handle
		.selectFrom('topup_notice')
		.select(['id', 'dealer_id', 'number', 'business_off_at', 'suspension_verdict', 'suspension_decided_at'])
		.where('dealer_id', 'in', dealerIds)
		.where('state', '<>', 'ENDED')
		.where('business_off_at', 'is not', null)
		.execute()
}
