import type { PenaltyChange } from '#app/domain/penalty/facts.ts'
import { makeFinal } from '#app/domain/penalty/review.ts'
import type { Outcome } from '#app/domain/refusal.ts'
import { ok } from '#app/domain/result.ts'
import type { Tx } from '#db/tx.server.ts'
import type { Ctx } from '../context.server.ts'
import { followIn, type Written } from './act.server.ts'
import type { CaseFile } from './case-file.server.ts'
import { answerClocks } from './clocks.server.ts'
import { bringAbout } from './effects.server.ts'

/** From here on the points count and the amount may be collected (domain 4, step 10). */
export function finalWritten(ctx: Ctx, file: CaseFile, change: PenaltyChange): Written {
	const { row } = file
	const due = row.decided_amount_fen ?? 0
	return {
		set: { state: change.to, final_at: ctx.now, outstanding_fen: due },
		event: { kind: 'penalty.final', after: { amount_fen: due, points: row.points } },
		also: async (tx) => {
			await answerClocks(ctx, tx, row.id, ['penalty.service', 'penalty.review'])
			await bringAbout(ctx, tx, file, change, { voucher: row.number, reason: '' })
		},
	}
}

/** Final in the transaction of what made it so: the window ran out, or the request for review was taken back. */
export async function makeFinalIn(ctx: Ctx, tx: Tx, penaltyId: string): Promise<Outcome<{ id: string }>> {
	return followIn(ctx, tx, {
		id: penaltyId,
		decide: async (file) => {
			const change = makeFinal(file.facts, { today: ctx.today })
			return change.ok ? ok(finalWritten(ctx, file, change.value)) : change
		},
	})
}
