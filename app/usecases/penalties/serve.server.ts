import type { Clock } from '#app/domain/clock.ts'
import { servedOn, servePreNotice } from '#app/domain/penalty/notice.ts'
import { makeFinal, serveDecision } from '#app/domain/penalty/review.ts'
import { type Outcome, refuse } from '#app/domain/refusal.ts'
import { ok } from '#app/domain/result.ts'
import type { LocalDate } from '#app/domain/time.ts'
import type { Tx } from '#db/tx.server.ts'
import type { Ctx } from '../context.server.ts'
import type { PenaltyAct, Written } from './act.server.ts'
import type { CaseFile } from './case-file.server.ts'
import { answerClocks, caseClock, countingOf, runClocks, servedAt } from './clocks.server.ts'
import { bringAbout } from './effects.server.ts'
import { finalWritten } from './final.server.ts'

/** How the document was served; `on` is the day that a proof on paper names. */
export type ServiceDone = { readonly how: 'OPENED' | 'LAPSE' | 'PAPER'; readonly on?: LocalDate }

/** Service of the pre-notice: the defence window, the day of the decision and the plan's days start. */
async function preNoticeServed(ctx: Ctx, tx: Tx, file: CaseFile, done: ServiceDone): Promise<Outcome<Written>> {
	const { facts, row } = file
	const counting = await countingOf(ctx, tx)
	const on = servedOn(facts.serviceLapseOn, done.on ?? ctx.today)
	const defence = caseClock(counting, row.id, 'defence', on)
	const change = servePreNotice(facts, { ...done, today: ctx.today, windowDueOn: defence.dueOn })
	if (!change.ok) return change
	const decision = caseClock(counting, row.id, 'decision', defence.dueOn)
	return ok({
		set: { state: change.value.to, served_at: servedAt(ctx, on), defence_state: 'OPEN' },
		event: { kind: 'penalty.served', after: { how: done.how, served_on: on, defence_until: defence.dueOn } },
		also: async (within) => {
			await serviceOver(ctx, within, row.id, [defence, decision])
			await bringAbout(ctx, within, file, change.value, { voucher: row.number, reason: '' })
		},
	})
}

/** Service of the decision: from this day it counts as an earlier decision, and the review window starts. */
async function decisionServed(ctx: Ctx, tx: Tx, file: CaseFile, done: ServiceDone): Promise<Outcome<Written>> {
	const { facts, row } = file
	const on = servedOn(facts.decisionLapseOn, done.on ?? ctx.today)
	const review = caseClock(await countingOf(ctx, tx), row.id, 'review', on, row.round)
	const change = serveDecision(facts, { ...done, today: ctx.today, windowDueOn: review.dueOn })
	if (!change.ok) return change
	return ok({
		set: {
			state: change.value.to,
			decision_served_at: servedAt(ctx, on),
			decision_served_on: on,
			review_until: review.dueAt,
		},
		event: { kind: 'penalty.decision-served', after: { how: done.how, served_on: on, review_until: review.dueOn } },
		also: async (within) => serviceOver(ctx, within, row.id, [review]),
	})
}

/** Service of the review's decision: nothing more can be asked of us, the case is final. */
async function reviewServed(ctx: Ctx, file: CaseFile): Promise<Outcome<Written>> {
	const change = makeFinal(file.facts, { today: ctx.today })
	return change.ok ? ok(finalWritten(ctx, file, change.value)) : change
}

async function serviceOver(ctx: Ctx, tx: Tx, penaltyId: string, next: readonly Clock[]): Promise<void> {
	await answerClocks(ctx, tx, penaltyId, ['penalty.service'])
	await runClocks(ctx, tx, next)
}

/** True when the case waits for service of a document. */
export const waitsForService = (state: string) => state === 'PRE_NOTICED' || state === 'DECIDED' || state === 'REVIEWED'

/** Service of the document that the case waits for, whichever it is. */
export function serviceAct(ctx: Ctx, id: string, done: ServiceDone): Omit<PenaltyAct, 'actions' | 'version'> {
	return {
		id,
		decide: async (file, _, tx) => {
			switch (file.row.state) {
				case 'PRE_NOTICED':
					return preNoticeServed(ctx, tx, file, done)
				case 'DECIDED':
					return decisionServed(ctx, tx, file, done)
				case 'REVIEWED':
					return reviewServed(ctx, file)
				default:
					return refuse('procedure', 'wrong-state', { state: file.row.state, action: 'serve' })
			}
		},
	}
}
