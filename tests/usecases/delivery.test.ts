import { afterEach, expect, test } from 'vitest'
import { addMs, HOUR_MS, type Instant, instantAt, MINUTE_MS } from '#app/domain/time.ts'
import type { Db } from '#db/client.server.ts'
import { describeOnBoth } from '#tests/support/database.ts'
import { openPostOffice, type PostOffice } from '#tests/support/delivery.ts'
import { layWorld } from '#tests/support/world.ts'

const opened: PostOffice[] = []
afterEach(async () => {
	for (const office of opened.splice(0)) await office.close()
})

async function office(db: Db, today?: Parameters<typeof openPostOffice>[1]): Promise<PostOffice> {
	const made = await openPostOffice(db, today)
	opened.push(made)
	return made
}

/** Lets time pass in steps with a run of the courier after each. */
async function pass(post: PostOffice, ms: number, step: number): Promise<void> {
	for (let gone = 0; gone < ms; gone += step) {
		post.world.at(addMs(post.deps.now(), step))
		await post.run()
	}
}

const idsOf = (post: PostOffice) => post.smtp.received.map(({ mail }) => mail.messageId)

describeOnBoth('delivery', (open) => {
	test('a message arrives as mail: both parts, Chinese subject, link to the own site, where to switch it off', async () => {
		const post = await office(await open(layWorld))
		await post.mailOf('manager', 'zhou@jz.example')
		await post.tell('manager', 'violation.to-check', {
			params: { number: 'WG-2026-0001' },
			subject: ['violation', 'v1'],
		})
		expect(await post.run()).toMatchObject({ planned: 1, sent: 1, failed: 0, dead: 0 })
		const [got] = post.smtp.received
		expect(got?.to).toBe('zhou@jz.example')
		expect(got?.mail.subject).toBe('【放心】WG-2026-0001 等待审核确认')
		expect(got?.raw).toMatch(/^Subject: =\?UTF-8\?/m)
		expect(got?.mail.text).toContain('周晓岚，您好')
		expect(got?.mail.text).toContain('https://fangxin.example/violations/v1')
		expect(got?.mail.html).toContain('<a href="https://fangxin.example/violations/v1">')
		const header = got?.mail.headers.find(({ key }) => key === 'list-unsubscribe')
		expect(header?.value).toBe('<https://fangxin.example/account/notices>')
		// Nothing is told twice.
		expect(await post.run()).toMatchObject({ planned: 0, sent: 0 })
		expect(post.smtp.received.length).toBe(1)
	})

	test('a server that is down for an hour loses nothing and doubles nothing', async () => {
		const post = await office(await open(layWorld))
		await post.smtp.down()
		for (const login of ['manager', 'compliance', 'approver']) {
			await post.mailOf(login, `${login}@jz.example`)
			await post.tell(login, 'violation.to-check')
			await post.tell(login, 'penalty.to-check')
		}
		const down = await post.run()
		// One message finds out, the others do not try.
		expect(down).toMatchObject({ planned: 6, sent: 0, failed: 1 })
		await pass(post, HOUR_MS, 4 * MINUTE_MS)
		expect(post.smtp.received.length).toBe(0)
		await post.smtp.up()
		await pass(post, 2 * HOUR_MS, 10 * MINUTE_MS)
		expect(post.smtp.received.length).toBe(6)
		expect(new Set(idsOf(post)).size).toBe(6)
		expect((await post.deliveries()).every(({ state }) => state === 'sent')).toBe(true)
	})

	test('4xx is tried again, 5xx is a dead letter, a silent server is put off', async () => {
		const post = await office(await open(layWorld))
		await post.mailOf('manager', 'a@jz.example')
		await post.tell('manager', 'violation.to-check')
		post.smtp.mood = { kind: 'refuse', code: 450 }
		expect(await post.run()).toMatchObject({ failed: 1 })
		post.smtp.mood = { kind: 'silent' }
		post.world.at(addMs(post.deps.now(), 2 * MINUTE_MS))
		expect(await post.run()).toMatchObject({ failed: 1 })
		post.smtp.mood = { kind: 'well' }
		post.world.at(addMs(post.deps.now(), 10 * MINUTE_MS))
		expect(await post.run()).toMatchObject({ sent: 1 })
		expect(post.smtp.received.length).toBe(1)
		await post.tell('manager', 'penalty.to-check')
		post.smtp.mood = { kind: 'refuse', code: 550 }
		expect(await post.run()).toMatchObject({ dead: 1 })
		const dead = (await post.deliveries()).find(({ state }) => state === 'dead')
		expect(dead?.answer).toContain('550')
	})

	test('a message that cannot be planned or composed holds nobody up', async () => {
		const db = await open(layWorld)
		const post = await office(db)
		for (const login of ['manager', 'compliance', 'approver']) await post.mailOf(login, `${login}@jz.example`)
		await post.tell('manager', 'violation.to-check')
		await post.tell('compliance', 'violation.to-check')
		await db.write
			.updateTable('outbox')
			.set({ params_json: '{' })
			.where('account_id', '=', await post.world.accountId('manager'))
			.execute()
		expect(await post.run()).toMatchObject({ planned: 1, sent: 1 })
		await post.tell('approver', 'violation.to-check')
		await post.tell('compliance', 'violation.to-check')
		// It breaks between planning and sending.
		const id = await post.world.accountId('approver')
		const planned = post.run({
			at: (step) =>
				step === 'planned' &&
				db.write.updateTable('outbox').set({ params_json: '{' }).where('account_id', '=', id).execute(),
		})
		expect(await planned).toMatchObject({ planned: 2 })
		await pass(post, 10 * MINUTE_MS, 5 * MINUTE_MS)
		expect(post.smtp.received.map(({ to }) => to)).toEqual(['compliance@jz.example', 'compliance@jz.example'])
	})

	const STEPS = ['planned', 'taken', 'composed', 'answered', 'noted'] as const
	test.each(STEPS)(
		'a process killed when it has just %s: everything arrives, our books count it once',
		async (step) => {
			const db = await open(layWorld)
			const post = await office(db)
			for (const login of ['manager', 'compliance']) {
				await post.mailOf(login, `${login}@jz.example`)
				await post.tell(login, 'violation.to-check')
			}
			const killed = post.run({
				holder: 'first',
				at: (now) => {
					if (now === step) throw new Error('killed')
				},
			})
			await expect(killed).rejects.toThrow('killed')
			await pass(post, 10 * MINUTE_MS, 2 * MINUTE_MS)
			const rows = await post.deliveries()
			expect(rows.map(({ state }) => state)).toEqual(['sent', 'sent'])
			// At most the very same message again, recognisable by its name.
			expect(new Set(idsOf(post)).size).toBe(2)
			expect(post.smtp.received.length).toBe(step === 'answered' ? 3 : 2)
			const sent = await db.read.selectFrom('delivery_try').select('id').where('outcome', '=', 'sent').execute()
			expect(sent.length).toBe(2)
			const unknown = await db.read.selectFrom('delivery_try').select('id').where('outcome', '=', 'unknown').execute()
			expect(unknown.length).toBe(step === 'planned' || step === 'noted' ? 0 : 1)
		},
	)
})

test('dates in this file are what they are meant to be', () => {
	const monday: Instant = instantAt('2026-11-09', 600)
	expect(monday).toBe('2026-11-09T02:00:00.000Z')
})
