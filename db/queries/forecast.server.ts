import type { Fen } from '#app/domain/money.ts'
import type { Instant } from '#app/domain/time.ts'
import type { Handle } from '../tx.server.ts'

const OPEN = ['PRE_NOTICED', 'DEFENCE', 'DECIDED', 'SERVED', 'REVIEW', 'REVIEWED'] as const

/** Cases of a dealer that a notice has told of and that are not final, with the amount that stands (fen). */
export async function toldOpenCases(handle: Handle, dealerId: string) {
	return handle
		.selectFrom('penalty')
		.select(['id', 'number', 'amount_fen as amountFen'])
		.where('dealer_id', '=', dealerId)
		.where('state', 'in', OPEN)
		.where('historic', '=', 0)
		.orderBy('number')
		.execute()
}

/** Noticed and finally decided amounts of the branch's cases that became final since a moment, revoked ones at zero. */
export async function decidedShare(
	handle: Handle,
	branchId: string,
	since: Instant,
): Promise<{ noticedFen: Fen; decidedFen: Fen; cases: number }> {
	const row = await handle
		.selectFrom('penalty')
		.select((eb) => [
			eb.fn.countAll<number>().as('n'),
			eb.fn.sum<number | string | null>('notice_amount_fen').as('noticed'),
			eb.fn
				.sum<number | string | null>(
					eb.case().when('state', '=', 'REVOKED').then(0).else(eb.ref('decided_amount_fen')).end(),
				)
				.as('decided'),
		])
		.where('branch_id', '=', branchId)
		.where('historic', '=', 0)
		.where('notice_amount_fen', 'is not', null)
		.where('decided_amount_fen', 'is not', null)
		.where('decided_at', '>=', since)
		.executeTakeFirstOrThrow()
	return { noticedFen: Number(row.noticed ?? 0), decidedFen: Number(row.decided ?? 0), cases: Number(row.n) }
}
