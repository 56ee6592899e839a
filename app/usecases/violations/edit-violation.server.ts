import { may } from '#app/domain/machine.ts'
import { type Outcome, refuse } from '#app/domain/refusal.ts'
import { ok } from '#app/domain/result.ts'
import type { ViolationForm } from '#app/domain/violation/violation.schema.ts'
import { VIOLATION_MACHINE } from '#app/domain/violation/violation.ts'
import { saveCircumstance } from '#db/queries/violation-gate.server.ts'
import { toJson } from '#db/sql.server.ts'
import type { Tx } from '#db/tx.server.ts'
import type { Ctx } from '../context.server.ts'
import { addStagedIn, type IncomingFile, keepFiles, stageFiles } from '../evidence/add-evidence.server.ts'
import { keepDeclaration } from '../penalties/declare.server.ts'
import { transitionIn } from '../transition.server.ts'
import { violationDoor, violationFacts } from './door.server.ts'
import { circumstanceOf, draftOfForm, fitToDraft, violationTypeNow } from './record-by-hand.server.ts'
import { askOfTwins, keepTwinReason } from './twins.server.ts'

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
				const type = await violationTypeNow(ctx, within, draft.typeCode, draft.occurredOn)
				if (!type.ok) return type
				const fit = await fitToDraft(ctx, within, draft, row.dealer_id)
				if (!fit.ok) return fit
				const place = { dealerId: row.dealer_id, outletId: row.outlet_id, occurredOn: draft.occurredOn }
				const twins = await askOfTwins(ctx, within, { id, typeCode: draft.typeCode, ...place }, form.twinReason)
				if (!twins.ok) return twins
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
				const also = async (inner: Tx) => {
					await keepTwinReason(ctx, inner, id, form.twinReason, twins.value)
					await saveCircumstance(inner, row.branch_id, id, circumstanceOf(form))
					await keepDeclaration(ctx, inner, { kind: 'violation', id }, form)
				}
				return ok({ set, event: { kind: 'violation.changed' }, also })
			}),
		)
		if (!changed.ok) return changed
		const added = await addStagedIn(ctx, tx, { kind: 'violation', id }, staged.value)
		return added.ok ? changed : added
	})
	if (done.ok) await keepFiles(ctx, staged.value)
	return done
}
