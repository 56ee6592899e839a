import type { DecisionTable, ReviewTable } from '../schema.ts'
import type { Handle, Tx } from '../tx.server.ts'

export type DecisionRow = { [K in keyof DecisionTable]: DecisionTable[K] }
export type ReviewRow = { [K in keyof ReviewTable]: ReviewTable[K] }

/** Every decision of a case, oldest first: decided, reviewed, revoked, waived. */
export async function decisionsOf(handle: Handle, penaltyId: string): Promise<DecisionRow[]> {
	return handle
		.selectFrom('decision')
		.selectAll()
		.where('penalty_id', '=', penaltyId)
		.orderBy('decided_at')
		.orderBy('id')
		.execute()
}

/** Append-only: a decision is varied or revoked by a later row. */
export async function insertDecision(tx: Tx, row: DecisionRow): Promise<void> {
	await tx.insertInto('decision').values(row).execute()
}

/** The reviews of a case, one per round. */
export async function reviewsOf(handle: Handle, penaltyId: string): Promise<ReviewRow[]> {
	return handle.selectFrom('review').selectAll().where('penalty_id', '=', penaltyId).orderBy('round').execute()
}

export async function insertReview(tx: Tx, row: ReviewRow): Promise<void> {
	await tx.insertInto('review').values(row).execute()
}

/** Closes the review of a round: decided or withdrawn. */
export async function updateReview(
	tx: Tx,
	penaltyId: string,
	round: number,
	set: Partial<
		Pick<ReviewRow, 'outcome' | 'amount_fen' | 'reason' | 'decided_by' | 'decided_at' | 'withdrawn_at' | 'by_default'>
	>,
): Promise<void> {
	await tx.updateTable('review').set(set).where('penalty_id', '=', penaltyId).where('round', '=', round).execute()
}
