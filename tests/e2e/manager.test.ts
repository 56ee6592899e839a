import type { Locator, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { paths } from '#app/paths.ts'
import { planVisit } from '#app/usecases/inspections/plan-visit.server.ts'
import { done } from '#tests/support/orders.ts'
import { PHOTO } from '#tests/support/penalty-case.ts'
import { visitForm } from '#tests/support/visits.ts'
import { awake, axe, type Stage, scrollsSideways, stage, wordsOf } from './fixtures.ts'
import { hands, summary } from './steps.ts'

let s: Stage
const t = wordsOf('zh-Hans')
const FACTS = '店门口玻璃贴着一张手写资费海报，没有审批号，价格与公示不同'
beforeAll(async () => {
	s = await stage('2026-11-09')
})
afterAll(() => s.close())

const items = (page: Page): Locator => page.locator('fieldset.item')

/** Unfolds what is folded, so that every item can be tapped. */
async function unfold(page: Page): Promise<void> {
	await items(page).first().waitFor({ state: 'attached' })
	for (const fold of await page.locator('details.fs').all())
		if (!(await fold.evaluate((one) => one.hasAttribute('open')))) await fold.locator('summary').click()
}

async function tap(item: Locator, word: 'ui.pass' | 'ui.fail'): Promise<void> {
	await item.getByRole('radio', { name: t(word), exact: true }).check()
}

const photoOf = { name: 'poster.jpg', mimeType: 'image/jpeg', buffer: PHOTO }

async function inspectionRow(id: string) {
	return s.world.db.read.selectFrom('inspection').selectAll().where('id', '=', id).executeTakeFirstOrThrow()
}

test('on a phone: starts at the outlet, fills half, leaves, goes on, submits, makes a violation', async () => {
	const page = await s.visit({ login: 'manager', phone: true })
	const me = hands(page, t)
	await me.follow('work.start-visit', paths.newInspection())
	await page.getByRole('link', { name: '恒信通讯望江路专营店' }).click()
	await page.waitForURL(/outlet=/)
	await page.getByLabel(t('inspection.type.MYSTERY')).check()
	await me.press('inspection.do.begin', /\/sheet$/)
	await awake(page)
	const sheet = page.url()
	await unfold(page)
	const count = await items(page).count()
	// A mystery visit asks every item of the sheet.
	expect(count).toBe(25)
	for (let i = 0; i < count / 2; i++) await tap(items(page).nth(i), i === 2 ? 'ui.fail' : 'ui.pass')
	const failed = items(page).nth(2)
	await failed.locator('input[type="file"]').first().setInputFiles(photoOf)
	await failed.getByLabel(t('ui.seen')).fill(FACTS)
	expect(await axe(page)).toEqual([])
	expect(await scrollsSideways(page)).toBe(false)
	await me.button('inspection.do.save').click()
	await me.reads(/\d\d:\d\d 已保存/)

	await page.getByRole('link', { name: t('shell.back') }).click()
	await me.follow('inspection.do.continue', sheet)
	await awake(page)
	await unfold(page)
	expect(await failed.getByLabel(t('ui.seen')).inputValue()).toBe(FACTS)
	expect(await failed.getByRole('radio', { checked: true }).getAttribute('value')).toBe('fail')
	expect(await failed.locator('.shots img').count()).toBe(1)
	for (let i = Math.ceil(count / 2); i < count; i++) await tap(items(page).nth(i), 'ui.pass')
	await me.reads(/已答 (\d+)\/\1 项，1 项不合格/)
	await me.press('inspection.do.next', /\/submit$/)
	await me.says(t('inspection.submit.complete'), FACTS)
	await me.press('inspection.do.submit', /\/inspections\/[0-9a-f-]{36}$/)
	const row = await inspectionRow(new URL(page.url()).pathname.split('/').at(-1) ?? '')
	expect(row).toMatchObject({ state: 'SUBMITTED', failed_items: 1 })
	// domain 2.1: earned over asked, in tenths
	await me.says(String((row.score_tenths ?? 0) / 10), FACTS, t('inspection.finding.state.OPEN'))
	expect(await axe(page)).toEqual([])

	await me.press('inspection.finding.record', /\/violations\/[0-9a-f-]{36}$/)
	await me.says(FACTS, t('violation.state.DRAFT'))
	expect(await page.locator('a[href^="/evidence/"]').count()).toBeGreaterThan(0)
	expect(s.complaints()).toEqual([])
	await page.context().close()
})

test('without scripts: the same form, and what was typed stays after it was refused', async () => {
	const manager = await s.world.as('manager')
	const outlet = await s.world.outletId('JZ-WJ-0400')
	const { id } = done(await planVisit(manager, visitForm(outlet, manager.today), true))
	const page = await s.visit({ login: 'manager', phone: true, javaScript: false })
	const me = hands(page, t)
	await page.goto(paths.inspectionSheet(id))
	await unfold(page)
	const count = await items(page).count()
	for (let i = 0; i < count; i++) await tap(items(page).nth(i), i === 4 ? 'ui.fail' : 'ui.pass')
	const failed = items(page).nth(4)
	const long = '长'.repeat(1001)
	await failed.getByLabel(t('ui.seen')).fill(long)
	await me.button('inspection.do.next').click()
	await summary(page).waitFor()
	expect(await failed.getByLabel(t('ui.seen')).inputValue()).toBe(long)
	expect(await page.locator('fieldset.item input[type="radio"]:checked').count()).toBe(count)
	await failed.getByLabel(t('ui.seen')).fill(FACTS)
	await failed.locator('input[type="file"]').first().setInputFiles(photoOf)
	await me.press('inspection.do.next', /\/submit$/)
	await me.press('inspection.do.submit', paths.inspection(id))
	expect(await inspectionRow(id)).toMatchObject({ state: 'SUBMITTED', failed_items: 1 })
	await me.says(FACTS)
	expect(await page.locator('a[href^="/evidence/"]').count()).toBeGreaterThan(0)
	await page.context().close()
})

test('what the journey left behind is sound', () => {
	expect(s.verified()).toContain('verify: everything is sound')
})
