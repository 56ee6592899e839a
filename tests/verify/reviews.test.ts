import { sql } from 'kysely'
import { expect, test } from 'vitest'
import { revokeCase } from '#app/usecases/penalties/exits.server.ts'
import { askForReview, decideReviewOf } from '#app/usecases/penalties/review.server.ts'
import { sweepOnce } from '#app/usecases/sweep/run.server.ts'
import { checkReviews } from '#app/usecases/verify/reviews.server.ts'
import type { Db } from '#db/client.server.ts'
import { describeOnBoth } from '#tests/support/database.ts'
import { at, decided, must, openLast, payIn, servedCase, WHY } from '#tests/support/penalty-case.ts'
import { layWorld, type World, worldOf } from '#tests/support/world.ts'

const ASK = { ground: 'amount', statement: '金额与情节不相称，申请复核。' } as const

/** A case varied by its review, one whose review was defaulted, and one revoked that a later case had counted. */
async function lived(db: Db): Promise<{ world: World; varied: string; first: string; later: string }> {
	const world = worldOf(db, '2026-08-03')
	await payIn(world, 3_000_000)
	const first = await servedCase(world, { occurredOn: '2026-07-20' })
	world.at('2026-09-14')
	await sweepOnce(world.deps)
	const later = await decided(world, { occurredOn: '2026-09-01' })
	await openLast(world, later)
	must(await revokeCase(await world.as('reviewer'), { ...(await at(world, first)), reason: WHY }))
	const varied = await servedCase(world, { occurredOn: '2026-09-02', units: 2, severity: 'L1' })
	const silent = await servedCase(world, { occurredOn: '2026-09-03', severity: 'L3' })
	for (const id of [varied, silent])
		must(await askForReview(await world.as('dealer'), { ...(await at(world, id)), ...ASK }))
	const lower = { outcome: 'VARIED', amountFen: 10_000, reason: WHY } as const
	must(await decideReviewOf(await world.as('reviewer'), { ...(await at(world, varied)), ...lower }))
	world.at('2026-10-20')
	await sweepOnce(world.deps)
	return { world, varied, first, later }
}

async function thaw(db: Db, table: string): Promise<void> {
	const names = db.dialect === 'sqlite' ? [`${table}_no_update`] : [`${table}_no_change on ${table}`]
	for (const name of names) await sql.raw(`drop trigger ${name}`).execute(db.write)
}

describeOnBoth('verify of reviews', (open) => {
	test('finds each planted fault, and nothing in what the product has done', async () => {
		const db = await open(layWorld)
		const { world, varied, first, later } = await lived(db)
		const found = async () => (await checkReviews(db.read)).faults.map((fault) => `${fault.where} ${fault.what}`)
		expect(await found()).toEqual([])
		expect((await checkReviews(db.read)).looked).toBe('2 reviews')

		await thaw(db, 'decision')
		const decision = db.write.updateTable('decision').where('penalty_id', '=', varied).where('kind', '=', 'REVIEW')
		await decision.set({ amount_fen: 50_001 }).execute()
		expect(await found()).toEqual([expect.stringContaining(`raises penalty ${varied} from 40000 to 50001 fen`)])
		await decision.set({ amount_fen: 10_000 }).execute()

		const review = db.write.updateTable('review').where('penalty_id', '=', varied)
		await review.set({ by_default: 1 }).execute()
		expect(await found()).toEqual([expect.stringContaining('by default, and by a person')])
		await review.set({ by_default: 0, withdrawn_at: '2026-09-20T01:00:00.000Z' }).execute()
		expect(await found()).toEqual([expect.stringContaining('was decided and taken back')])
		await review.set({ withdrawn_at: null, decided_by: await world.accountId('compliance') }).execute()
		expect(await found()).toEqual([expect.stringContaining('who took part before')])
		await review.set({ decided_by: await world.accountId('reviewer') }).execute()

		const closed = db.write.updateTable('penalty').where('id', '=', first)
		await closed.set({ state: 'CLOSED' }).execute()
		const stranded = (await found()).join('\n')
		expect(stranded).toContain('measure-review of')
		expect(stranded).toContain('recompute of')
		await closed.set({ state: 'REVOKED' }).execute()
		const ended = db.write.updateTable('penalty').where('id', '=', later)
		await ended.set({ state: 'LAPSED' }).execute()
		expect(await found()).toEqual([expect.stringContaining('is open and never ends')])
		await ended.set({ state: 'SERVED' }).execute()

		await thaw(db, 'ledger_entry')
		const held = await db.read
			.selectFrom('ledger_txn')
			.select('id')
			.where('penalty_id', '=', first)
			.where('kind', '=', 'RELEASE')
			.executeTakeFirstOrThrow()
		const release = db.write
			.updateTable('ledger_entry')
			.where('account', '=', 'DEPOSIT_HELD')
			.where('txn_id', '=', held.id)
		await release.set((eb) => ({ debit_fen: eb('debit_fen', '-', 100) })).execute()
		expect(await found()).toEqual([`penalty ${first} is revoked and keeps 100 fen in DEPOSIT_HELD`])
	})
})
