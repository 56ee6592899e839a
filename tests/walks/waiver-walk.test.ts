import { expect, test } from 'vitest'
import { checkCase } from '#app/usecases/penalties/check-penalty.server.ts'
import { agreeWaiverOf, proposeWaiverOf } from '#app/usecases/penalties/exits.server.ts'
import { planOfCase } from '#db/queries/case-plan.server.ts'
import { clocksOf } from '#db/queries/clocks.server.ts'
import { balancesOf } from '#db/queries/ledger.server.ts'
import { noticesOf } from '#db/queries/notices.server.ts'
import { describeOnBoth } from '../support/database.ts'
import { at, drafted, inDefence, must, payIn, rowOf, WHY } from '../support/penalty-case.ts'
import { layWorld, worldOf } from '../support/world.ts'

const FIXED = ['corrected-on-the-spot']

describeOnBoth('a penalty that ends in education', (open) => {
	test('checker proposes, decider agrees: a letter, nothing to pay, the plan runs', async () => {
		const world = worldOf(await open(layWorld), '2026-11-09')
		const id = await drafted(world, { factors: FIXED })
		const compliance = await world.as('compliance')
		must(await checkCase(compliance, await at(world, id)))
		must(await proposeWaiverOf(compliance, { ...(await at(world, id)), reason: WHY }))
		expect(await agreeWaiverOf(compliance, await at(world, id))).toMatchObject({ error: { kind: 'forbidden' } })
		must(await agreeWaiverOf(await world.as('approver'), await at(world, id)))
		expect(await rowOf(world, id)).toMatchObject({ state: 'WAIVED', amount_fen: 0, points: 0, end_reason: WHY })
		expect((await noticesOf(world.db.read, id)).map((one) => one.number)).toEqual(['江渠教〔2026〕0001号'])
		expect(await planOfCase(world.db.read, id, null)).toMatchObject({ state: 'TO_SUBMIT', due_on: '2026-11-16' })
		const running = (await clocksOf(world.db.read, 'penalty', id)).filter((one) => one.state === 'RUNNING')
		expect(running).toEqual([])
	})

	test('after the notice the hold comes back and the plan keeps its days', async () => {
		const world = worldOf(await open(layWorld), '2026-11-09')
		await payIn(world, 3_000_000)
		const id = await inDefence(world, { factors: FIXED })
		const before = await planOfCase(world.db.read, id, null)
		world.at('2026-11-11')
		must(await proposeWaiverOf(await world.as('compliance'), { ...(await at(world, id)), reason: WHY }))
		must(await agreeWaiverOf(await world.as('approver'), await at(world, id)))
		expect(await balancesOf(world.db.read, await world.dealerId('D-0001'))).toMatchObject({ held: 0 })
		expect(await planOfCase(world.db.read, id, null)).toMatchObject({ due_on: before?.due_on })
	})

	test('refused for what is not corrected, not first or too serious', async () => {
		const world = worldOf(await open(layWorld), '2026-11-09')
		const propose = async (id: string) =>
			proposeWaiverOf(await world.as('compliance'), { ...(await at(world, id)), reason: WHY })
		const open_ = await drafted(world)
		must(await checkCase(await world.as('compliance'), await at(world, open_)))
		expect(await propose(open_)).toMatchObject({ error: { rule: 'penalty.waiver-not-corrected' } })
		const serious = await drafted(world, { severity: 'L3', factors: FIXED })
		must(await checkCase(await world.as('compliance'), await at(world, serious)))
		expect(await propose(serious)).toMatchObject({ error: { rule: 'penalty.waiver-severity' } })
	})
})
