import { afterAll, beforeAll, expect, test } from 'vitest'
import { paths } from '#app/paths.ts'
import { acknowledgeOrder } from '#app/usecases/orders/acknowledge.server.ts'
import { complained, itemRow } from '#tests/support/intake.ts'
import { departmentId, done, orderRow, versionNow } from '#tests/support/orders.ts'
import { PHOTO } from '#tests/support/penalty-case.ts'
import { issuedFrom } from './complaints.ts'
import { axe, type Stage, scrollsSideways, stage, wordsOf } from './fixtures.ts'
import { hands, PATIENCE } from './steps.ts'

let s: Stage
let item = ''
let order = ''
const t = wordsOf('zh-Hans')
const RESULT = '已取消增值业务，退还用户 25.00 元，用户 11 月 13 日确认收到。'
const MATTER = '店员没有征得同意就开了 5 元增值业务，扣了五个月，要求退费。'
beforeAll(async () => {
	s = await stage('2026-11-09')
})
afterAll(() => s.close())

async function open(login: string, address: string) {
	// The handler is on the way, with a phone.
	const page = await s.visit({ login, phone: login === 'department' })
	const me = hands(page, t)
	await page.goto(address)
	const leave = async () => {
		expect(await axe(page)).toEqual([])
		expect(await scrollsSideways(page)).toBe(false)
		expect(s.complaints()).toEqual([])
		await page.context().close()
	}
	return { page, me, leave }
}
const idOf = (address: string) => new URL(address).pathname.split('/').at(-1) ?? ''

/** The states of the five steps, in their order, as the page words them. */
async function steps(me: ReturnType<typeof hands>): Promise<string[]> {
	const badges = me.area('order.first-asked').locator('.badge')
	return (await badges.allInnerTexts()).map((text) => text.trim())
}

test('the hotline’s complaint is recorded with its number and the day by which the user is answered', async () => {
	const { page, me, leave } = await open('orders', paths.intake())
	await me.follow('intake.new', paths.newComplaint())
	await me.fill(t('intake.field.matter'), MATTER)
	await page.locator('main select[name="channel"]').selectOption('GM_CITY')
	await page.locator('main input[name="externalNumber"]').fill('ZJL-2026-0118')
	await page.locator('main input[name="complainant"]').fill('13800001234')
	await page.locator('main select[name="outletId"]').selectOption(await s.world.outletId('JZ-WJ-0312'))
	await page.locator('main select[name="category"]').selectOption('B')
	await me.press('intake.new.do', /\/intake\/items\/[0-9a-f-]{36}$/)
	item = idOf(page.url())
	// domain 5.4: fifteen calendar days after 11-09.
	await me.says('TS-2026-0001', t('intake.channel.GM_CITY'), 'ZJL-2026-0118', '138****1234', '11-24', '许静')
	expect(await page.locator('body').innerText()).not.toContain('13800001234')
	await leave()
})

test('made an order in one step: prefilled, and its date is cut by the statutory one', async () => {
	const { page, me, leave } = await open('orders', paths.intakeItem(item))
	await me.follow('intake.act.order', paths.intakeAct(item, 'order'))
	await me.says('11月24日')
	const title = page.getByLabel(t('order.field.title'), { exact: true })
	expect(await title.inputValue()).toContain('恒信通讯望江路专营店')
	const matter = await page.getByLabel(t('order.field.matter'), { exact: true }).inputValue()
	expect(matter).toContain('ZJL-2026-0118')
	expect(matter).toContain(MATTER)
	const urgency = page.getByLabel(t('order.field.urgency'), { exact: true })
	expect(await urgency.inputValue()).toBe('URGENT')
	await urgency.selectOption('NORMAL')
	await page.getByLabel(t('order.field.leadDepartmentId'), { exact: true }).selectOption({ label: '渠道管理部' })
	await me.press('intake.act.order.do', /\/orders\/[0-9a-f-]{36}$/)
	order = idOf(page.url())
	await me.says('ZJL-2026-0118', '138****1234', '恒信通讯望江路专营店', t('order.state.DRAFT'))
	await me.button('order.act.submit').click()
	await me.reads(t('order.state.PENDING_APPROVAL'))
	await leave()
	const issuer = await open('issuer', paths.orderAct(order, 'issue'))
	await issuer.me.press('order.issue.do', paths.order(order))
	// Fifteen working days would be 11-30; two working days before 11-24 it has to be done.
	await issuer.me.says('DB-2026-0001', '11月20日', '11-24')
	expect(await orderRow(s.world, order)).toMatchObject({ due_on: '2026-11-20', complaint_on: '2026-11-09' })
	await issuer.leave()
	expect(await itemRow(s.world, item)).toMatchObject({ state: 'ORDERED', order_id: order })
})

/** Name and number told to the user, by whoever owns the order now. */
async function tellsWho(login: string, number: string): Promise<void> {
	const { page, me, leave } = await open(login, paths.order(order))
	await me.follow('order.act.contacts', paths.orderAct(order, 'contacts'))
	const form = me.area('order.contacts.identity.do')
	await form.getByLabel(t('order.contacts.number'), { exact: true }).fill(number)
	await form.getByLabel(t('order.contacts.channel.PHONE'), { exact: true }).check()
	await form.getByRole('button', { name: t('order.contacts.identity.do'), exact: true }).click()
	await page.waitForURL(paths.order(order))
	await me.says(number, t('order.first-asked.identity'))
	await leave()
}

test('signed for; the user is told who handles it, and what was said is written down', async () => {
	const { me, leave } = await open('department', paths.orderAct(order, 'acknowledge'))
	await me.press('order.act.acknowledge', paths.order(order))
	await me.says(t('order.first-asked.reason.not-told'))
	await leave()
	await tellsWho('department', '工号 3051')
	await s.at('2026-11-10')
	const second = await open('department', paths.orderAct(order, 'contacts'))
	const form = second.me.area('order.contacts.do')
	await form.getByLabel(t('order.contacts.reached.yes'), { exact: true }).check()
	await form.getByLabel(t('order.contacts.text'), { exact: true }).fill('用户要求退还五个月的费用，并要书面说明')
	await form.getByLabel(t('order.contacts.channel.PHONE'), { exact: true }).check()
	await form.getByRole('button', { name: t('order.contacts.do'), exact: true }).click()
	await second.page.waitForURL(paths.order(order))
	await second.me.says('用户要求退还五个月的费用', '138****1234')
	await second.leave()
})

/** The handler asks the information department to take the order over; the sweep brings the message. */
async function asksToTransfer(today: `2026-11-${number}`, reason: string): Promise<void> {
	await s.at(today)
	const { page, me, leave } = await open('department', paths.order(order))
	await me.follow('order.act.transfer', paths.orderAct(order, 'transfer'))
	await me.says(t('order.transfer.will.owner', { owner: '渠道管理部 孙志远' }))
	await page
		.getByLabel(t('order.transfer.to'), { exact: true })
		.selectOption({ label: t('order.transfer.to.department', { department: '信息化部' }) })
	await me.fill(t('order.transfer.reason'), reason)
	await me.press('order.transfer.do', paths.order(order))
	// Until it is accepted the first owner owns it, and the page says so.
	await me.says(t('order.first-asked.reason.transfer-waits'), t('order.transfers.state.PENDING'))
	await expect.poll(() => me.area('order.first-asked').innerText(), PATIENCE).toContain('渠道管理部 孙志远')
	const { handler_id, lead_department_id } = await orderRow(s.world, order)
	expect(handler_id).toBe(await s.world.accountId('department'))
	expect(lead_department_id).toBe(await departmentId(s.world, 'QD'))
	await leave()
	await s.at(today)
}

/** The successor answers from the message in the inbox. */
async function answersTransfer(login: string, answer: 'accept' | 'refuse', reason: string) {
	const one = await open(login, paths.inbox())
	await one.me.says('有督办单转派给您')
	await one.page.goto(paths.orderAct(order, 'transfer'))
	await one.page.locator(`main input[name="answer"][value="${answer}"]`).check()
	await one.page.locator('main textarea[name="reason"]').fill(reason)
	return one
}

test('the transfer is refused: it never left its first owner', async () => {
	await asksToTransfer('2026-11-11', '扣费记录在计费系统，由信息化部查更合适')
	const { page, me, leave } = await answersTransfer('handler-xx', 'refuse', '')
	await me.button('order.transfer.answer.do').click()
	await page.locator('.errsum').waitFor()
	await page.locator('main textarea[name="reason"]').fill('请先写明要查哪个号码、哪几个月')
	await me.press('order.transfer.answer.do', paths.home())
	await leave()
	const owner = await open('department', paths.order(order))
	await owner.me.says(t('order.transfers.state.REFUSED'), '请先写明要查哪个号码')
	expect(await owner.page.locator('body').innerText()).not.toContain(t('order.first-asked.reason.transfer-waits'))
	await owner.leave()
})

test('accepted the second time: the successor owns it and makes himself known as well', async () => {
	await asksToTransfer('2026-11-12', '请查 138****1234 的 6 至 10 月增值业务订购记录')
	const { page, me, leave } = await answersTransfer('handler-xx', 'accept', '')
	await me.press('order.transfer.answer.do', paths.order(order))
	await me.says(t('order.owners'), t('order.owners.how.TRANSFER'), t('order.first-asked.reason.told-by-other'))
	expect((await orderRow(s.world, order)).handler_id).toBe(await s.world.accountId('handler-xx'))
	expect(page.url()).toContain(order)
	await leave()
	await tellsWho('handler-xx', '工号 4102')
	await s.at('2026-11-12')
	const first = await open('department', paths.inbox())
	await first.me.says('转派已接收，由信息化部负责')
	await first.leave()
})

test('feedback; not completed without a call-back or a reason, then with it: all five steps are done', async () => {
	await s.at('2026-11-13')
	const handler = await open('handler-xx', paths.order(order))
	await handler.me.follow('order.act.feedback', paths.orderAct(order, 'feedback'))
	await handler.me.fill(t('order.result'), RESULT)
	await handler.me.fill(t('order.cause'), '店员用测试工号代用户点了确认，系统没有二次确认')
	await handler.me.fill(t('order.mechanism'), '信息化部 11 月 30 日前上线短信二次确认，凭上线单验证')
	const photo = { name: '退费回执.jpg', mimeType: 'image/jpeg', buffer: PHOTO }
	await handler.page.locator('main input[name="resultFiles"]').setInputFiles(photo)
	for (const said of await handler.page.locator('main input[name$=".said"]').all())
		await said.fill('原件在计费系统，工单附截图')
	await handler.me.press('order.act.feedback', paths.order(order))
	await handler.me.says(t('order.state.SUBMITTED'), RESULT)
	await handler.leave()
	await s.at('2026-11-16')
	const waiting = await open('orders', paths.intakeItem(item))
	await waiting.me.says(t('refusal.intake.order-open'))
	await waiting.leave()
	const { page, me, leave } = await open('issuer', paths.order(order))
	await me.follow('order.act.judge', paths.orderAct(order, 'judge'))
	await me.button('order.judge.complete').click()
	await me.reads(t('refusal.order.callback-missing'))
	expect((await orderRow(s.world, order)).state).toBe('SUBMITTED')
	await page.getByLabel(t('order.callback.SATISFIED'), { exact: true }).check()
	await me.press('order.judge.complete', paths.order(order))
	await me.says(
		t('order.state.COMPLETED'),
		t('order.first-asked.note.closed', { callback: t('order.callback.SATISFIED') }),
	)
	expect(await steps(me)).toEqual(Array(5).fill(t('order.first-asked.state.done')))
	await leave()
})

test('the complaint has its proposed answer, and its owner sends it', async () => {
	const other = await open('orders2', paths.intakeItem(item))
	await other.me.says(t('intake.acts.owner', { name: '许静' }))
	expect(await other.me.link('intake.act.send').count()).toBe(0)
	await other.leave()
	expect((await itemRow(s.world, item)).state).toBe('ORDERED')
	await s.at('2026-11-16')
	const { page, me, leave } = await open('orders', paths.inbox())
	await me.says(t('notice.intake.answer-proposed', { number: 'TS-2026-0001' }))
	await page.goto(paths.intakeItem(item))
	await me.follow('intake.act.send', paths.intakeAct(item, 'answer'))
	const answer = page.getByLabel(t('intake.field.answer'), { exact: true })
	expect(await answer.inputValue()).toBe(RESULT)
	await answer.fill(`${RESULT}处理经过已书面寄给您。`)
	await me.press('intake.act.answer.do', paths.intakeItem(item))
	await me.says(t('intake.state.ANSWERED'), '处理经过已书面寄给您', t('intake.via.PHONE'))
	await leave()
	expect(await itemRow(s.world, item)).toMatchObject({ state: 'ANSWERED', overdue_at: null })
})

test('nobody writes a word for three working days: the gap is seen while it lasts, and it stays on record', async () => {
	const silent = await issuedFrom(s.world, await complained(s.world, { category: 'C' }))
	done(await acknowledgeOrder(await s.world.as('department'), silent, await versionNow(s.world, silent)))
	await s.at('2026-11-19')
	const inTime = await open('issuer', paths.orderGaps())
	await inTime.me.says(t('order.gaps.empty'))
	await inTime.leave()
	await s.at('2026-11-20')
	const issuer = await open('issuer', paths.orderGaps())
	await issuer.me.says('DB-2026-0002', t('order.gaps.now'))
	await issuer.page.getByRole('link', { name: 'DB-2026-0002' }).click()
	await issuer.page.waitForURL(paths.order(silent))
	await issuer.me.says(t('order.first-asked.reason.gap-runs'))
	await issuer.leave()
	const owner = await open('department', paths.inbox())
	await owner.me.says('超过 3 个工作日没有进展记录')
	await owner.page.goto(paths.orderAct(silent, 'progress'))
	await owner.me.fill(t('order.progress.note'), '已约用户本周五到店核对')
	await owner.me.press('order.progress.do', paths.order(silent))
	await owner.me.says(t('order.first-asked.reason.gaps', { count: 1 }))
	await owner.leave()
	const later = await open('auditor', paths.orderGaps())
	await later.me.says(t('order.gaps.empty'))
	await later.page.goto(paths.orderGaps({ view: 'all' }))
	await later.me.says('DB-2026-0002')
	await later.leave()
})

test('everything that was stored fits together', () => {
	expect(s.verified()).toContain('verify: everything is sound')
})
