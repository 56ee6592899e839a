import type { Instant } from '#app/domain/time.ts'
import type { PenaltyTable } from '../schema.ts'
import type { Handle } from '../tx.server.ts'

/**
 * Amounts in fen of the branch's cases of one type and severity that were decided since a moment, the case itself and
 * revoked ones left out; in no order. Served by the index penalty_like.
 */
export async function likeAmounts(
	handle: Handle,
	like: {
		readonly branchId: string
		readonly typeCode: string
		readonly severity: PenaltyTable['severity'] & string
		readonly since: Instant
		readonly exceptId: string
	},
): Promise<number[]> {
	const rows = await handle
		.selectFrom('penalty')
		.select(['decided_amount_fen'])
		.where('branch_id', '=', like.branchId)
		.where('violation_type', '=', like.typeCode)
		.where('severity', '=', like.severity)
		.where('decided_at', 'is not', null)
		.where('decided_at', '>=', like.since)
		.where('id', '<>', like.exceptId)
		.where('historic', '=', 0)
		.where('state', 'not in', ['REVOKED', 'DEFENCE'])
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
		.execute()
	return rows.flatMap((row) => (row.decided_amount_fen === null ? [] : [row.decided_amount_fen]))
}
