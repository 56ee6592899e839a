import { appendOnly, type Dialect, type MigrationText } from './dialect.ts'

// Documents of every kind, their templates, files, copies and the proof of their service.
const OLD_KINDS = `'pre-notice', 'decision', 'review-decision', 'education', 'withdrawal', 'revocation'`
const KINDS = `${OLD_KINDS}, 'reminder-letter', 'settlement-statement'`
const OLD_SERVED = `'opened', 'lapse'`
const SERVED = `${OLD_SERVED}, 'handed-over', 'refused'`

const tables = [
	`create table notice_template (
		id text primary key,
		branch_id text not null references branch (id),
		kind text not null check (kind in (${KINDS})),
		version BIGINT not null,
		effective_from text not null,
		body_json text not null,
		sha256 text not null,
		drafted_by text,
		published_by text,
		published_at text not null,
		check (drafted_by is null or published_by is null or drafted_by <> published_by)
	)`,
	`create table notice_template_draft (
		id text primary key,
		branch_id text not null references branch (id),
		kind text not null check (kind in (${KINDS})),
		effective_from text not null,
		body_json text not null,
		drafted_by text not null,
		drafted_at text not null,
		state text not null check (state in ('OPEN', 'PUBLISHED', 'DROPPED')),
		ended_by text,
		ended_at text,
		version BIGINT not null default 1,
		check (state <> 'PUBLISHED' or ended_by <> drafted_by)
	)`,
	`create table notice_file (
		id text primary key,
		branch_id text not null references branch (id),
		notice_id text not null references notice (id),
		language text not null check (language in ('zh-Hans', 'zh-Hant', 'en')),
		sha256 text not null,
		size BIGINT not null,
		made_at text not null
	)`,
	`create table notice_copy (
		id text primary key,
		branch_id text not null references branch (id),
		notice_id text not null references notice (id),
		language text not null check (language in ('zh-Hans', 'zh-Hant', 'en')),
		n BIGINT not null,
		sha256 text not null,
		made_by text not null,
		made_at text not null
	)`,
	`create table service_proof (
		id text primary key,
		branch_id text not null references branch (id),
		notice_id text not null references notice (id),
		kind text not null check (kind in ('sent', 'delivered', 'opened', 'lapsed', 'handed-over', 'refused', 'posted')),
		at text not null,
		account_id text,
		recorded_at text not null,
		address text,
		session_hash text,
		person text,
		note text,
		evidence_id text
	)`,
	`create table service_consent (
		id text primary key,
		branch_id text not null references branch (id),
		dealer_id text not null references dealer (id),
		given integer not null check (given in (0, 1)),
		paper_on text not null,
		note text not null,
		recorded_by text not null,
		recorded_at text not null
	)`,
]

const indexes = [
	`create unique index notice_template_version on notice_template (branch_id, kind, version)`,
	`create unique index notice_template_draft_open on notice_template_draft (branch_id, kind) where state = 'OPEN'`,
	`create unique index notice_file_once on notice_file (notice_id, language)`,
	`create unique index notice_copy_n on notice_copy (notice_id, n)`,
	// notices.proofsOf
	`create index service_proof_notice on service_proof (notice_id, at, id)`,
	`create unique index service_proof_once on service_proof (notice_id, kind, coalesce(account_id, '')) where kind in ('sent', 'delivered', 'opened', 'lapsed')`,
	// consents.ofDealer
	`create index service_consent_dealer on service_consent (dealer_id, recorded_at)`,
]

const GUARDED = ['notice_template', 'notice_file', 'notice_copy', 'service_proof', 'service_consent']

const OLD_COLUMNS = `id, branch_id, dealer_id, outlet_id, penalty_id, kind, number, body_json, sha256, check_code, sent_at,
	served_at, served_how, opened_by, opened_at, opened_address`

const noticeTable = (kinds: string, served: string, wide: boolean) => `create table notice_new (
		id text primary key,
		branch_id text not null references branch (id),
		dealer_id text not null references dealer (id),
		outlet_id text ${wide ? '' : 'not null '}references outlet (id),
		penalty_id text ${wide ? '' : 'not null '}references penalty (id),
		kind text not null check (kind in (${kinds})),
		number text not null,
		body_json text not null,
		sha256 text not null,
		check_code text not null,
		sent_at text not null,
		served_at text,
		served_how text check (served_how in (${served})),
		opened_by text,
		opened_at text,
		opened_address text${wide ? WIDE_COLUMNS.map((column) => `,\n\t\t${column}`).join('') : ''}
	)`

const WIDE_COLUMNS = [
	'measure_id text',
	'period text',
	'electronic integer not null default 1 check (electronic in (0, 1))',
	'template_id text',
	'text_json text',
	'text_sha256 text',
]

const noticeIndexes = [
	`create unique index notice_number on notice (branch_id, number)`,
	`create unique index notice_check_code on notice (check_code)`,
	// notices.ofPenalty
	`create index notice_penalty on notice (penalty_id, sent_at)`,
	// notices.ofDealer
	`create index notice_dealer on notice (dealer_id, sent_at, id)`,
]

// SQLite cannot change a check: the table is made anew and the rows are carried over.
const rebuild = (create: string, carry: string) => [
	create,
	carry,
	'drop table notice',
	'alter table notice_new rename to notice',
	...noticeIndexes,
]

function widen(dialect: Dialect): string[] {
	if (dialect === 'sqlite')
		return rebuild(
			noticeTable(KINDS, SERVED, true),
			`insert into notice_new (${OLD_COLUMNS}) select ${OLD_COLUMNS} from notice`,
		)
	return [
		...WIDE_COLUMNS.map((column) => `alter table notice add column ${column}`),
		'alter table notice alter column outlet_id drop not null',
		'alter table notice alter column penalty_id drop not null',
		'alter table notice drop constraint notice_kind_check',
		`alter table notice add constraint notice_kind_check check (kind in (${KINDS}))`,
		'alter table notice drop constraint notice_served_how_check',
		`alter table notice add constraint notice_served_how_check check (served_how in (${SERVED}))`,
	]
}

// What the narrow table cannot hold goes: letters without a case; service on paper becomes service.
const HELD = `penalty_id is not null and outlet_id is not null and kind in (${OLD_KINDS})`

function narrow(dialect: Dialect): string[] {
	if (dialect === 'sqlite')
		return rebuild(
			noticeTable(OLD_KINDS, OLD_SERVED, false),
			`insert into notice_new (${OLD_COLUMNS}) select ${OLD_COLUMNS.replace(
				'served_how',
				`case when served_how in ('handed-over', 'refused') then 'opened' else served_how end`,
			)} from notice where ${HELD}`,
		)
	return [
		`delete from notice where not (${HELD})`,
		`update notice set served_how = 'opened' where served_how in ('handed-over', 'refused')`,
		...WIDE_COLUMNS.map((column) => `alter table notice drop column ${column.split(' ')[0]}`),
		'alter table notice alter column outlet_id set not null',
		'alter table notice alter column penalty_id set not null',
		'alter table notice drop constraint notice_kind_check',
		`alter table notice add constraint notice_kind_check check (kind in (${OLD_KINDS}))`,
		'alter table notice drop constraint notice_served_how_check',
		`alter table notice add constraint notice_served_how_check check (served_how in (${OLD_SERVED}))`,
	]
}

export function notices(dialect: Dialect): MigrationText {
	const guards = GUARDED.flatMap((table) => appendOnly(table, dialect))
	return {
		up: [...widen(dialect), ...tables, ...indexes, ...guards],
		down: [
			'drop table service_consent',
			'drop table service_proof',
			'drop table notice_copy',
			'drop table notice_file',
			'drop table notice_template_draft',
			'drop table notice_template',
			...narrow(dialect),
		],
	}
}
