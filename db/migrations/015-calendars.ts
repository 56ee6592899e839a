import type { Dialect, MigrationText } from './dialect.ts'

// Deadline policies as versions, and changes of the calendar that are being prepared.
const tables = [
	`create table deadline_policy (
		id text primary key,
		branch_id text not null references branch (id),
		no integer not null,
		state text not null check (state in ('DRAFT', 'PROPOSED', 'IN_FORCE', 'SUPERSEDED', 'RETIRED', 'DROPPED')),
		base_id text references deadline_policy (id),
		body_json text not null,
		sha256 text not null,
		reason text not null,
		drafted_by text,
		drafted_at text not null,
		editors_json text not null,
		in_force_by text,
		in_force_at text,
		ended_by text,
		ended_at text,
		end_reason text,
		version BIGINT not null default 1,
		check (in_force_by is null or drafted_by is null or in_force_by <> drafted_by),
		check (state not in ('IN_FORCE', 'SUPERSEDED', 'RETIRED') or in_force_at is not null)
	)`,
	`create table calendar_draft (
		id text primary key,
		branch_id text not null references branch (id),
		kind text not null check (kind in ('YEAR', 'OVERRIDE', 'UNIT')),
		title text not null,
		year integer,
		form text not null check (form in ('notice', 'csv', 'json', 'form')),
		typed text not null,
		source text not null,
		change_json text not null,
		base_version_id text not null references reference_version (id),
		state text not null check (state in ('DRAFT', 'PROPOSED', 'PUBLISHED', 'DROPPED')),
		example integer not null check (example in (0, 1)),
		reason text not null,
		drafted_by text not null,
		drafted_at text not null,
		editors_json text not null,
		published_by text,
		published_at text,
		published_version_id text references reference_version (id),
		summary_json text,
		ended_by text,
		end_reason text,
		version BIGINT not null default 1,
		check (published_by is null or published_by <> drafted_by),
		check (state <> 'PUBLISHED' or (published_by is not null and published_version_id is not null)),
		check (state <> 'PUBLISHED' or example = 0)
	)`,
]

// Each index names the query that it serves; unique ones are rules of the field.
const indexes = [
	// policies.list
	`create unique index deadline_policy_no on deadline_policy (branch_id, no)`,
	`create unique index deadline_policy_one on deadline_policy (branch_id) where state = 'IN_FORCE'`,
	// recount.open
	`create index clock_open on clock (branch_id, id) where state in ('RUNNING', 'PAUSED')`,
	// calendarDrafts.list
	`create index calendar_draft_branch on calendar_draft (branch_id, drafted_at, id)`,
]

const FROZEN = [
	'id',
	'branch_id',
	'no',
	'base_id',
	'body_json',
	'sha256',
	'reason',
	'drafted_by',
	'drafted_at',
	'editors_json',
]

/** Once in force a policy keeps its text: only its state and the record of its end may change, and it never goes away. */
function frozen(dialect: Dialect): string[] {
	const put = ['in_force_by', 'in_force_at']
	if (dialect === 'sqlite') {
		const changed = [...FROZEN, ...put].map((column) => `new.${column} is not old.${column}`).join(' or ')
		return [
			`create trigger deadline_policy_no_update before update on deadline_policy when old.in_force_at is not null and (${changed}) begin select raise(abort, 'deadline_policy is frozen'); end`,
			`create trigger deadline_policy_no_delete before delete on deadline_policy begin select raise(abort, 'deadline_policy is frozen'); end`,
		]
	}
	const changed = [...FROZEN, ...put].map((column) => `new.${column} is distinct from old.${column}`).join(' or ')
	return [
		`create or replace function refuse_policy_change() returns trigger language plpgsql as $$ begin
			if tg_op = 'UPDATE' then
				if old.in_force_at is null or not (${changed}) then return new; end if;
			end if;
			raise exception 'deadline_policy is frozen'; end $$`,
		`create trigger deadline_policy_no_change before update or delete on deadline_policy for each row execute function refuse_policy_change()`,
		`create trigger deadline_policy_no_truncate before truncate on deadline_policy for each statement execute function refuse_policy_change()`,
	]
}

export function calendars(dialect: Dialect): MigrationText {
	const thaw =
		dialect === 'sqlite'
			? ['drop trigger deadline_policy_no_update', 'drop trigger deadline_policy_no_delete']
			: [
					'drop trigger deadline_policy_no_change on deadline_policy',
					'drop trigger deadline_policy_no_truncate on deadline_policy',
					'drop function refuse_policy_change()',
				]
	return {
		up: [...tables, ...indexes, ...frozen(dialect)],
		down: [...thaw, 'drop index clock_open', 'drop table calendar_draft', 'drop table deadline_policy'],
	}
}
