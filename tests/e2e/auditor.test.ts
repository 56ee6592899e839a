import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { paths } from '#app/paths.ts'
import { eventsOf } from '#db/queries/events.server.ts'
import { rowOf } from '#tests/support/penalty-case.ts'
import { awake, type Stage, stage, wordsOf } from './fixtures.ts'
import { type Prepared, prepare } from './prepared.ts'
import { hands, PATIENCE } from './steps.ts'

let s: Stage
let on: Prepared
let auditor: Page
const t = wordsOf('zh-Hans')
beforeAll(async () => {
	s = await stage('2026-11-09')
	on = await prepare(s.world)
	await s.at('2026-11-09')
	auditor = await s.visit({ login: 'auditor' })
})
afterAll(() => s.close())

/** From home: each entry is one click. Gives the clicks that it took. */
async function clicks(...path: readonly (() => Promise<void>)[]): Promise<number> {
	await auditor.goto(paths.home())
	for (const step of path) await step()
	return path.length
}

const go = (address: string | RegExp, name: string | RegExp) => async () => {
	await auditor.getByRole('link', { name }).first().click()
	await auditor.waitForURL(address)
}

test('searches the log by person, kind and number', async () => {
	await auditor.goto(paths.audit())
	await awake(auditor)
	const { number } = await rowOf(s.world, on.served)
	await auditor.getByLabel(t('audit.number'), { exact: true }).fill(number)
	await auditor.locator('main form').first().getByRole('button').first().click()
	await auditor.waitForURL(new RegExp(`number=${number}`))
	// The rows of events; what changed stands in tables inside them.
	const rows = auditor.locator('tbody tr:has(> td > time)')
	const others = async () => (await rows.allInnerTexts()).filter((text) => !text.includes(number)).length
	await expect.poll(others, PATIENCE).toBe(0)
	const shown = await rows.count()
	expect(shown).toBeGreaterThan(3)
	await auditor.getByLabel(t('audit.person'), { exact: true }).fill('approver')
	await auditor.locator('main form').first().getByRole('button').first().click()
	await auditor.waitForURL(/person=/)
	await expect.poll(() => rows.count(), PATIENCE).toBeLessThan(shown)
	expect(await rows.count()).toBeGreaterThan(0)
	expect(s.complaints()).toEqual([])
})

test('draws the same sample for the same seed', async () => {
	const drawn: string[][] = []
	for (const _ of [1, 2]) {
		await auditor.goto(paths.auditSample())
		await auditor.getByLabel(t('audit.sample.count'), { exact: true }).fill('4')
		await auditor.getByLabel(t('audit.sample.seed')).fill('e2e-7')
		await auditor.getByRole('button', { name: t('audit.sample.draw') }).click()
		await auditor.waitForURL(/\/audit\/sample\?id=/)
		await hands(auditor, t).reads(t('audit.sample.again.same'))
		drawn.push(await auditor.locator('tbody tr').allInnerTexts())
	}
	expect(drawn[0]).toHaveLength(4)
	expect(drawn[1]).toEqual(drawn[0])
	expect(s.complaints()).toEqual([])
})

test('reaches evidence, approvals, log and chain proof of a case within four clicks', async () => {
	const { number } = await rowOf(s.world, on.served)
	const penalties = go(/\/penalties$/, t('nav.penalties'))
	const theCase = async () => {
		await auditor
			.locator(`a[href="${paths.penalty(on.served)}"]`)
			.first()
			.click()
		await auditor.waitForURL(paths.penalty(on.served))
	}
	const proof = async () => {
		await auditor
			.locator(`a[href="${paths.chainProof('penalty', on.served)}"]`)
			.first()
			.click()
		await auditor.waitForURL(paths.chainProof('penalty', on.served))
	}
	const evidence = async () => {
		const file = auditor.locator('a[href^="/evidence/"]').first()
		const answer = await auditor.request.get((await file.getAttribute('href')) ?? '')
		expect(answer.status()).toBe(200)
		expect(answer.headers()['content-type']).toContain('image/')
	}
	expect(await clicks(penalties, theCase, evidence)).toBeLessThanOrEqual(4)
	// Who checked, told and decided, and what was done when, stands on the case.
	await hands(auditor, t).says(number, '陈思远', '刘敏')
	expect(await clicks(penalties, theCase, proof)).toBeLessThanOrEqual(4)
	await hands(auditor, t).says(t('audit.chain.head.fits'))
	const events = await eventsOf(s.world.db.read, 'penalty', on.served)
	await hands(auditor, t).says(t('audit.chain.fits', { count: events.length }))
	await auditor.getByRole('link', { name: t('audit.chain.whole') }).click()
	await auditor.waitForURL(/whole=1/)
	await hands(auditor, t).reads(/全部吻合/)
	expect(s.complaints()).toEqual([])
})

test('records an opinion, the branch answers it, and no case has changed', async () => {
	const before = await rowOf(s.world, on.made)
	const { number } = before
	const me = hands(auditor, t)
	await auditor.goto(paths.newOpinion())
	await me.fill(t('audit.opinion.number'), number)
	await me.fill(t('audit.opinion.text'), '请说明作出决定时如何考虑当场改正的情节，并附上当天的照片。')
	await me.press('audit.opinion.do', /\/audit\/opinions\/[0-9a-f-]{36}$/)
	const { pathname } = new URL(auditor.url())
	await me.says(number, t('audit.opinion.waits', { role: t('role.COMPLIANCE_OFFICER') }))

	const compliance = await s.visit({ login: 'compliance' })
	const answering = hands(compliance, t)
	await compliance.goto(pathname)
	await answering.fill(t('audit.opinion.answer'), '已核对当天照片，海报没有当场取下，不符合从轻的条件，维持原决定。')
	await answering.button('audit.opinion.answer.do').click()
	await answering.reads(t('audit.opinion.answer.by'))
	await compliance.context().close()

	await auditor.goto(pathname)
	await me.says('已核对当天照片', '陈思远')
	expect(await rowOf(s.world, on.made)).toEqual(before)
	expect(s.complaints()).toEqual([])
})

test('has nothing to press on a case: no form that changes one, every act of others is refused', async () => {
	const pages = [
		paths.penalty(on.served),
		paths.penalty(on.open),
		paths.order(on.working),
		paths.inspection(on.visited),
		paths.plan(on.planToVerify),
		paths.violation(on.confirmed),
		paths.dealer(on.dealer),
		paths.outlet(on.outlet),
		paths.ledger(),
	]
	for (const address of pages) {
		expect((await auditor.goto(address))?.status(), address).toBe(200)
		const posting = await auditor.locator('main form[method="post"]').count()
		expect(`${address} ${posting}`).toBe(`${address} 0`)
		const open = await auditor.locator('main button:not([aria-disabled="true"]):not(form[method="get"] button)').count()
		expect(`${address} ${open} buttons`).toBe(`${address} 0 buttons`)
	}
	for (const address of [
		paths.penaltyAct(on.open, 'decide'),
		paths.orderAct(on.working, 'chase'),
		paths.planAct(on.planToVerify, 'verify'),
		paths.newInspection(),
	])
		expect((await auditor.goto(address))?.status(), address).toBe(403)
	s.complaints()
})
