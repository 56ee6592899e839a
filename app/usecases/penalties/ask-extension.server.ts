import { askExtension } from '#app/domain/penalty/extension.ts'
import type { Outcome } from '#app/domain/refusal.ts'
import { ok } from '#app/domain/result.ts'
import { maskNumbersIn } from '#app/domain/violation/mask.ts'
import { answerExtension, insertExtension } from '#db/queries/extensions.server.ts'
import type { Tx } from '#db/tx.server.ts'
import type { Ctx } from '../context.server.ts'
import { actOfDealer } from './act.server.ts'
import type { CaseFile } from './case-file.server.ts'
import { tellRoles } from './tell.server.ts'

/** The dealer asks for three more working days, once, inside the window, which goes on meanwhile (domain 4, step 5). */
export async function askMoreTime(
	ctx: Ctx,
	command: { readonly id: string; readonly version: number; readonly reason: string },
): Promise<Outcome<{ id: string }>> {
	const reason = maskNumbersIn(command.reason.trim())
	return actOfDealer(ctx, {
		id: command.id,
		version: command.version,
		actions: ['desk.answer'],
		decide: async ({ facts, row }, _, tx) => {
			const change = askExtension(facts, { today: ctx.today, reason })
			if (!change.ok) return change
			const until = facts.defenceDueOn ?? ctx.today
			const whom = ['COMPLIANCE_OFFICER', 'COUNTY_SUPERVISOR'] as const
			return ok({
				set: { state: change.value.to },
				event: { kind: 'penalty.extension-asked', reason, after: { until } },
				tell: await tellRoles(tx, row, 'penalty.extension-asked', whom, 'extension'),
				also: async (within) =>
					insertExtension(within, {
						id: ctx.newId(),
						branch_id: row.branch_id,
						penalty_id: row.id,
						asked_by: ctx.actor.accountId,
						asked_at: ctx.now,
						reason,
						original_due_on: until,
						outcome: null,
						decided_by: null,
						decided_at: null,
						answer: '',
						new_due_on: null,
					}),
			})
		},
	})
}

/** A reply makes a request that nobody has decided void: in the transaction of the reply. */
export async function voidExtension(ctx: Ctx, tx: Tx, { facts, row }: CaseFile): Promise<void> {
	if (facts.extension !== 'ASKED') return
	await answerExtension(tx, row.id, {
		outcome: 'WITHDRAWN',
		decided_by: ctx.actor.accountId,
		decided_at: ctx.now,
		answer: '',
		new_due_on: null,
	})
}
