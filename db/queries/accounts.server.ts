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

/** Uses the link up; false when it is unknown, used or run out: of two at once only one gets true. */
export async function spendFirstLink(tx: Tx, hash: string, at: Instant): Promise<boolean> {
	const result = await tx
		.updateTable('first_link')
		.set({ used_at: at })
		.where('token_hash', '=', hash)
		.where('used_at', 'is', null)
		.where('expires_at', '>', at)
		.executeTakeFirst()
	return Number(result.numUpdatedRows) === 1
}

/** Login and name of the people who have one of these login names. */
export async function namesOfLogins(handle: Handle, logins: readonly string[]) {
	return handle.selectFrom('account').select(['login', 'name']).where('login', 'in', logins).execute()
}

/** What the pages of one person show; undefined outside the branch and for system accounts. */
export async function personOf(handle: Handle, branchId: string, id: string) {
	return handle
		.selectFrom('account')
		.leftJoin('account as superior', 'superior.id', 'account.superior_id')
		.leftJoin('account as deputy', 'deputy.id', 'account.deputy_id')
		.select([
			'account.id',
			'account.login',
			'account.name',
			'account.phone',
			'account.email',
			'account.must_change_password',
			'account.disabled_at',
			'account.created_at',
			'account.version',
			'account.superior_id',
			'account.deputy_id',
			'superior.name as superiorName',
			'deputy.name as deputyName',
		])
		.where('account.id', '=', id)
		.where('account.branch_id', '=', branchId)
		.where('account.kind', '=', 'person')
		.executeTakeFirst()
}

export type AccountSet = Partial<
	Pick<
		AccountTable,
		'name' | 'phone' | 'email' | 'superior_id' | 'deputy_id' | 'disabled_at' | 'password_hash' | 'must_change_password'
	>
>

/** Sets columns of a person at a version; true when that was still the version. */
export async function saveAccount(tx: Tx, id: string, version: number, set: AccountSet): Promise<boolean> {
	const result = await tx
		.updateTable('account')
		.set({ ...set, version: version + 1 })
		.where('id', '=', id)
		.where('version', '=', version)
		.executeTakeFirst()
	return Number(result.numUpdatedRows) === 1
}

/** What a password change has to know of the own account. */
export async function passwordRow(handle: Handle, id: string) {
	return handle
		.selectFrom('account')
		.select(['id', 'login', 'name', 'password_hash'])
		.where('id', '=', id)
		.where('kind', '=', 'person')
		.executeTakeFirst()
}

/** The account with this login that acts for the dealer; undefined when there is none. */
export async function accountOfDealer(handle: Handle, dealerId: string, login: string): Promise<string | undefined> {
	const row = await handle
		.selectFrom('account')
		.innerJoin('role_grant', 'role_grant.account_id', 'account.id')
		.select('account.id')
		.where('account.login', '=', login)
		.where('role_grant.dealer_id', '=', dealerId)
		.where('role_grant.revoked_at', 'is', null)
		.limit(1)
		.executeTakeFirst()
	return row?.id
}
