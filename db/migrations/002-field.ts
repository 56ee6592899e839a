import type { MigrationText } from './dialect.ts'

// Dealers, outlets, reference data, inspections, evidence, violations.
const tables = [
	`create table dealer (
		id text primary key,
		branch_id text not null references branch (id),
		code text not null,
		name text not null,
		credit_code text,
		contact_name text not null,
		contact_phone text not null,
		agreement_from text,
		agreement_to text,
		deposit_required_fen BIGINT not null,
		status text not null check (status in ('ACTIVE', 'SUSPENDED', 'TERMINATED')),
		signed_by text,
		e_service_consent_at text,
		source text not null check (source in ('REGISTERED', 'IMPORTED')),
		external_key text,
		search_text text not null,
		created_at text not null,
		version BIGINT not null default 1
	)`,
	`create table outlet (
		id text primary key,
		branch_id text not null references branch (id),
		county_id text not null references org_unit (id),
		grid_id text not null references org_unit (id),
		dealer_id text not null references dealer (id),
		code text not null,
		name text not null,
		type text not null,
		address text not null,
		latitude REAL,
		longitude REAL,
		channel_manager_id text,
		status text not null check (status in ('ACTIVE', 'SUSPENDED', 'CLOSED')),
		source text not null check (source in ('REGISTERED', 'IMPORTED')),
		external_key text,
		search_text text not null,
		created_at text not null,
		version BIGINT not null default 1
	)`,
	`create table outlet_alias (
		id text primary key,
		branch_id text not null references branch (id),
		outlet_id text not null references outlet (id),
		name text not null,
		type text not null,
		address text not null,
		seen_on text not null
	)`,
	`create table reference_version (
		id text primary key,
		branch_id text not null references branch (id),
		kind text not null check (kind in ('taxonomy', 'sheet', 'rulebook', 'calendar')),
		code text not null,
		version BIGINT not null,
		effective_from text not null,
		status text not null check (status in ('PUBLISHED', 'RETIRED')),
		body_json text not null,
		sha256 text not null,
		published_at text not null
	)`,
	`create table inspection (
		id text primary key,
		branch_id text not null references branch (id),
		county_id text not null references org_unit (id),
		grid_id text not null references org_unit (id),
		dealer_id text not null references dealer (id),
		outlet_id text not null references outlet (id),
		number text not null,
		type text not null,
		state text not null,
		sheet_version_id text not null references reference_version (id),
		inspector_id text not null,
		second_inspector_id text,
		planned_on text,
		started_at text,
		submitted_at text,
		occurred_on text not null,
		score_tenths BIGINT,
		failed_items BIGINT not null,
		latitude REAL,
		longitude REAL,
		accuracy_m REAL,
		end_reason text,
		remark text,
		plan_id text,
		historic integer not null check (historic in (0, 1)),
		external_key text,
		created_by text not null,
		created_at text not null,
		version BIGINT not null default 1
	)`,
	`create table inspection_answer (
		id text primary key,
		branch_id text not null references branch (id),
		inspection_id text not null references inspection (id),
		item_no BIGINT not null,
		answer text not null check (answer in ('PASS', 'FAIL', 'NA')),
		note text not null,
		corrected_on_spot integer not null check (corrected_on_spot in (0, 1)),
		answered_by text not null,
		answered_at text not null,
		version BIGINT not null default 1
	)`,
	`create table finding (
		id text primary key,
		branch_id text not null references branch (id),
		county_id text not null references org_unit (id),
		grid_id text not null references org_unit (id),
		dealer_id text not null references dealer (id),
		outlet_id text not null references outlet (id),
		number text not null,
		inspection_id text not null references inspection (id),
		item_no BIGINT,
		violation_type text,
		text text not null,
		corrected_on_spot integer not null check (corrected_on_spot in (0, 1)),
		state text not null check (state in ('OPEN', 'VIOLATION', 'CLOSED')),
		close_reason text,
		historic integer not null check (historic in (0, 1)),
		external_key text,
		created_at text not null,
		version BIGINT not null default 1
	)`,
	`create table evidence (
		id text primary key,
		branch_id text not null references branch (id),
		sha256 text not null,
		size BIGINT not null,
		media_type text not null,
		file_name text not null,
		caption text not null,
		kind text not null check (kind in ('photo', 'document', 'order-trace', 'system-log', 'statement')),
		grade text not null check (grade in ('A', 'B', 'C')),
		captured_at text,
		device_skew_ms BIGINT,
		latitude REAL,
		longitude REAL,
		accuracy_m REAL,
		collected_by text not null,
		received_at text not null,
		copy_state text not null check (copy_state in ('pending', 'ready', 'failed')),
		copy_sha256 text,
		copy_media_type text,
		order_time text,
		order_channel text,
		order_staff_no text,
		order_traceable integer check (order_traceable in (0, 1))
	)`,
	`create table evidence_link (
		id text primary key,
		branch_id text not null references branch (id),
		evidence_id text not null references evidence (id),
		subject_kind text not null,
		subject_id text not null,
		linked_by text not null,
		linked_at text not null
	)`,
	`create table violation (
		id text primary key,
		branch_id text not null references branch (id),
		county_id text not null references org_unit (id),
		grid_id text not null references org_unit (id),
		dealer_id text not null references dealer (id),
		outlet_id text not null references outlet (id),
		number text not null,
		state text not null,
		source text not null,
		source_ref text,
		finding_id text references finding (id),
		inspection_id text references inspection (id),
		violation_type text not null,
		taxonomy_version_id text not null references reference_version (id),
		severity text not null check (severity in ('L1', 'L2', 'L3', 'L4')),
		occurred_on text not null,
		occurred_at_minute BIGINT,
		discovered_on text not null,
		units BIGINT not null,
		affected_users_json text not null,
		right_articles_json text not null,
		facts text not null,
		opinion text not null,
		factors_json text not null,
		dealer_share BIGINT not null,
		operator_share BIGINT not null,
		third_share BIGINT not null,
		share_reason text not null,
		loss_basis_fen BIGINT not null,
		opened_by text not null,
		opened_at text not null,
		checked_by text,
		checked_at text,
		dismiss_reason text,
		historic integer not null check (historic in (0, 1)),
		version BIGINT not null default 1
	)`,
]

// Each index names the query that it serves; unique ones are rules of the field.
const indexes = [
	`create unique index dealer_code on dealer (branch_id, code)`,
	`create unique index dealer_credit_code on dealer (branch_id, credit_code) where credit_code is not null`,
	`create unique index dealer_external on dealer (branch_id, external_key) where external_key is not null`,
	// dealers.list
	`create index dealer_name on dealer (branch_id, name, id)`,
	`create unique index outlet_code on outlet (branch_id, code)`,
	`create unique index outlet_external on outlet (branch_id, external_key) where external_key is not null`,
	// outlets.list
	`create index outlet_name on outlet (branch_id, name, id)`,
	// outlets.ofDealer
	`create index outlet_dealer on outlet (dealer_id, name)`,
	// outlets.ofGrid
	`create index outlet_grid on outlet (grid_id, name)`,
	// outlets.ofCounty
	`create index outlet_county on outlet (county_id, name)`,
	// outlets.aliases
	`create unique index outlet_alias_name on outlet_alias (outlet_id, name, type, address)`,
	`create unique index reference_version_no on reference_version (branch_id, kind, code, version)`,
	// reference.current
	`create index reference_version_kind on reference_version (branch_id, kind, effective_from)`,
	`create unique index inspection_number on inspection (branch_id, number)`,
	`create unique index inspection_external on inspection (branch_id, external_key) where external_key is not null`,
	// inspections.list
	`create index inspection_branch on inspection (branch_id, occurred_on, id)`,
	// inspections.ofOutlet
	`create index inspection_outlet on inspection (outlet_id, occurred_on, id)`,
	// inspections.mine
	`create index inspection_inspector on inspection (inspector_id, state)`,
	// inspections.ofGrid
	`create index inspection_grid on inspection (grid_id, occurred_on, id)`,
	// inspections.ofCounty
	`create index inspection_county on inspection (county_id, occurred_on, id)`,
	`create unique index inspection_answer_item on inspection_answer (inspection_id, item_no)`,
	`create unique index finding_number on finding (branch_id, number)`,
	`create unique index finding_external on finding (branch_id, external_key) where external_key is not null`,
	// findings.ofInspection
	`create index finding_inspection on finding (inspection_id)`,
	// findings.ofOutlet
	`create index finding_outlet on finding (outlet_id, state)`,
	// evidence.byHash
	`create index evidence_sha on evidence (sha256)`,
	// evidence.byCopyHash
	`create index evidence_copy_sha on evidence (copy_sha256)`,
	// evidence.countToday (quota per person and day)
	`create index evidence_collected on evidence (collected_by, received_at)`,
	// evidence.pending (sweep)
	`create index evidence_copy_pending on evidence (received_at) where copy_state = 'pending'`,
	// evidence.ofSubject
	`create unique index evidence_link_subject on evidence_link (subject_kind, subject_id, evidence_id)`,
	// evidence.subjects
	`create index evidence_link_evidence on evidence_link (evidence_id)`,
	`create unique index violation_number on violation (branch_id, number)`,
	`create unique index violation_finding on violation (finding_id) where finding_id is not null and state <> 'DISMISSED'`,
	// violations.list
	`create index violation_branch on violation (branch_id, state, opened_at, id)`,
	// violations.ofOutlet
	`create index violation_outlet on violation (outlet_id, occurred_on)`,
	// violations.repeats
	`create index violation_repeat on violation (outlet_id, violation_type, occurred_on)`,
]

export function field(): MigrationText {
	return {
		up: [...tables, ...indexes],
		down: [
			'drop table violation',
			'drop table evidence_link',
			'drop table evidence',
			'drop table finding',
			'drop table inspection_answer',
			'drop table inspection',
			'drop table reference_version',
			'drop table outlet_alias',
			'drop table outlet',
			'drop table dealer',
		],
	}
}
