import { LEAST_REASON } from '#app/domain/penalty/checklist.ts'
import type { Declaration } from '#app/domain/penalty/conflict.ts'
import { checkPenalty } from '#app/domain/penalty/notice.ts'
import type { Outcome } from '#app/domain/refusal.ts'
import { ok } from '#app/domain/result.ts'
import type { Ctx } from '../context.server.ts'
import { actOnCase } from './act.server.ts'
import { answerClocks } from './clocks.server.ts'
import { computeCase, computedColumns } from './compute.server.ts'
import { keepReason } from './declare.server.ts'
import { basisOf } from './draft-penalty.server.ts'

/** A second person has checked the file; repetition and amount are computed anew from what is in force today. */
export async function checkCase(
	ctx: Ctx,
	command: {
		readonly id: string
		readonly version: number
		readonly note?: string
		/** Why the order behind it cannot be traced, where there is no trace on file. */
		readonly traceReason?: string
		readonly declaration?: Declaration | undefined
	},
): Promise<Outcome<{ id: string }>> {
	return actOnCase(ctx, {
		...command,
		actions: ['penalty.check'],
		decide: async ({ facts: found, row }, actor, tx) => {
			const explained = found.orderTrace === 'missing' && (command.traceReason ?? '').trim().length >= LEAST_REASON
			const facts = explained ? { ...found, orderTrace: 'reasoned' as const } : found
			const change = checkPenalty(facts, { today: ctx.today }, actor)
			if (!change.ok) return change
			const computed = await computeCase(ctx, tx, basisOf(row, facts.severity))
			if (!computed.ok) return computed
			return ok({
				set: {
					state: change.value.to,
					checked_by: actor.personId,
					checked_at: ctx.now,
					...computedColumns(computed.value),
				},
				event: { kind: 'penalty.checked', reason: command.note || null },
				also: async (within) => {
					if (explained)
						await keepReason(ctx, within, { kind: 'penalty', id: row.id }, 'trace', command.traceReason ?? '')
					await answerClocks(ctx, within, row.id, ['penalty.check'])
				},
			})
		},
	})
}
