import type { LocalDate } from '#app/domain/time.ts'
import { submitSheet } from '#app/usecases/inspections/submit-sheet.server.ts'
import { judgePlan } from '#app/usecases/plans/judge-plan.server.ts'
import { submitPlan } from '#app/usecases/plans/submit-plan.server.ts'
import { verifyPlan } from '#app/usecases/plans/verify-plan.server.ts'
import { handIn, markStepDone } from '#app/usecases/plans/work-plan.server.ts'
import { planOfCase } from '#db/queries/case-plan.server.ts'
import { type PlanRow, planIn, stepsOf } from '#db/queries/plans.server.ts'
import { must } from './penalty-case.ts'
import { filledVisit } from './visits.ts'
import type { World } from './world.ts'

/** The plan of a case as it stands. */
export async function planOf(world: World, penaltyId: string): Promise<PlanRow> {
	const found = await planOfCase(world.db.read, penaltyId, null)
	if (!found) throw new Error('The case has no plan')
	return planById(world, found.id)
}

export async function planById(world: World, id: string): Promise<PlanRow> {
	const { branchId } = (await world.as('auditor')).actor
	const row = await planIn(world.db.read, { branchId, places: [{ kind: 'branch' }] }, id)
	if (!row) throw new Error(`No plan ${id}`)
	return row
}

/** What the dealer's page would send for a plan of two steps. */
export async function planCommand(world: World, id: string, dueOn: LocalDate = '2026-11-16') {
	const { version } = await planById(world, id)
	return {
		id,
		version,
		cause: 'UNTRAINED',
		causeText: '新店员没有培训。',
		steps: [
			{ what: '撤下全部物料', owner: '店长', dueOn },
			{ what: '培训店员', owner: '吴建国', dueOn },
		],
	} as const
}

export async function submitted(world: World, id: string, dueOn?: LocalDate): Promise<void> {
	must(await submitPlan(await world.as('dealer'), await planCommand(world, id, dueOn)))
}

export async function judged(world: World, id: string, verdict: 'accept' | 'return', login = 'supervisor') {
	const { version } = await planById(world, id)
	return judgePlan(await world.as(login), { id, version, verdict, reason: '步骤写得不够具体。' })
}

export async function stepsDone(world: World, id: string): Promise<void> {
	const dealer = await world.as('dealer')
	for (const step of await stepsOf(world.db.read, id))
		must(await markStepDone(dealer, { id, stepId: step.id, proof: '照片见附件，已取下。' }))
}

export async function handedIn(world: World, id: string): Promise<void> {
	await stepsDone(world, id)
	const { version } = await planById(world, id)
	must(await handIn(await world.as('dealer'), { id, version }))
}

/** A re-inspection of the outlet, submitted now; `fails` as in a sheet. */
export async function recheck(world: World, plan: PlanRow, fails: Readonly<Record<number, string>> = {}) {
	const manager = await world.as('manager')
	const id = await filledVisit(manager, plan.outlet_id, fails, { type: 'RECHECK', planId: plan.id })
	must(await submitSheet(manager, id, undefined))
	return id
}

export async function verified(
	world: World,
	id: string,
	verdict: 'accept' | 'return',
	reinspectionId = '',
	login = 'supervisor',
) {
	const { version } = await planById(world, id)
	return verifyPlan(await world.as(login), { id, version, verdict, reason: '还有一张海报没有取下。', reinspectionId })
}

/** From submitted to struck off, with a re-inspection that passes. */
export async function struckOff(world: World, id: string, dueOn?: LocalDate): Promise<void> {
	await submitted(world, id, dueOn)
	must(await judged(world, id, 'accept'))
	await handedIn(world, id)
	const plan = await planById(world, id)
	const visit = plan.severity === 'L1' ? '' : await recheck(world, plan)
	must(await verified(world, id, 'accept', visit))
}
