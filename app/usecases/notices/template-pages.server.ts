import { may } from '#app/domain/access.ts'
import { DOCUMENT_KINDS, type DocumentKind } from '#app/domain/notice/kinds.ts'
import { TEMPLATE_RULES, templateFaults } from '#app/domain/notice/template.ts'
import type { Language3 } from '#app/domain/notice/text.ts'
import { type Outcome, refuse } from '#app/domain/refusal.ts'
import { ok } from '#app/domain/result.ts'
import { type AnyBody, composeText } from '#app/infra/pdf/compose.server.ts'
import { renderPdf } from '#app/infra/pdf/render.server.ts'
import { shippedTemplates } from '#app/infra/shipped.server.ts'
import { openDraft, templateOn, templatesOf } from '#db/queries/notice-templates.server.ts'
import { lastNoticeOf } from '#db/queries/notices.server.ts'
import { lastOrderNotice } from '#db/queries/order-notices.server.ts'
import { namesOf } from '#db/queries/people.server.ts'
import { fromJson } from '#db/sql.server.ts'
import type { Ctx } from '../context.server.ts'
import { reachOf } from '../orders/order.server.ts'
import { factsOf } from './sheet.server.ts'
import { templateBody } from './template.server.ts'

/** Every kind of document with its version in force and whether a draft waits. */
export async function templatesPage(ctx: Ctx) {
	const { branchId } = ctx.actor
	const kinds = []
	for (const kind of DOCUMENT_KINDS) {
		const current = await templateOn(ctx.read, branchId, kind, ctx.today)
		const draft = await openDraft(ctx.read, branchId, kind)
		kinds.push({
			kind,
			version: current?.version ?? null,
			from: current?.effective_from ?? null,
			draft: draft !== undefined,
		})
	}
	return { kinds, today: ctx.today }
}

/** One kind: its versions, the wording in force, the open draft with its faults. */
export async function templatePage(ctx: Ctx, kind: DocumentKind) {
	const { branchId, accountId } = ctx.actor
	const versions = await templatesOf(ctx.read, branchId, kind)
	const current = await templateOn(ctx.read, branchId, kind, ctx.today)
	const draft = await openDraft(ctx.read, branchId, kind)
	const names = await namesOf(ctx.read, [
		draft?.drafted_by ?? null,
		...versions.flatMap((one) => [one.drafted_by, one.published_by]),
	])
	const nameOf = (id: string | null) => (id === null ? null : (names.get(id) ?? ''))
	const inForce = current ? templateBody(current) : shippedTemplates()[kind]
	return {
		kind,
		today: ctx.today,
		rules: TEMPLATE_RULES[kind],
		currentVersion: current?.version ?? null,
		texts: inForce.texts,
		versions: versions.map((one) => ({
			version: one.version,
			from: one.effective_from,
			sha256: one.sha256,
			draftedBy: nameOf(one.drafted_by),
			publishedBy: nameOf(one.published_by),
			publishedAt: one.published_at,
			texts: templateBody(one).texts,
		})),
		draft: draft
			? {
					version: draft.version,
					from: draft.effective_from,
					by: nameOf(draft.drafted_by) ?? '',
					at: draft.drafted_at,
					texts: templateBody(draft).texts,
					faults: templateFaults(kind, templateBody(draft)),
				}
			: null,
		mayDraft: may(ctx.actor, 'template.draft'),
		mayPublish: draft !== undefined && may(ctx.actor, 'template.publish') && draft.drafted_by !== accountId,
	}
}
export type TemplatePage = Awaited<ReturnType<typeof templatePage>>

/**
 * The draft (or the wording in force) around the branch's last document of the kind, as an unissued sheet: dashed ring
 * instead of the seal. Refuses when no document of the kind was sent yet.
 */
export async function templatePreview(
	ctx: Ctx,
	kind: DocumentKind,
	language: Language3,
): Promise<Outcome<{ bytes: Buffer; fileName: string }>> {
	const row =
		kind === 'chase-notice'
			? await lastOrderNotice(ctx.read, reachOf(ctx.actor, 'order.read'))
			: await lastNoticeOf(ctx.read, ctx.actor.branchId, kind)
	if (!row) return refuse('missing', 'not-found')
	const draft = await openDraft(ctx.read, ctx.actor.branchId, kind)
	const current = await templateOn(ctx.read, ctx.actor.branchId, kind, ctx.today)
	const chosen = draft ?? current
	const template = chosen ? templateBody(chosen) : shippedTemplates()[kind]
	const bytes = await renderPdf({
		text: composeText(fromJson<AnyBody>(row.body_json), template, language),
		// A draft has no number and no code that anybody could take for a document's.
		facts: {
			...factsOf(ctx.origin, { ...row, kind }),
			number: '—',
			checkCode: '—',
			verifyUrl: ctx.origin,
			issued: false,
		},
		language,
		at: row.sent_at,
		sample: true,
		copy: null,
	})
	return ok({ bytes, fileName: `${kind}.${language}.pdf` })
}
