import { expect, test } from 'vitest'
import { editViolation } from '#app/usecases/violations/edit-violation.server.ts'
import { confirmViolationCase, dismissViolationDraft } from '#app/usecases/violations/judge-violation.server.ts'
import { recordViolation } from '#app/usecases/violations/record-by-hand.server.ts'
import { planOfCase } from '#db/queries/case-plan.server.ts'
import { violationById } from '#db/queries/violations.server.ts'
import { describeOnBoth } from '../support/database.ts'
import { drafted, formOf, giveEvidence, must, NO_CONFLICT, recorded, rowOf } from '../support/penalty-case.ts'
import { layWorld, worldOf } from '../support/world.ts'

describeOnBoth('violations', (open) => {
	test('recorded by hand with the rights of its type, numbers masked, within the own grid only', async () => {
		const world = worldOf(await open(layWorld), '2026-11-09')
		const form = { ...(await formOf(world)), affectedNumbers: ['138****5678'], facts: '用户 138****5678 投诉' }
		const { id, number } = must(await recordViolation(await world.as('manager'), form))
		expect(number).toBe('WG-2026-0001')
		expect(await violationById(world.db.read, id)).toMatchObject({
			state: 'DRAFT',
			severity: 'L2',
			right_articles_json: '[8]',
			affected_users_json: '["138****5678"]',
		})
		expect(await recordViolation(await world.as('manager2'), form)).toMatchObject({ error: { kind: 'missing' } })
		expect(await recordViolation(await world.as('auditor'), form)).toMatchObject({ error: { kind: 'missing' } })
		const future = { ...form, occurredOn: '2026-11-10', discoveredOn: '2026-11-10' } as const
		expect(await recordViolation(await world.as('manager'), future)).toMatchObject({
			error: { rule: 'violation.in-future' },
		})
		expect(await recordViolation(await world.as('manager'), { ...form, factors: ['made-up'] })).toMatchObject({
			error: { rule: 'penalty.factor-unknown' },
		})
	})

	test('edited only as a draft, and only by the version that was seen', async () => {
		const world = worldOf(await open(layWorld), '2026-11-09')
		const id = await recorded(world)
		const form = { ...(await formOf(world)), units: 3 }
		const manager = await world.as('manager')
		must(await editViolation(manager, { id, version: 1, form }))
		expect(await violationById(world.db.read, id)).toMatchObject({ units: 3, version: 2 })
		expect(await editViolation(manager, { id, version: 1, form })).toMatchObject({ error: { kind: 'stale' } })
		must(await confirmViolationCase(await world.as('compliance'), { id, version: 2, declaration: NO_CONFLICT }))
		expect(await editViolation(manager, { id, version: 3, form })).toMatchObject({ error: { rule: 'wrong-state' } })
	})

	test('confirmed only with evidence, by another person; penalty and plan come with it', async () => {
		const world = worldOf(await open(layWorld), '2026-11-09')
		const manager = await world.as('manager')
		const { id } = must(await recordViolation(manager, await formOf(world, { units: 2 })))
		const compliance = await world.as('compliance')
		const before = await world.fingerprint()
		expect(await confirmViolationCase(compliance, { id, version: 1, declaration: NO_CONFLICT })).toMatchObject({
			error: { rule: 'violation.no-evidence' },
		})
		expect(await world.fingerprint()).toBe(before)
		await giveEvidence(world, manager, id)
		const made = must(await confirmViolationCase(compliance, { id, version: 1, declaration: NO_CONFLICT }))
		expect(await rowOf(world, made.penaltyId ?? '')).toMatchObject({
			state: 'DRAFT',
			amount_fen: 100_000,
			points: 3,
			opened_by: manager.actor.accountId,
			limitation_on: '2027-10-30',
		})
		expect(await planOfCase(world.db.read, made.penaltyId ?? '', null)).toMatchObject({
			id: made.planId,
			severity: 'L2',
		})
	})

	test('a fault that is wholly the operator’s makes no case against the dealer', async () => {
		const world = worldOf(await open(layWorld), '2026-11-09')
		const id = await recorded(world, { share: 0 })
		const made = must(
			await confirmViolationCase(await world.as('compliance'), { id, version: 1, declaration: NO_CONFLICT }),
		)
		expect(made).toEqual({ id, penaltyId: null, planId: null })
		expect(await world.db.read.selectFrom('penalty').select('id').execute()).toEqual([])
	})

	test('dismissed with a reason, once, by somebody else', async () => {
		const world = worldOf(await open(layWorld), '2026-11-09')
		const id = await recorded(world)
		const compliance = await world.as('compliance')
		const reason = '照片是别的店'
		expect(await dismissViolationDraft(compliance, { id, version: 1, reason: ' ' })).toMatchObject({
			error: { rule: 'reason-missing' },
		})
		must(await dismissViolationDraft(compliance, { id, version: 1, reason }))
		expect(await violationById(world.db.read, id)).toMatchObject({ state: 'DISMISSED', dismiss_reason: reason })
		expect(await confirmViolationCase(compliance, { id, version: 2, declaration: NO_CONFLICT })).toMatchObject({
			error: { rule: 'wrong-state' },
		})
	})

	test('the same type at the same outlet within 90 days of a strike-off reopens that plan as ineffective', async () => {
		const world = worldOf(await open(layWorld), '2026-09-01')
		const first = await drafted(world, { occurredOn: '2026-08-20' })
		const plan = await planOfCase(world.db.read, first, null)
		await world.db.write
			.updateTable('plan')
			.set({ state: 'STRUCK_OFF', struck_off_at: '2026-09-05T02:00:00.000Z' })
			.where('id', '=', plan?.id ?? '')
			.execute()
		world.at('2026-11-09')
		const again = await drafted(world, { occurredOn: '2026-10-30' })
		expect(await planOfCase(world.db.read, again, null)).toMatchObject({
			id: plan?.id,
			state: 'TO_SUBMIT',
			ineffective: 1,
			penalty_id: again,
		})
		const other = await drafted(world, { occurredOn: '2026-10-30', severity: 'L1' })
		expect((await planOfCase(world.db.read, other, null))?.id).not.toBe(plan?.id)
	})
})
