import { afterAll, beforeAll, expect, test } from 'vitest'
import { paths } from '#app/paths.ts'
import { orderRow } from '#tests/support/orders.ts'
import { PHOTO } from '#tests/support/penalty-case.ts'
import { awake, axe, type Stage, stage, wordsOf } from './fixtures.ts'
import { hands, summary } from './steps.ts'

let s: Stage
let id = ''
const t = wordsOf('zh-Hans')
const ASKED = '用户在外地，面谈要到 19 日才能进行'
const GRANTED = '用户确在外地，同意延到法定期限当天，不得再延'
const REF = 'SS202611090123'
// The regulator's limit runs from the complaint: 11-05 + 15 days = Friday 11-20.
const CUT =
	'用户 11月5日 周四 投诉，法定答复期限是 11月20日 周五，须留 2 个工作日。按紧急程度是 11月19日 周四，因此提前到 11月18日 周三。'
const EARLY = '留 2 个工作日，最晚 11月18日 周三；11月13日 周五 更早，不用提前。'

beforeAll(async () => {
	s = await stage('2026-11-10')
})
afterAll(() => s.close())

/** Somebody opens the order, or another page. */
async function open(login: string, address = paths.order(id)) {
	const page = await s.visit({ login })
	const me = hands(page, t)
	await page.goto(address)
	await awake(page)
	const leave = async (state: string) => {
		expect(await axe(page)).toEqual([])
		expect(s.complaints()).toEqual([])
		expect((await orderRow(s.world, id)).state).toBe(state)
		await page.context().close()
	}
	return { page, me, leave }
}

/** The last feedback in three answers, with a photo beside the first. */
async function feedback(result: string): Promise<void> {
	const { page, me, leave } = await open('department')
	await me.follow('order.act.feedback', paths.orderAct(id, 'feedback'))
	await me.fill(t('order.result'), result)
	await me.fill(t('order.cause'), '代理点为完成任务代用户勾选，系统没有二次确认')
	await me.fill(t('order.mechanism'), '信息化部 12 月 1 日前上线短信二次确认，以系统截图为证')
	const photo = { name: '退费凭证.jpg', mimeType: 'image/jpeg', buffer: PHOTO }
	await page.getByLabel(t('order.files.result')).first().setInputFiles(photo)
	await me.press('order.act.feedback', paths.order(id))
	await me.says(t('order.state.SUBMITTED'), result)
	await leave('SUBMITTED')
}

test('drafted from the template of its source; what was chosen stays, and the statutory date cuts the limit', async () => {
	const { page, me, leave } = await open('orders', paths.newOrder())
	await page.getByLabel(t('order.field.source'), { exact: true }).selectOption({ label: t('order.source.MIIT') })
	await me.reads(t('order.field.ref.required', { example: 'SS202611200123' }))
	await me.fill(t('order.field.sourceRef'), REF)
	await me.day(page.getByRole('group', { name: t('order.field.complaintOn') }), '2026-11-05')
	await me.button('order.template.take').click()
	// 工信部申诉 is 紧急 by itself (domain 5.5): three working days, well before the statutory date.
	await me.reads(/11月13日 周五 18:00/)
	expect(await page.getByLabel(t('order.urgency.URGENT')).isChecked()).toBe(true)
	await page.getByText(/^为什么是 11月13日/).click()
	await me.says(EARLY)
	expect(await me.field(t('order.field.matter')).inputValue()).toContain(REF)
	await me.fill(t('order.field.title'), '工信部申诉：望江路网点未经同意开通增值业务')
	await page.getByLabel(t('order.field.users')).fill('13800001111')
	await page.getByLabel(t('order.urgency.IMPORTANT')).check()
	await me.reads(/11月18日 周三 18:00/)
	await page.getByLabel(t('order.field.leadDepartmentId'), { exact: true }).selectOption({ label: '渠道管理部' })
	await me.press('order.draft.save', /\/orders\/[0-9a-f-]{36}$/)
	id = new URL(page.url()).pathname.split('/').at(-1) ?? ''
	await me.says(REF, '138****1111')
	await me.button('order.act.submit').click()
	await me.reads(t('order.state.PENDING_APPROVAL'))
	await leave('PENDING_APPROVAL')
})

test('issued by another person: the page says why the date is two working days before the statutory one', async () => {
	const { page, me, leave } = await open('issuer')
	await me.follow('order.act.issue', paths.orderAct(id, 'issue'))
	await me.press('order.issue.do', paths.order(id))
	await me.says('DB-2026-0001', CUT, t('clock.order.statutory'))
	expect(await orderRow(s.world, id)).toMatchObject({ due_on: '2026-11-18', statutory_due_on: '2026-11-20' })
	// The clock has a page of its own, and the same as JSON.
	await page
		.getByRole('region', { name: t('order.clocks.all') })
		.getByRole('link', { name: t('clock.order.handle') })
		.click()
	await page.waitForURL(/\/clocks\//)
	await me.says(CUT, t('clock.page.same'))
	const answer = await page.request.get((await me.link('clock.page.json').getAttribute('href')) ?? '')
	expect(await answer.json()).toMatchObject({ dueOn: '2026-11-18' })
	await leave('ISSUED')
})

test('an extension: refused past the statutory date with the reason, granted within it, on record', async () => {
	const department = await open('department')
	await department.me.follow('order.act.acknowledge', paths.orderAct(id, 'acknowledge'))
	await department.me.press('order.act.acknowledge', paths.order(id))
	await department.me.follow('order.act.extension', paths.orderAct(id, 'extension'))
	await department.me.fill(t('order.extension.amount'), '3')
	await department.me.fill(t('order.extension.reason'), ASKED)
	await department.me.button('order.extension.do').click()
	await summary(department.page).waitFor()
	await department.me.says('延期不得超过法定期限 2026年11月20日 周五')
	await department.me.fill(t('order.extension.amount'), '2')
	await department.me.press('order.extension.do', paths.order(id))
	await department.me.says(t('order.extension.state.PENDING'), '同意后到 11-20 周五')
	// A request that waits stops nothing.
	expect((await orderRow(s.world, id)).due_on).toBe('2026-11-18')
	await department.leave('ACKNOWLEDGED')

	const { page, me, leave } = await open('issuer')
	await me.follow('order.act.decide-extension', paths.orderAct(id, 'decide-extension'))
	await page.getByLabel(t('order.extension.grant')).first().check()
	await me.fill(t('order.reason'), GRANTED)
	await me.press('order.extension.decide', paths.order(id))
	const why = '同意延期 2 个工作日，到期日从 11月18日 周三 改为 11月20日 周五。'
	await me.says(t('order.extension.state.GRANTED'), ASKED, GRANTED, CUT, why, '11-20 周五 18:00')
	await page
		.getByRole('region', { name: t('order.clocks.all') })
		.getByRole('link', { name: t('clock.order.handle') })
		.click()
	await page.waitForURL(/\/clocks\//)
	await me.says(why, t('clock.page.cause.extension'), GRANTED, '孙志远', '林洁')
	expect(await orderRow(s.world, id)).toMatchObject({ due_on: '2026-11-20', extension_count: 1 })
	await leave('ACKNOWLEDGED')
})

test('feedback with a file, returned with the reason, a second round at the same date', async () => {
	await s.at('2026-11-16')
	await feedback('已退费 30 元')
	const issuer = await open('issuer')
	expect(await issuer.page.locator('a[href^="/evidence/"]').count()).toBeGreaterThan(0)
	await issuer.me.follow('order.act.judge', paths.orderAct(id, 'judge'))
	const back = '没有用户签字的和解记录，也没有开通当天的短信确认，请补齐后再报'
	await issuer.me.area('order.judge.return').getByRole('textbox').fill(back)
	await issuer.me.press('order.judge.return', paths.order(id))
	await issuer.me.says(back, t('order.returned-times', { count: 1 }))
	expect(await orderRow(s.world, id)).toMatchObject({ due_on: '2026-11-20', returned_count: 1, round: 2 })
	await issuer.leave('RETURNED')
	await s.at('2026-11-18')
	const department = await open('department', paths.orderAct(id, 'feedback'))
	// The second round begins with what was answered before.
	expect(await department.me.field(t('order.result')).inputValue()).toBe('已退费 30 元')
	await department.me.says(back)
	await department.leave('RETURNED')
	await feedback('已退费 30 元，用户 11 月 17 日签字和解，短信确认记录已附')
})

test('completed only with a call-back or a reason', async () => {
	const { page, me, leave } = await open('issuer')
	await me.follow('order.act.judge', paths.orderAct(id, 'judge'))
	await me.button('order.judge.complete').click()
	await summary(page).waitFor()
	await me.says(t('refusal.order.callback-missing'))
	await page.getByLabel(t('order.callback.SATISFIED'), { exact: true }).check()
	await me.press('order.judge.complete', paths.order(id))
	await me.says(t('order.state.COMPLETED'), t('order.callback.SATISFIED'), '12-18')
	expect(await orderRow(s.world, id)).toMatchObject({ callback_result: 'SATISFIED', overdue_at: null })
	await leave('COMPLETED')
})

test('struck off after the observation period by another person; the completer reads why not', async () => {
	await s.at('2026-12-17')
	const early = await open('orders2')
	await early.me.says('观察期还没结束')
	expect(await early.me.link('order.act.strike-off').count()).toBe(0)
	await early.leave('COMPLETED')
	await s.at('2026-12-21')
	const completer = await open('issuer')
	const shut = completer.me.button('order.act.strike-off')
	expect(await shut.getAttribute('aria-disabled')).toBe('true')
	await completer.me.says(t('refusal.order.completer-strikes-off'))
	await completer.page.goto(paths.orderAct(id, 'strike-off'))
	await completer.me.says(t('refusal.order.completer-strikes-off'))
	expect(await completer.me.button('order.strike.do').count()).toBe(0)
	await completer.leave('COMPLETED')
	const { me, leave } = await open('orders2')
	await me.follow('order.act.strike-off', paths.orderAct(id, 'strike-off'))
	await me.press('order.strike.do', paths.order(id))
	await me.says(t('order.state.STRUCK_OFF'))
	await leave('STRUCK_OFF')
})

test('what the journey left behind is sound', () => {
	expect(s.verified()).toContain('verify: everything is sound')
})
