import { type OrderDue, orderDue } from '#app/domain/order/deadline.ts'
import { nearFrom } from '#app/domain/order/near.ts'
import type { OrderState } from '#app/domain/order/order.ts'
import { ORDER_SOURCES } from '#app/domain/order/sources.ts'
import { URGENCY_LIMITS, type Urgency } from '#app/domain/order/urgency.ts'
import { addDays, daysBetween, type Instant, instantAt, type LocalDate, yearOf } from '#app/domain/time.ts'
import { numberText } from '#db/queries/numbers.server.ts'
import type { Reference } from './case.ts'
import { addClock } from './due.ts'
import { type Bulk, type BulkOutlet, dayOf, nextOf } from './field.ts'

const TITLES = [
	'宽带迟装投诉集中',
	'携号转网受理超时',
	'资费公示不全',
	'增值业务订购争议',
	'营业厅排队时间过长',
	'信号覆盖投诉',
]
const DEPARTMENTS = ['KF', 'QD', 'SC', 'WL', 'XX', 'ZH']
const TEN = 600

const dues = new Map<string, { readonly due: OrderDue; readonly nearAt: Instant }>()

/** Orders issued at ten on the same day share their dates. */
function dueOf(ref: Reference, on: LocalDate, urgency: Urgency) {
	const key = `${ref.calendar.versionId} ${on} ${urgency}`
	const known = dues.get(key)
	if (known) return known
	const issuedAt = instantAt(on, TEN)
	const due = orderDue(ref.calendar, issuedAt, urgency)
	const { dueAt, dueOn } = due.handle
	const made = { due, nearAt: nearFrom(ref.calendar, { urgency, issuedAt, dueAt, dueOn }) }
	dues.set(key, made)
	return made
}

/** Days from issue to feedback; some departments are late, some never answer. */
type Course = {
	readonly answered: number
	readonly completed: number
	readonly struckOff: number
	readonly assessed: number
}

function courseOf(bulk: Bulk, urgency: Urgency): Course {
	const long = { CRITICAL: 1, URGENT: 4, IMPORTANT: 9, NORMAL: 20 }[urgency]
	const late = bulk.random.chance(0.08)
	const never = bulk.random.chance(0.01)
	const answered = never ? 100_000 : late ? long + bulk.random.int(1, 20) : bulk.random.int(1, long)
	return { answered, completed: answered + 2, struckOff: answered + 12, assessed: answered + 20 }
}

function stateAt(age: number, course: Course): OrderState {
	if (age >= course.assessed) return 'ASSESSED'
	if (age >= course.struckOff) return 'STRUCK_OFF'
	if (age >= course.completed) return 'COMPLETED'
	if (age >= course.answered) return 'SUBMITTED'
	return age === 0 ? 'ISSUED' : age <= 1 ? 'ACKNOWLEDGED' : 'IN_PROGRESS'
}

export function* makeOrders(
	bulk: Bulk,
	ref: Reference,
	outlets: readonly BulkOutlet[],
	count: number,
	days: number,
): Generator<number> {
	for (let i = 0; i < count; i++) {
		makeOrder(bulk, ref, outlets, i, count, days)
		yield i
	}
}

function makeOrder(bulk: Bulk, ref: Reference, outlets: readonly BulkOutlet[], i: number, count: number, days: number) {
	const { random, laid, sink } = bulk
	const id = bulk.newId()
	const urgency = random.pick<Urgency>([
		'NORMAL',
		'NORMAL',
		'NORMAL',
		'NORMAL',
		'IMPORTANT',
		'IMPORTANT',
		'URGENT',
		'CRITICAL',
	])
	const on = dayOf(bulk, i, count, days)
	const age = daysBetween(on, bulk.today)
	const course = courseOf(bulk, urgency)
	const state = stateAt(age, course)
	const { due, nearAt } = dueOf(ref, on, urgency)
	const issuedAt = instantAt(on, TEN)
	const after = (n: number, minute = TEN) => instantAt(addDays(on, n), minute)
	const when = (n: number, minute?: number) => (age >= n ? after(n, minute) : null)
	const code = random.pick(DEPARTMENTS)
	const handler = laid.person(code === 'QD' ? 'department' : `handler-${code.toLowerCase()}`)
	const [officer, issuer] = [laid.person('orders'), laid.person('issuer')]
	const outlet = random.chance(0.6) ? random.pick(outlets) : null
	const n = nextOf(bulk, 'order', yearOf(on))
	const number = numberText('DB', yearOf(on), n)
	const title = `${random.pick(TITLES)}（${i + 1}）`
	const acknowledgedAt = state === 'ISSUED' ? null : instantAt(on, TEN + 90)
	const submittedAt = when(course.answered, TEN + 200)
	const overdueAt = (submittedAt ?? bulk.created) > due.handle.dueAt ? due.handle.dueAt : null
	sink.add('supervision_order', {
		id,
		branch_id: laid.branchId,
		number,
		document_number: `江服督〔${yearOf(on)}〕${String(n).padStart(4, '0')}号`,
		state,
		title,
		matter: `${title}，请查明原因，按期反馈处理结果、原因和机制改进。`,
		source: random.pick(ORDER_SOURCES),
		source_ref: null,
		complaint_on: null,
		affected_users_json: '[]',
		category: null,
		outlet_id: outlet?.scope.outlet_id ?? null,
		dealer_id: outlet?.dealer.id ?? null,
		violation_id: null,
		urgency,
		confidential: 0,
		drafted_by: officer,
		drafted_at: issuedAt,
		issued_by: issuer,
		issued_at: issuedAt,
		lead_department_id: laid.department(code),
		handler_id: acknowledgedAt ? handler : null,
		acknowledged_by: acknowledgedAt ? handler : null,
		acknowledged_at: acknowledgedAt,
		ack_due_at: due.acknowledge.dueAt,
		ack_late: 0,
		statutory_due_on: null,
		original_due_at: due.handle.dueAt,
		due_at: due.handle.dueAt,
		due_on: due.handle.dueOn,
		due_provisional: due.handle.provisional ? 1 : 0,
		limit_days: 15,
		near_at: nearAt,
		calendar_version_id: due.handle.calendarVersionId,
		round: 1,
		returned_count: 0,
		extension_count: 0,
		chase_count: 0,
		submitted_at: submittedAt,
		overdue_at: overdueAt,
		completed_by: age >= course.completed ? issuer : null,
		completed_at: when(course.completed),
		callback_result: null,
		observe_until: null,
		struck_off_by: age >= course.struckOff ? officer : null,
		struck_off_at: when(course.struckOff),
		strike_off_note: null,
		assessed_by: age >= course.assessed ? officer : null,
		assessed_at: when(course.assessed),
		assessment_tenths: age >= course.assessed ? random.int(700, 1000) : null,
		end_reason: null,
		merged_into_id: null,
		historic: 0,
		rights_json: '[]',
		reopened_count: 0,
		search_text: `${number} ${title}`.toLowerCase(),
	})
	sink.add('order_owner', {
		id: bulk.newId(),
		branch_id: laid.branchId,
		order_id: id,
		n: 1,
		department_id: laid.department(code),
		account_id: acknowledgedAt ? handler : null,
		how: acknowledgedAt ? 'SIGNED' : 'ISSUED',
		from_at: issuedAt,
		to_at: when(course.struckOff),
	})
	if (submittedAt)
		sink.add('order_feedback', {
			id: bulk.newId(),
			branch_id: laid.branchId,
			order_id: id,
			round: 1,
			result: '已处理完毕并回访用户。',
			cause: '流程衔接不畅。',
			mechanism: '建立每日核对机制。',
			submitted_by: handler,
			submitted_at: submittedAt,
			outcome: age >= course.completed ? 'ACCEPTED' : 'PENDING',
			judged_by: age >= course.completed ? issuer : null,
			judged_at: when(course.completed),
			reason: null,
		})
	const clock = { subject: 'order', id, party: 'department', startedAt: issuedAt } as const
	const { handle, acknowledge } = URGENCY_LIMITS[urgency]
	addClock(bulk, { ...clock, kind: 'order.handle', limit: handle, endedAt: submittedAt }, due.handle)
	addClock(bulk, { ...clock, kind: 'order.acknowledge', limit: acknowledge, endedAt: acknowledgedAt }, due.acknowledge)
	const say = (at: Instant | null, kind: string, actor: string, state_: OrderState) => {
		if (at) sink.event({ at, actor, subject: 'order', id, kind, after: { state: state_ } })
	}
	say(issuedAt, 'order.drafted', officer, 'DRAFT')
	say(issuedAt, 'order.issued', issuer, 'ISSUED')
	say(acknowledgedAt, 'order.acknowledged', handler, 'ACKNOWLEDGED')
	say(submittedAt, 'order.feedback-submitted', handler, 'SUBMITTED')
	say(when(course.completed), 'order.completed', issuer, 'COMPLETED')
	say(when(course.struckOff), 'order.struck-off', officer, 'STRUCK_OFF')
}
