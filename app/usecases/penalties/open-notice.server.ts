import { scopeOf } from '#app/domain/access.ts'
import { type Outcome, refuse } from '#app/domain/refusal.ts'
import { ok } from '#app/domain/result.ts'
import { dealerById } from '#db/queries/dealer-facts.server.ts'
import { appendEvents } from '#db/queries/events.server.ts'
import { type NoticeRow, noticeIn, noticesOf, serveNotice } from '#db/queries/notices.server.ts'
import { penaltyById } from '#db/queries/penalties.server.ts'
import type { Tx } from '#db/tx.server.ts'
import type { Ctx } from '../context.server.ts'
import { prove } from '../notices/prove.server.ts'
import { actOfDealerIn } from './act.server.ts'
import { serviceAct, waitsForService } from './serve.server.ts'

const AWAITED = { PRE_NOTICED: 'pre-notice', DECIDED: 'decision', REVIEWED: 'review-decision' } as const

/** The document whose service the case waits for: the newest of its kind that was not served yet. */
export async function awaitedNotice(tx: Tx, penaltyId: string): Promise<NoticeRow | undefined> {
	const row = await penaltyById(tx, penaltyId)
	if (!row || !(row.state in AWAITED)) return undefined
	const kind = Object.entries(AWAITED).find(([state]) => state === row.state)?.[1]
	return (await noticesOf(tx, penaltyId)).filter((one) => one.kind === kind && one.served_at === null).at(-1)
}

/**
 * The dealer opens a document: recorded once with time, address and session. With consent to electronic service it is
 * served with that when it was not yet; without, the opening is noted and service waits for paper (domain 4, step 4).
 * Opening it again changes nothing.
 */
export async function openNotice(ctx: Ctx, noticeId: string): Promise<Outcome<{ penaltyId: string | null }>> {
	return ctx.inTx<{ penaltyId: string | null }>(ctx.actor.branchId, async (tx) => {
		const notice = await noticeIn(tx, scopeOf(ctx.actor, 'desk.read'), noticeId)
		if (!notice) return refuse('missing', 'not-found')
		const penaltyId = notice.penalty_id
		const dealer = await dealerById(tx, notice.dealer_id)
		const serves = notice.served_at === null && dealer?.e_service_consent_at !== null
		if (notice.opened_at !== null && !serves) return ok({ penaltyId })
		const row = penaltyId === null ? undefined : await penaltyById(tx, penaltyId)
		const awaited = row && waitsForService(row.state) ? await awaitedNotice(tx, row.id) : undefined
		const opened = { opened_by: ctx.actor.accountId, opened_at: ctx.now, opened_address: ctx.address }
		const service = serves ? ({ served_at: ctx.now, served_how: 'opened' } as const) : {}
		await serveNotice(tx, noticeId, { ...opened, ...service })
		await prove(ctx, tx, noticeId, { kind: 'opened' })
		await appendEvents(tx, ctx.actor.branchId, ctx.actor.accountId, ctx.now, [openedEvent(ctx, notice)])
		if (penaltyId === null || !serves || awaited?.id !== noticeId) return ok({ penaltyId })
		const act = { ...serviceAct(ctx, penaltyId, { how: 'OPENED' }), version: undefined }
		const served = await actOfDealerIn(ctx, tx, { ...act, actions: ['desk.answer'] })
		return served.ok ? ok({ penaltyId }) : served
	})
}

function openedEvent(ctx: Ctx, notice: NoticeRow) {
	const after = { notice: notice.number, kind: notice.kind, address: ctx.address }
	return notice.penalty_id === null
		? ({ subjectKind: 'notice', subjectId: notice.id, kind: 'notice.opened', after } as const)
		: ({ subjectKind: 'penalty', subjectId: notice.penalty_id, kind: 'penalty.notice-opened', after } as const)
}
