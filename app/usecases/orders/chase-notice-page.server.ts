import type { Language3, NoticeText, NoticeTexts, SheetFacts } from '#app/domain/notice/text.ts'
import { type Outcome, refuse } from '#app/domain/refusal.ts'
import { ok } from '#app/domain/result.ts'
import { sha256Bytes } from '#app/infra/hash.server.ts'
import { type Qr, qrOf, stampOf } from '#app/infra/pdf/outlines.server.ts'
import { renderPdf } from '#app/infra/pdf/render.server.ts'
import { branchById } from '#db/queries/dealer-facts.server.ts'
import {
	insertOrderNoticeFile,
	type OrderNoticeRow,
	orderNoticeFile,
	orderNoticeIn,
} from '#db/queries/order-notices.server.ts'
import { fromJson } from '#db/sql.server.ts'
import type { Ctx } from '../context.server.ts'
import { factsOf } from '../notices/sheet.server.ts'
import { reachOf } from './order.server.ts'

/** The notice as the screen and the printer show it. */
export type ChaseNoticeSheet = {
	readonly id: string
	readonly orderId: string
	readonly text: NoticeText
	readonly facts: SheetFacts
	readonly qr: Qr
	readonly stamp: string
	readonly receipt: readonly never[]
}

const sheetFacts = (origin: string, row: OrderNoticeRow) => factsOf(origin, { ...row, kind: 'chase-notice' })
const textOf = (row: OrderNoticeRow, language: Language3) => fromJson<NoticeTexts>(row.text_json)[language]

function noticeOf(ctx: Ctx, id: string): Promise<OrderNoticeRow | undefined> {
	return orderNoticeIn(ctx.read, reachOf(ctx.actor, 'order.read'), id)
}

/** A chase notice as it was told, for whoever may read its order. */
export async function chaseNoticePrint(ctx: Ctx, id: string, language: Language3): Promise<Outcome<ChaseNoticeSheet>> {
	const row = await noticeOf(ctx, id)
	if (!row) return refuse('missing', 'not-found')
	const facts = sheetFacts(ctx.origin, row)
	const branch = await branchById(ctx.read, row.branch_id)
	return ok({
		id: row.id,
		orderId: row.order_id,
		text: textOf(row, language),
		facts,
		qr: qrOf(facts.verifyUrl),
		stamp: stampOf(facts.branch, branch.isDemo === 1),
		receipt: [],
	})
}

export type ChaseNoticePdf = { readonly bytes: Buffer; readonly fileName: string }

/** Its PDF in one language: made once, kept in the store, the same bytes ever after. */
export async function chaseNoticePdf(ctx: Ctx, id: string, language: Language3): Promise<Outcome<ChaseNoticePdf>> {
	const row = await noticeOf(ctx, id)
	if (!row) return refuse('missing', 'not-found')
	const fileName = `${row.number}.${language}.pdf`
	const known = await orderNoticeFile(ctx.read, row.id, language)
	const kept = known ? await ctx.evidence.get(known.sha256) : 'missing'
	if (known && typeof kept !== 'string') return ok({ bytes: kept, fileName })
	const branch = await branchById(ctx.read, row.branch_id)
	const bytes = await renderPdf({
		text: textOf(row, language),
		facts: sheetFacts(ctx.origin, row),
		language,
		at: row.sent_at,
		sample: branch.isDemo === 1,
		copy: null,
	})
	// Lost bytes come back only as what they were.
	if (known && known.sha256 !== sha256Bytes(bytes)) throw new Error(`The file of ${row.number} is ${String(kept)}`)
	const { sha256, size } = await ctx.evidence.stage(bytes)
	const done = await ctx.inTx<null>(row.branch_id, async (tx) => {
		const file = { id: ctx.newId(), branch_id: row.branch_id, notice_id: row.id, language, sha256, size }
		await insertOrderNoticeFile(tx, { ...file, made_at: ctx.now })
		return ok(null)
	})
	if (!done.ok) throw new Error(`The file of ${row.number} was not kept`)
	await ctx.evidence.keep(sha256)
	return ok({ bytes, fileName })
}
