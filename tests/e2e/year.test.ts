import { afterAll, beforeAll, expect, test } from 'vitest'
import { paths } from '#app/paths.ts'
import { completeOrder } from '#app/usecases/orders/judge.server.ts'
import { INVENTED_2027 } from '#tests/support/notices.ts'
import { answered, done, issued, orderRow, versionNow } from '#tests/support/orders.ts'
import { awake, axe, type Stage, stage, wordsOf } from './fixtures.ts'
import { hands } from './steps.ts'

let s: Stage
let running = ''
let closed = ''
let change = ''
const t = wordsOf('zh-Hans')
const SOURCE = '测试用虚构通知，2026 年 12 月'
/** An invented notice: New Year's Day runs on to Monday the 4th, made up on Saturday the 9th. */
const NOTICE = INVENTED_2027.replace(
	'1月1日（周五）至3日（周日）放假，共3天。',
	'1月1日（周五）至4日（周一）放假调休，共4天。1月9日（周六）上班。',
)
const WRONG = NOTICE.replace('1月9日（周六）上班', '1月8日（周五）上班')

beforeAll(async () => {
	s = await stage('2026-12-11', {}, [])
	running = await issued(s.world)
	closed = await answered(s.world, { title: '宽带装机超时未通知' })
	const no = { callback: null, reason: '' }
	done(await completeOrder(await s.world.as('issuer'), closed, await versionNow(s.world, closed), no))
	await s.at('2026-12-14')
})
afterAll(() => s.close())

async function open(login: string, address: string) {
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

test('an order that runs into a year without a notice says that its date is provisional, and why', async () => {
	expect(await orderRow(s.world, running)).toMatchObject({ due_on: '2027-01-04', due_provisional: 1 })
	const { page, me, leave } = await open('department', paths.order(running))
	const line = page
		.getByRole('region', { name: t('order.clocks.all') })
		.getByRole('row', { name: t('clock.order.handle') })
	expect(await line.innerText()).toContain('2027-01-04 周一 18:00 暂定')
	await me.says('2027 年放假安排还没有公布，日期暂定，公布后重算。')
	await page.goto(paths.orders())
	const row = page.locator('tbody tr', { hasText: 'DB-2026-0001' })
	expect(await row.innerText()).toContain(t('ui.provisional'))
	await leave()
})

test('a pasted notice is read line by line; what is wrong in it shuts the way on', async () => {
	const { page, me, leave } = await open('compliance2', paths.calendar(2027))
	await me.says(t('calendar.lead.provisional'))
	await me.follow('calchange.own.changes', paths.calendarChanges())
	await me.follow('calchange.new.year', paths.newCalendarChange('year'))
	await me.fill(t('calchange.typed'), WRONG)
	await page.getByLabel(t('calchange.source')).fill(SOURCE)
	await me.press('calchange.save', /\/reference\/calendar\/changes\/[0-9a-f-]{36}$/)
	change = new URL(page.url()).pathname.split('/').at(-1) ?? ''
	await me.says(t('calchange.check.make-ups-at-weekends.no'), '2027-01-08 不在周末，不能作为调休上班日')
	await me.says(t('calchange.preview.unread'))
	expect(await me.button('calchange.act.propose').getAttribute('aria-disabled')).toBe('true')
	await me.follow('calchange.edit', paths.editCalendarChange(change))
	expect(await page.getByLabel(t('calchange.typed'), { exact: true }).inputValue()).toBe(WRONG)
	await me.fill(t('calchange.typed'), NOTICE)
	await me.press('calchange.save', paths.calendarChange(change))
	await me.says(
		t('calchange.check.make-ups-at-weekends'),
		t('calchange.check.no-date-twice'),
		t('calchange.check.statutory', { count: 13 }),
	)
	await leave()
})

test('the preview shows what moves, with the old and the new date, and moves nothing', async () => {
	const { page, me, leave } = await open('compliance2', paths.calendarChange(change))
	const row = me
		.area('calchange.preview')
		.getByRole('row', { name: 'DB-2026-0001' })
		.filter({ hasText: t('clock.order.handle') })
	expect((await row.innerText()).split(/\s*\t\s*|\n+/)).toEqual(
		expect.arrayContaining(['2027年1月4日 周一', '2027年1月5日 周二', t('calchange.effect.later')]),
	)
	expect(
		await me
			.area('calchange.preview')
			.getByRole('row', { name: 'DB-2026-0002' })
			.filter({ hasText: t('clock.order.handle') })
			.count(),
	).toBe(0)
	expect((await orderRow(s.world, running)).due_on).toBe('2027-01-04')
	await me.button('calchange.act.propose').click()
	await me.reads(t('calchange.state.PROPOSED'))
	// Whoever wrote it does not publish it.
	expect(await me.button('calchange.act.publish').getAttribute('aria-disabled')).toBe('true')
	await me.says(t('calchange.act.second'))
	await page.goto(paths.calendarAct(change, 'publish'))
	expect((await orderRow(s.world, running)).due_on).toBe('2027-01-04')
	await leave()
})

test('a second person publishes: the order moves, with both dates on record', async () => {
	const { me, leave } = await open('compliance', paths.calendarChange(change))
	await me.says(SOURCE)
	await me.follow('calchange.act.publish', paths.calendarAct(change, 'publish'))
	await me.press('calchange.act.publish', paths.calendarChange(change))
	await me.says(t('calchange.state.PUBLISHED'), t('calchange.done'), '邓可', '陈思远')
	await leave()
	expect(await orderRow(s.world, running)).toMatchObject({ due_on: '2027-01-05', due_provisional: 0 })

	const department = await open('department', paths.order(running))
	const clocks = department.page.getByRole('region', { name: t('order.clocks.all') })
	const line = clocks.getByRole('row', { name: t('clock.order.handle') })
	expect(await line.innerText()).toContain('2027-01-05 周二 18:00')
	expect(await line.innerText()).not.toContain(t('ui.provisional'))
	await department.me.says('元旦', '按新的工作日历重算')
	await line.getByRole('link').first().click()
	await department.page.waitForURL(/\/clocks\//)
	const moves = department.me.area('clock.page.moves').locator('tbody tr')
	await moves.first().waitFor()
	expect(await moves.count()).toBe(1)
	const record = await moves.innerText()
	for (const part of ['日历变更', '2027-01-04 18:00', '2027-01-05 18:00', '陈思远']) expect(record).toContain(part)
	await department.me.says(t('clock.page.same'))
	await department.leave()
})

test('what was closed keeps its date', async () => {
	expect(await orderRow(s.world, closed)).toMatchObject({
		state: 'COMPLETED',
		due_on: '2027-01-04',
		due_provisional: 1,
	})
	const { page, me, leave } = await open('department', paths.order(closed))
	const clocks = page.getByRole('region', { name: t('order.clocks.all') })
	const line = clocks.getByRole('row', { name: t('clock.order.handle') })
	expect(await line.innerText()).toContain('2027-01-04 周一')
	await line.getByRole('link').first().click()
	await page.waitForURL(/\/clocks\//)
	await me.says(t('clock.page.moves.none'))
	await leave()
	const calendar = await open('department', paths.calendar(2027))
	await calendar.me.says(t('calendar.status.official'), SOURCE)
	await calendar.leave()
})

test('what the journey left behind is sound', () => {
	expect(s.verified()).toContain('verify: everything is sound')
})
