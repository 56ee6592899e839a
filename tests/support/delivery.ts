import type { NoticeKind, SubjectKind } from '#app/domain/case/events.ts'
import { ok } from '#app/domain/result.ts'
import { instantMs } from '#app/domain/time.ts'
import type { Channels } from '#app/infra/channels/channels.ts'
import { smtpMail } from '#app/infra/channels/mail.server.ts'
import { robotPoster } from '#app/infra/channels/robots.server.ts'
import type { Deps } from '#app/usecases/context.server.ts'
import { type CourierOptions, runCourier } from '#app/usecases/delivery/courier.server.ts'
import type { Db } from '#db/client.server.ts'
import { writeOutbox } from '#db/queries/outbox.server.ts'
import { insertRobot } from '#db/queries/robots.server.ts'
import { seeded } from '#seeds/random.ts'
import { openRobots, type RobotSink } from './robots.ts'
import { openSmtp, type SmtpSink } from './smtp.ts'
import { type World, worldOf } from './world.ts'

export const WECOM_KEY = '693a91f6-7xxx-4bc4-97a0-0ec2sifa5aaa'
export const DING_TOKEN = 'f3c1a7b2d4e5968778695a4b3c2d1e0ff3c1a7b2d4e5968778695a4b3c2d1e0f'
export const DING_SECRET = 'SEC5a1f0c9e8d7b6a5948372615049f8e7d6c5b4a39281706f5'

export type PostOffice = {
	readonly world: World
	readonly deps: Deps
	readonly smtp: SmtpSink
	readonly robots: RobotSink
	readonly tell: (
		login: string,
		kind: NoticeKind,
		more?: {
			readonly key?: string
			readonly params?: Readonly<Record<string, string | number>>
			readonly subject?: readonly [SubjectKind, string]
		},
	) => Promise<void>
	readonly run: (options?: Partial<CourierOptions>) => ReturnType<typeof runCourier>
	readonly mailOf: (login: string, address: string) => Promise<void>
	readonly robot: (
		code: string,
		kind: 'wecom' | 'dingtalk',
		place: { department?: string; county?: string },
	) => Promise<string>
	readonly deliveries: () => Promise<
		{ id: string; state: string; tries: number; form: string; answer: string | null; due_at: string; channel: string }[]
	>
	readonly close: () => Promise<void>
}

/** A world with a mail server and two robot services of its own on the loopback. */
export async function openPostOffice(db: Db, today: Parameters<typeof worldOf>[1] = '2026-11-09'): Promise<PostOffice> {
	const world = worldOf(db, today)
	const smtp = await openSmtp()
	const known = { wecom: [WECOM_KEY], dingtalk: { [DING_TOKEN]: DING_SECRET } }
	const robots = await openRobots(known, () => instantMs(world.deps.now()))
	const keys = new Map([
		['WECOM', { key: WECOM_KEY, secret: null }],
		['DING', { key: DING_TOKEN, secret: DING_SECRET }],
		['WRONG', { key: 'aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa', secret: null }],
	])
	const random = seeded(5)
	const channels: Channels = {
		mail: smtpMail({ url: smtp.url, from: 'Fangxin <no-reply@fangxin.example>' }, 500),
		robot: robotPoster(keys, robots.url, 500),
		robotReady: (code) => keys.has(code),
		random: random.next,
		origin: 'https://fangxin.example',
	}
	const deps: Deps = { ...world.deps, channels }
	let n = 0
	const branchId = (await world.as('admin')).actor.branchId
	return {
		world,
		deps,
		smtp,
		robots,
		tell: async (login, kind, more = {}) => {
			n += 1
			const accountId = await world.accountId(login)
			const [subjectKind, subjectId] = more.subject ?? (['account', accountId] as const)
			const params = { number: `X-${n}`, ...more.params }
			const draft = { key: more.key ?? `k${n}`, kind, accountId, subjectKind, subjectId, params }
			await deps.inTx(null, async (tx) => {
				await writeOutbox(tx, branchId, deps.now(), deps.newId, [draft])
				return ok(null)
			})
		},
		run: (options = {}) => runCourier(deps, { holder: 'test', ...options }),
		mailOf: async (login, address) => {
			await db.write.updateTable('account').set({ email: address }).where('login', '=', login).execute()
		},
		robot: async (code, kind, place) => {
			const id = deps.newId()
			const by = await world.accountId('admin')
			const department = place.department
				? await db.read
						.selectFrom('department')
						.select('id')
						.where('code', '=', place.department)
						.executeTakeFirstOrThrow()
				: null
			const county = place.county
				? await db.read.selectFrom('org_unit').select('id').where('code', '=', place.county).executeTakeFirstOrThrow()
				: null
			await deps.inTx(null, async (tx) => {
				await insertRobot(tx, {
					id,
					branch_id: branchId,
					code,
					name: '渠道管理部群',
					kind,
					department_id: department?.id ?? null,
					county_id: county?.id ?? null,
					language: 'zh-Hans',
					created_by: by,
					created_at: deps.now(),
					off_at: null,
				})
				return ok(null)
			})
			return id
		},
		deliveries: () =>
			db.read
				.selectFrom('delivery')
				.select(['id', 'state', 'tries', 'form', 'answer', 'due_at', 'channel'])
				.orderBy('created_at')
				.orderBy('id')
				.execute(),
		close: async () => {
			await smtp.close()
			await robots.close()
		},
	}
}
