import { daysBetween, type Instant, localDateOf } from '#app/domain/time.ts'
import { acknowledgeOrder } from '#app/usecases/orders/acknowledge.server.ts'
import { askExtension } from '#app/usecases/orders/ask-extension.server.ts'
import { assessOrder } from '#app/usecases/orders/assess.server.ts'
import { chaseOrder } from '#app/usecases/orders/chase.server.ts'
import { decideOnExtension } from '#app/usecases/orders/decide-extension.server.ts'
import { withdrawOrder } from '#app/usecases/orders/end.server.ts'
import { giveFeedback } from '#app/usecases/orders/feedback.server.ts'
import { finishAssistTask } from '#app/usecases/orders/finish-assist.server.ts'
import { issueOrder } from '#app/usecases/orders/issue.server.ts'
import { completeOrder, returnOrder } from '#app/usecases/orders/judge.server.ts'
import { noteProgress } from '#app/usecases/orders/progress.server.ts'
import { rejectOrder } from '#app/usecases/orders/reject.server.ts'
import { strikeOffOrder } from '#app/usecases/orders/strike-off.server.ts'
import { submitForApproval } from '#app/usecases/orders/submit.server.ts'
import { FEEDBACK_CAUSES, FEEDBACK_MECHANISMS, FEEDBACK_RESULTS, VAGUE_MECHANISM } from './names.ts'
import { handedFor } from './order-evidence.ts'
import type { Stage } from './stage.ts'

type Row = {
	readonly id: string
	readonly state: string
	readonly version: number
	readonly lead_department_id: string
	readonly drafted_by: string
	readonly drafted_at: Instant
	readonly issued_by: string | null
	readonly issued_at: Instant | null
	readonly due_at: Instant | null
	readonly due_on: string | null
	readonly returned_count: number
	readonly extension_count: number
	readonly chase_count: number
	readonly overdue_at: Instant | null
	readonly completed_by: string | null
	readonly completed_at: Instant | null
	readonly acknowledged_by: string | null
	readonly urgency: string
	readonly code: string
}

/** Orders take their time by their own number, so that the same story has early, late and very late ones. */
function temper(row: Row): number {
	let sum = 0
	for (const c of row.id) sum = (sum * 31 + c.charCodeAt(0)) % 1000
	return sum / 1000
}

async function handlerOf(stage: Stage, row: Row) {
	const login = row.code === 'QD' ? 'department' : `handler-${row.code.toLowerCase()}`
	return stage.as(login)
}

async function act(stage: Stage, row: Row): Promise<void> {
	const { random } = stage
	const mood = temper(row)
	switch (row.state) {
		case 'PENDING_APPROVAL': {
			if (random.chance(0.25)) return
			const issuer = await stage.as(mood < 0.75 ? 'issuer' : 'issuer2')
			if (mood > 0.94) await stage.attempt(rejectOrder(issuer, row.id, row.version, '事项不清，请补充涉及网点和用户数'))
			else if (!(await stage.attempt(issueOrder(issuer, row.id, row.version))))
				await stage.attempt(rejectOrder(issuer, row.id, row.version, '协办任务的日期晚于办理时限，请改后再报'))
			return
		}
		case 'ISSUED': {
			if (mood > 0.92 && random.chance(0.25)) {
				await stage.attempt(
					withdrawOrder(await stage.as('issuer'), row.id, row.version, '与已下达督办单重复，撤销本单'),
				)
				return
			}
			if (random.chance(mood > 0.85 ? 0.25 : 0.8))
				await stage.attempt(acknowledgeOrder(await handlerOf(stage, row), row.id, row.version))
			return
		}
		case 'ACKNOWLEDGED':
		case 'IN_PROGRESS':
		case 'RETURNED':
			await work(stage, row, mood)
			return
		case 'SUBMITTED':
			await judge(stage, row, mood)
			return
		case 'COMPLETED': {
			if (!row.completed_at || daysBetween(localDateOf(row.completed_at), stage.today()) < 31) return
			const officer = await stage.as(random.pick(['orders', 'orders2']))
			await stage.attempt(strikeOffOrder(officer, row.id, row.version, ''))
			return
		}
		case 'STRUCK_OFF':
			if (random.chance(0.3))
				await stage.attempt(assessOrder(await stage.as('orders'), row.id, row.version, mood > 0.93))
			return
		case 'DRAFT':
			if (daysBetween(localDateOf(row.drafted_at), stage.today()) > 12)
				await stage.attempt(
					withdrawOrder(await stage.as('issuer'), row.id, row.version, '事项已由日常工单解决，不再下达'),
				)
			else if (random.chance(0.15))
				await stage.attempt(submitForApproval(await stage.asAccount(row.drafted_by), row.id, row.version))
	}
}

async function work(stage: Stage, row: Row, mood: number): Promise<void> {
	const { random } = stage
	if (!row.due_at || !row.issued_at) return
	const handler = await handlerOf(stage, row)
	const left = daysBetween(stage.today(), localDateOf(row.due_at))
	if (left === 2 && row.extension_count === 0 && mood > 0.55 && mood < 0.75 && row.urgency === 'NORMAL') {
		await stage.attempt(
			askExtension(handler, row.id, row.version, {
				limit: { amount: 8, unit: 'wd' },
				reason: '凭证在省公司系统，调取需要时间',
			}),
		)
		return
	}
	if (row.overdue_at && row.chase_count < 2 && random.chance(0.2)) {
		await stage.attempt(chaseOrder(await stage.as('orders'), row.id, row.version, '已逾期，今天下班前报进展并说明原因'))
		return
	}
	if (row.state !== 'RETURNED' && random.chance(0.12)) {
		await stage.attempt(noteProgress(handler, row.id, row.version, '已联系网点调取受理单，核对用户确认记录'))
		return
	}
	// Most answer before the date, one in five after it.
	const ready = mood < 0.8 ? left <= 1 + Math.round(mood * 4) : left < -Math.round((mood - 0.75) * 60)
	if (!ready || random.chance(0.3)) return
	const answers = {
		result: random.pick(FEEDBACK_RESULTS),
		cause: random.pick(FEEDBACK_CAUSES),
		mechanism:
			row.returned_count === 0 && mood > 0.6 && mood < 0.8 ? VAGUE_MECHANISM : random.pick(FEEDBACK_MECHANISMS),
	}
	const handed = await handedFor(stage, row.id, mood)
	await stage.attempt(giveFeedback(handler, row.id, row.version, answers, handed))
}

async function judge(stage: Stage, row: Row, mood: number): Promise<void> {
	if (stage.random.chance(0.4)) return
	const judgeBy = row.issued_by ? await stage.asAccount(row.issued_by) : await stage.as('issuer')
	if (row.returned_count === 0 && mood > 0.6 && mood < 0.8)
		await stage.attempt(
			returnOrder(judgeBy, row.id, row.version, '机制改进一栏写清：由谁负责、哪天上线、怎么验证，不要只写加强培训'),
		)
	else
		await stage.attempt(
			completeOrder(judgeBy, row.id, row.version, {
				callback: mood < 0.85 ? 'SATISFIED' : 'UNREACHED',
				reason: mood < 0.85 ? '已逐户核实，处理到位' : '三次回访未接通，已短信告知处理结果',
			}),
		)
}

async function helpers(stage: Stage): Promise<void> {
	const tasks = await stage.db.read
		.selectFrom('order_assist')
		.innerJoin('supervision_order', 'supervision_order.id', 'order_assist.order_id')
		.innerJoin('department', 'department.id', 'order_assist.department_id')
		.select([
			'order_assist.id',
			'order_assist.order_id',
			'order_assist.due_on',
			'supervision_order.version',
			'department.code',
		])
		.where('order_assist.done_at', 'is', null)
		.where('supervision_order.state', 'in', ['ACKNOWLEDGED', 'IN_PROGRESS', 'RETURNED'])
		.execute()
	for (const task of tasks) {
		if (daysBetween(stage.today(), task.due_on) > 2 || stage.random.chance(0.4)) continue
		const login = task.code === 'QD' ? 'handler-qd' : `handler-${task.code.toLowerCase()}`
		const done = { assistId: task.id, result: '已提供受理单原件 12 份和近三个月系统日志' }
		await stage.attempt(finishAssistTask(await stage.as(login), task.order_id, task.version, done))
	}
}

async function extensions(stage: Stage): Promise<void> {
	const asked = await stage.db.read
		.selectFrom('order_extension')
		.innerJoin('supervision_order', 'supervision_order.id', 'order_extension.order_id')
		.select(['order_extension.order_id', 'supervision_order.version', 'supervision_order.issued_by'])
		.where('order_extension.state', '=', 'PENDING')
		.execute()
	for (const row of asked) {
		if (stage.kept.has(row.order_id) || stage.random.chance(0.2)) continue
		const issuer = row.issued_by ? await stage.asAccount(row.issued_by) : await stage.as('issuer')
		const approve = stage.random.chance(0.75)
		const reason = approve
			? '调取省公司凭证确需时间，同意延期一次，从原到期日起算'
			: '材料本市即可调取，理由不充分，请按原时限办理并每日报进展'
		await stage.attempt(decideOnExtension(issuer, row.order_id, row.version, { approve, reason }))
	}
}

/** Everybody's work on open orders for one day. */
export async function workOnOrders(stage: Stage): Promise<void> {
	await extensions(stage)
	await helpers(stage)
	const rows = await stage.db.read
		.selectFrom('supervision_order')
		.innerJoin('department', 'department.id', 'supervision_order.lead_department_id')
		.select([
			'supervision_order.id',
			'supervision_order.state',
			'supervision_order.version',
			'supervision_order.lead_department_id',
			'supervision_order.drafted_by',
			'supervision_order.drafted_at',
			'supervision_order.issued_by',
			'supervision_order.issued_at',
			'supervision_order.due_at',
			'supervision_order.due_on',
			'supervision_order.returned_count',
			'supervision_order.extension_count',
			'supervision_order.chase_count',
			'supervision_order.overdue_at',
			'supervision_order.completed_by',
			'supervision_order.completed_at',
			'supervision_order.acknowledged_by',
			'supervision_order.urgency',
			'department.code',
		])
		.where('supervision_order.state', 'not in', ['ASSESSED', 'WITHDRAWN', 'MERGED'])
		.orderBy('supervision_order.id')
		.execute()
	for (const row of rows) {
		stage.pass(1)
		if (!stage.kept.has(row.id) && !stage.lazy()) await act(stage, row)
	}
}
