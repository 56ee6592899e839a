import type { Instant } from '#app/domain/time.ts'
import type { Channels } from '#app/infra/channels/channels.ts'
import { systemNow } from '#app/infra/clock.server.ts'
import { diskStore } from '#app/infra/evidence/disk.server.ts'
import { randomSecret, uuidv7 } from '#app/infra/ids.server.ts'
import { createLog, type Log } from '#app/infra/log.server.ts'
import { type PasswordHasher, passwordHasher } from '#app/infra/password.server.ts'
import type { Deps } from '#app/usecases/context.server.ts'
import { type Db, openDatabase } from '#db/client.server.ts'
import { inTransaction } from '#db/tx.server.ts'
import { databaseNow } from '#db/witness.server.ts'

export type DepsOptions = {
	readonly databaseUrl: string
	readonly evidenceDir: string
	readonly demo?: boolean
	readonly origin?: string
	readonly now?: () => Instant
	readonly log?: Log
	readonly passwords?: PasswordHasher
	readonly channels?: Channels
}

export type Process = { readonly deps: Deps; readonly db: Db; readonly close: () => Promise<void> }

/** Opens the database and the evidence store and makes what every use case gets. One per process. */
export function makeDeps(options: DepsOptions): Process {
	const db = openDatabase(options.databaseUrl)
	const now = options.now ?? systemNow
	const deps: Deps = {
		inTx: (branchId, work) => inTransaction(db, branchId, work),
		read: db.read,
		now,
		newId: () => uuidv7(now()),
		secret: randomSecret,
		evidence: diskStore(options.evidenceDir),
		passwords: options.passwords ?? passwordHasher(),
		log: options.log ?? createLog('warn'),
		demo: options.demo ?? false,
		origin: options.origin ?? 'http://localhost:3000',
		...(options.channels ? { channels: options.channels } : {}),
		// A time that is injected is believed, and so is the machine of a demonstration that was closed overnight.
		...(options.now || options.demo ? {} : { witness: () => databaseNow(db) }),
	}
	return { deps, db, close: () => db.close() }
}
