import { expressionBuilder, sql } from 'kysely'
import type { LocalDate } from '#app/domain/time.ts'
import type { Database } from '../schema.ts'
import type { Predicate } from '../sql.server.ts'
import { type OrderReach, withinReach } from './orders.server.ts'
import { type WorkQuery, type WorkRow, workColumns } from './work-parts.server.ts'

/** Whose orders: what the permission reaches, the person, and the departments the person works for. */
export type OrderWorker = {
	readonly reach: OrderReach
	readonly accountId: string
	readonly departments: readonly string[]
}

const reachable = (reach: OrderReach) => withinReach(expressionBuilder<Database, 'supervision_order'>(), reach)
/** The text of the partial index of open orders. */
const OPEN = sql<boolean>`supervision_order.state in ('ISSUED', 'ACKNOWLEDGED', 'IN_PROGRESS', 'RETURNED', 'SUBMITTED', 'COMPLETED')`

/** None where it was retired with its policy. */
const dueOf = (due: 'due_at' | 'ack_due_at') =>
	due === 'ack_due_at'
		? sql.ref('supervision_order.ack_due_at')
		: sql`case when supervision_order.due_on is not null then supervision_order.due_at end`

function orders(worker: OrderWorker, due: 'due_at' | 'ack_due_at' | null, where: Predicate): WorkQuery {
	const columns = workColumns({
		id: sql`supervision_order.id`,
		number: sql`coalesce(supervision_order.number, '')`,
		title: sql`supervision_order.title`,
		urgency: sql`supervision_order.urgency`,
		type: sql`case when supervision_order.returned_count > 0 then 'returned' end`,
		onDay: sql`supervision_order.observe_until`,
		...(due === null ? {} : { dueAt: dueOf(due), startedAt: sql`supervision_order.issued_at` }),
	})
	return sql<WorkRow>`select ${columns} from supervision_order where ${where} and ${reachable(worker.reach)}`
}

const list = (values: readonly string[]) => (values.length === 0 ? sql`('')` : sql`(${sql.join([...values])})`)

export const ordersDrafted = (worker: OrderWorker) =>
	orders(
		worker,
		null,
		sql<boolean>`supervision_order.state = 'DRAFT' and supervision_order.drafted_by = ${worker.accountId}`,
	)

/** Drafts of other people that wait to be issued. */
export const ordersToApprove = (worker: OrderWorker) =>
	orders(
		worker,
		null,
		sql<boolean>`supervision_order.state = 'PENDING_APPROVAL' and supervision_order.drafted_by <> ${worker.accountId}`,
	)

export const ordersWithExtension = (worker: OrderWorker) =>
	orders(
		worker,
		'due_at',
		sql<boolean>`${OPEN} and exists (select 1 from order_extension e where e.order_id = supervision_order.id
			and e.state = 'PENDING' and e.asked_by <> ${worker.accountId})`,
	)

/** Feedback that this person may judge: an issuer any, an officer what was drafted by the same person. */
export const ordersToJudge = (worker: OrderWorker, issuer: boolean) =>
	orders(
		worker,
		null,
		issuer
			? sql<boolean>`${OPEN} and supervision_order.state = 'SUBMITTED'`
			: sql<boolean>`${OPEN} and supervision_order.state = 'SUBMITTED' and supervision_order.drafted_by = ${worker.accountId}`,
	)

/** Completed by somebody else, and observed long enough. */
export const ordersToStrike = (worker: OrderWorker, today: LocalDate) =>
	orders(
		worker,
		null,
		sql<boolean>`${OPEN} and supervision_order.state = 'COMPLETED' and supervision_order.completed_by <> ${worker.accountId}
			and supervision_order.observe_until <= ${today}`,
	)

export const ordersToSign = (worker: OrderWorker) =>
	orders(
		worker,
		'ack_due_at',
		sql<boolean>`supervision_order.state = 'ISSUED' and supervision_order.lead_department_id in ${list(worker.departments)}`,
	)

export const ordersAtWork = (worker: OrderWorker) =>
	orders(
		worker,
		'due_at',
		sql<boolean>`supervision_order.state in ('ACKNOWLEDGED', 'IN_PROGRESS', 'RETURNED')
			and supervision_order.lead_department_id in ${list(worker.departments)}`,
	)

/** Of those at work: sent back, or not; both by the same due date. */
export const ordersReturned = (worker: OrderWorker, returned: boolean) =>
	orders(
		worker,
		'due_at',
		sql<boolean>`supervision_order.state in ${returned ? sql`('RETURNED')` : sql`('ACKNOWLEDGED', 'IN_PROGRESS')`}
			and supervision_order.lead_department_id in ${list(worker.departments)}`,
	)

/** Answered by the own departments, and not yet checked. */
export const ordersWaiting = (worker: OrderWorker) =>
	orders(
		worker,
		null,
		sql<boolean>`${OPEN} and supervision_order.state = 'SUBMITTED'
			and supervision_order.lead_department_id in ${list(worker.departments)}`,
	)

/** Extensions that the own departments asked for and nobody has decided. */
export const ordersAsking = (worker: OrderWorker) =>
	orders(
		worker,
		'due_at',
		sql<boolean>`${OPEN} and supervision_order.lead_department_id in ${list(worker.departments)}
			and exists (select 1 from order_extension e where e.order_id = supervision_order.id and e.state = 'PENDING')`,
	)

/** Completed by whomever, and still under observation. */
export const ordersObserved = (worker: OrderWorker, today: LocalDate) =>
	orders(
		worker,
		null,
		sql<boolean>`${OPEN} and supervision_order.state = 'COMPLETED' and supervision_order.observe_until > ${today}`,
	)

/** Assisting tasks of the own departments that are still open. */
export function assistTasks(worker: OrderWorker): WorkQuery {
	const columns = workColumns({
		id: sql`supervision_order.id`,
		number: sql`coalesce(supervision_order.number, '')`,
		title: sql`supervision_order.title`,
		// No light while it stands with a suspended order.
		dueAt: sql`case when supervision_order.suspended_at is null or a.overdue_at is not null then a.due_at end`,
		startedAt: sql`supervision_order.issued_at`,
	})
	return sql<WorkRow>`select ${columns} from order_assist a
		join supervision_order on supervision_order.id = a.order_id
		where a.department_id in ${list(worker.departments)} and a.done_at is null
		and supervision_order.state in ('ISSUED', 'ACKNOWLEDGED', 'IN_PROGRESS', 'RETURNED', 'SUBMITTED')
		and ${reachable(worker.reach)}`
}

/** Opinions of the auditors that nobody has answered: those on these kinds of case, or one auditor's own. */
export function opinions(
	branchId: string,
	whose: { readonly recordedBy: string } | { readonly kinds: readonly string[] },
): WorkQuery {
	const columns = workColumns({
		id: sql`op.id`,
		number: sql`op.subject_kind`,
		title: sql`substr(op.text, 1, 60)`,
		startedAt: sql`op.recorded_at`,
	})
	return sql<WorkRow>`select ${columns} from audit_opinion op where op.branch_id = ${branchId} and op.answer is null
		and ${'kinds' in whose ? sql<boolean>`op.subject_kind in ${list(whose.kinds)}` : sql<boolean>`op.recorded_by = ${whose.recordedBy}`}`
}
