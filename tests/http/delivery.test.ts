import { Writable } from 'node:stream'
import pino from 'pino'
import { describe, expect, test } from 'vitest'
import type { Channels } from '#app/infra/channels/channels.ts'
import { smtpMail } from '#app/infra/channels/mail.server.ts'
import { openChannels } from '#app/infra/channels/open.server.ts'
import { dingtalkSign, robotPoster } from '#app/infra/channels/robots.server.ts'
import { readEnv } from '#app/infra/env.server.ts'
import { placeOf } from '#app/server/request-log.server.ts'
import { makeFeed } from '#app/usecases/delivery/choices.server.ts'
import { runCourier } from '#app/usecases/delivery/courier.server.ts'
import { freshDatabase } from '#tests/support/database.ts'
import { DING_SECRET, DING_TOKEN, openPostOffice, WECOM_KEY } from '#tests/support/delivery.ts'
import { ORIGIN, openEdge, SECRET } from '#tests/support/edge.ts'
import { openRobots } from '#tests/support/robots.ts'
import { openSmtp } from '#tests/support/smtp.ts'
import { layWorld, worldOf } from '#tests/support/world.ts'

const HAND_MADE = 'LdEUIXwpoL8n3zRA16VP07IGUghfkzNTVAq3jVt7RvE='
const GOOD = { ORIGIN, SESSION_SECRET: SECRET }
const KEYS = { ROBOT_JZQD_KEY: WECOM_KEY, ROBOT_JZKF_KEY: DING_TOKEN, ROBOT_JZKF_SECRET: DING_SECRET }

describe('settings of channels', () => {
	test.each([
		['a mail server of another kind', { SMTP_URL: 'http://mail.example' }, 'SMTP_URL must begin with'],
		['a user without a password', { SMTP_URL: 'smtp://user@mail.example' }, 'SMTP_URL must begin with'],
		['a sender with a line of its own', { MAIL_FROM: 'a@b.example\r\nBcc: x@y.example' }, 'MAIL_FROM must be'],
		[
			'a key that is none',
			{ ROBOT_JZQD_KEY: 'https://elsewhere.invalid/?key=1' },
			"ROBOT_JZQD_KEY does not look like a robot's key",
		],
		[
			'another host for robots',
			{ ROBOT_LOOPBACK: 'http://127.0.0.1:4000' },
			'ROBOT_LOOPBACK is for tests and the demo',
		],
		['another host beyond this machine', { ROBOT_LOOPBACK: 'http://10.0.0.1:4000' }, 'ROBOT_LOOPBACK must be'],
	])('%s is refused in production, and its value is not said', (_name, source, fault) => {
		const read = readEnv({ ...GOOD, ...source }, 'production')
		expect(read.ok ? '' : read.faults.join(' ')).toContain(fault)
		expect(read.ok ? '' : read.faults.join(' ')).not.toContain('elsewhere')
	})

	test('commands and the sweep of its own refuse another host as well; the demo and development may have it', () => {
		const source = { ...GOOD, ROBOT_LOOPBACK: 'http://127.0.0.1:4000' }
		expect(readEnv(source, 'command').ok).toBe(false)
		for (const mode of ['demo', 'development'] as const) expect(readEnv(source, mode).ok).toBe(true)
	})

	test('keys are found by the code of the robot; without any the demo keeps everything in the machine', async () => {
		const read = readEnv({ ...GOOD, ...KEYS }, 'production')
		if (!read.ok) throw new Error(read.faults.join())
		expect([...read.env.robots.keys()].sort()).toEqual(['JZKF', 'JZQD'])
		expect(JSON.stringify(read.env)).not.toContain(WECOM_KEY)
		expect(read.env.mailFrom).toBe('Fangxin <no-reply@fangxin.example.cn>')
		const demo = readEnv({}, 'demo')
		if (!demo.ok) throw new Error(demo.faults.join())
		const channels = openChannels(demo.env)
		const mail = { to: 'a@gone.example', subject: 's', text: 't', html: 'h', messageId: '<1@x>', language: 'en' }
		expect((await channels.mail?.(mail))?.outcome).toBe('permanent')
		expect((await channels.mail?.({ ...mail, to: 'a@jz.example' }))?.outcome).toBe('sent')
	})
})

describe('robot services', () => {
	test("DingTalk's signature is the published one", () => {
		// By hand: printf '1700000000000\nthis is a secret' | openssl dgst -sha256 -hmac 'this is a secret' -binary | base64
		expect(dingtalkSign('this is a secret', 1_700_000_000_000)).toBe(HAND_MADE)
	})

	test('a clock that is an hour off is refused for good, a dead host is tried again', async () => {
		let skew = 0
		const now = '2026-11-09T02:00:00.000Z'
		const sink = await openRobots({ wecom: [], dingtalk: { [DING_TOKEN]: DING_SECRET } }, () => Date.parse(now) + skew)
		const post = robotPoster(new Map([['DING', { key: DING_TOKEN, secret: DING_SECRET }]]), sink.url, 400)
		const say = () => post({ kind: 'dingtalk', code: 'DING' }, { text: '你好', mobiles: ['13800000001'] }, now)
		expect(await say()).toEqual({ outcome: 'sent', answer: 'errcode 0' })
		expect(sink.heard[0]?.text).toBe('你好\n@13800000001')
		skew = 2 * 3_600_000
		expect(await say()).toMatchObject({ outcome: 'permanent' })
		await sink.close()
		const gone = await say()
		expect(gone).toMatchObject({ outcome: 'temporary', down: true })
		expect(gone.answer).not.toContain(DING_TOKEN)
		expect(await post({ kind: 'wecom', code: 'NONE' }, { text: 'x', mobiles: [] }, now)).toMatchObject({
			outcome: 'permanent',
		})
	})
})

describe('nothing secret is written down', () => {
	test('not the password of the mail server, not a key, not the link of a calendar: in no log, answer or table', async () => {
		const lines: string[] = []
		const out = new Writable({
			write: (part, _encoding, done) => {
				lines.push(String(part))
				done()
			},
		})
		const db = await freshDatabase('sqlite', layWorld)
		const office = await openPostOffice(db)
		const password = 'Geheim-4711-wort'
		const smtp = await openSmtp({ user: 'fangxin', password: 'another' })
		const url = smtp.url.replace('another', password)
		const base = office.deps.channels
		if (!base) throw new Error('no channels')
		const channels: Channels = { ...base, mail: smtpMail({ url, from: 'a@fangxin.example' }, 400) }
		const deps = { ...office.deps, channels, log: pino({ level: 'debug' }, out) }
		await office.mailOf('manager', 'a@jz.example')
		await office.robot('WECOM', 'wecom', { department: 'QD' })
		await office.robot('DING', 'dingtalk', { department: 'QD' })
		office.robots.instead.push(93000, 310000)
		await office.tell('manager', 'violation.to-check')
		await office.tell('department', 'order.chased', { params: { title: '甲' } })
		const feed = await makeFeed(await office.world.as('department'), 'en')
		const secret = feed.ok ? (feed.value.link.split('/').at(-1) ?? '').replace('.ics', '') : ''
		await runCourier(deps, { holder: 'x' })
		await runCourier(
			{ ...deps, channels: { ...channels, mail: async () => Promise.reject(new Error(`boom ${password}`)) } },
			{ holder: 'y' },
		).catch(() => undefined)
		const tables = await db.read.introspection.getTables()
		let all = lines.join('')
		for (const { name } of tables)
			if (!name.startsWith('kysely'))
				all += JSON.stringify(
					await db.read
						.selectFrom(name as 'delivery')
						.selectAll()
						.execute(),
				) // any table will do
		const rows = await db.read
			.selectFrom('delivery')
			.select(['channel', 'state', 'answer'])
			.orderBy('channel')
			.execute()
		expect(rows.map(({ channel, state }) => `${channel} ${state}`)).toEqual([
			'dingtalk dead',
			'email failed',
			'wecom dead',
		])
		expect(rows[1]?.answer).toContain('EAUTH')
		expect(secret.length).toBeGreaterThan(30)
		for (const one of [password, WECOM_KEY, DING_TOKEN, DING_SECRET, secret]) expect(all.includes(one), one).toBe(false)
		await smtp.close()
		await office.close()
		await db.close()
	})

	test('the place of a request is noted without the secret in it', () => {
		expect(placeOf('/calendar/abc.ics?x=1')).toBe('/calendar/…')
		expect(placeOf('/account/notices/confirm/abc')).toBe('/account/notices/confirm/…')
	})

	test('secrets of calendars are not to be guessed: thirty looks a minute from one address', async () => {
		const db = await freshDatabase('sqlite', layWorld)
		const edge = await openEdge(worldOf(db).deps)
		const ask = async (n: number) => (await fetch(`${edge.url}/calendar/guess-${n}.ics`)).status
		for (let n = 0; n < 30; n++) expect(await ask(n)).not.toBe(429)
		expect(await ask(30)).toBe(429)
		await edge.close()
		await db.close()
	})
})
