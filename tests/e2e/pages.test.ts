import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { LANGUAGES, type Language } from '#app/i18n/languages.ts'
import { messages } from '#app/i18n/messages/zh-Hans/index.ts'
import routes from '#app/routes.ts'
import { awake, axe, type Stage, scrollsSideways, stage, wordsOf } from './fixtures.ts'
import { type Prepared, prepare } from './prepared.ts'
import { type Entry, NO_PAGE, PAGES } from './table.ts'

/** Every page in every language, theme and width with FANGXIN_LONG=1; else each page in one language, theme and width. */
const LONG = process.env.FANGXIN_LONG === '1'
const WIDE = { width: 1440, height: 900 }
const PHONE = { width: 390, height: 844 }
const SMALL = { width: 360, height: 740 }

let s: Stage
let on: Prepared
beforeAll(async () => {
	s = await stage('2026-11-09')
	on = await prepare(s.world)
	await s.at('2026-11-09')
})
afterAll(() => s.close())

const known = new Set(routes.map((entry) => entry.path ?? ''))
const logins = [...new Set(PAGES.map(([, login]) => login))]

/** 'order.act.submit' on a page is a key whose sentence is missing. */
const spaces = [...new Set(Object.keys(messages).map((key) => key.split('.')[0]))].join('|')
const RAW = new RegExp(`(?<![\\w./@-])(?:${spaces})\\.[a-zA-Z][\\w-]*(?:\\.[\\w-]+)*(?![\\w@])|\\{\\{`, 'g')

/** The person chooses the language, as the buttons in the frame do. */
async function speak(page: Page, language: Language): Promise<void> {
	await page.request.post('/language', { form: { language }, headers: { origin: s.origin }, maxRedirects: 0 })
}

/** The first Tab reaches the link to the text, and what has the focus can be seen. */
async function keyboardFaults(page: Page): Promise<string[]> {
	await awake(page)
	const at = () =>
		page.evaluate(() => {
			const here = document.activeElement
			const style = here ? getComputedStyle(here) : null
			const box = here?.getBoundingClientRect()
			return {
				skip: here?.getAttribute('href') === '#main',
				seen: style !== null && style.outlineStyle !== 'none' && Number.parseFloat(style.outlineWidth) >= 2,
				inView: box !== undefined && box.bottom > 0 && box.right > 0 && box.left >= 0,
				name: here?.outerHTML.slice(0, 80) ?? '',
			}
		})
	await page.keyboard.press('Tab')
	const first = await at()
	await page.keyboard.press('Tab')
	const second = await at()
	return [
		...(first.skip ? [] : [`the first stop is ${first.name}`]),
		...[first, second].flatMap((one) => (one.seen && one.inView ? [] : [`focus cannot be seen on ${one.name}`])),
	]
}

async function look(page: Page, dark: boolean, size: typeof WIDE): Promise<string[]> {
	await page.setViewportSize(size)
	await page.emulateMedia({ colorScheme: dark ? 'dark' : 'light' })
	// Colours change gently: they are judged when they have arrived.
	await page.evaluate(() => Promise.all(document.getAnimations().map((one) => one.finished.catch(() => null))))
	const what = `${dark ? 'dark' : 'light'} ${size.width}`
	return [
		...((await scrollsSideways(page)) ? [`${what}: scrolls sideways`] : []),
		...(await axe(page)).map((fault) => `${what}: ${fault}`),
	]
}

/** Light and dark, wide and narrow, by the page's turn; and never a sideways scroll on a small phone. */
async function looks(page: Page, turn: number): Promise<string[]> {
	const all = [false, true].flatMap((dark) => [WIDE, PHONE].map((size) => ({ dark, size })))
	const faults: string[] = []
	for (const [n, { dark, size }] of all.entries())
		if (LONG || n === turn % all.length) faults.push(...(await look(page, dark, size)))
	await page.setViewportSize(SMALL)
	if (await scrollsSideways(page)) faults.push('360: scrolls sideways')
	return faults
}

/** One page in one language, wide and on a phone, light and dark. */
async function faultsOf(page: Page, address: string, language: Language, turn: number): Promise<string[]> {
	await page.setViewportSize(WIDE)
	const answer = await page.goto(address)
	if (answer?.status() !== 200) return [`answers ${answer?.status()}`]
	const lang = await page.locator('html').getAttribute('lang')
	const text = await page.locator('body').innerText()
	const title = await page.title()
	const printed = address.endsWith('/print')
	// The wording of documents shows its own placeholders.
	const wording = address.startsWith('/reference/templates/')
	const faults = [
		...(lang === language ? [] : [`lang is ${lang}`]),
		...(wording ? [] : [...`${title} ${text}`.matchAll(RAW)]).map((match) => `untranslated: ${match[0]}`),
		...(title.endsWith(wordsOf(language)('common.product')) && !title.startsWith('·') ? [] : [`title: ${title}`]),
		...(printed ? [] : await keyboardFaults(page)),
	]
	return [...faults, ...(await looks(page, turn))]
}

/** The languages of a page in this run: all of them, or one by its place in the table. */
function languagesOf(place: number): readonly Language[] {
	const one = LANGUAGES[place % LANGUAGES.length]
	return LONG || !one ? LANGUAGES : [one]
}

test('every page of the product is looked at', () => {
	const named = new Set([...PAGES.map(([route]) => route), ...NO_PAGE])
	expect([...named].sort()).toEqual([...known].sort())
})

test.each(logins)('pages of %s', { timeout: LONG ? 1_200_000 : 180_000 }, async (login) => {
	const page = await s.visit({ login })
	const own = PAGES.flatMap((entry: Entry, place) => (entry[1] === login ? [{ entry, place }] : []))
	const found: string[] = []
	for (const language of LANGUAGES) {
		const turn = own.filter(({ place }) => languagesOf(place).includes(language))
		if (turn.length > 0) await speak(page, language)
		for (const { entry, place } of turn) {
			const faults = [...(await faultsOf(page, entry[2](on), language, place)), ...s.complaints()]
			found.push(...faults.map((fault) => `${entry[0]} ${language}: ${fault}`))
		}
	}
	await page.context().close()
	expect(found).toEqual([])
})

test.each(LANGUAGES)('before signing in, and where nothing is, in %s', async (language) => {
	const turn = LANGUAGES.indexOf(language)
	const outside = await s.visit({ language })
	expect(await outside.locator('html').getAttribute('lang')).toBe(language)
	expect([...(await looks(outside, turn)), ...s.complaints()]).toEqual([])
	await outside.context().close()
	const inside = await s.visit({ login: 'reviewer2', language })
	const lost = await inside.goto('/no-such-page')
	expect(lost?.status()).toBe(404)
	expect(await looks(inside, turn)).toEqual([])
	// The browser tells of the 404 itself.
	expect(s.complaints().filter((text) => !text.includes('404'))).toEqual([])
	await inside.context().close()
})
