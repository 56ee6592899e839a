import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { paths } from '#app/paths.ts'
import { completeOrder } from '#app/usecases/orders/judge.server.ts'
import { answered, done, issued, orderForm, orderRow, versionNow } from '#tests/support/orders.ts'
import { type Stage, stage, wordsOf } from './fixtures.ts'
import { hands } from './steps.ts'

let s: Stage
let id = ''
const t = wordsOf('zh-Hans')
beforeAll(async () => {
	s = await stage('2026-11-09')
})
afterAll(() => s.close())

/** Somebody opens the order. */
async function at(login: string, address = paths.order(id)) {
	const page = await s.visit({ login })
	const me = hands(page, t)
	await page.goto(address)
	return { page, me }
}

/** The same person has done the work and goes. */
async function leaves(page: Page, state: string): Promise<void> {
	expect(s.complaints()).toEqual([])
	expect((await orderRow(s.world, id)).state).toBe(state)
	await page.context().close()
}

test('drafted with a preview of the date, submitted', async () => {
	const { page, me } = await at('orders', paths.orders())
	const { title, matter } = await orderForm(s.world)
	await me.follow('order.new', paths.newOrder())
	await me.fill(t('order.field.title'), title)
	await me.fill(t('order.field.matter'), matter)
	await page.getByLabel(t('order.field.source'), { exact: true }).selectOption({ label: t('order.source.SUPERVISOR') })
	// domain 5.5: what a supervisor writes has a number of its own
	await me.fill(t('order.field.sourceRef'), 'JD-2026-0046')
	await page.getByLabel(t('order.urgency.NORMAL')).check()
	// domain 5.4: fifteen working days after 11-09
	await me.reads('11月30日')
	await page.getByLabel(t('order.field.leadDepartmentId'), { exact: true }).selectOption({ label: '渠道管理部' })
	await me.press('order.draft.save', /\/orders\/[0-9a-f-]{36}$/)
	id = new URL(page.url()).pathname.split('/').at(-1) ?? ''
	await me.button('order.act.submit').click()
	await me.reads(t('order.state.PENDING_APPROVAL'))
	await leaves(page, 'PENDING_APPROVAL')
})

test('issued by another person: a number, clocks, and why the date is what it is', async () => {
	const { page, me } = await at('issuer')
	await me.follow('order.act.issue', paths.orderAct(id, 'issue'))
	await me.says(t('order.issue.will.number'))
	await me.press('order.issue.do', paths.order(id))
	await me.says('DB-2026-0001', t('order.state.ISSUED'), t('order.clocks.all'))
	const counted = page.getByText(/第 15 个工作日是 11月30日/)
	if (!(await counted.isVisible()))
		await page
			.getByText(/^为什么是 11月30日/)
			.first()
			.click()
	await counted.waitFor()
	await me.reads(t('due.calendar', { year: 2026 }))
	await leaves(page, 'ISSUED')
})

test('signed for, an extension asked and granted from the old date', async () => {
	const department = await at('department')
	await department.me.follow('order.act.acknowledge', paths.orderAct(id, 'acknowledge'))
	await department.me.press('order.act.acknowledge', paths.order(id))
	await department.me.follow('order.act.extension', paths.orderAct(id, 'extension'))
	await department.me.fill(t('order.extension.amount'), '5')
	await department.me.fill(t('order.extension.reason'), '凭证在省公司系统，调取需要时间')
	await department.me.press('order.extension.do', paths.order(id))
	await department.me.says(t('order.extension.state.PENDING'))
	await department.page.context().close()

	const { page, me } = await at('issuer')
	await me.follow('order.act.decide-extension', paths.orderAct(id, 'decide-extension'))
	await page.getByLabel(t('order.extension.grant')).first().check()
	await me.fill(t('order.reason'), '省公司确认调取需要时间，同意延期，请按新期限完成')
	await me.press('order.extension.decide', paths.order(id))
	await me.says('12月7日', t('order.extension.state.GRANTED'))
	expect(await orderRow(s.world, id)).toMatchObject({ due_on: '2026-12-07', extension_count: 1 })
	await leaves(page, 'ACKNOWLEDGED')
})

async function feedback(result: string): Promise<void> {
	const { page, me } = await at('department')
	await me.follow('order.act.feedback', paths.orderAct(id, 'feedback'))
	await me.fill(t('order.result'), result)
	await me.fill(t('order.cause'), '短信确认记录只存 30 天，超过就查不到')
	await me.fill(t('order.mechanism'), '信息化部 12 月 1 日前把短信记录改存 24 个月，凭系统截图验证')
	await me.press('order.act.feedback', paths.order(id))
	await me.says(t('order.state.SUBMITTED'), result)
	await leaves(page, 'SUBMITTED')
}

test('feedback, returned with a reason, feedback again, completed', async () => {
	await s.at('2026-11-20')
	await feedback('3 家网点已补齐凭证 20 笔')
	const first = await at('issuer')
	await first.me.follow('order.act.judge', paths.orderAct(id, 'judge'))
	await first.me
		.area('order.judge.return')
		.getByRole('textbox')
		.fill('处理结果只有 3 家网点，其余 2 家的 17 笔凭证请补齐后再报')
	await first.me.press('order.judge.return', paths.order(id))
	await first.me.says('其余 2 家的 17 笔凭证')
	await leaves(first.page, 'RETURNED')
	await s.at('2026-11-23')
	await feedback('5 家网点已补齐凭证 37 笔')
	const { page, me } = await at('issuer')
	await me.follow('order.act.judge', paths.orderAct(id, 'judge'))
	await me.press('order.judge.complete', paths.order(id))
	await me.says(t('order.state.COMPLETED'), '12-23')
	await leaves(page, 'COMPLETED')
})

test('struck off after thirty days, and not by the person who completed it', async () => {
	const early = await at('orders2')
	await early.page.goto(paths.orderAct(id, 'strike-off'))
	await early.me.says('观察期还没结束')
	expect(await early.me.button('order.strike.do').count()).toBe(0)
	await early.page.context().close()
	await s.at('2026-12-24')
	const completer = await at('issuer')
	expect(await completer.me.button('order.act.strike-off').getAttribute('aria-disabled')).toBe('true')
	await completer.me.says(t('refusal.order.completer-strikes-off'))
	await completer.page.goto(paths.orderAct(id, 'strike-off'))
	await completer.me.says(t('refusal.order.completer-strikes-off'))
	expect(await completer.me.button('order.strike.do').count()).toBe(0)
	await leaves(completer.page, 'COMPLETED')
	const { page, me } = await at('orders2')
	await me.follow('order.act.strike-off', paths.orderAct(id, 'strike-off'))
	await me.press('order.strike.do', paths.order(id))
	await me.says(t('order.state.STRUCK_OFF'))
	await leaves(page, 'STRUCK_OFF')
})

test('it came back: reopened on a page of its own, with a new date for another round', async () => {
	const again = await answered(s.world, { title: '宽带装机超时未通知' })
	const no = { callback: null, reason: '' }
	done(await completeOrder(await s.world.as('issuer'), again, await versionNow(s.world, again), no))
	const { page, me } = await at('orders2', paths.order(again))
	await me.follow('order.act.reopen', paths.orderAct(again, 'reopen'))
	await me.says(t('order.reopen.will.round'), t('order.reopen.will.date'))
	await me.fill(t('order.reopen.reason'), '12 月 23 日同一小区又有三户超时没有通知')
	await me.press('order.reopen.do', paths.order(again))
	await me.says('12 月 23 日同一小区又有三户超时没有通知')
	expect(await orderRow(s.world, again)).toMatchObject({ state: 'RETURNED', round: 2, completed_at: null })
	expect(s.complaints()).toEqual([])
	await page.context().close()
})

test('the counts of the board are the lengths of the lists behind them', async () => {
	await issued(s.world)
	await issued(s.world, { urgency: 'URGENT' })
	await answered(s.world)
	await s.at('2026-12-30')
	const { page } = await at('orders', paths.orders())
	const views = page.getByRole('navigation', { name: t('ui.views') }).getByRole('link')
	const shown = await views.evaluateAll((links) =>
		links.map((link) => ({ to: link.getAttribute('href') ?? '', count: link.querySelector('.n')?.textContent ?? '' })),
	)
	expect(shown.length).toBeGreaterThan(5)
	expect(shown.some(({ count }) => Number(count) > 1)).toBe(true)
	for (const { to, count } of shown.filter((one) => one.count !== '')) {
		await page.goto(to)
		const rows = await page.locator('tbody tr').count()
		expect(`${to} ${rows}`).toBe(`${to} ${count}`)
	}
	expect(s.complaints()).toEqual([])
	await page.context().close()
})
