import { type ChildProcess, fork } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import pg from 'pg'
import type { Instant } from '#app/domain/time.ts'
import { sessionHeader } from '#app/http/session.server.ts'
import { openSession } from '#app/usecases/accounts/session.server.ts'
import { openDatabase } from '#db/client.server.ts'
import { migrateUp } from '#db/migrate.server.ts'
import { layWorld, type World, worldOf } from './world.ts'

export const ORIGIN = 'https://fangxin.example.cn'
const SECRET = 'Kz8f-2Lq9vXw3Rt7Yb1Nm5Pc0Hd4Gs6J'
/** A request that is not answered by then never will be. */
const ANSWER_MS = 20_000
const DEVICE = { address: '127.0.0.1', userAgent: 'test' }

export type Ask = {
	readonly method?: 'GET' | 'POST'
	readonly path: string
	/** Login; nobody when there is none. */
	readonly as?: string | undefined
	readonly body?: string | FormData | undefined
	readonly type?: string | undefined
	/** Replaces or removes (null) headers that a browser on this very site would send. */
	readonly headers?: Readonly<Record<string, string | null>>
}
export type Answer = { readonly status: number; readonly headers: Headers; readonly text: string }

export type Site = {
	readonly world: World
	readonly port: number
	readonly ask: (ask: Ask) => Promise<Answer>
	readonly close: () => Promise<void>
}

function start(folder: string, databaseUrl: string, now: Instant): Promise<{ child: ChildProcess; port: number }> {
	return new Promise((resolve, reject) => {
		const child = fork('tests/support/site-server.ts', {
			env: {
				...process.env,
				NODE_ENV: 'production',
				DATABASE_URL: databaseUrl,
				EVIDENCE_DIR: join(folder, 'evidence'),
				ORIGIN,
				SESSION_SECRET: SECRET,
				SITE_NOW: now,
			},
			execArgv: [],
		})
		child.once('exit', (code) => reject(new Error(`The site ended with ${code}`)))
		child.once('message', (message: { port: number }) => resolve({ child, port: message.port }))
	})
}

/** Signed session cookies of everybody in the branch. */
async function signIn(world: World): Promise<Map<string, string>> {
	const settings = { origin: ORIGIN, secure: true, secrets: [SECRET], demo: false, idleMinutes: 30 }
	const people = await world.db.read.selectFrom('account').select(['id', 'login', 'branch_id']).execute()
	const cookies = new Map<string, string>()
	for (const person of people) {
		const opened = await world.deps.inTx(null, async (tx) => {
			const who = { accountId: person.id, branchId: person.branch_id }
			return { ok: true, value: await openSession(tx, world.deps, world.deps.now(), who, DEVICE) }
		})
		if (!opened.ok) throw new Error(opened.error.rule)
		cookies.set(person.login, (await sessionHeader(settings, opened.value)).split(';')[0] ?? '')
	}
	return cookies
}

/** A database of its own on a PostgreSQL server. */
async function emptyDatabase(server: string): Promise<string> {
	const name = `s_${randomBytes(6).toString('hex')}`
	const client = new pg.Client({ connectionString: `${server}/postgres` })
	await client.connect()
	await client.query(`create database ${name}`)
	await client.end()
	return `${server}/${name}`
}

/**
 * A production site of the test's own over a world that `prepare` fills; everybody is signed in already. On SQLite,
 * or on the PostgreSQL server that is given.
 */
export async function openSite(
	today: `${number}-${number}-${number}`,
	prepare: (world: World) => Promise<void>,
	postgres?: string,
): Promise<Site> {
	const folder = mkdtempSync(join(tmpdir(), 'fangxin-site-'))
	const databaseUrl = postgres ? await emptyDatabase(postgres) : `file:${join(folder, 'site.sqlite')}`
	const db = openDatabase(databaseUrl)
	await migrateUp(db)
	await layWorld(db)
	const world = worldOf(db, today)
	await prepare(world)
	const cookies = await signIn(world)
	const { child, port } = await start(folder, databaseUrl, world.deps.now())
	return {
		world,
		port,
		ask: async ({ method = 'GET', path, as, body, type, headers = {} }) => {
			const sent = new Headers({ Accept: 'text/html', 'Accept-Language': 'zh-CN' })
			if (as !== undefined) sent.set('Cookie', cookies.get(as) ?? 'unknown login')
			if (method === 'POST') sent.set('Origin', ORIGIN)
			if (typeof body === 'string') sent.set('Content-Type', type ?? 'application/x-www-form-urlencoded')
			for (const [name, value] of Object.entries(headers)) {
				if (value === null) sent.delete(name)
				else sent.set(name, value)
			}
			const answer = await fetch(`http://127.0.0.1:${port}${path}`, {
				method,
				headers: sent,
				redirect: 'manual',
				signal: AbortSignal.timeout(ANSWER_MS),
				...(body === undefined ? {} : { body }),
			}).catch((cause: unknown) => {
				throw new Error(`${method} ${path} as ${as ?? 'nobody'} was not answered`, { cause })
			})
			return { status: answer.status, headers: answer.headers, text: await answer.text() }
		},
		close: async () => {
			await new Promise<void>((resolve) => {
				child.once('exit', () => resolve())
				child.kill()
			})
			await db.close()
			rmSync(folder, { recursive: true, force: true })
		},
	}
}
