import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Language } from '#app/i18n/languages.ts'
import { paths } from '#app/paths.ts'
import { checkCase } from '#app/usecases/penalties/check-penalty.server.ts'
import { at, drafted, must, payIn, recorded, rowOf } from '#tests/support/penalty-case.ts'
import { planOf, recheck } from '#tests/support/plans.ts'
import { type Stage, stage, wordsOf } from './fixtures.ts'
import { hands, summary } from './steps.ts'

let s: Stage
let violation = ''
let id = ''
beforeAll(async () => {
	s = await stage('2026-11-09')
	await payIn(s.world, 3_000_000)
	violation = await recorded(s.world, { units: 2 })
})
afterAll(() => s.close())

const t = wordsOf('zh-Hant')
const dealerWords = wordsOf('zh-Hans')
const DEFENCE = '海报由厂家寄来，店员当天已经取下并拍照'
const ANSWER = '當天取下屬實，照片時間相符，予以採納。'
const REASON = '物料確為門店自行張貼，事實清楚，證據充分，當天取下，予以從輕處理。'

/** Staff in traditional characters at a desk, the dealer in simplified ones on a phone. */
async function open(login: string, address: string) {
	const dealer = login === 'dealer'
	const language: Language = dealer ? 'zh-Hans' : 'zh-Hant'
	const page = await s.visit({ login, language, phone: dealer })
	const me = hands(page, dealer ? dealerWords : t)
	await page.goto(address)
	/** Declares that nothing binds the person to the agent; asked of each once in a case. */
	const free = () => page.getByLabel(t('gate.declare.none')).first().check()
	const leave = async (state?: string) => {
		expect(s.complaints()).toEqual([])
		if (state) expect((await rowOf(s.world, id)).state).toBe(state)
		await page.context().close()
	}
	return { page, me, leave, free }
}

test('a violation is confirmed, the penalty checked, the notice issued', async () => {
	const { page, me, leave, free } = await open('compliance', paths.violations())
	await page
		.locator(`a[href="${paths.violation(violation)}"]`)
		.first()
		.click()
	await page.waitForURL(paths.violation(violation))
	await me.follow('violation.act.check', paths.violationAct(violation, 'check'))
	await me.says(t('violation.check.then-penalty'), '没有广告审批号')
	await free()
	await me.press('violation.confirm.do', /\/penalties\/[0-9a-f-]{36}$/)
	id = new URL(page.url()).pathname.split('/').at(-1) ?? ''
	// domain 3.1: L2, two units at 500
	await me.says('¥1,000', t('penalty.amount'), t('penalty.priors.sub', { count: 0 }))
	await me.follow('penalty.act.check', paths.penaltyAct(id, 'check'))
	await me.press('penalty.act.check', /done=check/)
	await me.says(t('penalty.done.check'))
	await me.follow('penalty.act.notice', paths.penaltyAct(id, 'notice'))
	await me.button('penalty.act.notice').click()
	await summary(page).waitFor()
	await page.getByLabel(t('penalty.notice.confirm')).check()
	await me.press('penalty.act.notice', /done=notice/)
	await me.says(t('penalty.state.PRE_NOTICED'), '江渠罚告〔2026〕0001号')
	await leave('PRE_NOTICED')
})

test('the dealer opens the notice and states a defence', async () => {
	await s.at('2026-11-10')
	const { page, me, leave } = await open('dealer', paths.desk())
	await page
		.locator(`a[href="${paths.deskCase(id)}"]`)
		.first()
		.click()
	await page.waitForURL(paths.deskCase(id))
	await me.follow('desk.way.defence.do', paths.deskAct(id, 'defence'))
	await me.fill(dealerWords('desk.defence.argument', { no: 1 }), DEFENCE)
	await me.press('desk.defence.do', /done=defence/)
	await leave('DEFENCE')
})

test('a plan is written, approved, worked and handed in', async () => {
	const plan = await planOf(s.world, id)
	const dealer = await open('dealer', paths.deskPlan(plan.id))
	await dealer.page.getByLabel(dealerWords('plan.cause'), { exact: true }).selectOption('UNTRAINED')
	await dealer.page.getByLabel(dealerWords('plan.step.what', { no: 1 })).fill('撤下全部物料，检查所有门店')
	await dealer.page.getByLabel(dealerWords('plan.step.owner', { no: 1 })).fill('店长')
	const due = dealer.page.getByRole('group', { name: dealerWords('plan.step.due', { no: 1 }) })
	await dealer.me.day(due, '2026-11-13')
	await dealer.me.press('plan.do.submit', /done=submit/)
	await dealer.leave()

	const supervisor = await open('supervisor', paths.plan(plan.id))
	await supervisor.me.follow('plan.act.approve', paths.planAct(plan.id, 'approve'))
	await supervisor.page.getByLabel(t('plan.approve.accept')).check()
	await supervisor.me.press('plan.approve.do', /done=approved/)
	await supervisor.leave()

	const { page, me, leave } = await open('dealer', paths.deskPlan(plan.id))
	await page.getByLabel(dealerWords('plan.proof.of', { no: 1 })).fill('照片见附件，已全部取下')
	await me.press('plan.do.step', /done=step/)
	await me.press('plan.do.hand-in', /done=hand-in/)
	await leave()
	expect((await planOf(s.world, id)).state).toBe('IN_VERIFICATION')
})

test('a re-inspection, then another person than the finder verifies', async () => {
	await s.at('2026-11-11')
	const plan = await planOf(s.world, id)
	await recheck(s.world, plan)
	const { page, me, leave } = await open('supervisor', paths.plan(plan.id))
	await me.follow('plan.act.verify', paths.planAct(plan.id, 'verify'))
	await page.getByLabel(t('plan.verify.accept')).check()
	await me.press('plan.verify.do', /done=struck-off/)
	await leave()
	expect((await planOf(s.world, id)).state).toBe('STRUCK_OFF')
})

test('the decision is shut until the argument is answered; it comes out lower', async () => {
	await s.at('2026-11-12')
	const { page, me, leave, free } = await open('approver', paths.penalty(id))
	const shut = me.button('penalty.act.decide')
	expect(await shut.getAttribute('aria-disabled')).toBe('true')
	const reasons = page.locator(`[id="${await shut.getAttribute('aria-describedby')}"]`)
	expect(await reasons.innerText()).toContain(t('ui.gate.no'))
	await me.follow('penalty.acts.answer', paths.penaltyAct(id, 'decide'))
	await me.says(DEFENCE)
	await page.getByLabel(t('penalty.answer.yes'), { exact: true }).check()
	await me.fill(t('penalty.answer.text'), ANSWER)
	await me.button('penalty.answer.do').click()
	await me.button('penalty.act.decide').waitFor()
	await me.fill(t('penalty.decide.amount'), '1200')
	await me.fill(t('penalty.decide.reason'), REASON)
	await page.getByLabel(t('penalty.decide.confirm')).check()
	await me.button('penalty.act.decide').click()
	await summary(page).waitFor()
	expect(await page.getByLabel(t('penalty.decide.reason'), { exact: true }).inputValue()).toBe(REASON)
	await me.fill(t('penalty.decide.amount'), '800')
	await free()
	await me.press('penalty.act.decide', /done=decide/)
	await me.says(t('penalty.done.decide'), '¥800')
	await leave('DECIDED')
})

test('the dealer asks for a review, the reviewer varies, silence makes it final', async () => {
	const dealer = await open('dealer', paths.deskCase(id))
	await dealer.me.says('¥800', ANSWER)
	await dealer.me.follow('desk.way.review.do', paths.deskAct(id, 'review'))
	await dealer.page.getByLabel(dealerWords('desk.ground.amount')).check()
	await dealer.me.fill(dealerWords('desk.review.reason'), '当天取下，没有用户受损，金额与情节不相称')
	await dealer.me.press('desk.review.do', /done=review/)
	await dealer.leave('REVIEW')

	await s.at('2026-11-13')
	const { page, me, leave, free } = await open('reviewer', paths.penalty(id))
	await me.follow('penalty.act.review', paths.penaltyAct(id, 'review'))
	await page.getByLabel(t('penalty.outcome.VARIED')).first().check()
	await page.getByLabel(t('penalty.review.amount')).fill('500')
	await me.press('review.choose.do', /outcome=VARIED/)
	await free()
	await me.fill(t('penalty.review.reason'), REASON)
	await page.getByLabel(t('penalty.review.confirm')).check()
	await me.press('penalty.act.review', /done=review/)
	await leave('REVIEWED')
	await s.at('2026-11-19')
	expect(await rowOf(s.world, id)).toMatchObject({ state: 'FINAL', amount_fen: 50_000 })
})

test('the settlement deducts once, and the case is closed', async () => {
	await s.at('2026-12-01')
	const first = await open('compliance', paths.settlements())
	await first.me.says('¥500', '恒信通讯')
	await first.page.locator('main input[name="confirm"]').check()
	await first.me.press('settlement.propose.do', /settlements\/[0-9a-f-]{36}$/)
	const proposal = new URL(first.page.url()).pathname
	await first.leave('FINAL')
	const { page, me, leave } = await open('approver', proposal)
	await page.locator('main input[name="confirm"]').first().check()
	await me.button('settlement.do').click()
	await me.says(t('settlement.state.CONFIRMED'))
	await leave('CLOSED')
	const dealer = await open('dealer', paths.deskCase(id))
	await dealer.me.says(dealerWords('desk.money.paid', { paid: '¥500' }))
	await dealer.page.goto(paths.deskStanding())
	await dealer.me.says('¥29,500')
	await dealer.leave()
})

test('the other way out: education only, agreed by two people', async () => {
	const other = await drafted(s.world, {
		severity: 'L1',
		occurredOn: '2026-11-25',
		factors: ['corrected-on-the-spot'],
		outlet: 'JZ-WJ-0400',
	})
	must(await checkCase(await s.world.as('compliance'), await at(s.world, other)))
	const first = await open('compliance', paths.penalty(other))
	await first.me.follow('penalty.act.waive', paths.penaltyAct(other, 'waive'))
	await first.me.fill(t('penalty.waive.reason'), REASON)
	await first.page.getByLabel(t('penalty.waive.confirm')).check()
	await first.me.press('penalty.act.waive', /done=waive/)
	await first.leave()
	const second = await open('supervisor', paths.penalty(other))
	await second.me.follow('penalty.act.agree-waiver', paths.penaltyAct(other, 'waive'))
	await second.me.says(REASON)
	await second.page.getByLabel(t('penalty.waive.confirm')).first().check()
	await second.free()
	await second.me.press('penalty.act.agree-waiver', /done=agree-waiver/)
	await second.leave()
	expect(await rowOf(s.world, other)).toMatchObject({ state: 'WAIVED', amount_fen: 0, points: 0 })
})

test('what the journey left behind is sound', () => {
	expect(s.verified()).toContain('verify: everything is sound')
})
