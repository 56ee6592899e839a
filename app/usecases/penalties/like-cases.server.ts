import { type LikeCases, likeCases } from '#app/domain/penalty/fairness.ts'
import { addMonths, instantAt } from '#app/domain/time.ts'
import { likeAmounts } from '#db/queries/like-cases.server.ts'
import type { Handle } from '#db/tx.server.ts'
import type { Ctx } from '../context.server.ts'
import type { CaseFile } from './case-file.server.ts'

/** What the branch decided in cases of this type and severity over the months that the rulebook names; null: nothing. */
export async function likeCasesOf(
	ctx: Ctx,
	handle: Handle,
	{ row, facts, rulebook }: CaseFile,
): Promise<LikeCases | null> {
	if (row.violation_type === null) return null
	const { months } = rulebook.body.settings.fairness
	const amounts = await likeAmounts(handle, {
		branchId: row.branch_id,
		typeCode: row.violation_type,
		severity: facts.severity,
		since: instantAt(addMonths(ctx.today, -months), 0),
		exceptId: row.id,
	})
	return likeCases(amounts)
}
