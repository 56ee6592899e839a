import type { Handle } from '../tx.server.ts'

/** Every claw-back with what its records add up to. */
export async function clawbacksToVerify(handle: Handle) {
	const rows = await handle
		.selectFrom('clawback')
		.selectAll('clawback')
		.select((eb) => [
			eb
				.selectFrom('clawback_record as r')
				.whereRef('r.clawback_id', '=', 'clawback.id')
				.select((inner) => inner.fn.countAll<number>().as('n'))
				.as('recordCount'),
			eb
				.selectFrom('clawback_record as r')
				.whereRef('r.clawback_id', '=', 'clawback.id')
				.select((inner) => inner.fn.sum<number>('r.live').as('n'))
				.as('liveCount'),
			eb
				.selectFrom('clawback_record as r')
				.whereRef('r.clawback_id', '=', 'clawback.id')
				.select((inner) => inner.fn.sum<number>('r.amount_fen').as('n'))
				.as('recordFen'),
			eb
				.selectFrom('clawback_record as r')
				.whereRef('r.clawback_id', '=', 'clawback.id')
				.select((inner) => inner.fn.sum<number>('r.cancelled_fen').as('n'))
				.as('recordCancelledFen'),
		])
		.orderBy('id')
		.execute()
	return rows.map((row) => ({
		...row,
		recordCount: Number(row.recordCount ?? 0),
		liveCount: Number(row.liveCount ?? 0),
		recordFen: Number(row.recordFen ?? 0),
		recordCancelledFen: Number(row.recordCancelledFen ?? 0),
	}))
}

export async function redressToVerify(handle: Handle) {
	return handle.selectFrom('redress').selectAll().orderBy('id').execute()
}

/** Refunds that are still owed although their clock has run out, without the flag that says so. */
export async function unflaggedRedress(handle: Handle, limit: number) {
	return handle
		.selectFrom('redress')
		.innerJoin('clock', (join) =>
			join
				.onRef('clock.subject_id', '=', 'redress.violation_id')
				.onRef('clock.round', '=', 'redress.no')
				.on('clock.subject_kind', '=', 'violation')
				.on('clock.state', '=', 'BREACHED'),
		)
		.select(['redress.id', 'redress.number', 'clock.kind'])
		.where('redress.state', '=', 'OWED')
		.where((eb) =>
			eb.or([
				eb.and([eb('clock.kind', '=', 'refund'), eb('redress.overdue_at', 'is', null)]),
				eb.and([eb('clock.kind', '=', 'refund.late'), eb('redress.delayed_at', 'is', null)]),
			]),
		)
		.limit(limit)
		.execute()
}

export async function topupsToVerify(handle: Handle) {
	return handle.selectFrom('topup_notice').selectAll().orderBy('id').execute()
}

/** Every exit with its dealer's status. */
export async function exitsToVerify(handle: Handle) {
	return handle
		.selectFrom('dealer_exit')
		.innerJoin('dealer', 'dealer.id', 'dealer_exit.dealer_id')
		.selectAll('dealer_exit')
		.select('dealer.status as dealerStatus')
		.orderBy('dealer_exit.id')
		.execute()
}

/** What an exit's refunds have posted, and the earliest day. */
export async function exitRefunds(handle: Handle, exitId: string) {
	return handle
		.selectFrom('ledger_txn')
		.select(['amount_fen', 'posted_on'])
		.where('kind', '=', 'REFUND')
		.where('idempotency_key', 'like', `exit:${exitId}:refund:%`)
		.execute()
}

/** What was paid to the user in advance for a claim. */
export async function advancePaid(handle: Handle, claimId: string): Promise<number> {
	const rows = await handle
		.selectFrom('ledger_txn')
		.select('amount_fen')
		.where('claim_id', '=', claimId)
		.where('kind', '=', 'REDRESS_PAID')
		.execute()
	return rows.reduce((sum, row) => sum + row.amount_fen, 0)
}

/** Postings for a claim that there is not. */
export async function strayClaims(handle: Handle, limit: number) {
	return handle
		.selectFrom('ledger_txn')
		.select(['id', 'claim_id'])
		.where('claim_id', 'is not', null)
		.where((eb) =>
			eb.and([
				eb.not(
					eb.exists(
						eb.selectFrom('clawback').select('clawback.id').whereRef('clawback.id', '=', 'ledger_txn.claim_id'),
					),
				),
				eb.not(
					eb.exists(eb.selectFrom('redress').select('redress.id').whereRef('redress.id', '=', 'ledger_txn.claim_id')),
				),
			]),
		)
		.limit(limit)
		.execute()
}
