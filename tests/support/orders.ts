import type { OrderForm } from '#app/domain/order/order-forms.schema.ts'
import type { Outcome } from '#app/domain/refusal.ts'
import { acknowledgeOrder } from '#app/usecases/orders/acknowledge.server.ts'
import { draftOrder } from '#app/usecases/orders/draft.server.ts'
import { giveFeedback } from '#app/usecases/orders/feedback.server.ts'
import { issueOrder } from '#app/usecases/orders/issue.server.ts'
import { submitForApproval } from '#app/usecases/orders/submit.server.ts'
import type { World } from './world.ts'

/** The value of an act that must succeed. */
export function done<T>(outcome: Outcome<T>): T {
	if (!outcome.ok) throw new Error(`Refused: ${outcome.error.kind} ${outcome.error.rule}`)
	return outcome.value
}

/** The rule of an act that must be refused. */
export function ruleOf<T>(outcome: Outcome<T>): string {
	return outcome.ok ? 'done' : outcome.error.rule
}

export async function departmentId(world: World, code: string): Promise<string> {
	const row = await world.db.read
		.selectFrom('department')
		.select('id')
		.where('code', '=', code)
		.executeTakeFirstOrThrow()
	return row.id
}

export async function orderRow(world: World, id: string) {
	return world.db.read.selectFrom('supervision_order').selectAll().where('id', '=', id).executeTakeFirstOrThrow()
}

export const FEEDBACK = {
	result: '5 家网点已补齐凭证 37 笔',
	cause: '短信确认记录只存 30 天',
	mechanism: '信息化部 12 月 1 日前把短信记录改存 24 个月',
} as const

/** A form of an ordinary order to the channel department. */
export async function orderForm(world: World, change: Partial<OrderForm> = {}): Promise<OrderForm> {
	return {
		id: '',
		title: '望江区 5 家网点增值业务办理凭证缺失',
		matter: '暗访发现 5 家网点办理增值业务未留存确认凭证，涉及 49 笔。',
		source: 'SUPERVISOR',
		sourceRef: 'JD-2026-0046',
		complaintOn: '',
		urgency: 'NORMAL',
		leadDepartmentId: await departmentId(world, 'QD'),
		dealerId: '',
		outletId: '',
		violationId: '',
		users: '',
		category: '凭证',
		confidential: undefined,
		assists: [],
		...change,
	}
}

/** Drafted by an officer, approved and issued by the issuer; gives the id. */
export async function issued(world: World, change: Partial<OrderForm> = {}): Promise<string> {
	const { id } = done(await draftOrder(await world.as('orders'), await orderForm(world, change)))
	done(await submitForApproval(await world.as('orders'), id, 1))
	done(await issueOrder(await world.as('issuer'), id, 2))
	return id
}

/** The same, signed for by the channel department. */
export async function signedFor(world: World, change: Partial<OrderForm> = {}): Promise<string> {
	const id = await issued(world, change)
	done(await acknowledgeOrder(await world.as('department'), id, await versionNow(world, id)))
	return id
}

/** The same, with feedback that waits. */
export async function answered(world: World, change: Partial<OrderForm> = {}): Promise<string> {
	const id = await signedFor(world, change)
	done(await giveFeedback(await world.as('department'), id, await versionNow(world, id), FEEDBACK))
	return id
}

export async function versionNow(world: World, id: string): Promise<number> {
	return (await orderRow(world, id)).version
}
