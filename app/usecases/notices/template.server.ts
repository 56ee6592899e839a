import { DOCUMENT_KINDS, type DocumentKind } from '#app/domain/notice/kinds.ts'
import type { TemplateBody } from '#app/domain/notice/template.ts'
import type { LocalDate } from '#app/domain/time.ts'
import { sha256Hex } from '#app/infra/hash.server.ts'
import { shippedTemplates } from '#app/infra/shipped.server.ts'
import { appendEvents } from '#db/queries/events.server.ts'
import { insertTemplate, type TemplateRow, templateOn } from '#db/queries/notice-templates.server.ts'
import { fromJson, toJson } from '#db/sql.server.ts'
import type { Tx } from '#db/tx.server.ts'
import type { Ctx } from '../context.server.ts'

/** What the product ships holds since before the first document. */
const SHIPPED_FROM: LocalDate = '2025-01-01'

export const templateBody = (row: Pick<TemplateRow, 'body_json'>): TemplateBody => fromJson<TemplateBody>(row.body_json)

type Publisher = Pick<Ctx, 'now' | 'newId'> & { readonly actorId: string | null }

async function publishShipped(tx: Tx, by: Publisher, branchId: string, kind: DocumentKind): Promise<TemplateRow> {
	const body = toJson(shippedTemplates()[kind])
	const row: TemplateRow = {
		id: by.newId(),
		branch_id: branchId,
		kind,
		version: 1,
		effective_from: SHIPPED_FROM,
		body_json: body,
		sha256: sha256Hex(body),
		drafted_by: null,
		published_by: null,
		published_at: by.now,
	}
	await insertTemplate(tx, row)
	await appendEvents(tx, branchId, by.actorId, by.now, [
		{
			subjectKind: 'reference',
			subjectId: row.id,
			kind: 'reference.published',
			after: { kind: `template ${kind}`, code: kind, version: 1, sha256: row.sha256 },
		},
	])
	return row
}

/** Gives a branch the wording that the product ships, for every kind. */
export async function publishShippedTemplates(tx: Tx, by: Publisher, branchId: string): Promise<void> {
	for (const kind of DOCUMENT_KINDS) await publishShipped(tx, by, branchId, kind)
}

/** The template in force today; a branch from before there were any gets the shipped one with its first document. */
export async function templateFor(ctx: Ctx, tx: Tx, kind: DocumentKind): Promise<TemplateRow> {
	const found = await templateOn(tx, ctx.actor.branchId, kind, ctx.today)
	return found ?? publishShipped(tx, { ...ctx, actorId: ctx.actor.accountId }, ctx.actor.branchId, kind)
}
