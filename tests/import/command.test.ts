import { execFile } from 'node:child_process'
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { openDatabase } from '#db/client.server.ts'
import { migrateUp } from '#db/migrate.server.ts'
import { register } from './register.ts'

let dir = ''
beforeEach(() => {
	dir = mkdtempSync(join(tmpdir(), 'fangxin-command-'))
})
afterEach(() => rmSync(dir, { recursive: true, force: true }))

type Ran = { readonly code: number; readonly out: string; readonly err: string }

function run(script: string, ...args: string[]): Promise<Ran> {
	const env = { ...process.env, DATABASE_URL: `file:${join(dir, 'db.sqlite')}`, EVIDENCE_DIR: join(dir, 'evidence') }
	return new Promise((done) => {
		execFile(process.execPath, [script, ...args], { env }, (error, out, err) => {
			const code = error && typeof error.code === 'number' ? error.code : error ? -1 : 0
			done({ code, out, err })
		})
	})
}

const MAPPING = 'seeds/mappings/dinesafe-2012.json'
const load = (file: string, ...more: string[]) =>
	run('app/server/import.server.ts', '--mapping', MAPPING, '--file', file, ...more)
const summaryOf = (ran: Ran) => JSON.parse(ran.out.trimEnd().split('\n').at(-1) ?? '')

async function migrated(): Promise<void> {
	const db = openDatabase(`file:${join(dir, 'db.sqlite')}`)
	await migrateUp(db)
	await db.close()
}

describe('npm run import', () => {
	test('says what is missing and writes nothing', async () => {
		const file = join(dir, 'a.csv')
		writeFileSync(file, register({}))
		expect(await run('app/server/import.server.ts')).toMatchObject({
			code: 2,
			out: '',
			err: expect.stringContaining('Usage'),
		})
		expect(await load(file)).toMatchObject({ code: 1, out: '', err: expect.stringContaining('npm run migrate') })
		const db = openDatabase(`file:${join(dir, 'db.sqlite')}`)
		await db.close()
		expect((await load(file)).err).toContain('npm run migrate')
		await migrated()
		expect(await load(join(dir, 'none.csv'))).toMatchObject({
			code: 1,
			err: expect.stringContaining('There is no file'),
		})
		writeFileSync(file, 'a,b\n1,2\n')
		expect(await load(file)).toMatchObject({ code: 1, out: '', err: expect.stringContaining('Establishment ID') })
		writeFileSync(join(dir, 'm.json'), '{"name":"x"}')
		const bad = await run('app/server/import.server.ts', '--mapping', join(dir, 'm.json'), '--file', file)
		expect(bad).toMatchObject({ code: 1, err: expect.stringContaining('outlet') })
	})

	test('names bad rows on standard error; the last line on standard output is the summary', async () => {
		await migrated()
		const file = join(dir, 'a.csv')
		writeFileSync(
			file,
			register({ text: 'Dirty\nfloor' }, { inspection: '2', date: '31/12/2012' }, { inspection: '3', fine: 'x' }),
		)
		const dry = await load(file, '--dry-run')
		const ran = await load(file)
		expect(ran.code).toBe(0)
		expect(ran.err).toContain('rejected: row 3 (line 4), column "Inspection Date" (L): "31/12/2012": No such date')
		expect(ran.err).toContain('warning: row 4 (line 5), column "Amount Fined" (P): "x": Not an amount')
		const summary = {
			rows: 3,
			rejected: 1,
			created: { outlets: 1, inspections: 2, findings: 1, penalties: 0 },
			total: { outlets: 1, inspections: 2, findings: 1, penalties: 0, penaltyFen: 0 },
		}
		expect(summaryOf(dry)).toEqual(summary)
		expect(summaryOf(ran)).toEqual(summary)
		expect(Object.keys(summaryOf(ran))).toEqual(['rows', 'rejected', 'created', 'total'])
		expect(await run('app/server/verify.server.ts')).toMatchObject({
			code: 0,
			out: expect.stringContaining('everything is sound'),
		})
	})

	// The register itself is not part of the project; where it lies beside it, the whole of it is imported.
	const real = resolve('../shared/data/dinesafe-2012.csv')
	test.runIf(existsSync(real))('the whole register of 2012 in time and memory', async () => {
		await migrated()
		const started = performance.now()
		const first = await load(real)
		expect(performance.now() - started).toBeLessThan(60_000)
		const total = { outlets: 4849, inspections: 10647, findings: 10841, penalties: 125, penaltyFen: 4_217_100 }
		const { penaltyFen: _, ...created } = total
		expect(summaryOf(first)).toEqual({ rows: 17188, rejected: 0, created, total })
		const none = { outlets: 0, inspections: 0, findings: 0, penalties: 0 }
		expect(summaryOf(await load(real))).toEqual({ rows: 17188, rejected: 0, created: none, total })
	})
})
