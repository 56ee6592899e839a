import { computePenalty, type PenaltyAmount } from '#app/domain/penalty/compute.ts'
import type { PreviewBody } from '#app/domain/penalty/preview.schema.ts'
import type { Outcome } from '#app/domain/refusal.ts'
import type { Ctx } from '../context.server.ts'
import { currentRulebook } from '../reference/load.server.ts'

/** What the rulebook of today would make of these facts (domain 3.2); the same function as for a case. */
export async function previewPenalty(ctx: Ctx, body: PreviewBody): Promise<Outcome<PenaltyAmount>> {
	const { body: rulebook } = await currentRulebook(ctx, ctx.read)
	return computePenalty(rulebook, body)
}
