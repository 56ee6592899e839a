import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { sql } from 'kysely'
import type { Instant } from '#app/domain/time.ts'
import { uuidv7 } from '#app/infra/ids.server.ts'
import type { Log } from '#app/infra/log.server.ts'
import { type Ctx, contextOf, type Deps } from '#app/usecases/context.server.ts'
import type { Db } from '#db/client.server.ts'
import { migrateUp } from '#db/migrate.server.ts'
import { actorOf } from '#db/queries/people.server.ts'
import { inTransaction } from '#db/tx.server.ts'
import { type LaidBranch, layBranch } from '#seeds/branch.ts'
import { type Random, seeded } from '#seeds/random.ts'
import { makeDeps } from '../deps.server.ts'

/** A branch in a database of its own, with a clock that the simulation turns. */
export type Simulated = {
	readonly db: Db
	readonly deps: Deps
	readonly laid: LaidBranch
	readonly now: () => number
	readonly setNow: (ms: number) => void
	/** A person at this moment. */
	readonly as: (login: string) => Promise<Ctx>
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
		error: (fields, message) => {
			const error = 'err' in fields && fields.err instanceof Error ? `: ${fields.err.message}` : ''
			const line = `${message}${error}`
			complaints.set(line, (complaints.get(line) ?? 0) + 1)
		},
	}
}

export async function openSimulated(seed: number, from: number): Promise<Simulated> {
	const folder = mkdtempSync(join(tmpdir(), 'fangxin-simulate-'))
	let now = from
	const random: Random = seeded(seed ^ 0x5eed)
	const complaints = new Map<string, number>()
	const {
		deps: made,
		db,
		close,
	} = makeDeps({
		databaseUrl: `file:${join(folder, 'branch.sqlite')}`,
		evidenceDir: join(folder, 'evidence'),
		now: () => text(now),
		log: listeningLog(complaints),
	})
	await migrateUp(db)
	// A power cut may cost a simulation; it is begun again then.
	for (const connection of [db.read, db.write]) await sql.raw('pragma synchronous = off').execute(connection)
	const deps: Deps = { ...made, newId: () => uuidv7(text(now), random.bytes) }
	const by = { now: text(from), newId: deps.newId }
	const done = await inTransaction(db, null, async (tx) => ({
		ok: true,
		value: await layBranch(tx, by, { passwordHash: 'nobody signs in here', demo: false }),
	}))
	const actors = new Map<string, NonNullable<Awaited<ReturnType<typeof actorOf>>>>()
	return {
		db,
		deps,
		laid: done.value,
		now: () => now,
		setNow: (ms) => {
			now = ms
		},
		as: async (login) => {
			const actor = actors.get(login) ?? (await actorOf(db.read, done.value.person(login)))
			if (!actor) throw new Error(`Nobody signs in as ${login}`)
			actors.set(login, actor)
			return contextOf(deps, actor)
		},
		complaints,
		close: async () => {
			await close()
			rmSync(folder, { recursive: true, force: true })
		},
	}
}
