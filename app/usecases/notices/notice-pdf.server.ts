import { scopeOf } from '#app/domain/access.ts'
import type { CopyMark, Language3 } from '#app/domain/notice/text.ts'
import { type Outcome, refuse } from '#app/domain/refusal.ts'
import { ok } from '#app/domain/result.ts'
import { sha256Bytes } from '#app/infra/hash.server.ts'
import { receiptOf } from '#app/infra/pdf/compose.server.ts'
import { renderPdf } from '#app/infra/pdf/render.server.ts'
import { branchById } from '#db/queries/dealer-facts.server.ts'
import { appendEvents } from '#db/queries/events.server.ts'
import { insertCopy, insertNoticeFile, lastCopyNumber, noticeFile } from '#db/queries/notice-files.server.ts'
import { type NoticeRow, noticeById, noticeIn } from '#db/queries/notices.server.ts'
import type { Handle } from '#db/tx.server.ts'
import type { Ctx } from '../context.server.ts'
import { recipientOf } from './recipient.server.ts'
import { factsOf, textOf, windowOf } from './sheet.server.ts'

export type NoticePdf = { readonly bytes: Buffer; readonly sha256: string; readonly fileName: string }

async function render(ctx: Ctx, handle: Handle, row: NoticeRow, language: Language3, copy: CopyMark | null) {
	const branch = await branchById(handle, row.branch_id)
	return renderPdf({
		text: await textOf(handle, row, language),
		facts: factsOf(ctx.origin, row),
		language,
		at: copy?.at ?? row.sent_at,
		sample: branch.isDemo === 1,
		copy,
	})
}

/**
 * The PDF of a document in one language: made once, kept in the store, the same bytes ever after. Asks nobody's scope:
 * the caller has (`noticePdfFor` does). Throws when there is no such document in the branch.
 */
export async function noticePdf(ctx: Ctx, noticeId: string, language: Language3): Promise<NoticePdf> {
	const row = await noticeById(ctx.read, ctx.actor.branchId, noticeId)
	if (!row) throw new Error(`No notice ${noticeId}`)
	const fileName = `${row.number}.${language}.pdf`
	const known = await noticeFile(ctx.read, row.id, language)
	const kept = known ? await ctx.evidence.get(known.sha256) : 'missing'
	if (known && typeof kept !== 'string') return { bytes: kept, sha256: known.sha256, fileName }
	const bytes = await render(ctx, ctx.read, row, language, null)
	// Lost bytes come back only as what they were.
	if (known && known.sha256 !== sha256Bytes(bytes)) throw new Error(`The file of ${row.number} is ${String(kept)}`)
	const { sha256, size } = await ctx.evidence.stage(bytes)
	const done = await ctx.inTx<null>(row.branch_id, async (tx) => {
		const file = { id: ctx.newId(), branch_id: row.branch_id, notice_id: row.id, language, sha256, size }
		await insertNoticeFile(tx, { ...file, made_at: ctx.now })
		return ok(null)
	})
	if (!done.ok) throw new Error(`The file of ${row.number} was not kept`)
	await ctx.evidence.keep(sha256)
	return { bytes, sha256, fileName }
}

/** The document when the actor may read it, as staff of its scope or as the dealer concerned. */
async function readable(ctx: Ctx, handle: Handle, id: string): Promise<NoticeRow | undefined> {
	const staff = await noticeIn(handle, scopeOf(ctx.actor, 'penalty.read'), id)
	return staff ?? (await noticeIn(handle, scopeOf(ctx.actor, 'desk.read'), id))
}

/** The original for a person; 404 outside of the scope. */
export async function noticePdfFor(ctx: Ctx, id: string, language: Language3): Promise<Outcome<NoticePdf>> {
	const row = await readable(ctx, ctx.read, id)
	return row ? ok(await noticePdf(ctx, row.id, language)) : refuse('missing', 'not-found')
}

/**
 * A copy after service: numbered, with the receipt of service, recorded with who made it and the hash of its bytes.
 * Refuses before service: until then there is only the original.
 */
export async function copyNotice(ctx: Ctx, id: string, language: Language3): Promise<Outcome<NoticePdf>> {
	return ctx.inTx<NoticePdf>(ctx.actor.branchId, async (tx) => {
		const row = await readable(ctx, tx, id)
		if (!row) return refuse('missing', 'not-found')
		if (row.served_at === null || row.served_how === null) return refuse('procedure', 'notice.not-served')
		const n = (await lastCopyNumber(tx, row.id)) + 1
		const person = await recipientOf(tx, row)
		const service = { servedAt: row.served_at, how: row.served_how, person, window: await windowOf(tx, row) }
		const bytes = await render(ctx, tx, row, language, { n, at: ctx.now, receipt: receiptOf(service, language) })
		const sha256 = sha256Bytes(bytes)
		const { branchId, accountId } = ctx.actor
		await insertCopy(tx, {
			id: ctx.newId(),
			branch_id: branchId,
			notice_id: row.id,
			language,
			n,
			sha256,
			made_by: accountId,
			made_at: ctx.now,
		})
		await appendEvents(tx, branchId, accountId, ctx.now, [
			{
				subjectKind: 'notice',
				subjectId: row.id,
				kind: 'notice.copied',
				after: { notice: row.number, copy: n, language, sha256 },
			},
		])
		return ok({ bytes, sha256, fileName: `${row.number}.${language}.${n}.pdf` })
	})
}
