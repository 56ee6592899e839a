import { cutForStatutory } from '#app/domain/clock/statutory.ts'
import { startClock } from '#app/domain/clock.ts'
import { CLOSE_DEALER, dueDate } from '#app/domain/due-date.ts'
import { absorb, merge } from '#app/domain/order/merging.ts'
import { isHandled } from '#app/domain/order/order.ts'
import { type Outcome, refuse } from '#app/domain/refusal.ts'
import { ok } from '#app/domain/result.ts'
import type { LocalDate } from '#app/domain/time.ts'
import { latestClock, startClocks, stopClocks } from '#db/queries/clocks.server.ts'
import { cutClock } from '#db/queries/order-acts.server.ts'
import { type OrderRow, orderIn } from '#db/queries/orders.server.ts'
import { toJson } from '#db/sql.server.ts'
import type { Tx } from '#db/tx.server.ts'
import { setDueDate } from '../clocks/acts.server.ts'
import type { Ctx } from '../context.server.ts'
import { policyOf } from '../reference/policy.server.ts'
import { searchTextOf } from './draft-content.server.ts'
import { handleCalendar } from './handle-calendar.server.ts'
import { caseOf, changeOrderIn, moveOf, type OrderCase, orderActorOf, reachOf, usersOf } from './order.server.ts'
import { departmentPeople, handlersOf, headOf, tellAll } from './recipients.server.ts'

const ACTIONS = ['order.steer'] as const

export type Merger = {
	readonly target: { readonly id: string; readonly version: number | undefined }
	readonly sources: readonly { readonly id: string; readonly version: number | undefined }[]
	readonly reason: string
}

/**
 * 并案: the sources end in the target, which takes over their users and the earliest complaint, so that the earliest
 * statutory date rules it. All of it in one transaction, or nothing.
 */
export async function mergeOrders(ctx: Ctx, merger: Merger): Promise<Outcome<{ id: string }>> {
	return ctx.inTx<{ id: string }>(ctx.actor.branchId, async (tx) => {
		const row = await orderIn(tx, reachOf(ctx.actor, 'order.read'), merger.target.id)
		if (!row) return refuse('missing', 'not-found')
		const target = await caseOf(tx, row)
		const sources: OrderCase[] = []
		for (const { id, version } of merger.sources) {
			const source = await orderIn(tx, reachOf(ctx.actor, 'order.read'), id)
			if (!source) return refuse('missing', 'not-found')
			sources.push(await caseOf(tx, source))
			const ended = await endInto(ctx, tx, { id, version, target, reason: merger.reason })
			if (!ended.ok) return ended
		}
		return takeOver(ctx, tx, merger, sources)
	})
}

type Ending = {
	readonly id: string
	readonly version: number | undefined
	readonly target: OrderCase
	readonly reason: string
}

/** One source: every clock of it ends with a record, its people are told where it went. */
function endInto(ctx: Ctx, tx: Tx, { id, version, target, reason }: Ending): Promise<Outcome<{ id: string }>> {
	return changeOrderIn(ctx, tx, {
		id,
		version,
		actions: ACTIONS,
		decide: async (row) => {
			// Each would tell the other's readers its number: the log and the messages of a merger name both.
			if (row.confidential !== target.confidential) return refuse('procedure', 'order.merge-grade')
			const change = merge(row.facts, orderActorOf(ctx.actor), target.facts, reason)
			if (!change.ok) return change
			const helpers = await Promise.all(
				row.assists.map((task) => departmentPeople(tx, row.branch_id, task.department_id)),
			)
			const told = row.issued_at === null ? [] : [...(await handlersOf(tx, row)), ...helpers.flat()]
			const params = { variant: 'merged', into: target.number ?? '' }
			return ok(
				moveOf(ctx, row, change.value, {
					set: {
						end_reason: change.value.reason,
						merged_into_id: target.id,
						suspended_at: null,
						suspended_until: null,
						waiting_for: null,
						transfer_to_id: null,
					},
					after: { into: target.number },
					tell: tellAll(row, 'order.withdrawn', 'merged', told, params),
				}),
			)
		},
	})
}

/** The target: users and the earliest complaint carried over, the date cut where that complaint asks for it. */
function takeOver(ctx: Ctx, tx: Tx, merger: Merger, sources: readonly OrderCase[]): Promise<Outcome<{ id: string }>> {
	return changeOrderIn(ctx, tx, {
		id: merger.target.id,
		version: merger.target.version,
		actions: ACTIONS,
		decide: async (row) => {
			const carried = sources.map(({ facts }) => facts)
			const change = absorb(row.facts, orderActorOf(ctx.actor), carried, merger.reason)
			if (!change.ok) return change
			const users = [...new Set([...usersOf(row), ...sources.flatMap(usersOf)])]
			const { complaintOn } = change.value
			const earlier = complaintOn !== null && complaintOn !== row.complaint_on ? complaintOn : null
			const statutoryOn = earlier === null ? null : await ruledBy(ctx, tx, row, earlier)
			if (statutoryOn && !statutoryOn.ok) return statutoryOn
			const now = await orderIn(tx, reachOf(ctx.actor, 'order.read'), row.id)
			const numbers = sources.map(({ number, title }) => number ?? title).join('、')
			const due = now?.due_on ?? ''
			const people = [...(await handlersOf(tx, row)), ...(await headOf(tx, row.branch_id, row.lead_department_id))]
			const set: Partial<OrderRow> = {
				affected_users_json: toJson(users),
				search_text: searchTextOf({ number: row.number, title: row.title, sourceRef: row.source_ref, users }),
				...(earlier === null ? {} : { complaint_on: earlier }),
				...(statutoryOn?.value ? { statutory_due_on: statutoryOn.value } : {}),
			}
			const told = row.issued_at === null ? [] : people
			return ok(
				moveOf(ctx, row, change.value, {
					set,
					after: { sources: numbers, due },
					tell: tellAll(row, 'order.absorbed', `absorbed:${row.version}`, told, { sources: numbers, due }),
				}),
			)
		},
	})
}

/**
 * From now on this complaint rules: a statutory clock of its own, and the due date cut as if the order were issued now
 * (domain 5.4). Gives the raw statutory date; null before issue, when issuing will count it.
 */
async function ruledBy(ctx: Ctx, tx: Tx, row: OrderCase, complaintOn: LocalDate): Promise<Outcome<LocalDate | null>> {
	if (row.issued_at === null) return ok(null)
	const { calendar } = await handleCalendar(ctx, tx, row)
	const { body, versionId } = await policyOf(ctx, tx)
	const { statutory } = body
	const known = await latestClock(tx, 'order', row.id, 'order.statutory')
	const clock = startClock(calendar, {
		subjectKind: 'order',
		subjectId: row.id,
		kind: 'order.statutory',
		party: 'staff',
		// The law's last day ends at 24:00, as at issue.
		closeAt: CLOSE_DEALER,
		from: complaintOn,
		limit: statutory.limit,
		round: (known?.round ?? 0) + 1,
		policyId: versionId,
	})
	await stopClocks(tx, 'order', row.id, ['order.statutory'], ctx.now, 'cancelled')
	await startClocks(tx, row.branch_id, ctx.newId, [clock])
	const statutoryOn = clock.rawDueOn
	const handle = await latestClock(tx, 'order', row.id, 'order.handle')
	const runs = handle?.state === 'RUNNING' || handle?.state === 'PAUSED'
	if (!handle || !runs || !isHandled(row.facts.state)) return ok(statutoryOn)
	const uncut = dueDate(calendar, ctx.now, body.levels[row.facts.urgency].handle, handle.closeAt)
	const old = { ...uncut, dueAt: handle.dueAt, dueOn: handle.dueOn }
	const cut = { complaintOn, statutoryOn, reserveWd: statutory.reserveWd }
	const { due } = cutForStatutory(calendar, ctx.now, old, cut, handle.closeAt)
	// A date that is earlier already stays; one that even the statutory date cannot hold is the next working day.
	if (due.dueAt >= handle.dueAt) return ok(statutoryOn)
	if (due.dueOn <= statutoryOn) await cutClock(tx, handle.id, cut)
	const fresh = await latestClock(tx, 'order', row.id, 'order.handle')
	const moved = await setDueDate(ctx, tx, fresh ?? handle, { dueOn: due.dueOn, reason: `${complaintOn}` })
	return moved.ok ? ok(statutoryOn) : moved
}
