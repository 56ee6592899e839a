import type { Locator, Page } from 'playwright-core'
import { expect } from 'vitest'
import type { MessageKey, MessageParams, T } from '#app/i18n/messages.ts'

/** An address changes a moment before the page does. */
export const PATIENCE = { timeout: 10_000, interval: 50 }

/** What a person does on a page, by the words that the person reads. */
export function hands(page: Page, t: T) {
	const button = (key: MessageKey, params?: MessageParams) =>
		page.getByRole('button', { name: t(key, params), exact: true })
	const link = (key: MessageKey, params?: MessageParams) =>
		page.getByRole('link', { name: t(key, params), exact: true }).first()
	const area = (key: MessageKey, params?: MessageParams) =>
		page.getByRole('region', { name: t(key, params), exact: true })
	/** The control of that label; a section may be called the same. */
	const field = (label: string) => page.getByLabel(label, { exact: true }).and(page.locator('input, textarea, select'))
	return {
		field,
		button,
		link,
		area,
		/** Presses and waits for the page that follows; `away` is an address or a pattern. */
		press: async (key: MessageKey, away: string | RegExp) => {
			await button(key).first().click()
			await page.waitForURL(away)
		},
		follow: async (key: MessageKey, away: string | RegExp | ((url: URL) => boolean)) => {
			// A clock and an act may have one name: the one that leads there is meant.
			const all = page.getByRole('link', { name: t(key), exact: true })
			await (typeof away === 'string'
				? all.and(page.locator(`[href="${new URL(away, page.url()).pathname}${new URL(away, page.url()).search}"]`))
				: all
			)
				.first()
				.click()
			await page.waitForURL(away)
		},
		fill: async (label: string, text: string) => {
			await field(label).fill(text)
		},
		/** Fields of a date that stand in a group of that name. */
		day: async (group: Locator, date: string) => {
			const [y = '', m = '', d = ''] = date.split('-')
			for (const [key, text] of [
				['ui.year', y],
				['ui.month', m],
				['ui.day', d],
			] as const)
				await group.getByLabel(t(key), { exact: true }).fill(text)
		},
		/** Waits until the text can be read. */
		reads: async (text: string | RegExp) => {
			await page.getByText(text).filter({ visible: true }).first().waitFor()
		},
		says: async (...texts: readonly string[]) => {
			for (const text of texts) await expect.poll(() => page.locator('body').innerText(), PATIENCE).toContain(text)
		},
	}
}

export const summary = (page: Page): Locator => page.locator('.errsum')
