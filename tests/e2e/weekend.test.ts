import { afterAll, beforeAll, expect, test } from 'vitest'
import { paths } from '#app/paths.ts'
import { orderForm, orderRow } from '#tests/support/orders.ts'
import { awake, axe, type Stage, stage, wordsOf } from './fixtures.ts'
import { hands } from './steps.ts'

let s: Stage
let id = ''
const t = wordsOf('zh-Hans')
beforeAll(async () => {
	// Friday 2026-11-13, 16:30 in Shanghai.
	s = await stage('2026-11-13T08:30:00.000Z', {}, [])
})
afterAll(() => s.close())

async function open(login: string, address = paths.order(id)) {
	const page = await s.visit({ login })
	const me = hands(page, t)
	await page.goto(address)
	await awake(page)
	const leave = async () => {
		expect(await axe(page)).toEqual([])
		expect(s.complaints()).toEqual([])
		await page.context().close()
	}
	return { page, me, leave }
}

/** The light of the order, on its page and on the board, as words. */
async function light(colour: 'green' | 'yellow' | 'red', words: string): Promise<void> {
	const { page, leave } = await open('orders')
	await page.locator(`.chip--${colour}`, { hasText: words }).first().waitFor()
	await page.goto(paths.orders())
	const row = page.locator('tbody tr', { hasText: 'DB-2026-0001' })
	expect(await row.locator(`.chip--${colour}`).innerText()).toBe(words)
	await leave()
}

/** How often each rung stands in the chase log of the page. */
async function rungs(login = 'department'): Promise<Record<string, number>> {
	const { page, leave } = await open(login)
	const table = page.getByRole('region', { name: t('order.chase'), exact: true })
	const rows = (await table.count()) === 0 ? [] : await table.locator('tbody tr').allInnerTexts()
	const names = ['T-12h', 'T-4h', 'T-1h', 'T+1'] as const
	const count = (text: string) => rows.filter((row) => row.includes(text)).length
	await leave()
	expect(rows.length).toBe(names.reduce((sum, name) => sum + count(t(`order.rung.${name}`)), 0))
	return Object.fromEntries(names.map((name) => [name, count(t(`order.rung.${name}`))]))
}

/** The sweep runs at this moment, and again, as it does in any number of processes. */
async function sweeps(moment: `${number}-${number}-${number}T${string}Z`): Promise<void> {
	await s.at(moment)
	await s.at(moment)
}

test('issued on Friday afternoon: twenty-four clock hours end on Saturday, and the page says so', async () => {
	const { page, me, leave } = await open('orders', paths.newOrder())
	const { title, matter } = await orderForm(s.world, { title: '用户信息外泄，媒体正在直播' })
	await page.getByLabel(t('order.field.source'), { exact: true }).selectOption({ label: t('order.source.MEDIA') })
	await me.fill(t('order.field.sourceRef'), '江州电台 行风热线 11-13')
	await me.fill(t('order.field.title'), title)
	await me.fill(t('order.field.matter'), matter)
	await page.getByLabel(t('order.urgency.CRITICAL')).check()
	await me.reads('11月14日 周六 16:30')
	await page.getByLabel(t('order.field.leadDepartmentId'), { exact: true }).selectOption({ label: '渠道管理部' })
	await me.press('order.draft.save', /\/orders\/[0-9a-f-]{36}$/)
	id = new URL(page.url()).pathname.split('/').at(-1) ?? ''
	await me.button('order.act.submit').click()
	await me.reads(t('order.state.PENDING_APPROVAL'))
	await leave()
	const issuer = await open('issuer', paths.orderAct(id, 'issue'))
	await issuer.me.press('order.issue.do', paths.order(id))
	await issuer.me.says('24 小时连续计时，到 11-14 16:30。', '到期时间是 11月14日 周六 16:30。')
	await issuer.leave()
	expect(await orderRow(s.world, id)).toMatchObject({ due_at: '2026-11-14T08:30:00.000Z', urgency: 'CRITICAL' })
})

test('signed for within two hours; the board of tomorrow shows it red', async () => {
	await s.at('2026-11-13T09:00:00.000Z')
	const department = await open('department')
	await department.me.follow('order.act.acknowledge', paths.orderAct(id, 'acknowledge'))
	await department.me.press('order.act.acknowledge', paths.order(id))
	await department.leave()
	await light('green', '剩 23 小时')
	const { page, me, leave } = await open('orders', paths.orders())
	// Saturday is no working day, yet something falls due on it: the day can be chosen.
	await page
		.getByRole('region', { name: t('order.ruler.days') })
		.getByRole('link', { name: /11-14/ })
		.click()
	await page.waitForURL(/on=2026-11-14/)
	await me.says(t('order.ruler.preview', { day: '11月14日 周六' }))
	const row = page.locator('tbody tr', { hasText: 'DB-2026-0001' })
	expect(await row.locator('.chip').allInnerTexts()).toEqual(['剩 23 小时', '逾期 2 小时'])
	expect(await row.locator('.chip--red').count()).toBe(1)
	await me.follow('order.ruler.back', (url) => !url.searchParams.has('on'))
	await leave()
})

test('reminders twelve, four and one hour before, over the night and on Saturday, each once', async () => {
	await sweeps('2026-11-13T20:29:00.000Z')
	expect(await rungs()).toEqual({ 'T-12h': 0, 'T-4h': 0, 'T-1h': 0, 'T+1': 0 })
	await sweeps('2026-11-13T20:30:00.000Z')
	expect(await rungs()).toEqual({ 'T-12h': 1, 'T-4h': 0, 'T-1h': 0, 'T+1': 0 })
	await s.at('2026-11-14T00:29:00.000Z')
	await light('green', '剩 8 小时')
	await s.at('2026-11-14T00:30:00.000Z')
	await light('yellow', '剩 8 小时')
	await sweeps('2026-11-14T04:29:00.000Z')
	expect(await rungs()).toEqual({ 'T-12h': 1, 'T-4h': 0, 'T-1h': 0, 'T+1': 0 })
	await sweeps('2026-11-14T04:30:00.000Z')
	expect(await rungs()).toEqual({ 'T-12h': 1, 'T-4h': 1, 'T-1h': 0, 'T+1': 0 })
	await sweeps('2026-11-14T07:30:00.000Z')
	expect(await rungs()).toEqual({ 'T-12h': 1, 'T-4h': 1, 'T-1h': 1, 'T+1': 0 })
	await light('yellow', '剩 1 小时')
	// In the inbox of whoever signed for it, one line for each.
	const { page, leave } = await open('department', paths.inbox())
	expect(await page.getByText(/到期：DB-2026-0001/).count()).toBe(3)
	await leave()
})

test('overdue on Saturday, the written chase notice on the next working day', async () => {
	await sweeps('2026-11-14T09:00:00.000Z')
	await light('red', '逾期 1 小时')
	expect(await orderRow(s.world, id)).toMatchObject({ overdue_at: '2026-11-14T08:30:00.000Z' })
	await sweeps('2026-11-15T09:00:00.000Z')
	expect((await rungs())['T+1']).toBe(0)
	await sweeps('2026-11-16T01:00:00.000Z')
	expect(await rungs()).toEqual({ 'T-12h': 1, 'T-4h': 1, 'T-1h': 1, 'T+1': 1 })
	await light('red', '逾期 41 小时')
	const head = await open('head-qd', paths.inbox())
	await head.page
		.getByText(/催办通知书，.*DB-2026-0001/)
		.first()
		.waitFor()
	await head.page.goto(paths.order(id))
	const notice = head.me.area('order.chase-notices').getByRole('link')
	expect(await notice.count()).toBe(1)
	await notice.click()
	await head.page.waitForURL(/\/chase-notices\//)
	await head.me.says('DB-2026-0001', '渠道管理部', '催办通知书')
	await head.leave()
})

test('what the journey left behind is sound', () => {
	expect(s.verified()).toContain('verify: everything is sound')
})
