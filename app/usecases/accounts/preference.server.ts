import type { Outcome } from '#app/domain/refusal.ts'
import { ok } from '#app/domain/result.ts'
import { setPreference } from '#db/queries/accounts.server.ts'
import type { Ctx } from '../context.server.ts'

/** How the pages look to the actor; changes no record that anybody else sees, so it is no event. */
export async function choosePreference(
	ctx: Ctx,
	values: { readonly language?: string; readonly theme?: string },
): Promise<Outcome<null>> {
	return ctx.inTx<null>(null, async (tx) => {
		await setPreference(tx, ctx.actor.accountId, values)
		return ok(null)
	})
}
