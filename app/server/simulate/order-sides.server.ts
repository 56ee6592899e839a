import { recordContact } from '#app/usecases/orders/contact.server.ts'
import { noteProgress } from '#app/usecases/orders/progress.server.ts'
import { reopenOrder } from '#app/usecases/orders/reopen.server.ts'
import { strikeOffOrder } from '#app/usecases/orders/strike-off.server.ts'
import { answerOrderTransfer, takeBackOrderTransfer, transferOrder } from '#app/usecases/orders/transfer.server.ts'
import { DEPARTMENTS, type Life, later, laterAs, REASON, versionOf } from './order-acts.server.ts'
import type { Stage } from './stage.ts'

const DAY = 86_400_000

/** A word now and then, with days between them that are sometimes too many. */
export function speak(life: Life, left: number): void {
	const { stage, order } = life
	const { random, world } = stage
	if (left === 0 || random.chance(0.3)) return
	const toUser = order.complaintOn !== null && random.chance(0.5)
	later(
		life,
		random.next() * 6 * DAY,
		async () => {
			const ctx = await world.as(life.handler)
			const version = await versionOf(stage, order.id)
			if (!toUser) return noteProgress(ctx, order.id, version, '正在逐户核实')
			const said = { channel: 'PHONE', reached: true, text: '已告知用户办理进展', user: '', at: ctx.now } as const
			return recordContact(ctx, order.id, version, said)
		},
		{ act: 'word' },
		() => speak(life, left - 1),
	)
}

async function waitingTransfer(stage: Stage, orderId: string): Promise<string> {
	const row = await stage.world.db.read
		.selectFrom('order_transfer')
		.select('id')
		.where('order_id', '=', orderId)
		.where('state', '=', 'PENDING')
		.executeTakeFirst()
	return row?.id ?? ''
}

/** Another department is asked to take it over: it accepts, refuses, is silent, or is not asked any more. */
export function handOn(life: Life, after: number): void {
	const { stage, order } = life
	const { random, world } = stage
	const [code, successor] = random.pick(DEPARTMENTS)
	const to = { departmentId: world.laid.department(code), accountId: null }
	const by = random.chance(0.5) ? 'issuer' : null
	const asked = { id: '' }
	laterAs(
		life,
		after,
		async () => {
			const ctx = await world.as(by ?? life.handler)
			const outcome = await transferOrder(ctx, order.id, await versionOf(stage, order.id), { to, reason: REASON })
			asked.id = await waitingTransfer(stage, order.id)
			return outcome
		},
		() => ({ act: 'ask', transferId: asked.id }),
		() => {
			const asker = by ?? life.handler
			const what = random.pick(['silent', 'accept', 'accept', 'refuse', 'take-back'])
			if (what === 'silent') return
			later(
				life,
				random.next() * 2 * DAY,
				async () => {
					const version = await versionOf(stage, order.id)
					if (what === 'take-back') return takeBackOrderTransfer(await world.as(asker), order.id, version)
					const answer = { accept: what === 'accept', reason: REASON }
					return answerOrderTransfer(await world.as(successor), order.id, version, answer)
				},
				{ act: 'handed', transferId: asked.id },
				() => {
					if (what === 'accept') life.handler = successor
				},
			)
		},
	)
}

/** Completed and watched: it comes back within the days, is struck off after them, or lies there. */
export function observe(life: Life, again: () => void): void {
	const { stage, order } = life
	const { random, world } = stage
	if (random.chance(0.3)) return
	const version = () => versionOf(stage, order.id)
	if (random.chance(0.35)) {
		const back = async () => reopenOrder(await world.as('orders'), order.id, await version(), REASON)
		later(life, random.next() * 45 * DAY, back, { act: 'reopen' }, again)
		return
	}
	const strike = async () => strikeOffOrder(await world.as('orders'), order.id, await version(), REASON)
	later(life, (30 + random.next() * 6) * DAY, strike, { act: 'strike' })
}
