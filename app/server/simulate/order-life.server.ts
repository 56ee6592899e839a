import type { OrderForm } from '#app/domain/order/order-forms.schema.ts'
import type { Urgency } from '#app/domain/order/urgency.ts'
import { refuse } from '#app/domain/refusal.ts'
import { isLocalDate } from '#app/domain/time.ts'
import { acknowledgeOrder } from '#app/usecases/orders/acknowledge.server.ts'
import { askExtension } from '#app/usecases/orders/ask-extension.server.ts'
import { decideOnExtension } from '#app/usecases/orders/decide-extension.server.ts'
import { draftOrder } from '#app/usecases/orders/draft.server.ts'
import { withdrawOrder } from '#app/usecases/orders/end.server.ts'
import { giveFeedback } from '#app/usecases/orders/feedback.server.ts'
import { finishAssistTask } from '#app/usecases/orders/finish-assist.server.ts'
import { issueOrder } from '#app/usecases/orders/issue.server.ts'
import { completeOrder, returnOrder } from '#app/usecases/orders/judge.server.ts'
import { setOrderDue } from '#app/usecases/orders/set-due.server.ts'
import { submitForApproval } from '#app/usecases/orders/submit.server.ts'
import { resumeOrder, suspendOrder } from '#app/usecases/orders/suspend.server.ts'
import type { Random } from '#seeds/random.ts'
import { dateText, dayNumber, dayOf, momentAt } from './judge/days.ts'
import type { Act, RawPolicy, SimulatedOrder } from './judge/facts.ts'
import { DEPARTMENTS, isBehind, type Life, later, laterAs, REASON, versionOf } from './order-acts.server.ts'
import { handOn, observe, speak } from './order-sides.server.ts'
import { must, type Stage } from './stage.ts'

const MINUTE = 60_000
const HOUR = 60 * MINUTE
const DAY = 24 * HOUR
const FEEDBACK = {
	result: '涉及网点已补齐凭证并逐户回访',
	cause: '短信确认记录保存期过短',
	mechanism: '信息化部门已把保存期改为二十四个月',
} as const

/** How long a level's limit is in real time, roughly: the lives are spread around it. */
const ROUGHLY: Readonly<Record<Urgency, number>> = {
	CRITICAL: DAY,
	URGENT: 4 * DAY,
	IMPORTANT: 10 * DAY,
	NORMAL: 21 * DAY,
}

function levelOf(random: Random): Urgency {
	const n = random.int(1, 100)
	return n <= 35 ? 'NORMAL' : n <= 65 ? 'IMPORTANT' : n <= 85 ? 'URGENT' : 'CRITICAL'
}

type Wish = { readonly level: Urgency; readonly complaintOn: string; readonly helpers: number }

export function wishOf(random: Random, at: number): Wish {
	return {
		level: levelOf(random),
		complaintOn: random.chance(0.3) ? dateText(dayOf(at) - random.int(0, 18)) : '',
		helpers: random.chance(0.2) ? 1 : 0,
	}
}

/** How many clocks an order like this has from the start. */
export function clocksOfWish(wish: Wish): number {
	return 2 + (wish.complaintOn === '' ? 0 : 1) + wish.helpers
}

/** Lets an order live: issued now, the rest planned from what happens. */
export async function beginOrder(stage: Stage, wish: Wish, policy: RawPolicy): Promise<void> {
	const { random, world } = stage
	const [code, handler] = random.pick(DEPARTMENTS)
	const [helpCode, helper] = random.pick(DEPARTMENTS.filter(([other]) => other !== code))
	const helpOn = dateText(dayOf(world.now()) + random.int(1, 3))
	const form: OrderForm = {
		id: '',
		title: `第 ${stage.journal.orders.length + 1} 件督办事项`,
		matter: '用户反映办理业务时未说明资费，涉及多个网点，请查清并整改。',
		source: 'SUPERVISOR',
		sourceRef: 'JD-2026-0046',
		complaintOn: wish.complaintOn,
		urgency: wish.level,
		leadDepartmentId: world.laid.department(code),
		dealerId: '',
		outletId: '',
		violationId: '',
		users: '',
		category: '凭证',
		confidential: undefined,
		assists:
			wish.helpers === 0
				? []
				: [{ departmentId: world.laid.department(helpCode), task: '提供相关短信记录', dueOn: helpOn }],
	}
	const drafted = await draftOrder(await world.as('orders'), form)
	const { id } = must(drafted)
	must(await submitForApproval(await world.as('orders'), id, await versionOf(stage, id)))
	let issued = await issueOrder(await world.as('issuer'), id, await versionOf(stage, id))
	// The date of a helper may lie after the order's own: then it goes alone.
	if (!issued.ok && issued.error.rule === 'order.assist-date') {
		await world.db.write.deleteFrom('order_assist').where('order_id', '=', id).execute()
		issued = await issueOrder(await world.as('issuer'), id, await versionOf(stage, id))
	}
	must(issued)
	const tasks = await world.db.read
		.selectFrom('order_assist')
		.select(['id', 'due_on'])
		.where('order_id', '=', id)
		.execute()
	const order: SimulatedOrder = {
		id,
		level: wish.level,
		complaintOn: wish.complaintOn === '' ? null : wish.complaintOn,
		issued: stage.stamp(),
		policy,
		assists: tasks.map((task) => ({ id: task.id, dueOn: task.due_on })),
		acts: [],
	}
	stage.journal.orders.push(order)
	plan({ stage, order, handler, helper, level: wish.level })
}

function plan(life: Life): void {
	const { stage, order, level } = life
	const { random, world } = stage
	const about = ROUGHLY[level]
	if (random.chance(0.05)) {
		later(
			life,
			random.next() * about * 1.5,
			async () => withdrawOrder(await world.as('issuer'), order.id, await versionOf(stage, order.id), REASON),
			{ act: 'end' },
		)
	}
	for (const task of order.assists) {
		if (random.chance(0.3)) continue
		const done = { assistId: task.id, result: '短信记录已提供' }
		later(
			life,
			random.next() * 5 * DAY,
			async () => finishAssistTask(await world.as(life.helper), order.id, await versionOf(stage, order.id), done),
			{ act: 'help', assistId: task.id },
		)
	}
	if (random.chance(0.15)) handOn(life, random.next() * about * 0.8)
	if (random.chance(0.12)) return
	const quick = random.chance(0.6)
	later(
		life,
		quick ? random.next() * Math.min(DAY, about / 8) : random.next() * about * 0.7,
		async () => acknowledgeOrder(await world.as(life.handler), order.id, await versionOf(stage, order.id)),
		{ act: 'acknowledge' },
		() => work(life),
	)
}

function work(life: Life): void {
	const { stage, order, level } = life
	const { random, world } = stage
	const about = ROUGHLY[level]
	speak(life, order.complaintOn === null ? 1 : 5)
	for (const share of random.chance(0.35) ? [0.5, 0.9] : []) {
		const limit =
			level === 'CRITICAL'
				? ({ amount: random.int(1, 8), unit: 'h' } as const)
				: ({ amount: random.int(1, 5), unit: 'wd' } as const)
		later(
			life,
			random.next() * about * share,
			async () =>
				askExtension(await world.as(life.handler), order.id, await versionOf(stage, order.id), {
					limit,
					reason: REASON,
				}),
			null,
			() => {
				const approve = random.chance(0.7)
				later(
					life,
					random.next() * (level === 'CRITICAL' ? 6 * HOUR : 3 * DAY),
					async () =>
						decideOnExtension(await world.as('issuer'), order.id, await versionOf(stage, order.id), {
							approve,
							reason: REASON,
						}),
					approve ? { act: 'extend', limit } : null,
				)
			},
		)
	}
	if (random.chance(0.15)) pause(life)
	if (random.chance(0.12)) nameDay(life)
	if (!random.chance(0.15)) answer(life, 0.2 + random.next() * 1.6)
}

/** An outside body is waited for, until its day has come or somebody ends it before. */
function pause(life: Life): void {
	const { stage, order, level } = life
	const { random, world } = stage
	let until = ''
	const begun: { act: Act | null } = { act: null }
	laterAs(
		life,
		random.next() * ROUGHLY[level] * 0.6,
		async () => {
			until = dateText(dayOf(world.now()) + random.int(1, 8))
			begun.act = { act: 'pause', until: momentAt(dayNumber(until), 18 * 60) }
			const body = '市通信管理局'
			return suspendOrder(await world.as('issuer'), order.id, await versionOf(stage, order.id), {
				body,
				until: isLocalDate(until) ? until : '2026-01-01',
				reason: REASON,
			})
		},
		() => begun.act,
		() => {
			if (random.chance(0.5)) return
			later(
				life,
				random.next() * 6 * DAY,
				async () => resumeOrder(await world.as('issuer'), order.id, await versionOf(stage, order.id), REASON),
				{ act: 'resume' },
			)
		},
	)
}

/** The issuer names another day. */
function nameDay(life: Life): void {
	const { stage, order, level } = life
	const { random, world } = stage
	let on = ''
	laterAs(
		life,
		random.next() * ROUGHLY[level],
		async () => {
			on = dateText(dayOf(world.now()) + random.int(1, 15))
			const dueOn = isLocalDate(on) ? on : '2026-01-01'
			return setOrderDue(await world.as('issuer'), order.id, await versionOf(stage, order.id), {
				dueOn,
				reason: REASON,
			})
		},
		() => ({ act: 'manual', on }),
	)
}

/** Feedback after some share of the time; it comes back, or the order is completed. */
function answer(life: Life, share: number): void {
	const { stage, order, level } = life
	const { random, world } = stage
	later(
		life,
		ROUGHLY[level] * share,
		async () => giveFeedback(await world.as(life.handler), order.id, await versionOf(stage, order.id), FEEDBACK),
		{ act: 'feedback' },
		() => {
			const back = random.chance(0.4)
			const after = random.next() * (level === 'CRITICAL' ? 5 * HOUR : 3 * DAY)
			if (back)
				later(
					life,
					after,
					async () =>
						(await isBehind(stage, order.id))
							? refuse('procedure', 'already-done')
							: returnOrder(await world.as('issuer'), order.id, await versionOf(stage, order.id), REASON),
					{ act: 'return' },
					() => answer(life, 0.1 + random.next() * 0.9),
				)
			else
				later(
					life,
					after,
					async () =>
						completeOrder(await world.as('issuer'), order.id, await versionOf(stage, order.id), {
							callback: 'SATISFIED',
							reason: REASON,
						}),
					{ act: 'complete' },
					() => observe(life, () => answer(life, 0.1 + random.next() * 1.4)),
				)
		},
	)
}
