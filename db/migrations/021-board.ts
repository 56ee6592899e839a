import type { Dialect, MigrationText } from './dialect.ts'

// What people keep of the orders board, and the indexes that its lists, counts and figures are read from.
const tables = [
	`create table board_view (
		id text primary key,
		branch_id text not null references branch (id),
		account_id text not null references account (id),
		name text not null,
		query_json text not null,
		columns_json text,
		department_id text references department (id),
		created_at text not null,
		version BIGINT not null default 1
	)`,
	`create table board_layout (
		account_id text primary key references account (id),
		branch_id text not null references branch (id),
		columns_json text not null,
		density text not null check (density in ('normal', 'tight')),
		changed_at text not null
	)`,
]

// What is known of the outcome without a look at the time (app/domain/order/figures.ts); the database works it out.
const outcomeOf = (row: string) => `(case when ${row}state in ('DRAFT', 'PENDING_APPROVAL') then 'draft'
	when ${row}overdue_at is not null or ${row}submitted_at > ${row}due_at then 'late'
	when ${row}state in ('SUBMITTED', 'COMPLETED', 'STRUCK_OFF', 'ASSESSED') then 'on-time'
	when ${row}state in ('WITHDRAWN', 'MERGED') then 'dropped' else 'waiting' end)`

/** A column of its own on SQLite, kept by triggers: an index on a virtual column is never enough to answer from. */
const outcome = (dialect: Dialect) =>
	dialect === 'postgres'
		? [`alter table supervision_order add column outcome text generated always as ${outcomeOf('')} stored`]
		: [
				`alter table supervision_order add column outcome text`,
				`update supervision_order set outcome = ${outcomeOf('')}`,
				`create trigger order_outcome_insert after insert on supervision_order begin
					update supervision_order set outcome = ${outcomeOf('new.')} where rowid = new.rowid; end`,
				`create trigger order_outcome_update after update of state, overdue_at, submitted_at, due_at on supervision_order
					when ${outcomeOf('old.')} <> ${outcomeOf('new.')} begin
					update supervision_order set outcome = ${outcomeOf('new.')} where rowid = new.rowid; end`,
			]
const noOutcome = (dialect: Dialect) =>
	dialect === 'postgres' ? [] : ['drop trigger order_outcome_update', 'drop trigger order_outcome_insert']

// Each index names the query that it serves; unique ones are rules of the field.
const indexes = [
	`create unique index board_view_name on board_view (account_id, name)`,
	// board.sharedViews
	`create index board_view_department on board_view (department_id) where department_id is not null`,
	// orders.board of what is not struck off, what stands still last; every filter and every light is answered from the
	// index itself: the texts of the query (OPEN, RANK in order-conditions.server.ts)
	`drop index supervision_order_open`,
	`create index supervision_order_open on supervision_order (branch_id,
		(case when state in ('SUBMITTED', 'COMPLETED') or suspended_at is not null then 1 else 0 end), due_at, id, state,
		near_at, ack_due_at, returned_count, confidential, due_on, statutory_due_on, issued_by, lead_department_id,
		transfer_to_id, suspended_at, handler_id, urgency, source, issued_at, overdue_at, submitted_at)
		where state in ('ISSUED', 'ACKNOWLEDGED', 'IN_PROGRESS', 'RETURNED', 'SUBMITTED', 'COMPLETED')`,
	`drop index supervision_order_due`,
	// orders.board of what has ended, and of everything issued, by due date
	`create index supervision_order_due on supervision_order (branch_id, due_at, id, state, confidential,
		lead_department_id, transfer_to_id, urgency, source, due_on, outcome, overdue_at, suspended_at, issued_at)
		where due_at is not null`,
	`drop index supervision_order_issued`,
	// orders.board by the day of issue; figures.issued
	`create index supervision_order_issued on supervision_order (branch_id, issued_at, id, state, confidential,
		lead_department_id, transfer_to_id, urgency, source, due_at)`,
	// figures.outcomes: by due day and department
	`create index supervision_order_outcome on supervision_order (branch_id, due_on, lead_department_id, outcome,
		confidential) where due_on is not null`,
	// figures.extensions, and the list behind them
	`create index order_extension_decided on order_extension (branch_id, decided_at, order_id)`,
	// figures.chases
	`create index order_chase_at on order_chase (branch_id, at, order_id)`,
]

const GRAMS = (text: string) =>
	`(select group_concat(hex(substr(${text}, n, 2)), ' ') from order_tally where n < length(${text}))`
const ADD = `insert into order_text (order_id) values (new.id);
	insert into order_gram (rowid, grams) values ((select no from order_text where order_id = new.id), ${GRAMS('new.search_text')});`
const DROP = `delete from order_gram where rowid = (select no from order_text where order_id = old.id);
	delete from order_text where order_id = old.id;`

/**
 * orders.search: pairs of neighbouring characters, for languages without spaces, so that a word that is rare is found
 * without reading every order. The database keeps them itself; a match is compared with the text once more.
 */
function search(dialect: Dialect): { readonly up: readonly string[]; readonly down: readonly string[] } {
	if (dialect === 'postgres')
		return {
			up: [
				`create function order_grams(search_text text) returns text[] language sql immutable parallel safe
					as $$ select coalesce(array_agg(substr(search_text, n, 2)), '{}') from generate_series(1, length(search_text) - 1) n $$`,
				`create index supervision_order_gram on supervision_order using gin (order_grams(search_text))`,
			],
			down: ['drop index supervision_order_gram', 'drop function order_grams(text)'],
		}
	return {
		up: [
			// The places in a text; a longer one is found by its first 4,000 characters.
			`create table order_tally (n BIGINT primary key)`,
			`insert into order_tally (n) with recursive t (n) as (select 1 union all select n + 1 from t where n < 4000) select n from t`,
			// Its own number, which no vacuum changes.
			`create table order_text (no SERIAL, order_id text not null unique)`,
			`create virtual table order_gram using fts5 (grams, content = '', contentless_delete = 1, detail = none)`,
			`insert into order_text (order_id) select id from supervision_order`,
			`insert into order_gram (rowid, grams) select t.no, ${GRAMS('o.search_text')}
				from order_text t join supervision_order o on o.id = t.order_id`,
			`create trigger order_text_insert after insert on supervision_order begin ${ADD} end`,
			`create trigger order_text_update after update of search_text on supervision_order
				when old.search_text <> new.search_text begin ${DROP} ${ADD} end`,
			`create trigger order_text_delete after delete on supervision_order begin ${DROP} end`,
		],
		down: [
			'drop trigger order_text_delete',
			'drop trigger order_text_update',
			'drop trigger order_text_insert',
			'drop table order_gram',
			'drop table order_text',
			'drop table order_tally',
		],
	}
}

export function board(dialect: Dialect): MigrationText {
	return {
		up: [...tables, ...outcome(dialect), ...indexes, ...search(dialect).up],
		down: [
			...search(dialect).down,
			'drop index order_chase_at',
			'drop index order_extension_decided',
			'drop index supervision_order_outcome',
			'drop index supervision_order_issued',
			`create index supervision_order_issued on supervision_order (branch_id, issued_at, id)`,
			'drop index supervision_order_due',
			`create index supervision_order_due on supervision_order (branch_id, due_at, id)`,
			'drop index supervision_order_open',
			`create index supervision_order_open on supervision_order (branch_id,
		(case when state in ('SUBMITTED', 'COMPLETED') then 1 else 0 end), due_at, id, state, near_at, ack_due_at,
		returned_count, confidential, due_on, statutory_due_on, issued_by, lead_department_id)
		where state in ('ISSUED', 'ACKNOWLEDGED', 'IN_PROGRESS', 'RETURNED', 'SUBMITTED', 'COMPLETED')`,
			...noOutcome(dialect),
			'alter table supervision_order drop column outcome',
			'drop table board_layout',
			'drop table board_view',
		],
	}
}
