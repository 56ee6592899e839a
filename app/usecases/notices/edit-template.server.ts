import { may } from '#app/domain/access.ts'
import { DOCUMENT_KINDS, type DocumentKind } from '#app/domain/notice/kinds.ts'
import { bodyOfForm, type TemplateDraftForm } from '#app/domain/notice/template.schema.ts'
import { templateFaults } from '#app/domain/notice/template.ts'
import { type Outcome, refuse } from '#app/domain/refusal.ts'
import { ok } from '#app/domain/result.ts'
import { sha256Hex } from '#app/infra/hash.server.ts'
import { appendEvents } from '#db/queries/events.server.ts'
import {
	insertDraft,
	insertTemplate,
	openDraft,
	type TemplateDraftRow,
	templatesOf,
	updateDraft,
} from '#db/queries/notice-templates.server.ts'
import { writeOutbox } from '#db/queries/outbox.server.ts'
import { holdersOf } from '#db/queries/people.server.ts'
import { toJson } from '#db/sql.server.ts'
import type { Tx } from '#db/tx.server.ts'
import type { Ctx } from '../context.server.ts'
import { templateBody } from './template.server.ts'

type Draft = { readonly kind: DocumentKind; readonly version: number }

export function documentKindOf(text: string): DocumentKind | undefined {
	return DOCUMENT_KINDS.find((kind) => kind === text)
}

/** Writes the open draft of a kind, or a new one; whoever wrote last is the drafter. Faults are shown, not refused. */
export async function saveTemplateDraft(
	ctx: Ctx,
	{ kind, version }: Draft,
	form: TemplateDraftForm,
): Promise<Outcome<null>> {
	if (!may(ctx.actor, 'template.draft')) return refuse('forbidden', 'not-allowed')
	return ctx.inTx<null>(ctx.actor.branchId, async (tx) => {
		const { branchId, accountId } = ctx.actor
		const known = await openDraft(tx, branchId, kind)
		const set = {
			effective_from: form.effectiveFrom,
			body_json: toJson(bodyOfForm(form)),
			drafted_by: accountId,
			drafted_at: ctx.now,
		}
		if (known) {
			if (known.version !== version || !(await updateDraft(tx, known.id, version, set))) return stale(known)
			return ok(null)
		}
		if (version !== 0) return refuse('stale', 'stale', { by: '', at: '', kind: 'template.dropped' })
		const id = ctx.newId()
		await insertDraft(tx, { id, branch_id: branchId, kind, ...set, state: 'OPEN', ended_by: null, ended_at: null })
		await record(ctx, tx, id, 'template.drafted', { kind, effective_from: form.effectiveFrom })
		const others = (await holdersOf(tx, branchId, ['COMPLIANCE_OFFICER', 'APPROVER'], {})).filter(
			(one) => one.id !== accountId,
		)
		await writeOutbox(
			tx,
			branchId,
			ctx.now,
			ctx.newId,
			others.map((one) => ({
				key: `template:${id}`,
				kind: 'template.to-check',
				accountId: one.id,
				subjectKind: 'reference',
				subjectId: id,
				params: { name: bodyOfForm(form).texts['zh-Hans'].title },
			})),
		)
		return ok(null)
	})
}

const stale = (draft: TemplateDraftRow) =>
	refuse('stale', 'stale', { by: '', at: draft.drafted_at, kind: 'template.drafted' })

async function record(
	ctx: Ctx,
	tx: Tx,
	id: string,
	kind: 'template.drafted' | 'template.published' | 'template.dropped',
	after: Readonly<Record<string, unknown>>,
): Promise<void> {
	const { branchId, accountId } = ctx.actor
	await appendEvents(tx, branchId, accountId, ctx.now, [{ subjectKind: 'reference', subjectId: id, kind, after }])
}

/**
 * Publishes the open draft as the next version, by a second person. Refuses faults in the wording, a first day that has
 * passed and the drafter. Documents that were sent keep the version that they name.
 */
export async function publishTemplate(ctx: Ctx, { kind, version }: Draft): Promise<Outcome<{ version: number }>> {
	if (!may(ctx.actor, 'template.publish')) return refuse('forbidden', 'not-allowed')
	return ctx.inTx<{ version: number }>(ctx.actor.branchId, async (tx) => {
		const { branchId, accountId } = ctx.actor
		const draft = await openDraft(tx, branchId, kind)
		if (!draft) return refuse('procedure', 'template.no-draft')
		if (draft.version !== version) return stale(draft)
		if (draft.drafted_by === accountId) return refuse('procedure', 'same-person')
		if (draft.effective_from < ctx.today) return refuse('invalid', 'template.not-later')
		const faults = templateFaults(kind, templateBody(draft))
		if (faults.length > 0) {
			const first = faults.slice(0, 3).map((one) => `${one.language} ${one.fault} ${one.what}`)
			return refuse('invalid', 'template.faults', { faults: first.join('; ') })
		}
		const last = (await templatesOf(tx, branchId, kind))[0]?.version ?? 0
		const id = ctx.newId()
		const sha256 = sha256Hex(draft.body_json)
		await insertTemplate(tx, {
			id,
			branch_id: branchId,
			kind,
			version: last + 1,
			effective_from: draft.effective_from,
			body_json: draft.body_json,
			sha256,
			drafted_by: draft.drafted_by,
			published_by: accountId,
			published_at: ctx.now,
		})
		const ended = { state: 'PUBLISHED', ended_by: accountId, ended_at: ctx.now } as const
		if (!(await updateDraft(tx, draft.id, version, ended))) return stale(draft)
		await record(ctx, tx, id, 'template.published', { kind, version: last + 1, sha256, drafted_by: draft.drafted_by })
		return ok({ version: last + 1 })
	})
}

/** Puts the open draft away. */
export async function dropTemplateDraft(ctx: Ctx, { kind, version }: Draft): Promise<Outcome<null>> {
	if (!may(ctx.actor, 'template.draft')) return refuse('forbidden', 'not-allowed')
	return ctx.inTx<null>(ctx.actor.branchId, async (tx) => {
		const draft = await openDraft(tx, ctx.actor.branchId, kind)
		if (!draft) return refuse('procedure', 'template.no-draft')
		const ended = { state: 'DROPPED', ended_by: ctx.actor.accountId, ended_at: ctx.now } as const
		if (draft.version !== version || !(await updateDraft(tx, draft.id, version, ended))) return stale(draft)
		await record(ctx, tx, draft.id, 'template.dropped', { kind })
		return ok(null)
	})
}
