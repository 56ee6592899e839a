import { expect, test } from 'vitest'
import { askExtension } from '#app/usecases/orders/ask-extension.server.ts'
import { decideOnExtension } from '#app/usecases/orders/decide-extension.server.ts'
import { checkClocks } from '#app/usecases/verify/clocks.server.ts'
import { migrateDown, migrateUp } from '#db/migrate.server.ts'
import { extensionsOfClocks } from '#db/queries/clock-facts.server.ts'
import { latestClock } from '#db/queries/clocks.server.ts'
import { describeOnBoth } from '#tests/support/database.ts'
import { done, signedFor, versionNow } from '#tests/support/orders.ts'
import { inDefence, payIn } from '#tests/support/penalty-case.ts'
import { layWorld, worldOf } from '#tests/support/world.ts'

describeOnBoth('clocks of before', (open) => {
	test('go down and up again with their dates, the statutory rule and what was granted', async () => {
		const w = worldOf(await open(layWorld), '2026-11-02')
		await payIn(w, 3_000_000)
		await signedFor(w, { complaintOn: '2026-10-30', source: 'HOTLINE' })
		const id = await signedFor(w)
		const version = () => versionNow(w, id)
		const more = { limit: { amount: 3, unit: 'wd' }, reason: '需外部核查' } as const
		done(await askExtension(await w.as('department'), id, await version(), more))
		done(await decideOnExtension(await w.as('issuer'), id, await version(), { approve: true, reason: '同意' }))
		await inDefence(w)
		const all = async () =>
			w.db.read
				.selectFrom('clock')
				.select(['kind', 'state', 'due_at', 'first_due_at', 'close_at', 'cut_statutory_on'])
				.orderBy('id')
				.execute()
		const before = await all()
		for (let name = ''; name !== '014-clocks'; ) name = (await migrateDown(w.db))[0] ?? '014-clocks'
		await migrateUp(w.db)
		expect(await all()).toEqual(before)
		const clock = await latestClock(w.db.read, 'order', id, 'order.handle')
		expect(await extensionsOfClocks(w.db.read, [clock?.id ?? ''])).toMatchObject([
			{ n: 1, amount: 3, unit: 'wd', reason: '需外部核查', carried: 0 },
		])
		expect((await checkClocks(w.db.read)).faults).toEqual([])
	})
})
