import type { Instant } from '#app/domain/time.ts'
import type { ApiTokenTable } from '../schema.ts'
import type { Handle, Tx } from '../tx.server.ts'

export async function insertToken(tx: Tx, row: ApiTokenTable): Promise<void> {
	await tx.insertInto('api_token').values(row).execute()
}

/** The live token of a hash (SHA-256, hex) whose account is active; undefined otherwise. */
export async function liveToken(handle: Handle, hash: string) {
	return handle
		.selectFrom('api_token')
		.innerJoin('account', 'account.id', 'api_token.account_id')
		.select(['api_token.id', 'api_token.account_id', 'api_token.last_used_at'])
		.where('api_token.token_hash', '=', hash)
		.where('api_token.revoked_at', 'is', null)
		.where('account.disabled_at', 'is', null)
		.executeTakeFirst()
}

export async function touchToken(tx: Tx, id: string, at: Instant): Promise<void> {
	await tx.updateTable('api_token').set({ last_used_at: at }).where('id', '=', id).execute()
}

/** Tokens of a branch, the live ones first, then the newest; at most 200. */
export async function tokensOf(handle: Handle, branchId: string) {
	return handle
		.selectFrom('api_token')
		.innerJoin('account', 'account.id', 'api_token.account_id')
		.select([
			'api_token.id',
			'api_token.label',
			'api_token.created_at',
			'api_token.last_used_at',
			'api_token.revoked_at',
			'account.id as accountId',
			'account.name',
			'account.login',
		])
		.where('api_token.branch_id', '=', branchId)
		.orderBy((eb) => eb.case().when('api_token.revoked_at', 'is', null).then(0).else(1).end())
		.orderBy('api_token.created_at', 'desc')
		.limit(200)
		.execute()
}

/** Takes a token of the branch back; true when it was alive. */
export async function revokeToken(tx: Tx, branchId: string, id: string, at: Instant): Promise<boolean> {
	const result = await tx
		.updateTable('api_token')
		.set({ revoked_at: at })
		.where('id', '=', id)
		.where('branch_id', '=', branchId)
		.where('revoked_at', 'is', null)
		.executeTakeFirst()
	return Number(result.numUpdatedRows) > 0
}
