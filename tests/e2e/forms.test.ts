import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { MessageKey } from '#app/i18n/messages.ts'
import { paths } from '#app/paths.ts'
import { awake, type Stage, stage, wordsOf } from './fixtures.ts'
import { type Prepared, prepare } from './prepared.ts'
import { summary } from './steps.ts'

let s: Stage
let on: Prepared
beforeAll(async () => {
	s = await stage('2026-11-09')
	on = await prepare(s.world)
})
afterAll(() => s.close())

const t = wordsOf('en')
/** Whose form, where, the button, one field that is filled in (by name) and what stays in it. */
type Case = readonly [login: string, address: () => string, button: MessageKey, field: string, typed: string]

const FORMS: Readonly<Record<string, Case>> = {
	order: ['orders', () => paths.newOrder(), 'order.draft.save', 'sourceRef', 'JD-2026-0099'],
	feedback: ['department', () => paths.orderAct(on.working, 'feedback'), 'order.act.feedback', 'cause', 'short'],
	return: ['issuer', () => paths.orderAct(on.answered, 'judge'), 'order.judge.return', 'reason', 'short'],
	extension: ['department', () => paths.orderAct(on.working, 'extension'), 'order.extension.do', 'amount', 'ten'],
	opinion: ['auditor', () => paths.newOpinion(), 'audit.opinion.do', 'number', 'CF-2026-0001'],
	cancel: ['manager', () => paths.inspectionAct(on.planned, 'cancel'), 'inspection.do.cancel', 'reason', 'no'],
	review: ['dealer', () => paths.deskAct(on.served, 'review'), 'desk.review.do', 'reason', '-'],
	plan: ['dealer', () => paths.deskPlan(on.planToWrite), 'plan.do.submit', 'causeText', 'New shop staff'],
	dealer: ['compliance', () => paths.newDealer(), 'common.save', 'name', 'A new dealer'],
	person: ['admin', () => paths.newPerson(), 'common.save', 'login', 'new-person'],
}

async function attempt(page: Page, [, address, button, field, typed]: Case): Promise<void> {
	await page.goto(address())
	const form = page.locator('form', { has: page.locator(`[name="${field}"]`) }).last()
	const box = form.locator(`[name="${field}"]`).first()
	await box.fill(typed)
	const named = form.getByRole('button', { name: t(button), exact: true })
	await ((await named.count()) > 0 ? named : form.locator('button[type="submit"]:not([formnovalidate])'))
		.first()
		.click()
	await summary(page).waitFor()
	expect(await box.inputValue()).toBe(typed)
}

/** Every entry leads to a field that says the same and is marked as wrong. */
async function entriesFit(page: Page): Promise<void> {
	const links = summary(page).getByRole('link')
	expect(await links.count()).toBeGreaterThan(0)
	const heading = await summary(page).getByRole('heading').innerText()
	const count = await links.count()
	expect(heading.trim()).toBe(t(count === 1 ? 'issue.summary.one' : 'issue.summary.many', { count }))
	for (const link of await links.all()) {
		const id = (await link.getAttribute('href'))?.slice(1) ?? ''
		const said = (await link.innerText()).trim()
		const beside = await page.locator('.err').allInnerTexts()
		expect(beside.map((text) => text.trim())).toContain(said)
		const target = page.locator(`[id="${id}"], [id^="${id}-"]`).first()
		expect(await target.count(), id).toBe(1)
	}
}

describe.each(Object.entries(FORMS))('form: %s', (_, entry) => {
	test('with scripts', async () => {
		const page = await s.visit({ login: entry[0], language: 'en' })
		await page.goto(entry[1]())
		await awake(page)
		await attempt(page, entry)
		expect(await summary(page).evaluate((box) => box === document.activeElement)).toBe(true)
		expect(await page.title()).toMatch(new RegExp(`^${t('issue.title-prefix')}`))
		await entriesFit(page)
		for (const link of await summary(page).getByRole('link').all()) {
			const id = (await link.getAttribute('href'))?.slice(1) ?? ''
			await link.click()
			const focused = await page.evaluate(() => document.activeElement?.id ?? '')
			expect(focused.startsWith(id), `${id} got the focus, not ${focused}`).toBe(true)
		}
		expect(s.complaints()).toEqual([])
		await page.context().close()
	})

	test('without scripts', async () => {
		const page = await s.visit({ login: entry[0], language: 'en', javaScript: false })
		const statuses: number[] = []
		page.on('response', (answer) => {
			if (answer.request().method() === 'POST') statuses.push(answer.status())
		})
		await attempt(page, entry)
		expect(statuses).toEqual([422])
		expect(await page.title()).toMatch(new RegExp(`^${t('issue.title-prefix')}`))
		await entriesFit(page)
		await page.context().close()
	})
})

test('a form that was sent before the scripts came is taken over by them', async () => {
	const page = await s.visit({ login: 'department', language: 'en' })
	await page.goto(paths.orderAct(on.working, 'feedback'))
	const cause = page.locator('[name="cause"]')
	await cause.fill('short')
	// What the browser does by itself while the scripts are still on their way.
	const form = page.locator('form', { has: cause })
	await Promise.all([page.waitForNavigation(), form.evaluate((one) => HTMLFormElement.prototype.submit.call(one))])
	await awake(page)
	expect(await cause.inputValue()).toBe('short')
	await expect.poll(() => summary(page).evaluate((box) => box === document.activeElement)).toBe(true)
	expect(await page.title()).toMatch(new RegExp(`^${t('issue.title-prefix')}`))
	expect(s.complaints()).toEqual([])
	await page.context().close()
})
