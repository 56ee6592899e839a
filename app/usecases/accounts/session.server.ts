import { ok } from '#app/domain/result.ts'
import { addMs, type Instant, MINUTE_MS } from '#app/domain/time.ts'
import { sha256Hex } from '#app/infra/hash.server.ts'
import { insertSession, sessionWithAccount, touchSession } from '#db/queries/sessions.server.ts'
import type { Tx } from '#db/tx.server.ts'
import type { Deps } from '../context.server.ts'

/** trust 1.4: a session ends twelve hours after sign-in, whatever happens. */
const ABSOLUTE_MS = 12 * 60 * MINUTE_MS
/** The last use is written at most once a minute: a page of ten requests is one use. */
const TOUCH_MS = MINUTE_MS

export type Device = { readonly address: string; readonly userAgent: string }
export type Session = {
	readonly id: string
	readonly accountId: string
	readonly branchId: string
	readonly login: string
	readonly name: string
	readonly language: string | null
	readonly theme: string | null
	readonly mustChangePassword: boolean
}

/** Opens a session inside a transaction and answers the token of the cookie; only its hash is stored. */
export async function openSession(
	tx: Tx,
	deps: Pick<Deps, 'secret'>,
	now: Instant,
	who: { readonly accountId: string; readonly branchId: string },
	device: Device,
): Promise<string> {
	const token = deps.secret(32)
	await insertSession(tx, {
		id: sha256Hex(token),
		branch_id: who.branchId,
		account_id: who.accountId,
		created_at: now,
		last_seen_at: now,
		expires_at: addMs(now, ABSOLUTE_MS),
		revoked_at: null,
		address: device.address.slice(0, 64),
		user_agent: device.userAgent.slice(0, 200),
	})
	return token
}

/** The session of a cookie's token when it is alive: not revoked, not run out, not idle, the account active. */
export async function findSession(deps: Deps, token: string, idleMinutes: number): Promise<Session | undefined> {
	const row = await sessionWithAccount(deps.read, sha256Hex(token))
	const now = deps.now()
	if (!row || row.revoked_at !== null || row.expires_at <= now) return undefined
	if (addMs(row.last_seen_at, idleMinutes * MINUTE_MS) <= now) return undefined
	if (addMs(row.last_seen_at, TOUCH_MS) <= now)
		await deps.inTx(null, async (tx) => {
			await touchSession(tx, row.id, now)
			return ok(undefined)
		})
	return {
		id: row.id,
		accountId: row.account_id,
		branchId: row.branch_id,
		login: row.login,
		name: row.name,
		language: row.language,
		theme: row.theme,
		mustChangePassword: row.must_change_password === 1,
	}
}
