import { expect, test } from 'vitest'
import { instantAt } from '#app/domain/time.ts'
import { acknowledgeOrder } from '#app/usecases/orders/acknowledge.server.ts'
import { askExtension } from '#app/usecases/orders/ask-extension.server.ts'
import { changeDraft } from '#app/usecases/orders/change.server.ts'
import { chaseOrder } from '#app/usecases/orders/chase.server.ts'
import { draftOrder } from '#app/usecases/orders/draft.server.ts'
import { newDraftPage } from '#app/usecases/orders/draft-page.server.ts'
import { mergeOrder, withdrawOrder } from '#app/usecases/orders/end.server.ts'
import { giveFeedback } from '#app/usecases/orders/feedback.server.ts'
import { finishAssistTask } from '#app/usecases/orders/finish-assist.server.ts'
import { issueOrder } from '#app/usecases/orders/issue.server.ts'
import { completeOrder, returnOrder } from '#app/usecases/orders/judge.server.ts'
import { ordersOfViolation } from '#app/usecases/orders/of-violation.server.ts'
import { noteProgress } from '#app/usecases/orders/progress.server.ts'
import { rejectOrder } from '#app/usecases/orders/reject.server.ts'
import { submitForApproval } from '#app/usecases/orders/submit.server.ts'
import { answerOrderTransfer, transferOrder } from '#app/usecases/orders/transfer.server.ts'
import { describeOnBoth } from '#tests/support/database.ts'
import {
	answered,
	departmentId,
	done,
	FEEDBACK,
	issued,
	orderForm,
	orderRow,
	ruleOf,
	signedFor,
	versionNow,
} from '#tests/support/orders.ts'
import { recorded, TYPE } from '#tests/support/penalty-case.ts'
import { layWorld, worldOf } from '#tests/support/world.ts'

describeOnBoth('orders', (open) => {
	const world = async () => worldOf(await open(layWorld))

	test('numbers have no gaps: a refused issue gives its number back', async () => {
		const w = await world()
		const first = await issued(w)
		const late = { departmentId: await departmentId(w, 'XX'), task: '提供短信记录', dueOn: '2026-12-31' }
		const draft = done(await draftOrder(await w.as('orders'), await orderForm(w, { assists: [late] })))
		done(await submitForApproval(await w.as('orders'), draft.id, 1))
		expect(ruleOf(await issueOrder(await w.as('issuer'), draft.id, 2))).toBe('order.assist-date')
		const second = await issued(w)
		expect((await orderRow(w, first)).number).toBe('DB-2026-0001')
		expect(await orderRow(w, second)).toMatchObject({
			number: 'DB-2026-0002',
			document_number: '江服督〔2026〕0002号',
		})
	})

	test('dates by the statutory rule, kept with the clock and its steps', async () => {
		const w = await world()
		w.at('2026-11-16')
		const id = await issued(w, { complaintOn: '2026-11-13', source: 'HOTLINE' })
		const row = await orderRow(w, id)
		// domain 5.4: 15 working days would give 2026-12-07
		expect(row).toMatchObject({ due_on: '2026-11-26', statutory_due_on: '2026-11-28', urgency: 'NORMAL' })
		const clocks = await w.db.read.selectFrom('clock').selectAll().where('subject_id', '=', id).execute()
		expect(clocks.map((c) => [c.kind, c.due_on, c.state]).sort()).toEqual([
			['order.acknowledge', '2026-11-17', 'RUNNING'],
			['order.handle', '2026-11-26', 'RUNNING'],
			['order.statutory', '2026-11-30', 'RUNNING'],
		])
		const handle = clocks.find((c) => c.kind === 'order.handle')
		expect(handle?.due_at).toBe(row.due_at)
		expect(JSON.parse(handle?.steps_json ?? '[]')).toContainEqual(
			expect.objectContaining({ kind: 'statutory', uncut: '2026-12-07', applied: 'cut' }),
		)
	})

	test('users are kept masked and are found by the tail of the number', async () => {
		const w = await world()
		const id = await issued(w, { users: '13812342706\n13912345678' })
		const row = await orderRow(w, id)
		expect(row.affected_users_json).toBe('["138****2706","139****5678"]')
		expect(row.search_text).toContain('db-2026-0001')
		expect(JSON.stringify(row)).not.toContain('13812342706')
	})

	test('the drafter cannot issue; the issuer may send the draft back', async () => {
		const w = await world()
		const { id } = done(await draftOrder(await w.as('orders'), await orderForm(w)))
		done(await submitForApproval(await w.as('orders'), id, 1))
		done(await rejectOrder(await w.as('issuer'), id, 2, '写清涉及网点'))
		const form = await orderForm(w, { title: '望江区网点凭证缺失' })
		done(await changeDraft(await w.as('orders'), id, 3, form))
		expect(await orderRow(w, id)).toMatchObject({ state: 'DRAFT', title: '望江区网点凭证缺失', number: null })
	})

	test('the same draft sent twice is one draft', async () => {
		const w = await world()
		const form = await orderForm(w, { id: '0190aaaa-0000-7000-8000-000000000001' })
		const ctx = await w.as('orders')
		expect(done(await draftOrder(ctx, form)).id).toBe(done(await draftOrder(ctx, form)).id)
		const rows = await w.db.read.selectFrom('supervision_order').select('id').execute()
		expect(rows).toHaveLength(1)
	})

	test('a department sees its own orders only; another one is told that there is none', async () => {
		const w = await world()
		const id = await issued(w)
		const before = await w.fingerprint()
		expect(ruleOf(await acknowledgeOrder(await w.as('handler-sc'), id, 3))).toBe('not-found')
		// a branch-wide reader without the right is told that it is not for him
		expect(ruleOf(await acknowledgeOrder(await w.as('auditor'), id, 3))).toBe('not-allowed')
		expect(await w.fingerprint()).toBe(before)
	})

	test('an assisting department reads the order, does its own task and nothing else', async () => {
		const w = await world()
		const help = { departmentId: await departmentId(w, 'XX'), task: '提供短信记录', dueOn: '2026-11-10' }
		const id = await issued(w, { assists: [help] })
		expect(ruleOf(await acknowledgeOrder(await w.as('handler-xx'), id, 3))).toBe('not-allowed')
		done(await acknowledgeOrder(await w.as('department'), id, 3))
		const task = await w.db.read.selectFrom('order_assist').selectAll().executeTakeFirstOrThrow()
		const report = { assistId: task.id, result: '短信记录已导出' }
		expect(ruleOf(await finishAssistTask(await w.as('department'), id, 4, report))).toBe('not-allowed')
		done(await finishAssistTask(await w.as('handler-xx'), id, 4, report))
		expect(ruleOf(await finishAssistTask(await w.as('handler-xx'), id, 5, report))).toBe('order.assist-done')
		const clock = await w.db.read.selectFrom('clock').selectAll().where('subject_id', '=', task.id).executeTakeFirst()
		expect(clock).toMatchObject({ kind: 'order.assist', state: 'MET' })
	})

	test('a confidential order is read by those whom its roles name', async () => {
		const w = await world()
		const id = await issued(w, { confidential: 'on' })
		const open = await issued(w)
		// A compliance officer reads orders, but no confidential one.
		expect(ruleOf(await chaseOrder(await w.as('compliance'), id, 3, '尽快签收办理'))).toBe('not-found')
		expect(ruleOf(await chaseOrder(await w.as('compliance'), open, 3, '尽快签收办理'))).toBe('not-allowed')
		done(await acknowledgeOrder(await w.as('department'), id, 3))
	})

	test('late acknowledgement is recorded', async () => {
		const w = await world()
		const id = await issued(w)
		w.at('2026-11-04')
		done(await acknowledgeOrder(await w.as('department'), id, 3))
		expect(await orderRow(w, id)).toMatchObject({ ack_late: 1, handler_id: await w.accountId('department') })
	})

	test('work goes over to a colleague of the department once he accepts', async () => {
		const w = await world()
		const id = await signedFor(w)
		const departmentOf = await departmentId(w, 'QD')
		const ask = async (login: string) => ({
			to: { departmentId: departmentOf, accountId: await w.accountId(login) },
			reason: '本人出差两周',
		})
		const outside = await ask('handler-sc')
		expect(ruleOf(await transferOrder(await w.as('department'), id, 4, outside))).toBe('not-found')
		done(await transferOrder(await w.as('department'), id, 4, await ask('handler-qd')))
		expect(await orderRow(w, id)).toMatchObject({ handler_id: await w.accountId('department') })
		done(await answerOrderTransfer(await w.as('handler-qd'), id, 5, { accept: true, reason: '' }))
		done(await noteProgress(await w.as('handler-qd'), id, 6, '已通知 5 家网点补齐凭证'))
		expect(await orderRow(w, id)).toMatchObject({ state: 'IN_PROGRESS', handler_id: await w.accountId('handler-qd') })
	})

	test('a complaint asks for the call-back, an open assisting task for a reason', async () => {
		const w = await world()
		const help = { departmentId: await departmentId(w, 'XX'), task: '提供短信记录', dueOn: '2026-11-10' }
		const id = await answered(w, { complaintOn: '2026-10-30', source: 'HOTLINE', assists: [help] })
		const version = await versionNow(w, id)
		const ctx = await w.as('issuer')
		expect(ruleOf(await completeOrder(ctx, id, version, { callback: null, reason: '' }))).toBe('order.callback-missing')
		expect(ruleOf(await completeOrder(ctx, id, version, { callback: 'SATISFIED', reason: '' }))).toBe('reason-missing')
		done(await completeOrder(ctx, id, version, { callback: 'SATISFIED', reason: '短信记录已由主办部门自行调取' }))
		expect(await orderRow(w, id)).toMatchObject({ state: 'COMPLETED', observe_until: '2026-12-02' })
		const clocks = await w.db.read.selectFrom('clock').select(['kind', 'state']).execute()
		expect(clocks.filter((c) => c.state === 'RUNNING').map((c) => c.kind)).toEqual(['order.observe'])
	})

	test('a return opens a new round at the old date, and the old feedback stays', async () => {
		const w = await world()
		const id = await answered(w)
		const due = (await orderRow(w, id)).due_at
		const reason = '机制改进一栏写清由谁负责、哪天上线、怎么验证'
		done(await returnOrder(await w.as('issuer'), id, await versionNow(w, id), reason))
		expect(await orderRow(w, id)).toMatchObject({ state: 'RETURNED', round: 2, returned_count: 1, due_at: due })
		const version = await versionNow(w, id)
		done(await giveFeedback(await w.as('department'), id, version, FEEDBACK))
		const feedback = await w.db.read
			.selectFrom('order_feedback')
			.select(['round', 'outcome'])
			.orderBy('round')
			.execute()
		expect(feedback).toEqual([
			{ round: 1, outcome: 'RETURNED' },
			{ round: 2, outcome: 'PENDING' },
		])
		const clocks = await w.db.read
			.selectFrom('clock')
			.select(['round', 'due_at', 'state'])
			.where('kind', '=', 'order.handle')
			.orderBy('round')
			.execute()
		expect(clocks).toEqual([
			{ round: 1, due_at: due, state: 'MET' },
			{ round: 2, due_at: due, state: 'MET' },
		])
	})

	test('one order goes into another; a draft is withdrawn by its drafter', async () => {
		const w = await world()
		const [one, other] = [await issued(w), await issued(w)]
		const into = { number: 'db-2026-0002', reason: '同一事项，合并办理' }
		done(await mergeOrder(await w.as('issuer'), one, 3, into))
		expect(await orderRow(w, one)).toMatchObject({ state: 'MERGED', merged_into_id: other })
		const { id } = done(await draftOrder(await w.as('orders'), await orderForm(w)))
		expect(ruleOf(await withdrawOrder(await w.as('compliance'), id, 1, '重复拟稿'))).toBe('not-allowed')
		done(await withdrawOrder(await w.as('orders'), id, 1, '重复拟稿'))
	})

	test('a stale version is refused and says who was faster', async () => {
		const w = await world()
		const id = await signedFor(w)
		const outcome = await noteProgress(await w.as('department'), id, 3, '已通知网点')
		expect(outcome).toMatchObject({ ok: false, error: { kind: 'stale', params: { by: '孙志远' } } })
	})

	test('an extension too late is refused, whole, and nothing is written', async () => {
		const w = await world()
		const id = await signedFor(w)
		w.at(instantAt('2026-11-23', 600))
		const before = await w.fingerprint()
		const request = { limit: { amount: 3, unit: 'wd' }, reason: '凭证在省公司系统' } as const
		expect(ruleOf(await askExtension(await w.as('department'), id, 4, request))).toBe('order.extension-too-late')
		expect(await w.fingerprint()).toBe(before)
	})
})

describeOnBoth('an order from a violation', (open) => {
	test('begins from one whose fault lies with the operator, and each leads to the other', async () => {
		const w = worldOf(await open(layWorld))
		const violation = await recorded(w, { share: 0 })
		const ctx = await w.as('compliance')
		const page = await newDraftPage(ctx, violation, null)
		expect(page.values).toMatchObject({ violationId: violation, source: 'INSPECTION', category: TYPE.L2 })
		const form = await orderForm(w, { violationId: violation })
		const { id } = done(await draftOrder(ctx, form))
		expect(await orderRow(w, id)).toMatchObject({ violation_id: violation, outlet_id: await w.outletId('JZ-WJ-0312') })
		expect(await ordersOfViolation(ctx, violation)).toMatchObject([{ id, state: 'DRAFT' }])
		// The channel manager reads the violation but no orders; an order officer no violations.
		expect(await ordersOfViolation(await w.as('manager'), violation)).toEqual([])
		expect((await newDraftPage(await w.as('orders'), violation, null)).values).toEqual({})
		expect(ruleOf(await draftOrder(await w.as('orders'), form))).toBe('not-found')
	})

	test('is refused when the fault is the dealer’s', async () => {
		const w = worldOf(await open(layWorld))
		const violation = await recorded(w, { share: 100 })
		const ctx = await w.as('compliance')
		expect((await newDraftPage(ctx, violation, null)).violation).toBeNull()
		expect(ruleOf(await draftOrder(ctx, await orderForm(w, { violationId: violation })))).toBe('not-found')
	})
})
