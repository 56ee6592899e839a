import { sql } from 'kysely'
import { afterEach, expect, test } from 'vitest'
import { checkDelivery } from '#app/usecases/verify/delivery.server.ts'
import { describeOnBoth } from '#tests/support/database.ts'
import { openPostOffice, type PostOffice } from '#tests/support/delivery.ts'
import { layWorld } from '#tests/support/world.ts'

/** What no courier does, with what is found. */
const PLANTED: readonly (readonly [string, string])[] = [
	[`update delivery set state = 'sent', ended_at = created_at where state = 'dead'`, 'no attempt was'],
	[
		`insert into delivery_try (branch_id, delivery_id, n, at, outcome, answer, took_ms)
			select branch_id, id, 2, created_at, 'sent', '250', 1 from delivery where state = 'sent'`,
		'sent twice',
	],
	[`update delivery set state = 'waiting', ended_at = null where state = 'sent'`, 'not marked so'],
	[`update delivery set answer = null where state = 'dead'`, 'without a reason'],
	[`delete from delivery_item`, 'holds no message'],
	[
		`update delivery set account_id = (select id from account where login = 'approver') where state = 'sent'`,
		'somebody else',
	],
	[`update outbox set planned_at = null`, 'nobody has planned'],
	[
		`insert into delivery_item (delivery_id, outbox_id, branch_id, target, occasion)
			select (select id from delivery where state = 'dead'), outbox_id, branch_id, 'x', occasion from delivery_item
			where delivery_id <> (select id from delivery where state = 'dead')`,
		'same address before',
	],
]

const opened: PostOffice[] = []
afterEach(async () => {
	for (const post of opened.splice(0)) await post.close()
})

describeOnBoth('verify of delivery', (open) => {
	async function sound() {
		const db = await open(layWorld)
		const post = await openPostOffice(db)
		opened.push(post)
		await post.mailOf('manager', 'a@jz.example')
		await post.tell('manager', 'violation.to-check')
		await post.run()
		post.smtp.mood = { kind: 'refuse', code: 550 }
		await post.tell('manager', 'penalty.to-check')
		await post.run()
		return db
	}

	test('what the courier made is sound', async () => {
		expect((await checkDelivery((await sound()).read)).faults).toEqual([])
	})

	test.each(PLANTED)('%s', async (statement, what) => {
		const db = await sound()
		await sql.raw(statement).execute(db.write)
		expect((await checkDelivery(db.read)).faults.map((fault) => fault.what).join()).toContain(what)
	})
})
