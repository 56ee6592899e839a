import { ok } from '#app/domain/result.ts'
import type { Ctx } from '../context.server.ts'
import { sweepExits } from './exit.server.ts'
import { followClaims } from './follow.server.ts'
import { sweepTopups } from './topup.server.ts'

/** What time and the ledger bring about for claims: top-up ladder, exits whose day has come, claims collected in full. */
export async function sweepClaims(ctx: Ctx): Promise<number> {
	const steps = (await sweepTopups(ctx)) + (await sweepExits(ctx))
	const followed = await ctx.inTx(ctx.actor.branchId, async (tx) => ok(await followClaims(ctx, tx)))
	return steps + (followed.ok ? followed.value : 0)
}
