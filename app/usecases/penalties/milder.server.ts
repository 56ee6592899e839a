import { amountUnder } from '#app/domain/penalty/basis.ts'
import type { PenaltyAmount } from '#app/domain/penalty/compute.ts'
import { yuanLabel } from '#app/domain/penalty/label.ts'
import { recurrence } from '#app/domain/penalty/recurrence.ts'
import { isMilder } from '#app/domain/penalty/rule-version.ts'
import { refuse } from '#app/domain/refusal.ts'
import { earlierCases } from '#db/queries/penalties.server.ts'
import type { Handle } from '#db/tx.server.ts'
import type { Ctx } from '../context.server.ts'
import { rulebookOn } from '../reference/load.server.ts'
import type { CaseFile } from './case-file.server.ts'
import { basisOf } from './draft-penalty.server.ts'

export type Milder = { readonly code: string; readonly amount: PenaltyAmount }

/**
 * A version that came into force after the case was computed and asks for less: no decision goes above it (domain 3.2,
 * the earlier rule unless a later one is milder). Null where there is none.
 */
export async function milderNow(ctx: Ctx, handle: Handle, { row, facts, rulebook }: CaseFile): Promise<Milder | null> {
	const now = await rulebookOn(handle, row.branch_id, ctx.today)
	if (!now || now.body.effectiveFrom <= rulebook.body.effectiveFrom) return null
	const basis = basisOf(row, facts.severity)
	const earlier = await earlierCases(handle, row.dealer_id, row.id)
	const under = (book: typeof now.body) => amountUnder(book, basis, recurrence(book, basis, earlier).priors)
	const [late, early] = [under(now.body), under(rulebook.body)]
	return late.ok && early.ok && isMilder(late.value, early.value) ? { code: now.code, amount: late.value } : null
}

/** The refusal of an amount above what the milder version asks for. */
export function aboveMilder(amountFen: number, milder: Milder | null) {
	if (milder === null || amountFen <= milder.amount.amountFen) return null
	const { code, amount } = milder
	return refuse('invalid', 'penalty.above-milder', {
		amount: yuanLabel(amountFen),
		limit: yuanLabel(amount.amountFen),
		code,
	})
}
