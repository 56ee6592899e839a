import { scopeOf } from '#app/domain/access.ts'
import type { NoticeBody } from '#app/domain/penalty/notice-body.ts'
import { type Outcome, refuse } from '#app/domain/refusal.ts'
import { ok } from '#app/domain/result.ts'
import { clocksOf } from '#db/queries/clocks.server.ts'
import { type NoticeRow, noticeIn } from '#db/queries/notices.server.ts'
import { namesOf } from '#db/queries/people.server.ts'
import { fromJson } from '#db/sql.server.ts'
import type { Ctx } from '../context.server.ts'

/** A document as it was told, with the proof of its service; for staff of the scope and for the dealer concerned. */
export async function noticePrint(ctx: Ctx, id: string) {
	const staff = await noticeIn(ctx.read, scopeOf(ctx.actor, 'penalty.read'), id)
	const row = staff ?? (await noticeIn(ctx.read, scopeOf(ctx.actor, 'desk.read'), id))
	return row ? ok({ ...(await printOf(ctx, row)), staff: staff !== undefined }) : refuse('missing', 'not-found')
}

type Answer = Awaited<ReturnType<typeof noticePrint>>
export type NoticePrint = Answer extends Outcome<infer T> ? T : never

/** The window that service of this document opened. */
async function windowOf(ctx: Ctx, row: NoticeRow) {
	const kind = row.kind === 'pre-notice' ? 'penalty.defence' : row.kind === 'decision' ? 'penalty.review' : null
	if (kind === null || row.served_at === null || row.penalty_id === null) return null
	const clocks = (await clocksOf(ctx.read, 'penalty', row.penalty_id)).filter((one) => one.kind === kind)
	return clocks.find((one) => one.startedAt >= (row.sent_at ?? '')) ?? clocks.at(-1) ?? null
}

async function printOf(ctx: Ctx, row: NoticeRow) {
	const names = await namesOf(ctx.read, [row.opened_by])
	const window = await windowOf(ctx, row)
	return {
		id: row.id,
		penaltyId: row.penalty_id ?? '',
		kind: fromJson<NoticeBody>(row.body_json).kind,
		body: fromJson<NoticeBody>(row.body_json),
		sha256: row.sha256,
		checkCode: row.check_code,
		sentAt: row.sent_at,
		servedAt: row.served_at,
		servedHow: row.served_how,
		openedBy: row.opened_by === null ? null : (names.get(row.opened_by) ?? ''),
		openedAt: row.opened_at,
		window: window ? { kind: window.kind, dueOn: window.dueOn, provisional: window.provisional } : null,
	}
}
