import { oweRedress } from '#app/usecases/claims/redress-acts.server.ts'
import { insertClawback } from '#db/queries/clawbacks.server.ts'
import { insertTopup } from '#db/queries/topups.server.ts'
import { must } from './penalty-case.ts'
import type { World } from './world.ts'

/** A claw-back and a running top-up of the first dealer, and a refund of its first confirmed violation. */
export async function layClaims(world: World) {
	const ctx = await world.as('compliance')
	const dealerId = await world.dealerId('D-0001')
	const [clawback, topup] = [ctx.newId(), ctx.newId()]
	const base = { branch_id: ctx.actor.branchId, dealer_id: dealerId }
	must(
		await ctx.inTx<null>(ctx.actor.branchId, async (tx) => {
			await insertClawback(
				tx,
				{
					...base,
					id: clawback,
					number: 'KH-2026-0001',
					period: '2026-10',
					cause: 'VOID_BUSINESS',
					penalty_id: null,
					rulebook_version_id: null,
					total_records: 1,
					bad_records: 1,
					allowed_records: 0,
					records: 1,
					amount_fen: 100,
					cancelled_fen: 0,
					exit_review: 0,
					state: 'DRAFT',
					reason: '虚假业务',
					made_by: ctx.actor.accountId,
					made_at: ctx.now,
					objection_until: ctx.today,
					objection: null,
					objected_by: null,
					objected_at: null,
					answer: null,
					answered_by: null,
					answered_at: null,
					confirmed_by: null,
					confirmed_at: null,
					collected_at: null,
					end_reason: null,
					ended_by: null,
					ended_at: null,
				},
				[],
			)
			await insertTopup(tx, {
				...base,
				id: topup,
				number: 'BZ-2026-0001',
				required_fen: 200,
				balance_fen: 100,
				short_fen: 100,
				state: 'NOTICED',
				noticed_at: ctx.now,
				due_on: ctx.today,
				due_at: ctx.now,
				steps_json: '[]',
				suspend_on: ctx.today,
				business_off_at: null,
				violation_id: null,
				suspension_at: null,
				suspension_verdict: null,
				suspension_by: null,
				suspension_decided_at: null,
				suspension_reason: null,
				ended_at: null,
				end_balance_fen: null,
			})
			return { ok: true, value: null }
		}),
	)
	const violation = await world.db.read
		.selectFrom('violation')
		.select('id')
		.where('state', '=', 'CONFIRMED')
		.where('dealer_id', '=', dealerId)
		.orderBy('id')
		.executeTakeFirst()
	if (!violation) throw new Error('No confirmed violation')
	const ask = { violationId: violation.id, user: '138****1234', basis: 'REFUND', priceFen: 100 } as const
	return { clawback, topup, refund: must(await oweRedress(ctx, ask)).id }
}
