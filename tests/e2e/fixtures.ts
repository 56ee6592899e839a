import { type ChildProcess, fork, spawnSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type Browser, type BrowserContext, chromium, type Page } from 'playwright-core'
import { inject } from 'vitest'
import type { Instant, LocalDate } from '#app/domain/time.ts'
import { i18nOf } from '#app/i18n/all.server.ts'
import { translator } from '#app/i18n/create.ts'
import type { Language } from '#app/i18n/languages.ts'
import type { T } from '#app/i18n/messages.ts'
import { diskStore } from '#app/infra/evidence/disk.server.ts'
import { openDatabase } from '#db/client.server.ts'
import { migrateUp } from '#db/migrate.server.ts'
import { PHOTO } from '#tests/support/penalty-case.ts'
import { layWorld, PASSWORD, type World, worldOf } from '#tests/support/world.ts'

const ARGS = [
	'--no-sandbox',
	'--disable-gpu',
	'--disable-quic',
	'--no-first-run',
	'--disable-background-networking',
	'--disable-component-update',
	'--disable-sync',
]
const AXE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')

export type Visitor = {
	/** Nobody yet: the sign-in page. */
	readonly login?: string
	readonly language?: Language
	readonly phone?: boolean
	readonly dark?: boolean
	readonly javaScript?: boolean
}

export type Stage = {
	readonly origin: string
	/** The world behind the server: prepare cases through use cases before the browser opens them. */
	readonly world: World
	/** Moves the server's clock (and the world's) and sweeps until nothing is left; a day is its 10:00. */
	readonly at: (when: LocalDate | Instant) => Promise<void>
	/** A page of somebody who is signed in. */
	readonly visit: (visitor: Visitor) => Promise<Page>
	/** What browsers complained of since it was last asked: console errors, broken policies, uncaught errors. */
	readonly complaints: () => string[]
	/** What `npm run verify` says about everything that was stored so far. */
	readonly verified: () => string
	readonly close: () => Promise<void>
}

type Settings = Readonly<Record<string, string>>

const places = (folder: string, more: Settings = {}): NodeJS.ProcessEnv => ({
	...process.env,
	...more,
	NODE_ENV: 'production',
	DATABASE_URL: `file:${join(folder, 'world.sqlite')}`,
	EVIDENCE_DIR: join(folder, 'evidence'),
})

function start(folder: string, more: Settings): Promise<{ child: ChildProcess; origin: string }> {
	return new Promise((resolve, reject) => {
		const child = fork('tests/support/e2e-server.ts', {
			env: places(folder, more),
			execArgv: [],
		})
		child.once('exit', (code) => reject(new Error(`The server ended with ${code}`)))
		child.once('message', (message: { origin: string }) => resolve({ child, origin: message.origin }))
	})
}

/**
 * A server of the test file's own with a fresh world in it, and a browser; `more` are settings of its environment,
 * `files` those that its cases name.
 */
export async function stage(
	today: LocalDate | Instant,
	more: Settings = {},
	files: readonly Buffer[] = [PHOTO],
): Promise<Stage> {
	const folder = mkdtempSync(join(tmpdir(), 'fangxin-e2e-'))
	const db = openDatabase(`file:${join(folder, 'world.sqlite')}`)
	await migrateUp(db)
	await layWorld(db)
	const world = worldOf(db, today)
	// The same folder as the server's: a photo that a test gives can be looked at.
	Object.assign(world.deps, { evidence: diskStore(join(folder, 'evidence')) })
	for (const file of files) await world.deps.evidence.put(file)
	const { child, origin } = await start(folder, more)
	const browser: Browser = await chromium.launch({ executablePath: inject('chromium'), args: ARGS })
	const contexts: BrowserContext[] = []
	const heard: string[] = []
	const at: Stage['at'] = async (when) => {
		world.at(when)
		await new Promise<void>((resolve) => {
			child.once('message', () => resolve())
			child.send({ at: when })
		})
	}
	await at(today)
	return {
		origin,
		world,
		at,
		visit: async (visitor) => {
			const context = await browser.newContext({
				baseURL: origin,
				javaScriptEnabled: visitor.javaScript ?? true,
				colorScheme: visitor.dark ? 'dark' : 'light',
				locale: visitor.language === 'en' ? 'en-GB' : visitor.language === 'zh-Hant' ? 'zh-TW' : 'zh-CN',
				viewport: visitor.phone ? { width: 390, height: 844 } : { width: 1440, height: 900 },
				hasTouch: visitor.phone ?? false,
				reducedMotion: 'reduce',
			})
			contexts.push(context)
			context.setDefaultTimeout(20_000)
			const page = await context.newPage()
			listen(page, heard)
			await page.goto('/sign-in')
			if (visitor.javaScript !== false) await awake(page)
			if (visitor.login === undefined) return page
			await page.locator('input[name="login"]').fill(visitor.login)
			await page.locator('input[name="password"]').fill(PASSWORD)
			await page.locator('main form button[type="submit"]').first().click()
			await page.waitForURL((url) => !url.pathname.startsWith('/sign-in'))
			return page
		},
		complaints: () => heard.splice(0),
		verified: () =>
			spawnSync(process.execPath, ['app/server/verify.server.ts'], { env: places(folder), encoding: 'utf8' }).stdout,
		close: async () => {
			for (const context of contexts) await context.close()
			await browser.close()
			await new Promise<void>((resolve) => {
				child.once('exit', () => resolve())
				child.send({ stop: true })
			})
			await db.close()
			rmSync(folder, { recursive: true, force: true })
		},
	}
}

/** A refusal is an answer with a status of its own: browsers log it, and that is no fault. */
const ANSWERED = /the server responded with a status of (403|409|422)/

function listen(page: Page, heard: string[]): void {
	page.on('console', (message) => {
		if (message.type() === 'error' && !ANSWERED.test(message.text()))
			heard.push(`${page.url()} console: ${message.text().slice(0, 300)} ${message.location().url}`)
	})
	page.on('pageerror', (error) => heard.push(`${page.url()} error: ${error.message.slice(0, 300)}`))
}

/** The sentences of a language, to find what people see. */
export function wordsOf(language: Language): T {
	return translator(i18nOf(language))
}

/** Waits until the scripts answer: before that a form is a plain form. */
export async function awake(page: Page): Promise<void> {
	await page.waitForFunction(() => {
		const main = document.querySelector('main')
		return main !== null && Object.keys(main).some((key) => key.startsWith('__reactProps'))
	})
}

type Violation = { id: string; help: string; nodes: { target: string[] }[] }

/** What axe finds on the page: WCAG A and AA up to 2.2 and best practice. */
export async function axe(page: Page): Promise<string[]> {
	await page.evaluate(AXE)
	const violations: Violation[] = await page.evaluate(
		`axe.run({ runOnly: ['wcag2a','wcag2aa','wcag21a','wcag21aa','wcag22aa','best-practice'] }).then((r) => r.violations)`,
	)
	return violations.map(
		(v) =>
			`${v.id}: ${v.help} (${v.nodes
				.map((n) => n.target.join(' '))
				.slice(0, 3)
				.join(', ')})`,
	)
}

/** True when the page scrolls sideways. */
export async function scrollsSideways(page: Page): Promise<boolean> {
	return page.evaluate('document.documentElement.scrollWidth > document.documentElement.clientWidth + 1')
}
