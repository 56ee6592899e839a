import { may } from '#app/domain/access.ts'
import type { Calendar } from '#app/domain/calendar.ts'
import {
	acknowledge,
	assess,
	complete,
	editDraft,
	isIssuingSide,
	issue,
	observedUntil,
	progress,
	reopen,
	returnFeedback,
	strikeOff,
	submitDraft,
	submitFeedback,
	withdraw,
} from '#app/domain/order/acts.ts'
import { extensionRoom, orderDue } from '#app/domain/order/deadline.ts'
import { isPersonal } from '#app/domain/order/first-asked.ts'
import { gate, isClosed, isHandled } from '#app/domain/order/order.ts'
import { decideExtension, pendingExtension } from '#app/domain/order/side-acts.ts'
import type { Refusal } from '#app/domain/refusal.ts'
import type { LocalDate } from '#app/domain/time.ts'
import type { Ctx } from '../context.server.ts'
import { type Candidate, chosen, GIVEN, type OrderActView, shutBy } from './act-views.ts'
import { observationDays } from './content.server.ts'
import { actsFor, isOpenTask, type OrderCase, orderActorOf } from './order.server.ts'

function draftActs(ctx: Ctx, calendar: Calendar, row: OrderCase): Candidate[] {
	const actor = orderActorOf(ctx.actor)
	const draft = row.state === 'DRAFT' && may(ctx.actor, 'order.draft')
	const due = () => orderDue(calendar, ctx.now, row.facts.urgency, row.complaint_on)
	return [
		['submit', draft, () => shutBy(submitDraft(row.facts))],
		['edit', draft, () => shutBy(editDraft(row.facts))],
		[
			'issue',
			row.state === 'PENDING_APPROVAL' && may(ctx.actor, 'order.issue'),
			() => shutBy(issue(row.facts, actor, due(), ctx.now)),
		],
	]
}

function departmentActs(ctx: Ctx, calendar: Calendar, row: OrderCase): Candidate[] {
	const actor = orderActorOf(ctx.actor)
	const lead = actsFor(ctx.actor, 'order.work', row.lead_department_id)
	const atWork = lead && isHandled(row.facts.state)
	const answers = { result: GIVEN, cause: GIVEN, mechanism: GIVEN }
	const helps = row.assists.some((task) => isOpenTask(task) && actsFor(ctx.actor, 'order.work', task.department_id))
	return [
		['acknowledge', lead && row.state === 'ISSUED', () => shutBy(acknowledge(row.facts, ctx.now))],
		['feedback', atWork, () => shutBy(submitFeedback(row.facts, actor, answers, ctx.now))],
		['progress', atWork, () => shutBy(progress(row.facts))],
		['extension', atWork, () => shutBy(extensionRoom(calendar, row.facts, ctx.now))],
		['assist', helps, () => shutBy(gate(row.facts, 'assistDone'))],
	]
}

function issuingActs(ctx: Ctx, calendar: Calendar, row: OrderCase): Candidate[] {
	const actor = orderActorOf(ctx.actor)
	const pending = pendingExtension(row.facts) !== null
	const decision = { approve: false, reason: GIVEN }
	const judging = row.state === 'SUBMITTED' && may(ctx.actor, 'order.judge-feedback')
	return [
		[
			'decide-extension',
			pending && may(ctx.actor, 'order.decide-extension'),
			() => shutBy(decideExtension(calendar, row.facts, actor, decision, ctx.now)),
		],
		['judge', judging, () => shutBy(returnFeedback(row.facts, actor, GIVEN))],
		[
			'strike-off',
			row.state === 'COMPLETED' && may(ctx.actor, 'order.strike-off'),
			() => shutBy(strikeOff(row.facts, actor, GIVEN, ctx.today, observationDays(row))),
		],
		[
			'reopen',
			row.state === 'COMPLETED' && may(ctx.actor, 'order.strike-off'),
			() => shutBy(reopen(row.facts, actor, GIVEN, orderDue(calendar, ctx.now, row.facts.urgency))),
		],
		['assess', row.state === 'STRUCK_OFF' && may(ctx.actor, 'order.assess'), () => shutBy(assess(row.facts))],
		[
			'withdraw',
			gate(row.facts, 'withdraw').ok && (may(ctx.actor, 'order.withdraw') || may(ctx.actor, 'order.draft')),
			() => shutBy(withdraw(row.facts, actor, GIVEN)),
		],
	]
}

/** The acts that this person's roles have on this order now, the next step first. */
export function actsOf(ctx: Ctx, calendar: Calendar, row: OrderCase): OrderActView[] {
	const candidates = [
		...draftActs(ctx, calendar, row),
		...departmentActs(ctx, calendar, row),
		...issuingActs(ctx, calendar, row),
	]
	return chosen(candidates)
}

/** What still stands before 办结 and 销号, for everybody who reads the order. */
export type OrderEnds = {
	readonly closed: boolean
	readonly completed: boolean
	readonly feedbackWaits: boolean
	readonly openAssists: readonly string[]
	readonly callbackNeeded: boolean
	readonly completeShut: Refusal | null
	readonly observedUntil: LocalDate | null
	readonly strikeShut: Refusal | null
	/** Whether this reader is of those who complete it, and of those who strike it off. */
	readonly issuingSide: boolean
	readonly striker: boolean
}

export function endsOf(ctx: Ctx, row: OrderCase): OrderEnds {
	const actor = orderActorOf(ctx.actor)
	return {
		closed: isClosed(row.facts.state) && row.state !== 'COMPLETED',
		completed: row.state === 'COMPLETED',
		feedbackWaits: row.state === 'SUBMITTED',
		openAssists: row.assists.filter(isOpenTask).map((task) => task.departmentName),
		callbackNeeded: isPersonal(row.facts),
		completeShut: shutBy(complete(row.facts, actor, { callback: 'SATISFIED', reason: GIVEN }, ctx.now)),
		observedUntil: observedUntil(row.facts, observationDays(row)),
		strikeShut: shutBy(strikeOff(row.facts, actor, '', ctx.today, observationDays(row))),
		issuingSide: isIssuingSide(row.facts, actor),
		striker: actor.duties.includes('issuer') || actor.duties.includes('officer'),
	}
}
