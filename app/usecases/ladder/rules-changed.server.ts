import { ok } from '#app/domain/result.ts'
import { policyInForce } from '#db/queries/policies.server.ts'
import { lookAtAll } from '#db/queries/reminders.server.ts'
import { readSetting, writeSetting } from '#db/queries/settings.server.ts'
import type { Ctx } from '../context.server.ts'
import { currentCalendars } from '../reference/load.server.ts'

const RULES = 'ladder.rules'

/**
 * Another calendar or another policy in force moves rungs of clocks whose own date stays: every ladder is looked at
 * again, once. Answers how often that was.
 */
export async function lookAfterRules(ctx: Ctx): Promise<number> {
	const { branchId } = ctx.actor
	const { versionId } = await currentCalendars(ctx, ctx.read)
	const rules = `${versionId} ${(await policyInForce(ctx.read, branchId)) ?? ''}`
	if ((await readSetting(ctx.read, branchId, RULES)) === rules) return 0
	await ctx.inTx<null>(branchId, async (tx) => {
		await lookAtAll(tx, branchId)
		await writeSetting(tx, branchId, RULES, rules)
		return ok(null)
	})
	return 1
}
