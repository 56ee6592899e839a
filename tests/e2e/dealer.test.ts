import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Language } from '#app/i18n/languages.ts'
import { paths } from '#app/paths.ts'
import { noticed, openLast, PHOTO, payIn, rowOf } from '#tests/support/penalty-case.ts'
import { axe, type Stage, scrollsSideways, stage, wordsOf } from './fixtures.ts'
import { hands, summary } from './steps.ts'

let s: Stage
let other: string
beforeAll(async () => {
	s = await stage('2026-11-09')
	await payIn(s.world, 3_000_000)
	await payIn(s.world, 3_000_000, 'D-0002')
	other = await noticed(s.world, { outlet: 'JZ-WJ-0400' })
})
afterAll(() => s.close())

async function sound(page: Page): Promise<void> {
	expect(await axe(page)).toEqual([])
	expect(await scrollsSideways(page)).toBe(false)
	expect(s.complaints()).toEqual([])
}

/** From the desk to the case, as the dealer does it. */
async function openCase(language: Language, id: string, javaScript = true) {
	const t = wordsOf(language)
	const page = await s.visit({ login: 'dealer', language, phone: true, javaScript })
	const me = hands(page, t)
	expect(new URL(page.url()).pathname).toBe(paths.desk())
	expect(await page.locator('html').getAttribute('lang')).toBe(language)
	if (javaScript) await sound(page)
	await page
		.locator(`a[href="${paths.deskCase(id)}"]`)
		.first()
		.click()
	await page.waitForURL(paths.deskCase(id))
	await page.getByRole('heading', { level: 1, name: '500' }).waitFor()
	return { page, me, t }
}

test('in English: the notice says what, why, how much, until when and how to reply; no objection', async () => {
	const id = await noticed(s.world, { occurredOn: '2026-10-30' })
	const { page, me, t } = await openCase('en', id)
	// domain 3.1: L2, one unit, 500 yuan; opened on 11-09, five working days.
	await me.says('may be charged ¥500', '16 Nov', 'not an administrative fine', '没有广告审批号')
	for (const key of ['desk.answer.why', 'desk.answer.how-much', 'desk.answer.until', 'desk.answer.money'] as const)
		await me.says(t(key))
	await me.says(
		t('desk.reassure'),
		t('desk.way.defence.text'),
		t('desk.silence'),
		t('desk.money.held', { held: '¥500' }),
	)
	expect(await page.locator('body').innerText()).not.toContain('内部意见')
	await me.area('desk.working', { amount: '¥500' }).waitFor()
	await sound(page)
	expect(await rowOf(s.world, id)).toMatchObject({ state: 'DEFENCE' })

	await me.follow('desk.way.accept.do', paths.deskAct(id, 'acknowledge'))
	await me.button('desk.acknowledge.do').click()
	await summary(page).waitFor()
	await me.says(t('issue.must-confirm'))
	await page.getByLabel(t('desk.acknowledge.confirm')).check()
	await me.press('desk.acknowledge.do', `${paths.deskCase(id)}?done=acknowledge`)
	await me.says(t('desk.done.acknowledge'))
	await sound(page)
	expect(await rowOf(s.world, id)).toMatchObject({ defence_state: 'ACKNOWLEDGED' })
	await page.context().close()
})

test('in zh-Hant without scripts: an empty defence is refused in place, a full one is received', async () => {
	const id = await noticed(s.world, { occurredOn: '2026-10-29' })
	const { page, me, t } = await openCase('zh-Hant', id, false)
	await me.follow('desk.way.defence.do', paths.deskAct(id, 'defence'))
	const first = t('desk.defence.argument', { no: 1 })
	const second = page.locator('textarea').nth(1)
	await second.fill('第二條意見先寫好')
	await page.locator('textarea').first().fill('短')
	await me.button('desk.defence.do').click()
	await summary(page).waitFor()
	expect(await page.locator('textarea').first().inputValue()).toBe('短')
	expect(await second.inputValue()).toBe('第二條意見先寫好')
	await page.locator('textarea').first().fill('海報由廠家寄來，當天已經取下')
	await page.locator('input[type="file"]').setInputFiles({ name: 'shop.jpg', mimeType: 'image/jpeg', buffer: PHOTO })
	await me.press('desk.defence.do', `${paths.deskCase(id)}?done=defence`)
	await me.says(t('desk.done.defence'), '海報由廠家寄來', '第二條意見先寫好', first.replace(/\s*1.*/, ''))
	expect(await rowOf(s.world, id)).toMatchObject({ defence_state: 'STATED' })
	await page.context().close()
})

test('in zh-Hant with scripts: what is typed wrong is said before it is sent', async () => {
	const id = await noticed(s.world, { occurredOn: '2026-10-28' })
	const { page, me, t } = await openCase('zh-Hant', id)
	await me.follow('desk.bar.defence', paths.deskAct(id, 'defence'))
	await me.button('desk.defence.do').click()
	await summary(page).waitFor()
	expect(await page.title()).toMatch(new RegExp(`^${t('issue.title-prefix')}`))
	await sound(page)
	await page.context().close()
})

test('standing and history are the own ones; another dealer’s case is not found', async () => {
	const t = wordsOf('en')
	await openLast(s.world, other, 'dealer2')
	const page = await s.visit({ login: 'dealer', language: 'en', phone: true })
	const me = hands(page, t)
	await me.follow('desk.nav.standing', paths.deskStanding())
	await me.says('恒信通讯', '¥30,000')
	await sound(page)
	await me.follow('desk.nav.history', paths.deskHistory())
	await page.getByRole('heading', { level: 1, name: t('desk.history') }).waitFor()
	const { number } = await rowOf(s.world, other)
	expect(await page.locator('body').innerText()).not.toContain(number)
	for (const address of [paths.deskCase(other), paths.deskAct(other, 'defence'), paths.penalty(other)]) {
		const answer = await page.goto(address)
		expect([403, 404], address).toContain(answer?.status())
		expect(await page.locator('body').innerText()).not.toContain('同辉')
	}
	expect((await page.goto(paths.deskCase(other)))?.status()).toBe(404)
	await page.context().close()
})
