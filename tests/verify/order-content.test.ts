import { sql } from 'kysely'
import { expect, test } from 'vitest'
import { checkOrderContent } from '#app/usecases/verify/order-content.server.ts'
import { layCirculars } from '#tests/support/circulars.ts'
import { describeOnBoth } from '#tests/support/database.ts'
import { issued } from '#tests/support/orders.ts'
import { layWorld, worldOf } from '#tests/support/world.ts'

/** What nobody can do through the product, with what is found. */
const PLANTED: readonly (readonly [string, string])[] = [
	[`update supervision_order set ack_default_at = ack_due_at`, 'signed for in time'],
	[`update supervision_order set repeats_id = id`, 'takes itself up again'],
	[`update order_circular set facts_json = '{}' where state = 'PUBLISHED'`, 'differs from what was published'],
	[`update order_circular set remark = 'x' where state = 'PUBLISHED'`, 'differs from what was published'],
	[
		`insert into order_circular_paper (id, branch_id, circular_id, number, remark, facts_json, sha256, published_by, published_at)
			select 'p', branch_id, id, 'x', '', facts_json, 'x', 'x', 'x' from order_circular where state = 'DRAFT'`,
		'does not match its hash',
	],
	[
		`update order_circular set state = 'PUBLISHED', number = 'x', published_by = 'x' where state = 'DRAFT'`,
		'is published and has no paper',
	],
]

describeOnBoth('verify of the content of orders', (open) => {
	async function world() {
		const made = worldOf(await open(layWorld), '2026-11-02')
		await issued(made)
		await layCirculars(made)
		return made
	}

	test('what the use cases made is sound', async () => {
		const { db } = await world()
		expect(await checkOrderContent(db.read)).toMatchObject({ faults: [], looked: '1 circular' })
	})

	test.each(PLANTED)('%s', async (statement, what) => {
		const { db } = await world()
		await sql.raw(statement).execute(db.write)
		expect((await checkOrderContent(db.read)).faults.map((fault) => fault.what).join()).toContain(what)
	})
})
