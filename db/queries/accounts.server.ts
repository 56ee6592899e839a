import type { Instant } from '#app/domain/time.ts'
import type { AccountTable } from '../schema.ts'
import { flag } from '../sql.server.ts'
import type { Handle, Tx } from '../tx.server.ts'

/** True when any person can sign in: the database is not new. */
export async function anyPerson(handle: Handle): Promise<boolean> {
	const row = await handle.selectFrom('account').select('id').where('kind', '=', 'person').limit(1).executeTakeFirst()
	return row !== undefined
}

/** The person of a login name (exactly as stored, lower case); undefined for system accounts too. */
export async function personByLogin(handle: Handle, login: string) {
	return handle
		.selectFrom('account')
		.select(['id', 'branch_id', 'login', 'name', 'password_hash', 'must_change_password', 'disabled_at', 'version'])
		.where('login', '=', login)
		.where('kind', '=', 'person')
		.executeTakeFirst()
}

export async function loginTaken(handle: Handle, login: string): Promise<boolean> {
	const row = await handle.selectFrom('account').select('id').where('login', '=', login).executeTakeFirst()
	return row !== undefined
}

export type NewAccount = Omit<AccountTable, 'version'>

export async function insertAccount(tx: Tx, row: NewAccount): Promise<void> {
	await tx.insertInto('account').values(row).execute()
}

/** The new hash of a password; other sessions are the caller's business. */
export async function setPassword(tx: Tx, id: string, hash: string, mustChange: boolean): Promise<void> {
	await tx
		.updateTable('account')
		.set({ password_hash: hash, must_change_password: flag(mustChange) })
		.where('id', '=', id)
		.execute()
}

/** Language and theme of a person; null goes back to the browser's. */
export async function setPreference(
	tx: Tx,
	id: string,
	values: { readonly language?: string | null; readonly theme?: string | null },
): Promise<void> {
	if (Object.keys(values).length === 0) return
	await tx.updateTable('account').set(values).where('id', '=', id).execute()
}

export async function insertFirstLink(tx: Tx, hash: string, at: Instant, until: Instant): Promise<void> {
	await tx.deleteFrom('first_link').execute()
	await tx
		.insertInto('first_link')
		.values({ token_hash: hash, created_at: at, expires_at: until, used_at: null })
		.execute()
}

/** True when the link is known, unused and not run out at `now`. */
export async function firstLinkOpen(handle: Handle, hash: string, now: Instant): Promise<boolean> {
	const row = await handle
		.selectFrom('first_link')
		.select('token_hash')
		.where('token_hash', '=', hash)
		.where('used_at', 'is', null)
		.where('expires_at', '>', now)
		.executeTakeFirst()
	return row !== undefined
}

export async function useFirstLink(tx: Tx, hash: string, at: Instant): Promise<void> {
	await tx.updateTable('first_link').set({ used_at: at }).where('token_hash', '=', hash).execute()
}

/** Login and name of the people who have one of these login names. */
export async function namesOfLogins(handle: Handle, logins: readonly string[]) {
	return handle.selectFrom('account').select(['login', 'name']).where('login', 'in', logins).execute()
}
