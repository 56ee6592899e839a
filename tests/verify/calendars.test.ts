import { sql } from 'kysely'
import { expect, test } from 'vitest'
import { checkCalendars } from '#app/usecases/verify/calendars.server.ts'
import { daysDraft, published } from '#tests/support/calendars.ts'
import { describeOnBoth } from '#tests/support/database.ts'
import { signedFor } from '#tests/support/orders.ts'
import { layWorld, worldOf } from '#tests/support/world.ts'

describeOnBoth('verify: calendars and policies', (open) => {
	test('finds nothing in what the product did, and each planted fault', async () => {
		const w = worldOf(await open(layWorld), '2026-11-02')
		const order = await signedFor(w)
		await published(w, daysDraft('2026-11-06 休 台风停业'))
		const found = async () => (await checkCalendars(w.db.read)).faults.map(({ what }) => what)
		expect(await found()).toEqual([])
		await sql`update calendar_draft set published_at = '2026-11-03T00:00:00.000Z'`.execute(w.db.write)
		expect(await found()).toEqual(['and its version are of different moments'])
		await sql`update deadline_policy set state = 'RETIRED'`.execute(w.db.write)
		expect((await found()).filter((what) => what.startsWith('goes by the policy')).length).toBeGreaterThan(0)
		await sql`update clock set policy_id = 'nobody' where subject_id = ${order}`.execute(w.db.write)
		expect(await found()).toContain('goes by the policy nobody')
	})
})
