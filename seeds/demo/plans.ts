/** Remediation: dealers plan and work, the branch judges and verifies; settlement, measures, audit once a while. */
import { addDays, daysBetween, type LocalDate } from '#app/domain/time.ts'
import { judgePlan } from '#app/usecases/plans/judge-plan.server.ts'
import { submitPlan } from '#app/usecases/plans/submit-plan.server.ts'
import { recheckChoices, verifyPlan } from '#app/usecases/plans/verify-plan.server.ts'
import { handIn, markStepDone } from '#app/usecases/plans/work-plan.server.ts'
import type { PlanRow } from '#db/queries/plans.server.ts'
import { ownerOf } from './dealers.ts'
import { photo } from './photos.ts'
import type { Stage } from './stage.ts'
import { temperOf } from './temper.ts'
import { visit } from './visits.ts'

const STEPS = [
	['下架全部未经审批的物料并拍照', '店长'],
	['全员重学规范并签到，考试合格后上岗', '店长'],
	['每笔增值业务留存确认短信截图，按日归档', '当班店员'],
	['每周自查一次公示栏和价签，记录在册', '区域督导'],
	['离职当日注销工号，台账双人签字', '店长'],
] as const
const PROOFS = ['已完成，照片见附件', '签到表和试卷已上传', '台账第 3 至 6 页，照片见附件'] as const
const CAUSES = ['UNTRAINED', 'INCENTIVE', 'DEALER_MANAGEMENT', 'PROCESS'] as const

async function plansIn(stage: Stage, states: readonly string[]): Promise<PlanRow[]> {
	return stage.db.read
		.selectFrom('plan')
		.selectAll()
		.where('state', 'in', states)
		.orderBy('created_at')
		.orderBy('id')
		.execute()
}

async function dealerOf(stage: Stage, plan: PlanRow) {
	const owner = await ownerOf(stage, plan.dealer_id)
	return owner ? stage.asAccount(owner) : undefined
}

async function submit(stage: Stage, plan: PlanRow): Promise<void> {
	const { random } = stage
	const mood = temperOf(plan.id)
	if (plan.served_at === null || plan.due_on === null) return
	const left = daysBetween(stage.today(), plan.due_on)
	if (mood > 0.9 ? left > -4 : random.chance(0.5)) return
	const dealer = await dealerOf(stage, plan)
	if (!dealer) return
	const last: LocalDate = left > 1 ? plan.due_on : addDays(stage.today(), 1)
	const steps = random
		.shuffle(STEPS)
		.slice(0, random.int(1, 3))
		.map(([what, owner]) => ({ what, owner, dueOn: left > 1 ? addDays(stage.today(), random.int(1, left - 1)) : last }))
	await stage.attempt(
		submitPlan(dealer, {
			id: plan.id,
			version: plan.version,
			cause: random.pick(CAUSES),
			causeText: '店长没有按周检查，新店员不了解审批要求',
			steps,
		}),
	)
}

async function approve(stage: Stage, plan: PlanRow): Promise<void> {
	if (stage.random.chance(0.5)) return
	const officer = await stage.as(temperOf(plan.id) < 0.5 ? 'compliance' : 'compliance2')
	const returned = temperOf(`${plan.id}a`) > 0.85 && plan.returned_count === 0
	await stage.attempt(
		judgePlan(officer, {
			id: plan.id,
			version: plan.version,
			verdict: returned ? 'return' : 'accept',
			reason: returned ? '第 1 步没有写清谁负责、哪天完成，用什么证明' : '',
		}),
	)
}

async function work(stage: Stage, plan: PlanRow): Promise<void> {
	const dealer = await dealerOf(stage, plan)
	if (!dealer || stage.random.chance(0.5)) return
	const steps = await stage.db.read.selectFrom('plan_step').selectAll().where('plan_id', '=', plan.id).execute()
	const open = steps.filter((step) => step.done_at === null)
	for (const step of open.slice(0, 2)) {
		const files = [
			{ name: `step-${step.no}.jpg`, bytes: await photo(stage.random, plan.number, stage.today().slice(5)) },
		]
		await stage.attempt(markStepDone(dealer, { id: plan.id, stepId: step.id, proof: stage.random.pick(PROOFS), files }))
	}
	if (open.length > 2) return
	stage.pass(5)
	await stage.attempt(handIn(await stage.asAccount(dealer.actor.accountId), { id: plan.id, version: undefined }))
}

/** L1 by proof; L2 and above by a re-inspection, logged by the manager and judged by somebody else. */
async function verify(stage: Stage, plan: PlanRow): Promise<void> {
	if (stage.random.chance(0.6)) return
	let reinspectionId = ''
	if (plan.severity !== 'L1') {
		const choices = await recheckChoices(stage.db.read, plan)
		const first = choices[0]
		if (!first) {
			const outlet = await stage.db.read
				.selectFrom('outlet')
				.select(['id', 'code', 'channel_manager_id', 'dealer_id'])
				.where('id', '=', plan.outlet_id)
				.executeTakeFirstOrThrow()
			await visit(stage, outlet, { type: 'RECHECK', planId: plan.id }, stage.today())
			return
		}
		reinspectionId = first.id
	}
	const returned = temperOf(`${plan.id}v`) > 0.88 && plan.returned_count < 2
	// Whoever found it or wrote to the plan may not verify it: the other officer does.
	for (const login of ['compliance', 'compliance2']) {
		const verdict = {
			id: plan.id,
			version: plan.version,
			verdict: returned ? ('return' as const) : ('accept' as const),
			reason: returned ? '复查仍有 1 张过期资费表，请整改后重新提交' : '',
			reinspectionId,
		}
		if (await stage.attempt(verifyPlan(await stage.as(login), verdict))) return
	}
}

/** One working day of remediation. */
export async function workOnPlans(stage: Stage): Promise<void> {
	for (const plan of await plansIn(stage, ['TO_SUBMIT', 'RETURNED', 'IN_APPROVAL', 'IN_WORK', 'IN_VERIFICATION'])) {
		stage.pass(1)
		if (stage.lazy() || (plan.penalty_id !== null && stage.kept.has(plan.penalty_id))) continue
		if (plan.state === 'TO_SUBMIT' || (plan.state === 'RETURNED' && plan.returned_from === 'APPROVAL'))
			await submit(stage, plan)
		else if (plan.state === 'IN_APPROVAL') await approve(stage, plan)
		else if (plan.state === 'IN_WORK' || plan.state === 'RETURNED') await work(stage, plan)
		else await verify(stage, plan)
	}
}
