import { afterAll, beforeAll, expect, test } from 'vitest'
import { paths } from '#app/paths.ts'
import { giveFeedback } from '#app/usecases/orders/feedback.server.ts'
import { DING_SECRET, DING_TOKEN, WECOM_KEY } from '#tests/support/delivery.ts'
import { done, FEEDBACK, orderRow, signedFor, versionNow } from '#tests/support/orders.ts'
import { openRobots, type RobotSink } from '#tests/support/robots.ts'
import { openSmtp, type SmtpSink } from '#tests/support/smtp.ts'
import { HANDED } from './complaints.ts'
import { axe, type Stage, stage, wordsOf } from './fixtures.ts'
import { hands } from './steps.ts'

let s: Stage
let smtp: SmtpSink
let robots: RobotSink
let order = ''
const t = wordsOf('zh-Hans')
const ADDRESS = 'sun.zhiyuan@branch.example'
beforeAll(async () => {
	smtp = await openSmtp()
	robots = await openRobots({ wecom: [WECOM_KEY], dingtalk: { [DING_TOKEN]: DING_SECRET } }, () => 0)
	s = await stage('2026-11-09', { SMTP_URL: smtp.url, ROBOT_QD_KEY: WECOM_KEY, ROBOT_LOOPBACK: robots.url })
	// Due on 11-30, fifteen working days on.
	order = await signedFor(s.world)
	await s.at('2026-11-09')
})
afterAll(async () => {
	await s.close()
	await smtp.close()
	await robots.close()
})

async function open(login: string, address: string) {
	const page = await s.visit({ login })
	const me = hands(page, t)
	await page.goto(address)
	const leave = async () => {
		expect(await axe(page)).toEqual([])
		expect(s.complaints()).toEqual([])
		await page.context().close()
	}
	return { page, me, leave }
}

/** The address in a mail that begins with these words, without its host: the test's server has another one. */
function pathIn(text: string, begin: string): string {
	const found = new RegExp(`https?://[^/\\s]+(${begin}[^\\s<>"]*)`).exec(text)?.[1]
	if (found === undefined) throw new Error(`No ${begin} in ${text}`)
	return found
}

test('an address is used once its link was opened; language and pace are the person’s own', async () => {
	const { page, me, leave } = await open('department', paths.account())
	await me.follow('choices.title', paths.noticeChoices())
	await me.says(t('choices.mail.none'), t('choices.legal'))
	await me.fill(t('choices.mail.new'), ADDRESS)
	await me.button('choices.mail.ask').click()
	await me.says(t('choices.mail.asked'))
	expect(smtp.received.map(({ to }) => to)).toEqual([ADDRESS])
	await page.goto(pathIn(smtp.received[0]?.mail.text ?? '', '/account/notices/confirm/'))
	await me.says(ADDRESS)
	await me.press('choices.confirm.do', paths.noticeChoices())
	await me.says(t('choices.mail.own', { address: ADDRESS }))
	await page.locator('main select[name="language"]').selectOption('en')
	await me.button('common.save').click()
	await expect.poll(choice).toMatchObject({ language: 'en', by_mail: 1, mail: ADDRESS })
	await leave()
})

async function choice() {
	const id = await s.world.accountId('department')
	return s.world.db.read.selectFrom('notice_preference').selectAll().where('account_id', '=', id).executeTakeFirst()
}

test('two working days before the date the reminder arrives, and leads to the order', async () => {
	const before = smtp.received.length
	await s.at('2026-11-26')
	expect(smtp.received.slice(before).map(({ to }) => to)).toEqual([ADDRESS])
	const mail = smtp.received.at(-1)?.mail
	// In the language that the person chose.
	expect(mail?.subject).toMatch(/^\[Fangxin\] Due .*DB-2026-0001/)
	expect(mail?.html).toContain('DB-2026-0001')
	const { page, me, leave } = await open('department', pathIn(mail?.text ?? '', '/orders/'))
	await me.says('DB-2026-0001')
	expect(new URL(page.url()).pathname).toBe(paths.order(order))
	await page.goto(paths.inbox())
	await me.says('DB-2026-0001')
	expect((await page.request.get(paths.deliveries())).status()).toBe(403)
	await leave()
	const admin = await open('admin', paths.deliveries({ view: 'sent' }))
	await admin.me.says('孙志远', 's…@branch.example', t('deliveries.state.sent'))
	// Who and when, never what it says.
	const { title } = await orderRow(s.world, order)
	expect(await admin.page.locator('body').innerText()).not.toContain(title)
	expect(await admin.page.locator('body').innerText()).not.toContain(ADDRESS)
	await admin.leave()
})

test('a mail that is refused is a dead letter, which the administrator sends again', async () => {
	const before = smtp.received.length
	smtp.mood = { kind: 'refuse', code: 550 }
	await s.at('2026-11-27')
	expect(smtp.received).toHaveLength(before)
	const { page, me, leave } = await open('admin', paths.deliveries())
	await me.says(t('deliveries.finding', { count: 1 }), t('deliveries.state.dead'))
	await page.locator('tbody a').first().click()
	await page.waitForURL(/\/deliveries\/[0-9a-f-]{36}$/)
	await me.says(t('deliveries.try.permanent'), '550')
	const letter = new URL(page.url()).pathname
	smtp.mood = { kind: 'well' }
	await me.button('deliveries.again').click()
	await me.says(t('deliveries.state.waiting'))
	await s.at('2026-11-27')
	await page.goto(letter)
	await me.says(
		t('deliveries.state.sent'),
		t('deliveries.rounds'),
		t('deliveries.try.permanent'),
		t('deliveries.try.sent'),
	)
	expect(smtp.received.slice(before).map(({ to }) => to)).toEqual([ADDRESS])
	expect(smtp.received.at(-1)?.mail.subject).toContain('DB-2026-0001')
	await page.goto(paths.deliveries())
	await me.says(t('deliveries.finding.none'))
	await leave()
})

test('the robot of the department’s group says that it is there', async () => {
	const { page, me, leave } = await open('admin', paths.robots())
	await me.fill(t('robots.code'), 'QD')
	await me.fill(t('robots.name'), '渠道管理部工作群')
	await page.getByLabel(t('deliveries.channel.wecom'), { exact: true }).check()
	await page.getByLabel(t('robots.place'), { exact: true }).selectOption({ label: '渠道管理部' })
	await me.button('robots.add').click()
	await me.says('渠道管理部工作群', t('robots.key.found'))
	expect(await page.content()).not.toContain(WECOM_KEY)
	await page.getByRole('button', { name: t('robots.try.label', { name: '渠道管理部工作群' }) }).click()
	await expect.poll(greetings).toBe(1)
	await s.at('2026-11-27')
	expect(robots.heard).toMatchObject([{ kind: 'wecom', text: t('delivery.test', { name: '渠道管理部工作群' }) }])
	await leave()
})

async function greetings(): Promise<number> {
	const rows = await s.world.db.read.selectFrom('delivery').select('id').where('form', '=', 'test').execute()
	return rows.length
}

/** The entry of the day by which the order is done. */
function deadline(calendar: string): string {
	const what = `DB-2026-0001 ${t('clock.order.handle')}`
	return calendar.split('BEGIN:VEVENT').find((entry) => entry.includes(what)) ?? ''
}

test('the calendar behind the secret link has the deadline; another link puts an end to the first', async () => {
	const { page, me, leave } = await open('department', paths.noticeChoices())
	const link = async () => new URL((await page.locator('main .mono').first().textContent()) ?? '').pathname
	// Calendar programs have no session.
	const feed = async (path: string) => fetch(`${s.origin}${path}`)
	await me.button('choices.feed.make').click()
	await me.says(t('choices.feed.once'))
	const first = await link()
	const answer = await feed(first)
	expect(answer.headers.get('content-type')).toBe('text/calendar; charset=utf-8')
	const text = await answer.text()
	expect(deadline(text)).toContain('DTEND;TZID=Asia/Shanghai:20261130T180000')
	expect(deadline(text)).not.toContain('STATUS:CANCELLED')
	await me.button('choices.feed.again').click()
	await expect.poll(link).not.toBe(first)
	const second = await link()
	expect((await feed(first)).status).toBe(404)
	expect((await feed(second)).status).toBe(200)
	await leave()
	const department = await s.world.as('department')
	done(await giveFeedback(department, order, await versionNow(s.world, order), FEEDBACK, HANDED))
	expect(deadline(await (await feed(second)).text())).toContain('STATUS:CANCELLED')
	expect(s.verified()).toContain('verify: everything is sound')
})
