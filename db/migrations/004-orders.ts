import type { MigrationText } from './dialect.ts'

// Supervision orders.
const tables = [
	`create table supervision_order (
		id text primary key,
		branch_id text not null references branch (id),
		number text,
		document_number text,
		state text not null,
		title text not null,
		matter text not null,
		source text not null,
		source_ref text,
		complaint_on text,
		affected_users_json text not null,
		category text,
		outlet_id text references outlet (id),
		dealer_id text references dealer (id),
		violation_id text references violation (id),
		urgency text not null,
		confidential integer not null check (confidential in (0, 1)),
		drafted_by text not null,
		drafted_at text not null,
		issued_by text,
		issued_at text,
		lead_department_id text not null references department (id),
		handler_id text,
		acknowledged_by text,
		acknowledged_at text,
		ack_due_at text,
		ack_late integer not null check (ack_late in (0, 1)),
		statutory_due_on text,
		original_due_at text,
		due_at text,
		due_on text,
		due_provisional integer not null check (due_provisional in (0, 1)),
		limit_days BIGINT,
		near_at text,
		calendar_version_id text references reference_version (id),
		round BIGINT not null,
		returned_count BIGINT not null,
		extension_count BIGINT not null,
		chase_count BIGINT not null,
		submitted_at text,
		overdue_at text,
		completed_by text,
		completed_at text,
		callback_result text,
		observe_until text,
		struck_off_by text,
		struck_off_at text,
		strike_off_note text,
		assessed_by text,
		assessed_at text,
		assessment_tenths BIGINT,
		end_reason text,
		merged_into_id text,
		historic integer not null check (historic in (0, 1)),
		search_text text not null,
		version BIGINT not null default 1
	)`,
	`create table order_assist (
		id text primary key,
		branch_id text not null references branch (id),
		order_id text not null references supervision_order (id),
		department_id text not null references department (id),
		task text not null,
		due_on text not null,
		due_at text not null,
		result text,
		done_by text,
		done_at text,
		overdue_at text
	)`,
	`create table order_progress (
		id text primary key,
		branch_id text not null references branch (id),
		order_id text not null references supervision_order (id),
		text text not null,
		by_account_id text not null,
		at text not null
	)`,
	`create table order_feedback (
		id text primary key,
		branch_id text not null references branch (id),
		order_id text not null references supervision_order (id),
		round BIGINT not null,
		result text not null,
		cause text not null,
		mechanism text not null,
		submitted_by text not null,
		submitted_at text not null,
		outcome text not null check (outcome in ('PENDING', 'ACCEPTED', 'RETURNED')),
		judged_by text,
		judged_at text,
		reason text
	)`,
	`create table order_extension (
		id text primary key,
		branch_id text not null references branch (id),
		order_id text not null references supervision_order (id),
		asked_by text not null,
		asked_at text not null,
		amount BIGINT not null,
		unit text not null check (unit in ('wd', 'h')),
		reason text not null,
		state text not null check (state in ('PENDING', 'GRANTED', 'REFUSED')),
		decided_by text,
		decided_at text,
		decision_reason text,
		old_due_at text not null,
		new_due_at text
	)`,
	`create table order_chase (
		id text primary key,
		branch_id text not null references branch (id),
		order_id text not null references supervision_order (id),
		rung text not null,
		text text not null,
		sent_to text not null,
		by_account_id text not null,
		at text not null
	)`,
]

// Each index names the query that it serves; unique ones are rules of the field.
const indexes = [
	`create unique index supervision_order_number on supervision_order (branch_id, number) where number is not null`,
	// orders.board by due date
	`create index supervision_order_due on supervision_order (branch_id, due_at, id)`,
	// orders.board by the day of issue
	`create index supervision_order_issued on supervision_order (branch_id, issued_at, id)`,
	// orders.board by state
	`create index supervision_order_state on supervision_order (branch_id, state, due_at, id)`,
	// orders.board of what is not struck off, what stands still last, and the counts of its lights: the texts of the
	// query (OPEN, RANK in orders-board.server.ts)
	`create index supervision_order_open on supervision_order (branch_id,
		(case when state in ('SUBMITTED', 'COMPLETED') then 1 else 0 end), due_at, id, state, near_at, ack_due_at,
		returned_count, confidential, due_on, statutory_due_on, issued_by, lead_department_id)
		where state in ('ISSUED', 'ACKNOWLEDGED', 'IN_PROGRESS', 'RETURNED', 'SUBMITTED', 'COMPLETED')`,
	// orders.ofDepartment
	`create index supervision_order_department on supervision_order (lead_department_id, state, due_at, id)`,
	// orders.ofOutlet
	`create index supervision_order_outlet on supervision_order (outlet_id) where outlet_id is not null`,
	// orders.ofViolation
	`create index supervision_order_violation on supervision_order (violation_id) where violation_id is not null`,
	`create unique index order_assist_department on order_assist (order_id, department_id)`,
	// orders.assisting
	`create index order_assist_dept on order_assist (department_id, done_at)`,
	// orders.progress
	`create index order_progress_order on order_progress (order_id, at)`,
	`create unique index order_feedback_round on order_feedback (order_id, round)`,
	`create unique index order_extension_pending on order_extension (order_id) where state = 'PENDING'`,
	// orders.extensions
	`create index order_extension_order on order_extension (order_id, asked_at)`,
	// orders.chases
	`create index order_chase_order on order_chase (order_id, at)`,
]

export function orders(): MigrationText {
	return {
		up: [...tables, ...indexes],
		down: [
			'drop table order_chase',
			'drop table order_extension',
			'drop table order_feedback',
			'drop table order_progress',
			'drop table order_assist',
			'drop table supervision_order',
		],
	}
}
