import { afterEach, expect, test } from 'vitest'
import { byteLength } from '#app/domain/delivery/bytes.ts'
import { addMs, HOUR_MS, type Instant, instantAt, instantMs, MINUTE_MS } from '#app/domain/time.ts'
import type { Ctx } from '#app/usecases/context.server.ts'
import { sendAgain } from '#app/usecases/delivery/admin.server.ts'
import { askMail, confirmMail, mailToConfirm, removeMail, saveChoices } from '#app/usecases/delivery/choices.server.ts'
import { switchRobotOff, tryRobot } from '#app/usecases/delivery/robots.server.ts'
import type { Db } from '#db/client.server.ts'
import { describeOnBoth } from '#tests/support/database.ts'
import { DING_SECRET, DING_TOKEN, openPostOffice, type PostOffice, WECOM_KEY } from '#tests/support/delivery.ts'
import { layWorld } from '#tests/support/world.ts'

const opened: PostOffice[] = []
afterEach(async () => {
	for (const office of opened.splice(0)) await office.close()
})

async function office(db: Db, today?: Parameters<typeof openPostOffice>[1]): Promise<PostOffice> {
	const made = await openPostOffice(db, today)
	opened.push(made)
	return made
}

async function pass(post: PostOffice, ms: number, step: number): Promise<void> {
	for (let gone = 0; gone < ms; gone += step) {
		post.world.at(addMs(post.deps.now(), step))
		await post.run()
	}
}

/** A person of the world with the channels of the post office. */
async function as(post: PostOffice, login: string): Promise<Ctx> {
	const { channels } = post.deps
	return { ...(await post.world.as(login)), ...(channels ? { channels } : {}) }
}

const CHOICES = {
	version: 0,
	byMail: true,
	byGroup: true,
	pace: 'by-kind',
	language: '',
	quietFrom: null,
	quietTo: null,
} as const

describeOnBoth('the rules of delivery', (open, dialect) => {
	// Every query is a round trip there; the rules are the same.
	const burst = dialect === 'sqlite' ? 250 : 50

	test('a burst of five hundred messages: digests, nothing throttled, nothing lost', async () => {
		const post = await office(await open(layWorld))
		await post.mailOf('department', 'sun@jz.example')
		await post.mailOf('head-qd', 'guo@jz.example')
		await post.robot('WECOM', 'wecom', { department: 'QD' })
		await post.robot('DING', 'dingtalk', { department: 'QD' })
		for (let n = 0; n < burst; n++)
			for (const login of ['department', 'head-qd'])
				await post.tell(login, n % 2 === 0 ? 'order.chased' : 'order.escalated', {
					key: `burst${n}`,
					params: { number: `DB-2026-${n}`, title: '测试' },
				})
		await post.run()
		await pass(post, 30 * MINUTE_MS, 15 * MINUTE_MS)
		await pass(post, 26 * HOUR_MS, 2 * HOUR_MS)
		expect(post.robots.answers.filter((code) => code !== 0)).toEqual([])
		// Each group: what is urgent at once, the rest once in the morning.
		expect(post.robots.heard.length).toBe(4)
		const told = post.smtp.received.map(({ mail }) => mail.text ?? '').join('\n')
		for (let n = 0; n < burst; n++) expect(told, `DB-2026-${n}`).toContain(`DB-2026-${n}`)
		// Ten alone, one gathered, one in the morning; for two people.
		expect(post.smtp.received.length).toBeLessThanOrEqual(24)
		expect((await post.deliveries()).every(({ state }) => state === 'sent')).toBe(true)
		for (const { kind, text } of post.robots.heard)
			expect(byteLength(text)).toBeLessThanOrEqual(kind === 'wecom' ? 2048 : 18_000)
	})

	test('thirty late orders are one message to the manager, grouped by whom they concern; the owner is told of each', async () => {
		const db = await open(layWorld)
		const post = await office(db, instantAt('2026-11-09', 8 * 60 + 30))
		await post.mailOf('issuer', 'lin@jz.example')
		await post.mailOf('dealer', 'wu@hx.example')
		for (let n = 0; n < 30; n++) {
			await post.tell('issuer', 'order.overdue', { params: { number: `DB-${n}`, title: '甲', due: '2026-11-06' } })
			if (n < 3) await post.tell('dealer', 'plan.reminder', { params: { number: `ZG-${n}`, due: '2026-11-10' } })
		}
		await post.run()
		expect(post.smtp.received.length).toBe(0)
		post.world.at(instantAt('2026-11-09', 9 * 60 + 30))
		await post.run()
		const of = (to: string) => post.smtp.received.filter((one) => one.to === to)
		expect(of('lin@jz.example').length).toBe(1)
		expect(of('lin@jz.example')[0]?.mail.subject).toBe('【放心】30 项待关注，11月9日 周一')
		expect(of('wu@hx.example').length).toBe(3)
		await pass(post, 48 * HOUR_MS, 8 * HOUR_MS)
		expect(of('lin@jz.example').length).toBe(1)
	})

	test('working hours: the evening waits, a holiday waits, a make-up Saturday is worked, urgent does not wait', async () => {
		const post = await office(await open(layWorld), instantAt('2026-09-30', 20 * 60))
		await post.mailOf('manager', 'a@jz.example')
		await post.tell('manager', 'violation.to-check')
		await post.tell('manager', 'order.chased', { params: { title: '急' } })
		await post.run()
		expect(post.smtp.received.length).toBe(1)
		await pass(post, 7 * 24 * HOUR_MS + 12 * HOUR_MS, 6 * HOUR_MS)
		expect(post.smtp.received.length).toBe(1)
		// The first working day after the National Day holiday.
		post.world.at('2026-10-08')
		await post.run()
		expect(post.smtp.received.length).toBe(2)
		// Saturday 10 October is made up for the holiday.
		post.world.at('2026-10-10')
		await post.tell('manager', 'violation.to-check')
		await post.run()
		expect(post.smtp.received.length).toBe(3)
		post.world.at('2026-10-11')
		await post.tell('manager', 'violation.to-check')
		await post.run()
		expect(post.smtp.received.length).toBe(3)
	})

	test('what a person chose holds; a legal notice does not ask', async () => {
		const db = await open(layWorld)
		const post = await office(db)
		await post.mailOf('dealer', 'wu@hx.example')
		const off = {
			...CHOICES,
			byMail: false,
			quietFrom: 8 * 60,
			quietTo: 19 * 60,
			pace: 'digest',
			language: 'en',
		} as const
		expect((await saveChoices(await as(post, 'dealer'), off)).ok).toBe(true)
		await post.tell('dealer', 'penalty.settled', { params: { number: 'CF-1' } })
		await post.tell('dealer', 'penalty.pre-notice', { params: { number: 'CF-1', notice: 'N-1' } })
		await post.run()
		expect(post.smtp.received.map(({ mail }) => mail.subject)).toEqual([
			'[Fangxin] Pre-notice N-1 has arrived; you can reply within 5 working days of service',
		])
		const [got] = post.smtp.received
		expect(got?.mail.headers.some(({ key }) => key === 'list-unsubscribe')).toBe(false)
		expect(got?.mail.text).toContain('cannot be switched off')
		// Switched off between planning and sending: nobody wants it any more.
		await post.mailOf('manager', 'a@jz.example')
		post.world.at(instantAt('2026-11-09', 21 * 60))
		await post.tell('manager', 'violation.to-check')
		await post.run()
		await saveChoices(await as(post, 'manager'), { ...CHOICES, byMail: false })
		post.world.at('2026-11-10')
		expect(await post.run()).toMatchObject({ dropped: 1, sent: 0 })
	})

	test('a dead letter says why, goes out again by an act that is recorded, and only once', async () => {
		const db = await open(layWorld)
		const post = await office(db)
		await post.mailOf('manager', 'gone@jz.example')
		await post.mailOf('compliance', 'chen@jz.example')
		post.smtp.mood = { kind: 'refuse', code: 550, to: 'gone@jz.example' }
		await post.tell('manager', 'violation.to-check')
		await post.tell('compliance', 'violation.to-check')
		expect(await post.run()).toMatchObject({ sent: 1, dead: 1 })
		const dead = (await post.deliveries()).find(({ state }) => state === 'dead')
		expect(dead?.answer).toContain('550')
		const admin = await as(post, 'admin')
		expect(await sendAgain(await as(post, 'compliance'), null)).toMatchObject({
			ok: false,
			error: { kind: 'forbidden' },
		})
		post.smtp.mood = { kind: 'well' }
		expect((await sendAgain(admin, dead?.id ?? '')).ok).toBe(true)
		expect(await sendAgain(admin, dead?.id ?? '')).toMatchObject({ ok: false, error: { rule: 'delivery.not-dead' } })
		expect(await post.run()).toMatchObject({ sent: 1 })
		expect(post.smtp.received.map(({ to }) => to)).toEqual(['chen@jz.example', 'gone@jz.example'])
		const events = await db.read
			.selectFrom('case_event')
			.select('subject_id')
			.where('kind', '=', 'delivery.sent-again')
			.execute()
		expect(events).toEqual([{ subject_id: dead?.id }])
		expect(await sendAgain(admin, null)).toMatchObject({ ok: true, value: { count: 0 } })
	})

	test('an own address is used once its link was opened by its owner, once, in time', async () => {
		const db = await open(layWorld)
		const post = await office(db)
		const ctx = await as(post, 'manager')
		await post.mailOf('manager', 'record@jz.example')
		expect(await askMail(ctx, 'own@home.example')).toEqual({ ok: true, value: { link: null } })
		expect(await askMail(ctx, 'own@home.example')).toMatchObject({ ok: false, error: { rule: 'mail.too-soon' } })
		const link = /https:\/\/fangxin\.example\/account\/notices\/confirm\/([\w-]+)/.exec(
			post.smtp.received[0]?.mail.text ?? '',
		)
		const token = link?.[1] ?? ''
		expect(token.length).toBeGreaterThanOrEqual(32)
		// The token is stored nowhere.
		const rows = await db.read.selectFrom('notice_preference').selectAll().execute()
		expect(JSON.stringify(rows)).not.toContain(token)
		expect(await mailToConfirm(await as(post, 'compliance'), token)).toBeNull()
		expect((await confirmMail(await as(post, 'compliance'), token)).ok).toBe(false)
		await post.tell('manager', 'violation.to-check')
		await post.run()
		expect(post.smtp.received[1]?.to).toBe('record@jz.example')
		expect((await confirmMail(await as(post, 'manager'), token)).ok).toBe(true)
		expect((await confirmMail(await as(post, 'manager'), token)).ok).toBe(false)
		await post.tell('manager', 'violation.to-check')
		await post.run()
		expect(post.smtp.received[2]?.to).toBe('own@home.example')
		expect((await removeMail(await as(post, 'manager'))).ok).toBe(true)
		await askMail(await as(post, 'manager'), 'late@home.example')
		post.world.at(addMs(post.deps.now(), 25 * HOUR_MS))
		const late = /confirm\/([\w-]+)/.exec(post.smtp.received.at(-1)?.mail.text ?? '')?.[1] ?? ''
		expect((await confirmMail(await as(post, 'manager'), late)).ok).toBe(false)
	})

	test('robots: signature, one line per occasion, names of those who are late, silence when told so', async () => {
		const db = await open(layWorld)
		const post = await office(db)
		await db.write.updateTable('account').set({ phone: '13800000001' }).where('login', '=', 'department').execute()
		await db.write.updateTable('account').set({ phone: '13800000002' }).where('login', '=', 'handler-qd').execute()
		await post.robot('DING', 'dingtalk', { department: 'QD' })
		const ding = await db.read.selectFrom('robot').select(['id', 'version']).executeTakeFirstOrThrow()
		for (const login of ['department', 'handler-qd', 'handler-kf'])
			await post.tell(login, 'order.chased', { key: 'same', params: { number: 'DB-7', title: '甲' } })
		await post.run()
		expect(post.robots.answers).toEqual([0])
		expect(post.robots.heard[0]?.text.match(/DB-7/g)?.length).toBe(1)
		expect(post.robots.heard[0]?.mobiles.toSorted()).toEqual(['13800000001', '13800000002'])
		// Told to be silent for ten minutes: waits, loses no try, says everything afterwards.
		post.robots.instead.push(130101)
		post.world.at(addMs(post.deps.now(), MINUTE_MS))
		await post.tell('department', 'order.chased', { params: { number: 'DB-8', title: '乙' } })
		await post.run()
		await pass(post, 9 * MINUTE_MS, MINUTE_MS)
		expect(post.robots.answers).toEqual([0, 130101])
		await pass(post, 3 * MINUTE_MS, MINUTE_MS)
		expect(post.robots.answers).toEqual([0, 130101, 0])
		expect((await post.deliveries()).map(({ tries }) => tries)).toEqual([1, 1])
		expect((await tryRobot(await as(post, 'admin'), ding.id)).ok).toBe(true)
		await post.run()
		expect(post.robots.heard.at(-1)?.text).toContain('测试消息')
		expect((await switchRobotOff(await as(post, 'admin'), ding)).ok).toBe(true)
		await post.tell('department', 'order.chased', { params: { number: 'DB-9', title: '丙' } })
		expect(await post.run()).toMatchObject({ sent: 0 })
	})

	test('a wrong key is a dead letter, a redirect is not followed, a busy service is tried again', async () => {
		const db = await open(layWorld)
		const post = await office(db)
		await post.robot('WRONG', 'wecom', { department: 'QD' })
		await post.tell('department', 'order.chased', { params: { title: '甲' } })
		expect(await post.run()).toMatchObject({ dead: 1 })
		await post.robot('WECOM', 'wecom', { department: 'KF' })
		post.robots.instead.push(45009, -1, 503, 302)
		await post.tell('handler-kf', 'order.chased', { params: { title: '乙' } })
		const states: string[] = []
		for (let n = 0; n < 5; n++) {
			await post.run()
			states.push((await post.deliveries()).find((one) => one.answer?.includes('93000') === false)?.state ?? '')
			post.world.at(addMs(post.deps.now(), 20 * MINUTE_MS))
		}
		expect(states).toEqual(['failed', 'failed', 'failed', 'dead', 'dead'])
		expect(post.robots.answers).toEqual([93000, 45009, -1, 503, 302])
		expect(await sendAgain(await as(post, 'admin'), null)).toMatchObject({ ok: true, value: { count: 2 } })
		expect(await post.run()).toMatchObject({ sent: 1, dead: 1 })
		// Nothing that the database or its log holds knows a key, though the service said it in its answer.
		for (const table of ['delivery', 'delivery_try', 'robot', 'case_event', 'outbox'] as const) {
			const text = JSON.stringify(await db.read.selectFrom(table).selectAll().execute())
			for (const secret of [WECOM_KEY, DING_TOKEN, DING_SECRET, 'aaaaaaaaaaaaaaaa']) expect(text).not.toContain(secret)
		}
	})

	test('two processes keep one robot to its minute', async () => {
		const db = await open(layWorld)
		const post = await office(db)
		await post.robot('WECOM', 'wecom', { department: 'QD' })
		const stop = (step: string) => {
			if (step === 'planned') throw new Error('only planned')
		}
		for (let n = 0; n < 50; n++) {
			post.world.at(addMs(post.deps.now(), MINUTE_MS))
			await post.tell('department', 'order.chased', { params: { number: `DB-${n}`, title: '甲' } })
			await post.run({ at: stop }).catch(() => undefined)
		}
		const began = instantMs(post.deps.now())
		for (let n = 0; n < 200 && post.robots.heard.length < 50; n++) {
			await Promise.all([post.run({ holder: 'a' }), post.run({ holder: 'b' })])
			post.world.at(addMs(post.deps.now(), 2000))
		}
		expect(post.robots.answers.filter((code) => code !== 0)).toEqual([])
		expect(new Set(post.robots.heard.map(({ text }) => text)).size).toBe(50)
		expect(post.robots.heard.length).toBe(50)
		// Three minutes' worth of words.
		expect(instantMs(post.deps.now()) - began).toBeGreaterThan(120_000)
	})
})

test('the moments of this file lie where they should', () => {
	const evening: Instant = instantAt('2026-09-30', 20 * 60)
	expect(evening).toBe('2026-09-30T12:00:00.000Z')
})
