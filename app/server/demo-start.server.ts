import { spawn } from 'node:child_process'
import { existsSync, readdirSync, rmSync, statSync } from 'node:fs'
import { createServer } from 'node:net'
import { dirname, join } from 'node:path'
import { parseArgs } from 'node:util'
import { DEMO_ACCOUNTS, DEMO_PASSWORD } from '#app/domain/demo-accounts.ts'
import { type Env, readEnv } from '#app/infra/env.server.ts'
import { createLog } from '#app/infra/log.server.ts'
import { migrateDown, migrateUp } from '#db/migrate.server.ts'
import { anyBranchHas } from '#db/queries/settings.server.ts'
import { seedDemo } from '#seeds/demo/main.ts'
import { makeDeps } from './deps.server.ts'
import { builtApp, refuseToStart, serve } from './serve.server.ts'

const say = (text: string) => void process.stderr.write(`${text}\n`)
const DEFAULTS = { DATABASE_URL: 'file:./data/demo/fangxin.sqlite', EVIDENCE_DIR: './data/demo/evidence' }

/** `npm run demo [-- --reset] [-- --port N]`: builds when needed, migrates, seeds once, serves on the loopback. */
export async function startDemo(args: readonly string[]): Promise<void> {
	const env = demoEnv(args)
	const reset = args.includes('--reset')
	await portIsFree(env)
	await buildWhenStale()
	if (!(await isSeeded(env)) || reset) {
		await wipe(env)
		await seed(env)
	} else {
		say('The demo keeps its data; `npm run demo -- --reset` starts over.')
		await upgrade(env)
	}
	const { port } = await serve({ env, build: await builtApp() })
	announce(port)
}

function demoEnv(args: readonly string[]): Env {
	const options = { reset: { type: 'boolean' }, port: { type: 'string' } } as const
	const { values } = parse(() => parseArgs({ args: [...args], options, strict: true }))
	const port = values.port ?? process.env.PORT ?? '3000'
	const read = readEnv({ LOG_LEVEL: 'warn', ...DEFAULTS, ...process.env, ORIGIN: '', PORT: port }, 'demo')
	if (!read.ok) refuseToStart(read.faults)
	return read.env
}

function parse<T>(work: () => T): T {
	try {
		return work()
	} catch (error) {
		return refuseToStart([
			`${error instanceof Error ? error.message : String(error)}. Usage: npm run demo -- [--reset] [--port N]`,
		])
	}
}

/** Before the long work: nobody should wait two minutes to learn that the port is taken. */
async function portIsFree(env: Env): Promise<void> {
	const fault = await new Promise<string | null>((resolve) => {
		const probe = createServer()
		probe.once('error', (error) => resolve(error.message))
		probe.listen(env.port, env.host, () => probe.close(() => resolve(null)))
	})
	if (fault !== null)
		refuseToStart([
			`Port ${env.port} is in use: stop the other program, or choose another with \`npm run demo -- --port ${env.port + 1}\`.`,
		])
}

function newestUnder(folder: string): number {
	return readdirSync(folder, { recursive: true, withFileTypes: true }).reduce(
		(newest, entry) =>
			entry.isFile() ? Math.max(newest, statSync(join(entry.parentPath, entry.name)).mtimeMs) : newest,
		0,
	)
}

async function buildWhenStale(): Promise<void> {
	const made = 'build/server/index.js'
	const sources = Math.max(newestUnder('app'), statSync('package-lock.json').mtimeMs)
	if (existsSync(made) && statSync(made).mtimeMs > sources) return
	say('Building the pages …')
	await run('npm', ['run', '--silent', 'build'])
}

/** Runs a command with its output on standard error; ends the process when it fails. */
function run(command: string, args: readonly string[]): Promise<void> {
	return new Promise((resolve) => {
		const child = spawn(command, args, { stdio: ['ignore', 2, 2] })
		child.once('close', (code) =>
			code === 0 ? resolve() : refuseToStart([`\`${command} ${args.join(' ')}\` failed.`]),
		)
	})
}

const filesOf = (env: Env) => (env.databaseUrl.startsWith('file:') ? env.databaseUrl.slice('file:'.length) : null)

async function isSeeded(env: Env): Promise<boolean> {
	const file = filesOf(env)
	if (file !== null && !existsSync(file)) return false
	const { db, close } = makeDeps({ ...env, log: createLog('silent') })
	try {
		return await anyBranchHas(db.read, 'demo.seeded')
	} catch {
		return false // no such table yet
	} finally {
		await close()
	}
}

/** Only ever the demo's own data: a database that holds a real branch is refused. */
async function wipe(env: Env): Promise<void> {
	const file = filesOf(env)
	if (file === null || existsSync(file)) {
		const { db, close } = makeDeps({ ...env, log: createLog('silent') })
		await migrateUp(db)
		const real = await db.read.selectFrom('branch').select('id').where('is_demo', '=', 0).executeTakeFirst()
		if (real) refuseToStart(['DATABASE_URL names a database with a real branch: the demo does not touch it.'])
		if (file === null) while ((await migrateDown(db)).length > 0);
		await close()
	}
	if (file !== null) for (const end of ['', '-wal', '-shm']) rmSync(`${file}${end}`, { force: true })
	rmSync(env.evidenceDir, { recursive: true, force: true })
}

/** The data of an earlier release. `npm run migrate` would look for another database. */
async function upgrade(env: Env): Promise<void> {
	const { db, close } = makeDeps({ ...env, log: createLog('silent') })
	await migrateUp(db)
	await close()
}

async function seed(env: Env): Promise<void> {
	const running = makeDeps({ ...env, demo: true, log: createLog('warn') })
	await migrateUp(running.db)
	const bar = (done: number, total: number, what: string) => {
		const line = `Seeding six months of the demo branch: ${Math.round((100 * done) / total)}% ${what}`
		if (process.stderr.isTTY) process.stderr.write(`\r\u001b[K${line}`)
		else say(line)
	}
	await seedDemo(running, bar)
	if (process.stderr.isTTY) say('')
	await running.close()
	// The folder may stay empty when no photo was taken.
	if (!existsSync(dirname(env.evidenceDir))) rmSync(env.evidenceDir, { recursive: true, force: true })
}

function announce(port: number): void {
	const width = Math.max(...DEMO_ACCOUNTS.map((account) => account.login.length))
	const lines = DEMO_ACCOUNTS.map((account) => `  ${account.login.padEnd(width)}  ${account.role}`)
	process.stdout.write(
		`Fangxin demo: http://localhost:${port}\nOne account per role, password for all: ${DEMO_PASSWORD}\n${lines.join('\n')}\n`,
	)
}
