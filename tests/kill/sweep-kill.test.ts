import { type ChildProcess, fork } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { addMs, instantAt, MINUTE_MS } from '#app/domain/time.ts'
import { openDatabase } from '#db/client.server.ts'
import { migrateUp } from '#db/migrate.server.ts'
import { seeded } from '#seeds/random.ts'
import { signedFor } from '#tests/support/orders.ts'
import { layWorld, worldOf } from '#tests/support/world.ts'

const LONG = process.env.FANGXIN_LONG === '1'
const ORDERS = LONG ? 150 : 12
const KILLS = LONG ? 60 : 5

type Life = { readonly ran: boolean; readonly steps: number }

/** One life of the process: killed in the middle of its work, or to its end. */
function live(child: ChildProcess, killAfter: number): Promise<Life> {
	return new Promise((resolve, reject) => {
		let [steps, ran] = [0, false]
		child.on('message', (message: { steps?: number; result?: { ran: boolean } }) => {
			steps = message.steps ?? steps
			ran = message.result?.ran ?? ran
			// By the count of effects and commits, not by a clock; where the signal strikes is left to the machine.
			if (steps >= killAfter) child.kill('SIGKILL')
		})
		child.once('exit', (code, signal) =>
			code === 0 || signal === 'SIGKILL' ? resolve({ ran, steps }) : reject(new Error(`The sweep ended with ${code}`)),
		)
	})
}

test(`${KILLS} kills of a sweep lose no effect and double none`, async () => {
	const folder = mkdtempSync(join(tmpdir(), 'fangxin-sweep-'))
	const url = `file:${join(folder, 'world.sqlite')}`
	const db = openDatabase(url)
	await migrateUp(db)
	await layWorld(db)
	const world = worldOf(db)
	for (let i = 0; i < ORDERS; i += 1) await signedFor(world)
	const random = seeded(9)
	let now = instantAt('2026-11-27', 600)
	const start = () => {
		// The lease of the one that was killed has run out.
		now = addMs(now, 6 * MINUTE_MS)
		return fork('tests/support/sweep-process.ts', [url, join(folder, 'evidence'), now], { execArgv: [] })
	}
	let killed = 0
	for (let kill = 0; kill < KILLS; kill += 1) {
		const life = await live(start(), random.int(1, Math.ceil((ORDERS * 3) / KILLS)))
		if (!life.ran) killed += 1
	}
	expect(killed).toBeGreaterThanOrEqual(KILLS - 2)
	expect((await live(start(), Number.POSITIVE_INFINITY)).ran).toBe(true)
	const count = async (table: 'reminder' | 'order_chase' | 'order_notice') =>
		(await db.read.selectFrom(table).select('id').execute()).length
	const events = await db.read
		.selectFrom('case_event')
		.select(['kind', 'subject_id'])
		.where('kind', '=', 'order.overdue')
		.execute()
	expect(new Set(events.map((e) => e.subject_id)).size).toBe(ORDERS)
	expect(events).toHaveLength(ORDERS)
	expect([await count('reminder'), await count('order_chase'), await count('order_notice')]).toEqual([
		2 * ORDERS,
		2 * ORDERS,
		ORDERS,
	])
	const undelivered = await db.read.selectFrom('outbox').select('id').where('delivered_at', 'is', null).execute()
	const told = await db.read.selectFrom('outbox').select('id').execute()
	const inbox = await db.read.selectFrom('inbox_item').select('outbox_id').execute()
	expect(undelivered).toEqual([])
	expect(inbox).toHaveLength(told.length)
	await db.close()
	rmSync(folder, { recursive: true, force: true })
})
