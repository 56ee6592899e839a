import { type Outcome, refuse } from '#app/domain/refusal.ts'
import { ok } from '#app/domain/result.ts'
import { revokeSession, revokeSessionsOf } from '#db/queries/sessions.server.ts'
import type { Ctx } from '../context.server.ts'
import { recordNew } from '../transition.server.ts'

/** Ends one session of the actor: the own one, or another device's. */
export async function signOut(ctx: Ctx, sessionId: string): Promise<Outcome<null>> {
	return ctx.inTx<null>(ctx.actor.branchId, async (tx) => {
		if (!(await revokeSession(tx, ctx.actor.accountId, sessionId, ctx.now))) return refuse('missing', 'not-found')
		await recordNew(ctx, tx, {
			subject: 'account',
			id: ctx.actor.accountId,
			event: { kind: 'account.signed-out' },
		})
		return ok(null)
	})
}

/** Ends every session of the actor, on every device. */
export async function signOutEverywhere(ctx: Ctx): Promise<Outcome<{ count: number }>> {
	return ctx.inTx<{ count: number }>(ctx.actor.branchId, async (tx) => {
		const count = await revokeSessionsOf(tx, ctx.actor.accountId, ctx.now)
		await recordNew(ctx, tx, {
			subject: 'account',
			id: ctx.actor.accountId,
			event: { kind: 'account.signed-out-everywhere', after: { count } },
		})
		return ok({ count })
	})
}
