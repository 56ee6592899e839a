import { proposeSettlement } from '#app/usecases/ledger/propose.server.ts'
import { must } from './penalty-case.ts'
import type { World } from './world.ts'

/** A settlement that was proposed, and a deferral of a case that was asked for, whatever state the case is in. */
export async function layMoney(world: World, penaltyId?: string) {
	const ctx = await world.as('compliance')
	const { id: settlement } = must(await proposeSettlement(ctx, { period: '2026-09' }))
	// Only what the dealer was told of can be deferred.
	let query = world.db.read
		.selectFrom('penalty')
		.select(['id', 'dealer_id'])
		.where('noticed_at', 'is not', null)
		.orderBy('id')
	if (penaltyId) query = query.where('id', '=', penaltyId)
	const penalty = await query.executeTakeFirstOrThrow()
	const paymentPlan = ctx.newId()
	await world.db.write
		.insertInto('payment_plan')
		.values({
			id: paymentPlan,
			branch_id: ctx.actor.branchId,
			dealer_id: penalty.dealer_id,
			penalty_id: penalty.id,
			claim_id: null,
			kind: 'DEFERRAL',
			state: 'ASKED',
			by_dealer: 1,
			reason: '下月回款后一次付清',
			total_fen: 1000,
			base_paid_fen: 0,
			asked_by: ctx.actor.accountId,
			asked_at: ctx.now,
			decided_by: null,
			decided_at: null,
			decision_reason: null,
			ended_at: null,
		})
		.execute()
	await world.db.write
		.insertInto('instalment')
		.values({
			id: ctx.newId(),
			branch_id: ctx.actor.branchId,
			plan_id: paymentPlan,
			no: 1,
			due_on: '2026-12-31',
			amount_fen: 1000,
		})
		.execute()
	return { settlement, paymentPlan }
}
