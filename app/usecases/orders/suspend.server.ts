import { startClockUntil } from '#app/domain/clock.ts'
import type { OrderChange } from '#app/domain/order/order.ts'
import { type Pause, resume, suspend } from '#app/domain/order/side-acts.ts'
import { type Outcome, refuse } from '#app/domain/refusal.ts'
import { ok } from '#app/domain/result.ts'
import { addMs, type Instant } from '#app/domain/time.ts'
import { breachClock, latestClock, type StoredClock, startClocks, stopClocks } from '#db/queries/clocks.server.ts'
import { endSuspension, insertSuspension } from '#db/queries/order-acts.server.ts'
import { orderIn } from '#db/queries/orders.server.ts'
import type { Tx } from '#db/tx.server.ts'
import { pauseClock, resumeClock } from '../clocks/acts.server.ts'
import type { Ctx } from '../context.server.ts'
import { policyOf } from '../reference/policy.server.ts'
import { handleCalendar } from './handle-calendar.server.ts'
import { changeOrder, isOpenTask, moveOf, type OrderCase, orderActorOf, reachOf } from './order.server.ts'
import { handlersOf, headOf, issuingSide, tellAll } from './recipients.server.ts'
import { holdTasks, pauseTasks, resumeTasks } from './task-clocks.server.ts'

/** The clocks of the lead department's work, and with them those of the assisting tasks; signing and the law's go on. */
const PAUSED = ['order.handle', 'order.progress'] as const

async function told(tx: Tx, row: OrderCase): Promise<string[]> {
	return [
		...(await handlersOf(tx, row)),
		...(await headOf(tx, row.branch_id, row.lead_department_id)),
		...issuingSide(row),
	]
}

/** 挂起: pauses the department's clocks until the day on which the outside body is expected to answer. */
export async function suspendOrder(
	ctx: Ctx,
	id: string,
	version: number,
	pause: Pause,
): Promise<Outcome<{ id: string }>> {
	return changeOrder(ctx, {
		id,
		version,
		actions: ['order.steer'],
		decide: async (row, tx) => {
			const change = suspend(row.facts, orderActorOf(ctx.actor), pause, ctx.now)
			if (!change.ok) return change
			const reason = change.value.reason ?? ''
			const body = pause.body.trim()
			const until = await expectedEnd(ctx, tx, row, pause)
			for (const kind of PAUSED) {
				const clock = await latestClock(tx, 'order', id, kind)
				if (clock?.state !== 'RUNNING') continue
				const paused = await pauseClock(ctx, tx, clock, { until, reason })
				if (!paused.ok) return paused
			}
			await pauseTasks(ctx, tx, row.assists.filter(isOpenTask), { until, reason })
			const now = await orderIn(tx, reachOf(ctx.actor, 'order.read'), id)
			const params = { body, due: pause.until }
			return ok(
				moveOf(ctx, row, change.value, {
					set: { waiting_for: body },
					after: params,
					tell: tellAll(row, 'order.suspended', `suspended:${row.version}`, await told(tx, row), params),
					also: (inTx) =>
						insertSuspension(inTx, {
							id: ctx.newId(),
							branch_id: row.branch_id,
							order_id: id,
							body,
							reason,
							from_at: ctx.now,
							expected_until: pause.until,
							by_account_id: ctx.actor.accountId,
							to_at: null,
							how: null,
							ended_by: null,
							old_due_at: row.due_at ?? ctx.now,
							new_due_at: now?.due_at ?? null,
						}),
				}),
			)
		},
	})
}

/** The clock that ends the pause by itself: the close of the expected day. */
async function expectedEnd(ctx: Ctx, tx: Tx, row: OrderCase, pause: Pause): Promise<Instant> {
	const last = await latestClock(tx, 'order', row.id, 'order.suspension')
	const { body, versionId } = await policyOf(ctx, tx)
	const clock = startClockUntil((await handleCalendar(ctx, tx, row)).calendar, {
		subjectKind: 'order',
		subjectId: row.id,
		kind: 'order.suspension',
		party: 'staff',
		from: ctx.now,
		dueOn: pause.until,
		round: (last?.round ?? 0) + 1,
		closeAt: body.closeOfDay.department,
		defaultOutcome: 'resume',
		policyId: versionId,
	})
	await startClocks(tx, row.branch_id, ctx.newId, [clock])
	return clock.dueAt
}

/** Ends the pause: the clocks run on with the time given back, as of `at`. */
async function resumed(
	ctx: Ctx,
	tx: Tx,
	row: OrderCase,
	change: OrderChange,
	ending: { readonly how: 'HAND' | 'DUE'; readonly at: Instant; readonly note: string },
) {
	const asOf = { ...ctx, now: ending.at }
	for (const kind of PAUSED) {
		const clock = await latestClock(tx, 'order', row.id, kind)
		if (clock?.state !== 'PAUSED') continue
		const running = await resumeClock(asOf, tx, clock, ending.note)
		if (!running.ok) return running
	}
	const tasks = await resumeTasks(asOf, tx, row.assists, ending.note)
	const now = await orderIn(tx, reachOf(ctx.actor, ending.how === 'DUE' ? 'order.clock' : 'order.read'), row.id)
	const due = now?.due_on ?? row.due_on ?? ''
	// On record after the resumption, of which it may be a consequence in the same moment.
	const then = { ...ctx, now: addMs(ctx.now, 1) }
	if (now?.due_on) await holdTasks(then, tx, tasks, now.due_on, row.number ?? row.title)
	return ok(
		moveOf(
			ctx,
			row,
			{ ...change, reason: ending.note === '' ? null : ending.note },
			{
				set: { waiting_for: null },
				after: { due },
				tell: tellAll(row, 'order.resumed', `resumed:${row.version}`, await told(tx, row), { due }),
				also: async (inTx) => {
					const by = ctx.actor.accountId
					await endSuspension(inTx, row.id, { at: ending.at, how: ending.how, by, newDueAt: now?.due_at ?? null })
					await stopClocks(inTx, 'order', row.id, ['order.suspension'], ending.at, 'answered')
				},
			},
		),
	)
}

/** Ends a suspension by hand: the answer has come, or nobody waits for it any more. */
export async function resumeOrder(
	ctx: Ctx,
	id: string,
	version: number,
	note: string,
): Promise<Outcome<{ id: string }>> {
	return changeOrder(ctx, {
		id,
		version,
		actions: ['order.steer'],
		decide: (row, tx) => {
			const change = resume(row.facts)
			if (!change.ok) return change
			return resumed(ctx, tx, row, change.value, { how: 'HAND', at: ctx.now, note: note.trim() })
		},
	})
}

/** The sweep: the expected day is over. The pause ends then, however late the sweep comes by. */
export async function suspensionPassed(ctx: Ctx, clock: StoredClock): Promise<Outcome<unknown>> {
	const outcome = await changeOrder(ctx, {
		id: clock.subjectId,
		version: undefined,
		actions: ['order.clock'],
		decide: (row, tx) => {
			if (row.facts.suspendedUntil !== clock.dueOn) return refuse('procedure', 'already-done')
			const change = resume(row.facts)
			return change.ok ? resumed(ctx, tx, row, change.value, { how: 'DUE', at: clock.dueAt, note: '' }) : change
		},
	})
	if (outcome.ok || outcome.error.kind !== 'procedure') return outcome
	// Resumed by hand meanwhile, or over: the clock ends all the same, so that it is not asked again.
	return ctx.inTx(ctx.actor.branchId, async (tx) => ok(await breachClock(tx, clock.id, ctx.now)))
}
