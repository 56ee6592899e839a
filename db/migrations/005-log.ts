import { appendOnly, type Dialect, type MigrationText } from './dialect.ts'

// Clocks, reminders, outbox, the event chain, audit.
const tables = [
	`create table clock (
		id text primary key,
		branch_id text not null references branch (id),
		subject_kind text not null check (subject_kind in ('order', 'assist', 'penalty', 'plan', 'violation', 'measure')),
		subject_id text not null,
		kind text not null,
		party text not null check (party in ('dealer', 'department', 'staff')),
		round BIGINT not null,
		limit_amount BIGINT not null,
		limit_unit text not null check (limit_unit in ('wd', 'wh', 'cd', 'h', 'date')),
		started_at text not null,
		due_at text not null,
		due_on text not null,
		raw_due_on text not null,
		provisional integer not null check (provisional in (0, 1)),
		calendar_version_id text not null references reference_version (id),
		steps_json text not null,
		state text not null check (state in ('RUNNING', 'MET', 'BREACHED', 'CANCELLED')),
		ended_at text
	)`,
	`create table reminder (
		id text primary key,
		branch_id text not null references branch (id),
		clock_id text not null references clock (id),
		rung_key text not null,
		fired_at text not null
	)`,
	`create table outbox (
		id text primary key,
		branch_id text not null references branch (id),
		idempotency_key text not null,
		kind text not null,
		account_id text not null references account (id),
		subject_kind text not null,
		subject_id text not null,
		params_json text not null,
		created_at text not null,
		delivered_at text
	)`,
	`create table inbox_item (
		id text primary key,
		branch_id text not null references branch (id),
		account_id text not null references account (id),
		outbox_id text not null references outbox (id),
		kind text not null,
		subject_kind text not null,
		subject_id text not null,
		params_json text not null,
		created_at text not null,
		read_at text
	)`,
	`create table case_event (
		id SERIAL,
		branch_id text not null references branch (id),
		seq BIGINT not null,
		at text not null,
		actor_id text,
		subject_kind text not null,
		subject_id text not null,
		kind text not null,
		before_json text not null,
		after_json text not null,
		reason text,
		prev_hash text not null,
		hash text not null
	)`,
	`create table chain_head (
		branch_id text not null,
		seq BIGINT not null,
		hash text not null,
		primary key (branch_id)
	)`,
	`create table audit_opinion (
		id text primary key,
		branch_id text not null references branch (id),
		subject_kind text not null,
		subject_id text not null,
		text text not null,
		recorded_by text not null,
		recorded_at text not null,
		answer text,
		answered_by text,
		answered_at text,
		version BIGINT not null default 1
	)`,
	`create table audit_sample (
		id text primary key,
		branch_id text not null references branch (id),
		seed text not null,
		filter_json text not null,
		result_json text not null,
		drawn_by text not null,
		drawn_at text not null
	)`,
	`create table import_run (
		id text primary key,
		branch_id text not null references branch (id),
		mapping text not null,
		file_name text not null,
		file_sha256 text not null,
		started_by text not null,
		started_at text not null,
		summary_json text not null
	)`,
]

// Each index names the query that it serves; unique ones are rules of the field.
const indexes = [
	`create unique index clock_once on clock (subject_kind, subject_id, kind, round)`,
	// clocks.due (sweep)
	`create index clock_due on clock (state, due_at)`,
	`create unique index reminder_once on reminder (clock_id, rung_key)`,
	`create unique index outbox_once on outbox (idempotency_key)`,
	// outbox.pending
	`create index outbox_pending on outbox (created_at) where delivered_at is null`,
	`create unique index inbox_item_once on inbox_item (outbox_id)`,
	// inbox.list
	`create index inbox_item_account on inbox_item (account_id, created_at, id)`,
	// inbox.unread
	`create index inbox_item_unread on inbox_item (account_id) where read_at is null`,
	`create unique index case_event_seq on case_event (branch_id, seq)`,
	// events.ofSubject
	`create index case_event_subject on case_event (subject_kind, subject_id, id)`,
	// events.search
	`create index case_event_at on case_event (branch_id, at)`,
	// events.byActor
	`create index case_event_actor on case_event (actor_id, at)`,
	// opinions.ofSubject
	`create index audit_opinion_subject on audit_opinion (subject_kind, subject_id)`,
	// samples.list
	`create index audit_sample_at on audit_sample (branch_id, drawn_at)`,
]

export function log(dialect: Dialect): MigrationText {
	const guards = ['case_event'].flatMap((table) => appendOnly(table, dialect))
	return {
		up: [...tables, ...indexes, ...guards],
		down: [
			'drop table import_run',
			'drop table audit_sample',
			'drop table audit_opinion',
			'drop table chain_head',
			'drop table case_event',
			'drop table inbox_item',
			'drop table outbox',
			'drop table reminder',
			'drop table clock',
		],
	}
}
