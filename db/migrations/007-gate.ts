import { appendOnly, type Dialect, type MigrationText } from './dialect.ts'

// The gate of the procedure: reasoned exceptions, declared conflicts, uplifted severities, dissent of a panel.
const tables = [
	`create table gate_reason (
		id text primary key,
		branch_id text not null references branch (id),
		subject_kind text not null check (subject_kind in ('penalty', 'violation')),
		subject_id text not null,
		gate text not null check (gate in ('acceptance', 'excess', 'fairness', 'twin', 'uplift', 'conflict', 'trace')),
		reason text not null check (length(reason) > 0),
		facts_json text not null,
		stated_by text not null,
		stated_at text not null
	)`,
	`create table conflict_declaration (
		id text primary key,
		branch_id text not null references branch (id),
		subject_kind text not null check (subject_kind in ('penalty', 'violation')),
		subject_id text not null,
		account_id text not null,
		declared text not null check (declared in ('none', 'conflict')),
		relation text not null,
		declared_at text not null,
		check (declared = 'none' or length(relation) > 0)
	)`,
	`create table violation_circumstance (
		violation_id text primary key references violation (id),
		branch_id text not null references branch (id),
		contact_or_threat integer not null check (contact_or_threat in (0, 1)),
		refund_claimed_on text
	)`,
	`create table violation_uplift (
		id text primary key,
		branch_id text not null references branch (id),
		violation_id text not null references violation (id),
		rule text not null,
		from_severity text not null check (from_severity in ('L1', 'L2', 'L3', 'L4')),
		to_severity text not null check (to_severity in ('L1', 'L2', 'L3', 'L4')),
		exit_review integer not null check (exit_review in (0, 1)),
		params_json text not null,
		decided_by text not null,
		decided_at text not null,
		check (to_severity >= from_severity)
	)`,
	`alter table panel_vote add column dissent text`,
]

const indexes = [
	// gateReasons.ofSubject
	`create index gate_reason_subject on gate_reason (subject_id, stated_at)`,
	// conflicts.ofSubject
	`create index conflict_declaration_subject on conflict_declaration (subject_id, declared_at)`,
	// uplifts.ofViolation
	`create unique index violation_uplift_once on violation_uplift (violation_id)`,
	// fairness.likeCases
	`create index penalty_like on penalty (branch_id, violation_type, severity, decided_at) where decided_at is not null`,
	// violations.farmedInMonth
	`create index violation_dealer_type on violation (dealer_id, violation_type, occurred_on)`,
]

const kept = ['gate_reason', 'conflict_declaration', 'violation_uplift']

export function gate(dialect: Dialect): MigrationText {
	return {
		up: [...tables, ...indexes, ...kept.flatMap((table) => appendOnly(table, dialect))],
		down: [
			'drop index violation_dealer_type',
			'drop index penalty_like',
			'alter table panel_vote drop column dissent',
			'drop table violation_uplift',
			'drop table violation_circumstance',
			'drop table conflict_declaration',
			'drop table gate_reason',
		],
	}
}
