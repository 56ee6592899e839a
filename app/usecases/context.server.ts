import type { Actor } from '#app/domain/access.ts'
import type { Outcome } from '#app/domain/refusal.ts'
import { type Instant, type LocalDate, localDateOf } from '#app/domain/time.ts'
import type { Channels } from '#app/infra/channels/channels.ts'
import type { EvidenceStore } from '#app/infra/evidence/store.server.ts'
import type { Log } from '#app/infra/log.server.ts'
import type { PasswordHasher } from '#app/infra/password.server.ts'
import type { Handle, Tx } from '#db/tx.server.ts'

/** What the process gives to every use case; made once in app/server, once per test in tests/support/world.ts. */
export type Deps = {
	/** One transaction, tried again when it lost a race; an answer with ok: false rolls back. */
	readonly inTx: <T>(branchId: string | null, work: (tx: Tx) => Promise<Outcome<T>>) => Promise<Outcome<T>>
	readonly read: Handle
	readonly now: () => Instant
	/** UUIDv7 of `now`. */
	readonly newId: () => string
	/** Random text of n bytes, base64url; for tokens, codes and seeds. */
	readonly secret: (bytes: number) => string
	readonly evidence: EvidenceStore
	readonly passwords: PasswordHasher
	readonly log: Log
	readonly demo: boolean
	/** Mail and group robots; absent in commands, which send nothing. */
	readonly channels?: Channels
	/** Another clock to hold a jump of time against; without it time is believed (it is injected). */
	readonly witness?: () => Promise<Instant | null>
	/** Where the sweep may be ended: the one seam by which its faults are tried out. */
	readonly failpoint?: (name: string) => void | Promise<void>
	/** How many effects the sweep does in one transaction; its own measure where nothing is said. */
	readonly sweepBatch?: number
	/** The public address of the site: where the QR of a document leads. */
	readonly origin: string
}

/** One act of one person at one moment. */
export type Ctx = Omit<Deps, 'now'> & {
	readonly actor: Actor
	readonly now: Instant
	/** The date of `now` in Asia/Shanghai. */
	readonly today: LocalDate
	/** Where the request came from; for proof of service and the sign-in log. */
	readonly address: string
	/** Hash that names the session; '' for the clock, tokens and commands. */
	readonly session: string
}

export function contextOf(deps: Deps, actor: Actor, address = '', session = ''): Ctx {
	const now = deps.now()
	return { ...deps, actor, now, today: localDateOf(now), address, session }
}
