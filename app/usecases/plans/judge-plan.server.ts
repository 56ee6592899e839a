import { approvePlan, returnPlan } from '#app/domain/plan/plan.ts'
import type { Outcome } from '#app/domain/refusal.ts'
import { ok } from '#app/domain/result.ts'
import { type PlanRow, type PlanSet, planIn, updatePlan } from '#db/queries/plans.server.ts'
import type { Tx } from '#db/tx.server.ts'
import type { Ctx } from '../context.server.ts'
import { currentCalendar } from '../reference/load.server.ts'
import { type Move, transition } from '../transition.server.ts'
import { dueAfterOurs, resumePlanClock } from './clock.server.ts'
import { planFacts } from './facts.server.ts'
import { tellPlan } from './tell.server.ts'

export type JudgePlan = {
	readonly id: string
	readonly version: number | undefined
	readonly verdict: 'accept' | 'return'
	readonly reason: string
}

/** Somebody other than its author finds the plan fit, or sends it back with a reason (domain 4.1). */
export async function judgePlan(ctx: Ctx, command: JudgePlan): Promise<Outcome<{ id: string }>> {
	return transition<PlanRow, PlanSet>(ctx, {
		subject: 'plan',
		id: command.id,
		version: command.version,
		readAction: 'plan.read',
		actions: ['plan.approve'],
		load: planIn,
		decide: (row, tx) =>
			command.verdict === 'accept' ? approve(ctx, tx, row) : sendBack(ctx, tx, row, command.reason),
		save: updatePlan,
	})
}

async function approve(ctx: Ctx, tx: Tx, row: PlanRow): Promise<Outcome<Move<PlanSet>>> {
	const change = approvePlan(await planFacts(tx, row), ctx.actor.accountId)
	if (!change.ok) return change
	const calendar = await currentCalendar(ctx, tx)
	const dueOn = await dueAfterOurs(ctx, tx, calendar, row)
	return ok({
		set: { state: change.value.to, approved_by: ctx.actor.accountId, approved_at: ctx.now, due_on: dueOn },
		event: { kind: 'plan.approved' },
		tell: await tellPlan(tx, row, 'plan.approved', 'dealer'),
		also: (inner) => resumePlanClock(ctx, inner, calendar, row, dueOn),
	})
}

async function sendBack(ctx: Ctx, tx: Tx, row: PlanRow, reason: string): Promise<Outcome<Move<PlanSet>>> {
	const change = returnPlan(await planFacts(tx, row), { reason }, ctx.actor.accountId)
	if (!change.ok) return change
	const calendar = await currentCalendar(ctx, tx)
	const dueOn = await dueAfterOurs(ctx, tx, calendar, row)
	return ok({
		set: {
			state: change.value.to,
			returned_from: 'APPROVAL',
			return_reason: reason,
			returned_count: row.returned_count + 1,
			due_on: dueOn,
		},
		event: { kind: 'plan.returned', reason },
		tell: await tellPlan(tx, row, 'plan.returned', 'dealer'),
		also: (inner) => resumePlanClock(ctx, inner, calendar, row, dueOn),
	})
}
