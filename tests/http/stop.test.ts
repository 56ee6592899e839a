import { mkdtempSync, rmSync } from 'node:fs'
import { request } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { readEnv } from '#app/infra/env.server.ts'
import { serve } from '#app/server/serve.server.ts'
import { openDatabase } from '#db/client.server.ts'
import { migrateUp } from '#db/migrate.server.ts'
import { ORIGIN, SECRET, type Seen, tinyBuild } from '#tests/support/edge.ts'

const folder = mkdtempSync(join(tmpdir(), 'fangxin-stop-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

test('stopping finishes what is under way, takes nothing new and closes the database', async () => {
	const source = {
		ORIGIN,
		SESSION_SECRET: SECRET,
		DATABASE_URL: `file:${join(folder, 'db.sqlite')}`,
		EVIDENCE_DIR: join(folder, 'evidence'),
		PORT: '0',
		SWEEP: 'off',
		LOG_LEVEL: 'silent',
	}
	const read = readEnv(source, 'production')
	if (!read.ok) throw new Error(read.faults.join(' '))
	const db = openDatabase(read.env.databaseUrl)
	await migrateUp(db)
	await db.close()
	const seen: Seen[] = []
	let arrive = () => {}
	const arrived = new Promise<void>((resolve) => {
		arrive = resolve
	})
	const slow = async (sent: Request) => {
		arrive()
		await sent.text()
	}
	const running = await serve({ env: read.env, build: tinyBuild(seen, slow) })
	const url = `http://127.0.0.1:${running.port}`
	const headers = { Origin: ORIGIN, 'Content-Type': 'text/plain', 'Content-Length': '4' }
	const sending = request(`${url}/resource`, { method: 'POST', agent: false, headers })
	const answer = new Promise<number>((resolve, reject) => {
		sending.on('error', reject)
		sending.on('response', (res) => {
			res.resume()
			res.on('end', () => resolve(res.statusCode ?? 0))
		})
	})
	sending.write('ab')
	await arrived
	const stopped = running.stop()
	await expect(fetch(`${url}/healthz`)).rejects.toThrow()
	sending.end('cd')
	expect(await answer).toBe(200)
	await stopped
})
