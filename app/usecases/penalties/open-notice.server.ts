import { scopeOf } from '#app/domain/access.ts'
import { type Outcome, refuse } from '#app/domain/refusal.ts'
import { ok } from '#app/domain/result.ts'
import { appendEvents } from '#db/queries/events.server.ts'
import { type NoticeRow, noticeIn, noticesOf, serveNotice } from '#db/queries/notices.server.ts'
import { penaltyById } from '#db/queries/penalties.server.ts'
import type { Tx } from '#db/tx.server.ts'
import type { Ctx } from '../context.server.ts'
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
 * The dealer opens a document: recorded once with time and address, and served with it when it was not yet
 * (domain 4, step 4). Opening it again changes nothing.
 */
export async function openNotice(ctx: Ctx, noticeId: string): Promise<Outcome<{ penaltyId: string }>> {
	return ctx.inTx<{ penaltyId: string }>(ctx.actor.branchId, async (tx) => {
		const notice = await noticeIn(tx, scopeOf(ctx.actor, 'desk.read'), noticeId)
		if (!notice) return refuse('missing', 'not-found')
		const penaltyId = notice.penalty_id
		if (penaltyId === null) return refuse('missing', 'not-found')
		if (notice.opened_at !== null) return ok({ penaltyId })
		const row = await penaltyById(tx, penaltyId)
		const awaited = row && waitsForService(row.state) ? await awaitedNotice(tx, penaltyId) : undefined
		const opened = { opened_by: ctx.actor.accountId, opened_at: ctx.now, opened_address: ctx.address }
		const service = notice.served_at === null ? ({ served_at: ctx.now, served_how: 'opened' } as const) : {}
		await serveNotice(tx, noticeId, { ...opened, ...service })
		await appendEvents(tx, ctx.actor.branchId, ctx.actor.accountId, ctx.now, [
			{
				subjectKind: 'penalty',
				subjectId: penaltyId,
				kind: 'penalty.notice-opened',
				after: { notice: notice.number, kind: notice.kind, address: ctx.address },
			},
		])
		if (awaited?.id !== noticeId) return ok({ penaltyId })
		const act = { ...serviceAct(ctx, penaltyId, 'OPENED'), version: undefined, actions: ['desk.answer'] as const }
		const served = await actOfDealerIn(ctx, tx, act)
		return served.ok ? ok({ penaltyId }) : served
	})
}
