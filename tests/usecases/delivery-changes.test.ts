import { afterEach, expect, test } from 'vitest'
import { addMs, DAY_MS, MINUTE_MS } from '#app/domain/time.ts'
import type { Ctx } from '#app/usecases/context.server.ts'
import { askMail, askMailAgain, choicesPage, confirmMail } from '#app/usecases/delivery/choices.server.ts'
import {
	changeRobot,
	robotsPage,
	switchRobotOff,
	switchRobotOn,
	tryRobot,
} from '#app/usecases/delivery/robots.server.ts'
import { describeOnBoth } from '#tests/support/database.ts'
import { openPostOffice, type PostOffice, WECOM_KEY } from '#tests/support/delivery.ts'
import { departmentId, done, ruleOf } from '#tests/support/orders.ts'
import { layWorld } from '#tests/support/world.ts'

const opened: PostOffice[] = []
afterEach(async () => {
	for (const post of opened.splice(0)) await post.close()
})

async function as(post: PostOffice, login: string): Promise<Ctx> {
	const { channels } = post.deps
	return { ...(await post.world.as(login)), ...(channels ? { channels } : {}) }
}

describeOnBoth('what is changed of channels', (open) => {
	async function office(): Promise<PostOffice> {
		const post = await openPostOffice(await open(layWorld))
		opened.push(post)
		return post
	}

	test('a robot: name, group and switch, by the administrator, each with its event and no secret', async () => {
		const post = await office()
		const id = await post.robot('WECOM', 'wecom', { department: 'QD' })
		const qd = await departmentId(post.world, 'QD')
		const kf = await departmentId(post.world, 'KF')
		const admin = await as(post, 'admin')
		const form = { id, version: 1, name: '客服部群', place: `department:${kf}`, language: 'en' } as const
		for (const login of ['manager', 'auditor', 'head-qd']) {
			expect(ruleOf(await changeRobot(await as(post, login), form))).toBe('not-allowed')
			expect(ruleOf(await switchRobotOn(await as(post, login), form))).toBe('not-allowed')
		}
		for (const place of ['department:00000000', `unit:${kf}`, 'nowhere'])
			expect(ruleOf(await changeRobot(admin, { ...form, place })), place).toBe('not-found')
		done(await changeRobot(admin, form))
		expect(ruleOf(await changeRobot(admin, form))).toBe('stale')
		expect(ruleOf(await switchRobotOn(admin, { id, version: 2 }))).toBe('robot.on')
		done(await switchRobotOff(admin, { id, version: 2 }))
		expect(ruleOf(await tryRobot(admin, id))).toBe('robot.off')
		done(await switchRobotOn(admin, { id, version: 3 }))
		done(await tryRobot(admin, id))
		await post.run()
		expect(post.robots.heard[0]?.text).toContain('客服部群')
		const page = await robotsPage(admin, id)
		expect(page.robots[0]).toMatchObject({ name: '客服部群', off: false, version: 4 })
		expect(page.changed).toMatchObject({ place: `department:${kf}`, language: 'en' })
		expect(page.changed?.events.map(({ kind }) => kind)).toEqual([
			'robot.switched-on',
			'robot.switched-off',
			'robot.changed',
		])
		const events = await post.world.db.read.selectFrom('case_event').selectAll().where('subject_id', '=', id).execute()
		expect(events[0]).toMatchObject({
			before_json: expect.stringContaining(`department:${qd}`),
			after_json: expect.stringContaining(`department:${kf}`),
		})
		expect(JSON.stringify(events)).not.toContain(WECOM_KEY)
	})

	test('a confirmation that did not arrive is sent again, with a new link, at most five times a day', async () => {
		const post = await office()
		const wait = (ms: number) => post.world.at(addMs(post.deps.now(), ms))
		const again = async () => askMailAgain(await as(post, 'manager'))
		const tokens = () => post.smtp.received.map(({ mail }) => /confirm\/([\w-]+)/.exec(mail.text ?? '')?.[1] ?? '')
		expect(ruleOf(await again())).toBe('mail.nothing-open')
		await post.smtp.down()
		expect(ruleOf(await askMail(await as(post, 'manager'), 'own@home.example'))).toBe('mail.not-sent')
		await post.smtp.up()
		expect(done(await choicesPage(await as(post, 'manager'))).pending?.address).toBe('own@home.example')
		expect(ruleOf(await again())).toBe('mail.too-soon')
		for (let n = 2; n <= 5; n++) {
			wait(2 * MINUTE_MS)
			done(await again())
		}
		wait(2 * MINUTE_MS)
		expect(ruleOf(await again())).toBe('mail.too-often')
		expect(post.smtp.received.map(({ to }) => to)).toEqual(Array.from({ length: 4 }, () => 'own@home.example'))
		expect(new Set(tokens()).size).toBe(4)
		// Only the newest link opens.
		expect(ruleOf(await confirmMail(await as(post, 'manager'), tokens()[0] ?? ''))).toBe('mail.link-expired')
		done(await confirmMail(await as(post, 'manager'), tokens()[3] ?? ''))
		expect(ruleOf(await again())).toBe('mail.nothing-open')
		wait(DAY_MS + MINUTE_MS)
		done(await askMail(await as(post, 'manager'), 'new@home.example'))
	})
})
