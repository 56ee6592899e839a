import { expect, test } from 'vitest'
import { decideMeasure } from '#app/usecases/measures/decide-measure.server.ts'
import { revokeCase } from '#app/usecases/penalties/exits.server.ts'
import { sweepOnce } from '#app/usecases/sweep/run.server.ts'
import { measuresOf, tasksOf } from '#db/queries/measures.server.ts'
import { describeOnBoth } from '../support/database.ts'
import { at, must, servedCase, WHY } from '../support/penalty-case.ts'
import { layWorld, type World, worldOf } from '../support/world.ts'

async function proposed(world: World) {
	const id = await servedCase(world, { severity: 'L3', occurredOn: '2026-10-30' })
	world.at('2026-12-02')
	await sweepOnce(world.deps)
	const measure = (await measuresOf(world.db.read, id))[0]
	if (!measure) throw new Error('No measure was proposed')
	return { id, measure }
}

describeOnBoth('measures of the ladder', (open) => {
	test('proposed at 6 points as a talk, imposed by an approver, once', async () => {
		const world = worldOf(await open(layWorld), '2026-11-09')
		const { measure } = await proposed(world)
		expect(measure).toMatchObject({ kind: 'TALK', threshold: 6, state: 'PROPOSED' })
		const command = { id: measure.id, version: 1, verdict: 'impose', reason: '约谈负责人' } as const
		const before = await world.fingerprint()
		expect(await decideMeasure(await world.as('compliance'), command)).toMatchObject({ error: { kind: 'forbidden' } })
		expect(await decideMeasure(await world.as('supervisor2'), command)).toMatchObject({ error: { kind: 'missing' } })
		expect(await decideMeasure(await world.as('panel1'), command)).toMatchObject({ error: { kind: 'forbidden' } })
		expect(await world.fingerprint()).toBe(before)
		must(await decideMeasure(await world.as('approver'), command))
		expect((await measuresOf(world.db.read, measure.penalty_id))[0]).toMatchObject({
			state: 'IMPOSED',
			begins_on: '2026-12-02',
			ends_on: null,
		})
		expect(await decideMeasure(await world.as('approver'), command)).toMatchObject({ error: { kind: 'stale' } })
	})

	test('a revocation asks for it again and does not lift it by itself', async () => {
		const world = worldOf(await open(layWorld), '2026-11-09')
		const { id, measure } = await proposed(world)
		const impose = { id: measure.id, version: 1, verdict: 'impose', reason: '约谈负责人' } as const
		must(await decideMeasure(await world.as('approver'), impose))
		must(await revokeCase(await world.as('reviewer'), { ...(await at(world, id)), reason: WHY }))
		expect((await measuresOf(world.db.read, id))[0]).toMatchObject({ state: 'IMPOSED' })
		expect((await tasksOf(world.db.read, 'penalty_id', id)).map((one) => one.kind)).toEqual(['measure-review'])
		const lift = { id: measure.id, version: 2, verdict: 'lift', reason: '决定已撤销' } as const
		must(await decideMeasure(await world.as('approver'), lift))
		expect(await tasksOf(world.db.read, 'penalty_id', id)).toEqual([])
	})
})
