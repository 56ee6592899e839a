import { describe, expect, test } from 'vitest'
import { readEnv } from '#app/infra/env.server.ts'
import { originsOf, settingsOf } from '#app/server/app.server.ts'
import { placeOf } from '#app/server/request-log.server.ts'
import { atLeast, databaseFaults, placeFaults } from '#app/server/start-checks.server.ts'
import { openDatabase } from '#db/client.server.ts'
import { freshDatabase } from '#tests/support/database.ts'
import { ORIGIN, SECRET } from '#tests/support/edge.ts'

const GOOD = { ORIGIN, SESSION_SECRET: SECRET }

describe('production refuses what is unsafe and says what to do', () => {
	test.each([
		['no secret', { ORIGIN }, 'SESSION_SECRET is missing'],
		['an empty secret', { ORIGIN, SESSION_SECRET: '' }, 'SESSION_SECRET is missing'],
		['a short secret', { ORIGIN, SESSION_SECRET: SECRET.slice(0, 31) }, 'SESSION_SECRET is too short'],
		['a short old secret', { ORIGIN, SESSION_SECRET: `${SECRET},short` }, 'SESSION_SECRET is too short'],
		[
			'a default secret',
			{ ORIGIN, SESSION_SECRET: 'changeme-changeme-changeme-changeme' },
			'SESSION_SECRET is a default',
		],
		['a pattern', { ORIGIN, SESSION_SECRET: 'ab'.repeat(20) }, 'SESSION_SECRET is a default or a pattern'],
		['no origin', { SESSION_SECRET: SECRET }, 'ORIGIN is missing'],
		['an origin with a path', { ...GOOD, ORIGIN: `${ORIGIN}/app` }, 'ORIGIN must be'],
		['an origin of another kind', { ...GOOD, ORIGIN: 'ftp://fangxin.example.cn' }, 'ORIGIN must be'],
		['a database of another kind', { ...GOOD, DATABASE_URL: 'mysql://x' }, 'DATABASE_URL must begin with'],
		['a port that is none', { ...GOOD, PORT: '70000' }, 'PORT'],
		['an unknown log level', { ...GOOD, LOG_LEVEL: 'loud' }, 'LOG_LEVEL'],
		['too many proxies', { ...GOOD, TRUST_PROXY: '-1' }, 'TRUST_PROXY'],
	])('%s', (_name, source, fault) => {
		const read = readEnv(source, 'production')
		expect(read.ok ? [] : read.faults.join(' ')).toContain(fault)
	})

	test('says everything at once', () => {
		const read = readEnv({}, 'production')
		expect(read.ok ? 0 : read.faults.length).toBe(2)
	})

	test('takes what is good, with defaults for the rest', () => {
		const read = readEnv(GOOD, 'production')
		expect(read).toMatchObject({
			ok: true,
			env: { databaseUrl: 'file:./data/fangxin.sqlite', evidenceDir: './data/evidence', port: 3000, demo: false },
		})
	})

	test('commands need no secret and no origin', () => {
		expect(readEnv({}, 'command').ok).toBe(true)
	})

	test('the demo listens on the loopback whatever is asked', () => {
		const read = readEnv({ HOST: '0.0.0.0' }, 'demo')
		expect(read.ok && read.env.host).toBe('127.0.0.1')
	})

	test('production is never a demo', () => {
		const read = readEnv({ ...GOOD, DEMO: '1' }, 'production')
		expect(read.ok && read.env.demo).toBe(false)
	})
})

describe('what is checked on the machine', () => {
	const read = readEnv({ ...GOOD, EVIDENCE_DIR: 'package.json/evidence', DATABASE_URL: 'file::memory:' }, 'production')
	if (!read.ok) throw new Error('settings')
	const { env } = read

	test('a folder that cannot be written, a clock before this version', () => {
		const faults = placeFaults(env, '2020-01-01T00:00:00.000Z').join(' ')
		expect(faults).toContain('EVIDENCE_DIR')
		expect(faults).toContain('clock')
	})

	test('a database that was not migrated', async () => {
		const db = openDatabase('file::memory:')
		expect((await databaseFaults(env, db)).join(' ')).toContain('npm run migrate')
		await db.close()
		const fresh = await freshDatabase('sqlite', async () => {})
		expect(await databaseFaults(env, fresh)).toEqual([])
		await fresh.close()
	})

	test.each([
		['3.53.1', true],
		['3.54.0', true],
		['4.0', true],
		['3.53.0', false],
		['3.9.9', false],
	])('SQLite %s is new enough: %s', (version, fine) => {
		expect(atLeast(version, '3.53.1')).toBe(fine)
	})
})

describe('what follows from the settings', () => {
	test('cookies are secure exactly when the site is https', () => {
		const of = (origin: string) => {
			const read = readEnv({ ...GOOD, ORIGIN: origin }, 'production')
			if (!read.ok) throw new Error(read.faults.join())
			return {
				secure: settingsOf(read.env).secure,
				origins: originsOf(read.env),
				idle: settingsOf(read.env).idleMinutes,
			}
		}
		expect(of(ORIGIN)).toEqual({ secure: true, origins: [ORIGIN], idle: 30 })
		expect(of('http://localhost:3000')).toEqual({ secure: false, origins: ['http://localhost:3000'], idle: 30 })
	})

	test('the demo is opened under both names of the loopback', () => {
		const read = readEnv({ PORT: '3100' }, 'demo')
		expect(read.ok && originsOf(read.env)).toEqual(['http://localhost:3100', 'http://127.0.0.1:3100'])
	})

	test('a log line holds neither what people typed nor a one-time token', () => {
		expect(placeOf('/search?q=13912345678')).toBe('/search')
		expect(placeOf('/first-admin/abc?x=1')).toBe('/first-admin/…')
	})
})
