import { createHmac } from 'node:crypto'
import { readSetting, writeSetting } from '#db/queries/settings.server.ts'
import type { Tx } from '#db/tx.server.ts'
import type { Ctx } from '../context.server.ts'

const KEY = 'person.idKey'
const KEY_BYTES = 32

/** The branch's own key, made when it is first needed: without it a hash of an identity number can be guessed. */
export async function keyedHash(ctx: Ctx, tx: Tx, text: string): Promise<string> {
	const known = await readSetting(tx, ctx.actor.branchId, KEY)
	const key = typeof known === 'string' ? known : ctx.secret(KEY_BYTES)
	if (key !== known) await writeSetting(tx, ctx.actor.branchId, KEY, key)
	return createHmac('sha256', key).update(text).digest('hex')
}
