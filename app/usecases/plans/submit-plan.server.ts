import type { CauseCode } from '#app/domain/plan/plan.ts'
import { submitPlan as submitRule } from '#app/domain/plan/plan.ts'
import type { Outcome } from '#app/domain/refusal.ts'
import { ok } from '#app/domain/result.ts'
import type { LocalDate } from '#app/domain/time.ts'
import { type PlanRow, type PlanSet, replaceSteps, servedPlanIn, updatePlan } from '#db/queries/plans.server.ts'
import type { Tx } from '#db/tx.server.ts'
import type { Ctx } from '../context.server.ts'
import { addStagedIn, type IncomingFile, keepFiles, stageFiles } from '../evidence/add-evidence.server.ts'
import { type Move, transitionIn } from '../transition.server.ts'
import { lateUnnoticed, stopPlanClock } from './clock.server.ts'
import { planFacts } from './facts.server.ts'
import { missedMark } from './missed.server.ts'
import { tellPlan } from './tell.server.ts'

export type SubmitPlan = {
	readonly id: string
	readonly version: number | undefined
	readonly cause: CauseCode
	readonly causeText: string
	readonly steps: readonly { readonly what: string; readonly owner: string; readonly dueOn: LocalDate }[]
	readonly files?: readonly IncomingFile[]
}

/** The dealer hands in the plan, first or again after it was returned (domain 4.1). */
export async function submitPlan(ctx: Ctx, command: SubmitPlan): Promise<Outcome<{ id: string }>> {
	const staged = await stageFiles(ctx, command.files ?? [])
	if (!staged.ok) return staged
	const done = await ctx.inTx<{ id: string }>(ctx.actor.branchId, async (tx) => {
		const moved = await transitionIn<PlanRow, PlanSet>(ctx, tx, {
			subject: 'plan',
			id: command.id,
			version: command.version,
			readAction: 'desk.read',
			actions: ['desk.plan'],
			load: servedPlanIn,
			decide: (row, inner) => decide(ctx, inner, row, command),
			save: updatePlan,
		})
		if (!moved.ok) return moved
		const added = await addStagedIn(ctx, tx, { kind: 'plan', id: command.id }, staged.value)
		return added.ok ? moved : added
	})
	if (done.ok) await keepFiles(ctx, staged.value)
	return done
}

async function decide(ctx: Ctx, tx: Tx, row: PlanRow, command: SubmitPlan): Promise<Outcome<Move<PlanSet>>> {
	const facts = await planFacts(tx, row)
	const steps = command.steps.map((step) => ({ ...step, done: false, proofCount: 0 }))
	const change = submitRule(facts, { cause: command.cause, steps, today: ctx.today }, ctx.actor.accountId)
	if (!change.ok) return change
	const late = await lateUnnoticed(ctx, tx, row.id)
	const missed = late && !facts.missed ? await missedMark(tx, row, ctx.today) : null
	const set: PlanSet = {
		state: change.value.to,
		cause_code: command.cause,
		cause_text: command.causeText,
		submitted_by: ctx.actor.accountId,
		submitted_at: ctx.now,
		returned_from: null,
		return_reason: null,
	}
	return ok({
		set,
		event: { kind: 'plan.submitted', after: { ...set, steps: command.steps } },
		alsoEvents: missed ? [missed.event] : [],
		tell: [...(await tellPlan(tx, row, 'plan.to-approve', 'approvers')), ...(missed?.tell ?? [])],
		also: async (inner) => {
			await stopPlanClock(ctx, inner, row)
			await replaceSteps(inner, row.id, rowsOf(ctx, row, command))
		},
	})
}

function rowsOf(ctx: Ctx, row: PlanRow, command: SubmitPlan) {
	return command.steps.map((step, i) => ({
		id: ctx.newId(),
		branch_id: row.branch_id,
		plan_id: row.id,
		no: i + 1,
		what: step.what,
		owner: step.owner,
		due_on: step.dueOn,
		proof: '',
		done_at: null,
	}))
}
