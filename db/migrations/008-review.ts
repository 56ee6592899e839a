import { appendOnly, type Dialect, type MigrationText } from './dialect.ts'

// The reviewer's clock and the tasks that a changed decision leaves.
const tables = [
	`create table review_extension (
		id text primary key,
		branch_id text not null references branch (id),
		penalty_id text not null references penalty (id),
		round BIGINT not null,
		reason text not null,
		old_due_at text not null,
		new_due_at text not null,
		granted_by text not null,
		granted_at text not null
	)`,
	// A review that nobody decided in time: the announced default, by the system.
	`alter table review add column by_default integer not null default 0 check (by_default in (0, 1))`,
	// Which measure is to be looked at; null for a recomputation.
	`alter table case_task add column measure_id text`,
	// What happened to the cause: revoked, varied by its review, or computed again.
	`alter table case_task add column because text not null default 'REVOKED' check (because in ('REVOKED', 'VARIED', 'RECOMPUTED', 'EXPIRED'))`,
	`drop index case_task_once`,
]

const indexes = [
	`create unique index review_extension_once on review_extension (penalty_id, round)`,
	`create unique index case_task_once on case_task (penalty_id, kind, cause_penalty_id, coalesce(measure_id, ''))`,
	// tasks.done
	`create index case_task_branch on case_task (branch_id, created_at, id)`,
	// tasks.open
	`create index case_task_open on case_task (branch_id, created_at, id) where done_at is null`,
	// tasks.ofCause
	`create index case_task_cause on case_task (cause_penalty_id)`,
	// tasks.ofMeasure
	`create index case_task_measure on case_task (measure_id) where measure_id is not null`,
]

export function review(dialect: Dialect): MigrationText {
	return {
		up: [...tables, ...indexes, ...appendOnly('review_extension', dialect)],
		down: [
			'drop index case_task_measure',
			'drop index case_task_cause',
			'drop index case_task_open',
			'drop index case_task_branch',
			'drop index case_task_once',
			'delete from case_task where id not in (select min(id) from case_task group by penalty_id, kind, cause_penalty_id)',
			'alter table case_task drop column because',
			'alter table case_task drop column measure_id',
			'create unique index case_task_once on case_task (penalty_id, kind, cause_penalty_id)',
			'alter table review drop column by_default',
			'drop table review_extension',
		],
	}
}
