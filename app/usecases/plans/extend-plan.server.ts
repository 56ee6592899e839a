import { extendPlan as extendRule } from '#app/domain/plan/plan.ts'
import type { Outcome } from '#app/domain/refusal.ts'
import { ok } from '#app/domain/result.ts'
import type { LocalDate } from '#app/domain/time.ts'
import { type PlanRow, type PlanSet, planIn, updatePlan } from '#db/queries/plans.server.ts'
import type { Ctx } from '../context.server.ts'
import { transition } from '../transition.server.ts'
import { extendPlanClock } from './clock.server.ts'
import { planFacts } from './facts.server.ts'
import { tellPlan } from './tell.server.ts'

export type ExtendPlan = {
	readonly id: string
	readonly version: number | undefined
	readonly dueOn: LocalDate
	readonly reason: string
}

/** A later last day, once, before the date has passed (domain 4.1). */
export async function extendPlan(ctx: Ctx, command: ExtendPlan): Promise<Outcome<{ id: string }>> {
	const { dueOn, reason } = command
	return transition<PlanRow, PlanSet>(ctx, {
		subject: 'plan',
		id: command.id,
		version: command.version,
		readAction: 'plan.read',
		actions: ['plan.approve'],
		load: planIn,
		decide: async (row, tx) => {
			const change = extendRule(await planFacts(tx, row), { today: ctx.today, dueOn, reason })
			if (!change.ok) return change
			return ok({
				set: { extended: 1, due_on: dueOn },
				event: { kind: 'plan.extended', reason },
				tell: await tellPlan(tx, { ...row, due_on: dueOn }, 'plan.reminder', 'dealer'),
				also: (inner) => extendPlanClock(ctx, inner, row, { dueOn, reason }),
			})
		},
		save: updatePlan,
	})
}
