import { may, scopeOf } from '#app/domain/access.ts'
import type { OrderActName } from '#app/domain/order/act-names.ts'
import { assessment } from '#app/domain/order/assessment.ts'
import { type Outcome, type Refusal, refuse } from '#app/domain/refusal.ts'
import { ok } from '#app/domain/result.ts'
import { type EventView, eventsOf } from '#db/queries/events.server.ts'
import { placesOf } from '#db/queries/order-content.server.ts'
import { chasesOf, departmentsOf, feedbacksOf, orderIn, progressOf } from '#db/queries/orders.server.ts'
import { outletIn } from '#db/queries/outlets.server.ts'
import { namesOf, systemAccountId } from '#db/queries/people.server.ts'
import { violationIn } from '#db/queries/violations.server.ts'
import type { Ctx } from '../context.server.ts'
import { actsOf, endsOf } from './acts.server.ts'
import { assessmentValues } from './assessment-values.server.ts'
import { lightOf, sourceOf } from './board.server.ts'
import { assistLight, clockViews, retirementOf } from './clock-views.server.ts'
import { assessedFacts, overdueDaysOf } from './content.server.ts'
import { contentOf, type FeedbackFiles } from './content-view.server.ts'
import { handleCalendar, proposedOn, roomOf } from './handle-calendar.server.ts'
import { actsFor, isOpenTask, loadOrder, type OrderCase, reachOf, usersOf } from './order.server.ts'
import { orderSide } from './side.server.ts'

const NO_FILES: FeedbackFiles = { result: [], cause: [], mechanism: [] }

/** What a page of an order shows; names stand beside ids. */
export type OrderPage = Awaited<ReturnType<typeof pageOf>>

/** Everything of one order that its reader may see; refuses ('missing') what lies outside of the reach. */
export async function orderPage(ctx: Ctx, id: string): Promise<Outcome<OrderPage>> {
	const row = await loadOrder(ctx.read, reachOf(ctx.actor, 'order.read'), id)
	return row ? ok(await pageOf(ctx, row)) : refuse('missing', 'not-found')
}

/** Acts of the lead department; an assisting one reads the order and reports its own task. */
const LEAD_ACTS: ReadonlySet<OrderActName> = new Set(['acknowledge', 'progress', 'feedback', 'extension'])

export type OrderActPage = {
	readonly order: OrderPage
	readonly shut: Refusal | null
	/** Assisting tasks of the actor's own departments that are still open. */
	readonly ownTasks: OrderPage['assists']
}

/** The same for the page of one act: shut when the rules do not let it be done now. */
export async function orderActPage(ctx: Ctx, id: string, act: OrderActName): Promise<Outcome<OrderActPage>> {
	const page = await orderPage(ctx, id)
	if (!page.ok) return page
	const order = page.value
	const found = order.acts.find((view) => view.act === act)
	const outside = LEAD_ACTS.has(act) && !actsFor(ctx.actor, 'order.work', order.departmentId)
	const wrong: Refusal = outside
		? { kind: 'forbidden', rule: 'not-allowed' }
		: { kind: 'procedure', rule: 'wrong-state' }
	const own = (task: OrderPage['assists'][number]) =>
		isOpenTask(task) && actsFor(ctx.actor, 'order.work', task.department_id)
	return ok({ order, shut: found ? found.shut : wrong, ownTasks: order.assists.filter(own) })
}

async function pageOf(ctx: Ctx, row: OrderCase) {
	const counted = await handleCalendar(ctx, ctx.read, row)
	const { calendar } = counted
	const side = await orderSide(ctx, calendar, row)
	const feedbacks = await feedbacksOf(ctx.read, row.id)
	const chases = await chasesOf(ctx.read, row.id)
	const progress = await progressOf(ctx.read, row.id)
	const events = await eventsOf(ctx.read, 'order', row.id)
	const system = await systemAccountId(ctx.read, row.branch_id)
	const links = await linksOf(ctx, row)
	const names = await peopleOf(ctx, row, [
		...feedbacks.flatMap((f) => [f.submitted_by, f.judged_by]),
		...chases.map((c) => c.by_account_id),
	])
	const nameOf = (who: string | null) => (who === null ? '' : (names.get(who) ?? ''))
	const departments = await departmentsOf(ctx.read, row.branch_id)
	const values = await assessmentValues(ctx.read, row)
	const { filesByRound, ...content } = await contentOf(
		ctx,
		row,
		feedbacks.map(({ id }) => id),
	)
	const clocks = await clockViews(ctx, row)
	return {
		...headOf(row),
		today: ctx.today,
		now: ctx.now,
		light: lightOf(calendar, row, ctx.now),
		departmentId: row.lead_department_id,
		handlerId: row.handler_id,
		department: departments.find(({ id }) => id === row.lead_department_id)?.name ?? '',
		people: {
			drafter: nameOf(row.drafted_by),
			issuer: nameOf(row.issued_by),
			handler: nameOf(row.handler_id),
			acknowledgedBy: nameOf(row.acknowledged_by),
			completer: nameOf(row.completed_by),
			striker: nameOf(row.struck_off_by),
			assessor: nameOf(row.assessed_by),
		},
		clocks,
		retired: await retirementOf(ctx, row, clocks),
		feedbacks: feedbacks.map((f) => ({
			...f,
			by: nameOf(f.submitted_by),
			judge: nameOf(f.judged_by),
			files: filesByRound.get(f.id) ?? NO_FILES,
		})),
		content,
		overdueDays: overdueDaysOf(calendar, row, ctx.now, feedbacks.at(-1)?.submitted_at ?? null),
		opinion: feedbacks.findLast((f) => f.outcome === 'ACCEPTED')?.reason ?? null,
		extensions: row.requests.map((r) => ({
			...r,
			by: nameOf(r.asked_by),
			decider: nameOf(r.decided_by),
			proposedOn: proposedOn(counted, row, r),
		})),
		room: roomOf(counted, row, ctx.now),
		chases: chases.map((c) => ({ ...c, by: nameOf(c.by_account_id) })),
		assists: row.assists.map((task) => ({ ...task, light: assistLight(calendar, task, row, ctx) })),
		progress,
		events: events.toReversed().map((event) => {
			const view = eventView(event, event.actor_id === system)
			// The number of an order that has become confidential since is not for everybody who reads this one.
			return links.mergedInto === null ? { ...view, into: view.into === '' ? '' : '—' } : view
		}),
		links,
		assessment:
			row.assessment_tenths === null ? null : assessment(assessedFacts(row), row.recurred_on !== null, values),
		assessmentValues: values,
		side,
		acts: [...actsOf(ctx, calendar, row), ...side.acts],
		ends: endsOf(ctx, row),
		mayOpine: may(ctx.actor, 'audit.opine'),
		auditor: may(ctx.actor, 'audit.read'),
	}
}

function headOf(row: OrderCase) {
	const { id, version, number, title, matter, urgency, category } = row
	return {
		id,
		version,
		number,
		documentNumber: row.document_number,
		title,
		matter,
		state: row.facts.state,
		urgency: row.facts.urgency,
		urgencyText: urgency,
		source: sourceOf(row.source),
		sourceRef: row.source_ref,
		category,
		confidential: row.confidential === 1,
		users: usersOf(row),
		draftedAt: row.drafted_at,
		issuedAt: row.issued_at,
		complaintOn: row.complaint_on,
		statutoryOn: row.statutory_due_on,
		dueAt: row.facts.dueAt,
		dueOn: row.due_on,
		provisional: row.due_provisional === 1,
		acknowledgedAt: row.acknowledged_at,
		ackDueAt: row.ack_due_at,
		ackLate: row.ack_late === 1,
		submittedAt: row.submitted_at,
		overdueAt: row.overdue_at,
		completedAt: row.completed_at,
		callback: row.callback_result,
		observeUntil: row.observe_until,
		struckOffAt: row.struck_off_at,
		strikeOffNote: row.strike_off_note,
		assessedAt: row.assessed_at,
		returnedCount: row.returned_count,
		assessedReturns: row.returned_count - row.reopened_count,
		recurred: row.recurred_on !== null,
		extensionCount: row.extension_count,
		chaseCount: row.chase_count,
		endReason: row.end_reason,
		limitDays: row.limit_days,
	}
}

async function peopleOf(ctx: Ctx, row: OrderCase, others: readonly (string | null)[]): Promise<Map<string, string>> {
	return namesOf(ctx.read, [
		row.drafted_by,
		row.issued_by,
		row.handler_id,
		row.acknowledged_by,
		row.completed_by,
		row.struck_off_by,
		row.assessed_by,
		...row.requests.flatMap((r) => [r.asked_by, r.decided_by]),
		...others,
	])
}

function eventView({ id, at, kind, after_json, reason, actorName, hash }: EventView, bySystem: boolean) {
	const after: Record<string, unknown> = JSON.parse(after_json)
	const text = (name: string) => (typeof after[name] === 'string' ? after[name] : '')
	return {
		id,
		at,
		kind,
		reason,
		actor: actorName ?? '',
		bySystem,
		hash,
		number: text('number'),
		handler: text('handler'),
		department: text('department'),
		due: text('due_on') || text('due'),
		rung: text('rung'),
		into: text('into'),
		body: text('body'),
		sources: text('sources'),
		urgency: text('urgency'),
	}
}

/** What the order is about, as far as the reader may see it. */
async function linksOf(ctx: Ctx, row: OrderCase) {
	const { actor, read } = ctx
	const places = await placesOf(read, row)
	const scope = scopeOf(actor, 'register.read')
	const open = row.outlet_id ? (await outletIn(read, scope, row.outlet_id)) !== undefined : false
	const violation = row.violation_id
		? await violationIn(read, scopeOf(actor, 'violation.read'), row.violation_id)
		: undefined
	const target = row.merged_into_id ? await orderIn(read, reachOf(actor, 'order.read'), row.merged_into_id) : undefined
	return {
		// The name is part of the order; its page is for those who read the registers.
		outlet: places.outlet === null ? null : { ...places.outlet, readable: open },
		violation: violation ? { id: violation.id, number: violation.number } : null,
		mergedInto: target ? { id: target.id, number: target.number ?? '' } : null,
	}
}
