import { expect, test } from 'vitest'
import { instantAt } from '#app/domain/time.ts'
import { runSweep } from '#app/usecases/sweep/run.server.ts'
import { checkLadder } from '#app/usecases/verify/ladder.server.ts'
import { describeOnBoth } from '#tests/support/database.ts'
import { signedFor } from '#tests/support/orders.ts'
import { layWorld, type World, worldOf } from '#tests/support/world.ts'

const faultsOf = async (w: World) => (await checkLadder(w.db.read)).faults.map((fault) => JSON.stringify(fault))

describeOnBoth('verify: the ladder', (open) => {
	test('is sound after sweeps, and each planted fault is found', async () => {
		const w = worldOf(await open(layWorld))
		await signedFor(w)
		const late = await signedFor(w, { urgency: 'URGENT' })
		w.at(instantAt('2026-11-12', 600))
		await runSweep(w.deps, 'a')
		expect(await faultsOf(w)).toEqual([])
		const { write } = w.db
		const [rung] = await w.db.read.selectFrom('reminder').select(['id', 'rung_key']).execute()
		if (!rung) throw new Error('No rung was sent')
		const plant: readonly (readonly [string, () => Promise<unknown>])[] = [
			[
				'before its moment',
				() =>
					write
						.updateTable('reminder')
						.set({ fired_at: instantAt('2026-11-01', 0) })
						.where('id', '=', rung.id)
						.execute(),
			],
			[
				'key of another',
				() =>
					write
						.updateTable('reminder')
						.set({ rung_key: `x${rung.rung_key}` })
						.where('id', '=', rung.id)
						.execute(),
			],
			[
				'nothing happened',
				() =>
					write
						.updateTable('clock')
						.set({ state: 'RUNNING' })
						.where('subject_id', '=', late)
						.where('kind', '=', 'order.handle')
						.execute(),
			],
			['no ladder', () => write.deleteFrom('clock_look').execute()],
		]
		for (const [i, [what, act]] of plant.entries()) {
			await act()
			const found = await faultsOf(w)
			expect(found).toHaveLength(i + 1)
			expect(found.some((text) => text.includes(what))).toBe(true)
		}
	})
})
