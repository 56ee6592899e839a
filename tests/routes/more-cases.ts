import { selfReportSchema } from '#app/domain/desk/self-report.schema.ts'
import { planVisit } from '#app/usecases/inspections/plan-visit.server.ts'
import { startVisit } from '#app/usecases/inspections/start-visit.server.ts'
import { askExtension } from '#app/usecases/orders/ask-extension.server.ts'
import { writeChaseNotice } from '#app/usecases/orders/chase-notice.server.ts'
import { draftOrder } from '#app/usecases/orders/draft.server.ts'
import { completeOrder } from '#app/usecases/orders/judge.server.ts'
import { strikeOffOrder } from '#app/usecases/orders/strike-off.server.ts'
import { submitForApproval } from '#app/usecases/orders/submit.server.ts'
import { askMoreTime } from '#app/usecases/penalties/ask-extension.server.ts'
import { checkCase } from '#app/usecases/penalties/check-penalty.server.ts'
import { acknowledgeNotice } from '#app/usecases/penalties/defence.server.ts'
import { proposeWaiverOf } from '#app/usecases/penalties/exits.server.ts'
import { askForReview } from '#app/usecases/penalties/review.server.ts'
import { reportOwnViolation } from '#app/usecases/self-reports/report.server.ts'
import { sweepOnce } from '#app/usecases/sweep/run.server.ts'
import { answered, departmentId, done, orderForm, signedFor, versionNow } from '#tests/support/orders.ts'
import { at, drafted, inDefence, must, recorded, servedCase, WHY } from '#tests/support/penalty-case.ts'
import { handedIn, judged, planById, planOf, recheck, stepsDone, submitted } from '#tests/support/plans.ts'
import { filledVisit, visitForm } from '#tests/support/visits.ts'
import type { World } from '#tests/support/world.ts'
import { layCases, MINE } from './cases.ts'

/** Cases in the states in which the forms of each act are shown. */
export async function layManyCases(world: World): Promise<void> {
	await layCases(world)
	await penalties(world)
	await plans(world)
	await orders(world)
	await visits(world)
	await reported(world)
	// The messages that all this brought about.
	await sweepOnce(world.deps)
}

async function penalties(world: World): Promise<void> {
	const compliance = await world.as('compliance')
	const checked = await drafted(world, { occurredOn: '2026-10-20' })
	must(await checkCase(compliance, await at(world, checked)))
	await inDefence(world, { occurredOn: '2026-10-19' })
	// An ordered service: its trace may still be recorded.
	await recorded(world, { occurredOn: '2026-10-18', severity: 'L3' })
	for (const severity of ['L1', 'L2', 'L4'] as const) {
		const id = await inDefence(world, { occurredOn: '2026-10-18', severity })
		must(await acknowledgeNotice(await world.as('dealer'), await at(world, id)))
	}
	const waived = await drafted(world, { severity: 'L1', outlet: 'JZ-WJ-0400', factors: ['corrected-on-the-spot'] })
	must(await checkCase(compliance, await at(world, waived)))
	await proposeWaiverOf(compliance, { ...(await at(world, waived)), reason: WHY })
	const reviewed = await servedCase(world, { occurredOn: '2026-10-17' })
	const ask = { ground: 'amount', statement: '金额与情节不相称，申请复核。' } as const
	must(await askForReview(await world.as('dealer'), { ...(await at(world, reviewed)), ...ask }))
	await world.db.write
		.insertInto('case_task')
		.values({
			id: compliance.newId(),
			branch_id: compliance.actor.branchId,
			penalty_id: checked,
			kind: 'recompute',
			cause_penalty_id: reviewed,
			because: 'REVOKED',
			measure_id: null,
			created_at: compliance.now,
			done_at: null,
			done_by: null,
			result: null,
		})
		.execute()
}

async function plans(world: World): Promise<void> {
	const plan = async (occurredOn: `${number}-${number}-${number}`) =>
		(await planOf(world, await inDefence(world, { occurredOn, outlet: MINE }))).id
	await submitted(world, await plan('2026-10-16'))
	const working = await plan('2026-10-15')
	await submitted(world, working)
	must(await judged(world, working, 'accept'))
	await stepsDone(world, working)
	const done = await plan('2026-10-14')
	await submitted(world, done)
	must(await judged(world, done, 'accept'))
	await handedIn(world, done)
	await recheck(world, await planById(world, done))
}

async function orders(world: World): Promise<void> {
	const waiting = done(await draftOrder(await world.as('orders'), await orderForm(world)))
	done(await submitForApproval(await world.as('orders'), waiting.id, 1))
	await signedFor(world)
	await answered(world)
	const asked = await signedFor(world)
	const more = { limit: { amount: 5, unit: 'wd' }, reason: '凭证在省公司系统，调取需 5 天' } as const
	done(await askExtension(await world.as('department'), asked, await versionNow(world, asked), more))
	// About a user: who handles it is told, every contact is logged.
	await signedFor(world, { complaintOn: '2026-11-05', source: 'HOTLINE', users: '13800002222' })
	const issuer = await world.as('issuer')
	await world.deps.inTx(issuer.actor.branchId, async (tx) => {
		const row = await tx.selectFrom('supervision_order').selectAll().where('id', '=', asked).executeTakeFirstOrThrow()
		return { ok: true, value: await writeChaseNotice(issuer, tx, row, { key: 'T+1' }) }
	})
	const help = { departmentId: await departmentId(world, 'KF'), task: '提供短信记录', dueOn: '2026-11-16' }
	await signedFor(world, { assists: [help] })
	const call = { callback: null, reason: '' }
	const completed = await answered(world)
	done(await completeOrder(await world.as('issuer'), completed, await versionNow(world, completed), call))
	// One whose observation is over long ago: struck off, and waiting for its assessment.
	// And one that waits to be.
	world.at('2026-08-03')
	const over = await answered(world)
	done(await completeOrder(await world.as('issuer'), over, await versionNow(world, over), call))
	const observed = await answered(world)
	done(await completeOrder(await world.as('issuer'), observed, await versionNow(world, observed), call))
	world.at('2026-11-09')
	done(await strikeOffOrder(await world.as('orders2'), over, await versionNow(world, over), ''))
}

async function visits(world: World): Promise<void> {
	const manager = await world.as('manager')
	const outlet = await world.outletId(MINE)
	const begun = done(await planVisit(manager, visitForm(outlet, manager.today), false))
	done(await startVisit(manager, begun.id, undefined))
	await filledVisit(manager, outlet, { 7: '海报没有审批号' })
}

/** A report of the dealer that waits, and a request for more time that waits. */
async function reported(world: World): Promise<void> {
	const dealer = await world.as('dealer')
	const form = selfReportSchema.parse({
		outletId: await world.outletId(MINE),
		matter: '没有给用户看资费就开了业务',
		occurredOn: '2026-10-12',
		units: '1',
		facts: '店员为用户开通业务时没有出示资费说明。',
		refund: 'DONE',
		confirm: 'on',
	})
	must(await reportOwnViolation(dealer, { requestKey: 'prepared-report', form }))
	const asked = await inDefence(world, { occurredOn: '2026-10-11' })
	must(await askMoreTime(dealer, { ...(await at(world, asked)), reason: '等供货商的证明。' }))
}
