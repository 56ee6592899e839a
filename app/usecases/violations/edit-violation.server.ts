import { may } from '#app/domain/machine.ts'
import { type Outcome, refuse } from '#app/domain/refusal.ts'
import { ok } from '#app/domain/result.ts'
import type { ViolationForm } from '#app/domain/violation/violation.schema.ts'
import { VIOLATION_MACHINE } from '#app/domain/violation/violation.ts'
import { toJson } from '#db/sql.server.ts'
import type { Ctx } from '../context.server.ts'
import { addStagedIn, type IncomingFile, keepFiles, stageFiles } from '../evidence/add-evidence.server.ts'
import { transitionIn } from '../transition.server.ts'
import { violationDoor, violationFacts } from './door.server.ts'
import { draftOfForm, fitToDraft, violationTypeNow } from './record-by-hand.server.ts'

/**
 * Corrects a draft and adds evidence to it. The outlet and what the draft came from stay as they are.
 * Refuses anything but a draft, and what a new record would be refused for.
 */
export async function editViolation(
	ctx: Ctx,
	command: { readonly id: string; readonly version: number; readonly form: ViolationForm },
	files: readonly IncomingFile[] = [],
): Promise<Outcome<{ id: string }>> {
	const staged = await stageFiles(ctx, files)
	if (!staged.ok) return staged
	const { id, version, form } = command
	const done = await ctx.inTx<{ id: string }>(ctx.actor.branchId, async (tx) => {
		const changed = await transitionIn(
			ctx,
			tx,
			violationDoor(id, version, 'violation.record', async (row, within) => {
				const facts = await violationFacts(within, row)
				if (!may(VIOLATION_MACHINE, facts.state, 'edit'))
					return refuse('procedure', 'wrong-state', { state: facts.state, action: 'edit' })
				const draft = draftOfForm(form)
				const type = await violationTypeNow(ctx, within, draft.typeCode)
				if (!type.ok) return type
				const fit = await fitToDraft(ctx, within, draft, row.dealer_id)
				if (!fit.ok) return fit
				const fromSheet = row.finding_id !== null
				const set = {
					source: fromSheet ? row.source : draft.source,
					source_ref: fromSheet ? row.source_ref : (draft.sourceRef ?? null),
					violation_type: type.value.type.code,
					taxonomy_version_id: type.value.versionId,
					severity: type.value.type.severity,
					occurred_on: draft.occurredOn,
					discovered_on: draft.discoveredOn,
					units: draft.units ?? 1,
					affected_users_json: toJson(draft.affectedUsers ?? []),
					right_articles_json: toJson(draft.rightArticles ?? type.value.type.consumerRightArticles),
					facts: draft.facts,
					opinion: draft.opinion ?? '',
					factors_json: toJson(draft.factors ?? []),
					dealer_share: form.shareDealer,
					operator_share: form.shareOperator,
					third_share: form.shareThird,
					share_reason: form.shareReason,
					loss_basis_fen: form.lossYuan,
				}
				return ok({ set, event: { kind: 'violation.changed' } })
			}),
		)
		if (!changed.ok) return changed
		const added = await addStagedIn(ctx, tx, { kind: 'violation', id }, staged.value)
		return added.ok ? changed : added
	})
	if (done.ok) await keepFiles(ctx, staged.value)
	return done
}
