import { type Action, type Actor, type Role, scopeOf } from '#app/domain/access.ts'
import type {
	ClockEffect,
	OrderActor,
	OrderChange,
	OrderDuty,
	OrderFacts,
	OrderState,
} from '#app/domain/order/order.ts'
import { ORDER_STATES } from '#app/domain/order/order.ts'
import { URGENCIES, type Urgency } from '#app/domain/order/urgency.ts'
import type { Outcome } from '#app/domain/refusal.ts'
import { localDateOf } from '#app/domain/time.ts'
import { latestClock } from '#db/queries/clocks.server.ts'
import { type AssistRow, assistsOf } from '#db/queries/order-assists.server.ts'
import {
	extensionsOf,
	feedbacksOf,
	type OrderExtensionTable,
	type OrderReach,
	type OrderRow,
	type OrderSet,
	orderIn,
	orderVersion,
	updateOrder,
} from '#db/queries/orders.server.ts'
import type { OutboxDraft } from '#db/queries/outbox.server.ts'
import { fromJson } from '#db/sql.server.ts'
import type { Handle, Tx } from '#db/tx.server.ts'
import { applyClocks } from '../clocks/apply.server.ts'
import type { Ctx } from '../context.server.ts'
import { itemsFollowOrder } from '../intake/follow.server.ts'
import { policyOf } from '../reference/policy.server.ts'
import { type Door, type Move, transition, transitionIn } from '../transition.server.ts'
import { EVENT_OF } from './event-kinds.ts'
import { follow } from './follow.server.ts'

const DUTY_OF: Partial<Record<Role, OrderDuty>> = {
	ORDER_OFFICER: 'officer',
	ORDER_ISSUER: 'issuer',
	DEPARTMENT_HANDLER: 'handler',
	DEPARTMENT_HEAD: 'head',
	SYSTEM: 'system',
}

export function orderActorOf(actor: Actor): OrderActor {
	return { accountId: actor.accountId, duties: actor.grants.flatMap(({ role }) => DUTY_OF[role] ?? []) }
}

/** Roles that a confidential order names: whoever else reads orders does not see those (domain 5.3). */
const NAMED: readonly Role[] = [
	'ORDER_OFFICER',
	'ORDER_ISSUER',
	'DEPARTMENT_HANDLER',
	'DEPARTMENT_HEAD',
	'AUDITOR',
	'SYSTEM',
]

/** What the actor reaches with an action. */
export function reachOf(actor: Actor, action: Action): OrderReach {
	return reachWithin(actor, scopeOf(actor, action))
}

function reachWithin(actor: Actor, scope: OrderReach['scope']): OrderReach {
	const named = { ...actor, grants: actor.grants.filter(({ role }) => NAMED.includes(role)) }
	return { scope, named: scopeOf(named, 'order.read') }
}

/** True when one of the actor's grants for the action is of this department. */
export function actsFor(actor: Actor, action: Action, departmentId: string): boolean {
	return scopeOf(actor, action).places.some(
		(place) => place.kind === 'department' && place.departmentId === departmentId,
	)
}

/** The row with what hangs on it, and the same as the rules read it. */
export type OrderCase = OrderRow & {
	readonly facts: OrderFacts
	readonly assists: readonly AssistRow[]
	readonly requests: readonly OrderExtensionTable[]
}

export function stateOf(text: string): OrderState {
	const state = ORDER_STATES.find((known) => known === text)
	if (!state) throw new Error(`Unknown state of an order: ${text}`)
	return state
}

export function urgencyOf(text: string): Urgency {
	const urgency = URGENCIES.find((known) => known === text)
	if (!urgency) throw new Error(`Unknown urgency: ${text}`)
	return urgency
}

function extensionOf(row: OrderExtensionTable): OrderFacts['extensions'][number] {
	return {
		id: row.id,
		state: row.state === 'GRANTED' ? 'APPROVED' : row.state,
		limit: { amount: row.amount, unit: row.unit },
		requestedBy: row.asked_by,
		requestedAt: row.asked_at,
	}
}

/** A task that somebody still works on. */
export function isOpenTask(task: Pick<AssistRow, 'done_at' | 'taken_back_at'>): boolean {
	return task.done_at === null && task.taken_back_at === null
}

export function usersOf(row: Pick<OrderRow, 'affected_users_json'>): readonly string[] {
	return fromJson<string[]>(row.affected_users_json)
}

function factsOf(row: OrderRow, feedbackBy: string | null, requests: readonly OrderExtensionTable[]): OrderFacts {
	const originalDueAt = row.original_due_at
	return {
		id: row.id,
		state: stateOf(row.state),
		urgency: urgencyOf(row.urgency),
		leadDepartmentId: row.lead_department_id,
		draftedBy: row.drafted_by,
		issuedBy: row.issued_by,
		feedbackBy,
		completedBy: row.completed_by,
		// A complaint has a person behind it, though no number may be known.
		affectedUsers: Math.max(usersOf(row).length, row.complaint_on === null ? 0 : 1),
		complaintOn: row.complaint_on,
		statutoryOn: row.statutory_due_on,
		issuedAt: row.issued_at,
		ackDueAt: row.ack_due_at,
		acknowledgedAt: row.acknowledged_at,
		// Without a day the deadline was retired; the moment only keeps the order's place in lists.
		dueAt: row.due_on === null ? null : row.due_at,
		dueOn: row.due_on,
		originalDueAt,
		originalDueOn: originalDueAt === null ? null : localDateOf(originalDueAt),
		submittedAt: row.submitted_at,
		completedAt: row.completed_at,
		overdueAt: row.overdue_at,
		round: row.round,
		returnCount: row.returned_count,
		extensions: requests.map(extensionOf),
		suspendedSince: row.suspended_at,
		suspendedUntil: row.suspended_until,
	}
}

/** One order as a case; undefined outside of the reach. */
export async function loadOrder(handle: Handle, reach: OrderReach, id: string): Promise<OrderCase | undefined> {
	const row = await orderIn(handle, reach, id)
	return row ? caseOf(handle, row) : undefined
}

export async function caseOf(handle: Handle, row: OrderRow): Promise<OrderCase> {
	const feedbacks = await feedbacksOf(handle, row.id)
	const requests = await extensionsOf(handle, row.id)
	// The version that it was issued under; what is not issued yet goes by the one in force.
	const pinned = await latestClock(handle, 'order', row.id, 'order.handle')
	const policy = await policyOf({ actor: { branchId: row.branch_id } }, handle, pinned?.policyId)
	return {
		...row,
		facts: {
			...factsOf(row, feedbacks.at(-1)?.submitted_by ?? null, requests),
			extensionRules: policy.body.extension,
		},
		assists: await assistsOf(handle, row.id),
		requests,
	}
}

const COLUMN_OF = {
	urgency: 'urgency',
	leadDepartmentId: 'lead_department_id',
	issuedBy: 'issued_by',
	issuedAt: 'issued_at',
	ackDueAt: 'ack_due_at',
	statutoryOn: 'statutory_due_on',
	dueAt: 'due_at',
	dueOn: 'due_on',
	originalDueAt: 'original_due_at',
	round: 'round',
	acknowledgedAt: 'acknowledged_at',
	submittedAt: 'submitted_at',
	overdueAt: 'overdue_at',
	returnCount: 'returned_count',
	completedAt: 'completed_at',
	completedBy: 'completed_by',
	suspendedSince: 'suspended_at',
	suspendedUntil: 'suspended_until',
} as const satisfies Partial<Record<keyof OrderChange['set'], keyof OrderRow>>

/** The changed fields as columns. */
function columnsOf(change: OrderChange): OrderSet {
	const known: Readonly<Record<string, string>> = COLUMN_OF
	const pairs = Object.entries(change.set).flatMap(([name, value]) => {
		const column = known[name]
		return column === undefined ? [] : [[column, value] as const]
	})
	return { state: change.state, ...Object.fromEntries(pairs) }
}

/** What an act adds to the change of the rules. */
type Extra = {
	readonly set?: OrderSet
	readonly after?: Readonly<Record<string, unknown>>
	readonly tell?: readonly OutboxDraft[]
	readonly also?: (tx: Tx) => Promise<void>
	/** Instead of the change's own clock effects. */
	readonly clocks?: readonly ClockEffect[]
}

/** A change of the rules as a move of the door: columns, event, clocks, messages. */
export function moveOf(ctx: Ctx, row: OrderCase, change: OrderChange, extra: Extra = {}): Move<OrderSet> {
	const set = { ...columnsOf(change), ...extra.set }
	return {
		set,
		event: {
			kind: EVENT_OF[change.event],
			reason: change.reason,
			...(extra.after ? { after: { ...set, ...extra.after } } : {}),
		},
		tell: extra.tell ?? [],
		also: async (tx) => {
			const owner = { orderId: row.id, assistIds: row.assists.filter(isOpenTask).map((a) => a.id) }
			await applyClocks(ctx, tx, owner, extra.clocks ?? change.clocks, set.submitted_at ?? row.submitted_at)
			await follow(ctx, tx, row, change, {
				departmentId: set.lead_department_id ?? row.lead_department_id,
				accountId: set.handler_id === undefined ? row.handler_id : set.handler_id,
			})
			await extra.also?.(tx)
			await itemsFollowOrder(ctx, tx, row.id, change.event, change.reason)
		},
	}
}

export type OrderAct = {
	readonly id: string
	/** The version that the person saw; undefined for the sweep. */
	readonly version: number | undefined
	readonly actions: readonly Action[]
	readonly decide: (row: OrderCase, tx: Tx) => Promise<Outcome<Move<OrderSet>>> | Outcome<Move<OrderSet>>
}

/** One act on one order, through the door. */
export function changeOrder(ctx: Ctx, act: OrderAct): Promise<Outcome<{ id: string }>> {
	return transition<OrderCase, OrderSet>(ctx, doorOf(ctx, act))
}

/** The same inside a transaction that is open, for an act on several orders. */
export function changeOrderIn(ctx: Ctx, tx: Tx, act: OrderAct): Promise<Outcome<{ id: string }>> {
	return transitionIn<OrderCase, OrderSet>(ctx, tx, doorOf(ctx, act))
}

function doorOf(ctx: Ctx, act: OrderAct): Door<OrderCase, OrderSet> {
	return {
		subject: 'order',
		id: act.id,
		version: act.version,
		readAction: 'order.read',
		actions: act.actions,
		load: (tx, scope, id) => loadOrder(tx, reachWithin(ctx.actor, scope), id),
		decide: act.decide,
		// A clock that the act has moved has written its date to the row already; the branch is locked, nobody else has.
		save: async (tx, id, _, set) => updateOrder(tx, id, await orderVersion(tx, id), set),
	}
}
