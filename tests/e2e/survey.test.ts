import { afterAll, beforeAll, expect, test } from 'vitest'
import { paths } from '#app/paths.ts'
import { itemRow } from '#tests/support/intake.ts'
import { orderRow } from '#tests/support/orders.ts'
import { completed } from './complaints.ts'
import { axe, type Stage, stage, wordsOf } from './fixtures.ts'
import { hands, PATIENCE } from './steps.ts'

let s: Stage
let batch = ''
const t = wordsOf('zh-Hans')
beforeAll(async () => {
	s = await stage('2026-11-09')
})
afterAll(() => s.close())

async function open(login: string, address: string) {
	const page = await s.visit({ login })
	const me = hands(page, t)
	await page.goto(address)
	const leave = async () => {
		expect(await axe(page)).toEqual([])
		expect(s.complaints()).toEqual([])
		await page.context().close()
	}
	return { page, me, leave }
}
const idOf = (address: string) => new URL(address).pathname.split('/').at(-1) ?? ''

const ITEMS = [
	{ topic: 'WAITING', cause: 'G', matter: '周末排队四十分钟，只开了两个台席。' },
	{ topic: 'EXTRA_SERVICES', cause: 'B', matter: '办套餐时多开了一项增值业务，没有问过我。' },
	{ topic: 'TARIFFS', cause: 'A', matter: '墙上的资费公示和系统里的价格对不上。' },
	{ topic: 'COVERAGE', cause: 'Z', matter: '地下车库没有信号，希望改善。' },
] as const

/** One item of the batch, as whoever works on it opens it from the batch. */
async function item(login: string, n: 0 | 1 | 2 | 3) {
	const one = await open(login, paths.intakeBatch(batch))
	await one.page.getByRole('link', { name: ITEMS[n].matter }).click()
	await one.page.waitForURL(/\/intake\/items\/[0-9a-f-]{36}$/)
	return { ...one, id: idOf(one.page.url()) }
}

/** How many have their answer, and that the batch stays open until all have. */
async function stands(doneNow: number): Promise<void> {
	const { me, leave } = await open('orders', paths.intakeBatch(batch))
	const open4 = ITEMS.length - doneNow
	await me.says(
		t('intake.batch.progress', { done: doneNow, total: ITEMS.length }),
		t('intake.batch.close.all', { count: open4 }),
	)
	expect(await me.button('intake.batch.close.do').getAttribute('aria-disabled')).toBe(open4 > 0 ? 'true' : null)
	await leave()
}

/** The owner of an item answers it. */
async function answers(login: string, n: 0 | 1 | 2 | 3, text: string | null): Promise<void> {
	const { page, me, leave, id } = await item(login, n)
	await me.follow(text === null ? 'intake.act.send' : 'intake.act.answer', paths.intakeAct(id, 'answer'))
	const answer = page.getByLabel(t('intake.field.answer'), { exact: true })
	if (text === null) expect(await answer.inputValue()).not.toBe('')
	else await answer.fill(text)
	await me.press('intake.act.answer.do', paths.intakeItem(id))
	await me.says(t('intake.state.ANSWERED'))
	await leave()
}

test('a survey is a batch, and each of its items gets a number of its own', async () => {
	const { page, me, leave } = await open('orders', paths.intakeBatches())
	await me.follow('intake.batch.new', paths.newIntakeBatch())
	await page.getByLabel(t('intake.kind.survey'), { exact: true }).check()
	await me.fill(t('intake.batch.period'), '2026-10')
	await page.locator('main input[name="title"]').fill('望江主厅 10 月窗口满意度')
	await me.press('intake.batch.new.do', /\/intake\/batches\/[0-9a-f-]{36}$/)
	batch = idOf(page.url())
	const form = me.area('intake.batch.add')
	for (const [n, one] of ITEMS.entries()) {
		await form.getByLabel(t('intake.field.topic'), { exact: true }).selectOption(one.topic)
		await form.getByLabel(t('intake.field.category'), { exact: true }).selectOption(one.cause)
		await form.locator('select[name="outletId"]').selectOption(await s.world.outletId('JZ-WJ-0312'))
		await form.getByLabel(t('intake.field.matter'), { exact: true }).fill(one.matter)
		await form.getByRole('button', { name: t('intake.batch.add.do'), exact: true }).click()
		await expect.poll(() => page.locator('tbody tr').count(), PATIENCE).toBe(n + 1)
		// The next one begins with empty fields.
		await expect.poll(() => form.getByLabel(t('intake.field.matter'), { exact: true }).inputValue(), PATIENCE).toBe('')
	}
	const rows = await s.world.db.read.selectFrom('intake_item').select('number').where('batch_id', '=', batch).execute()
	expect(new Set(rows.map((row) => row.number)).size).toBe(ITEMS.length)
	await leave()
	await stands(0)
})

test('one is answered, one is declined with its reason', async () => {
	await answers('orders', 0, '周末增开两个台席，11 月 14 日起实行。')
	const { page, me, leave, id } = await item('orders', 3)
	await me.follow('intake.act.end', paths.intakeAct(id, 'end'))
	const form = me.area('intake.act.decline')
	const decline = form.getByRole('button', { name: t('intake.act.decline'), exact: true })
	await form.locator('select[name="code"]').selectOption('NOT_OURS')
	await decline.click()
	await page.locator('.errsum').waitFor()
	await form.locator('textarea[name="reason"]').fill('地下车库的覆盖由物业和铁塔公司负责，已转告物业。')
	await decline.click()
	await page.waitForURL(paths.intakeItem(id))
	await me.says(t('intake.state.DECLINED'), '已转告物业')
	await leave()
	await stands(2)
})

test('one becomes an order, and has its answer when the order has its result', async () => {
	const { page, me, leave, id } = await item('orders', 1)
	await me.follow('intake.act.order', paths.intakeAct(id, 'order'))
	await page.getByLabel(t('order.field.leadDepartmentId'), { exact: true }).selectOption({ label: '渠道管理部' })
	await me.press('intake.act.order.do', /\/orders\/[0-9a-f-]{36}$/)
	const order = idOf(page.url())
	const { number } = await itemRow(s.world, id)
	await me.says(t('order.state.DRAFT'), number, t('order.source.SURVEY'))
	await leave()
	// Nobody who complained waits here: no statutory date cuts it.
	expect((await orderRow(s.world, order)).complaint_on).toBeNull()
	await stands(2)
	await completed(s.world, order)
	await answers('orders', 1, null)
	await stands(3)
})

test('one becomes a violation in the hands of compliance, who accepts it first', async () => {
	const officer = await item('orders', 2)
	const { id } = officer
	await officer.me.follow('intake.act.hand-over', paths.intakeAct(id, 'hand-over'))
	await officer.page.getByLabel(t('intake.successor'), { exact: true }).selectOption({ label: '陈思远' })
	await officer.me.press('intake.act.hand-over.do', paths.intakeItem(id))
	expect((await itemRow(s.world, id)).owner_id).toBe(await s.world.accountId('orders'))
	await officer.leave()
	const { page, me, leave } = await item('compliance', 2)
	await me.button('intake.act.accept').click()
	await me.follow('intake.act.violation', paths.intakeAct(id, 'violation'))
	await page.getByLabel(t('violation.type'), { exact: true }).selectOption({ index: 1 })
	expect(await page.getByLabel(t('violation.facts'), { exact: true }).inputValue()).toBe(ITEMS[2].matter)
	await page.locator('main input[name="declared"][value="none"]').check()
	await me.press('intake.act.violation.do', /\/violations\/[0-9a-f-]{36}$/)
	await me.says(t('violation.state.DRAFT'), '恒信通讯望江路专营店')
	await leave()
	await stands(3)
	await answers('compliance', 2, '公示牌当天更换，差额已核对，没有多收。')
	await stands(4)
})

test('the batch is closed by a person once every item has its answer', async () => {
	const { page, me, leave } = await open('orders', paths.intakeBatch(batch))
	await me.button('intake.batch.close.do').click()
	await me.says(t('intake.batch.state.CLOSED'), t('intake.batch.closed-by', { name: '许静' }))
	expect(await me.button('intake.batch.add.do').count()).toBe(0)
	await page.goto(paths.intakeBatches())
	await me.says(t('intake.batch.progress', { done: 4, total: 4 }))
	await leave()
})

/** A month's satisfaction from the file of the survey office. */
async function month(period: string, first: string, second: string): Promise<void> {
	const { page, me, leave } = await open('orders', paths.satisfaction())
	await me.follow('satisfaction.import', paths.importSatisfaction())
	const rows = `\uFEFF网点编码,月份,满意度\r\nJZ-WJ-0312,${period},${first}\r\nJZ-ND-0101,${period},${second}\r\n`
	const file = { name: `满意度-${period}.csv`, mimeType: 'text/csv', buffer: Buffer.from(rows) }
	await page.locator('input[type="file"]').setInputFiles(file)
	await me.press('intake.import.check', /upload=/)
	await page.getByRole('button', { name: t('intake.import.do', { count: 2 }) }).click()
	await page.waitForURL(/done=2/)
	await me.says(t('intake.import.done', { count: 2 }))
	await page.goto(paths.satisfaction({ month: period }))
	// Strictly above 95.00% passes: one of the two does not.
	await me.says('95.00%', '95.01%', t('satisfaction.sum', { month: period, outlets: 2, failing: 1, count: 1 }))
	await leave()
}

test('95.00 does not pass and 95.01 does; after the second month an order is proposed, for a person to confirm', async () => {
	await month('2026-09', '95.00', '95.01')
	const none = await open('orders', paths.proposals())
	await none.me.says(t('proposal.none'))
	await none.leave()
	await month('2026-10', '95.00', '95.01')
	const { page, me, leave } = await open('orders', paths.proposals())
	await me.says(t('proposal.satisfaction'), '恒信通讯望江路专营店')
	expect(await page.locator('tbody tr').count()).toBe(1)
	await page.getByRole('link', { name: t('proposal.satisfaction') }).click()
	await page.waitForURL(/\/intake\/proposals\/[0-9a-f-]{36}$/)
	await me.says('2026-09', '2026-10', '95.00%', t('proposal.state.PROPOSED'))
	const proposal = new URL(page.url()).pathname
	const before = await s.world.db.read.selectFrom('supervision_order').select('id').execute()
	const form = me.area('proposal.confirm')
	expect(await form.getByLabel(t('order.field.matter'), { exact: true }).inputValue()).toContain('2026-10：95.00%')
	await form.getByLabel(t('order.field.leadDepartmentId'), { exact: true }).selectOption({ label: '渠道管理部' })
	await form.getByRole('button', { name: t('intake.act.order.do'), exact: true }).click()
	await page.waitForURL(/\/orders\/[0-9a-f-]{36}$/)
	await me.says(t('order.state.DRAFT'), t('order.source.SURVEY'))
	expect(await s.world.db.read.selectFrom('supervision_order').select('id').execute()).toHaveLength(before.length + 1)
	await page.goto(proposal)
	await me.says(t('proposal.state.CONFIRMED'), '许静')
	await leave()
	expect(s.verified()).toContain('verify: everything is sound')
})
