import { type ChildProcess, fork, spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { openDatabase } from '#db/client.server.ts'
import { migrateUp } from '#db/migrate.server.ts'
import { seeded } from '#seeds/random.ts'
import { layWorld, PASSWORD, worldOf } from '#tests/support/world.ts'

const KILLS = process.env.FANGXIN_LONG === '1' ? 100 : 12
const WRITERS = 4

type Server = { readonly child: ChildProcess; readonly origin: string }

function start(env: Record<string, string>): Promise<Server> {
	return new Promise((resolve, reject) => {
		const child = fork('tests/support/e2e-server.ts', { env: { ...process.env, ...env }, execArgv: [] })
		child.once('exit', (code) => reject(new Error(`The server ended with ${code}`)))
		child.once('message', (message: { origin: string }) => {
			child.removeAllListeners('exit')
			resolve({ child, origin: message.origin })
		})
	})
}

async function post(server: Server, path: string, fields: Record<string, string>, cookie = ''): Promise<Response> {
	return fetch(`${server.origin}${path}`, {
		method: 'POST',
		redirect: 'manual',
		headers: { Origin: server.origin, Cookie: cookie, 'Content-Type': 'application/x-www-form-urlencoded' },
		body: new URLSearchParams(fields),
	})
}

async function signIn(server: Server): Promise<string> {
	const answer = await post(server, '/sign-in', { login: 'compliance', password: PASSWORD })
	return answer.headers
		.getSetCookie()
		.map((cookie) => cookie.split(';')[0])
		.join('; ')
}

/** Pays deposits in until the server is gone; remembers what the server confirmed. */
async function write(server: Server, cookie: string, dealerId: string, name: string, confirmed: Set<string>) {
	for (let n = 0; ; n++) {
		const voucher = `${name}-${n}`
		const fields = {
			kind: 'TOPUP_IN',
			amountYuan: '100.00',
			voucher,
			'postedOn.y': '2026',
			'postedOn.m': '11',
			'postedOn.d': '2',
			confirm: 'on',
			idempotencyKey: voucher,
		}
		try {
			const answer = await post(server, `/dealers/${dealerId}/deposit`, fields, cookie)
			if (answer.status === 303 || answer.status === 302) confirmed.add(voucher)
			else throw new Error(`${answer.status} ${(await answer.text()).slice(0, 200)}`)
		} catch (error) {
			// The server was killed: the connection broke. Anything else is a fault of the test's own.
			if (error instanceof TypeError) return
			throw error
		}
	}
}

test(`${KILLS} kills lose nothing that was confirmed and leave nothing half done`, async () => {
	const folder = mkdtempSync(join(tmpdir(), 'fangxin-kill-'))
	const env = { DATABASE_URL: `file:${join(folder, 'world.sqlite')}`, EVIDENCE_DIR: join(folder, 'evidence') }
	const db = openDatabase(env.DATABASE_URL)
	await migrateUp(db)
	await layWorld(db)
	const dealerId = await worldOf(db).dealerId('D-0001')
	const random = seeded(5)
	const confirmed = new Set<string>()
	let cookie = ''
	for (let kill = 0; kill < KILLS; kill++) {
		const server = await start(env)
		cookie ||= await signIn(server)
		const writers = Array.from({ length: WRITERS }, (_, i) =>
			write(server, cookie, dealerId, `k${kill}w${i}`, confirmed),
		)
		const before = confirmed.size
		// Killed by the count of confirmed writes, not by a clock.
		const goal = before + random.int(2, 25)
		while (confirmed.size < goal) await new Promise((resolve) => setImmediate(resolve))
		server.child.kill('SIGKILL')
		await Promise.all(writers)
	}
	const rows = await db.read.selectFrom('ledger_txn').select('voucher').where('dealer_id', '=', dealerId).execute()
	const kept = rows.map((row) => row.voucher)
	expect([...confirmed].filter((voucher) => !kept.includes(voucher))).toEqual([])
	expect(new Set(kept).size).toBe(kept.length)
	expect(confirmed.size).toBeGreaterThanOrEqual(KILLS * 2)
	await db.close()
	const verified = spawnSync('node', ['app/server/verify.server.ts'], {
		env: { ...process.env, ...env },
		encoding: 'utf8',
	})
	expect(verified.stdout + verified.stderr).toContain('everything is sound')
	expect(verified.status).toBe(0)
	rmSync(folder, { recursive: true, force: true })
})
