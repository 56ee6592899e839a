/** Mail and group robots in the last week of the demo: addresses, choices, digests, a dead letter, a robot's group. */
import { addDays, type LocalDate, localDateOf } from '#app/domain/time.ts'
import { demoChannels } from '#app/infra/channels/demo.server.ts'
import { editPerson } from '#app/usecases/admin/edit-person.server.ts'
import { makeFeed, saveChoices } from '#app/usecases/delivery/choices.server.ts'
import { runCourier } from '#app/usecases/delivery/courier.server.ts'
import { addRobot, tryRobot } from '#app/usecases/delivery/robots.server.ts'
import { personOf } from '#db/queries/accounts.server.ts'
import type { Stage } from './stage.ts'

/** Before that day there was the inbox alone. */
const DAYS = 6

const ADDRESSES: Readonly<Record<string, string>> = {
	manager: 'zhouxiaolan@jz.example',
	supervisor: 'zhengli@jz.example',
	compliance: 'chensiyuan@jz.example',
	approver: 'liumin@jz.example',
	reviewer: 'heweidong@jz.example',
	orders: 'xujing@jz.example',
	issuer: 'linjie@jz.example',
	department: 'sunzhiyuan@jz.example',
	'head-qd': 'guotao@jz.example',
	// Left the mail system of the branch: what goes there comes back.
	'handler-kf': 'renfang@gone.example',
	'head-kf': 'fanguoping@jz.example',
}
const DEALERS: Readonly<Record<string, string>> = { dealer: 'owner@hengxin.example', dealer2: 'owner@tonghui.example' }

async function addressOf(stage: Stage, id: string, email: string): Promise<void> {
	const person = await personOf(stage.db.read, stage.laid.branchId, id)
	if (!person) return
	const { name, version, superior_id: superior, deputy_id: deputy } = person
	const phone = person.phone ?? ''
	await stage.attempt(editPerson(await stage.as('admin'), id, { name, version, superior, deputy, phone, email }))
}

async function equip(stage: Stage): Promise<void> {
	// What was told before there were channels stays in the inbox.
	const channels = { ...demoChannels(stage.deps.origin), mail: null }
	await runCourier({ ...stage.deps, channels }, { holder: 'seed' })
	for (const [login, email] of Object.entries(ADDRESSES)) await addressOf(stage, stage.laid.person(login), email)
	for (const [login, email] of Object.entries(DEALERS)) {
		const row = await stage.db.read.selectFrom('account').select('id').where('login', '=', login).executeTakeFirst()
		if (row) await addressOf(stage, row.id, email)
	}
	const admin = await stage.as('admin')
	const language = 'zh-Hans' as const
	const groups = [
		{ code: 'JZQD', name: '渠道管理部', kind: 'wecom', place: `department:${stage.laid.department('QD')}`, language },
		{
			code: 'JZKF',
			name: '客户服务部',
			kind: 'dingtalk',
			place: `department:${stage.laid.department('KF')}`,
			language,
		},
		{ code: 'WANGJIANG', name: '望江区', kind: 'wecom', place: `unit:${stage.laid.unit('WJ').id}`, language },
	] as const
	for (const group of groups) {
		const made = await stage.attempt(addRobot(admin, group))
		if (made) await stage.attempt(tryRobot(admin, made.id))
	}
	const quiet = { quietFrom: 22 * 60, quietTo: 7 * 60 }
	const base = { version: 0, byMail: true, byGroup: true, language: '' as const, ...quiet }
	await stage.attempt(saveChoices(await stage.as('issuer'), { ...base, pace: 'digest' }))
	await stage.attempt(saveChoices(await stage.as('department'), { ...base, pace: 'by-kind' }))
	await stage.attempt(saveChoices(await stage.as('orders'), { ...base, byMail: false, pace: 'by-kind' }))
	await stage.attempt(makeFeed(await stage.as('department'), language))
}

/** Morning and evening: what is due goes out; nothing leaves the machine. */
export async function carryMessages(stage: Stage, end: LocalDate): Promise<void> {
	const day = localDateOf(stage.now())
	const first = addDays(end, -DAYS)
	if (day < first) return
	const known = await stage.db.read.selectFrom('robot').select('id').limit(1).executeTakeFirst()
	if (!known) await equip(stage)
	await runCourier({ ...stage.deps, channels: demoChannels(stage.deps.origin) }, { holder: 'seed' })
}
