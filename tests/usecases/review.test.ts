import { createHash } from 'node:crypto'
import { expect, test } from 'vitest'
import { rulebookSchema } from '#app/domain/penalty/rulebook.schema.ts'
import { decideMeasure } from '#app/usecases/measures/decide-measure.server.ts'
import { penaltyActPage } from '#app/usecases/penalties/act-page.server.ts'
import { revokeCase, withdrawCase } from '#app/usecases/penalties/exits.server.ts'
import { recomputeTask } from '#app/usecases/penalties/recompute.server.ts'
import { askForReview, decideReviewOf } from '#app/usecases/penalties/review.server.ts'
import { extendReviewOf } from '#app/usecases/penalties/review-clock.server.ts'
import { caseTasks } from '#app/usecases/penalties/task-list.server.ts'
import { sweepOnce } from '#app/usecases/sweep/run.server.ts'
import type { Db } from '#db/client.server.ts'
import { reviewExtensionsOf } from '#db/queries/cascade.server.ts'
import { clocksOf } from '#db/queries/clocks.server.ts'
import { decisionsOf, reviewsOf } from '#db/queries/decisions.server.ts'
import { eventsOf } from '#db/queries/events.server.ts'
import { balancesOf, caseMoneyOf } from '#db/queries/ledger.server.ts'
import { measuresOf, tasksOf } from '#db/queries/measures.server.ts'
import { noticesOf } from '#db/queries/notices.server.ts'
import { versionsOf } from '#db/queries/reference.server.ts'
import { insertAcceptance } from '#db/queries/rulebook-acceptance.server.ts'
import { inTransaction } from '#db/tx.server.ts'
import { describeOnBoth } from '../support/database.ts'
import {
	at,
	decided,
	inDefence,
	must,
	noticed,
	openLast,
	payIn,
	rowOf,
	servedCase,
	WHY,
} from '../support/penalty-case.ts'
import { layWorld, type World, worldOf } from '../support/world.ts'

const ASK = { ground: 'amount', statement: '金额与情节不相称，申请复核。' } as const

/** A served L2 case of ¥1,000 and 3 points, whose review the dealer has asked for on 2026-11-16. */
async function inReview(world: World, units = 2): Promise<string> {
	await payIn(world, 3_000_000)
	const id = await servedCase(world, { units })
	world.at('2026-11-16')
	must(await askForReview(await world.as('dealer'), { ...(await at(world, id)), ...ASK }))
	return id
}

/** The same world, whose rulebook says that silence of the reviewer halves. */
async function layHalving(db: Db): Promise<void> {
	await layWorld(db)
	await inTransaction(db, null, async (tx) => {
		const branch = await tx.selectFrom('branch').select('id').executeTakeFirstOrThrow()
		const [shipped] = await versionsOf(tx, branch.id, 'rulebook')
		if (!shipped) throw new Error('No rulebook ships')
		const old = rulebookSchema.parse(JSON.parse(shipped.body_json))
		const review = { defaultOutcome: 'HALVED', extensionDays: 0 } as const
		const body = { ...old, code: 'RB-HALF', effectiveFrom: '2026-02-01', settings: { ...old.settings, review } }
		const text = JSON.stringify(body)
		const sha256 = createHash('sha256').update(text).digest('hex')
		const id = 'rulebook-halving'
		const row = { ...shipped, id, code: 'RB-HALF', version: 2, body_json: text, sha256 }
		await tx
			.insertInto('reference_version')
			.values({ ...row, effective_from: '2026-02-01' })
			.execute()
		const by = await tx.selectFrom('account').select('id').where('login', '=', 'compliance').executeTakeFirstOrThrow()
		for (const dealer of await tx.selectFrom('dealer').select('id').execute())
			await insertAcceptance(tx, {
				id: `half-${dealer.id}`,
				branch_id: branch.id,
				dealer_id: dealer.id,
				rulebook_version_id: id,
				accepted_by: by.id,
				accepted_name: '吴建国',
				accepted_on: '2026-02-01',
				accepted_at: '2026-02-01T01:00:00.000Z',
				sha256,
				how: 'paper',
				note: '签收单',
			})
		return { ok: true }
	})
}

const kindsOf = async (world: World, id: string) =>
	(await eventsOf(world.db.read, 'penalty', id)).map((one) => one.kind)
const dueOf = async (world: World, id: string) =>
	(await clocksOf(world.db.read, 'penalty', id)).find((one) => one.kind === 'penalty.reviewDecision')

describeOnBoth('the reviewer’s clock', (open) => {
	test('runs out: the decision is revoked by the system, once, like by a person', async () => {
		const world = worldOf(await open(layWorld), '2026-11-09')
		const id = await inReview(world)
		expect(await dueOf(world, id)).toMatchObject({ dueOn: '2026-12-07', state: 'RUNNING' })
		world.at('2026-12-07T09:59:00.000Z')
		await sweepOnce(world.deps)
		expect(await rowOf(world, id)).toMatchObject({ state: 'REVIEW' })

		world.at('2026-12-07T10:01:00.000Z')
		// Too late for a person: the announced rule stands, even before the clock has been looked at.
		const late = { outcome: 'UPHELD', reason: WHY } as const
		expect(await decideReviewOf(await world.as('reviewer'), { ...(await at(world, id)), ...late })).toMatchObject({
			error: { rule: 'penalty.review-clock-over' },
		})
		await sweepOnce(world.deps)
		const system = await world.accountId('system')
		expect(await rowOf(world, id)).toMatchObject({
			state: 'REVOKED',
			reviewed_by: system,
			review_outcome: 'REVOKED',
			outstanding_fen: 0,
		})
		expect(await caseMoneyOf(world.db.read, id)).toEqual({ heldFen: 0, paidFen: 0 })
		expect((await balancesOf(world.db.read, await world.dealerId('D-0001'))).available).toBe(3_000_000)
		expect(await reviewsOf(world.db.read, id)).toMatchObject([
			{ outcome: 'REVOKED', by_default: 1, decided_by: system },
		])
		const documents = (await noticesOf(world.db.read, id)).filter((one) => one.kind === 'review-decision')
		expect(documents).toHaveLength(1)
		expect(JSON.parse(documents[0]?.body_json ?? '{}')).toMatchObject({
			review: { outcome: 'REVOKED', byDefault: true },
			reviewClock: { days: 15, extension: 10, outcome: 'REVOKED' },
		})
		expect(await dueOf(world, id)).toMatchObject({ state: 'BREACHED' })
		const before = await world.fingerprint()
		await sweepOnce(world.deps)
		await sweepOnce(world.deps)
		expect(await world.fingerprint()).toBe(before)
		expect((await kindsOf(world, id)).filter((kind) => kind === 'penalty.review-defaulted')).toHaveLength(1)
	})

	test('runs out where the branch has announced a half: rounded up to the yuan, points down, then final', async () => {
		const world = worldOf(await open(layHalving), '2026-11-09')
		await payIn(world, 3_000_000)
		const id = await decided(world, { units: 1, factors: ['corrected-on-the-spot'], share: 70 })
		expect(await rowOf(world, id)).toMatchObject({ amount_fen: 28_000, points: 3 })
		await openLast(world, id)
		world.at('2026-11-16')
		must(await askForReview(await world.as('dealer'), { ...(await at(world, id)), ...ASK }))
		const asked = { ...(await at(world, id)), reason: WHY }
		expect(await extendReviewOf(await world.as('reviewer'), asked)).toMatchObject({
			error: { rule: 'penalty.review-no-extension' },
		})
		world.at('2026-12-08')
		await sweepOnce(world.deps)
		expect(await rowOf(world, id)).toMatchObject({
			state: 'REVIEWED',
			amount_fen: 14_000,
			decided_amount_fen: 14_000,
			points: 1,
			review_outcome: 'VARIED',
		})
		expect((await decisionsOf(world.db.read, id)).map((one) => [one.kind, one.amount_fen, one.points])).toEqual([
			['DECISION', 28_000, 3],
			['REVIEW', 14_000, 1],
		])
		expect(await caseMoneyOf(world.db.read, id)).toEqual({ heldFen: 14_000, paidFen: 0 })
		await openLast(world, id)
		expect(await rowOf(world, id)).toMatchObject({ state: 'FINAL', outstanding_fen: 14_000 })
	})

	test('is extended once, in time, with a reason, by who took no part; the dealer is told both dates', async () => {
		const world = worldOf(await open(layWorld), '2026-11-09')
		const id = await inReview(world)
		world.at('2026-12-04')
		const more = async (login: string, reason = WHY) =>
			extendReviewOf(await world.as(login), { ...(await at(world, id)), reason })
		expect(await more('compliance')).toMatchObject({ error: { kind: 'forbidden' } })
		expect(await more('approver')).toMatchObject({ error: { kind: 'forbidden' } })
		expect(await more('reviewer', ' ')).toMatchObject({ error: { rule: 'reason-missing' } })
		must(await more('reviewer'))
		expect(await dueOf(world, id)).toMatchObject({ dueOn: '2026-12-21', amount: 15, state: 'RUNNING' })
		expect(await reviewExtensionsOf(world.db.read, id)).toMatchObject([
			{ round: 1, old_due_at: '2026-12-07T10:00:00.000Z', new_due_at: '2026-12-21T10:00:00.000Z', reason: WHY },
		])
		expect(await more('reviewer2')).toMatchObject({ error: { rule: 'penalty.review-extended' } })
		const told = await world.db.read
			.selectFrom('outbox')
			.select(['kind', 'account_id', 'params_json'])
			.where('kind', '=', 'penalty.review-extended')
			.execute()
		expect(told.map((one) => [one.account_id, JSON.parse(one.params_json)])).toEqual([
			[await world.accountId('dealer'), expect.objectContaining({ was: '2026-12-07', until: '2026-12-21' })],
		])
		const event = (await eventsOf(world.db.read, 'penalty', id)).at(-1)
		expect(event).toMatchObject({ kind: 'penalty.review-extended', reason: WHY })
		// The old date passes without effect; the new one does not.
		world.at('2026-12-08')
		await sweepOnce(world.deps)
		expect(await rowOf(world, id)).toMatchObject({ state: 'REVIEW' })
		world.at('2026-12-22')
		await sweepOnce(world.deps)
		expect(await rowOf(world, id)).toMatchObject({ state: 'REVOKED' })
	})

	test('a returned case has clocks of its own, the first decision as ceiling, and another decider', async () => {
		const world = worldOf(await open(layWorld), '2026-11-09')
		const id = await inReview(world)
		must(
			await decideReviewOf(await world.as('reviewer'), { ...(await at(world, id)), outcome: 'RETURNED', reason: WHY }),
		)
		expect(await rowOf(world, id)).toMatchObject({ state: 'DEFENCE', round: 2, decided_amount_fen: null })
		const clocks = await clocksOf(world.db.read, 'penalty', id)
		const running = clocks.filter((one) => one.state === 'RUNNING' && one.round === 2)
		expect(running.map((one) => [one.kind, one.dueOn])).toEqual([['penalty.decision', '2026-11-30']])
		expect(await caseMoneyOf(world.db.read, id)).toEqual({ heldFen: 100_000, paidFen: 0 })
	})
})

/** First decided, served, final and collected; a later case of the same outlet that counts it. */
async function twoCases(world: World): Promise<{ first: string; later: string }> {
	await payIn(world, 3_000_000)
	const first = await servedCase(world, { occurredOn: '2026-07-20' })
	world.at('2026-11-09')
	await sweepOnce(world.deps)
	const later = await decided(world, { occurredOn: '2026-10-30' })
	return { first, later }
}

async function shown(world: World, id: string, act: 'revoke' | 'recompute', login: string) {
	const page = must(await penaltyActPage(await world.as(login), id, [act]))
	if (!page.preview.cascade) throw new Error('Nothing is shown')
	return page.preview.cascade
}

describeOnBoth('the cascade', (open) => {
	test('is written as it was shown: money, points, measures, later cases, and closes by itself', async () => {
		const world = worldOf(await open(layWorld), '2026-08-03')
		const { first, later } = await twoCases(world)
		const { plan, seen } = await shown(world, first, 'revoke', 'reviewer')
		expect(plan).toMatchObject({
			cause: 'REVOKED',
			money: { before: { heldFen: 50_000, paidFen: 0 }, after: { heldFen: 0, paidFen: 0 }, outstandingFen: 0 },
			points: {
				dealer: { before: 3, after: 0 },
				outlet: { before: 3, after: 0 },
				uncrossed: [{ atPoints: 3, measure: 'REMINDER' }],
			},
			measures: [{ kind: 'REMINDER', why: 'own' }],
			later: [
				{
					id: later,
					now: { amountFen: 75_000, points: 4, priors: 1 },
					would: { amountFen: 50_000, points: 3, priors: 0 },
				},
			],
		})
		const wish = { reason: WHY, seen }
		must(await revokeCase(await world.as('reviewer'), { ...(await at(world, first)), ...wish }))
		expect(await caseMoneyOf(world.db.read, first)).toEqual({ heldFen: 0, paidFen: 0 })
		const left = await tasksOf(world.db.read, 'cause_penalty_id', first)
		expect(left.map((one) => [one.kind, one.penalty_id, one.because]).sort()).toEqual(
			[
				['measure-review', first, 'REVOKED'],
				['recompute', later, 'REVOKED'],
			].sort(),
		)
		expect((await caseTasks(await world.as('compliance'), { view: 'open' })).rows).toHaveLength(2)
		expect((await caseTasks(await world.as('supervisor4'), { view: 'open' })).rows).toHaveLength(0)

		const again = await shown(world, later, 'recompute', 'compliance')
		expect(again.plan.case).toMatchObject({ before: { amountFen: 75_000 }, after: { amountFen: 50_000, points: 3 } })
		must(await recomputeTask(await world.as('compliance'), { ...(await at(world, later)), seen: again.seen }))
		expect(await rowOf(world, later)).toMatchObject({ state: 'DECIDED', amount_fen: 50_000, points: 3 })
		expect(await caseMoneyOf(world.db.read, later)).toEqual({ heldFen: 50_000, paidFen: 0 })
		expect(await rowOf(world, first)).toMatchObject({ state: 'REVOKED' })
		const measure = (await measuresOf(world.db.read, first))[0]
		const decline = { verdict: 'decline', reason: '案件已经撤销' } as const
		must(await decideMeasure(await world.as('approver'), { id: measure?.id ?? '', version: 1, ...decline }))
		expect(await rowOf(world, first)).toMatchObject({ state: 'CLOSED' })
	})

	test('a page that is no longer true is refused and writes nothing', async () => {
		const world = worldOf(await open(layWorld), '2026-08-03')
		const { first, later } = await twoCases(world)
		const { seen } = await shown(world, first, 'revoke', 'reviewer')
		const revoke = async (known: string) =>
			revokeCase(await world.as('reviewer'), { ...(await at(world, first)), reason: WHY, seen: known })
		// The later case goes on, the reminder is decided: what would follow is another thing now.
		const measure = (await measuresOf(world.db.read, first))[0]
		const impose = { verdict: 'impose', reason: '达到三分，发提醒函' } as const
		must(await decideMeasure(await world.as('approver'), { id: measure?.id ?? '', version: 1, ...impose }))
		const before = await world.fingerprint()
		expect(await revoke(seen)).toMatchObject({ error: { kind: 'stale', rule: 'penalty.cascade-changed' } })
		expect(await revoke('')).toMatchObject({ error: { kind: 'stale' } })
		expect(await world.fingerprint()).toBe(before)
		await openLast(world, later)
		expect(await revoke((await shown(world, first, 'revoke', 'reviewer')).seen)).toMatchObject({ ok: true })
	})

	test('a later case that ends is not computed again, and does not keep the first one open', async () => {
		const world = worldOf(await open(layWorld), '2026-08-03')
		await payIn(world, 3_000_000)
		const first = await servedCase(world, { occurredOn: '2026-07-20' })
		world.at('2026-11-09')
		const later = await noticed(world, { occurredOn: '2026-10-30' })
		must(await revokeCase(await world.as('reviewer'), { ...(await at(world, first)), reason: WHY }))
		const compliance = await world.as('compliance')
		must(await withdrawCase(compliance, { ...(await at(world, later)), reason: '物料另有审批号' }))
		expect(await tasksOf(world.db.read, 'penalty_id', later)).toEqual([])
		expect(await rowOf(world, first)).toMatchObject({ state: 'CLOSED' })
	})

	test('a variation leaves measures to be looked at and no later case; a chain is followed', async () => {
		const world = worldOf(await open(layWorld), '2026-08-03')
		await payIn(world, 3_000_000)
		// Two serious cases: 6 points, then 6 + 1.
		const first = await servedCase(world, { severity: 'L3', occurredOn: '2026-07-20' })
		world.at('2026-08-31')
		await sweepOnce(world.deps)
		expect((await measuresOf(world.db.read, first)).map((one) => one.kind)).toEqual(['TALK'])
		const later = await servedCase(world, { severity: 'L3', occurredOn: '2026-08-28' })
		must(await askForReview(await world.as('dealer'), { ...(await at(world, later)), ...ASK }))
		const varied = { outcome: 'VARIED', amountFen: 200_000, points: 2, reason: WHY } as const
		must(await decideReviewOf(await world.as('reviewer'), { ...(await at(world, later)), ...varied }))
		await openLast(world, later)
		expect(await rowOf(world, later)).toMatchObject({ state: 'FINAL', points: 2 })
		expect((await tasksOf(world.db.read, 'cause_penalty_id', later)).map((one) => one.kind)).toEqual([])
		// 6 + 2 = 8: without the first one only 2 remain.
		const { plan } = await shown(world, first, 'revoke', 'reviewer')
		expect(plan.points.dealer).toMatchObject({ before: 8, after: 2 })
		expect(plan.later).toMatchObject([{ id: later, would: { points: 2 } }])
		expect(plan.measures.map((one) => [one.kind, one.why])).toEqual([['TALK', 'own']])
	})

	test('a revocation asks whether the measure that another case set off still stands', async () => {
		const world = worldOf(await open(layWorld), '2026-08-03')
		await payIn(world, 3_000_000)
		const first = await servedCase(world, { occurredOn: '2026-07-20' })
		world.at('2026-08-31')
		await sweepOnce(world.deps)
		// Another category, the same dealer: 3 + 1 = 4 points set nothing off, a third case reaches 6.
		const second = await servedCase(world, { severity: 'L1', occurredOn: '2026-08-28' })
		world.at('2026-09-21')
		await sweepOnce(world.deps)
		const third = await servedCase(world, { occurredOn: '2026-09-18', outlet: 'JZ-ND-0101', opener: 'manager4' })
		world.at('2026-10-19')
		await sweepOnce(world.deps)
		expect((await measuresOf(world.db.read, third)).map((one) => one.kind)).toEqual(['TALK'])
		expect(await rowOf(world, second)).toMatchObject({ state: 'FINAL' })
		const { plan } = await shown(world, first, 'revoke', 'reviewer')
		expect(plan.measures.map((one) => [one.kind, one.why]).sort()).toEqual(
			[
				['REMINDER', 'own'],
				['TALK', 'points'],
			].sort(),
		)
		must(await revokeCase(await world.as('reviewer'), { ...(await at(world, first)), reason: WHY }))
		const tasks = await tasksOf(world.db.read, 'cause_penalty_id', first)
		expect(tasks.map((one) => [one.kind, one.penalty_id]).sort()).toEqual(
			[
				['measure-review', first],
				['measure-review', third],
			].sort(),
		)
	})
})

describeOnBoth('who may', (open) => {
	test('nobody who took part reviews or revokes', async () => {
		const world = worldOf(await open(layWorld), '2026-11-09')
		const id = await inDefence(world)
		await world.db.write
			.insertInto('role_grant')
			.values({
				id: 'grant-x',
				branch_id: (await rowOf(world, id)).branch_id,
				account_id: await world.accountId('compliance'),
				role: 'REVIEWER',
				org_unit_id: null,
				department_id: null,
				dealer_id: null,
				granted_by: null,
				granted_at: '2026-01-04T01:00:00.000Z',
				revoked_at: null,
			})
			.execute()
		const served = await servedCase(world, { occurredOn: '2026-10-20' })
		expect(await revokeCase(await world.as('compliance'), { ...(await at(world, served)), reason: WHY })).toMatchObject(
			{ error: { rule: 'penalty.reviewer-took-part' } },
		)
	})
})
