import { expect, test } from 'vitest'
import { withdrawCase } from '#app/usecases/penalties/exits.server.ts'
import { extendPlan } from '#app/usecases/plans/extend-plan.server.ts'
import { submitPlan } from '#app/usecases/plans/submit-plan.server.ts'
import { recheckChoices } from '#app/usecases/plans/verify-plan.server.ts'
import { listPlans, planPage } from '#app/usecases/plans/views.server.ts'
import { handIn, markStepDone } from '#app/usecases/plans/work-plan.server.ts'
import { sweepOnce } from '#app/usecases/sweep/run.server.ts'
import { clocksOf } from '#db/queries/clocks.server.ts'
import { eventsOf } from '#db/queries/events.server.ts'
import { stepsOf } from '#db/queries/plans.server.ts'
import { settleMonth } from '#tests/support/settle.ts'
import { describeOnBoth } from '../support/database.ts'
import { at, inDefence, must, noticed, openLast, payIn, rowOf, servedCase, WHY } from '../support/penalty-case.ts'
import {
	handedIn,
	judged,
	planById,
	planCommand,
	planOf,
	recheck,
	stepsDone,
	struckOff,
	submitted,
	verified,
} from '../support/plans.ts'
import { layWorld, type World, worldOf } from '../support/world.ts'

/** A case whose pre-notice the dealer opened on Tuesday 2026-11-10. */
async function served(world: World, wish: Parameters<typeof inDefence>[1] = {}): Promise<string> {
	const id = await noticed(world, wish)
	world.at('2026-11-10')
	await openLast(world, id)
	return (await planOf(world, id)).id
}

const kinds = async (world: World, id: string) => (await eventsOf(world.db.read, 'plan', id)).map((one) => one.kind)
const running = async (world: World, id: string) =>
	(await clocksOf(world.db.read, 'plan', id)).filter((clock) => clock.state === 'RUNNING')

describeOnBoth('a plan from opening to strike-off', (open) => {
	test('days count from service, by severity', async () => {
		for (const [severity, due] of [
			['L1', '2026-11-10'],
			['L2', '2026-11-17'],
			['L3', '2026-11-24'],
			['L4', '2026-12-01'],
		] as const) {
			const world = worldOf(await open(layWorld), '2026-11-09')
			const id = await noticed(world, { severity })
			expect(await planOf(world, id)).toMatchObject({ state: 'TO_SUBMIT', served_at: null, due_on: null })
			world.at('2026-11-10')
			await openLast(world, id)
			expect((await planOf(world, id)).due_on).toBe(due)
		}
	})

	test('submitted, approved, worked, handed in, verified on a re-inspection, struck off', async () => {
		const world = worldOf(await open(layWorld), '2026-11-09')
		const id = await served(world)
		await submitted(world, id)
		expect(await planById(world, id)).toMatchObject({ state: 'IN_APPROVAL', cause_code: 'UNTRAINED' })
		// It lies with us: the dealer's clock stands.
		expect(await running(world, id)).toEqual([])
		must(await judged(world, id, 'accept'))
		expect((await running(world, id)).map((clock) => clock.dueOn)).toEqual(['2026-11-17'])
		const { version } = await planById(world, id)
		expect(await handIn(await world.as('dealer'), { id, version })).toMatchObject({
			error: { rule: 'plan.step-without-proof' },
		})
		await handedIn(world, id)
		expect(await planById(world, id)).toMatchObject({ state: 'IN_VERIFICATION' })
		expect(await verified(world, id, 'accept')).toMatchObject({ error: { rule: 'plan.needs-reinspection' } })
		const plan = await planById(world, id)
		world.at('2026-11-11')
		const bad = await recheck(world, plan, { 7: '还有海报一张。' })
		expect(await verified(world, id, 'accept', bad)).toMatchObject({ error: { rule: 'plan.reinspection-failed' } })
		const good = await recheck(world, plan)
		expect((await recheckChoices(world.db.read, plan)).map((one) => [one.id, one.passed])).toEqual(
			expect.arrayContaining([
				[bad, false],
				[good, true],
			]),
		)
		must(await verified(world, id, 'accept', good))
		expect(await planById(world, id)).toMatchObject({ state: 'STRUCK_OFF', recheck_inspection_id: good })
		expect(await kinds(world, id)).toEqual([
			'plan.opened',
			'plan.clock-started',
			'plan.submitted',
			'plan.approved',
			'plan.step-done',
			'plan.step-done',
			'plan.handed-in',
			'plan.struck-off',
		])
	})

	test('a minor one is accepted by proof alone', async () => {
		const world = worldOf(await open(layWorld), '2026-11-09')
		const id = await served(world, { severity: 'L1' })
		await struckOff(world, id, '2026-11-10')
		expect(await planById(world, id)).toMatchObject({ state: 'STRUCK_OFF', recheck_inspection_id: null })
	})

	test('a re-inspection from before the hand-in proves nothing', async () => {
		const world = worldOf(await open(layWorld), '2026-11-09')
		const id = await served(world)
		await submitted(world, id)
		must(await judged(world, id, 'accept'))
		const early = await recheck(world, await planById(world, id))
		world.at('2026-11-11')
		await handedIn(world, id)
		expect(await verified(world, id, 'accept', early)).toMatchObject({ error: { rule: 'plan.needs-reinspection' } })
	})

	test('the finder does not verify; roles and scopes hold', async () => {
		const world = worldOf(await open(layWorld), '2026-11-09')
		const id = await served(world)
		await submitted(world, id)
		must(await judged(world, id, 'accept'))
		await handedIn(world, id)
		const visit = await recheck(world, await planById(world, id))
		const before = await world.fingerprint()
		expect(await verified(world, id, 'accept', visit, 'manager')).toMatchObject({
			error: { rule: 'plan.verifier-found' },
		})
		for (const [login, kind] of [
			['auditor', 'forbidden'],
			['approver', 'forbidden'],
			['manager4', 'missing'],
			['supervisor2', 'missing'],
			['dealer', 'missing'],
			['dealer2', 'missing'],
			['orders', 'missing'],
			['admin', 'missing'],
		] as const)
			expect(await verified(world, id, 'accept', visit, login), login).toMatchObject({ error: { kind } })
		expect(await world.fingerprint()).toBe(before)
	})

	test('another dealer finds no plan; before service neither does the own one', async () => {
		const world = worldOf(await open(layWorld), '2026-11-09')
		const penaltyId = await noticed(world)
		const { id } = await planOf(world, penaltyId)
		const before = await world.fingerprint()
		expect(await submitPlan(await world.as('dealer'), await planCommand(world, id))).toMatchObject({
			error: { kind: 'missing' },
		})
		expect(await world.fingerprint()).toBe(before)
		world.at('2026-11-10')
		await openLast(world, penaltyId)
		const command = await planCommand(world, id)
		const served = await world.fingerprint()
		for (const login of ['dealer2', 'manager', 'compliance', 'auditor'])
			expect(await submitPlan(await world.as(login), command), login).toMatchObject({ error: { kind: 'missing' } })
		expect(await world.fingerprint()).toBe(served)
	})

	test('a stale form is refused and says who was faster', async () => {
		const world = worldOf(await open(layWorld), '2026-11-09')
		const id = await served(world)
		const command = await planCommand(world, id)
		must(await submitPlan(await world.as('dealer'), command))
		const before = await world.fingerprint()
		expect(await submitPlan(await world.as('dealer'), command)).toMatchObject({
			error: { kind: 'stale', params: { by: '吴建国' } },
		})
		expect(await world.fingerprint()).toBe(before)
	})

	test('a step must have its proof and belong to the plan', async () => {
		const world = worldOf(await open(layWorld), '2026-11-09')
		const id = await served(world)
		await submitted(world, id)
		const [step] = await stepsOf(world.db.read, id)
		const command = { id, stepId: step?.id ?? '', proof: '照片' }
		expect(await markStepDone(await world.as('dealer'), command)).toMatchObject({ error: { rule: 'wrong-state' } })
		must(await judged(world, id, 'accept'))
		const dealer = await world.as('dealer')
		expect(await markStepDone(dealer, { ...command, proof: ' ' })).toMatchObject({
			error: { rule: 'plan.step-without-proof' },
		})
		expect(await markStepDone(dealer, { ...command, stepId: 'other' })).toMatchObject({ error: { kind: 'missing' } })
		expect(await markStepDone(await world.as('dealer2'), command)).toMatchObject({ error: { kind: 'missing' } })
		must(await markStepDone(dealer, command))
		expect((await stepsOf(world.db.read, id))[0]).toMatchObject({ proof: '照片' })
	})
})

describeOnBoth('time and returns', (open) => {
	test('overdue is recorded once, told once, and stays', async () => {
		const world = worldOf(await open(layWorld), '2026-11-09')
		const id = await served(world)
		world.at('2026-11-16')
		await sweepOnce(world.deps)
		const told = async (kind: string) =>
			world.db.read
				.selectFrom('outbox')
				.select('account_id')
				.where('kind', '=', kind)
				.where('subject_id', '=', id)
				.execute()
		expect(await told('plan.reminder')).toHaveLength(1)
		world.at('2026-11-17')
		await sweepOnce(world.deps)
		expect(await kinds(world, id)).not.toContain('plan.overdue')
		world.at('2026-11-18')
		await sweepOnce(world.deps)
		await sweepOnce(world.deps)
		expect((await kinds(world, id)).filter((kind) => kind === 'plan.overdue')).toHaveLength(1)
		const dealer = await world.accountId('dealer')
		expect((await told('plan.overdue')).filter((one) => one.account_id === dealer)).toHaveLength(1)
		expect(await told('plan.reminder')).toHaveLength(1)
		const auditor = await world.as('auditor')
		expect(must(await planPage(auditor, id))).toMatchObject({ missed: true, escalate: true })
		expect((await listPlans(auditor, { view: 'overdue' })).rows.map((row) => row.id)).toEqual([id])
		await submitted(world, id, '2026-11-20')
		expect(must(await planPage(auditor, id)).missed).toBe(true)
		expect((await kinds(world, id)).filter((kind) => kind === 'plan.overdue')).toHaveLength(1)
	})

	test('a late act before the sweep records the missed date itself, once', async () => {
		const world = worldOf(await open(layWorld), '2026-11-09')
		const id = await served(world)
		world.at('2026-11-18')
		await submitted(world, id, '2026-11-20')
		await sweepOnce(world.deps)
		expect((await kinds(world, id)).filter((kind) => kind === 'plan.overdue')).toHaveLength(1)
	})

	test('the time that a plan lies with us does not make the dealer late', async () => {
		const world = worldOf(await open(layWorld), '2026-11-09')
		const id = await served(world)
		world.at('2026-11-13')
		await submitted(world, id)
		world.at('2026-11-19')
		await sweepOnce(world.deps)
		expect(await kinds(world, id)).not.toContain('plan.overdue')
		must(await judged(world, id, 'accept'))
		// Two working days were left on 13 November (Friday): 16 and 17.
		expect(await planById(world, id)).toMatchObject({ state: 'IN_WORK', due_on: '2026-11-23' })
		world.at('2026-11-24')
		await sweepOnce(world.deps)
		expect(await kinds(world, id)).toContain('plan.overdue')
	})

	test('sent back twice, the plan is flagged; the way back is where it was returned from', async () => {
		const world = worldOf(await open(layWorld), '2026-11-09')
		const id = await served(world)
		await submitted(world, id)
		must(await judged(world, id, 'return'))
		expect(await planById(world, id)).toMatchObject({ state: 'RETURNED', returned_from: 'APPROVAL', returned_count: 1 })
		expect(must(await planPage(await world.as('auditor'), id)).escalate).toBe(false)
		await submitted(world, id)
		must(await judged(world, id, 'accept'))
		await handedIn(world, id)
		must(await verified(world, id, 'return'))
		expect(await planById(world, id)).toMatchObject({
			state: 'RETURNED',
			returned_from: 'VERIFICATION',
			returned_count: 2,
		})
		expect(must(await planPage(await world.as('auditor'), id)).escalate).toBe(true)
		expect(await submitPlan(await world.as('dealer'), await planCommand(world, id))).toMatchObject({
			error: { rule: 'plan.returned-elsewhere' },
		})
		const { version } = await planById(world, id)
		expect(await handIn(await world.as('dealer'), { id, version })).toMatchObject({
			error: { rule: 'plan.step-without-proof' },
		})
		await stepsDone(world, id)
		must(await handIn(await world.as('dealer'), { id, version: (await planById(world, id)).version }))
	})

	test('sending back needs a reason', async () => {
		const world = worldOf(await open(layWorld), '2026-11-09')
		const id = await served(world)
		await submitted(world, id)
		const { judgePlan } = await import('#app/usecases/plans/judge-plan.server.ts')
		const { version } = await planById(world, id)
		const command = { id, version, verdict: 'return', reason: '' } as const
		expect(await judgePlan(await world.as('supervisor'), command)).toMatchObject({ error: { rule: 'reason-missing' } })
	})

	test('one extension, before the date; the clock and its steps follow', async () => {
		const world = worldOf(await open(layWorld), '2026-11-09')
		const id = await served(world)
		const extend = async (dueOn: '2026-11-17' | '2026-11-20', login = 'supervisor') =>
			extendPlan(await world.as(login), {
				id,
				version: (await planById(world, id)).version,
				dueOn,
				reason: '店长住院，需要时间。',
			})
		expect(await extend('2026-11-20', 'auditor')).toMatchObject({ error: { kind: 'forbidden' } })
		expect(await extend('2026-11-17')).toMatchObject({ error: { rule: 'plan.extension-not-later' } })
		must(await extend('2026-11-20'))
		expect(await planById(world, id)).toMatchObject({ due_on: '2026-11-20', extended: 1 })
		const [clock] = await running(world, id)
		expect(clock).toMatchObject({ dueOn: '2026-11-20' })
		expect(clock?.steps.some((step) => step.kind === 'named')).toBe(true)
		expect(await extend('2026-11-20')).toMatchObject({ error: { rule: 'plan.extension-used' } })
		world.at('2026-11-18')
		await sweepOnce(world.deps)
		expect(await kinds(world, id)).not.toContain('plan.overdue')
	})

	test('an extension asked after the date is refused', async () => {
		const world = worldOf(await open(layWorld), '2026-11-09')
		const id = await served(world)
		world.at('2026-11-18')
		const { version } = await planById(world, id)
		expect(
			await extendPlan(await world.as('supervisor'), { id, version, dueOn: '2026-11-25', reason: '需要更多时间。' }),
		).toMatchObject({ error: { rule: 'plan.extension-late' } })
	})
})

describeOnBoth('the plan and its case', (open) => {
	test('a settled case closes with the strike-off, a struck-off one with the settlement', async () => {
		const world = worldOf(await open(layWorld), '2026-11-09')
		await payIn(world, 1_000_000)
		const first = await servedCase(world)
		const second = await servedCase(world, { severity: 'L1' })
		await struckOff(world, (await planOf(world, second)).id, '2026-11-09')
		world.at('2026-11-30')
		await sweepOnce(world.deps)
		await settleMonth(world, '2026-11')
		expect((await rowOf(world, second)).state).toBe('CLOSED')
		expect((await rowOf(world, first)).state).toBe('SETTLED')
		await struckOff(world, (await planOf(world, first)).id, '2026-12-10')
		expect((await rowOf(world, first)).state).toBe('CLOSED')
	})

	test('a withdrawn case cancels its plan', async () => {
		const world = worldOf(await open(layWorld), '2026-11-09')
		const penaltyId = await inDefence(world)
		must(await withdrawCase(await world.as('compliance'), { ...(await at(world, penaltyId)), reason: WHY }))
		const plan = await planOf(world, penaltyId)
		expect(plan).toMatchObject({ state: 'CANCELLED' })
		expect(await running(world, plan.id)).toEqual([])
	})

	test('the same type within 90 days reopens the plan as ineffective; later it does not', async () => {
		for (const [occurredOn, reopens] of [
			['2027-02-08', true],
			['2027-02-09', false],
		] as const) {
			const world = worldOf(await open(layWorld), '2026-11-09')
			const penaltyId = await inDefence(world)
			const { id } = await planOf(world, penaltyId)
			world.at('2026-11-10')
			await struckOff(world, id)
			world.at('2027-02-20')
			const again = await noticed(world, { occurredOn })
			const plan = await planOf(world, again)
			expect(plan.id === id, occurredOn).toBe(reopens)
			expect(plan).toMatchObject({ state: 'TO_SUBMIT', ineffective: reopens ? 1 : 0, due_on: null })
		}
	})
})

describeOnBoth('lists of plans', (open) => {
	test('each count is the length of its list, within the scope', async () => {
		const world = worldOf(await open(layWorld), '2026-11-09')
		const mine = await served(world)
		world.at('2026-11-09')
		await served(world, { outlet: 'JZ-ND-0101', opener: 'manager4' })
		await submitted(world, mine)
		for (const [login, all] of [
			['auditor', 2],
			['manager', 1],
			['supervisor2', 1],
			['manager5', 0],
		] as const) {
			const ctx = await world.as(login)
			const list = await listPlans(ctx, { view: 'all' })
			expect(list.total, login).toBe(all)
			for (const { view, count } of list.counts)
				expect((await listPlans(ctx, { view })).rows.length, `${login} ${view}`).toBe(count)
		}
		expect(await planPage(await world.as('manager4'), mine)).toMatchObject({ error: { kind: 'missing' } })
	})
})
