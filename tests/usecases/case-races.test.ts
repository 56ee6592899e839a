import { expect, test } from 'vitest'
import type { Outcome } from '#app/domain/refusal.ts'
import { decideCase } from '#app/usecases/penalties/decide.server.ts'
import { acknowledgeNotice } from '#app/usecases/penalties/defence.server.ts'
import { revokeCase } from '#app/usecases/penalties/exits.server.ts'
import { recomputeTask } from '#app/usecases/penalties/recompute.server.ts'
import { askForReview, decideReviewOf } from '#app/usecases/penalties/review.server.ts'
import { extendReviewOf } from '#app/usecases/penalties/review-clock.server.ts'
import { sweepOnce } from '#app/usecases/sweep/run.server.ts'
import { checkLedger } from '#app/usecases/verify/ledger.server.ts'
import { checkReviews } from '#app/usecases/verify/reviews.server.ts'
import { decisionsOf } from '#db/queries/decisions.server.ts'
import { caseMoneyOf } from '#db/queries/ledger.server.ts'
import { tasksOf } from '#db/queries/measures.server.ts'
import { noticesOf } from '#db/queries/notices.server.ts'
import { describeOnBoth } from '../support/database.ts'
import { at, decided, inDefence, must, openLast, payIn, rowOf, servedCase, WHY } from '../support/penalty-case.ts'
import { layWorld, type World, worldOf } from '../support/world.ts'

const ASK = { ground: 'amount', statement: '金额与情节不相称，申请复核。' } as const
const oks = (answers: readonly Outcome<unknown>[]) => answers.filter((one) => one.ok).length

async function inReview(world: World): Promise<string> {
	await payIn(world, 3_000_000)
	const id = await servedCase(world, { units: 2 })
	must(await askForReview(await world.as('dealer'), { ...(await at(world, id)), ...ASK }))
	return id
}

/** How often a document of a kind was made for a case. */
const made = async (world: World, id: string, kind: string) =>
	(await noticesOf(world.db.read, id)).filter((one) => one.kind === kind).length

async function sound(world: World): Promise<void> {
	expect((await checkReviews(world.db.read)).faults).toEqual([])
	expect((await checkLedger(world.db.read)).faults).toEqual([])
}

describeOnBoth('at the same moment', (open) => {
	test('two approvers decide, each another amount: one decision, one document', async () => {
		const world = worldOf(await open(layWorld), '2026-11-09')
		await payIn(world, 3_000_000)
		const id = await inDefence(world, { units: 2 })
		must(await acknowledgeNotice(await world.as('dealer'), await at(world, id)))
		const seen = await at(world, id)
		const given = { reason: WHY, fairnessReason: WHY }
		const [one, two] = [await world.as('approver'), await world.as('approver2')]
		const answers = await Promise.all([
			decideCase(one, { ...seen, amountFen: 90_000, ...given }),
			decideCase(two, { ...seen, amountFen: 60_000, ...given }),
		])
		expect(oks(answers)).toBe(1)
		expect(answers.find((answer) => !answer.ok)).toMatchObject({ error: { kind: 'stale' } })
		expect(await decisionsOf(world.db.read, id)).toHaveLength(1)
		expect(await made(world, id, 'decision')).toBe(1)
		await sound(world)
	})

	test('two reviewers decide, one takes more time: one effect', async () => {
		const world = worldOf(await open(layWorld), '2026-11-09')
		const id = await inReview(world)
		const seen = { ...(await at(world, id)), reason: WHY }
		const [one, two] = [await world.as('reviewer'), await world.as('reviewer2')]
		const answers = await Promise.all([
			decideReviewOf(one, { ...seen, outcome: 'UPHELD' }),
			decideReviewOf(two, { ...seen, outcome: 'REVOKED' }),
			extendReviewOf(two, seen),
		])
		expect(oks(answers)).toBe(1)
		const { state } = await rowOf(world, id)
		expect(['REVIEWED', 'REVOKED', 'REVIEW']).toContain(state)
		expect(await made(world, id, 'review-decision')).toBe(state === 'REVIEW' ? 0 : 1)
		await sound(world)
	})

	test('two sweeps find the clock run out, a reviewer is late: the default once', async () => {
		const world = worldOf(await open(layWorld), '2026-11-09')
		const id = await inReview(world)
		world.at('2026-12-15')
		const reviewer = await world.as('reviewer')
		const late = { ...(await at(world, id)), outcome: 'UPHELD', reason: WHY } as const
		const [, , answer] = await Promise.all([
			sweepOnce(world.deps),
			sweepOnce(world.deps),
			decideReviewOf(reviewer, late),
		])
		expect(answer.ok).toBe(false)
		expect(await rowOf(world, id)).toMatchObject({ state: 'REVOKED' })
		expect(await made(world, id, 'review-decision')).toBe(1)
		expect((await decisionsOf(world.db.read, id)).filter((one) => one.kind === 'REVOCATION')).toHaveLength(1)
		await sound(world)
	})

	test('a revocation sent twice, and again after a lost answer: money and tasks once', async () => {
		const world = worldOf(await open(layWorld), '2026-08-03')
		await payIn(world, 3_000_000)
		const first = await servedCase(world, { occurredOn: '2026-07-20' })
		world.at('2026-11-09')
		await sweepOnce(world.deps)
		const later = await decided(world, { occurredOn: '2026-10-30' })
		const [one, two] = [await world.as('reviewer'), await world.as('reviewer2')]
		const sent = { ...(await at(world, first)), reason: WHY }
		const answers = await Promise.all([revokeCase(one, sent), revokeCase(one, sent), revokeCase(two, sent)])
		expect(oks(answers)).toBe(1)
		const before = await world.fingerprint()
		expect((await revokeCase(one, sent)).ok).toBe(false)
		expect(await world.fingerprint()).toBe(before)
		expect(await made(world, first, 'revocation')).toBe(1)
		expect(await tasksOf(world.db.read, 'penalty_id', later)).toHaveLength(1)

		const [officer, other] = [await world.as('compliance'), await world.as('compliance2')]
		const task = await at(world, later)
		const done = await Promise.all([recomputeTask(officer, task), recomputeTask(other, task)])
		expect(oks(done)).toBe(1)
		expect((await recomputeTask(officer, task)).ok).toBe(false)
		expect(await made(world, later, 'review-decision')).toBe(1)
		expect(await caseMoneyOf(world.db.read, later)).toEqual({ heldFen: 50_000, paidFen: 0 })
		await openLast(world, later)
		await sound(world)
	})
})
