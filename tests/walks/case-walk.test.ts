import { expect, test } from 'vitest'
import { checkAmounts, checkDecisions } from '#app/usecases/verify/cases.server.ts'
import { checkChain } from '#app/usecases/verify/chain.server.ts'
import { checkLedger } from '#app/usecases/verify/ledger.server.ts'
import { checkNumbers } from '#app/usecases/verify/numbers.server.ts'
import { checkReviews } from '#app/usecases/verify/reviews.server.ts'
import type { Handle } from '#db/tx.server.ts'
import { seeded } from '#seeds/random.ts'
import { layMixed, Walk } from '../support/case-walk.ts'
import { describeOnBoth } from '../support/database.ts'
import { payIn } from '../support/penalty-case.ts'
import { worldOf } from '../support/world.ts'

const LONG = process.env.FANGXIN_LONG === '1'
/** Walks of one database, one after the other: the later ones find what the earlier ones left. */
const PER_WORLD = 5
const WORLDS = LONG ? 20 : 1
const STEPS = 50

/** Every invariant of trust 2.2, by the statements that `npm run verify` runs. */
async function faultsOf(handle: Handle): Promise<string[]> {
	const checks = [
		await checkLedger(handle),
		await checkDecisions(handle),
		await checkAmounts(handle),
		await checkReviews(handle),
		await checkNumbers(handle),
	]
	return checks.flatMap((check) => check.faults.map((fault) => `${check.name} | ${fault.where} | ${fault.what}`))
}

describeOnBoth('random acts of random people', (open, dialect) => {
	const total = new Map<string, number>()
	test.each(Array.from({ length: WORLDS }, (_, i) => i))('world %i', async (world) => {
		const db = await open(layMixed)
		const living = worldOf(db, '2026-02-02')
		await payIn(living, 600_000)
		let today: Walk['today'] = '2026-02-02'
		let cases: readonly string[] = []
		for (let i = 0; i < PER_WORLD; i++) {
			const walk = new Walk(living, seeded(1000 * (world + 1) + i), today, cases)
			for (let step = 0; step < STEPS; step++) {
				await walk.step()
				expect(await faultsOf(db.read)).toEqual([])
			}
			await walk.days(3)
			today = walk.today
			cases = walk.cases.slice(-3)
			for (const [name, n] of walk.done) total.set(name, (total.get(name) ?? 0) + n)
		}
		expect((await checkChain(db.read)).faults).toEqual([])
		if (LONG && world === WORLDS - 1) console.info(dialect, Object.fromEntries([...total].sort()))
	})
})
