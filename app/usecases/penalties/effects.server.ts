import type { CascadePlan } from '#app/domain/penalty/cascade.ts'
import type { PenaltyChange, PenaltyEffect } from '#app/domain/penalty/facts.ts'
import { assertNever } from '#app/domain/result.ts'
import type { Tx } from '#db/tx.server.ts'
import type { Ctx } from '../context.server.ts'
import { cancelPlanIn, startPlanClockIn } from '../plans/start-clock.server.ts'
import type { CaseFile } from './case-file.server.ts'
import { cancelClocks, servedAt } from './clocks.server.ts'
import { proposeMeasures, suspendSimOpening } from './measures.server.ts'
import { giveBack, holdFor, releaseDownTo } from './money.server.ts'
import type { Said } from './send-notice.server.ts'
import { sendNotice } from './send-notice.server.ts'
import { dropRecomputes, leaveTasks } from './tasks.server.ts'

export type Effects = {
	/** What the document says, where the change sends one. */
	readonly said?: Said
	readonly reason?: string
}

/** The document of a change, written before the row so that its number can be told; null when none is sent. */
export async function documentOf(ctx: Ctx, tx: Tx, file: CaseFile, change: PenaltyChange, said: Said) {
	const send = change.effects.find((effect) => effect.kind === 'send')
	return send?.kind === 'send' ? sendNotice(ctx, tx, file, send.notice, said) : null
}

type About = {
	readonly voucher: string
	readonly reason: string
	/** What a lower result does, as it was shown. */
	readonly plan?: CascadePlan
}

/** Everything else that has to happen together with a change, in its transaction, after its event. */
export async function bringAbout(ctx: Ctx, tx: Tx, file: CaseFile, change: PenaltyChange, about: About): Promise<void> {
	for (const effect of change.effects) await one(ctx, tx, file, effect, about)
	const ends = change.to === 'WAIVED' || change.to === 'WITHDRAWN' || change.to === 'REVOKED' || change.to === 'LAPSED'
	if (!ends) return
	await cancelClocks(ctx, tx, file.row.id)
	await dropRecomputes(ctx, tx, file.row.id, change.to)
}

async function one(ctx: Ctx, tx: Tx, file: CaseFile, effect: PenaltyEffect, about: About): Promise<void> {
	const { row } = file
	switch (effect.kind) {
		case 'send':
			// The document is written already.
			return
		case 'hold':
			return holdFor(ctx, tx, row, effect.fen, about.voucher)
		case 'release-hold':
			return releaseDownTo(ctx, tx, row, 0, 'end', about.voucher)
		case 'start-plan-clock':
			return startPlanClockIn(ctx, tx, row.id, servedAt(ctx, effect.from))
		case 'cancel-plan':
			return cancelPlanIn(ctx, tx, row.id, about.reason)
		case 'count-points':
			return proposeMeasures(ctx, tx, file)
		case 'cascade':
			return cascade(ctx, tx, file, about)
		case 'suspend-sim-opening':
			return suspendSimOpening(ctx, tx, file)
		default:
			return assertNever(effect)
	}
}

/** Writes the plan; points of a revoked case are left out of every total by its state. */
async function cascade(ctx: Ctx, tx: Tx, file: CaseFile, { plan, voucher }: About): Promise<void> {
	if (!plan) throw new Error(`No plan for the cascade of ${file.row.number}`)
	await giveBack(ctx, tx, file.row, plan.money, `${plan.cause}:${file.row.round}`, voucher)
	await leaveTasks(ctx, tx, file, plan)
}
