import type { Instant } from '#app/domain/time.ts'
import type { SessionTable } from '../schema.ts'
import type { Handle, Tx } from '../tx.server.ts'

export type SessionRow = SessionTable

/** A session with its person, whatever its state; undefined when the id is unknown or the account cannot sign in. */
export async function sessionWithAccount(handle: Handle, id: string) {
	return handle
		.selectFrom('session')
		.innerJoin('account', 'account.id', 'session.account_id')
		.select([
			'session.id',
			'session.account_id',
			'session.branch_id',
			'session.created_at',
			'session.last_seen_at',
			'session.expires_at',
			'session.revoked_at',
			'account.login',
			'account.name',
			'account.language',
			'account.theme',
			'account.must_change_password',
		])
		.where('session.id', '=', id)
		.where('account.disabled_at', 'is', null)
		.where('account.kind', '=', 'person')
		.executeTakeFirst()
}

export async function insertSession(tx: Tx, row: SessionRow): Promise<void> {
	await tx.insertInto('session').values(row).execute()
}

/** Notes that the session was used; the caller decides how often. */
export async function touchSession(tx: Tx, id: string, at: Instant): Promise<void> {
	await tx.updateTable('session').set({ last_seen_at: at }).where('id', '=', id).execute()
}

/** Sessions of a person that are not revoked and have not run out at `now`, newest use first; at most 50. */
export async function liveSessionsOf(handle: Handle, accountId: string, now: Instant) {
	return handle
		.selectFrom('session')
		.select(['id', 'created_at', 'last_seen_at', 'address', 'user_agent'])
		.where('account_id', '=', accountId)
		.where('revoked_at', 'is', null)
		.where('expires_at', '>', now)
		.orderBy('last_seen_at', 'desc')
		.limit(50)
		.execute()
}

/** Ends one session of a person; true when it was alive. */
export async function revokeSession(tx: Tx, accountId: string, id: string, at: Instant): Promise<boolean> {
	const result = await tx
		.updateTable('session')
		.set({ revoked_at: at })
		.where('id', '=', id)
		.where('account_id', '=', accountId)
		.where('revoked_at', 'is', null)
		.executeTakeFirst()
	return Number(result.numUpdatedRows) > 0
}

/** Ends every session of a person, except one when `keep` is given; answers how many. */
export async function revokeSessionsOf(tx: Tx, accountId: string, at: Instant, keep?: string): Promise<number> {
	let query = tx
		.updateTable('session')
		.set({ revoked_at: at })
		.where('account_id', '=', accountId)
		.where('revoked_at', 'is', null)
	if (keep !== undefined) query = query.where('id', '!=', keep)
	const result = await query.executeTakeFirst()
	return Number(result.numUpdatedRows)
}
