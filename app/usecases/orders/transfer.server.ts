import { startClock } from '#app/domain/clock.ts'
import {
	answerTransfer,
	askTransfer,
	lapseTransfer,
	type PendingTransfer,
	type Successor,
	takeBackTransfer,
} from '#app/domain/order/transfer.ts'
import { type Outcome, refuse } from '#app/domain/refusal.ts'
import { ok } from '#app/domain/result.ts'
import { breachClock, type StoredClock, startClocks, stopClocks } from '#db/queries/clocks.server.ts'
import {
	decideTransfer,
	insertTransfer,
	pendingTransferOf,
	type TransferRow,
	transferById,
} from '#db/queries/order-acts.server.ts'
import { departmentsOf } from '#db/queries/orders.server.ts'
import { namesOf } from '#db/queries/people.server.ts'
import type { Handle, Tx } from '#db/tx.server.ts'
import type { Ctx } from '../context.server.ts'
import { departmentCalendar } from '../reference/load.server.ts'
import { policyOf } from '../reference/policy.server.ts'
import { actsFor, changeOrder, isOpenTask, moveOf, type OrderCase, orderActorOf } from './order.server.ts'
import { departmentPeople, handlersOf, headOf, issuingSide, tellAll } from './recipients.server.ts'

/** The answer to a transfer is due on the next working day. */
const ANSWER_WITHIN = { amount: 1, unit: 'wd' } as const

function pendingOf(row: TransferRow | undefined): PendingTransfer | null {
	if (!row) return null
	return { askedBy: row.asked_by, to: { departmentId: row.to_department_id, accountId: row.to_account_id } }
}

/** Names of a successor for the log and the messages. */
async function wordsOf(handle: Handle, row: OrderCase, to: Successor) {
	const departments = await departmentsOf(handle, row.branch_id)
	const department = departments.find(({ id }) => id === to.departmentId)?.name
	const handler = to.accountId === null ? '' : ((await namesOf(handle, [to.accountId])).get(to.accountId) ?? '')
	return department === undefined ? undefined : { department, handler }
}

async function successorsOf(tx: Tx, row: OrderCase, to: Successor): Promise<string[]> {
	if (to.accountId !== null) return [to.accountId]
	return [
		...(await departmentPeople(tx, row.branch_id, to.departmentId)),
		...(await headOf(tx, row.branch_id, to.departmentId)),
	]
}

/** 转派: asks a colleague or another department; until it is accepted nothing changes hands. */
export async function transferOrder(
	ctx: Ctx,
	id: string,
	version: number,
	asked: { readonly to: Successor; readonly reason: string },
): Promise<Outcome<{ id: string }>> {
	return changeOrder(ctx, {
		id,
		version,
		actions: ['order.transfer'],
		decide: async (row, tx) => {
			const people = await departmentPeople(tx, row.branch_id, asked.to.departmentId)
			const words = await wordsOf(tx, row, asked.to)
			const stranger = asked.to.accountId !== null && !people.includes(asked.to.accountId)
			if (!words || stranger) return refuse('missing', 'not-found')
			const change = askTransfer(
				row.facts,
				orderActorOf(ctx.actor),
				{ owns: actsFor(ctx.actor, 'order.work', row.lead_department_id) },
				{ departmentId: row.lead_department_id, accountId: row.handler_id },
				asked,
				pendingOf(await pendingTransferOf(tx, id)),
				row.assists.filter(isOpenTask).map((task) => task.department_id),
			)
			if (!change.ok) return change
			const transferId = ctx.newId()
			const { body, versionId } = await policyOf(ctx, tx)
			const clock = startClock(await departmentCalendar(ctx, tx, asked.to.departmentId), {
				subjectKind: 'transfer',
				subjectId: transferId,
				kind: 'order.transfer',
				party: 'department',
				from: ctx.now,
				limit: ANSWER_WITHIN,
				closeAt: body.closeOfDay.department,
				defaultOutcome: 'comes-back',
				policyId: versionId,
			})
			const told = await successorsOf(tx, row, asked.to)
			return ok(
				moveOf(ctx, row, change.value, {
					set: { transfer_to_id: asked.to.departmentId },
					after: { ...words, transfer: transferId, due: clock.dueOn },
					tell: tellAll(row, 'order.transfer-asked', `transfer:${transferId}`, told, { due: clock.dueOn }),
					also: async (inTx) => {
						await insertTransfer(inTx, {
							id: transferId,
							branch_id: row.branch_id,
							order_id: id,
							from_department_id: row.lead_department_id,
							from_account_id: row.handler_id,
							to_department_id: asked.to.departmentId,
							to_account_id: asked.to.accountId,
							reason: change.value.reason ?? '',
							asked_by: ctx.actor.accountId,
							asked_at: ctx.now,
							due_on: clock.dueOn,
							state: 'PENDING',
							decided_by: null,
							decided_at: null,
							answer: null,
						})
						await startClocks(inTx, row.branch_id, ctx.newId, [clock])
					},
				}),
			)
		},
	})
}

type Ending = {
	readonly state: 'ACCEPTED' | 'REFUSED' | 'WITHDRAWN' | 'LAPSED'
	readonly answer: string | null
	readonly clock: 'answered' | 'cancelled' | 'passed'
}

async function ended(ctx: Ctx, tx: Tx, transferId: string, ending: Ending): Promise<void> {
	const { state, answer } = ending
	await decideTransfer(tx, transferId, { state, by: ctx.actor.accountId, at: ctx.now, answer })
	if (ending.clock === 'passed') return
	await stopClocks(tx, 'transfer', transferId, ['order.transfer'], ctx.now, ending.clock)
}

/** The successor accepts and owns the order from this moment, or refuses and it stays where it is. */
export async function answerOrderTransfer(
	ctx: Ctx,
	id: string,
	version: number,
	answer: { readonly accept: boolean; readonly reason: string },
): Promise<Outcome<{ id: string }>> {
	return changeOrder(ctx, {
		id,
		version,
		actions: ['order.work'],
		decide: async (row, tx) => {
			const waiting = await pendingTransferOf(tx, id)
			const pending = pendingOf(waiting)
			const asked = pending !== null && actsFor(ctx.actor, 'order.work', pending.to.departmentId)
			const change = answerTransfer(row.facts, orderActorOf(ctx.actor), { asked }, pending, answer)
			if (!change.ok || !waiting) return change.ok ? refuse('procedure', 'order.transfer-none') : change
			const told = [waiting.asked_by, ...(await handlersOf(tx, row)), ...issuingSide(row)]
			const department = (await wordsOf(tx, row, pendingOrThrow(pending).to))?.department ?? ''
			const variant = answer.accept ? 'accepted' : 'refused'
			const handler = answer.accept ? ctx.actor.name : ''
			return ok(
				moveOf(ctx, row, change.value, {
					set: {
						transfer_to_id: null,
						...(answer.accept ? { lead_department_id: waiting.to_department_id, handler_id: ctx.actor.accountId } : {}),
					},
					after: { department, handler, transfer: waiting.id },
					tell: tellAll(row, 'order.transfer-answered', `answered:${waiting.id}`, told, { variant, department }),
					also: (inTx) =>
						ended(ctx, inTx, waiting.id, {
							state: answer.accept ? 'ACCEPTED' : 'REFUSED',
							answer: change.value.reason,
							clock: 'answered',
						}),
				}),
			)
		},
	})
}

function pendingOrThrow(pending: PendingTransfer | null): PendingTransfer {
	if (pending === null) throw new Error('The transfer is gone')
	return pending
}

/** Whoever asked does not need it any more. */
export async function takeBackOrderTransfer(ctx: Ctx, id: string, version: number): Promise<Outcome<{ id: string }>> {
	return changeOrder(ctx, {
		id,
		version,
		actions: ['order.transfer'],
		decide: async (row, tx) => {
			const waiting = await pendingTransferOf(tx, id)
			const change = takeBackTransfer(row.facts, orderActorOf(ctx.actor), pendingOf(waiting))
			if (!change.ok || !waiting) return change.ok ? refuse('procedure', 'order.transfer-none') : change
			const to = { departmentId: waiting.to_department_id, accountId: waiting.to_account_id }
			const told = await successorsOf(tx, row, to)
			return ok(
				moveOf(ctx, row, change.value, {
					set: { transfer_to_id: null },
					after: { transfer: waiting.id },
					tell: tellAll(row, 'order.transfer-answered', `taken-back:${waiting.id}`, told, { variant: 'withdrawn' }),
					also: (inTx) => ended(ctx, inTx, waiting.id, { state: 'WITHDRAWN', answer: null, clock: 'cancelled' }),
				}),
			)
		},
	})
}

/** The owner answers the order itself: a transfer that waits is taken back with it, in the same act. */
export async function takenBackWith(ctx: Ctx, tx: Tx, row: OrderCase) {
	const waiting = await pendingTransferOf(tx, row.id)
	if (!waiting) return { tell: [], also: async () => undefined }
	const to = { departmentId: waiting.to_department_id, accountId: waiting.to_account_id }
	const told = [waiting.asked_by, ...(await successorsOf(tx, row, to))].filter((who) => who !== ctx.actor.accountId)
	return {
		tell: tellAll(row, 'order.transfer-answered', `taken-back:${waiting.id}`, told, { variant: 'withdrawn' }),
		also: (inTx: Tx) => ended(ctx, inTx, waiting.id, { state: 'WITHDRAWN', answer: null, clock: 'cancelled' }),
	}
}

/** The sweep: nobody answered within the limit, so it comes back; the owner never changed. */
export async function transferPassed(ctx: Ctx, clock: StoredClock): Promise<Outcome<unknown>> {
	const waiting = await transferById(ctx.read, clock.subjectId)
	if (waiting?.state !== 'PENDING') return breached(ctx, clock)
	const outcome = await changeOrder(ctx, {
		id: waiting.order_id,
		version: undefined,
		actions: ['order.clock'],
		decide: async (row, tx) => {
			const pending = await pendingTransferOf(tx, row.id)
			if (pending?.id !== waiting.id) return refuse('procedure', 'already-done')
			const change = lapseTransfer(row.facts, pendingOf(pending))
			if (!change.ok) return change
			const to = { departmentId: waiting.to_department_id, accountId: waiting.to_account_id }
			const told = [
				waiting.asked_by,
				...(await successorsOf(tx, row, to)),
				...(await handlersOf(tx, row)),
				...issuingSide(row),
			]
			return ok(
				moveOf(ctx, row, change.value, {
					set: { transfer_to_id: null },
					after: { transfer: waiting.id },
					tell: tellAll(row, 'order.transfer-answered', `lapsed:${waiting.id}`, told, { variant: 'lapsed' }),
					also: async (inTx) => {
						await breachClock(inTx, clock.id, ctx.now)
						await ended(ctx, inTx, waiting.id, { state: 'LAPSED', answer: null, clock: 'passed' })
					},
				}),
			)
		},
	})
	return !outcome.ok && outcome.error.kind === 'procedure' ? breached(ctx, clock) : outcome
}

async function breached(ctx: Ctx, clock: StoredClock): Promise<Outcome<unknown>> {
	return ctx.inTx(ctx.actor.branchId, async (tx) => ok(await breachClock(tx, clock.id, ctx.now)))
}
