import { appendOnly, type Dialect, type MigrationText } from './dialect.ts'

// Channels beside the inbox: robots, preferences, envelopes and each attempt; calendar feeds.
const tables = [
	// When the message was put into envelopes; what was told before there were channels counts as done.
	`alter table outbox add column planned_at text`,
	`update outbox set planned_at = created_at`,
	`create table robot (
		id text primary key,
		branch_id text not null references branch (id),
		code text not null,
		name text not null,
		kind text not null check (kind in ('wecom', 'dingtalk')),
		department_id text references department (id),
		county_id text references org_unit (id),
		language text not null,
		created_by text not null references account (id),
		created_at text not null,
		off_at text,
		version BIGINT not null default 1,
		check (department_id is null or county_id is null)
	)`,
	`create table robot_gate (
		robot_id text primary key references robot (id),
		used_json text not null,
		blocked_until text
	)`,
	`create table notice_preference (
		account_id text primary key references account (id),
		branch_id text not null references branch (id),
		by_mail integer not null check (by_mail in (0, 1)),
		by_group integer not null check (by_group in (0, 1)),
		pace text not null check (pace in ('by-kind', 'single', 'digest')),
		language text,
		quiet_from BIGINT check (quiet_from between 0 and 1439),
		quiet_to BIGINT check (quiet_to between 0 and 1439),
		mail text,
		mail_confirmed_at text,
		pending_mail text,
		pending_hash text,
		pending_until text,
		pending_sent_at text,
		version BIGINT not null default 1,
		check ((quiet_from is null) = (quiet_to is null)),
		check ((mail is null) = (mail_confirmed_at is null)),
		check ((pending_mail is null) = (pending_hash is null) and (pending_mail is null) = (pending_until is null))
	)`,
	`create table calendar_feed (
		id text primary key,
		branch_id text not null references branch (id),
		account_id text not null references account (id),
		secret_hash text not null,
		language text not null,
		created_at text not null,
		ended_at text,
		read_at text
	)`,
	`create table delivery (
		id text primary key,
		branch_id text not null references branch (id),
		key text not null,
		channel text not null check (channel in ('email', 'wecom', 'dingtalk')),
		address text not null,
		account_id text references account (id),
		robot_id text references robot (id),
		form text not null check (form in ('single', 'digest', 'test')),
		legal integer not null check (legal in (0, 1)),
		state text not null check (state in ('waiting', 'sending', 'sent', 'failed', 'dead', 'dropped')),
		due_at text not null,
		created_at text not null,
		tries BIGINT not null default 0,
		lease_holder text,
		lease_until text,
		answer text,
		ended_at text,
		rounds BIGINT not null default 0,
		check ((channel = 'email') = (robot_id is null)),
		check ((state = 'sending') = (lease_holder is not null)),
		check ((lease_holder is null) = (lease_until is null)),
		check ((state in ('sent', 'dead', 'dropped')) = (ended_at is not null))
	)`,
	`create table delivery_item (
		delivery_id text not null references delivery (id),
		outbox_id text not null references outbox (id),
		branch_id text not null references branch (id),
		target text not null,
		occasion text not null,
		primary key (delivery_id, outbox_id)
	)`,
	`create table delivery_try (
		id SERIAL,
		branch_id text not null references branch (id),
		delivery_id text not null references delivery (id),
		n BIGINT not null,
		at text not null,
		outcome text not null check (outcome in ('sent', 'temporary', 'permanent', 'throttled', 'unknown')),
		answer text not null,
		took_ms BIGINT not null
	)`,
]

// Each index names the query that it serves; unique ones are rules of the field.
const indexes = [
	// delivery.unplanned
	`create index outbox_unplanned on outbox (created_at, id) where planned_at is null`,
	`create unique index robot_code on robot (branch_id, code)`,
	`create unique index calendar_feed_secret on calendar_feed (secret_hash)`,
	`create unique index calendar_feed_one on calendar_feed (account_id) where ended_at is null`,
	`create unique index notice_preference_pending on notice_preference (pending_hash) where pending_hash is not null`,
	`create unique index delivery_key on delivery (key)`,
	// delivery.due
	`create index delivery_due on delivery (due_at, id) where state in ('waiting', 'failed')`,
	// delivery.lost
	`create index delivery_lease on delivery (lease_until) where state = 'sending'`,
	// delivery.list
	`create index delivery_branch on delivery (branch_id, created_at, id)`,
	// delivery.byState
	`create index delivery_state on delivery (branch_id, state, created_at, id)`,
	// delivery.burst
	`create index delivery_account on delivery (account_id, created_at)`,
	`create unique index delivery_item_once on delivery_item (target, outbox_id)`,
	// delivery.occasion
	`create index delivery_item_occasion on delivery_item (target, occasion)`,
	// delivery.ofMessage
	`create index delivery_item_outbox on delivery_item (outbox_id)`,
	// delivery.tries
	`create index delivery_try_delivery on delivery_try (delivery_id, id)`,
]

export function delivery(dialect: Dialect): MigrationText {
	return {
		up: [...tables, ...indexes, ...appendOnly('delivery_try', dialect)],
		down: [
			'drop table delivery_try',
			'drop table delivery_item',
			'drop table delivery',
			'drop table calendar_feed',
			'drop table notice_preference',
			'drop table robot_gate',
			'drop table robot',
			'drop index outbox_unplanned',
			'alter table outbox drop column planned_at',
		],
	}
}
