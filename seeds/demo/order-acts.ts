/** What happens to orders beside their way: pauses, mergers, transfers, a grade, contacts with users and a gap. */
import type { OrderSource } from '#app/domain/order/sources.ts'
import type { Urgency } from '#app/domain/order/urgency.ts'
import { addDays, instantAt, type LocalDate } from '#app/domain/time.ts'
import { acknowledgeOrder } from '#app/usecases/orders/acknowledge.server.ts'
import { recordContact, tellIdentity } from '#app/usecases/orders/contact.server.ts'
import { draftOrder } from '#app/usecases/orders/draft.server.ts'
import { gradeOrder } from '#app/usecases/orders/grade.server.ts'
import { issueOrder } from '#app/usecases/orders/issue.server.ts'
import { mergeOrders } from '#app/usecases/orders/merge.server.ts'
import { submitForApproval } from '#app/usecases/orders/submit.server.ts'
import { suspendOrder } from '#app/usecases/orders/suspend.server.ts'
import { transferOrder } from '#app/usecases/orders/transfer.server.ts'
import type { Stage } from './stage.ts'

type Told = {
	readonly title: string
	readonly source: OrderSource
	readonly urgency: Urgency
	readonly department: 'QD' | 'SC' | 'KF'
	/** Days before issue on which a user complained. */
	readonly complaint?: number
	readonly category?: string
}
type Step = () => Promise<unknown>
type On = (ago: number, step: Step) => void

const HANDLER = { QD: 'department', SC: 'handler-sc', KF: 'handler-kf' } as const
const NUMBERS: Readonly<Record<string, string>> = {
	QD: '0231',
	SC: '0318',
	KF: '0452',
	WL: '0517',
	XX: '0624',
	ZH: '0733',
}

async function version(stage: Stage, id: string): Promise<number> {
	const row = await stage.db.read
		.selectFrom('supervision_order')
		.select('version')
		.where('id', '=', id)
		.executeTakeFirstOrThrow()
	return row.version
}

/** Drafted, issued and, unless it waits, signed for. */
async function told(stage: Stage, story: Told, sign = true): Promise<string | undefined> {
	const made = await stage.attempt(
		draftOrder(await stage.as('orders'), {
			id: '',
			title: story.title,
			matter: `${story.title}。请核实涉及网点、笔数和用户，说明原因，给出机制改进。`,
			source: story.source,
			sourceRef: '',
			complaintOn: story.complaint === undefined ? '' : addDays(stage.today(), -story.complaint),
			urgency: story.urgency,
			leadDepartmentId: stage.laid.department(story.department),
			dealerId: '',
			outletId: '',
			violationId: '',
			users: story.complaint === undefined ? '' : `138${stage.random.int(10000000, 99999999)}`,
			category: story.category ?? '',
			assists: [],
		}),
	)
	if (!made) return undefined
	stage.kept.add(made.id)
	await stage.attempt(submitForApproval(await stage.as('orders'), made.id, await version(stage, made.id)))
	await stage.attempt(issueOrder(await stage.as('issuer'), made.id, await version(stage, made.id)))
	if (!sign) return made.id
	stage.pass(30)
	const handler = await stage.as(HANDLER[story.department])
	await stage.attempt(acknowledgeOrder(handler, made.id, await version(stage, made.id)))
	return made.id
}

/** Name and number of the handler, told to the user of an order. */
async function identity(stage: Stage, login: string, id: string, number: string): Promise<void> {
	const ctx = await stage.as(login)
	const said = { handlerName: ctx.actor.name, handlerNumber: `工号 ${number}`, channel: 'PHONE', user: '' } as const
	await stage.attempt(tellIdentity(ctx, id, await version(stage, id), { ...said, at: stage.now() }))
}

/** Stories of the last weeks; the board shows each on any day. */
export function orderActStories(stage: Stage, on: On): void {
	let suspended: string | undefined
	on(8, async () => {
		suspended = await told(stage, {
			title: '跨省携转用户余额未结清',
			source: 'GM_CITY',
			urgency: 'NORMAL',
			department: 'KF',
		})
	})
	on(3, async () => {
		if (suspended === undefined) return
		const pause = {
			body: '省公司计费中心',
			until: addDays(stage.today(), 12),
			reason: '余额清单在省公司系统，已发函调取，等待答复',
		}
		await stage.attempt(suspendOrder(await stage.as('issuer'), suspended, await version(stage, suspended), pause))
	})
	let target: string | undefined
	const category = '套餐资费'
	on(6, async () => {
		const story = {
			title: '望江主厅套餐降档受限',
			source: 'SUP_LINE',
			urgency: 'IMPORTANT',
			department: 'SC',
			category,
		} as const
		target = await told(stage, story)
	})
	on(4, async () => {
		const story = {
			title: '望江主厅不给办低档套餐',
			source: 'HOTLINE',
			urgency: 'NORMAL',
			department: 'SC',
			complaint: 2,
			category,
		} as const
		const source = await told(stage, story, false)
		if (target === undefined || source === undefined) return
		stage.pass(40)
		const merger = {
			target: { id: target, version: undefined },
			sources: [{ id: source, version: undefined }],
			reason: '同一网点同一问题，合并办理',
		}
		await stage.attempt(mergeOrders(await stage.as('issuer'), merger))
		await identity(stage, 'handler-sc', target, '0318')
	})
	on(2, async () => {
		const id = await told(stage, {
			title: '代理商退出结算的未公开材料核查',
			source: 'AUDIT',
			urgency: 'IMPORTANT',
			department: 'QD',
		})
		if (id === undefined) return
		stage.pass(20)
		const to = { confidential: true, reason: '涉及未公开的结算信息和个人隐私' }
		await stage.attempt(gradeOrder(await stage.as('issuer'), id, await version(stage, id), to))
	})
	// The user was told who handles it, and then nobody wrote for longer than three working days.
	on(7, async () => {
		const id = await told(stage, {
			title: '宽带装机三次改约未上门',
			source: 'HOTLINE',
			urgency: 'NORMAL',
			department: 'KF',
			complaint: 1,
		})
		if (id !== undefined) await identity(stage, 'handler-kf', id, '0452')
	})
	on(5, async () => {
		const story = {
			title: '流量包退订后仍扣费',
			source: 'GOV',
			urgency: 'IMPORTANT',
			department: 'QD',
			complaint: 1,
		} as const
		const id = await told(stage, story)
		if (id === undefined) return
		await identity(stage, 'department', id, '0231')
		const text = '已核实扣费 3 笔，告知用户 2 个工作日内退还，用户认可'
		const contact = { channel: 'PHONE', reached: true, text, user: '', at: stage.now() } as const
		stage.pass(15)
		await stage.attempt(recordContact(await stage.as('department'), id, await version(stage, id), contact))
	})
}

/** On the last day a colleague is asked to take an order over, and has not answered yet. */
export async function leaveActsOpen(stage: Stage): Promise<void> {
	const id = await told(stage, {
		title: '营业厅自助机吞卡无人处理',
		source: 'SUPERVISOR',
		urgency: 'NORMAL',
		department: 'QD',
	})
	if (id === undefined) return
	stage.pass(10)
	const to = { departmentId: stage.laid.department('ZH'), accountId: null }
	const asked = { to, reason: '自助机由综合部统一维护，由综合部办理更合适' }
	await stage.attempt(transferOrder(await stage.as('department'), id, await version(stage, id), asked))
}

/** Everybody else's users: told by name at the start, and a word before the third working day is over. */
export async function followUsers(stage: Stage, today: LocalDate): Promise<void> {
	const rows = await stage.db.read
		.selectFrom('clock')
		.innerJoin('supervision_order', 'supervision_order.id', 'clock.subject_id')
		.innerJoin('department', 'department.id', 'supervision_order.lead_department_id')
		.select((eb) => [
			'supervision_order.id',
			'department.code',
			'clock.due_at',
			eb
				.selectFrom('order_contact')
				.whereRef('order_contact.order_id', '=', 'supervision_order.id')
				.select((inner) => inner.fn.countAll<number>().as('n'))
				.as('contacts'),
		])
		.where('clock.kind', '=', 'order.progress')
		.where('clock.state', '=', 'RUNNING')
		.where('supervision_order.state', 'in', ['ACKNOWLEDGED', 'IN_PROGRESS', 'RETURNED'])
		.orderBy('supervision_order.id')
		.execute()
	for (const row of rows) {
		if (stage.kept.has(row.id)) continue
		const login = row.code === 'QD' ? 'department' : `handler-${row.code.toLowerCase()}`
		if (Number(row.contacts) === 0) {
			if (stage.random.chance(0.9)) await identity(stage, login, row.id, NUMBERS[row.code] ?? '0100')
		} else if (row.due_at < instantAt(addDays(today, 1), 0) && stage.random.chance(0.95)) {
			const text = '告知用户办理进展，用户无新的诉求'
			const contact = { channel: 'PHONE', reached: true, text, user: '', at: stage.now() } as const
			await stage.attempt(recordContact(await stage.as(login), row.id, await version(stage, row.id), contact))
		}
	}
}
