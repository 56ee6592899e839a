import { selfReportSchema } from '#app/domain/desk/self-report.schema.ts'
import { clausesOfPart } from '#app/domain/penalty/clauses.ts'
import type { Rulebook } from '#app/domain/penalty/rulebook.schema.ts'
import { recordOpinion } from '#app/usecases/audit/opinions.server.ts'
import { drawCases } from '#app/usecases/audit/samples.server.ts'
import { draftChange } from '#app/usecases/calendars/drafts.server.ts'
import { planVisit } from '#app/usecases/inspections/plan-visit.server.ts'
import { saveSheet } from '#app/usecases/inspections/save-sheet.server.ts'
import { submitSheet } from '#app/usecases/inspections/submit-sheet.server.ts'
import { askExtension } from '#app/usecases/orders/ask-extension.server.ts'
import { writeChaseNotice } from '#app/usecases/orders/chase-notice.server.ts'
import { draftOrder } from '#app/usecases/orders/draft.server.ts'
import { completeOrder } from '#app/usecases/orders/judge.server.ts'
import { strikeOffOrder } from '#app/usecases/orders/strike-off.server.ts'
import { submitForApproval } from '#app/usecases/orders/submit.server.ts'
import { transferOrder } from '#app/usecases/orders/transfer.server.ts'
import { checkCase } from '#app/usecases/penalties/check-penalty.server.ts'
import { voteOnCase } from '#app/usecases/penalties/decide.server.ts'
import { acknowledgeNotice, stateDefence } from '#app/usecases/penalties/defence.server.ts'
import { proposeWaiverOf } from '#app/usecases/penalties/exits.server.ts'
import { askForReview } from '#app/usecases/penalties/review.server.ts'
import { draftPolicy } from '#app/usecases/policies/drafts.server.ts'
import { saveDraftPart, startDraft } from '#app/usecases/rulebooks/draft.server.ts'
import { reportOwnViolation } from '#app/usecases/self-reports/report.server.ts'
import { noticesOf } from '#db/queries/notices.server.ts'
import { daysDraft, proposed } from '#tests/support/calendars.ts'
import { layCirculars } from '#tests/support/circulars.ts'
import { layClaims } from '#tests/support/claims.ts'
import { layEntry, laySuccession } from '#tests/support/hands.ts'
import { layIntake } from '#tests/support/intake-cases.ts'
import { layMoney } from '#tests/support/money.ts'
import { answered, departmentId, done, issued, orderForm, signedFor, versionNow } from '#tests/support/orders.ts'
import {
	at,
	decided,
	drafted,
	inDefence,
	must,
	noticed,
	openLast,
	payIn,
	recorded,
	rowOf,
	servedCase,
	WHY,
} from '#tests/support/penalty-case.ts'
import { handedIn, judged, planOf, struckOff, submitted } from '#tests/support/plans.ts'
import { filledVisit, fullSheet, visitForm } from '#tests/support/visits.ts'
import type { World } from '#tests/support/world.ts'

/** Something in every state that a page can show. The clock stands on 2026-11-09; it ends there. */
export async function prepare(world: World) {
	await payIn(world, 3_000_000)
	const inspections = await visits(world)
	const orders = await someOrders(world)
	const cases = await somePenalties(world)
	const audit = await oversight(world, cases.served, orders.answered)
	const clocks = { clock: await clockOf(world, orders.answered), deadline: await clockOf(world, cases.served) }
	return {
		...inspections,
		...orders,
		...cases,
		...audit,
		...clocks,
		...(await rulebooks(world)),
		...(await calendars(world)),
		...(await layIntake(world)),
		...(await monthsOf(world)),
	}
}

/** The circular of the month before, published, and the draft of this one. */
async function monthsOf(world: World) {
	await layCirculars(world)
	const rows = await world.db.read.selectFrom('order_circular').select('id').orderBy('month').execute()
	return { circular: rows[0]?.id ?? '', circularDraft: rows[1]?.id ?? '' }
}

/** The last clock of an order or a case. */
async function clockOf(world: World, subjectId: string): Promise<string> {
	const rows = await world.db.read.selectFrom('clock').select('id').where('subject_id', '=', subjectId).execute()
	return rows.at(-1)?.id ?? ''
}

/** A day of the branch that waits for the second person, one that is being written, a policy in the making. */
async function calendars(world: World) {
	const calendarChange = await proposed(world, daysDraft('2027-01-09 班 年初盘点'))
	const { id: calendarDraft } = must(await draftChange(await world.as('admin'), daysDraft('2027-01-16 班 年初培训')))
	const { id: policy } = must(await draftPolicy(await world.as('orders')))
	return { calendarChange, calendarDraft, policy }
}

/** The version in force, and a draft of the next with one clause changed. */
async function rulebooks(world: World) {
	const compliance = await world.as('compliance')
	const { id } = must(await startDraft(compliance, { code: 'RB-2027', effectiveFrom: '2027-01-01' }))
	const clauses = (book: Rulebook) => clausesOfPart(book, 'levels')
	must(await saveDraftPart(compliance, { id, version: 1, values: { levels_base_L1: 10_000 }, clauses }))
	const row = await world.db.read
		.selectFrom('reference_version')
		.select('id')
		.where('kind', '=', 'rulebook')
		.executeTakeFirstOrThrow()
	return { rulebook: row.id, rulebookDraft: id }
}

async function visits(world: World) {
	const manager = await world.as('manager')
	const outlet = await world.outletId('JZ-WJ-0312')
	const plan = async (begin: boolean) => done(await planVisit(manager, visitForm(outlet, manager.today), begin)).id
	const planned = await plan(false)
	const running = await plan(true)
	const half = (await fullSheet(manager, 'PATROL', { 3: '入口张贴海报一张，没有审批号' })).slice(0, 12)
	done(await saveSheet(manager, running, { answers: half }))
	const complete = await filledVisit(manager, outlet, { 5: '价目表上没有客服电话' })
	const visited = await filledVisit(manager, outlet, { 2: '工牌没有佩戴', 7: '资费公示缺两款套餐' })
	must(await submitSheet(manager, visited, undefined))
	return {
		outlet,
		planned,
		running,
		complete,
		visited,
		dealer: await world.dealerId('D-0001'),
		person: manager.actor.accountId,
	}
}

async function someOrders(world: World) {
	const officer = await world.as('orders')
	const { id: draft } = done(await draftOrder(officer, await orderForm(world)))
	const { id: pending } = done(await draftOrder(officer, await orderForm(world, { title: '窗口排队超过三十分钟' })))
	done(await submitForApproval(officer, pending, 1))
	const assists = [{ departmentId: await departmentId(world, 'XX'), task: '调取短信确认记录', dueOn: '2026-11-13' }]
	const fresh = await issued(world, { assists })
	const working = await signedFor(world)
	const asked = await signedFor(world, { urgency: 'IMPORTANT' })
	const ask = { limit: { amount: 3, unit: 'wd' }, reason: '凭证在省公司系统，调取需要时间' } as const
	done(await askExtension(await world.as('department'), asked, await versionNow(world, asked), ask))
	// About a user: told who handles it, and a department has been asked to take it over.
	const personal = await signedFor(world, { complaintOn: '2026-11-05', source: 'HOTLINE', users: '13800002222' })
	const to = { departmentId: await departmentId(world, 'XX'), accountId: null }
	const department = await world.as('department')
	done(await transferOrder(department, personal, await versionNow(world, personal), { to, reason: '记录在信息化部' }))
	const chase = await chaseNotice(world, asked)
	const waiting = await answered(world)
	const completed = await answered(world, { title: '宽带装机超时未通知' })
	const no = { callback: null, reason: '' }
	done(await completeOrder(await world.as('issuer'), completed, await versionNow(world, completed), no))
	world.at('2026-09-28')
	const old = await answered(world, { title: '营业厅公示栏资费过期' })
	done(await completeOrder(await world.as('issuer'), old, await versionNow(world, old), no))
	world.at('2026-11-09')
	done(await strikeOffOrder(await world.as('orders2'), old, await versionNow(world, old), ''))
	return { draft, pending, fresh, working, asked, answered: waiting, completed, struck: old, personal, chase }
}

/** The written chase of an order. */
async function chaseNotice(world: World, order: string): Promise<string> {
	const issuer = await world.as('issuer')
	const made = await world.deps.inTx(issuer.actor.branchId, async (tx) => {
		const row = await tx.selectFrom('supervision_order').selectAll().where('id', '=', order).executeTakeFirstOrThrow()
		return { ok: true, value: await writeChaseNotice(issuer, tx, row, { key: 'T+1' }) }
	})
	return done(made)?.id ?? ''
}

/** A report of the dealer that waits. */
async function reported(world: World): Promise<string> {
	const form = selfReportSchema.parse({
		outletId: await world.outletId('JZ-WJ-0312'),
		matter: '没有给用户看资费就开了业务',
		occurredOn: '2026-11-05',
		units: '1',
		facts: '店员没有出示资费说明，自查发现后已向用户补充说明。',
		refund: 'NONE_DUE',
		confirm: 'on',
	})
	return must(await reportOwnViolation(await world.as('dealer'), { requestKey: 'prepared-report', form })).id
}

async function somePenalties(world: World) {
	const compliance = await world.as('compliance')
	const dealer = await world.as('dealer')
	const checkedOne = async (id: string) => must(await checkCase(compliance, await at(world, id)))
	const violation = await recorded(world)
	const ready = await drafted(world, { units: 2 })
	const checked = await drafted(world, { occurredOn: '2026-10-29' })
	await checkedOne(checked)
	const waiving = await drafted(world, { severity: 'L1', occurredOn: '2026-10-28', factors: ['corrected-on-the-spot'] })
	await checkedOne(waiving)
	must(await proposeWaiverOf(compliance, { ...(await at(world, waiving)), reason: WHY }))
	const unopened = await noticed(world, { occurredOn: '2026-10-27' })
	const defended = await inDefence(world, { occurredOn: '2026-10-26' })
	const args = ['海报由厂家寄来，当天已经取下', '店员是新来的，没有培训']
	must(await stateDefence(dealer, { ...(await at(world, defended)), args }))
	const open = await inDefence(world, { occurredOn: '2026-10-25' })
	const made = await decided(world, { occurredOn: '2026-10-24' })
	const served = await servedCase(world, { occurredOn: '2026-10-23' })
	const review = await servedCase(world, { occurredOn: '2026-10-22' })
	const ask = { ground: 'amount', statement: '金额与情节不相称，申请复核。' } as const
	must(await askForReview(dealer, { ...(await at(world, review)), ...ask }))
	const outstanding = await servedCase(world, { occurredOn: '2026-10-18' })
	await endReview(world, outstanding)
	const grave = await inDefence(world, { severity: 'L4', occurredOn: '2026-10-21' })
	must(await acknowledgeNotice(dealer, await at(world, grave)))
	const voted = await inDefence(world, { severity: 'L4', occurredOn: '2026-10-20' })
	must(await acknowledgeNotice(dealer, await at(world, voted)))
	for (const login of ['panel1', 'panel2', 'panel3'])
		must(await voteOnCase(await world.as(login), { ...(await at(world, voted)), amountFen: 600_000, reason: WHY }))
	await openLast(world, voted)
	const measure = await world.db.read.selectFrom('measure').select('id').executeTakeFirstOrThrow()
	const plans = await somePlans(world, { defended, open, made, served, review })
	const notices = await noticesOf(world.db.read, served)
	return {
		...{ violation, ready, checked, waiving, unopened, defended, open, made, served, review, grave, voted },
		...plans,
		measure: measure.id,
		selfReport: await reported(world),
		outstanding,
		...(await layMoney(world, served)),
		...(await layClaims(world)),
		listed: await layEntry(world),
		succession: await laySuccession(world),
		confirmed: (await rowOf(world, served)).violation_id ?? '',
		notice: notices[0]?.id ?? '',
		decision: notices[1]?.id ?? '',
	}
}

/** Final without waiting for the days of the review. */
async function endReview(world: World, id: string): Promise<void> {
	const { amount_fen } = await rowOf(world, id)
	await world.db.write
		.updateTable('penalty')
		.set({ state: 'FINAL', final_at: '2026-11-08T02:00:00.000Z', outstanding_fen: amount_fen })
		.where('id', '=', id)
		.execute()
}

type Cases = Readonly<Record<'defended' | 'open' | 'made' | 'served' | 'review', string>>

async function somePlans(world: World, cases: Cases) {
	const plan = async (penalty: string) => (await planOf(world, penalty)).id
	const planToWrite = await plan(cases.defended)
	const planToApprove = await plan(cases.open)
	await submitted(world, planToApprove)
	const planInWork = await plan(cases.made)
	await submitted(world, planInWork)
	must(await judged(world, planInWork, 'accept'))
	const planToVerify = await plan(cases.served)
	await submitted(world, planToVerify)
	must(await judged(world, planToVerify, 'accept'))
	await handedIn(world, planToVerify)
	const planDone = await plan(cases.review)
	await struckOff(world, planDone)
	return { planToWrite, planToApprove, planInWork, planToVerify, planDone }
}

async function oversight(world: World, penalty: string, order: string) {
	const auditor = await world.as('auditor')
	const none = { min: undefined, max: undefined, person: '', from: undefined, to: undefined } as const
	const sample = must(await drawCases(auditor, { kind: 'penalty', count: 5, seed: '2026-4', severity: '', ...none }))
	const text = '请说明从宽情节的依据，并附上当天的照片和经办人的说明。'
	const about = async (subject: string, id: string) =>
		must(await recordOpinion(auditor, { subject, id, number: '', text })).id
	return { sample: sample.id, opinion: await about('penalty', penalty), opinionOnOrder: await about('order', order) }
}

export type Prepared = Awaited<ReturnType<typeof prepare>>
