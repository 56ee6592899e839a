import type { PenaltyChange, PenaltyEffect } from '#app/domain/penalty/facts.ts'
import { assertNever } from '#app/domain/result.ts'
import type { Tx } from '#db/tx.server.ts'
import type { Ctx } from '../context.server.ts'
import { cancelPlanIn, startPlanClockIn } from '../plans/start-clock.server.ts'
import type { CaseFile } from './case-file.server.ts'
import { cancelClocks, servedAt } from './clocks.server.ts'
import { leaveTasks, proposeMeasures, suspendSimOpening } from './measures.server.ts'
import { holdFor, releaseDownTo, restoreAll } from './money.server.ts'
import type { Said } from './send-notice.server.ts'
import { sendNotice } from './send-notice.server.ts'

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

/** Everything else that has to happen together with a change, in its transaction, after its event. */
export async function bringAbout(
	ctx: Ctx,
	tx: Tx,
	file: CaseFile,
	change: PenaltyChange,
	about: { readonly voucher: string; readonly reason: string },
): Promise<void> {
	for (const effect of change.effects) await one(ctx, tx, file, effect, about)
	const ends = change.to === 'WAIVED' || change.to === 'WITHDRAWN' || change.to === 'REVOKED' || change.to === 'LAPSED'
	if (ends) await cancelClocks(ctx, tx, file.row.id)
}

async function one(
	ctx: Ctx,
	tx: Tx,
	file: CaseFile,
	effect: PenaltyEffect,
	about: { readonly voucher: string; readonly reason: string },
): Promise<void> {
	const { row } = file
	switch (effect.kind) {
		case 'send':
		case 'drop-points':
			// The document is written already; points of a revoked case are left out of every total.
			return
		case 'hold':
			return holdFor(ctx, tx, row, effect.fen, about.voucher)
		case 'release-hold':
			return releaseDownTo(ctx, tx, row, 0, 'end', about.voucher)
		case 'restore-money':
			return restoreAll(ctx, tx, row, about.voucher)
		case 'start-plan-clock':
			return startPlanClockIn(ctx, tx, row.id, servedAt(ctx, effect.from))
		case 'cancel-plan':
			return cancelPlanIn(ctx, tx, row.id, about.reason)
		case 'count-points':
			return proposeMeasures(ctx, tx, file)
		case 'review-measures':
			return leaveTasks(ctx, tx, file, 'measure-review')
		case 'recompute-later-cases':
			return leaveTasks(ctx, tx, file, 'recompute')
		case 'suspend-sim-opening':
			return suspendSimOpening(ctx, tx, file)
		default:
			return assertNever(effect)
	}
}
