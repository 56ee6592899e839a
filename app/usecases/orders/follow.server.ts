import { startClock } from '#app/domain/clock.ts'
import { isPersonal } from '#app/domain/order/first-asked.ts'
import type { OrderChange, OrderEvent, OrderFacts } from '#app/domain/order/order.ts'
import { latestClock, startClocks, stopClocks } from '#db/queries/clocks.server.ts'
import { decideTransfer, endOwner, endSuspension, nextOwner, pendingTransferOf } from '#db/queries/order-acts.server.ts'
import type { Tx } from '#db/tx.server.ts'
import type { Ctx } from '../context.server.ts'
import { currentCalendar } from '../reference/load.server.ts'
import { policyOf } from '../reference/policy.server.ts'

/**
 * What every act brings along in its own transaction, whoever wrote the act: the owner of the order never falls between
 * two, and the matter of a user is followed (domain 5.6).
 */

type Followed = { readonly id: string; readonly branch_id: string; readonly facts: OrderFacts }
/** Who answers for the order after the act. */
export type NowOwned = { readonly departmentId: string; readonly accountId: string | null }

const BEGINS: ReadonlySet<OrderEvent> = new Set([
	'order.acknowledged',
	'order.progressed',
	'order.contacted',
	'order.identity-told',
	'order.returned',
	'order.reopened',
])
const STOPS: ReadonlySet<OrderEvent> = new Set(['order.feedback-submitted', 'order.completed'])
const ENDS: ReadonlySet<OrderEvent> = new Set(['order.struck-off', 'order.withdrawn', 'order.merged'])
const OWNS: Partial<Record<OrderEvent, 'ISSUED' | 'SIGNED' | 'TRANSFER'>> = {
	'order.issued': 'ISSUED',
	'order.acknowledged': 'SIGNED',
	'order.transfer-accepted': 'TRANSFER',
}

export async function follow(ctx: Ctx, tx: Tx, row: Followed, change: OrderChange, owned: NowOwned): Promise<void> {
	const { event, state } = change
	const how = OWNS[event]
	if (how) await owns(ctx, tx, row, how, owned)
	if (BEGINS.has(event) && !['SUBMITTED', 'COMPLETED'].includes(state)) await watch(ctx, tx, row)
	if (STOPS.has(event)) await stopClocks(tx, 'order', row.id, ['order.progress'], ctx.now, 'answered')
	if (ENDS.has(event)) await end(ctx, tx, row.id)
}

/** The next owner from now on. */
export async function owns(
	ctx: Ctx,
	tx: Tx,
	row: Pick<Followed, 'id' | 'branch_id'>,
	how: 'ISSUED' | 'SIGNED' | 'TRANSFER',
	{ departmentId, accountId }: NowOwned,
): Promise<void> {
	await nextOwner(tx, ctx.now, {
		id: ctx.newId(),
		branch_id: row.branch_id,
		order_id: row.id,
		department_id: departmentId,
		account_id: accountId,
		how,
	})
}

/** A word was said: the next one is due within the policy's working days. Only where a person waits for it. */
async function watch(ctx: Ctx, tx: Tx, row: Followed): Promise<void> {
	if (!isPersonal(row.facts) || row.facts.suspendedSince !== null) return
	await stopClocks(tx, 'order', row.id, ['order.progress'], ctx.now, 'answered')
	const last = await latestClock(tx, 'order', row.id, 'order.progress')
	const policy = await policyOf(ctx, tx)
	const clock = startClock(await watchCalendar(ctx, tx, row.id), {
		subjectKind: 'order',
		subjectId: row.id,
		kind: 'order.progress',
		party: 'department',
		from: ctx.now,
		limit: { amount: policy.body.progressGapWd, unit: 'wd' },
		round: (last?.round ?? 0) + 1,
		closeAt: policy.body.closeOfDay.department,
		policyId: policy.versionId,
	})
	await startClocks(tx, row.branch_id, ctx.newId, [clock])
}

/** By what the order itself counts; the handling clock was started before the first watch. */
async function watchCalendar(ctx: Ctx, tx: Tx, orderId: string) {
	const handling = await latestClock(tx, 'order', orderId, 'order.handle')
	return currentCalendar(ctx, tx, handling?.calendarCode)
}

/** With the order ends what hung on it: owner, pause, a transfer that waits, the watch. */
async function end(ctx: Ctx, tx: Tx, orderId: string): Promise<void> {
	const by = ctx.actor.accountId
	await endOwner(tx, orderId, ctx.now)
	await stopClocks(tx, 'order', orderId, ['order.progress', 'order.suspension'], ctx.now, 'cancelled')
	await endSuspension(tx, orderId, { at: ctx.now, how: 'ENDED', by, newDueAt: null })
	const waiting = await pendingTransferOf(tx, orderId)
	if (!waiting) return
	await decideTransfer(tx, waiting.id, { state: 'ENDED', by, at: ctx.now, answer: null })
	await stopClocks(tx, 'transfer', waiting.id, ['order.transfer'], ctx.now, 'cancelled')
}
