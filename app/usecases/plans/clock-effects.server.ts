import { markMissed } from '#app/domain/plan/plan.ts'
import { type Outcome, refuse } from '#app/domain/refusal.ts'
import { ok } from '#app/domain/result.ts'
import { breachClock, type StoredClock, stopClocks } from '#db/queries/clocks.server.ts'
import { type PlanRow, type PlanSet, planIn, updatePlan } from '#db/queries/plans.server.ts'
import type { Tx } from '#db/tx.server.ts'
import type { Ctx } from '../context.server.ts'
import type { ClockEffect } from '../sweep/clock-effect.ts'
import { transitionIn } from '../transition.server.ts'
import { planFacts } from './facts.server.ts'
import { missedMark } from './missed.server.ts'

/** The plan's last day has passed while it lay with the dealer: recorded once, told once (domain 4.1). */
async function overdue(ctx: Ctx, clock: StoredClock): Promise<Outcome<unknown>> {
	return ctx.inTx<unknown>(ctx.actor.branchId, async (tx) => {
		const plan = await planIn(tx, { branchId: ctx.actor.branchId, places: [{ kind: 'branch' }] }, clock.subjectId)
		if (!plan) return stopStray(ctx, tx, clock)
		const facts = await planFacts(tx, plan)
		const change = markMissed(facts, { today: ctx.today })
		if (!change.ok) return stopStray(ctx, tx, clock)
		if (!(await breachClock(tx, clock.id, ctx.now))) return ok(null)
		return record(ctx, tx, plan)
	})
}

/** A clock whose plan does not wait for the dealer any more. */
async function stopStray(ctx: Ctx, tx: Tx, clock: StoredClock): Promise<Outcome<unknown>> {
	await stopClocks(tx, 'plan', clock.subjectId, [clock.kind], ctx.now, 'cancelled')
	return ok(null)
}

async function record(ctx: Ctx, tx: Tx, plan: PlanRow): Promise<Outcome<unknown>> {
	const mark = await missedMark(tx, plan, ctx.today)
	return transitionIn<PlanRow, PlanSet>(ctx, tx, {
		subject: 'plan',
		id: plan.id,
		version: undefined,
		readAction: 'plan.read',
		actions: ['plan.clock'],
		load: planIn,
		decide: (row) =>
			row.version === plan.version
				? ok({ set: {}, event: mark.event, tell: mark.tell })
				: refuse('stale', 'stale', { by: '', at: '', kind: '' }),
		save: updatePlan,
	})
}

export const clockEffects: readonly ClockEffect[] = [{ kinds: ['plan.submit', 'plan.work'], onDue: overdue }]
