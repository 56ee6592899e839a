import { isLocalDate } from '#app/domain/time.ts'
import { extendPlan } from '#app/usecases/plans/extend-plan.server.ts'
import { judgePlan } from '#app/usecases/plans/judge-plan.server.ts'
import { submitPlan } from '#app/usecases/plans/submit-plan.server.ts'
import { verifyPlan } from '#app/usecases/plans/verify-plan.server.ts'
import { handIn, markStepDone } from '#app/usecases/plans/work-plan.server.ts'
import { planOfCase } from '#db/queries/case-plan.server.ts'
import { stepsOf } from '#db/queries/plans.server.ts'
import { dateText, dayNumber, dayOf } from './judge/days.ts'
import type { SimulatedClock, SimulatedPlan } from './judge/facts.ts'
import { laterDo } from './later.ts'
import type { Stage } from './stage.ts'

const DAY = 86_400_000
const REASON = '步骤写得不够具体，请补充。'
/** Working days by severity (domain 4.1). */
const DAYS: Readonly<Record<string, number>> = { L1: 0, L2: 5, L3: 10, L4: 15 }

type PlanLife = {
	readonly stage: Stage
	readonly plan: SimulatedPlan
	readonly severity: string
	readonly ownerId: string
	left: number
}

/** The plan of a case whose pre-notice was served just now. */
export async function beginPlan(
	stage: Stage,
	of: { readonly penaltyId: string; readonly severity: string; readonly ownerId: string },
	from: SimulatedClock['from'],
): Promise<void> {
	const { world, random, journal } = stage
	const found = await planOfCase(world.db.read, of.penaltyId, null)
	if (!found) throw new Error('The case has no plan')
	const plan: SimulatedPlan = {
		id: found.id,
		penaltyId: of.penaltyId,
		started: stage.stamp(),
		from,
		wd: DAYS[of.severity] ?? 0,
		acts: [],
	}
	journal.plans.push(plan)
	const life: PlanLife = { stage, plan, severity: of.severity, ownerId: of.ownerId, left: 3 }
	const about = (plan.wd + 1) * 1.4 * DAY
	if (random.chance(0.2)) extend(life, random.next() * about)
	if (!random.chance(0.15)) submit(life, random.next() * about * 1.3)
}

async function rowOf({ stage, plan }: PlanLife) {
	return stage.world.db.read.selectFrom('plan').selectAll().where('id', '=', plan.id).executeTakeFirstOrThrow()
}

function extend(life: PlanLife, after: number): void {
	const { stage, plan } = life
	let on = ''
	laterDo(
		stage,
		after,
		async () => {
			const { version, due_on } = await rowOf(life)
			on = dateText(dayNumber(due_on ?? '2026-01-01') + stage.random.int(1, 9))
			const dueOn = isLocalDate(on) ? on : '2026-01-01'
			return extendPlan(await stage.world.as('supervisor'), { id: plan.id, version, dueOn, reason: REASON })
		},
		() => plan.acts.push({ ...stage.stamp(), act: 'extend', on }),
	)
}

function submit(life: PlanLife, after: number): void {
	const { stage, plan } = life
	laterDo(
		stage,
		after,
		async () => {
			const { version, due_on } = await rowOf(life)
			const today = dateText(dayOf(stage.world.now()))
			const last = due_on !== null && due_on >= today ? due_on : today
			const dueOn = isLocalDate(last) ? last : '2026-01-01'
			const steps = [{ what: '培训店员', owner: '店长', dueOn }]
			const dealer = await stage.world.asAccount(life.ownerId)
			return submitPlan(dealer, { id: plan.id, version, cause: 'UNTRAINED', causeText: '没有培训。', steps })
		},
		() => {
			plan.acts.push({ ...stage.stamp(), act: 'over' })
			const back = life.left > 0 && stage.random.chance(0.35)
			life.left -= 1
			const verdict = back ? ('return' as const) : ('accept' as const)
			laterDo(
				stage,
				stage.random.next() * 5 * DAY,
				async () => {
					const { version } = await rowOf(life)
					return judgePlan(await stage.world.as('supervisor'), { id: plan.id, version, verdict, reason: REASON })
				},
				() => {
					plan.acts.push({ ...stage.stamp(), act: 'back' })
					const next = stage.random.next() * 6 * DAY
					if (back) submit(life, next)
					else handOver(life, next)
				},
			)
		},
	)
}

function handOver(life: PlanLife, after: number): void {
	const { stage, plan } = life
	laterDo(
		stage,
		after,
		async () => {
			const dealer = await stage.world.asAccount(life.ownerId)
			for (const step of await stepsOf(stage.world.db.read, plan.id))
				await markStepDone(dealer, { id: plan.id, stepId: step.id, proof: '照片见附件。' })
			const { version } = await rowOf(life)
			return handIn(dealer, { id: plan.id, version })
		},
		() => {
			plan.acts.push({ ...stage.stamp(), act: 'over' })
			const back = life.left > 0 && stage.random.chance(0.35)
			life.left -= 1
			// Beyond the mildest it is accepted by a visit, which runs no clock.
			if (!back && life.severity !== 'L1') return
			const verdict = back ? ('return' as const) : ('accept' as const)
			laterDo(
				stage,
				stage.random.next() * 5 * DAY,
				async () => {
					const { version } = await rowOf(life)
					const seen = { verdict, reason: REASON, reinspectionId: '' }
					return verifyPlan(await stage.world.as('supervisor'), { id: plan.id, version, ...seen })
				},
				() => {
					if (!back) return
					plan.acts.push({ ...stage.stamp(), act: 'back' })
					handOver(life, stage.random.next() * 6 * DAY)
				},
			)
		},
	)
}
