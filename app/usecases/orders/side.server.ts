import { may } from '#app/domain/access.ts'
import type { Calendar } from '#app/domain/calendar.ts'
import { isPersonal } from '#app/domain/order/first-asked.ts'
import { absorb } from '#app/domain/order/merging.ts'
import { gate, isHandled, type OrderAction } from '#app/domain/order/order.ts'
import { chase, escalate, grade, pendingExtension, resume, setDue, suspend } from '#app/domain/order/side-acts.ts'
import { addDays, type Instant, type LocalDate } from '#app/domain/time.ts'
import { clocksOf } from '#db/queries/clocks.server.ts'
import { contactsOf, ownersOf, suspensionsOf, transfersOf } from '#db/queries/order-acts.server.ts'
import { orderNoticesOf } from '#db/queries/order-notices.server.ts'
import { departmentsOf } from '#db/queries/orders.server.ts'
import { mergedInto } from '#db/queries/orders-like.server.ts'
import { namesOf } from '#db/queries/people.server.ts'
import type { Ctx } from '../context.server.ts'
import type { Candidate, OrderActView } from './act-views.ts'
import { chosen, GIVEN, shutBy } from './act-views.ts'
import { chaseHistory } from './chase.server.ts'
import { type ContactView, type FirstAskedView, firstAskedOf, type OwnerView } from './first-asked.server.ts'
import { actsFor, type OrderCase, orderActorOf, reachOf } from './order.server.ts'

export type TransferView = {
	readonly id: string
	readonly state: 'PENDING' | 'ACCEPTED' | 'REFUSED' | 'WITHDRAWN' | 'LAPSED' | 'ENDED'
	readonly from: string
	readonly to: string
	readonly reason: string
	readonly askedBy: string
	readonly askedAt: Instant
	readonly dueOn: LocalDate
	readonly decidedBy: string
	readonly decidedAt: Instant | null
	readonly answer: string | null
	/** This reader may answer it, or take it back. */
	readonly mine: 'answer' | 'take-back' | null
}

export type SuspensionView = {
	readonly id: string
	readonly body: string
	readonly reason: string
	readonly from: Instant
	readonly until: LocalDate
	readonly to: Instant | null
	readonly how: 'HAND' | 'DUE' | 'ENDED' | null
	readonly by: string
	readonly endedBy: string
}

/** What stands beside the order's way: who owns it, what it waits for, who was told, and the acts on all of it. */
export type OrderSide = {
	readonly acts: readonly OrderActView[]
	readonly firstAsked: FirstAskedView | null
	readonly owners: readonly OwnerView[]
	readonly transfers: readonly TransferView[]
	readonly suspensions: readonly SuspensionView[]
	readonly contacts: readonly ContactView[]
	readonly chaseNotices: readonly { readonly id: string; readonly number: string; readonly at: Instant }[]
	readonly mergedFrom: readonly { readonly id: string; readonly number: string; readonly title: string }[]
	readonly waitingFor: string | null
	readonly suspendedUntil: LocalDate | null
	readonly gradeReason: string | null
	/** The own request for an extension that may be taken back. */
	readonly mayWithdrawExtension: boolean
}

/** Everything about the side acts of one order, for its page and for the pages of the acts. */
export async function orderSide(ctx: Ctx, calendar: Calendar, row: OrderCase): Promise<OrderSide> {
	const clocks = await clocksOf(ctx.read, 'order', row.id)
	const transfers = await transferViews(ctx, row)
	const contacts = await contactsOf(ctx.read, row.id)
	const notices = await orderNoticesOf(ctx.read, row.id)
	const pending = pendingExtension(row.facts)
	return {
		acts: await sideActs(ctx, calendar, row, transfers),
		firstAsked: await firstAskedOf(ctx, calendar, row, clocks),
		owners: await ownersOf(ctx.read, row.id),
		transfers,
		suspensions: await suspensionViews(ctx, row),
		contacts: contacts.map((one) => ({ ...one, reached: one.reached === 1 })),
		chaseNotices: notices.map(({ id, number, sent_at }) => ({ id, number, at: sent_at })),
		mergedFrom: await mergedInto(ctx.read, reachOf(ctx.actor, 'order.read'), row.id),
		waitingFor: row.waiting_for,
		suspendedUntil: row.suspended_until,
		gradeReason: row.grade_reason,
		mayWithdrawExtension: pending?.requestedBy === ctx.actor.accountId && gate(row.facts, 'withdrawExtension').ok,
	}
}

async function transferViews(ctx: Ctx, row: OrderCase): Promise<TransferView[]> {
	const rows = await transfersOf(ctx.read, row.id)
	if (rows.length === 0) return []
	const names = await namesOf(
		ctx.read,
		rows.flatMap((one) => [one.from_account_id, one.to_account_id, one.asked_by, one.decided_by]),
	)
	const departments = new Map((await departmentsOf(ctx.read, row.branch_id)).map(({ id, name }) => [id, name]))
	const place = (departmentId: string, accountId: string | null) =>
		`${departments.get(departmentId) ?? ''} ${accountId === null ? '' : (names.get(accountId) ?? '')}`.trim()
	return rows.toReversed().map((one) => ({
		id: one.id,
		state: one.state,
		from: place(one.from_department_id, one.from_account_id),
		to: place(one.to_department_id, one.to_account_id),
		reason: one.reason,
		askedBy: names.get(one.asked_by) ?? '',
		askedAt: one.asked_at,
		dueOn: one.due_on,
		decidedBy: one.decided_by === null ? '' : (names.get(one.decided_by) ?? ''),
		decidedAt: one.decided_at,
		answer: one.answer,
		mine: one.state !== 'PENDING' ? null : mineOf(ctx, one),
	}))
}

type Waiting = { readonly asked_by: string; readonly to_department_id: string; readonly to_account_id: string | null }

function mineOf(ctx: Ctx, one: Waiting): TransferView['mine'] {
	if (one.asked_by === ctx.actor.accountId) return 'take-back'
	const asked =
		one.to_account_id === null
			? actsFor(ctx.actor, 'order.work', one.to_department_id)
			: one.to_account_id === ctx.actor.accountId
	return asked ? 'answer' : null
}

async function suspensionViews(ctx: Ctx, row: OrderCase): Promise<SuspensionView[]> {
	const rows = await suspensionsOf(ctx.read, row.id)
	const names = await namesOf(
		ctx.read,
		rows.flatMap((one) => [one.by_account_id, one.ended_by]),
	)
	return rows.toReversed().map((one) => ({
		id: one.id,
		body: one.body,
		reason: one.reason,
		from: one.from_at,
		until: one.expected_until,
		to: one.to_at,
		how: one.how,
		by: names.get(one.by_account_id) ?? '',
		endedBy: one.ended_by === null ? '' : (names.get(one.ended_by) ?? ''),
	}))
}

/** The acts beside the way that this person's roles have on this order now. */
async function sideActs(
	ctx: Ctx,
	calendar: Calendar,
	row: OrderCase,
	transfers: readonly TransferView[],
): Promise<OrderActView[]> {
	const { actor } = ctx
	const { facts } = row
	const who = orderActorOf(actor)
	const owns = actsFor(actor, 'order.work', row.lead_department_id)
	const waits = transfers.find(({ state }) => state === 'PENDING')
	const handled = isHandled(facts.state)
	const steers = may(actor, 'order.steer')
	const can = (action: OrderAction) => steers && gate(facts, action).ok
	const issuing = may(actor, 'order.transfer') && steers
	const later = addDays(ctx.today, 1)
	const history = await chaseHistory(ctx, ctx.read, row.id)
	const candidates: Candidate[] = [
		['chase', may(actor, 'order.chase') && handled, () => shutBy(chase(calendar, facts, GIVEN, history, ctx.now))],
		['transfer', handled && (owns || issuing || waits?.mine === 'answer'), () => null],
		['contacts', owns && isPersonal(facts) && gate(facts, 'contact').ok, () => null],
		[
			'suspend',
			can('suspend'),
			() =>
				facts.suspendedSince === null
					? shutBy(suspend(facts, who, { body: GIVEN, until: later, reason: GIVEN }, ctx.now))
					: shutBy(resume(facts)),
		],
		['raise', can('escalate'), () => shutBy(escalate(facts, who, GIVEN))],
		['tasks', can('changeAssist'), () => null],
		['merge', can('absorb'), () => shutBy(absorb(facts, who, [], GIVEN))],
		[
			'due',
			may(actor, 'order.set-due') && gate(facts, 'setDue').ok,
			() =>
				shutBy(setDue(facts, who, { dueOn: facts.statutoryOn ?? addDays(ctx.today, 3650), reason: GIVEN }, ctx.now)),
		],
		[
			'grade',
			can('grade'),
			() => shutBy(grade(facts, who, { from: row.confidential === 1, to: row.confidential !== 1, reason: GIVEN })),
		],
	]
	return chosen(candidates)
}
