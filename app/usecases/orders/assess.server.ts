import { assess } from '#app/domain/order/acts.ts'
import { assessment } from '#app/domain/order/assessment.ts'
import type { Outcome } from '#app/domain/refusal.ts'
import { ok } from '#app/domain/result.ts'
import type { Ctx } from '../context.server.ts'
import { assessmentValues } from './assessment-values.server.ts'
import { assessedFacts } from './content.server.ts'
import { changeOrder, moveOf } from './order.server.ts'

/** 考核: what the order counts for its lead department, in tenths of a point, with its lines in the log. */
export async function assessOrder(
	ctx: Ctx,
	id: string,
	version: number,
	recurred: boolean,
): Promise<Outcome<{ id: string }>> {
	return changeOrder(ctx, {
		id,
		version,
		actions: ['order.assess'],
		decide: async (row, tx) => {
			const change = assess(row.facts)
			if (!change.ok) return change
			const values = await assessmentValues(tx, row)
			const cameBack = recurred || row.recurred_on !== null
			const { lines, totalTenths } = assessment(assessedFacts(row), cameBack, values)
			return ok(
				moveOf(ctx, row, change.value, {
					set: {
						assessed_by: ctx.actor.accountId,
						assessed_at: ctx.now,
						assessment_tenths: totalTenths,
						...(cameBack ? { recurred_on: row.recurred_on ?? ctx.today } : {}),
					},
					after: { lines },
				}),
			)
		},
	})
}
