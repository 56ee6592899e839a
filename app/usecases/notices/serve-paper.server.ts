import { scopeOf } from '#app/domain/access.ts'
import type { PaperService } from '#app/domain/notice/service.schema.ts'
import { type Outcome, refuse } from '#app/domain/refusal.ts'
import { ok } from '#app/domain/result.ts'
import { type Instant, localDateOf } from '#app/domain/time.ts'
import { appendEvents } from '#db/queries/events.server.ts'
import { type NoticeRow, noticeIn, serveNotice } from '#db/queries/notices.server.ts'
import { penaltyById } from '#db/queries/penalties.server.ts'
import type { Tx } from '#db/tx.server.ts'
import type { Ctx } from '../context.server.ts'
import { addStagedIn, type IncomingFile, keepFiles, stageFiles } from '../evidence/add-evidence.server.ts'
import { actOnCaseIn } from '../penalties/act.server.ts'
import { servedAt } from '../penalties/clocks.server.ts'
import { awaitedNotice } from '../penalties/open-notice.server.ts'
import { serviceAct, waitsForService } from '../penalties/serve.server.ts'
import { prove } from './prove.server.ts'

/**
 * Records service on paper: handed over or refused before a witness serve on that day, posting only proves that it was
 * sent (domain 4, step 4). The clocks of the case start from the day of the proof. Refuses a document that is served,
 * days before the sending and days to come.
 */
export async function serveOnPaper(
	ctx: Ctx,
	noticeId: string,
	command: PaperService,
	files: readonly IncomingFile[] = [],
): Promise<Outcome<{ id: string }>> {
	const staged = await stageFiles(ctx, files)
	if (!staged.ok) return staged
	const done = await ctx.inTx<{ id: string }>(ctx.actor.branchId, async (tx) => {
		const notice = await noticeIn(tx, scopeOf(ctx.actor, 'notice.serve'), noticeId)
		if (!notice) {
			const readable = await noticeIn(tx, scopeOf(ctx.actor, 'penalty.read'), noticeId)
			return readable ? refuse('forbidden', 'not-allowed') : refuse('missing', 'not-found')
		}
		if (notice.served_at !== null) return refuse('procedure', 'notice.already-served')
		if (command.on < localDateOf(notice.sent_at)) return refuse('invalid', 'notice.before-sending')
		if (command.on > ctx.today) return refuse('invalid', 'notice.later-than-today')
		const at = command.on === ctx.today ? ctx.now : servedAt(ctx, command.on)
		const { penalty_id: penaltyId } = notice
		const added =
			penaltyId === null ? ok([]) : await addStagedIn(ctx, tx, { kind: 'penalty', id: penaltyId }, staged.value)
		if (!added.ok) return added
		await prove(ctx, tx, notice.id, { ...command, at, evidenceId: added.value[0] ?? null })
		await appendEvents(tx, ctx.actor.branchId, ctx.actor.accountId, ctx.now, [eventOf(notice, command)])
		if (command.kind === 'posted') return ok({ id: notice.id })
		return served(ctx, tx, notice, command, at)
	})
	if (done.ok) await keepFiles(ctx, staged.value)
	return done
}

function eventOf(notice: NoticeRow, command: PaperService) {
	const { penalty_id: penaltyId } = notice
	return {
		subjectKind: penaltyId === null ? ('notice' as const) : ('penalty' as const),
		subjectId: penaltyId ?? notice.id,
		kind: `notice.${command.kind}` as const,
		reason: command.note || null,
		after: { notice: notice.number, kind: notice.kind, on: command.on, person: command.person },
	}
}

async function served(
	ctx: Ctx,
	tx: Tx,
	notice: NoticeRow,
	command: PaperService,
	at: Instant,
): Promise<Outcome<{ id: string }>> {
	if (command.kind === 'posted') return ok({ id: notice.id })
	const row = notice.penalty_id === null ? undefined : await penaltyById(tx, notice.penalty_id)
	const awaited = row && waitsForService(row.state) ? await awaitedNotice(tx, row.id) : undefined
	await serveNotice(tx, notice.id, { served_at: at, served_how: command.kind })
	if (!row || awaited?.id !== notice.id) return ok({ id: notice.id })
	const act = { ...serviceAct(ctx, row.id, { how: 'PAPER', on: command.on }), version: undefined }
	const done = await actOnCaseIn(ctx, tx, { ...act, actions: ['notice.serve'] })
	return done.ok ? ok({ id: notice.id }) : done
}
