import { inForce } from '#app/domain/measure/in-force.ts'
import { measureKindOf } from '#app/domain/penalty/measure.ts'
import { type PointsRecord, pointsExpireOn, pointsOn } from '#app/domain/penalty/points.ts'
import { ok } from '#app/domain/result.ts'
import type { LocalDate } from '#app/domain/time.ts'
import { appendEvents } from '#db/queries/events.server.ts'
import { imposedByPoints } from '#db/queries/measure-parts.server.ts'
import { insertTask, type MeasureRow } from '#db/queries/measures.server.ts'
import { writeOutbox } from '#db/queries/outbox.server.ts'
import { penaltyById } from '#db/queries/penalties.server.ts'
import { pointsRecords } from '#db/queries/points.server.ts'
import { readSetting, writeSetting } from '#db/queries/settings.server.ts'
import type { Tx } from '#db/tx.server.ts'
import type { Ctx } from '../context.server.ts'
import { tellRoles } from '../penalties/tell.server.ts'

const LOOKED = 'measures.lookedOn'

/** The final case whose points expired last: it is what brought the total below the threshold. */
function lastExpired(records: readonly PointsRecord[], today: LocalDate): PointsRecord | undefined {
	return pointsOn(records, today)
		.lines.filter((line) => line.standing === 'expired')
		.map((line) => line.record)
		.sort((a, b) => pointsExpireOn(a.occurredOn).localeCompare(pointsExpireOn(b.occurredOn)))
		.at(-1)
}

async function leave(ctx: Ctx, tx: Tx, measure: MeasureRow, cause: PointsRecord): Promise<boolean> {
	const isNew = await insertTask(tx, {
		id: ctx.newId(),
		branch_id: measure.branch_id,
		penalty_id: measure.penalty_id,
		kind: 'measure-review',
		cause_penalty_id: cause.penaltyId,
		measure_id: measure.id,
		because: 'EXPIRED',
		created_at: ctx.now,
		done_at: null,
		done_by: null,
		result: null,
	})
	if (!isNew) return false
	const caseRow = await penaltyById(tx, cause.penaltyId)
	await appendEvents(tx, measure.branch_id, ctx.actor.accountId, ctx.now, [
		{
			subjectKind: 'measure',
			subjectId: measure.id,
			kind: 'measure.review-due',
			after: { case: caseRow?.number ?? '', because: 'EXPIRED' },
		},
	])
	if (!caseRow) return true
	const roles = [measure.kind === 'TERMINATE' ? 'PANEL_MEMBER' : 'APPROVER', 'COMPLIANCE_OFFICER'] as const
	const tell = await tellRoles(tx, caseRow, 'measure.review', roles, `measure-review:${measure.id}:EXPIRED`)
	await writeOutbox(tx, measure.branch_id, ctx.now, ctx.newId, tell)
	return true
}

/**
 * Once a day: a measure in force whose points have expired below its threshold gets a review task; nothing is lifted by
 * itself (domain 3.2). Answers how many tasks are new.
 */
export async function reviewExpired(ctx: Ctx): Promise<number> {
	const { branchId } = ctx.actor
	if ((await readSetting(ctx.read, branchId, LOOKED)) === ctx.today) return 0
	let left = 0
	const byDealer = new Map<string, PointsRecord[]>()
	for (const measure of await imposedByPoints(ctx.read, branchId)) {
		const span = {
			kind: measureKindOf(measure.kind),
			state: 'IMPOSED',
			beginsOn: measure.begins_on,
			endsOn: measure.ends_on,
		} as const
		// A letter and a talk are over when they are done: there is nothing to take back.
		if (measure.kind === 'REMINDER' || measure.kind === 'TALK' || !inForce(span, ctx.today)) continue
		if (measure.cause !== null && measure.cause !== 'POINTS') continue
		const records = byDealer.get(measure.dealer_id) ?? (await pointsRecords(ctx.read, { dealerId: measure.dealer_id }))
		byDealer.set(measure.dealer_id, records)
		if (pointsOn(records, ctx.today).effective >= measure.threshold) continue
		const cause = lastExpired(records, ctx.today)
		if (!cause) continue
		const done = await ctx.inTx<boolean>(branchId, async (tx) => ok(await leave(ctx, tx, measure, cause)))
		if (done.ok && done.value) left += 1
	}
	await ctx.inTx<null>(branchId, async (tx) => {
		await writeSetting(tx, branchId, LOOKED, ctx.today)
		return ok(null)
	})
	return left
}
