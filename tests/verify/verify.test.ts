import { createHash } from 'node:crypto'
import { mkdirSync, mkdtempSync, readdirSync, rmSync, utimesSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { sql } from 'kysely'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { type Instant, instantMs } from '#app/domain/time.ts'
import { diskStore } from '#app/infra/evidence/disk.server.ts'
import type { Check } from '#app/usecases/verify/check.ts'
import { CHECK_NAMES } from '#app/usecases/verify/check.ts'
import { verify } from '#app/usecases/verify/verify.server.ts'
import type { Db } from '#db/client.server.ts'
import { withSnapshot } from '#db/queries/verify.server.ts'
import { layBulk, SCALES } from '#seeds/bulk.ts'
import { describeOnBoth } from '#tests/support/database.ts'

const NOW: Instant = '2026-11-02T02:00:00.000Z'

async function layCity(db: Db): Promise<void> {
	await layBulk(db, SCALES.small, { now: NOW, passwordHash: 'none' })
}

let dir = ''
beforeEach(() => {
	dir = mkdtempSync(join(tmpdir(), 'fangxin-verify-'))
})
afterEach(() => rmSync(dir, { recursive: true, force: true }))

async function run(db: Db, onWait: () => Promise<void> = async () => undefined) {
	const checks: Check[] = []
	const sound = await withSnapshot(db, (handle, fresh) =>
		verify(handle, {
			dialect: db.dialect,
			evidence: { dir, nowMs: Date.now(), fresh, wait: onWait },
			onCheck: (check) => checks.push(check),
		}),
	)
	const faults = checks.flatMap((check) =>
		check.faults.map((fault) => `${check.name} | ${fault.where} | ${fault.what}`),
	)
	return { sound, checks, faults, last: checks.at(-1) }
}

/** What nobody can do through the product: changes to append-only tables, rows without parents. */
async function tamper(db: Db, ...statements: string[]): Promise<void> {
	if (db.dialect === 'sqlite') {
		const triggers = await sql<{ name: string }>`select name from sqlite_master where type = 'trigger'`.execute(
			db.write,
		)
		for (const { name } of triggers.rows) await sql.raw(`drop trigger ${name}`).execute(db.write)
		await sql`pragma foreign_keys = off`.execute(db.write)
		await sql`pragma ignore_check_constraints = on`.execute(db.write)
	} else {
		for (const table of [
			'case_event',
			'decision',
			'ledger_txn',
			'ledger_entry',
			'reference_version',
			'rulebook_acceptance',
		])
			await sql.raw(`drop trigger if exists ${table}_no_change on ${table}`).execute(db.write)
		const { rows } = await sql<{ t: string; c: string }>`select conrelid::regclass::text as t, conname as c
			from pg_constraint where contype in ('c', 'f') and connamespace = 'public'::regnamespace`.execute(db.write)
		for (const { t, c } of rows)
			await sql.raw(`alter table ${t} drop constraint if exists ${c} cascade`).execute(db.write)
	}
	for (const statement of statements) await sql.raw(statement).execute(db.write)
}

async function one<T extends Record<string, unknown>>(db: Db, query: string): Promise<T> {
	const { rows } = await sql.raw<T>(query).execute(db.read)
	const [row] = rows
	if (!row) throw new Error(`Nothing: ${query}`)
	return row
}

function keep(bytes: string, as = createHash('sha256').update(bytes).digest('hex')): string {
	const folder = join(dir, as.slice(0, 2), as.slice(2, 4))
	mkdirSync(folder, { recursive: true })
	writeFileSync(join(folder, as), bytes)
	return as
}

async function nameEvidence(db: Db, sha256: string, size: number, copy: string | null = null): Promise<string> {
	const id = `e-${sha256.slice(0, 8)}`
	const { id: branch } = await one<{ id: string }>(db, 'select id from branch')
	await db.write
		.insertInto('evidence')
		.values({
			id,
			branch_id: branch,
			sha256,
			size,
			media_type: 'image/jpeg',
			file_name: 'a.jpg',
			caption: '',
			kind: 'photo',
			grade: 'C',
			captured_at: null,
			device_skew_ms: null,
			latitude: null,
			longitude: null,
			accuracy_m: null,
			collected_by: 'x',
			received_at: NOW,
			copy_state: copy ? 'ready' : 'pending',
			copy_sha256: copy,
			copy_media_type: null,
			order_time: null,
			order_channel: null,
			order_staff_no: null,
			order_traceable: null,
		})
		.execute()
	return id
}

describeOnBoth('verify', (open) => {
	test('a sound database passes and is left as it was', async () => {
		const db = await open(layCity)
		const sha = keep('photo')
		await nameEvidence(db, sha, 5, keep('copy'))
		const { sound, checks, faults } = await run(db)
		expect(faults).toEqual([])
		expect(sound).toBe(true)
		expect(checks.map((check) => check.name)).toEqual([...CHECK_NAMES])
		const events = await one<{ n: number }>(db, 'select count(*) as n from case_event')
		expect(checks[0]?.looked).toBe(`${Number(events.n).toLocaleString('en')} events in 1 branch`)
		expect(checks.find((check) => check.name === 'evidence')?.looked).toContain('2 files')
		await db.write.updateTable('setting').set({ value_json: '1' }).execute()
	})

	test.each([
		['contents', "update case_event set after_json = '{}' where seq = 100", 'seq 100', 'hash does not fit'],
		['a moment', "update case_event set at = '2026-01-01T00:00:00.000Z' where seq = 7", 'seq 7', 'hash does not fit'],
		['a missing one', 'delete from case_event where seq = 50', 'seq 51', 'events are missing'],
		['a missing first', 'delete from case_event where seq = 1', 'seq 2', 'events are missing'],
		['a cut end', 'delete from case_event where seq > 200', 'chain_head', 'the last event has seq 200'],
		['a head that is gone', 'delete from chain_head', 'chain_head', 'is missing'],
		['a rewritten head', "update chain_head set hash = 'f'", 'chain_head', 'not that of the last event'],
	])('event chain: %s', async (_, statement, where, what) => {
		const db = await open(layCity)
		await tamper(db, statement)
		const { sound, faults, last } = await run(db)
		expect(sound).toBe(false)
		expect(last?.name).toBe('chain')
		expect(faults[0]).toContain(where)
		expect(faults[0]).toContain(what)
	})

	test('event chain: a rewritten event with a right hash breaks the link after it', async () => {
		const db = await open(layCity)
		const { eventHash } = await import('#db/queries/events.server.ts')
		const event = await db.read.selectFrom('case_event').selectAll().where('seq', '=', 30).executeTakeFirstOrThrow()
		const forged = { ...event, after_json: '{"state":"CLOSED"}' }
		await tamper(
			db,
			`update case_event set after_json = '${forged.after_json}', hash = '${eventHash(forged)}' where seq = 30`,
		)
		const { faults } = await run(db)
		expect(faults).toEqual([expect.stringMatching(/seq 31\) \| is not chained to the event before it/)])
	})

	test.each([
		[
			'an entry of another amount',
			'update ledger_entry set debit_fen = debit_fen + 1 where id = (select max(id) from ledger_entry where debit_fen > 0)',
			'debit and credit differ',
		],
		[
			'a transaction without entries',
			"delete from ledger_entry where txn_id = (select min(id) from ledger_txn where kind = 'DEDUCT')",
			'has no entries',
		],
		[
			'a transaction that is gone',
			"delete from ledger_txn where id = (select max(id) from ledger_txn where kind = 'HOLD')",
			'has entries and no transaction',
		],
		[
			'another amount on the transaction',
			'update ledger_txn set amount_fen = amount_fen + 100 where id = (select max(id) from ledger_txn)',
			'its entries move',
		],
		[
			'a deduction without a decision',
			"update ledger_txn set decision_id = null where id = (select min(id) from ledger_txn where kind = 'DEDUCT')",
			'names no decision',
		],
		[
			'money that was never paid in',
			"delete from ledger_entry where txn_id in (select id from ledger_txn where kind in ('DEPOSIT_IN', 'TOPUP_IN'))",
			'available deposit negative',
		],
	])('ledger: %s', async (_, statement, what) => {
		const db = await open(layCity)
		await tamper(db, statement)
		const { faults, last } = await run(db)
		expect(last?.name).toBe('ledger')
		expect(faults.join('\n')).toContain(what)
		expect(faults[0]).toMatch(/ledger_txn \S{36}/)
	})

	test('decisions: two in one round, none at all, another amount', async () => {
		const closed = "select min(id) from penalty where state in ('FINAL', 'SERVED', 'SETTLED', 'DECIDED')"
		const twice = await open(layCity)
		const copy = 'branch_id, penalty_id, round, kind, amount_fen, points, reason, decided_by, decided_at'
		await tamper(
			twice,
			`insert into decision (id, ${copy}) select 'second', ${copy} from decision where penalty_id = (${closed})`,
		)
		const { id } = await one<{ id: string }>(twice, `${closed.replace('min(id)', 'min(id) as id')}`)
		expect((await run(twice)).faults).toEqual([
			`decisions | penalty ${id} | has 2 rows DECISION in round 1: one may have effect`,
		])
		const none = await open(layCity)
		await tamper(none, `delete from decision where penalty_id = (${closed} and state <> 'SETTLED')`)
		expect((await run(none)).faults[0]).toContain('and has no decision')
		const less = await open(layCity)
		await tamper(less, `update decision set amount_fen = 1 where penalty_id = (${closed})`)
		expect((await run(less)).faults[0]).toContain('its decision in force says 1 fen')
	})

	test.each([
		[
			'collected money',
			"update penalty set settled_fen = settled_fen - 1 where id = (select min(id) from penalty where state = 'CLOSED')",
			'the ledger says',
		],
		[
			'what is outstanding',
			"update penalty set outstanding_fen = 1 where id = (select min(id) from penalty where state = 'FINAL')",
			'outstanding',
		],
		[
			'an amount above the cap',
			"update penalty set notice_amount_fen = 99999999 where id = (select min(id) from penalty where state = 'CLOSED')",
			'is outside 0 to',
		],
		[
			'a multiplier of no rule',
			'update penalty set multiplier_percent = 170 where id = (select max(id) from penalty)',
			'170% is not in RB-2026',
		],
		[
			'a decision above the pre-notice',
			"update penalty set notice_amount_fen = 1 where id = (select min(id) from penalty where state = 'CLOSED')",
			'above its pre-notice',
		],
		[
			'no rulebook',
			'update penalty set rulebook_version_id = null where id = (select max(id) from penalty)',
			'cites no rulebook',
		],
	])('amounts: %s', async (_, statement, what) => {
		const db = await open(layCity)
		await tamper(db, statement)
		const { faults, last } = await run(db)
		expect(last?.name).toBe('amounts')
		expect(faults).toHaveLength(1)
		expect(faults[0]).toMatch(/penalty CF-2026-\d{4}/)
		expect(faults[0]).toContain(what)
	})

	test('numbers: a gap, one beyond the last, a series that is gone', async () => {
		const gap = await open(layCity)
		await tamper(gap, "delete from notice where number like '%告%0007号'")
		expect((await run(gap)).faults[0]).toMatch(
			/^numbers \| number_series notice.pre-notice 2026 \| number 7 of \d+ is missing/,
		)
		const beyond = await open(layCity)
		await tamper(beyond, "update number_series set last = last - 1 where kind = 'order'")
		expect((await run(beyond)).faults[0]).toContain('is beyond the last one')
		const gone = await open(layCity)
		await tamper(gone, "delete from number_series where kind = 'order'")
		expect((await run(gone)).faults[0]).toContain('is missing')
	})

	test('documents: a changed notice and a changed rulebook', async () => {
		const db = await open(layCity)
		await tamper(
			db,
			"update notice set body_json = replace(body_json, 'RB-2026', 'RB-2027') where number like '%决%0003号'",
		)
		expect((await run(db)).faults).toEqual([
			expect.stringMatching(/^documents \| notice 江渠罚决〔2026〕0003号 .* hash does not fit/),
		])
		await tamper(db, "update reference_version set body_json = '{}' where kind = 'calendar'")
		expect((await run(db)).faults[0]).toMatch(/reference_version .* calendar CN v1: its hash/)
	})

	test.each([
		['another text', "update rulebook_acceptance set sha256 = 'x'", 'its hash is not that of the version'],
		['a later day', "update rulebook_acceptance set accepted_on = '2099-01-01'", 'dated after it was recorded'],
	])('rulebooks: an acceptance of %s', async (_, statement, what) => {
		const db = await open(layCity)
		await tamper(db, statement)
		expect((await run(db)).faults[0]).toContain(what)
	})

	test('guards: a trigger that is gone', async () => {
		const db = await open(layCity)
		await tamper(db)
		const { faults } = await run(db)
		expect(faults.length).toBeGreaterThanOrEqual(db.dialect === 'sqlite' ? 8 : 4)
		expect(faults[0]).toContain('guards | trigger case_event_no_')
	})

	test('evidence: damaged, missing, stray, of another size, without its copy', async () => {
		const db = await open(layCity)
		const sha = keep('photo')
		await nameEvidence(db, sha, 5)
		keep('other', sha)
		expect((await run(db)).faults).toEqual([
			expect.stringMatching(new RegExp(`^evidence \\| ../../${sha} \\| evidence e-\\w+ is damaged`)),
		])
		keep('photo', sha)
		expect((await run(db)).sound).toBe(true)
		const stray = keep('stray')
		expect((await run(db)).faults).toEqual([
			`evidence | ${stray.slice(0, 2)}/${stray.slice(2, 4)}/${stray} | is a stray: no evidence names it`,
		])
		rmSync(join(dir, stray.slice(0, 2), stray.slice(2, 4), stray))
		writeFileSync(join(dir, 'notes.txt'), 'x')
		expect((await run(db)).faults).toEqual([
			'evidence | notes.txt | is a stray: no evidence is stored under such a name',
		])
		rmSync(join(dir, 'notes.txt'))
		mkdirSync(join(dir, 'zz'))
		writeFileSync(join(dir, 'zz', sha), 'photo')
		expect((await run(db)).faults[0]).toContain(`zz/${sha} | is a stray`)
		rmSync(join(dir, 'zz'), { recursive: true })
		rmSync(join(dir, sha.slice(0, 2)), { recursive: true })
		expect((await run(db)).faults).toEqual([`evidence | evidence e-${sha.slice(0, 8)} | its file ${sha} is missing`])
		keep('photo')
		await sql.raw(`update evidence set size = 6`).execute(db.write)
		expect((await run(db)).faults[0]).toContain('says 6 bytes')
		await sql.raw(`update evidence set size = 5, copy_state = 'ready'`).execute(db.write)
		expect((await run(db)).faults[0]).toContain('copy is ready and has no file')
		await sql.raw(`update evidence set copy_sha256 = '${'a'.repeat(64)}'`).execute(db.write)
		expect((await run(db)).faults[0]).toContain(`copy of evidence e-${sha.slice(0, 8)}`)
	})

	test('evidence: what a running server is about to do is no fault', async () => {
		const db = await open(layCity)
		const store = diskStore(dir)
		const staged = await store.stage(Buffer.from('staged'))
		const abandoned = await store.stage(Buffer.from('abandoned'))
		await nameEvidence(db, staged.sha256, staged.size)
		const first = await run(db)
		expect(first.faults).toEqual([])
		expect(first.checks.find((check) => check.name === 'evidence')?.notes).toHaveLength(2)
		const part = readdirSync(dir, { recursive: true, encoding: 'utf8' }).find((name) =>
			name.endsWith(`${abandoned.sha256}.part`),
		)
		const old = instantMs(NOW) / 1000 - 100_000_000
		utimesSync(join(dir, part ?? ''), old, old)
		expect((await run(db)).faults[0]).toContain('broken off more than an hour ago')
		rmSync(join(dir, part ?? ''))
		// One connection cannot see what another one writes.
		if (db.read === db.write && db.dialect === 'sqlite') return
		const late = keep('late')
		expect((await run(db, async () => void (await nameEvidence(db, late, 4).catch(() => undefined)))).faults).toEqual(
			[],
		)
	})
})
