import { expect, test } from 'vitest'
import { deskCase } from '#app/usecases/desk/case.server.ts'
import { dealerPage } from '#app/usecases/desk/dealer-page.server.ts'
import { deskHistory, deskHome, deskStanding } from '#app/usecases/desk/home.server.ts'
import { deskPlan } from '#app/usecases/desk/plan.server.ts'
import { answerOneArgument } from '#app/usecases/penalties/answer-argument.server.ts'
import { stateDefence } from '#app/usecases/penalties/defence.server.ts'
import { askForReview } from '#app/usecases/penalties/review.server.ts'
import { sweepOnce } from '#app/usecases/sweep/run.server.ts'
import { argumentsOf } from '#db/queries/penalties.server.ts'
import { describeOnBoth } from '../support/database.ts'
import { at, drafted, inDefence, must, noticed, payIn, rowOf, servedCase } from '../support/penalty-case.ts'
import { judged, planOf, submitted } from '../support/plans.ts'
import { layWorld, type World, worldOf } from '../support/world.ts'

/** Everything that the desk shows of a dealer, as text. */
async function deskText(world: World, login: string, cases: readonly string[], plans: readonly string[]) {
	const ctx = await world.as(login)
	const parts: unknown[] = [await deskHome(ctx), await deskStanding(ctx), await deskHistory(ctx, null)]
	for (const id of cases) parts.push(await deskCase(ctx, id))
	for (const id of plans) parts.push(await deskPlan(ctx, id))
	return JSON.stringify(parts)
}

const CANARY = 'ZJCANARY'

/** Puts a mark into every column that is none of the dealer's business. */
async function plant(world: World, penaltyId: string): Promise<void> {
	const row = await rowOf(world, penaltyId)
	const signer = await world.accountId('manager8')
	await world.deps.inTx(null, async (tx) => {
		await tx
			.updateTable('violation')
			.set({
				opinion: `${CANARY}-opinion`,
				source_ref: `${CANARY}-complainant`,
				affected_users_json: `["${CANARY}-user"]`,
			})
			.where('id', '=', row.violation_id)
			.execute()
		await tx
			.updateTable('penalty')
			.set({ end_reason: `${CANARY}-end`, external_key: `${CANARY}-key` })
			.execute()
		await tx
			.updateTable('evidence')
			.set({ file_name: `${CANARY}-file.jpg`, order_staff_no: `${CANARY}-staff`, sha256: CANARY.padEnd(64, '0') })
			.execute()
		await tx.updateTable('dealer').set({ signed_by: signer }).execute()
		const managers = tx.updateTable('account').where('login', '=', 'manager')
		await managers.set({ phone: '0555-000-0312', email: `${CANARY}@example.org` }).execute()
		await tx
			.updateTable('account')
			.set({ phone: `${CANARY}-phone`, email: `${CANARY}@example.org` })
			.where('login', '<>', 'manager')
			.execute()
		return { ok: true, value: null }
	})
}

const INSIDERS = ['compliance', 'approver', 'supervisor', 'reviewer', 'manager8']

async function namesOf(world: World, logins: readonly string[]): Promise<string[]> {
	const rows = await world.db.read.selectFrom('account').select('name').where('login', 'in', logins).execute()
	return rows.map((row) => row.name)
}

describeOnBoth('what the dealer sees', (open) => {
	test('no opinion, complainant, inspector, staff name, number or original is in any page', async () => {
		const world = worldOf(await open(layWorld), '2026-11-09')
		await payIn(world, 3_000_000)
		const id = await inDefence(world, { opener: 'compliance2' })
		const plan = (await planOf(world, id)).id
		must(await stateDefence(await world.as('dealer'), { ...(await at(world, id)), args: ['海报是厂家寄来的。'] }))
		await submitted(world, plan)
		must(await judged(world, plan, 'return'))
		await plant(world, id)
		const text = await deskText(world, 'dealer', [id], [plan])
		expect(text).not.toContain(CANARY)
		expect(text).not.toContain('内部意见')
		for (const name of await namesOf(world, [...INSIDERS, 'compliance2'])) expect(text).not.toContain(name)
		// The one number that a dealer is given is the channel manager's office line.
		expect(text).toContain('0555-000-0312')
		expect(text).toContain('海报是厂家寄来的。')
		expect(text).not.toMatch(/"(opinion|sha256|collector|inspector|source_ref|openedBy|contact)"/)
	})

	test('a draft does not exist for the dealer, a told case does', async () => {
		const world = worldOf(await open(layWorld), '2026-11-09')
		const draft = await drafted(world)
		const dealer = await world.as('dealer')
		expect(await deskCase(dealer, draft)).toMatchObject({ error: { kind: 'missing' } })
		const hidden = (await rowOf(world, draft)).number
		expect(await deskText(world, 'dealer', [], [])).not.toContain(hidden)
		const told = await noticed(world, { severity: 'L1' })
		const text = await deskText(world, 'dealer', [], [])
		expect(text).toContain((await rowOf(world, told)).number)
		expect(text).not.toContain(hidden)
		expect(await deskPlan(dealer, (await planOf(world, draft)).id)).toMatchObject({ error: { kind: 'missing' } })
	})

	test('another dealer finds nothing, and staff have no desk', async () => {
		const world = worldOf(await open(layWorld), '2026-11-09')
		await payIn(world, 3_000_000)
		const id = await inDefence(world)
		const plan = (await planOf(world, id)).id
		const { number } = await rowOf(world, id)
		const before = await world.fingerprint()
		for (const login of ['dealer2', 'manager', 'compliance', 'auditor', 'admin']) {
			const ctx = await world.as(login)
			expect(await deskCase(ctx, id), login).toMatchObject({ error: { kind: 'missing' } })
			expect(await deskPlan(ctx, plan), login).toMatchObject({ error: { kind: 'missing' } })
			expect(await deskText(world, login, [], []), login).not.toContain(number)
		}
		expect(await deskCase(await world.as('dealer'), 'nonsense')).toMatchObject({ error: { kind: 'missing' } })
		expect(await world.fingerprint()).toBe(before)
	})

	test('opening the case is service; opening it again changes nothing', async () => {
		const world = worldOf(await open(layWorld), '2026-11-09')
		const id = await noticed(world)
		world.at('2026-11-10')
		const home = await deskHome(await world.as('dealer'))
		expect(home.waiting).toMatchObject([{ id, waitsFor: 'open', unopened: true, deadline: null }])
		expect((await rowOf(world, id)).state).toBe('PRE_NOTICED')
		const view = must(await deskCase(await world.as('dealer'), id))
		expect(view).toMatchObject({ state: 'DEFENCE', deadlineOf: 'defence', deadline: { dueOn: '2026-11-17', left: 5 } })
		expect(view).toMatchObject({ extendTo: '2026-11-20', decisionBy: '2026-12-01', plan: { mine: true } })
		expect(view.notices).toMatchObject([{ kind: 'pre-notice', servedHow: 'opened' }])
		const before = await world.fingerprint()
		must(await deskCase(await world.as('dealer'), id))
		expect(await world.fingerprint()).toBe(before)
	})

	test('answers are told with the decision, not before', async () => {
		const world = worldOf(await open(layWorld), '2026-11-09')
		const id = await inDefence(world)
		must(await stateDefence(await world.as('dealer'), { ...(await at(world, id)), args: ['当天已取下。'] }))
		const [argument] = await argumentsOf(world.db.read, id)
		must(
			await answerOneArgument(await world.as('approver'), {
				...(await at(world, id)),
				argumentId: argument?.id ?? '',
				answer: '内部先写下的答复。',
				accepted: true,
			}),
		)
		const view = must(await deskCase(await world.as('dealer'), id))
		expect(view.args).toMatchObject([{ text: '当天已取下。', answer: null, accepted: null }])
		expect(JSON.stringify(view)).not.toContain('内部先写下的答复')
	})

	test('the gates are the rules: each act is open exactly while it may be done', async () => {
		const world = worldOf(await open(layWorld), '2026-11-09')
		const gates = async (id: string) => {
			const view = must(await deskCase(await world.as('dealer'), id))
			return Object.fromEntries(Object.entries(view.gates).map(([act, gate]) => [act, gate.refusal?.rule ?? 'open']))
		}
		const id = await inDefence(world)
		expect(await gates(id)).toMatchObject({ defence: 'open', acknowledge: 'open', review: 'wrong-state' })
		world.at('2026-11-17')
		expect(await gates(id)).toMatchObject({ defence: 'penalty.window-over', acknowledge: 'penalty.window-over' })
		world.at('2026-11-18')
		const served = await servedCase(world)
		expect(await gates(served)).toMatchObject({ defence: 'wrong-state', review: 'open', withdrawReview: 'wrong-state' })
		must(
			await askForReview(await world.as('dealer'), {
				...(await at(world, served)),
				ground: 'facts',
				statement: '当天店铺没有营业。',
			}),
		)
		expect(await gates(served)).toMatchObject({ review: 'wrong-state', withdrawReview: 'open' })
	})

	test('evidence without a copy is named, never linked to its original', async () => {
		const world = worldOf(await open(layWorld), '2026-11-09')
		const id = await inDefence(world)
		const view = must(await deskCase(await world.as('dealer'), id))
		expect(view.evidence).toMatchObject([{ caption: '海报全貌', copyState: 'pending' }])
		expect(Object.keys(view.evidence[0] ?? {}).sort()).toEqual(['caption', 'copyState', 'id', 'isImage', 'receivedAt'])
	})
})

describeOnBoth('points and deposit', (open) => {
	test('points are pending until final, then count for twelve months', async () => {
		const world = worldOf(await open(layWorld), '2026-11-09')
		await payIn(world, 3_000_000)
		const id = await servedCase(world, { severity: 'L3' })
		const ladder = async () => (await deskStanding(await world.as('dealer')))[0]?.ladder
		expect(await ladder()).toMatchObject({
			effective: 0,
			pending: 6,
			reached: null,
			next: { at: 6, measure: 'TALK', by: 'CF-2026-0001' },
			expiry: null,
		})
		expect(must(await deskCase(await world.as('dealer'), id))).toMatchObject({ pointsNow: 0, pointsAfter: 6 })
		world.at('2026-11-30')
		await sweepOnce(world.deps)
		expect(await ladder()).toMatchObject({
			effective: 6,
			pending: 0,
			reached: 'TALK',
			next: null,
			expiry: { on: '2027-10-30', points: 6 },
		})
		world.at('2027-10-30')
		expect(await ladder()).toMatchObject({ effective: 0, pending: 0, reached: null, expiry: null })
	})

	test('the standing adds up to the ledger and names what is missing', async () => {
		const world = worldOf(await open(layWorld), '2026-11-09')
		await payIn(world, 2_000_000)
		const id = await noticed(world, { units: 2 })
		const [mine] = await deskStanding(await world.as('dealer'))
		expect(mine?.deposit).toEqual({
			balanceFen: 2_000_000,
			heldFen: 100_000,
			availableFen: 1_900_000,
			requiredFen: 3_000_000,
			shortFen: 1_000_000,
			holds: [{ penaltyId: id, number: 'CF-2026-0001', heldFen: 100_000 }],
			outstandingFen: 0,
		})
		expect(mine?.ledger.map((line) => line.kind)).toEqual(['HOLD', 'DEPOSIT_IN'])
	})

	test("the staff's page of a dealer: cases within the scope, money for those who may read it", async () => {
		const world = worldOf(await open(layWorld), '2026-11-09')
		await payIn(world, 3_000_000)
		const draft = await drafted(world)
		const { id: dealerId } = { id: await world.dealerId('D-0001') }
		const page = must(await dealerPage(await world.as('compliance'), dealerId))
		expect(page.cases.map((one) => one.id)).toEqual([draft])
		expect(page.deposit).toMatchObject({ balanceFen: 3_000_000 })
		expect(page.outlets).toHaveLength(2)
		const manager = must(await dealerPage(await world.as('manager'), dealerId))
		expect(manager).toMatchObject({ deposit: null, ledger: null })
		expect(manager.outlets).toHaveLength(1)
		for (const login of ['manager5', 'dealer', 'dealer2', 'admin'])
			expect(await dealerPage(await world.as(login), dealerId), login).toMatchObject({ error: { kind: 'missing' } })
	})
})
