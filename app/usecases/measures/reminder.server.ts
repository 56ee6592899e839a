import { pointsOn } from '#app/domain/penalty/points.ts'
import type { MeasureRow } from '#db/queries/measures.server.ts'
import { penaltyNumbers } from '#db/queries/penalty-facts.server.ts'
import { pointsRecords } from '#db/queries/points.server.ts'
import type { Tx } from '#db/tx.server.ts'
import type { Ctx } from '../context.server.ts'
import { sendLetter } from '../notices/send-letter.server.ts'

const CASES_NAMED = 10

/** A reminder is a letter (domain 3.2): numbered, told, with the points and the cases that they come from. */
export async function sendReminder(ctx: Ctx, tx: Tx, row: MeasureRow, reason: string): Promise<void> {
	const points = pointsOn(await pointsRecords(tx, { dealerId: row.dealer_id }), ctx.today)
	const counted = points.lines.filter((line) => line.standing === 'effective').map((line) => line.record.penaltyId)
	await sendLetter(ctx, tx, {
		kind: 'reminder-letter',
		dealerId: row.dealer_id,
		outletId: row.outlet_id,
		penaltyId: row.penalty_id,
		measureId: row.id,
		body: {
			reason,
			points: points.effective,
			threshold: row.threshold,
			cases: await penaltyNumbers(tx, counted.slice(-CASES_NAMED)),
		},
	})
}
