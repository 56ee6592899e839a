import {
	type PlanFacts,
	type Reinspection,
	returnWork,
	strikeOffPlan,
	verificationMethod,
} from '#app/domain/plan/plan.ts'
import { type Outcome, refuse } from '#app/domain/refusal.ts'
import { ok } from '#app/domain/result.ts'
import {
	clearStepsDone,
	lastPlanEvent,
	type PlanRow,
	type PlanSet,
	planIn,
	type RecheckRow,
	rechecksFor,
	updatePlan,
} from '#db/queries/plans.server.ts'
import type { Handle, Tx } from '#db/tx.server.ts'
import type { Ctx } from '../context.server.ts'
import { closeWhenDone } from '../penalties/close.server.ts'
import { currentCalendar } from '../reference/load.server.ts'
import { type Move, transitionIn } from '../transition.server.ts'
import { dueAfterOurs, resumePlanClock } from './clock.server.ts'
import { planFacts } from './facts.server.ts'
import { tellPlan } from './tell.server.ts'

export type VerifyPlan = {
	readonly id: string
	readonly version: number | undefined
	readonly verdict: 'accept' | 'return'
	readonly reason: string
	/** The re-inspection that proves it; asked for L2 and above, '' for L1. */
	readonly reinspectionId: string
}

/** Submitted re-inspections of the outlet since the plan was handed in (domain 4.1). */
export async function recheckChoices(handle: Handle, row: PlanRow): Promise<RecheckRow[]> {
	const handedInAt = await lastPlanEvent(handle, row.id, 'plan.handed-in')
	return handedInAt === null ? [] : rechecksFor(handle, row, handedInAt)
}

/** Acceptance by somebody who neither logged the finding nor wrote the plan; the case may close with it. */
export async function verifyPlan(ctx: Ctx, command: VerifyPlan): Promise<Outcome<{ id: string }>> {
	return ctx.inTx<{ id: string }>(ctx.actor.branchId, async (tx) => {
		let penaltyId: string | null = null
		const moved = await transitionIn<PlanRow, PlanSet>(ctx, tx, {
			subject: 'plan',
			id: command.id,
			version: command.version,
			readAction: 'plan.read',
			actions: ['plan.verify'],
			load: planIn,
			decide: (row, inner) => {
				penaltyId = row.penalty_id
				return command.verdict === 'accept' ? strikeOff(ctx, inner, row, command) : sendBack(ctx, inner, row, command)
			},
			save: updatePlan,
		})
		if (!moved.ok || command.verdict !== 'accept' || penaltyId === null) return moved
		const closed = await closeWhenDone(ctx, tx, penaltyId)
		return closed.ok ? moved : closed
	})
}

async function visitOf(tx: Tx, row: PlanRow, facts: PlanFacts, id: string): Promise<Outcome<Reinspection | null>> {
	if (verificationMethod(facts.severity) === 'PROOF' && id === '') return ok(null)
	if (id === '') return ok(null)
	const chosen = (await recheckChoices(tx, row)).find((one) => one.id === id)
	return chosen ? ok({ inspectionId: chosen.id, passed: chosen.passed }) : refuse('invalid', 'plan.needs-reinspection')
}

async function strikeOff(ctx: Ctx, tx: Tx, row: PlanRow, command: VerifyPlan): Promise<Outcome<Move<PlanSet>>> {
	const facts = await planFacts(tx, row)
	const reinspection = await visitOf(tx, row, facts, command.reinspectionId)
	if (!reinspection.ok) return reinspection
	const change = strikeOffPlan(facts, { reinspection: reinspection.value }, ctx.actor.accountId)
	if (!change.ok) return change
	const set: PlanSet = {
		state: change.value.to,
		verified_by: ctx.actor.accountId,
		verified_at: ctx.now,
		recheck_inspection_id: reinspection.value?.inspectionId ?? null,
		struck_off_at: ctx.now,
	}
	return ok({
		set,
		event: { kind: 'plan.struck-off', reason: command.reason || null },
		tell: await tellPlan(tx, row, 'plan.struck-off', 'dealer'),
	})
}

async function sendBack(ctx: Ctx, tx: Tx, row: PlanRow, command: VerifyPlan): Promise<Outcome<Move<PlanSet>>> {
	const change = returnWork(await planFacts(tx, row), { reason: command.reason }, ctx.actor.accountId)
	if (!change.ok) return change
	const calendar = await currentCalendar(ctx, tx)
	const dueOn = await dueAfterOurs(ctx, tx, calendar, row)
	return ok({
		set: {
			state: change.value.to,
			returned_from: 'VERIFICATION',
			return_reason: command.reason,
			returned_count: row.returned_count + 1,
			due_on: dueOn,
		},
		event: { kind: 'plan.returned', reason: command.reason },
		tell: await tellPlan(tx, row, 'plan.returned', 'dealer'),
		also: async (inner) => {
			await clearStepsDone(inner, row.id)
			await resumePlanClock(ctx, inner, calendar, row, dueOn)
		},
	})
}
