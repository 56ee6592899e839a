import { randomBytes } from 'node:crypto'
import { existsSync, mkdirSync, mkdtempSync, rmSync, statSync } from 'node:fs'
import { cpus, tmpdir } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { systemNow } from '#app/infra/clock.server.ts'
import { type Db, openDatabase } from '#db/client.server.ts'
import { migrateUp } from '#db/migrate.server.ts'
import { type BulkScale, layBulk, SCALES } from '#seeds/bulk.ts'
import { benchBoard } from './bench/board.server.ts'
import { build, root, startBare, startProduct, stopChild } from './bench/children.server.ts'
import { type Target, targetsOf } from './bench/city.server.ts'
import { type Measured, measure, type Shot } from './bench/load.server.ts'
import { benchRecount } from './bench/recount.server.ts'
import { benchSweep } from './bench/sweep.server.ts'
import { CommandFault, runCommand, say } from './command.server.ts'

// `npm run bench`: a city of 100,000 orders and 100,000 penalties, the built server, five targets, a bare server beside.
// `npm run bench -- sweep`: the sweep with 10,000 deadlines due at one moment.
// `npm run bench -- board`: the board, the department page and the overview at 100,000 to 1,000,000 orders.
const USAGE = `Usage: npm run bench -- [--orders n] [--penalties n] [--requests n] [--concurrency n] [--database file:<path>]
--database keeps the city there and uses it again the next time.`

type Options = {
	readonly scale: BulkScale
	readonly requests: number
	readonly concurrency: number
	readonly database: string | undefined
}

function optionsOf(): Options {
	try {
		const text = { type: 'string' } as const
		const { values } = parseArgs({
			options: { orders: text, penalties: text, requests: text, concurrency: text, database: text },
		})
		const number = (value: string | undefined, otherwise: number) => {
			const n = Number(value ?? otherwise)
			if (!Number.isInteger(n) || n < 1 || n > 1_000_000) throw new Error(`Not a number from 1 to 1,000,000: ${value}`)
			return n
		}
		const scale = {
			...SCALES.city,
			orders: number(values.orders, 100_000),
			penalties: number(values.penalties, 100_000),
		}
		const [requests, concurrency] = [number(values.requests, 400), number(values.concurrency, 8)]
		return { scale, requests, concurrency, database: values.database }
	} catch (error) {
		throw new CommandFault(`${error instanceof Error ? error.message : error}\n${USAGE}`, 2)
	}
}

/** The city, laid now or found where an earlier run has left it. */
async function openCity(url: string, scale: BulkScale): Promise<{ readonly db: Db; readonly seedSeconds: number }> {
	const db = openDatabase(url)
	await migrateUp(db)
	const known = await db.read.selectFrom('branch').select('id').limit(1).executeTakeFirst()
	if (known) return { db, seedSeconds: 0 }
	say(`Laying ${scale.orders} orders and ${scale.penalties} penalties …`)
	const started = performance.now()
	await layBulk(db, scale, {
		now: systemNow(),
		passwordHash: 'nobody signs in with a password here',
		onProgress: (what, done) => {
			if (done % 20_000 === 0 && done > 0) say(`  ${what} ${done}`)
		},
	})
	return { db, seedSeconds: Math.round((performance.now() - started) / 1000) }
}

type Line = { readonly target: string; readonly good: boolean; readonly product: Measured; readonly bare: Measured }

async function measureTarget(target: Target, port: number, barePort: number, options: Options): Promise<Line> {
	const most = target.limit ?? Number.MAX_SAFE_INTEGER
	const warmUp = Math.min(40, Math.floor(most / 4))
	const requests = Math.min(options.requests, most - warmUp)
	if (requests < 1) throw new CommandFault(`There is nothing to measure for: ${target.name}`)
	const { concurrency } = options
	await measure(port, target.shotOf, { requests: warmUp, concurrency })
	const product = await measure(port, target.shotOf, { requests, concurrency, first: warmUp })
	const same = (): Shot => ({ method: 'GET', path: `/${product.bytes}` })
	await measure(barePort, same, { requests: warmUp, concurrency })
	const bare = await measure(barePort, same, { requests, concurrency })
	const good = product.statuses[target.status] === requests
	return { target: target.name, good, product, bare }
}

function table(lines: readonly Line[]): string {
	const head = ['target', 'rps', 'p50 ms', 'p99 ms', 'bytes', 'bare rps', 'bare p50', 'bare p99', 'answers']
	const rows = lines.map(({ target, product, bare, good }) => [
		target,
		product.rps,
		product.p50Ms,
		product.p99Ms,
		product.bytes,
		bare.rps,
		bare.p50Ms,
		bare.p99Ms,
		`${Object.entries(product.statuses)
			.map(([status, n]) => `${n} × ${status}`)
			.join(', ')}${good ? '' : ' (!)'}`,
	])
	const cells = [head, ...rows].map((row) => row.map(String))
	const widths = head.map((_, c) => Math.max(...cells.map((row) => row[c]?.length ?? 0)))
	const line = (row: readonly string[]) =>
		row.map((cell, c) => (c === 0 || c === 8 ? cell.padEnd(widths[c] ?? 0) : cell.padStart(widths[c] ?? 0))).join('  ')
	return cells.map(line).join('\n')
}

async function main(): Promise<number> {
	const options = optionsOf()
	if (!existsSync(join(root, 'build/server/index.js'))) await build()
	const dir = mkdtempSync(join(tmpdir(), 'fangxin-bench-'))
	const databaseUrl = options.database ?? `file:${join(dir, 'city.sqlite')}`
	const evidenceDir = join(dir, 'evidence')
	mkdirSync(evidenceDir)
	const secret = randomBytes(32).toString('base64url')
	const children: Awaited<ReturnType<typeof startBare>>[] = []
	try {
		const { db, seedSeconds } = await openCity(databaseUrl, options.scale)
		const env = {
			DATABASE_URL: databaseUrl,
			EVIDENCE_DIR: evidenceDir,
			SESSION_SECRET: secret,
			SWEEP: 'off',
			LOG_LEVEL: 'silent',
		}
		const product = await startProduct({ ...env, NODE_ENV: 'production', DEMO: '0' })
		children.push(product)
		const bare = await startBare()
		children.push(bare)
		const targets = await targetsOf(db, secret, product.port, systemNow(), options.requests)
		await db.close()
		const lines: Line[] = []
		for (const target of targets) {
			say(`Measuring ${target.name} …`)
			lines.push(await measureTarget(target, product.port, bare.port, options))
		}
		say(`\n${table(lines)}\n`)
		const path = databaseUrl.startsWith('file:') ? databaseUrl.slice('file:'.length) : null
		const result = {
			orders: options.scale.orders,
			penalties: options.scale.penalties,
			concurrency: options.concurrency,
			seedSeconds,
			databaseBytes: path ? statSync(path).size : null,
			node: process.versions.node,
			cpus: cpus().length,
			targets: lines,
		}
		process.stdout.write(`${JSON.stringify(result)}\n`)
		return lines.every((line) => line.good) ? 0 : 1
	} finally {
		for (const { child } of children) await stopChild(child)
		rmSync(dir, { recursive: true, force: true })
	}
}

const [part, ...rest] = process.argv.slice(2)
await runCommand(
	part === 'board'
		? () => benchBoard(rest)
		: part === 'recount'
			? () => benchRecount(rest)
			: part === 'sweep'
				? () => benchSweep(rest)
				: main,
)
