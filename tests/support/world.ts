import { createHash } from 'node:crypto'
import { Readable } from 'node:stream'
import { sql } from 'kysely'
import { type Instant, instantAt, isLocalDate, type LocalDate } from '#app/domain/time.ts'
import type { EvidenceStore } from '#app/infra/evidence/store.server.ts'
import { uuidv7 } from '#app/infra/ids.server.ts'
import type { Log } from '#app/infra/log.server.ts'
import { passwordHasher } from '#app/infra/password.server.ts'
import { type Ctx, contextOf, type Deps } from '#app/usecases/context.server.ts'
import type { Db } from '#db/client.server.ts'
import { actorOf } from '#db/queries/people.server.ts'
import { versionsOf } from '#db/queries/reference.server.ts'
import { insertAcceptance } from '#db/queries/rulebook-acceptance.server.ts'
import { inTransaction, type Tx } from '#db/tx.server.ts'
import { accountRow, grant, type LaidBranch, layBranch, type Maker } from '#seeds/branch.ts'
import { seeded } from '#seeds/random.ts'

export const PASSWORD = 'correct horse battery'
/** Cheap on purpose: the cost is asserted in the hasher's own test. */
const passwords = passwordHasher({ memoryKib: 64, passes: 1 })
const SETUP_AT: Instant = '2026-01-04T01:00:00.000Z'

const DEALERS = [
	{
		code: 'D-0001',
		name: '江州市恒信通讯设备有限公司',
		credit: '91330100MA2XXXXX0A',
		login: 'dealer',
		owner: '吴建国',
	},
	{ code: 'D-0002', name: '江州市同辉通信经营部', credit: '91330100MA2YYYYY0B', login: 'dealer2', owner: '许国强' },
] as const

const OUTLETS = [
	{
		code: 'JZ-WJ-0312',
		name: '恒信通讯望江路专营店',
		type: 'EXCLUSIVE_STORE',
		grid: 'WJ-3',
		dealer: 0,
		manager: 'manager',
	},
	{ code: 'JZ-ND-0101', name: '恒信通讯南渡店', type: 'EXCLUSIVE_STORE', grid: 'ND-1', dealer: 0, manager: 'manager4' },
	{
		code: 'JZ-WJ-0400',
		name: '同辉通信云岭路代理点',
		type: 'AGENCY_POINT',
		grid: 'WJ-3',
		dealer: 1,
		manager: 'manager',
	},
] as const

/** Rows that every world starts from: the branch's people, two dealers with an owner each, three outlets. */
export async function layWorld(db: Db): Promise<void> {
	const random = seeded(7)
	const by: Maker = { now: SETUP_AT, newId: () => uuidv7(SETUP_AT, random.bytes) }
	const passwordHash = await passwords.hash(PASSWORD)
	await inTransaction(db, null, async (tx) => {
		const laid = await layBranch(tx, by, { passwordHash, demo: false })
		await layDealers(tx, by, laid, passwordHash)
		return { ok: true }
	})
}

async function layDealers(tx: Tx, by: Maker, laid: LaidBranch, passwordHash: string): Promise<void> {
	const ids: string[] = []
	const [rulebook] = await versionsOf(tx, laid.branchId, 'rulebook')
	if (!rulebook) throw new Error('No rulebook ships')
	for (const dealer of DEALERS) {
		const id = by.newId()
		ids.push(id)
		await tx
			.insertInto('dealer')
			.values({
				id,
				branch_id: laid.branchId,
				code: dealer.code,
				name: dealer.name,
				credit_code: dealer.credit,
				contact_name: dealer.owner,
				contact_phone: '0555-000-0312',
				agreement_from: '2025-07-01',
				agreement_to: '2027-06-30',
				deposit_required_fen: 3_000_000,
				status: 'ACTIVE',
				signed_by: laid.person('manager8'),
				e_service_consent_at: SETUP_AT,
				source: 'REGISTERED',
				external_key: null,
				search_text: `${dealer.name} ${dealer.code}`.toLowerCase(),
				created_at: SETUP_AT,
			})
			.execute()
		await insertAcceptance(tx, {
			id: by.newId(),
			branch_id: laid.branchId,
			dealer_id: id,
			rulebook_version_id: rulebook.id,
			accepted_by: laid.person('compliance'),
			accepted_name: dealer.owner,
			accepted_on: '2025-07-01',
			accepted_at: SETUP_AT,
			sha256: rulebook.sha256,
			how: 'paper',
			note: '2025 年代理协议附件三',
		})
		const owner = by.newId()
		await tx
			.insertInto('account')
			.values(accountRow(by, laid.branchId, owner, dealer.login, dealer.owner, 'person', passwordHash))
			.execute()
		await grant(tx, by, laid, owner, 'DEALER_OWNER', { dealerId: id })
	}
	for (const outlet of OUTLETS) {
		const unit = laid.unit(outlet.grid)
		await tx
			.insertInto('outlet')
			.values({
				id: by.newId(),
				branch_id: laid.branchId,
				county_id: unit.countyId,
				grid_id: unit.id,
				dealer_id: ids[outlet.dealer] ?? '',
				code: outlet.code,
				name: outlet.name,
				type: outlet.type,
				address: '江州市望江路 12 号',
				latitude: null,
				longitude: null,
				channel_manager_id: laid.person(outlet.manager),
				status: 'ACTIVE',
				source: 'REGISTERED',
				external_key: null,
				search_text: `${outlet.name} ${outlet.code}`.toLowerCase(),
				created_at: SETUP_AT,
			})
			.execute()
	}
}

/** Evidence in memory: the same contract as the store on disk, staged files included. */
export function memoryEvidence(): EvidenceStore {
	const staged = new Map<string, Buffer>()
	const kept = new Map<string, Buffer>()
	const stage = async (bytes: Buffer) => {
		const sha256 = createHash('sha256').update(bytes).digest('hex')
		staged.set(sha256, bytes)
		return { sha256, size: bytes.length }
	}
	const keep = async (sha256: string) => {
		const bytes = staged.get(sha256)
		if (bytes) kept.set(sha256, bytes)
		staged.delete(sha256)
	}
	const find = (sha256: string) => kept.get(sha256) ?? staged.get(sha256)
	return {
		stage,
		keep,
		put: async (bytes) => {
			const file = await stage(bytes)
			await keep(file.sha256)
			return file
		},
		get: async (sha256) => find(sha256) ?? 'missing',
		stream: (sha256) => Readable.from([find(sha256) ?? Buffer.alloc(0)]),
		list: async () => [...kept.keys()],
	}
}

const silent: Log = { info: () => undefined, warn: () => undefined, error: () => undefined, debug: () => undefined }

export type World = {
	readonly db: Db
	readonly deps: Deps
	/** Moves the clock: 'YYYY-MM-DD' is 10:00 that day in Asia/Shanghai. */
	readonly at: (when: LocalDate | Instant) => void
	/** A context of a person at this moment. */
	readonly as: (login: string) => Promise<Ctx>
	readonly outletId: (code: string) => Promise<string>
	readonly dealerId: (code: string) => Promise<string>
	readonly accountId: (login: string) => Promise<string>
	/** Everything in the database as text, to prove that a refusal wrote nothing. */
	readonly fingerprint: () => Promise<string>
}

const TEN = 600

/** A world around an open database: fixed clock, seeded ids, real use cases. `layWorld` must have prepared it. */
export function worldOf(db: Db, today: LocalDate | Instant = '2026-11-02'): World {
	const random = seeded(11)
	let now: Instant = moment(today)
	function moment(when: LocalDate | Instant): Instant {
		return isLocalDate(when) ? instantAt(when, TEN) : (when as Instant) // not a date, so it is the instant
	}
	const deps: Deps = {
		inTx: (branchId, work) => inTransaction(db, branchId, work),
		read: db.read,
		now: () => now,
		newId: () => uuidv7(now, random.bytes),
		secret: (bytes) => random.bytes(bytes).toString('base64url'),
		evidence: memoryEvidence(),
		passwords,
		log: silent,
		demo: false,
		origin: 'https://fangxin.example',
	}
	async function accountId(login: string): Promise<string> {
		const row = await db.read.selectFrom('account').select('id').where('login', '=', login).executeTakeFirstOrThrow()
		return row.id
	}
	return {
		db,
		deps,
		at: (when) => {
			now = moment(when)
		},
		accountId,
		as: async (login) => {
			const actor = await actorOf(db.read, await accountId(login))
			if (!actor) throw new Error(`No actor ${login}`)
			return contextOf(deps, actor, '127.0.0.1')
		},
		outletId: async (code) =>
			(await db.read.selectFrom('outlet').select('id').where('code', '=', code).executeTakeFirstOrThrow()).id,
		dealerId: async (code) =>
			(await db.read.selectFrom('dealer').select('id').where('code', '=', code).executeTakeFirstOrThrow()).id,
		fingerprint: () => fingerprintOf(db),
	}
}

async function fingerprintOf(db: Db): Promise<string> {
	const hash = createHash('sha256')
	const tables = await db.read.introspection.getTables()
	for (const table of tables.map((t) => t.name).sort()) {
		if (table.startsWith('kysely_')) continue
		const { rows } = await sql`select * from ${sql.table(table)}`.execute(db.read)
		hash.update(table)
		hash.update(
			rows
				.map((row) => JSON.stringify(row))
				.sort()
				.join('\n'),
		)
	}
	return hash.digest('hex')
}
