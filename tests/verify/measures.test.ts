import { sql } from 'kysely'
import { expect, test } from 'vitest'
import { sweepOnce } from '#app/usecases/sweep/run.server.ts'
import { checkMeasures } from '#app/usecases/verify/measures.server.ts'
import { describeOnBoth } from '#tests/support/database.ts'
import { layEntry, laySuccession } from '#tests/support/hands.ts'
import { servedCase } from '#tests/support/penalty-case.ts'
import { layWorld, worldOf } from '#tests/support/world.ts'

const IMPOSED = `update measure set state = 'IMPOSED', begins_on = '2026-12-02'`

/** What nobody can do through the product, with what is found. */
const PLANTED: readonly (readonly [string, string])[] = [
	[`update measure set state = 'IMPOSED', begins_on = null`, 'no first day'],
	[`${IMPOSED}, ends_on = '2026-12-01'`, 'ends before it begins'],
	[`${IMPOSED}, kind = 'TERMINATE', cause = 'RED_LINE', ends_on = '2028-12-02'`, 'without a majority'],
	[`update blacklist_entry set state = 'EXEMPTED'`, 'is exempted without a majority'],
	[
		`update blacklist_entry set state = 'LIFTED', ended_at = '2026-12-02T02:00:00.000Z', until_on = '2028-12-02'`,
		'before its day',
	],
]

describeOnBoth('verify of measures', (open) => {
	async function world() {
		const made = worldOf(await open(layWorld), '2026-11-02')
		await servedCase(made, { severity: 'L3', occurredOn: '2026-10-30' })
		made.at('2026-12-02')
		await sweepOnce(made.deps)
		await layEntry(made)
		await laySuccession(made)
		return made
	}

	test('what the use cases made is sound', async () => {
		const { db } = await world()
		expect((await checkMeasures(db.read)).faults).toEqual([])
	})

	test.each(PLANTED)('%s', async (statement, what) => {
		const { db } = await world()
		await sql.raw(statement).execute(db.write)
		expect((await checkMeasures(db.read)).faults.map((fault) => fault.what).join()).toContain(what)
	})
})
