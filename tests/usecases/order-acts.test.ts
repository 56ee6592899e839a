import { expect, test } from 'vitest'
import { addDays, instantAt, type LocalDate } from '#app/domain/time.ts'
import { verifyCode } from '#app/usecases/notices/verify-code.server.ts'
import { acknowledgeOrder } from '#app/usecases/orders/acknowledge.server.ts'
import { askExtension } from '#app/usecases/orders/ask-extension.server.ts'
import { chaseMany, chaseOrder, nextChaseAt } from '#app/usecases/orders/chase.server.ts'
import { chaseNoticePdf, chaseNoticePrint } from '#app/usecases/orders/chase-notice-page.server.ts'
import { recordContact, tellIdentity } from '#app/usecases/orders/contact.server.ts'
import { mergeByForm, withdrawOrder } from '#app/usecases/orders/end.server.ts'
import { giveFeedback } from '#app/usecases/orders/feedback.server.ts'
import { finishAssistTask } from '#app/usecases/orders/finish-assist.server.ts'
import { gapReport } from '#app/usecases/orders/gaps.server.ts'
import { gradeOrder } from '#app/usecases/orders/grade.server.ts'
import { completeOrder, returnOrder } from '#app/usecases/orders/judge.server.ts'
import { mergeOrders } from '#app/usecases/orders/merge.server.ts'
import { orderPage } from '#app/usecases/orders/page.server.ts'
import { noteProgress } from '#app/usecases/orders/progress.server.ts'
import { raiseOrder } from '#app/usecases/orders/raise.server.ts'
import { setOrderDue } from '#app/usecases/orders/set-due.server.ts'
import { resumeOrder, suspendOrder } from '#app/usecases/orders/suspend.server.ts'
import { addTask, changeTask, takeBackTask } from '#app/usecases/orders/tasks.server.ts'
import { answerOrderTransfer, takeBackOrderTransfer, transferOrder } from '#app/usecases/orders/transfer.server.ts'
import { withdrawOwnExtension } from '#app/usecases/orders/withdraw-extension.server.ts'
import { sweepOnce } from '#app/usecases/sweep/run.server.ts'
import { describeOnBoth } from '#tests/support/database.ts'
import { departmentId, done, FEEDBACK, issued, orderRow, ruleOf, signedFor, versionNow } from '#tests/support/orders.ts'
import { layWorld, type World, worldOf } from '#tests/support/world.ts'

// Monday; an ordinary order of 15 working days is due on 2026-11-23.
const START: LocalDate = '2026-11-02'

async function clocks(w: World, kind: string) {
	return w.db.read.selectFrom('clock').selectAll().where('kind', '=', kind).orderBy('round').execute()
}

async function events(w: World, id: string): Promise<string[]> {
	const rows = await w.db.read
		.selectFrom('case_event')
		.select('kind')
		.where('subject_id', '=', id)
		.orderBy('id')
		.execute()
	return rows.map(({ kind }) => kind)
}

async function owners(w: World, id: string) {
	return w.db.read
		.selectFrom('order_owner')
		.select(['n', 'department_id', 'account_id', 'how', 'from_at', 'to_at'])
		.where('order_id', '=', id)
		.orderBy('n')
		.execute()
}

async function told(w: World, kind: string): Promise<string[]> {
	const rows = await w.db.read
		.selectFrom('outbox')
		.innerJoin('account', 'account.id', 'outbox.account_id')
		.select('account.login')
		.where('outbox.kind', '=', kind)
		.orderBy('account.login')
		.execute()
	return rows.map(({ login }) => login)
}

describeOnBoth('suspension', (open) => {
	const pause = { body: '省公司计费中心', until: '2026-11-13', reason: '等待省公司调取话单' } as const

	test('the clocks stand, the statutory one goes on, and the sweep gives the pause back on the expected day', async () => {
		const w = worldOf(await open(layWorld), START)
		const id = await signedFor(w, { complaintOn: '2026-11-01', source: 'HOTLINE' })
		const before = await orderRow(w, id)
		const [statutory] = await clocks(w, 'order.statutory')
		// 15 working days cut to two before 2026-11-16
		expect(before).toMatchObject({ due_on: '2026-11-12', statutory_due_on: '2026-11-16' })
		w.at('2026-11-05')
		const version = () => versionNow(w, id)
		expect(ruleOf(await suspendOrder(await w.as('department'), id, await version(), pause))).toBe('not-allowed')
		expect(ruleOf(await suspendOrder(await w.as('orders2'), id, await version(), pause))).toBe('order.not-issuing-side')
		done(await suspendOrder(await w.as('issuer'), id, await version(), { ...pause, until: '2026-11-09' }))
		expect(await orderRow(w, id)).toMatchObject({ suspended_until: '2026-11-09', waiting_for: pause.body })
		expect((await clocks(w, 'order.handle'))[0]?.state).toBe('PAUSED')
		expect((await clocks(w, 'order.progress')).at(-1)?.state).toBe('PAUSED')
		expect((await clocks(w, 'order.statutory'))[0]).toMatchObject({ state: 'RUNNING', due_at: statutory?.due_at })
		expect(ruleOf(await giveFeedback(await w.as('department'), id, await version(), FEEDBACK))).toBe('order.suspended')
		expect(ruleOf(await chaseOrder(await w.as('orders'), id, await version(), '请尽快反馈'))).toBe('order.suspended')
		// The sweep comes by days late: the pause ends when it was to end, and gives back no more.
		w.at('2026-11-11')
		await sweepOnce(w.deps)
		const after = await orderRow(w, id)
		expect(after).toMatchObject({ suspended_at: null, suspended_until: null, waiting_for: null, overdue_at: null })
		// Three working days lie in the pause (5, 6 and 9); the date is held by the statutory one.
		expect(after.due_on).toBe('2026-11-16')
		const [row] = await w.db.read.selectFrom('order_suspension').selectAll().execute()
		expect(row).toMatchObject({ how: 'DUE', to_at: instantAt('2026-11-09', 1080) })
		expect(await events(w, id)).toEqual(expect.arrayContaining(['order.suspended', 'order.resumed']))
		expect((await clocks(w, 'order.statutory'))[0]?.due_at).toBe(statutory?.due_at)
		await sweepOnce(w.deps)
		expect((await events(w, id)).filter((kind) => kind === 'order.resumed')).toHaveLength(1)
	})

	test('resumed by hand, twice paused: exactly the working days that it stood', async () => {
		const w = worldOf(await open(layWorld), START)
		const id = await signedFor(w)
		const version = () => versionNow(w, id)
		expect((await orderRow(w, id)).due_on).toBe('2026-11-23')
		w.at('2026-11-05')
		done(await suspendOrder(await w.as('orders'), id, await version(), { ...pause, until: '2026-11-20' }))
		w.at('2026-11-10')
		done(await resumeOrder(await w.as('orders'), id, await version(), '省公司已答复'))
		// 5, 6 and 9 November closed while it stood.
		expect((await orderRow(w, id)).due_on).toBe('2026-11-26')
		w.at('2026-11-12')
		done(await suspendOrder(await w.as('orders'), id, await version(), { ...pause, until: '2026-11-20' }))
		w.at('2026-11-13')
		done(await resumeOrder(await w.as('orders'), id, await version(), ''))
		expect((await orderRow(w, id)).due_on).toBe('2026-11-27')
		expect(ruleOf(await resumeOrder(await w.as('orders'), id, await version(), ''))).toBe('order.not-suspended')
		w.at('2026-11-20')
		await sweepOnce(w.deps)
		expect((await clocks(w, 'order.suspension')).map(({ state }) => state)).not.toContain('RUNNING')
	})

	test('withdrawn while it waits: nothing is left running', async () => {
		const w = worldOf(await open(layWorld), START)
		const id = await signedFor(w, { complaintOn: '2026-11-01', source: 'HOTLINE' })
		done(await suspendOrder(await w.as('issuer'), id, await versionNow(w, id), pause))
		done(await withdrawOrder(await w.as('issuer'), id, await versionNow(w, id), '与另一单重复'))
		const open2 = await w.db.read
			.selectFrom('clock')
			.select('kind')
			.where('state', 'in', ['RUNNING', 'PAUSED'])
			.execute()
		expect(open2).toEqual([])
		expect((await w.db.read.selectFrom('order_suspension').select('how').execute())[0]).toEqual({ how: 'ENDED' })
		expect((await owners(w, id)).at(-1)?.to_at).not.toBeNull()
	})
})

describeOnBoth('transfer', (open) => {
	test('to another department: the owner stays until it is accepted, without a gap', async () => {
		const w = worldOf(await open(layWorld), START)
		const id = await signedFor(w)
		const version = () => versionNow(w, id)
		const [qd, xx] = [await departmentId(w, 'QD'), await departmentId(w, 'XX')]
		const to = { departmentId: xx, accountId: null }
		const asked = { to, reason: '短信记录在信息化部' }
		expect(ruleOf(await orderPage(await w.as('handler-xx'), id))).toBe('not-found')
		done(await transferOrder(await w.as('department'), id, await version(), asked))
		expect(await orderRow(w, id)).toMatchObject({ lead_department_id: qd, transfer_to_id: xx })
		// Who is asked reads it, and cannot work on it yet.
		expect(done(await orderPage(await w.as('handler-xx'), id)).side.transfers[0]?.mine).toBe('answer')
		expect(ruleOf(await giveFeedback(await w.as('handler-xx'), id, await version(), FEEDBACK))).toBe('not-allowed')
		expect(ruleOf(await transferOrder(await w.as('department'), id, await version(), asked))).toBe(
			'order.transfer-pending',
		)
		expect((await clocks(w, 'order.transfer'))[0]).toMatchObject({ due_on: '2026-11-03', state: 'RUNNING' })
		const yes = { accept: true, reason: '' }
		expect(ruleOf(await answerOrderTransfer(await w.as('handler-sc'), id, await version(), yes))).toBe('not-found')
		expect(ruleOf(await answerOrderTransfer(await w.as('department'), id, await version(), yes))).toBe(
			'order.transfer-successor',
		)
		w.at('2026-11-03')
		done(await answerOrderTransfer(await w.as('handler-xx'), id, await version(), yes))
		const after = await orderRow(w, id)
		expect(after).toMatchObject({
			lead_department_id: xx,
			handler_id: await w.accountId('handler-xx'),
			transfer_to_id: null,
			due_on: '2026-11-23',
		})
		expect((await clocks(w, 'order.transfer'))[0]?.state).toBe('MET')
		const rows = await owners(w, id)
		expect(rows.map(({ how, department_id }) => [how, department_id])).toEqual([
			['ISSUED', qd],
			['SIGNED', qd],
			['TRANSFER', xx],
		])
		expect(rows[0]?.to_at).toBe(rows[1]?.from_at)
		expect(rows[1]?.to_at).toBe(rows[2]?.from_at)
		expect(rows[2]?.to_at).toBeNull()
		// The first department has given it away.
		expect(ruleOf(await orderPage(await w.as('department'), id))).toBe('not-found')
		expect(await told(w, 'order.transfer-answered')).toEqual(expect.arrayContaining(['department']))
	})

	test('refused, taken back or left lying, it comes back', async () => {
		const w = worldOf(await open(layWorld), START)
		const id = await signedFor(w)
		const version = () => versionNow(w, id)
		const before = await owners(w, id)
		const colleague = await w.accountId('handler-qd')
		const asked = {
			to: { departmentId: await departmentId(w, 'QD'), accountId: colleague },
			reason: '本人出差一周',
		}
		done(await transferOrder(await w.as('department'), id, await version(), asked))
		const no = { accept: false, reason: '手上已有五张督办单' }
		done(await answerOrderTransfer(await w.as('handler-qd'), id, await version(), no))
		done(await transferOrder(await w.as('department'), id, await version(), asked))
		expect(ruleOf(await takeBackOrderTransfer(await w.as('orders'), id, await version()))).toBe(
			'order.not-transfer-asker',
		)
		done(await takeBackOrderTransfer(await w.as('department'), id, await version()))
		done(await transferOrder(await w.as('department'), id, await version(), asked))
		w.at(instantAt('2026-11-03', 1085))
		await sweepOnce(w.deps)
		await sweepOnce(w.deps)
		const states = await w.db.read
			.selectFrom('order_transfer')
			.select('state')
			.orderBy('asked_at')
			.orderBy('id')
			.execute()
		expect(states.map(({ state }) => state)).toEqual(['REFUSED', 'WITHDRAWN', 'LAPSED'])
		expect((await events(w, id)).filter((kind) => kind === 'order.transfer-lapsed')).toHaveLength(1)
		expect(await owners(w, id)).toEqual(before)
		expect(await orderRow(w, id)).toMatchObject({ transfer_to_id: null, handler_id: await w.accountId('department') })
	})

	test('who answers the order takes the request back with it: nobody is asked any more, and it may be asked again', async () => {
		const w = worldOf(await open(layWorld), START)
		const id = await signedFor(w, {})
		const version = () => versionNow(w, id)
		const asked = { to: { departmentId: await departmentId(w, 'XX'), accountId: null }, reason: '短信平台归口信息化部' }
		done(await transferOrder(await w.as('department'), id, await version(), asked))
		const answer = { result: '已补齐凭证', cause: '保存期过短', mechanism: '保存期改为二十四个月' }
		done(await giveFeedback(await w.as('department'), id, await version(), answer))
		expect(await orderRow(w, id)).toMatchObject({ state: 'SUBMITTED', transfer_to_id: null })
		const row = await w.db.read.selectFrom('order_transfer').select(['state', 'decided_by']).executeTakeFirst()
		expect(row).toEqual({ state: 'WITHDRAWN', decided_by: await w.accountId('department') })
		expect((await clocks(w, 'order.transfer'))[0]?.state).toBe('CANCELLED')
		expect(await told(w, 'order.transfer-answered')).toContain('handler-xx')
		done(await returnOrder(await w.as('issuer'), id, await version(), '请补充逐户回访的记录'))
		done(await transferOrder(await w.as('department'), id, await version(), asked))
	})
})

describeOnBoth('merger', (open) => {
	test('several go into one: their clocks end, users come along, the earliest complaint rules', async () => {
		const w = worldOf(await open(layWorld), START)
		const target = await signedFor(w, { users: '13800001111' })
		const first = await issued(w, { complaintOn: '2026-11-01', source: 'HOTLINE', users: '13800002222' })
		const second = await signedFor(w, { complaintOn: '2026-10-30', source: 'MIIT', users: '13800003333' })
		expect((await orderRow(w, target)).due_on).toBe('2026-11-23')
		const merger = { target: { id: target, version: undefined }, reason: '同一网点同一问题' }
		const sources = [first, second].map((id) => ({ id, version: undefined }))
		expect(ruleOf(await mergeOrders(await w.as('department'), { ...merger, sources }))).toBe('not-allowed')
		done(await mergeOrders(await w.as('issuer'), { ...merger, sources }))
		for (const id of [first, second]) {
			expect(await orderRow(w, id)).toMatchObject({ state: 'MERGED', merged_into_id: target })
			const running = await w.db.read
				.selectFrom('clock')
				.select('id')
				.where('subject_id', '=', id)
				.where('state', 'in', ['RUNNING', 'PAUSED'])
				.execute()
			expect(running).toEqual([])
		}
		const row = await orderRow(w, target)
		// 2026-10-30 + 15 calendar days = 11-14 (a Saturday); two working days before it is 11-12.
		expect(row).toMatchObject({ complaint_on: '2026-10-30', statutory_due_on: '2026-11-14', due_on: '2026-11-12' })
		expect(JSON.parse(row.affected_users_json)).toEqual(['138****1111', '138****2222', '138****3333'])
		const own = (await clocks(w, 'order.statutory')).filter(({ subject_id }) => subject_id === target)
		expect(own.map(({ state, raw_due_on }) => [state, raw_due_on])).toEqual([['RUNNING', '2026-11-14']])
		const page = done(await orderPage(await w.as('issuer'), target))
		expect(page.side.mergedFrom.map(({ id }) => id).sort()).toEqual([first, second].sort())
		expect(await told(w, 'order.absorbed')).toEqual(expect.arrayContaining(['department']))
		// What was cut cannot be set past the new statutory date.
		const late = { dueOn: '2026-11-16', reason: '想要多几天' } as const
		expect(ruleOf(await setOrderDue(await w.as('issuer'), target, row.version, late))).toBe('order.due-statutory')
	})

	test('all or nothing, by numbers too', async () => {
		const w = worldOf(await open(layWorld), START)
		const [target, source] = [await issued(w), await issued(w)]
		const before = await w.fingerprint()
		const ctx = await w.as('issuer')
		const form = { sources: [source], numbers: 'DB-2026-0099', reason: '同一问题' }
		expect(ruleOf(await mergeByForm(ctx, target, 3, form))).toBe('order.merge-unknown')
		const self = { sources: [source, target], numbers: '', reason: '同一问题' }
		expect(ruleOf(await mergeByForm(ctx, target, 3, self))).toBe('order.merge-target')
		expect(await w.fingerprint()).toBe(before)
		done(await mergeByForm(ctx, target, 3, { sources: [], numbers: 'db-2026-0002', reason: '同一问题' }))
		expect((await orderRow(w, source)).state).toBe('MERGED')
	})
})

describeOnBoth('urgency, grade and the named date', (open) => {
	test('a level up keeps the date, or takes the new limit from now when asked', async () => {
		const w = worldOf(await open(layWorld), START)
		const id = await signedFor(w)
		const version = () => versionNow(w, id)
		done(await raiseOrder(await w.as('orders'), id, await version(), { reason: '影响扩大到三个区', shorten: false }))
		expect(await orderRow(w, id)).toMatchObject({ urgency: 'IMPORTANT', due_on: '2026-11-23' })
		w.at('2026-11-04')
		done(await raiseOrder(await w.as('orders'), id, await version(), { reason: '媒体已来电询问', shorten: true }))
		expect(await orderRow(w, id)).toMatchObject({ urgency: 'URGENT', due_on: '2026-11-09' })
		const again = { reason: '还要更急', shorten: false }
		expect(ruleOf(await raiseOrder(await w.as('orders'), id, await version(), again))).toBe('order.top-urgency')
		const moves = await w.db.read.selectFrom('clock_move').select(['cause', 'old_due_on', 'new_due_on']).execute()
		expect(moves).toEqual([{ cause: 'manual', old_due_on: '2026-11-23', new_due_on: '2026-11-09' }])
		expect((await clocks(w, 'order.handle'))[0]).toMatchObject({ due_on: '2026-11-09', state: 'RUNNING' })
	})

	test('the issuer names a day, never past the statutory date; the old one is on record', async () => {
		const w = worldOf(await open(layWorld), START)
		const id = await signedFor(w, { complaintOn: '2026-11-01', source: 'HOTLINE' })
		const version = () => versionNow(w, id)
		const named = (dueOn: LocalDate) => ({ dueOn, reason: '与监管部门约定的日期' })
		expect(ruleOf(await setOrderDue(await w.as('orders'), id, await version(), named('2026-11-10')))).toBe(
			'not-allowed',
		)
		expect(ruleOf(await setOrderDue(await w.as('issuer'), id, await version(), named('2026-11-17')))).toBe(
			'order.due-statutory',
		)
		done(await setOrderDue(await w.as('issuer'), id, await version(), named('2026-11-16')))
		expect(await orderRow(w, id)).toMatchObject({ due_on: '2026-11-16', due_at: instantAt('2026-11-16', 1080) })
		// Reminders and lateness follow the named day like a computed one.
		w.at(instantAt('2026-11-17', 520))
		await sweepOnce(w.deps)
		expect((await orderRow(w, id)).overdue_at).toBe(instantAt('2026-11-16', 1080))
	})

	test('a grade set on the way shuts out whom no role of the order names, and lifts again', async () => {
		const w = worldOf(await open(layWorld), START)
		const id = await issued(w)
		done(await orderPage(await w.as('compliance'), id))
		const set = { confidential: true, reason: '涉及未公开的处罚信息' }
		expect(ruleOf(await gradeOrder(await w.as('department'), id, 3, set))).toBe('not-allowed')
		done(await gradeOrder(await w.as('issuer'), id, 3, set))
		expect(ruleOf(await orderPage(await w.as('compliance'), id))).toBe('not-found')
		for (const login of ['orders2', 'department', 'auditor']) done(await orderPage(await w.as(login), id))
		expect(ruleOf(await gradeOrder(await w.as('issuer'), id, 4, set))).toBe('order.grade-same')
		done(await gradeOrder(await w.as('issuer'), id, 4, { confidential: false, reason: '信息已公开' }))
		done(await orderPage(await w.as('compliance'), id))
		expect(await events(w, id)).toEqual(expect.arrayContaining(['order.graded', 'order.ungraded']))
	})
})

describeOnBoth('assisting tasks', (open) => {
	test('added, changed, late, taken back and added again; done with an own answer', async () => {
		const w = worldOf(await open(layWorld), START)
		const id = await signedFor(w)
		const version = () => versionNow(w, id)
		const [xx, kf] = [await departmentId(w, 'XX'), await departmentId(w, 'KF')]
		const ctx = () => w.as('issuer')
		done(
			await addTask(await ctx(), id, await version(), { departmentId: xx, task: '提供短信记录', dueOn: '2026-11-06' }),
		)
		const [task] = await w.db.read.selectFrom('order_assist').selectAll().execute()
		const assistId = task?.id ?? ''
		const again = { departmentId: xx, task: '再提供一份', dueOn: '2026-11-06' } as const
		expect(ruleOf(await addTask(await ctx(), id, await version(), again))).toBe('order.assist-has')
		const change = { assistId, task: '提供短信和系统日志', dueOn: '2026-11-09', reason: '日志较多' } as const
		done(await changeTask(await ctx(), id, await version(), change))
		expect((await clocks(w, 'order.assist'))[0]).toMatchObject({ due_on: '2026-11-09', state: 'RUNNING' })
		expect((await w.db.read.selectFrom('order_assist').select(['task', 'due_on']).execute())[0]).toEqual({
			task: '提供短信和系统日志',
			due_on: '2026-11-09',
		})
		w.at(instantAt('2026-11-10', 520))
		await sweepOnce(w.deps)
		const back = { assistId, reason: '主办部门已自行取得' }
		done(await takeBackTask(await ctx(), id, await version(), back))
		const [taken] = await w.db.read.selectFrom('order_assist').selectAll().execute()
		// Late stays late, though it is not needed any more.
		expect(taken).toMatchObject({ overdue_at: instantAt('2026-11-09', 1080), taken_back_reason: '主办部门已自行取得' })
		expect(ruleOf(await orderPage(await w.as('handler-xx'), id))).toBe('not-found')
		done(await addTask(await ctx(), id, await version(), { ...again, dueOn: '2026-11-12' }))
		done(await addTask(await ctx(), id, await version(), { departmentId: kf, task: '回访用户', dueOn: '2026-11-12' }))
		const open2 = await w.db.read.selectFrom('order_assist').select('id').where('taken_back_at', 'is', null).execute()
		expect(open2).toHaveLength(2)
		const mine = await w.db.read
			.selectFrom('order_assist')
			.select('id')
			.where('department_id', '=', kf)
			.executeTakeFirstOrThrow()
		const answer = { assistId: mine.id, result: '已回访 12 户' }
		done(await finishAssistTask(await w.as('handler-kf'), id, await version(), answer))
		const own = (await clocks(w, 'order.assist')).find(({ subject_id }) => subject_id === mine.id)
		expect(own?.state).toBe('MET')
	})
})

describeOnBoth('first-asked responsibility', (open) => {
	const identity = (w: World) => ({
		handlerName: '孙志远',
		handlerNumber: '工号 0231',
		channel: 'PHONE' as const,
		user: '',
		at: w.deps.now(),
	})

	test('five steps from sign-for to call-back', async () => {
		const w = worldOf(await open(layWorld), START)
		const id = await signedFor(w, { complaintOn: '2026-11-01', source: 'HOTLINE', users: '13800002222' })
		const version = () => versionNow(w, id)
		const steps = async () =>
			done(await orderPage(await w.as('issuer'), id)).side.firstAsked?.steps.map(({ state }) => state)
		expect(await steps()).toEqual(['missing', 'done', 'open', 'open', 'open'])
		done(await tellIdentity(await w.as('department'), id, await version(), identity(w)))
		expect(await steps()).toEqual(['done', 'done', 'open', 'open', 'open'])
		w.at('2026-11-05')
		const contact = {
			channel: 'SMS',
			reached: true,
			text: '告知用户正在核实',
			user: '13800002222',
			at: w.deps.now(),
		} as const
		done(await recordContact(await w.as('department'), id, await version(), contact))
		const [said] = await w.db.read
			.selectFrom('order_contact')
			.select('user_masked')
			.where('kind', '=', 'CONTACT')
			.execute()
		expect(said?.user_masked).toBe('138****2222')
		const early = { ...contact, at: instantAt('2026-10-30', 600) }
		expect(ruleOf(await recordContact(await w.as('department'), id, await version(), early))).toBe(
			'order.contact-future',
		)
		w.at('2026-11-09')
		done(await giveFeedback(await w.as('department'), id, await version(), FEEDBACK))
		expect(await steps()).toEqual(['done', 'done', 'done', 'done', 'open'])
		const closing = { callback: 'SATISFIED', reason: '' } as const
		done(await completeOrder(await w.as('issuer'), id, await version(), closing))
		expect(await steps()).toEqual(['done', 'done', 'done', 'done', 'done'])
		expect((await clocks(w, 'order.progress')).map(({ state }) => state)).not.toContain('RUNNING')
	})

	test('more than three working days without a word is a gap, told once and reported', async () => {
		const w = worldOf(await open(layWorld), START)
		const id = await signedFor(w, { complaintOn: '2026-11-01', source: 'HOTLINE' })
		const version = () => versionNow(w, id)
		expect((await clocks(w, 'order.progress'))[0]).toMatchObject({ due_on: '2026-11-05' })
		w.at(instantAt('2026-11-06', 520))
		await sweepOnce(w.deps)
		await sweepOnce(w.deps)
		expect((await events(w, id)).filter((kind) => kind === 'order.progress-gap')).toHaveLength(1)
		expect(await told(w, 'order.progress-gap')).toEqual(expect.arrayContaining(['department', 'issuer', 'orders']))
		const running = await gapReport(await w.as('auditor'), 'running', null)
		expect(running).toMatchObject({ running: 1, all: 1, rows: [{ orderId: id, endedAt: null, days: 4 }] })
		done(await noteProgress(await w.as('department'), id, await version(), '已联系用户核实'))
		expect((await clocks(w, 'order.progress')).at(-1)).toMatchObject({
			round: 2,
			due_on: '2026-11-11',
			state: 'RUNNING',
		})
		const later = await gapReport(await w.as('orders'), 'all', null)
		expect(later).toMatchObject({ running: 0, all: 1, rows: [{ endedAt: w.deps.now(), days: 4 }] })
		const page = done(await orderPage(await w.as('issuer'), id))
		expect(page.side.firstAsked?.steps[2]).toMatchObject({ state: 'missing', reason: 'gaps' })
	})

	test('a return opens the watch again; an order without a user has none', async () => {
		const w = worldOf(await open(layWorld), START)
		const id = await signedFor(w, { complaintOn: '2026-11-01', source: 'HOTLINE' })
		const version = () => versionNow(w, id)
		done(await giveFeedback(await w.as('department'), id, await version(), FEEDBACK))
		expect((await clocks(w, 'order.progress')).map(({ state }) => state)).toEqual(['MET'])
		done(await returnOrder(await w.as('issuer'), id, await version(), '机制改进一栏写清由谁负责、哪天上线、怎么验证'))
		expect((await clocks(w, 'order.progress')).map(({ state }) => state)).toEqual(['MET', 'RUNNING'])
		const plain = await signedFor(w)
		expect((await clocks(w, 'order.progress')).filter(({ subject_id }) => subject_id === plain)).toEqual([])
		const told2 = { ...identity(w) }
		expect(ruleOf(await tellIdentity(await w.as('department'), plain, await versionNow(w, plain), told2))).toBe(
			'order.no-person',
		)
	})
})

describeOnBoth('chases', (open) => {
	test('by hand not sooner than the policy allows, one by one and several at once', async () => {
		const w = worldOf(await open(layWorld), START)
		const [one, other] = [await signedFor(w), await issued(w)]
		w.at(instantAt('2026-11-04', 540))
		done(await chaseOrder(await w.as('orders'), one, await versionNow(w, one), '请今天报进展'))
		w.at(instantAt('2026-11-04', 600))
		const from = instantAt('2026-11-04', 870)
		expect(await nextChaseAt(await w.as('orders'), one)).toBe(from)
		expect(await chaseOrder(await w.as('issuer'), one, await versionNow(w, one), '再催一次')).toMatchObject({
			ok: false,
			error: { rule: 'order.chase-too-soon', params: { from } },
		})
		const results = await chaseMany(await w.as('orders'), [one, other, 'nowhere', other], '请今天下班前报进展')
		expect(results.map(({ id, number, refusal }) => [id, number, refusal?.rule ?? null])).toEqual([
			[one, 'DB-2026-0001', 'order.chase-too-soon'],
			[other, 'DB-2026-0002', null],
			['nowhere', '', 'not-found'],
		])
		const log = await w.db.read.selectFrom('order_chase').select(['order_id', 'rung', 'text']).orderBy('at').execute()
		expect(log).toEqual([
			{ order_id: one, rung: 'manual', text: '请今天报进展' },
			{ order_id: other, rung: 'manual', text: '请今天下班前报进展' },
		])
		w.at(from)
		done(await chaseOrder(await w.as('issuer'), one, await versionNow(w, one), '再催一次'))
	})

	test('the working day after the due date brings the numbered notice, once, readable and checkable', async () => {
		const w = worldOf(await open(layWorld), START)
		const id = await signedFor(w)
		w.at(instantAt('2026-11-24', 520))
		await sweepOnce(w.deps)
		await sweepOnce(w.deps)
		const notices = await w.db.read.selectFrom('order_notice').selectAll().execute()
		expect(notices).toHaveLength(1)
		const [notice] = notices
		expect(notice).toMatchObject({
			order_id: id,
			number: '江服催〔2026〕0001号',
			due_at: instantAt('2026-11-23', 1080),
		})
		expect((await events(w, id)).filter((kind) => kind === 'order.chase-notice')).toHaveLength(1)
		const noticeId = notice?.id ?? ''
		const sheet = done(await chaseNoticePrint(await w.as('department'), noticeId, 'zh-Hans'))
		const said = sheet.text.blocks
			.flatMap((block) => (block.kind === 'p' ? block.spans.map(({ text }) => text) : []))
			.join('')
		expect(said).toContain('DB-2026-0001')
		expect(said).toContain('2026年11月23日')
		expect(sheet.text.to).toContain('渠道')
		expect(ruleOf(await chaseNoticePrint(await w.as('handler-xx'), noticeId, 'en'))).toBe('not-found')
		const pdf = done(await chaseNoticePdf(await w.as('issuer'), noticeId, 'en'))
		const twice = done(await chaseNoticePdf(await w.as('auditor'), noticeId, 'en'))
		expect(twice.bytes.equals(pdf.bytes)).toBe(true)
		expect(await verifyCode(w.deps, notice?.check_code ?? '')).toMatchObject({
			number: notice?.number,
			state: 'in-force',
		})
		expect(done(await orderPage(await w.as('issuer'), id)).side.chaseNotices).toHaveLength(1)
	})
})

describeOnBoth('an own request for more time', (open) => {
	test('is withdrawn by who asked, stays in the ledger, and does not count', async () => {
		const w = worldOf(await open(layWorld), START)
		const id = await signedFor(w)
		const version = () => versionNow(w, id)
		const request = { limit: { amount: 3, unit: 'wd' }, reason: '凭证在省公司系统' } as const
		done(await askExtension(await w.as('department'), id, await version(), request))
		expect(ruleOf(await withdrawOwnExtension(await w.as('handler-qd'), id, await version()))).toBe(
			'order.extension-not-own',
		)
		done(await withdrawOwnExtension(await w.as('department'), id, await version()))
		expect((await orderRow(w, id)).due_on).toBe('2026-11-23')
		for (let n = 0; n < 2; n++) {
			done(await askExtension(await w.as('department'), id, await version(), request))
			done(await withdrawOwnExtension(await w.as('department'), id, await version()))
		}
		const page = done(await orderPage(await w.as('issuer'), id))
		expect(page.extensions.map(({ state }) => state)).toEqual(['WITHDRAWN', 'WITHDRAWN', 'WITHDRAWN'])
		// Withdrawn requests take none of the two extensions.
		done(await askExtension(await w.as('department'), id, await version(), request))
	})
})

describeOnBoth('sign-for', (open) => {
	test('the first receiver owns the order from that moment', async () => {
		const w = worldOf(await open(layWorld), START)
		const id = await issued(w)
		expect(await owners(w, id)).toMatchObject([{ how: 'ISSUED', account_id: null, to_at: null }])
		w.at(addDays(START, 1))
		done(await acknowledgeOrder(await w.as('handler-qd'), id, 3))
		expect(await owners(w, id)).toMatchObject([
			{ how: 'ISSUED', to_at: w.deps.now() },
			{ how: 'SIGNED', account_id: await w.accountId('handler-qd'), from_at: w.deps.now(), to_at: null },
		])
	})
})
