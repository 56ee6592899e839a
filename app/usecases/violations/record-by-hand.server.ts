import { scopeOf } from '#app/domain/access.ts'
import { factorsByCode } from '#app/domain/penalty/factors.ts'
import { type Outcome, refuse } from '#app/domain/refusal.ts'
import { ok } from '#app/domain/result.ts'
import type { LocalDate } from '#app/domain/time.ts'
import type { ViolationType } from '#app/domain/violation/catalogue.schema.ts'
import type { ViolationForm } from '#app/domain/violation/violation.schema.ts'
import { faultShares } from '#app/domain/violation/violation.ts'
import { dealerById } from '#db/queries/dealer-facts.server.ts'
import { outletIn } from '#db/queries/outlets.server.ts'
import type { Circumstance } from '#db/queries/violation-gate.server.ts'
import type { Tx } from '#db/tx.server.ts'
import type { Ctx } from '../context.server.ts'
import { addStagedIn, type IncomingFile, keepFiles, stageFiles } from '../evidence/add-evidence.server.ts'
import { currentRulebook, taxonomyAt } from '../reference/load.server.ts'
import { draftViolationIn, type ViolationDraft } from './record-violation.server.ts'
import { askOfTwins, keepTwinReason } from './twins.server.ts'

/** The form of a violation as a draft, without its place. */
export function draftOfForm(form: ViolationForm): Omit<ViolationDraft, 'place'> {
	return {
		source: form.source,
		sourceRef: form.sourceRef || null,
		typeCode: form.typeCode,
		units: form.units,
		occurredOn: form.occurredOn,
		discoveredOn: form.discoveredOn,
		affectedUsers: form.affectedNumbers,
		...(form.consumerRight ? { rightArticles: [Number(form.consumerRight)] } : {}),
		facts: form.facts,
		opinion: form.opinion,
		factors: form.factors,
		shares: { dealer: form.shareDealer, operator: form.shareOperator, third: form.shareThird },
		shareReason: form.shareReason,
		lossBasisFen: form.lossYuan,
		declaration: { declared: form.declared, relation: form.relation },
		circumstance: circumstanceOf(form),
	}
}

export function circumstanceOf(form: Pick<ViolationForm, 'contactOrThreat' | 'refundClaimedOn'>): Circumstance {
	return { contactOrThreat: form.contactOrThreat === 'on', refundClaimedOn: form.refundClaimedOn ?? null }
}

/** The type of the catalogue in force when it happened, with the version that the case pins. */
export async function violationTypeNow(
	ctx: Ctx,
	tx: Tx,
	code: string,
	occurredOn: LocalDate,
): Promise<Outcome<{ type: ViolationType; versionId: string }>> {
	const taxonomy = await taxonomyAt(ctx, tx, occurredOn)
	const type = taxonomy.body.types.find((one) => one.code === code)
	return type ? ok({ type, versionId: taxonomy.versionId }) : refuse('invalid', 'violation.no-type')
}

/** What a form may not say: shares, factors, dates, and the person who signed the dealer up (domain 4, step 1). */
export async function fitToDraft(
	ctx: Ctx,
	tx: Tx,
	draft: Omit<ViolationDraft, 'place'>,
	dealerId: string,
): Promise<Outcome<null>> {
	if (draft.shares) {
		const shares = faultShares(draft.shares)
		if (!shares.ok) return shares
	}
	const rulebook = await currentRulebook(ctx, tx)
	const factors = factorsByCode(rulebook.body, draft.factors ?? [])
	if (!factors.ok) return factors
	if (draft.occurredOn > ctx.today || draft.discoveredOn > ctx.today)
		return refuse('invalid', 'violation.in-future', { today: ctx.today })
	if (draft.discoveredOn < draft.occurredOn)
		return refuse('invalid', 'violation.discovered-before', { occurredOn: draft.occurredOn })
	if (draft.declaration?.declared === undefined) return refuse('invalid', 'violation.not-declared')
	if (draft.declaration.declared === 'conflict') return refuse('forbidden', 'violation.conflict-declared')
	const dealer = await dealerById(tx, dealerId)
	if (dealer?.signed_by === ctx.actor.accountId) return refuse('forbidden', 'violation.conflict-of-interest')
	return ok(null)
}

/**
 * Records a violation from another source than the sheet: complaint, regulator, media, self-report, audit. Refuses an
 * outlet outside the actor's scope, an unknown type, what `fitToDraft` refuses, an act that looks like one on record
 * without a reason why it is another one, and files that are no evidence.
 */
export async function recordViolation(
	ctx: Ctx,
	form: ViolationForm,
	files: readonly IncomingFile[] = [],
): Promise<Outcome<{ id: string; number: string }>> {
	const staged = await stageFiles(ctx, files)
	if (!staged.ok) return staged
	const made = await ctx.inTx<{ id: string; number: string }>(ctx.actor.branchId, async (tx) => {
		const outlet = await outletIn(tx, scopeOf(ctx.actor, 'violation.record'), form.outletId)
		if (!outlet) return refuse('missing', 'not-found')
		const draft = draftOfForm(form)
		const type = await violationTypeNow(ctx, tx, draft.typeCode, draft.occurredOn)
		if (!type.ok) return type
		const fit = await fitToDraft(ctx, tx, draft, outlet.dealer_id)
		if (!fit.ok) return fit
		const place = { dealerId: outlet.dealer_id, outletId: outlet.id, occurredOn: draft.occurredOn }
		const twins = await askOfTwins(ctx, tx, { id: '', typeCode: draft.typeCode, ...place }, form.twinReason)
		if (!twins.ok) return twins
		const drafted = await draftViolationIn(ctx, tx, { ...draft, place: { ...outlet, outlet_id: outlet.id } })
		await keepTwinReason(ctx, tx, drafted.id, form.twinReason, twins.value)
		const added = await addStagedIn(ctx, tx, { kind: 'violation', id: drafted.id }, staged.value)
		return added.ok ? ok(drafted) : added
	})
	if (made.ok) await keepFiles(ctx, staged.value)
	return made
}
