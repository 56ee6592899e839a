import { appendOnly, type Dialect, type MigrationText } from './dialect.ts'

// What an order contains beside its dates: evidence wanted, files of the feedback, links, recurrence, the circular.
const columns = [
	`alter table supervision_order add column source_on text`,
	`alter table supervision_order add column rights_json text not null default '[]'`,
	// Nobody signed inside the limit: from this moment the order counts as signed for by default.
	`alter table supervision_order add column ack_default_at text`,
	`alter table supervision_order add column reopened_count BIGINT not null default 0`,
	// The day on which the problem came back within 90 days of completion.
	`alter table supervision_order add column recurred_on text`,
	// The earlier order whose problem this one takes up again.
	`alter table supervision_order add column repeats_id text`,
]

// What the log of before says of it.
const fills = [
	`update supervision_order set reopened_count = (select count(*) from case_event e where e.subject_kind = 'order'
		and e.subject_id = supervision_order.id and e.kind = 'order.reopened')
		where returned_count > 0`,
	`update supervision_order set recurred_on = substr(assessed_at, 1, 10) where state = 'ASSESSED' and exists (
		select 1 from case_event e where e.subject_kind = 'order' and e.subject_id = supervision_order.id
		and e.kind = 'order.assessed' and e.after_json like '%"recurred"%')`,
]

const tables = [
	`create table order_wanted (
		id text primary key,
		branch_id text not null references branch (id),
		order_id text not null references supervision_order (id),
		n BIGINT not null,
		code text,
		text text not null
	)`,
	`create table order_feedback_file (
		id text primary key,
		branch_id text not null references branch (id),
		order_id text not null references supervision_order (id),
		feedback_id text not null references order_feedback (id),
		evidence_id text not null references evidence (id),
		part text not null check (part in ('result', 'cause', 'mechanism', 'wanted')),
		wanted_id text references order_wanted (id),
		check ((part = 'wanted') = (wanted_id is not null))
	)`,
	// What the department says of evidence that it cannot hand in.
	`create table order_feedback_said (
		id text primary key,
		branch_id text not null references branch (id),
		feedback_id text not null references order_feedback (id),
		wanted_id text not null references order_wanted (id),
		text text not null
	)`,
	`create table order_link (
		id text primary key,
		branch_id text not null references branch (id),
		order_id text not null references supervision_order (id),
		subject_kind text not null check (subject_kind in ('penalty', 'plan')),
		subject_id text not null,
		linked_by text not null,
		linked_at text not null
	)`,
	`create table order_circular (
		id text primary key,
		branch_id text not null references branch (id),
		month text not null,
		edition BIGINT not null,
		number text,
		state text not null check (state in ('DRAFT', 'PUBLISHED', 'DROPPED')),
		remark text not null,
		facts_json text not null,
		counted_at text not null,
		drafted_by text not null,
		drafted_at text not null,
		published_by text,
		published_at text,
		replaces_id text references order_circular (id),
		replace_reason text,
		version BIGINT not null default 1,
		check ((state = 'PUBLISHED') = (published_by is not null)),
		check (published_by is null or published_by <> drafted_by)
	)`,
	`create table order_circular_paper (
		id text primary key,
		branch_id text not null references branch (id),
		circular_id text not null references order_circular (id),
		number text not null,
		remark text not null,
		facts_json text not null,
		sha256 text not null,
		published_by text not null,
		published_at text not null
	)`,
]

// Each index names the query that it serves; unique ones are rules of the field.
const indexes = [
	// orders.wanted
	`create index order_wanted_order on order_wanted (order_id, n)`,
	// orders.feedbackFiles
	`create index order_feedback_file_order on order_feedback_file (order_id, feedback_id)`,
	`create unique index order_feedback_file_once on order_feedback_file (feedback_id, evidence_id, part, coalesce(wanted_id, ''))`,
	`create unique index order_feedback_said_once on order_feedback_said (feedback_id, wanted_id)`,
	`create unique index order_link_once on order_link (order_id, subject_kind, subject_id)`,
	// orders.ofPenalty, orders.ofPlan
	`create index order_link_subject on order_link (subject_kind, subject_id)`,
	// orders.repeats
	`create index supervision_order_repeats on supervision_order (repeats_id) where repeats_id is not null`,
	// orders.likeCompleted: the same matter at the same outlet within 90 days
	`create index supervision_order_like on supervision_order (outlet_id, category, completed_at) where completed_at is not null`,
	// scores.late: what fell overdue in a month
	`create index supervision_order_overdue on supervision_order (branch_id, overdue_at) where overdue_at is not null`,
	// scores.lateSign
	`create index supervision_order_ack_late on supervision_order (branch_id, ack_due_at) where ack_late = 1`,
	// scores.struck
	`create index supervision_order_struck on supervision_order (branch_id, struck_off_at) where struck_off_at is not null`,
	// scores.recurred
	`create index supervision_order_recurred on supervision_order (branch_id, recurred_on) where recurred_on is not null`,
	// scores.returned
	`create index order_feedback_returned on order_feedback (branch_id, judged_at) where outcome = 'RETURNED'`,
	// orders.mine: drafts and what one person completed
	`create index supervision_order_drafter on supervision_order (drafted_by, state)`,
	`create unique index order_circular_edition on order_circular (branch_id, month, edition)`,
	`create unique index order_circular_draft on order_circular (branch_id, month) where state = 'DRAFT'`,
	`create unique index order_circular_number on order_circular (branch_id, number) where number is not null`,
	// circulars.list
	`create index order_circular_list on order_circular (branch_id, month, id)`,
	`create unique index order_circular_paper_once on order_circular_paper (circular_id)`,
]

const NEW_INDEXES = [
	'supervision_order_repeats',
	'supervision_order_like',
	'supervision_order_overdue',
	'supervision_order_ack_late',
	'supervision_order_struck',
	'supervision_order_recurred',
	'order_feedback_returned',
	'supervision_order_drafter',
]
const NEW_COLUMNS = ['source_on', 'rights_json', 'ack_default_at', 'reopened_count', 'recurred_on', 'repeats_id']

export function orderContent(dialect: Dialect): MigrationText {
	return {
		up: [...columns, ...fills, ...tables, ...indexes, ...appendOnly('order_circular_paper', dialect)],
		down: [
			'drop table order_circular_paper',
			'drop table order_circular',
			'drop table order_link',
			'drop table order_feedback_said',
			'drop table order_feedback_file',
			'drop table order_wanted',
			...NEW_INDEXES.map((name) => `drop index ${name}`),
			...NEW_COLUMNS.map((name) => `alter table supervision_order drop column ${name}`),
		],
	}
}
