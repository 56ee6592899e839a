/** What users, supervisors and surveys say: complaints over months, a cluster, batches, monthly satisfaction. */
import { complaintSchema } from '#app/domain/intake/intake.schema.ts'
import type { ComplaintChannel } from '#app/domain/intake/sources.ts'
import { addDays, daysBetween, type LocalDate } from '#app/domain/time.ts'
import { answerItem, declineItem, mergeItem } from '#app/usecases/intake/answer.server.ts'
import { confirmProposal } from '#app/usecases/intake/decide-proposal.server.ts'
import { acceptDuty, nameSuccessor } from '#app/usecases/intake/hand-over.server.ts'
import { importComplaints, takeComplaints } from '#app/usecases/intake/import-complaints.server.ts'
import { orderFromItem, orderFromItemPage } from '#app/usecases/intake/make-order.server.ts'
import { violationFromItem } from '#app/usecases/intake/make-violation.server.ts'
import { proposalPage } from '#app/usecases/intake/proposal-pages.server.ts'
import { recordComplaint } from '#app/usecases/intake/record.server.ts'
import { submitForApproval } from '#app/usecases/orders/submit.server.ts'
import { seeded } from '../random.ts'
import { workOnBatches } from './intake-batches.ts'
import { importMonth } from './intake-satisfaction.ts'
import type { Stage } from './stage.ts'

/** Dice of their own: the rest of the story does not change with them. */
const random = seeded(20261124)

const MATTERS = [
	['B', '未经同意开通视频彩铃，要求退费并取消。', '退还已扣费用', 'B01'],
	['B', '办理套餐变更时没有说明合约期，无法取消。', '恢复原套餐', 'B03'],
	['A', '宣传单写“全国流量不限量”，实际限速。', '按宣传履行', 'A02'],
	['C', '办卡时另收 50 元“服务费”，没有凭据。', '退还服务费', 'C01'],
	['G', '询问业务时营业员态度冷淡，让去别的厅办。', '道歉', 'G02'],
	['G', '排队一个多小时，只开了一个台席。', '增开台席', 'G05'],
	['D', '查询发现名下多出一个不认识的号码。', '核实并注销', 'D02'],
	['Z', '小区地下车库一直没有信号。', '改善覆盖', ''],
] as const
const CHANNELS: readonly ComplaintChannel[] = [
	'H10010',
	'H10010',
	'H10010',
	'SUP_LINE',
	'H12345',
	'H12315',
	'MIIT',
	'GM_CITY',
	'MEDIA',
]
const PREFIX: Partial<Record<ComplaintChannel, string>> = {
	H10010: 'KF',
	H12345: 'GD',
	H12315: 'SC',
	MIIT: 'SS',
	GM_CITY: 'ZJL',
	SUP_LINE: 'JDD',
}
const OFFICERS = ['orders', 'orders2', 'compliance'] as const
const ANSWERS = [
	'已核实并退还费用，业务已取消，用户表示认可。',
	'已向用户说明合约内容，按其意愿恢复原套餐。',
	'已批评当事营业员并向用户道歉，用户接受。',
] as const

type Outlet = { readonly id: string; readonly code: string }

async function outletsOf(stage: Stage): Promise<Outlet[]> {
	return stage.db.read
		.selectFrom('outlet')
		.select(['id', 'code'])
		.where('status', '=', 'ACTIVE')
		.orderBy('code')
		.execute()
}

type Told = {
	readonly matter: (typeof MATTERS)[number]
	readonly outlet: string
	readonly channel: ComplaintChannel
	readonly user?: string
}

async function tell(stage: Stage, told: Told, login: string): Promise<void> {
	const [category, text, wanted] = told.matter
	const n = random.int(1000, 9999)
	const form = complaintSchema.parse({
		requestKey: `demo-${stage.now()}-${n}`,
		channel: told.channel,
		externalNumber:
			told.channel === 'MEDIA' ? '' : `${PREFIX[told.channel] ?? 'TS'}${stage.today().replace(/-/g, '')}-${n}`,
		complainedOn: addDays(stage.today(), -random.int(0, 1)),
		complainant: told.user ?? `138${random.int(10_000_000, 99_999_999)}`,
		outletId: category === 'Z' ? '' : told.outlet,
		category,
		matter: text,
		wanted,
		replyBy: told.channel === 'MIIT' || told.channel === 'H12345' ? 'AUTHORITY' : 'PHONE',
		urgency: '',
	})
	await stage.attempt(recordComplaint(await stage.as(login), form))
}

/** One working day of the complaints desk: what comes in, what is answered, what the calendar brings. */
export async function workOnIntake(stage: Stage, day: LocalDate, today: LocalDate): Promise<void> {
	const ago = daysBetween(day, today)
	const outlets = await outletsOf(stage)
	const pick = () => random.pick(outlets).id
	if (random.chance(0.2)) {
		const told = { matter: random.pick(MATTERS), outlet: pick(), channel: random.pick(CHANNELS) }
		await tell(stage, told, random.pick(OFFICERS))
	}
	await cluster(stage, ago, outlets)
	if (ago === 40 || ago === 41) await list(stage, outlets)
	await importMonth(stage, day, today, outlets)
	await workOnBatches(stage, ago)
	await workOff(stage, ago)
}

/** Six complaints about one outlet within a week, and the order that comes of them. */
async function cluster(stage: Stage, ago: number, outlets: readonly Outlet[]): Promise<void> {
	const outlet = outlets[3]?.id
	const [matter] = MATTERS
	if (!outlet) return
	if (ago >= 11 && ago <= 17) {
		await tell(stage, { matter, outlet, channel: 'H10010' }, 'orders')
		await tell(stage, { matter, outlet, channel: 'SUP_LINE' }, 'orders2')
	}
	if (ago > 9) return
	const open = await stage.db.read
		.selectFrom('order_proposal')
		.select(['id', 'version'])
		.where('state', '=', 'PROPOSED')
		.where('kind', '=', 'CLUSTER')
		.orderBy('number')
		.executeTakeFirst()
	if (!open || ago < 6) return
	const ctx = await stage.as('orders')
	const page = await stage.attempt(proposalPage(ctx, open.id))
	if (!page?.form) return
	const { title, matter: text, urgency } = page.form.begin
	const form = { version: open.version, title, matter: text, urgency, leadDepartmentId: stage.laid.department('QD') }
	const made = await stage.attempt(confirmProposal(ctx, open.id, form))
	if (made) await stage.attempt(submitForApproval(ctx, made.orderId, 1))
}

/** The day's list of a hotline, brought in whole. */
async function list(stage: Stage, outlets: readonly Outlet[]): Promise<void> {
	const known = await stage.db.read
		.selectFrom('intake_item')
		.select('id')
		.where('external_number', '=', 'KFPL-1')
		.execute()
	if (known.length > 0) return
	const rows = Array.from({ length: 8 }, (_, i) => {
		const [category, text, wanted] = MATTERS[i % MATTERS.length] ?? MATTERS[0]
		const outlet = category === 'Z' ? '' : (outlets[(i * 7) % outlets.length]?.code ?? '')
		return `KFPL-${i + 1},${addDays(stage.today(), -2)},${outlet},139${String(20_000_000 + i * 131)},${category},${text},${wanted},电话`
	})
	const bytes = Buffer.from(
		['工单编号,投诉日期,网点编码,用户号码,问题类别,投诉内容,用户诉求,回复方式', ...rows].join('\n'),
	)
	const ctx = await stage.as('orders')
	const taken = await takeComplaints(ctx, 'H10010', { name: '10010 渠道类投诉清单.csv', bytes })
	if ('token' in taken) await stage.attempt(importComplaints(ctx, taken.token))
}

/** Open items are answered, made orders or violations, handed over, merged or declined. */
async function workOff(stage: Stage, ago: number): Promise<void> {
	const items = await stage.db.read
		.selectFrom('intake_item')
		.selectAll()
		.where('kind', '=', 'complaint')
		.where('state', 'in', ['OPEN', 'ORDERED', 'VIOLATION'])
		.where('complained_on', '<=', addDays(stage.today(), -2))
		.orderBy('due_at')
		.orderBy('number')
		.limit(40)
		.execute()
	for (const item of items) {
		const ctx = await stage.asAccount(item.owner_id)
		const { id, version } = item
		const answer = (text: string) => stage.attempt(answerItem(ctx, { id, version, answer: text, via: item.reply_by }))
		if (item.successor_id !== null) {
			await stage.attempt(acceptDuty(await stage.asAccount(item.successor_id), { id, version }))
			continue
		}
		if (item.proposed_at !== null) {
			if (!stage.lazy()) await answer(item.proposed_answer)
			continue
		}
		if (item.state === 'ORDERED' || item.proposal_id !== null) continue
		const dice = random.next()
		if (item.state === 'VIOLATION') {
			if (dice < 0.3) await answer('已立案核查，处理结果另行告知。')
		} else if (dice < 0.2) await answer(random.pick(ANSWERS))
		else if (dice < 0.24) await makeOrder(stage, item.owner_id, id)
		else if (dice < 0.28 && item.outlet_id !== null) await makeViolation(stage, item)
		else if (dice < 0.3) {
			const to = stage.laid.person(random.pick(OFFICERS))
			if (to !== item.owner_id) await stage.attempt(nameSuccessor(ctx, { id, version, to, reason: '涉及其经办的业务' }))
		} else if (dice < 0.31 && ago > 20)
			await stage.attempt(declineItem(ctx, { id, version, code: 'TAKEN_BACK', reason: '用户来电撤回，录音已核对。' }))
		else if (dice < 0.32) await mergeWithTwin(stage, item)
	}
}

type Item = {
	readonly id: string
	readonly version: number
	readonly owner_id: string
	readonly category: string
	readonly complained_on: LocalDate
	readonly matter: string
	readonly complainant_hmac: string | null
}

async function mergeWithTwin(stage: Stage, item: Item): Promise<void> {
	const { id, version, complainant_hmac: hmac } = item
	if (hmac === null) return
	const twin = await stage.db.read
		.selectFrom('intake_item')
		.select('number')
		.where('complainant_hmac', '=', hmac)
		.where('id', '<>', id)
		.where('state', 'not in', ['MERGED', 'DECLINED'])
		.executeTakeFirst()
	if (twin)
		await stage.attempt(mergeItem(await stage.asAccount(item.owner_id), { id, version, into: twin.number, reason: '' }))
}

async function makeOrder(stage: Stage, owner: string, id: string): Promise<void> {
	const ctx = await stage.asAccount(owner)
	const page = await stage.attempt(orderFromItemPage(ctx, id))
	if (!page) return
	const { title, matter, urgency } = page.values
	const leadDepartmentId = stage.laid.department(random.pick(['QD', 'SC', 'KF']))
	const made = await stage.attempt(
		orderFromItem(ctx, id, { version: page.version, title, matter, urgency, leadDepartmentId }),
	)
	if (made) await stage.attempt(submitForApproval(ctx, made.orderId, 1))
}

async function makeViolation(stage: Stage, item: Item): Promise<void> {
	const typeCode = MATTERS.find(([category, text]) => category === item.category && text === item.matter)?.[3] ?? ''
	if (typeCode === '' || item.owner_id !== stage.laid.person('compliance')) return
	const form = {
		version: item.version,
		typeCode,
		occurredOn: item.complained_on,
		units: 1,
		facts: item.matter,
		twinReason: '',
		declared: 'none',
		relation: '',
	} as const
	await stage.attempt(violationFromItem(await stage.asAccount(item.owner_id), item.id, form))
}

/** Today: fresh ones that wait, one of them twice from the same user. */
export async function leaveIntakeOpen(stage: Stage): Promise<void> {
	const outlets = await outletsOf(stage)
	const [outlet] = outlets
	if (!outlet) return
	const user = '13855501234'
	await tell(stage, { matter: MATTERS[3], outlet: outlet.id, channel: 'H12315', user }, 'orders')
	await tell(stage, { matter: MATTERS[3], outlet: outlet.id, channel: 'H10010', user }, 'orders')
	await tell(stage, { matter: MATTERS[2], outlet: outlet.id, channel: 'MIIT' }, 'compliance')
}
