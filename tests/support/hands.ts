import type { World } from './world.ts'

/** An entry of the blacklist, as an exit would have made it. */
export async function layEntry(world: World): Promise<string> {
	const ctx = await world.as('compliance')
	const id = ctx.newId()
	const from = await world.db.read.selectFrom('measure').select('id').orderBy('id').executeTakeFirstOrThrow()
	await world.db.write
		.insertInto('blacklist_entry')
		.values({
			id,
			branch_id: ctx.actor.branchId,
			number: 'HMD-2026-0001',
			kind: 'DEALER',
			dealer_id: await world.dealerId('D-0002'),
			person_id: null,
			measure_id: from.id,
			name: '同名公司',
			credit_code: null,
			id_hmac: null,
			id_tail: null,
			from_on: ctx.today,
			until_on: ctx.today,
			state: 'IN_FORCE',
			listed_by: ctx.actor.accountId,
			listed_at: ctx.now,
			ended_by: null,
			ended_at: null,
			end_reason: null,
		})
		.execute()
	return id
}

/** Premises that came to the other dealer, asked to begin anew. */
export async function laySuccession(world: World): Promise<string> {
	const ctx = await world.as('compliance')
	const id = ctx.newId()
	await world.db.write
		.insertInto('succession')
		.values({
			id,
			branch_id: ctx.actor.branchId,
			kind: 'SOLD',
			outlet_id: await world.outletId('JZ-WJ-0400'),
			from_dealer_id: await world.dealerId('D-0001'),
			to_dealer_id: await world.dealerId('D-0002'),
			happened_on: ctx.today,
			state: 'ASKED',
			reason: '双方没有关系',
			before_json: '{}',
			proposed_by: ctx.actor.accountId,
			proposed_at: ctx.now,
			decided_by: null,
			decided_at: null,
			decision_reason: null,
		})
		.execute()
	return id
}
