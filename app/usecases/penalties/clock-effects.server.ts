import { closeDefence } from '#app/domain/penalty/notice.ts'
import type { Outcome } from '#app/domain/refusal.ts'
import { ok } from '#app/domain/result.ts'
import { breachClock, type StoredClock, stopClocks } from '#db/queries/clocks.server.ts'
import { dealerById } from '#db/queries/dealer-facts.server.ts'
import { type NoticeRow, serveNotice } from '#db/queries/notices.server.ts'
import { writeOutbox } from '#db/queries/outbox.server.ts'
import { type PenaltyRow, penaltyById } from '#db/queries/penalties.server.ts'
import type { Tx } from '#db/tx.server.ts'
import type { Ctx } from '../context.server.ts'
import { withStandIns } from '../ladder/stand-ins.server.ts'
import { prove } from '../notices/prove.server.ts'
import type { ClockEffect } from '../sweep/clock-effect.ts'
import { actOnCaseIn, type PenaltyAct } from './act.server.ts'
import { mayLapse } from './case-file.server.ts'
import { servedAt } from './clocks.server.ts'
import { lapseAct } from './exits.server.ts'
import { makeFinalIn } from './final.server.ts'
import { awaitedNotice } from './open-notice.server.ts'
import { lapseReviewAct } from './review-clock.server.ts'
import { serviceAct, waitsForService } from './serve.server.ts'
import { tellDeciders, tellPeople } from './tell.server.ts'

type Effect = (ctx: Ctx, tx: Tx, clock: StoredClock) => Promise<Outcome<unknown>>

/**
 * One transaction per clock: the effect where its rule allows it, and the clock stands in any case. A rule that refuses
 * (the person was faster) makes the clock a stray that is put away.
 */
function onDue(effect: Effect): ClockEffect['onDue'] {
	return async (ctx, clock) =>
		ctx.inTx<unknown>(ctx.actor.branchId, async (tx) => {
			const done = await effect(ctx, tx, clock)
			if (done.ok) await breachClock(tx, clock.id, ctx.now)
			else if (done.error.kind === 'stale') return done
			else await stopClocks(tx, 'penalty', clock.subjectId, [clock.kind], ctx.now, 'cancelled')
			return ok(null)
		})
}

const byClock = (act: Omit<PenaltyAct, 'actions' | 'version'>): PenaltyAct => ({
	...act,
	version: undefined,
	actions: ['penalty.clock'],
})

/** Nothing lapses without consent: whoever sent the document is told to serve it on paper. */
async function askForPaper(ctx: Ctx, tx: Tx, row: PenaltyRow, notice: NoticeRow): Promise<Outcome<unknown>> {
	const people = [row.reviewed_by, row.decided_by, row.noticed_by].filter((id) => id !== null).slice(0, 1)
	const told = tellPeople(row, 'penalty.paper-service', people, `paper:${notice.id}`, { notice: notice.number })
	await writeOutbox(tx, row.branch_id, ctx.now, ctx.newId, await withStandIns(tx, told, ctx.today))
	return ok(null)
}

/** Not opened by the 3rd working day: served by lapse of time, where that was agreed to (domain 4, step 4). */
const serveByLapse: Effect = async (ctx, tx, clock) => {
	const row = await penaltyById(tx, clock.subjectId)
	if (!row || !waitsForService(row.state)) return ok(null)
	const notice = await awaitedNotice(tx, row.id)
	const dealer = await dealerById(tx, row.dealer_id)
	if (notice && !(dealer && mayLapse(dealer, notice))) return askForPaper(ctx, tx, row, notice)
	if (notice && notice.served_at === null) {
		const at = servedAt(ctx, clock.dueOn)
		await serveNotice(tx, notice.id, { served_at: at, served_how: 'lapse' })
		await prove(ctx, tx, notice.id, { kind: 'lapsed', at, by: null })
	}
	return actOnCaseIn(ctx, tx, byClock(serviceAct(ctx, clock.subjectId, { how: 'LAPSE' })))
}

/** Silence: the window is over and nothing was said. */
const closeByLapse: Effect = async (ctx, tx, clock) =>
	actOnCaseIn(
		ctx,
		tx,
		byClock({
			id: clock.subjectId,
			decide: async ({ facts, row }, _, within) => {
				const change = closeDefence(facts, { today: ctx.today })
				if (!change.ok) return change
				return ok({
					set: { state: change.value.to, defence_state: 'LAPSED' },
					event: { kind: 'penalty.defence-lapsed', after: { until: facts.defenceDueOn } },
					tell: await withStandIns(
						within,
						await tellDeciders(within, row, 'to-decide', [row.opened_by, row.checked_by]),
						ctx.today,
					),
				})
			},
		}),
	)

/** The review window ran out unused. */
const finalByLapse: Effect = async (ctx, tx, clock) => makeFinalIn(ctx, tx, clock.subjectId)

const limitationPassed: Effect = async (ctx, tx, clock) => actOnCaseIn(ctx, tx, lapseAct(ctx, clock.subjectId))

/** Nobody decided the review in time: what the branch has announced (domain 4, step 9). */
const reviewByDefault: Effect = async (ctx, tx, clock) => actOnCaseIn(ctx, tx, lapseReviewAct(ctx, clock.subjectId))

/** Our own deadlines: being late is recorded by the clock itself and does nothing to the dealer. */
const late: Effect = async () => ok(null)

export const clockEffects: readonly ClockEffect[] = [
	{ kinds: ['penalty.service'], onDue: onDue(serveByLapse) },
	{ kinds: ['penalty.defence'], onDue: onDue(closeByLapse) },
	{ kinds: ['penalty.review'], onDue: onDue(finalByLapse) },
	{ kinds: ['penalty.limitation'], onDue: onDue(limitationPassed) },
	{ kinds: ['penalty.reviewDecision'], onDue: onDue(reviewByDefault) },
	{ kinds: ['penalty.check', 'penalty.decision'], onDue: onDue(late) },
]
