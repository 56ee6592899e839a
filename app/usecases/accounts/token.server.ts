import { ok } from '#app/domain/result.ts'
import { addMs, MINUTE_MS } from '#app/domain/time.ts'
import { sha256Hex } from '#app/infra/hash.server.ts'
import { liveToken, touchToken } from '#db/queries/tokens.server.ts'
import type { Deps } from '../context.server.ts'

/** The account of a bearer token; undefined when it is unknown, revoked or the account disabled. */
export async function accountOfToken(deps: Deps, token: string): Promise<string | undefined> {
	if (token.length < 20 || token.length > 200) return undefined
	const row = await liveToken(deps.read, sha256Hex(token))
	if (!row) return undefined
	const now = deps.now()
	if (row.last_used_at === null || addMs(row.last_used_at, MINUTE_MS) <= now)
		await deps.inTx(null, async (tx) => {
			await touchToken(tx, row.id, now)
			return ok(undefined)
		})
	return row.account_id
}
