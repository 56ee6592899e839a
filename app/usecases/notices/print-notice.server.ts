import { may, scopeOf } from '#app/domain/access.ts'
import type { Language3, NoticeText, ReceiptLine, SheetFacts } from '#app/domain/notice/text.ts'
import { type Outcome, refuse } from '#app/domain/refusal.ts'
import { ok } from '#app/domain/result.ts'
import { receiptOf } from '#app/infra/pdf/compose.server.ts'
import { type Qr, qrOf, stampOf } from '#app/infra/pdf/outlines.server.ts'
import { branchById } from '#db/queries/dealer-facts.server.ts'
import { copiesOf } from '#db/queries/notice-files.server.ts'
import { type NoticeRow, noticeIn } from '#db/queries/notices.server.ts'
import type { Ctx } from '../context.server.ts'
import { openNotice } from '../penalties/open-notice.server.ts'
import { recipientOf } from './recipient.server.ts'
import { factsOf, textOf, windowOf } from './sheet.server.ts'

/** A document as the screen and the printer show it. */
export type NoticeSheet = {
	readonly id: string
	readonly penaltyId: string | null
	/** Read by staff; false for the dealer concerned. */
	readonly staff: boolean
	readonly text: NoticeText
	readonly facts: SheetFacts
	readonly qr: Qr
	readonly stamp: string
	readonly servedHow: NoticeRow['served_how']
	readonly receipt: readonly ReceiptLine[]
	readonly copies: number
	readonly mayServe: boolean
}

/**
 * A document as it was told, with the receipt of its service; for staff of the scope and for the dealer concerned.
 * The dealer's look opens it: with consent that is service (domain 4, step 4).
 */
export async function noticePrint(ctx: Ctx, id: string, language: Language3): Promise<Outcome<NoticeSheet>> {
	const staff = await noticeIn(ctx.read, scopeOf(ctx.actor, 'penalty.read'), id)
	if (staff) return ok(await sheetOf(ctx, staff, true, language))
	const opened = await openNotice(ctx, id)
	if (!opened.ok) return opened
	const own = await noticeIn(ctx.read, scopeOf(ctx.actor, 'desk.read'), id)
	return own ? ok(await sheetOf(ctx, own, false, language)) : refuse('missing', 'not-found')
}

async function sheetOf(ctx: Ctx, row: NoticeRow, staff: boolean, language: Language3): Promise<NoticeSheet> {
	const facts = factsOf(ctx.origin, row)
	const branch = await branchById(ctx.read, row.branch_id)
	return {
		id: row.id,
		penaltyId: row.penalty_id,
		staff,
		text: await textOf(ctx.read, row, language),
		facts,
		qr: qrOf(facts.verifyUrl),
		stamp: stampOf(facts.branch, branch.isDemo === 1),
		servedHow: row.served_how,
		receipt: await receipt(ctx, row, language),
		copies: (await copiesOf(ctx.read, row.id)).length,
		mayServe: staff && row.served_at === null && may(ctx.actor, 'notice.serve'),
	}
}

async function receipt(ctx: Ctx, row: NoticeRow, language: Language3): Promise<ReceiptLine[]> {
	if (row.served_at === null || row.served_how === null) return []
	const person = await recipientOf(ctx.read, row)
	const service = { servedAt: row.served_at, how: row.served_how, person, window: await windowOf(ctx.read, row) }
	return receiptOf(service, language)
}
