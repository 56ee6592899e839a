import { may } from '#app/domain/machine.ts'
import { PLAN_MACHINE } from '#app/domain/plan/plan.ts'
import { type Instant, localDateOf } from '#app/domain/time.ts'
import { planOfCase } from '#db/queries/case-plan.server.ts'
import { appendEvents } from '#db/queries/events.server.ts'
import { writeOutbox } from '#db/queries/outbox.server.ts'
import { penaltyById } from '#db/queries/penalties.server.ts'
import { updatePlan } from '#db/queries/plans.server.ts'
import type { Tx } from '#db/tx.server.ts'
import type { Ctx } from '../context.server.ts'
import { currentCalendar } from '../reference/load.server.ts'
import { cancelPlanClock, startPlanDays } from './clock.server.ts'
import { tellPlan } from './tell.server.ts'

async function ofCase(tx: Tx, penaltyId: string) {
	const penalty = await penaltyById(tx, penaltyId)
	return penalty ? planOfCase(tx, penaltyId, penalty.violation_id) : undefined
}

/**
 * The plan's days count from service of the pre-notice, or of the education letter (domain 4.1): sets its last day and
 * starts its clock. A plan whose days run already, or that has ended, is left alone.
 */
export async function startPlanClockIn(ctx: Ctx, tx: Tx, penaltyId: string, servedAt: Instant): Promise<void> {
	const plan = await ofCase(tx, penaltyId)
	if (!plan || plan.served_at !== null || plan.state === 'CANCELLED' || plan.state === 'STRUCK_OFF') return
	const calendar = await currentCalendar(ctx, tx)
	const clock = await startPlanDays(ctx, tx, calendar, plan, localDateOf(servedAt))
	const set = { served_at: servedAt, due_on: clock.dueOn }
	await updatePlan(tx, plan.id, plan.version, set)
	await appendEvents(tx, ctx.actor.branchId, ctx.actor.accountId, ctx.now, [
		{ subjectKind: 'plan', subjectId: plan.id, kind: 'plan.clock-started', after: set },
	])
	const told = { ...plan, due_on: clock.dueOn }
	await writeOutbox(tx, ctx.actor.branchId, ctx.now, ctx.newId, await tellPlan(tx, told, 'plan.opened', 'dealer'))
}

/** The plan ends with its case, withdrawn or revoked; one that was struck off, or serves another case, stays. */
export async function cancelPlanIn(ctx: Ctx, tx: Tx, penaltyId: string, reason: string): Promise<void> {
	const plan = await ofCase(tx, penaltyId)
	if (!plan || !may(PLAN_MACHINE, plan.state, 'cancel')) return
	if (plan.penalty_id !== null && plan.penalty_id !== penaltyId) return
	await updatePlan(tx, plan.id, plan.version, { state: 'CANCELLED', end_reason: reason })
	await cancelPlanClock(ctx, tx, plan.id)
	await appendEvents(tx, ctx.actor.branchId, ctx.actor.accountId, ctx.now, [
		{
			subjectKind: 'plan',
			subjectId: plan.id,
			kind: 'plan.cancelled',
			before: { state: plan.state },
			after: { state: 'CANCELLED' },
			reason,
		},
	])
}
