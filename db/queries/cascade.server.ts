import type { LedgerLine, MeasureFact } from '#app/domain/penalty/cascade.ts'
import { localDateOf } from '#app/domain/time.ts'
import type { ReviewExtensionTable } from '../schema.ts'
import type { Handle, Tx } from '../tx.server.ts'
import { txnsOfCase } from './ledger.server.ts'

/** The dealer's measures that are proposed or in force, with the number of the case that set each off. */
export async function standingMeasures(handle: Handle, dealerId: string): Promise<MeasureFact[]> {
	const rows = await handle
		.selectFrom('measure')
		.innerJoin('penalty', 'penalty.id', 'measure.penalty_id')
		.select([
			'measure.id',
			'measure.kind',
			'measure.state',
			'measure.threshold',
			'measure.cause',
			'measure.penalty_id',
			'measure.proposed_at',
			'penalty.number',
		])
		.where('measure.dealer_id', '=', dealerId)
		.where('measure.state', 'in', ['PROPOSED', 'IMPOSED'])
		.orderBy('measure.proposed_at')
		.orderBy('measure.id')
		.execute()
	return rows.map((row) => ({
		id: row.id,
		kind: row.kind,
		state: row.state,
		threshold: row.threshold,
		cause: row.cause,
		penaltyId: row.penalty_id,
		caseNumber: row.number,
		proposedOn: localDateOf(row.proposed_at),
	}))
}

/** The postings of a case, oldest first (fen). */
export async function ledgerLines(handle: Handle, penaltyId: string): Promise<LedgerLine[]> {
	return (await txnsOfCase(handle, penaltyId)).map((row) => ({
		id: row.id,
		kind: row.kind,
		amountFen: row.amount_fen,
		voucher: row.voucher,
		postedOn: row.posted_on,
	}))
}

export type ReviewExtensionRow = { [K in keyof ReviewExtensionTable]: ReviewExtensionTable[K] }

/** The reviewer's longer times of a case, one per round at most. */
export async function reviewExtensionsOf(handle: Handle, penaltyId: string): Promise<ReviewExtensionRow[]> {
	return handle
		.selectFrom('review_extension')
		.selectAll()
		.where('penalty_id', '=', penaltyId)
		.orderBy('round')
		.execute()
}

export async function insertReviewExtension(tx: Tx, row: ReviewExtensionRow): Promise<void> {
	await tx.insertInto('review_extension').values(row).execute()
}
