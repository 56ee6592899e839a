import { ok } from '#app/domain/result.ts'
import { addMs, HOUR_MS } from '#app/domain/time.ts'
import { sha256Hex } from '#app/infra/hash.server.ts'
import { anyPerson, firstLinkOpen, insertFirstLink } from '#db/queries/accounts.server.ts'
import { firstBranch } from '#db/queries/organisation.server.ts'
import type { Deps } from '../context.server.ts'

/** The token of a new one-time link when nobody can sign in yet; undefined when somebody can. Valid one hour. */
export async function offerFirstLink(deps: Deps): Promise<string | undefined> {
	if (await anyPerson(deps.read)) return undefined
	const token = deps.secret(32)
	const now = deps.now()
	await deps.inTx(null, async (tx) => {
		await insertFirstLink(tx, sha256Hex(token), now, addMs(now, HOUR_MS))
		return ok(undefined)
	})
	return token
}

/** Whether the link can still be used, and the name of the branch when the database has one already. */
export async function firstLinkState(deps: Deps, token: string): Promise<{ open: boolean; branch: string | null }> {
	if (token === '' || (await anyPerson(deps.read))) return { open: false, branch: null }
	const open = await firstLinkOpen(deps.read, sha256Hex(token), deps.now())
	const branch = await firstBranch(deps.read)
	return { open, branch: branch?.name ?? null }
}
