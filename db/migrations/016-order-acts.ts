import { appendOnly, type Dialect, type MigrationText } from './dialect.ts'

// Acts on orders: suspension, transfer with acceptance and its owners, contacts with the user, the written chase notice.
const columns = [
	`alter table supervision_order add column suspended_at text`,
	`alter table supervision_order add column suspended_until text`,
	// The outside body that is waited for.
	`alter table supervision_order add column waiting_for text`,
	// While a transfer waits, whose department has been asked: it reads the order.
	`alter table supervision_order add column transfer_to_id text references department (id)`,
	// Why the grade is what it is.
	`alter table supervision_order add column grade_reason text`,
	`alter table order_assist add column added_at text`,
	`alter table order_assist add column added_by text`,
	`alter table order_assist add column taken_back_at text`,
	`alter table order_assist add column taken_back_by text`,
	`alter table order_assist add column taken_back_reason text`,
]

const tables = [
	`create table order_suspension (
		id text primary key,
		branch_id text not null references branch (id),
		order_id text not null references supervision_order (id),
		body text not null,
		reason text not null,
		from_at text not null,
		expected_until text not null,
		by_account_id text not null,
		to_at text,
		how text check (how in ('HAND', 'DUE', 'ENDED')),
		ended_by text,
		old_due_at text not null,
		new_due_at text,
		check ((to_at is null) = (how is null))
	)`,
	`create table order_transfer (
		id text primary key,
		branch_id text not null references branch (id),
		order_id text not null references supervision_order (id),
		from_department_id text not null references department (id),
		from_account_id text,
		to_department_id text not null references department (id),
		to_account_id text,
		reason text not null,
		asked_by text not null,
		asked_at text not null,
		due_on text not null,
		state text not null check (state in ('PENDING', 'ACCEPTED', 'REFUSED', 'WITHDRAWN', 'LAPSED', 'ENDED')),
		decided_by text,
		decided_at text,
		answer text,
		check ((state = 'PENDING') = (decided_at is null)),
		check (state <> 'ACCEPTED' or decided_by <> asked_by)
	)`,
	`create table order_owner (
		id text primary key,
		branch_id text not null references branch (id),
		order_id text not null references supervision_order (id),
		n BIGINT not null,
		department_id text not null references department (id),
		account_id text,
		how text not null check (how in ('ISSUED', 'SIGNED', 'TRANSFER')),
		from_at text not null,
		to_at text
	)`,
	`create table order_contact (
		id text primary key,
		branch_id text not null references branch (id),
		order_id text not null references supervision_order (id),
		kind text not null check (kind in ('IDENTITY', 'CONTACT')),
		channel text not null check (channel in ('PHONE', 'SMS', 'VISIT', 'ONLINE')),
		user_masked text not null,
		reached integer not null check (reached in (0, 1)),
		handler_name text,
		handler_number text,
		text text not null,
		at text not null,
		by_account_id text not null,
		recorded_at text not null,
		check (kind <> 'IDENTITY' or (handler_name is not null and handler_number is not null))
	)`,
	`create table order_notice (
		id text primary key,
		branch_id text not null references branch (id),
		order_id text not null references supervision_order (id),
		department_id text not null references department (id),
		head_account_id text,
		number text not null,
		rung_key text not null,
		due_at text not null,
		body_json text not null,
		sha256 text not null,
		check_code text not null,
		sent_at text not null,
		template_id text not null,
		text_json text not null,
		text_sha256 text not null
	)`,
	`create table order_notice_file (
		id text primary key,
		branch_id text not null references branch (id),
		notice_id text not null references order_notice (id),
		language text not null check (language in ('zh-Hans', 'zh-Hant', 'en')),
		sha256 text not null,
		size BIGINT not null,
		made_at text not null
	)`,
]

// Each index names the query that it serves; unique ones are rules of the field.
const indexes = [
	`create unique index order_suspension_open on order_suspension (order_id) where to_at is null`,
	// orders.suspensions
	`create index order_suspension_order on order_suspension (order_id, from_at)`,
	`create unique index order_transfer_pending on order_transfer (order_id) where state = 'PENDING'`,
	// orders.transfers
	`create index order_transfer_order on order_transfer (order_id, asked_at)`,
	`create unique index order_owner_n on order_owner (order_id, n)`,
	`create unique index order_owner_now on order_owner (order_id) where to_at is null`,
	// orders.contacts
	`create index order_contact_order on order_contact (order_id, at)`,
	`create unique index order_notice_number on order_notice (branch_id, number)`,
	`create unique index order_notice_code on order_notice (check_code)`,
	`create unique index order_notice_rung on order_notice (order_id, rung_key)`,
	`create unique index order_notice_file_once on order_notice_file (notice_id, language)`,
	// orders.ofDepartment while a transfer waits
	`create index supervision_order_transfer on supervision_order (transfer_to_id) where transfer_to_id is not null`,
	// orders.mergedInto
	`create index supervision_order_merged on supervision_order (merged_into_id) where merged_into_id is not null`,
	'drop index order_assist_department',
	`create unique index order_assist_department on order_assist (order_id, department_id) where taken_back_at is null`,
]

// Orders of before get the owner that they have: the department since issue, whoever signed or works on it now.
const owners = `insert into order_owner (id, branch_id, order_id, n, department_id, account_id, how, from_at, to_at)
	select id || '-1', branch_id, id, 1, lead_department_id, handler_id,
		case when handler_id is null then 'ISSUED' else 'SIGNED' end, issued_at,
		case when state in ('WITHDRAWN', 'MERGED') then coalesce(acknowledged_at, issued_at)
			when state in ('STRUCK_OFF', 'ASSESSED') then coalesce(struck_off_at, completed_at, issued_at) end
	from supervision_order where issued_at is not null`

const GUARDED = ['order_contact', 'order_notice', 'order_notice_file']

const OLD_STATES = `'PENDING', 'GRANTED', 'REFUSED'`
const STATES = `${OLD_STATES}, 'WITHDRAWN'`
const EXTENSION = `id, branch_id, order_id, asked_by, asked_at, amount, unit, reason, state, decided_by, decided_at,
	decision_reason, old_due_at, new_due_at`

const extensionTable = (states: string) => `create table order_extension_new (
		id text primary key,
		branch_id text not null references branch (id),
		order_id text not null references supervision_order (id),
		asked_by text not null,
		asked_at text not null,
		amount BIGINT not null,
		unit text not null check (unit in ('wd', 'h')),
		reason text not null,
		state text not null check (state in (${states})),
		decided_by text,
		decided_at text,
		decision_reason text,
		old_due_at text not null,
		new_due_at text
	)`

const extensionIndexes = [
	`create unique index order_extension_pending on order_extension (order_id) where state = 'PENDING'`,
	// orders.extensions
	`create index order_extension_order on order_extension (order_id, asked_at)`,
]

// What the narrow list cannot hold is told as refused.
const carried = (narrow: boolean) =>
	narrow ? EXTENSION.replace('state,', `case when state = 'WITHDRAWN' then 'REFUSED' else state end,`) : EXTENSION

/** Other states of a request; SQLite cannot change a check: the table is made anew and the rows are carried over. */
function extensions(dialect: Dialect, states: string, narrow: boolean): string[] {
	if (dialect === 'sqlite')
		return [
			extensionTable(states),
			`insert into order_extension_new (${EXTENSION}) select ${carried(narrow)} from order_extension`,
			'drop table order_extension',
			'alter table order_extension_new rename to order_extension',
			...extensionIndexes,
		]
	return [
		...(narrow ? [`update order_extension set state = 'REFUSED' where state = 'WITHDRAWN'`] : []),
		'alter table order_extension drop constraint order_extension_state_check',
		`alter table order_extension add constraint order_extension_state_check check (state in (${states}))`,
	]
}

const OLD_KINDS = `'pre-notice', 'decision', 'review-decision', 'education', 'withdrawal', 'revocation', 'reminder-letter', 'settlement-statement'`
const KINDS = `${OLD_KINDS}, 'chase-notice'`
const TEMPLATE =
	'id, branch_id, kind, version, effective_from, body_json, sha256, drafted_by, published_by, published_at'
const DRAFT =
	'id, branch_id, kind, effective_from, body_json, drafted_by, drafted_at, state, ended_by, ended_at, version'

const templateTables = (kinds: string) => ({
	notice_template: `create table notice_template_new (
		id text primary key,
		branch_id text not null references branch (id),
		kind text not null check (kind in (${kinds})),
		version BIGINT not null,
		effective_from text not null,
		body_json text not null,
		sha256 text not null,
		drafted_by text,
		published_by text,
		published_at text not null,
		check (drafted_by is null or published_by is null or drafted_by <> published_by)
	)`,
	notice_template_draft: `create table notice_template_draft_new (
		id text primary key,
		branch_id text not null references branch (id),
		kind text not null check (kind in (${kinds})),
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
})

/** The wording of the chase notice is a template like the others. */
function templates(dialect: Dialect, kinds: string): string[] {
	const made = templateTables(kinds)
	const held = `where kind in (${kinds})`
	if (dialect === 'sqlite')
		return [
			made.notice_template,
			`insert into notice_template_new (${TEMPLATE}) select ${TEMPLATE} from notice_template ${held}`,
			'drop table notice_template',
			'alter table notice_template_new rename to notice_template',
			`create unique index notice_template_version on notice_template (branch_id, kind, version)`,
			...appendOnly('notice_template', dialect),
			made.notice_template_draft,
			`insert into notice_template_draft_new (${DRAFT}) select ${DRAFT} from notice_template_draft ${held}`,
			'drop table notice_template_draft',
			'alter table notice_template_draft_new rename to notice_template_draft',
			`create unique index notice_template_draft_open on notice_template_draft (branch_id, kind) where state = 'OPEN'`,
		]
	return [
		'drop trigger notice_template_no_change on notice_template',
		`delete from notice_template where kind not in (${kinds})`,
		...appendOnly('notice_template', dialect),
		`delete from notice_template_draft where kind not in (${kinds})`,
		...['notice_template', 'notice_template_draft'].flatMap((table) => [
			`alter table ${table} drop constraint ${table}_kind_check`,
			`alter table ${table} add constraint ${table}_kind_check check (kind in (${kinds}))`,
		]),
	]
}

export function orderActs(dialect: Dialect): MigrationText {
	return {
		up: [
			...columns,
			...tables,
			...indexes,
			owners,
			...GUARDED.flatMap((table) => appendOnly(table, dialect)),
			...extensions(dialect, STATES, false),
			...templates(dialect, KINDS),
		],
		down: [
			...templates(dialect, OLD_KINDS),
			...extensions(dialect, OLD_STATES, true),
			'drop table order_notice_file',
			'drop table order_notice',
			'drop table order_contact',
			'drop table order_owner',
			'drop table order_transfer',
			'drop table order_suspension',
			'drop index supervision_order_merged',
			'drop index supervision_order_transfer',
			'drop index order_assist_department',
			'delete from order_assist where taken_back_at is not null',
			`create unique index order_assist_department on order_assist (order_id, department_id)`,
			...['taken_back_reason', 'taken_back_by', 'taken_back_at', 'added_by', 'added_at'].map(
				(name) => `alter table order_assist drop column ${name}`,
			),
			...['grade_reason', 'transfer_to_id', 'waiting_for', 'suspended_until', 'suspended_at'].map(
				(name) => `alter table supervision_order drop column ${name}`,
			),
		],
	}
}
