import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import SQLite from 'better-sqlite3'
import type { Instant } from '#app/domain/time.ts'
import { diskStore } from '#app/infra/evidence/disk.server.ts'
import { uuidv7 } from '#app/infra/ids.server.ts'
import type { Log } from '#app/infra/log.server.ts'
import { passwordHasher } from '#app/infra/password.server.ts'
import { type Ctx, contextOf, type Deps } from '#app/usecases/context.server.ts'
import { type Db, sqliteDb } from '#db/client.server.ts'
import { migrateUp } from '#db/migrate.server.ts'
import { keepStatements } from '#db/prepared.server.ts'
import { actorOf } from '#db/queries/people.server.ts'
import { inTransaction } from '#db/tx.server.ts'
import { type LaidBranch, layBranch } from '#seeds/branch.ts'
import { type Random, seeded } from '#seeds/random.ts'

/** A branch in a database of its own, with a clock that the simulation turns. */
export type Simulated = {
	readonly db: Db
	readonly deps: Deps
	readonly laid: LaidBranch
	readonly now: () => number
	readonly setNow: (ms: number) => void
	/** A person at this moment. */
	readonly as: (login: string) => Promise<Ctx>
	readonly asAccount: (id: string) => Promise<Ctx>
	/** What the product has complained of, and how often. */
	readonly complaints: ReadonlyMap<string, number>
	readonly close: () => Promise<void>
}

const text = (ms: number) => new Date(ms).toISOString() as Instant // an ISO moment with milliseconds

function listeningLog(complaints: Map<string, number>): Log {
	const quiet = () => undefined
	return {
		debug: quiet,
		info: quiet,
		warn: quiet,
		error: (fields: unknown, message?: unknown) => {
			const error = typeof fields === 'object' && fields !== null && 'err' in fields ? fields.err : undefined
			const line = `${message}${error instanceof Error ? `: ${error.message}` : ''}`
			complaints.set(line, (complaints.get(line) ?? 0) + 1)
		},
	}
}

/** A power cut may cost a simulation: it is begun again then. Statements are compiled once. */
async function openFast(path: string): Promise<Db> {
	const file = keepStatements(new SQLite(path))
	const db = sqliteDb(file)
	await migrateUp(db)
	file.pragma('synchronous = off')
	return db
}

export async function openSimulated(seed: number, from: number): Promise<Simulated> {
	const folder = mkdtempSync(join(tmpdir(), 'fangxin-simulate-'))
	let now = from
	const random: Random = seeded(seed ^ 0x5eed)
	const complaints = new Map<string, number>()
	const db = await openFast(join(folder, 'branch.sqlite'))
	const deps: Deps = {
		inTx: (branchId, work) => inTransaction(db, branchId, work),
		read: db.read,
		now: () => text(now),
		newId: () => uuidv7(text(now), random.bytes),
		secret: (bytes) => random.bytes(bytes).toString('base64url'),
		evidence: diskStore(join(folder, 'evidence')),
		passwords: passwordHasher(),
		log: listeningLog(complaints),
		demo: false,
		origin: 'http://localhost:3000',
	}
	const by = { now: text(from), newId: deps.newId }
	const done = await inTransaction(db, null, async (tx) => ({
		ok: true,
		value: await layBranch(tx, by, { passwordHash: 'nobody signs in here', demo: false }),
	}))
	const actors = new Map<string, NonNullable<Awaited<ReturnType<typeof actorOf>>>>()
	const asAccount = async (id: string) => {
		const actor = actors.get(id) ?? (await actorOf(db.read, id))
		if (!actor) throw new Error(`Nobody is ${id}`)
		actors.set(id, actor)
		return contextOf(deps, actor)
	}
	return {
		db,
		deps,
		laid: done.value,
		now: () => now,
		setNow: (ms) => {
			now = ms
		},
		as: (login) => asAccount(done.value.person(login)),
		asAccount,
		complaints,
		close: async () => {
			await db.close()
			rmSync(folder, { recursive: true, force: true })
		},
	}
}
