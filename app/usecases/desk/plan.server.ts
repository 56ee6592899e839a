import { scopeOf } from '#app/domain/access.ts'
import type { DeskPlanView, Gate } from '#app/domain/desk/views.ts'
import { handInPlan, type PlanFacts, submitPlan } from '#app/domain/plan/plan.ts'
import { type Outcome, refuse } from '#app/domain/refusal.ts'
import { ok } from '#app/domain/result.ts'
import { outletNameOf, servedPlanIn, stepsOf } from '#db/queries/plans.server.ts'
import { caseNumbers } from '#db/queries/points.server.ts'
import type { Ctx } from '../context.server.ts'
import { dealerEvidenceOf } from '../evidence/views.server.ts'
import { causeOf, planFacts } from '../plans/facts.server.ts'
import { stepView } from '../plans/views.server.ts'
import { planLines } from './lines.server.ts'

/** An own plan as its dealer sees it; 404 for what is not served or not the own. */
export async function deskPlan(ctx: Ctx, id: string): Promise<Outcome<DeskPlanView>> {
	const row = await servedPlanIn(ctx.read, scopeOf(ctx.actor, 'desk.read'), id)
	if (!row) return refuse('missing', 'not-found')
	const [facts, steps, numbers] = [
		await planFacts(ctx.read, row),
		await stepsOf(ctx.read, row.id),
		await caseNumbers(ctx.read, row.penalty_id === null ? [] : [row.penalty_id]),
	]
	const [line] = await planLines(ctx, [
		{
			id: row.id,
			number: row.number,
			state: row.state,
			outletName: await outletNameOf(ctx.read, row.outlet_id),
			violationType: row.violation_type,
			dueOn: row.due_on,
			returnedFrom: row.returned_from,
			ineffective: row.ineffective,
		},
	])
	if (!line) return refuse('missing', 'not-found')
	return ok({
		...line,
		version: row.version,
		severity: row.severity,
		caseId: row.penalty_id,
		caseNumber: row.penalty_id === null ? null : (numbers.get(row.penalty_id) ?? null),
		cause: causeOf(row.cause_code),
		causeText: row.cause_text,
		steps: steps.map(stepView),
		files: await dealerEvidenceOf(ctx.read, 'plan', row.id),
		returnedFrom: row.returned_from,
		returnReason: row.return_reason,
		extended: facts.extended,
		missed: facts.missed,
		submittedAt: row.submitted_at,
		struckOffAt: row.struck_off_at,
		gates: gatesOf(facts, ctx),
	})
}

const gate = (outcome: Outcome<unknown>): Gate => ({ refusal: outcome.ok ? null : outcome.error })

function gatesOf(facts: PlanFacts, { today, actor }: Ctx): DeskPlanView['gates'] {
	const step = { what: 'step', owner: 'who', dueOn: facts.dueOn ?? today, done: false, proofCount: 0 }
	const proved = { ...step, done: true, proofCount: 1 }
	return {
		submit: gate(submitPlan(facts, { cause: 'UNTRAINED', steps: [step], today }, actor.accountId)),
		work: gate(handInPlan(facts, { steps: [proved] })),
		handIn: gate(handInPlan(facts, { steps: facts.steps })),
	}
}
