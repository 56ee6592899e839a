import { handInPlan } from '#app/domain/plan/plan.ts'
import { type Outcome, refuse } from '#app/domain/refusal.ts'
import { ok } from '#app/domain/result.ts'
import {
	type PlanRow,
	type PlanSet,
	type PlanStepRow,
	servedPlanIn,
	setStepDone,
	stepsOf,
	updatePlan,
} from '#db/queries/plans.server.ts'
import type { Tx } from '#db/tx.server.ts'
import type { Ctx } from '../context.server.ts'
import { addStagedIn, type IncomingFile, keepFiles, stageFiles } from '../evidence/add-evidence.server.ts'
import { type Door, type Move, transition, transitionIn } from '../transition.server.ts'
import { lateUnnoticed, stopPlanClock } from './clock.server.ts'
import { planFacts, planStateOf } from './facts.server.ts'
import { missedMark } from './missed.server.ts'
import { tellPlan } from './tell.server.ts'

type DealerDoor = Omit<Door<PlanRow, PlanSet>, 'version' | 'decide'>

const dealerDoor = (id: string): DealerDoor => ({
	subject: 'plan',
	id,
	readAction: 'desk.read',
	actions: ['desk.plan'],
	load: servedPlanIn,
	save: updatePlan,
})

export type StepDone = {
	readonly id: string
	readonly stepId: string
	readonly proof: string
	readonly files?: readonly IncomingFile[]
}

/** True while the dealer works: approved, or sent back from verification. */
function inWork(row: PlanRow): boolean {
	const state = planStateOf(row.state)
	return state === 'IN_WORK' || (state === 'RETURNED' && row.returned_from === 'VERIFICATION')
}

/** A step is done, with its proof in words and files. Doing it again replaces the words. */
export async function markStepDone(ctx: Ctx, command: StepDone): Promise<Outcome<{ id: string }>> {
	const files = command.files ?? []
	const staged = await stageFiles(ctx, files)
	if (!staged.ok) return staged
	const done = await ctx.inTx<{ id: string }>(ctx.actor.branchId, async (tx) => {
		const moved = await transitionIn<PlanRow, PlanSet>(ctx, tx, {
			...dealerDoor(command.id),
			version: undefined,
			decide: (row, inner) => stepMove(ctx, inner, row, command),
		})
		if (!moved.ok) return moved
		const added = await addStagedIn(ctx, tx, { kind: 'plan', id: command.id }, staged.value)
		return added.ok ? moved : added
	})
	if (done.ok) await keepFiles(ctx, staged.value)
	return done
}

async function stepMove(ctx: Ctx, tx: Tx, row: PlanRow, command: StepDone): Promise<Outcome<Move<PlanSet>>> {
	if (!inWork(row)) return refuse('procedure', 'wrong-state', { state: row.state, action: 'handIn' })
	const step = (await stepsOf(tx, row.id)).find((one) => one.id === command.stepId)
	if (!step) return refuse('missing', 'not-found')
	const proof = command.proof.trim()
	if (proof === '') return refuse('procedure', 'plan.step-without-proof')
	return ok({
		set: {},
		event: { kind: 'plan.step-done', before: doneOf(step), after: { no: step.no, proof, done_at: ctx.now } },
		also: (inner) => setStepDone(inner, step.id, proof, ctx.now),
	})
}

const doneOf = (step: PlanStepRow) => ({ no: step.no, proof: step.proof, done_at: step.done_at })

/** Every step is done and proved: the plan goes to verification (domain 4.1). */
export async function handIn(
	ctx: Ctx,
	command: { readonly id: string; readonly version: number | undefined },
): Promise<Outcome<{ id: string }>> {
	return transition<PlanRow, PlanSet>(ctx, {
		...dealerDoor(command.id),
		version: command.version,
		decide: (row, tx) => handInMove(ctx, tx, row),
	})
}

async function handInMove(ctx: Ctx, tx: Tx, row: PlanRow): Promise<Outcome<Move<PlanSet>>> {
	const facts = await planFacts(tx, row)
	const change = handInPlan(facts, { steps: facts.steps })
	if (!change.ok) return change
	const late = await lateUnnoticed(ctx, tx, row.id)
	const missed = late && !facts.missed ? await missedMark(tx, row, ctx.today) : null
	return ok({
		set: { state: change.value.to, returned_from: null, return_reason: null },
		event: { kind: 'plan.handed-in' },
		alsoEvents: missed ? [missed.event] : [],
		tell: [...(await tellPlan(tx, row, 'plan.to-verify', 'verifiers', facts.finderId)), ...(missed?.tell ?? [])],
		also: (inner) => stopPlanClock(ctx, inner, row),
	})
}
