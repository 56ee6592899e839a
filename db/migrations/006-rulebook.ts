import { appendOnly, type Dialect, type MigrationText } from './dialect.ts'

// Who accepted which version of the rulebook, and versions that are still being written.
const tables = [
	`create table rulebook_acceptance (
		id text primary key,
		branch_id text not null references branch (id),
		dealer_id text not null references dealer (id),
		rulebook_version_id text not null references reference_version (id),
		accepted_by text not null,
		accepted_name text not null,
		accepted_on text not null,
		accepted_at text not null,
		sha256 text not null,
		how text not null check (how in ('desk', 'paper')),
		note text not null,
		check (how = 'desk' or note <> '')
	)`,
	`create table rulebook_draft (
		id text primary key,
		branch_id text not null references branch (id),
		code text not null,
		base_version_id text not null references reference_version (id),
		state text not null check (state in ('DRAFT', 'CHECKED', 'PUBLISHED', 'DROPPED')),
		effective_from text not null,
		body_json text not null,
		drafted_by text not null,
		drafted_at text not null,
		editors_json text not null,
		checked_by text,
		checked_at text,
		published_by text,
		published_at text,
		published_version_id text references reference_version (id),
		end_reason text,
		version BIGINT not null default 1,
		check (checked_by is null or checked_by <> drafted_by),
		check (state <> 'PUBLISHED' or (checked_by is not null and published_version_id is not null))
	)`,
]

// Each index names the query that it serves; unique ones are rules of the field.
const indexes = [
	`create unique index rulebook_acceptance_once on rulebook_acceptance (dealer_id, rulebook_version_id)`,
	// rulebook.register
	`create index rulebook_acceptance_version on rulebook_acceptance (rulebook_version_id, accepted_at, id)`,
	// rulebook.drafts
	`create index rulebook_draft_branch on rulebook_draft (branch_id, drafted_at, id)`,
	// rehearsal.dealers
	`create index penalty_decided on penalty (branch_id, decided_at, dealer_id)`,
	`create unique index rulebook_draft_code on rulebook_draft (branch_id, code) where state <> 'DROPPED'`,
]

/** A published version is frozen: nothing but its status may change, and it never goes away. */
function frozen(dialect: Dialect): string[] {
	const same = ['id', 'branch_id', 'kind', 'code', 'version', 'effective_from', 'body_json', 'sha256', 'published_at']
	if (dialect === 'sqlite') {
		const changed = same.map((column) => `new.${column} is not old.${column}`).join(' or ')
		return [
			`create trigger reference_version_no_update before update on reference_version when ${changed} begin select raise(abort, 'reference_version is frozen'); end`,
			`create trigger reference_version_no_delete before delete on reference_version begin select raise(abort, 'reference_version is frozen'); end`,
		]
	}
	const changed = same.map((column) => `new.${column} is distinct from old.${column}`).join(' or ')
	return [
		`create or replace function refuse_thaw() returns trigger language plpgsql as $$ begin
			if tg_op = 'UPDATE' then
				if not (${changed}) then return new; end if;
			end if;
			raise exception 'reference_version is frozen'; end $$`,
		`create trigger reference_version_no_change before update or delete on reference_version for each row execute function refuse_thaw()`,
		`create trigger reference_version_no_truncate before truncate on reference_version for each statement execute function refuse_thaw()`,
	]
}

export function rulebook(dialect: Dialect): MigrationText {
	const thaw =
		dialect === 'sqlite'
			? ['drop trigger reference_version_no_update', 'drop trigger reference_version_no_delete']
			: [
					'drop trigger reference_version_no_change on reference_version',
					'drop trigger reference_version_no_truncate on reference_version',
					'drop function refuse_thaw()',
				]
	return {
		up: [...tables, ...indexes, ...appendOnly('rulebook_acceptance', dialect), ...frozen(dialect)],
		down: [...thaw, 'drop index penalty_decided', 'drop table rulebook_draft', 'drop table rulebook_acceptance'],
	}
}
