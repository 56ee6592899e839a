import type { MigrationText } from './dialect.ts'

// Branch, organisation, people, sessions, settings.
const tables = [
	`create table branch (
		id text primary key,
		code text not null,
		name text not null,
		short_name text not null,
		is_demo integer not null check (is_demo in (0, 1)),
		created_at text not null
	)`,
	`create table org_unit (
		id text primary key,
		branch_id text not null references branch (id),
		kind text not null check (kind in ('branch', 'county', 'grid')),
		parent_id text,
		county_id text references org_unit (id),
		code text not null,
		name text not null
	)`,
	`create table department (
		id text primary key,
		branch_id text not null references branch (id),
		code text not null,
		name text not null,
		head_account_id text
	)`,
	`create table account (
		id text primary key,
		branch_id text not null references branch (id),
		login text not null,
		name text not null,
		kind text not null check (kind in ('person', 'system')),
		phone text,
		email text,
		language text,
		theme text,
		password_hash text,
		must_change_password integer not null check (must_change_password in (0, 1)),
		disabled_at text,
		superior_id text,
		deputy_id text,
		created_at text not null,
		version BIGINT not null default 1
	)`,
	`create table role_grant (
		id text primary key,
		branch_id text not null references branch (id),
		account_id text not null references account (id),
		role text not null,
		org_unit_id text,
		department_id text references department (id),
		dealer_id text,
		granted_by text,
		granted_at text not null,
		revoked_at text
	)`,
	`create table session (
		id text primary key,
		branch_id text not null references branch (id),
		account_id text not null references account (id),
		created_at text not null,
		last_seen_at text not null,
		expires_at text not null,
		revoked_at text,
		address text not null,
		user_agent text not null
	)`,
	`create table sign_in_throttle (
		key text not null,
		failures BIGINT not null,
		last_failure_at text not null,
		locked_until text,
		primary key (key)
	)`,
	`create table api_token (
		id text primary key,
		branch_id text not null references branch (id),
		account_id text not null references account (id),
		token_hash text not null,
		label text not null,
		created_at text not null,
		last_used_at text,
		revoked_at text
	)`,
	`create table first_link (
		token_hash text not null,
		created_at text not null,
		expires_at text not null,
		used_at text,
		primary key (token_hash)
	)`,
	`create table setting (
		branch_id text not null references branch (id),
		name text not null,
		value_json text not null,
		primary key (branch_id, name)
	)`,
	`create table lease (
		name text not null,
		holder text,
		until text,
		last_run_at text,
		primary key (name)
	)`,
]

// Each index names the query that it serves; unique ones are rules of the field.
const indexes = [
	`create unique index branch_code on branch (code)`,
	`create unique index org_unit_code on org_unit (branch_id, code)`,
	`create unique index department_code on department (branch_id, code)`,
	// accounts.findByLogin
	`create unique index account_login on account (login)`,
	// accounts.grantsOf
	`create index role_grant_account on role_grant (account_id)`,
	// accounts.holdersOf
	`create index role_grant_role on role_grant (branch_id, role)`,
	// sessions.ofAccount
	`create index session_account on session (account_id, revoked_at)`,
	// tokens.find
	`create unique index api_token_hash on api_token (token_hash)`,
]

export function people(): MigrationText {
	return {
		up: [...tables, ...indexes],
		down: [
			'drop table lease',
			'drop table setting',
			'drop table first_link',
			'drop table api_token',
			'drop table sign_in_throttle',
			'drop table session',
			'drop table role_grant',
			'drop table account',
			'drop table department',
			'drop table org_unit',
			'drop table branch',
		],
	}
}
