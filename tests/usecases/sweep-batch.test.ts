import { expect, test } from 'vitest'
import { addMs, HOUR_MS, instantAt } from '#app/domain/time.ts'
import type { Deps } from '#app/usecases/context.server.ts'
import { SweepHalted } from '#app/usecases/sweep/halt.ts'
import { runSweep } from '#app/usecases/sweep/run.server.ts'
import { describeOnBoth } from '#tests/support/database.ts'
import { signedFor } from '#tests/support/orders.ts'
import { layWorld, type World, worldOf } from '#tests/support/world.ts'

const ORDERS = 5
/** Friday morning after the Monday on which they fell due: each is overdue and has two rungs. */
const LATE = instantAt('2026-11-27', 600)

/** What each effect wrote: by kind, and no two of one key. */
async function written(w: World) {
	const count = async (table: 'reminder' | 'order_chase' | 'order_notice') =>
		(await w.db.read.selectFrom(table).select('id').execute()).length
	const overdue = await w.db.read
		.selectFrom('case_event')
		.select('subject_id')
		.where('kind', '=', 'order.overdue')
		.execute()
	const told = await w.db.read.selectFrom('outbox').select(['idempotency_key', 'account_id']).execute()
	return {
		overdue: [overdue.length, new Set(overdue.map((event) => event.subject_id)).size],
		rungs: await count('reminder'),
		chases: await count('order_chase'),
		notices: await count('order_notice'),
		doubled: told.length - new Set(told.map((row) => `${row.idempotency_key} ${row.account_id}`)).size,
	}
}
const ALL = {
	overdue: [ORDERS, ORDERS],
	rungs: 2 * ORDERS,
	chases: 2 * ORDERS,
	notices: ORDERS,
	doubled: 0,
}

async function late(w: World): Promise<void> {
	for (let i = 0; i < ORDERS; i += 1) await signedFor(w)
	w.at(LATE)
}

describeOnBoth('effects in one transaction', (open) => {
	test('come together, and in several when they are many', async () => {
		const w = worldOf(await open(layWorld))
		await late(w)
		const commits: number[] = []
		const counted = (sweepBatch: number | undefined): Deps => {
			let now = 0
			return {
				...w.deps,
				...(sweepBatch === undefined ? {} : { sweepBatch }),
				failpoint: (name) => {
					if (name === 'effect.before') now = 0
					if (name === 'tx.committed') now += 1
					if (name === 'effect.after') commits.push(now)
				},
			}
		}
		expect((await runSweep(counted(undefined), 'a')).failed).toBe(0)
		expect(commits).toEqual([1])
		expect(await written(w)).toEqual(ALL)
		// Another one, and by twos: its deadline and two rungs are one batch.
		await signedFor(w)
		w.at(addMs(LATE, 40 * 24 * HOUR_MS))
		commits.length = 0
		await runSweep(counted(2), 'a')
		expect(commits.length).toBeGreaterThan(1)
		expect(new Set(commits)).toEqual(new Set([1]))
	})

	test('one that the database refuses takes back itself alone, and is done later', async () => {
		const w = worldOf(await open(layWorld))
		await late(w)
		const taken = (await w.db.read.selectFrom('outbox').select('id').executeTakeFirstOrThrow()).id
		let [ids, inside] = [0, false]
		const faulty: Deps = {
			...w.deps,
			newId: () => {
				// The seventh name that is asked for is somebody's already: a key that fails in the middle of an effect.
				if (inside) ids += 1
				return ids === 7 ? taken : w.deps.newId()
			},
			failpoint: (name) => {
				if (name === 'effect.before') inside = true
				if (name === 'effect.after') inside = false
			},
		}
		expect((await runSweep(faulty, 'a')).failed).toBe(1)
		expect(await written(w)).not.toEqual(ALL)
		const faults = await w.db.read.selectFrom('sweep_fault').select('part').execute()
		expect(faults).toHaveLength(1)
		w.at(addMs(LATE, HOUR_MS))
		expect((await runSweep(w.deps, 'a')).failed).toBe(0)
		expect(await written(w)).toEqual(ALL)
		expect(await w.db.read.selectFrom('sweep_fault').select('part').execute()).toEqual([])
	})

	test('a batch that cannot be kept is done one by one', async () => {
		const w = worldOf(await open(layWorld))
		await late(w)
		let [done, broken] = [0, 0]
		const faulty: Deps = {
			...w.deps,
			failpoint: (name) => {
				if (name === 'effect.between') done += 1
			},
			inTx: (branchId, work) =>
				w.deps.inTx(branchId, async (tx) => {
					const answer = await work(tx)
					if (done < ORDERS || broken > 0) return answer
					broken += 1
					throw new Error('the disk is full')
				}),
		}
		expect((await runSweep(faulty, 'a')).failed).toBe(0)
		expect(broken).toBe(1)
		expect(await written(w)).toEqual(ALL)
	})

	test('ended in the middle of a batch, nothing of the batch stands', async () => {
		const w = worldOf(await open(layWorld))
		await late(w)
		let passed = 0
		const killed: Deps = {
			...w.deps,
			failpoint: (name) => {
				if (name !== 'effect.between') return
				passed += 1
				if (passed === 4) throw new SweepHalted('killed')
			},
		}
		expect((await runSweep(killed, 'a')).ran).toBe(false)
		expect(await written(w)).toEqual({ overdue: [0, 0], rungs: 0, chases: 0, notices: 0, doubled: 0 })
		w.at(addMs(LATE, HOUR_MS))
		expect((await runSweep(w.deps, 'b')).ran).toBe(true)
		expect(await written(w)).toEqual(ALL)
	})
})
