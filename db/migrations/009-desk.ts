import type { MigrationText } from './dialect.ts'

// The dealer's desk: more time for the defence, drafts of forms, self-reports.
const tables = [
	`create table defence_extension (
		id text primary key,
		branch_id text not null references branch (id),
		penalty_id text not null references penalty (id),
		asked_by text not null,
		asked_at text not null,
		reason text not null,
		original_due_on text not null,
		outcome text check (outcome in ('GRANTED', 'REFUSED', 'WITHDRAWN')),
		decided_by text,
		decided_at text,
		answer text not null,
		new_due_on text,
		check ((outcome is null) = (decided_at is null)),
		check (outcome is null or outcome = 'WITHDRAWN' or decided_by <> asked_by),
		check ((outcome = 'GRANTED') = (new_due_on is not null) or outcome is null)
	)`,
	`create table form_draft (
		id text primary key,
		branch_id text not null references branch (id),
		account_id text not null references account (id),
		form_key text not null,
		body_json text not null,
		saved_at text not null
	)`,
	`create table self_report (
		id text primary key,
		branch_id text not null references branch (id),
		county_id text not null references org_unit (id),
		grid_id text not null references org_unit (id),
		dealer_id text not null references dealer (id),
		outlet_id text not null references outlet (id),
		number text not null,
		state text not null check (state in ('RECEIVED', 'TAKEN_UP', 'DECLINED')),
		matter text not null,
		occurred_on text not null,
		units BIGINT not null,
		facts text not null,
		affected_users_json text not null,
		refund text not null check (refund in ('DONE', 'NOT_YET', 'NONE_DUE')),
		request_key text not null,
		reported_by text not null,
		reported_at text not null,
		decided_by text,
		decided_at text,
		answer text not null,
		violation_id text references violation (id),
		violation_type text,
		factor_set integer not null check (factor_set in (0, 1)),
		found_json text not null,
		version BIGINT not null default 1,
		check (decided_by is null or decided_by <> reported_by),
		check ((state = 'RECEIVED') = (decided_by is null)),
		check ((state = 'TAKEN_UP') = (violation_id is not null))
	)`,
]

// Each index names the query that it serves; unique ones are rules of the field.
const indexes = [
	`create unique index defence_extension_once on defence_extension (penalty_id)`,
	// extensions.undecided
	`create index defence_extension_open on defence_extension (branch_id, asked_at) where outcome is null`,
	`create unique index form_draft_once on form_draft (account_id, form_key)`,
	`create unique index self_report_number on self_report (branch_id, number)`,
	`create unique index self_report_request on self_report (branch_id, request_key)`,
	`create unique index self_report_violation on self_report (violation_id) where violation_id is not null`,
	// selfReports.list
	`create index self_report_branch on self_report (branch_id, state, reported_at, id)`,
	// selfReports.ofDealer
	`create index self_report_dealer on self_report (dealer_id, reported_at, id)`,
]

export function desk(): MigrationText {
	return {
		up: [...tables, ...indexes],
		down: ['drop table self_report', 'drop table form_draft', 'drop table defence_extension'],
	}
}
