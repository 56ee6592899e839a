import { sql } from 'kysely'
import type { Handle } from '../tx.server.ts'

/** Rows that must not exist (trust 2.2, domain 4): reviews, what they lowered, who decided, what was left to do. */

const INCOME = ['DEPOSIT_HELD', 'RECEIVABLE', 'PENALTY_INCOME'] as const

/** Decisions above an earlier one of the same case: a review and a new decision after it only go down. */
export async function raisedDecisions(handle: Handle, limit: number) {
	return handle
		.selectFrom('decision as d')
		.innerJoin('decision as earlier', 'earlier.penalty_id', 'd.penalty_id')
		.select(['d.id', 'd.penalty_id', 'd.amount_fen as fen', 'earlier.amount_fen as before'])
		.where('d.kind', 'in', ['DECISION', 'REVIEW'])
		.where('earlier.kind', 'in', ['DECISION', 'REVIEW'])
		.where((eb) =>
			eb.or([
				eb('earlier.round', '<', eb.ref('d.round')),
				eb.and([
					eb('earlier.round', '=', eb.ref('d.round')),
					eb('earlier.kind', '=', 'DECISION'),
					eb('d.kind', '=', 'REVIEW'),
				]),
			]),
		)
		.where('d.amount_fen', '>', sql<number>`earlier.amount_fen`)
		.limit(limit)
		.execute()
}

/** Reviews that were decided and taken back, or that name the wrong kind of decider for a default. */
export async function crookedReviews(handle: Handle, limit: number) {
	return handle
		.selectFrom('review')
		.leftJoin('account', 'account.id', 'review.decided_by')
		.select(['review.id', 'review.penalty_id', 'review.withdrawn_at', 'review.by_default'])
		.where('review.outcome', 'is not', null)
		.where((eb) =>
			eb.or([
				eb('review.withdrawn_at', 'is not', null),
				eb.and([eb('review.by_default', '=', 1), eb('account.kind', '<>', 'system')]),
				eb.and([eb('review.by_default', '=', 0), eb('account.kind', '=', 'system')]),
			]),
		)
		.limit(limit)
		.execute()
}

/** Reviews decided by somebody who had opened, checked, decided or voted on the case. */
export async function partialReviewers(handle: Handle, limit: number) {
	return handle
		.selectFrom('review')
		.innerJoin('penalty', 'penalty.id', 'review.penalty_id')
		.select(['review.id', 'penalty.number', 'review.decided_by'])
		.where('review.decided_by', 'is not', null)
		.where((eb) =>
			eb.or([
				eb('review.decided_by', '=', eb.ref('penalty.opened_by')),
				eb('review.decided_by', '=', eb.ref('penalty.checked_by')),
				eb.exists(
					eb
						.selectFrom('decision')
						.select('decision.id')
						.whereRef('decision.penalty_id', '=', 'review.penalty_id')
						.whereRef('decision.decided_by', '=', 'review.decided_by')
						.where('decision.kind', '=', 'DECISION'),
				),
				eb.exists(
					eb
						.selectFrom('panel_vote')
						.select('panel_vote.id')
						.whereRef('panel_vote.penalty_id', '=', 'review.penalty_id')
						.whereRef('panel_vote.voter_id', '=', 'review.decided_by'),
				),
			]),
		)
		.limit(limit)
		.execute()
}

/** Open tasks that nobody will ever do: of a case that has ended, or left by a revoked case that is closed. */
export async function strandedTasks(handle: Handle, limit: number) {
	return handle
		.selectFrom('case_task')
		.innerJoin('penalty as subject', 'subject.id', 'case_task.penalty_id')
		.innerJoin('penalty as cause', 'cause.id', 'case_task.cause_penalty_id')
		.select(['case_task.id', 'case_task.kind', 'subject.number as caseNumber', 'cause.number as causeNumber'])
		.where('case_task.done_at', 'is', null)
		.where((eb) =>
			eb.or([
				eb.and([
					eb('case_task.kind', '=', 'recompute'),
					eb('subject.state', 'in', ['WITHDRAWN', 'REVOKED', 'LAPSED', 'WAIVED']),
				]),
				eb.and([eb('case_task.because', '=', 'REVOKED'), eb('cause.state', '=', 'CLOSED')]),
			]),
		)
		.limit(limit)
		.execute()
}

/** Money that is still held, owed or kept for a case whose decision was revoked. */
export async function moneyOfRevoked(handle: Handle, limit: number) {
	return handle
		.selectFrom('decision')
		.innerJoin('ledger_txn', 'ledger_txn.penalty_id', 'decision.penalty_id')
		.innerJoin('ledger_entry', 'ledger_entry.txn_id', 'ledger_txn.id')
		.select(['decision.penalty_id', 'ledger_entry.account'])
		.select((eb) => [
			eb.fn.sum<number | string>('ledger_entry.credit_fen').as('credit'),
			eb.fn.sum<number | string>('ledger_entry.debit_fen').as('debit'),
		])
		.where('decision.kind', '=', 'REVOCATION')
		.where('ledger_entry.account', 'in', [...INCOME])
		.groupBy(['decision.penalty_id', 'ledger_entry.account'])
		.having(sql<boolean>`sum(ledger_entry.credit_fen) <> sum(ledger_entry.debit_fen)`)
		.limit(limit)
		.execute()
}

export async function reviewCount(handle: Handle): Promise<number> {
	const row = await handle
		.selectFrom('review')
		.select((eb) => eb.fn.countAll<number>().as('n'))
		.executeTakeFirstOrThrow()
	return Number(row.n)
}
