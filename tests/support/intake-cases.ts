import type { Action, Actor } from '#app/domain/access.ts'
import { covers, scopeOf } from '#app/domain/access.ts'
import { addBatchItem, openBatch, registerSupervisor } from '#app/usecases/intake/batches.server.ts'
import { nameSuccessor } from '#app/usecases/intake/hand-over.server.ts'
import { importSatisfaction, takeSatisfaction } from '#app/usecases/intake/import-satisfaction.server.ts'
import { orderFromItem } from '#app/usecases/intake/make-order.server.ts'
import { complained, makeForm } from './intake.ts'
import { done } from './orders.ts'
import type { World } from './world.ts'

/** Complaints with and without an outlet, one handed over, one made an order, a cluster, a batch, two bad months. */
export async function layIntake(world: World) {
	const ctx = await world.as('orders')
	const complaint = await complained(world, { category: 'G' })
	const ownComplaint = await complained(world, { category: 'C' }, 'compliance')
	await complained(world, { outletId: '', category: 'Z' })
	await complained(world, { outletId: await world.outletId('JZ-ND-0101') })
	await complained(world, { category: 'D' }, 'manager')
	const handed = await complained(world, { category: 'A' })
	const to = await world.accountId('compliance')
	done(await nameSuccessor(ctx, { id: handed, version: 1, to, reason: '' }))
	done(await orderFromItem(ctx, await complained(world, { category: 'E' }), await makeForm(world, 1)))
	for (let n = 0; n < 5; n++) await complained(world)
	const proposal = await world.db.read.selectFrom('order_proposal').select('id').executeTakeFirstOrThrow()
	const sinceOn = '2026-01-01' as const
	const person = { code: 'SD-001', name: '沈工', background: 'MEDIA', sinceOn } as const
	const supervisor = done(await registerSupervisor(ctx, person))
	const receivedOn = ctx.today
	const batch = done(await openBatch(ctx, { kind: 'opinion', period: '2026-11', title: '', receivedOn })).id
	const item = {
		requestKey: 'laid-opinion',
		supervisorId: supervisor.id,
		topic: '' as const,
		outletId: '',
		category: 'G' as const,
		matter: '营业厅高峰时段排队过长。',
		wanted: '',
	}
	done(await addBatchItem(ctx, batch, item))
	const lines = ['JZ-WJ-0312,2026-09,95.00', 'JZ-WJ-0312,2026-10,94.00', 'JZ-ND-0101,2026-10,97.20']
	const bytes = Buffer.from(['网点编码,月份,满意度', ...lines].join('\n'))
	const taken = await takeSatisfaction(ctx, { name: 'm.csv', bytes })
	if ('token' in taken) done(await importSatisfaction(ctx, taken.token))
	return { complaint, ownComplaint, handed, batch, proposal: proposal.id }
}

type Seen = { readonly id: string; readonly seenBy: (actor: Actor, actions: readonly Action[]) => boolean }

/** Items within the places, those of an issued order for its department, and those without an outlet for the branch. */
export async function intakeItems(world: World): Promise<Seen[]> {
	const rows = await world.db.read
		.selectFrom('intake_item as i')
		.leftJoin('supervision_order as o', 'o.id', 'i.order_id')
		.select([
			'i.id',
			'i.branch_id',
			'i.county_id',
			'i.grid_id',
			'i.dealer_id',
			'o.issued_at as issuedAt',
			'o.lead_department_id as lead',
			'o.confidential',
		])
		.execute()
	return rows.map((row) => {
		const { branch_id, county_id, grid_id, dealer_id } = row
		const scoped = { branch_id, county_id: county_id ?? '', grid_id: grid_id ?? '', dealer_id: '' }
		return {
			id: row.id,
			seenBy: (actor, actions) =>
				actions.some((action) => {
					const scope = scopeOf(actor, action)
					const department = scope.places.some(
						(place) =>
							place.kind === 'department' &&
							place.departmentId === row.lead &&
							row.issuedAt !== null &&
							row.confidential === 0,
					)
					return department || covers(scope, dealer_id === null ? { ...scoped, county_id: '', grid_id: '' } : scoped)
				}),
		}
	})
}

const whole: Seen['seenBy'] = (actor, actions) =>
	actions.some((action) => scopeOf(actor, action).places.some((place) => place.kind === 'branch'))

export async function intakeBatches(world: World): Promise<Seen[]> {
	const rows = await world.db.read.selectFrom('intake_batch').select('id').execute()
	return rows.map(({ id }) => ({ id, seenBy: whole }))
}

export async function intakeProposals(world: World): Promise<Seen[]> {
	const rows = await world.db.read
		.selectFrom('order_proposal')
		.select(['id', 'branch_id', 'county_id', 'grid_id', 'dealer_id'])
		.execute()
	return rows.map((row) => ({
		id: row.id,
		seenBy: (actor, actions) => actions.some((action) => covers(scopeOf(actor, action), row)),
	}))
}
