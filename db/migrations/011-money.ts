import { appendOnly, type Dialect, type MigrationText } from './dialect.ts'

// The money behind the cases: streams and accounts, settlements of two persons, commission statements, payment plans.

const OLD_KINDS = ['DEPOSIT_IN', 'HOLD', 'RELEASE', 'DEDUCT', 'TOPUP_IN', 'REFUND', 'REVERSAL']
const NEW_KINDS = [
	...OLD_KINDS,
	'COMMISSION',
	'COMMISSION_PAID',
	'OFFSET',
	'INVOICE',
	'COLLECT',
	'SURCHARGE',
	'REDRESS_PAID',
]
const OLD_ACCOUNTS = ['CASH', 'DEPOSIT_AVAILABLE', 'DEPOSIT_HELD', 'PENALTY_INCOME']
const NEW_ACCOUNTS = [...OLD_ACCOUNTS, 'RECEIVABLE', 'COMMISSION_PAYABLE', 'CLAWBACK', 'USER_REDRESS']
const STREAMS = ['deposit', 'penalty', 'clawback', 'redress', 'commission']

const oneOf = (column: string, values: readonly string[]) =>
	`check (${column} in (${values.map((value) => `'${value}'`).join(', ')}))`

const STREAM_OF = `case when penalty_id is null then 'deposit' else 'penalty' end`
const PERIOD_OF = `coalesce((select r.period from settlement_run r where r.id = settlement_run_id), substr(posted_on, 1, 7))`

const OLD_TXN = `id text primary key,
		branch_id text not null references branch (id),
		dealer_id text not null references dealer (id),
		kind text not null KINDS,
		amount_fen BIGINT not null,
		penalty_id text references penalty (id),
		decision_id text references decision (id),
		settlement_run_id text references settlement_run (id),
		reverses_id text references ledger_txn_next (id),
		voucher text not null,
		idempotency_key text not null,
		posted_on text not null,
		created_by text not null,
		created_at text not null`
const OLD_COLUMNS = [
	'id',
	'branch_id',
	'dealer_id',
	'kind',
	'amount_fen',
	'penalty_id',
	'decision_id',
	'settlement_run_id',
	'reverses_id',
	'voucher',
	'idempotency_key',
	'posted_on',
	'created_by',
	'created_at',
].join(', ')

const ENTRY = `id SERIAL,
		branch_id text not null references branch (id),
		dealer_id text not null references dealer (id),
		txn_id text not null references ledger_txn_next (id),
		account text not null ACCOUNTS,
		debit_fen BIGINT not null,
		credit_fen BIGINT not null,
		check (debit_fen >= 0 and credit_fen >= 0 and (debit_fen = 0) <> (credit_fen = 0))`
const ENTRY_COLUMNS = 'id, branch_id, dealer_id, txn_id, account, debit_fen, credit_fen'

const OLD_INDEXES = [
	`create unique index ledger_txn_once on ledger_txn (idempotency_key)`,
	// ledger.ofDealer
	`create index ledger_txn_dealer on ledger_txn (dealer_id, created_at, id)`,
	// ledger.ofPenalty
	`create index ledger_txn_penalty on ledger_txn (penalty_id)`,
	// ledger.balances
	`create index ledger_entry_dealer on ledger_entry (dealer_id, account)`,
	// ledger.entriesOf
	`create index ledger_entry_txn on ledger_entry (txn_id)`,
]

const NEW_INDEXES = [
	// ledger.ofClaim
	`create index ledger_txn_claim on ledger_txn (claim_id) where claim_id is not null`,
	// ledger.ofRun
	`create index ledger_txn_run on ledger_txn (settlement_run_id) where settlement_run_id is not null`,
	// statements.ofPeriod
	`create index ledger_txn_period on ledger_txn (dealer_id, period)`,
]

/** SQLite cannot change a check: both tables are built anew, entries keep their numbers, then swapped. */
function rebuild(txn: { readonly columns: string; readonly read: string }, accounts: readonly string[]): string[] {
	return [
		`create table ledger_txn_next (${txn.columns}, check (amount_fen > 0))`,
		`insert into ledger_txn_next ${txn.read}`,
		`create table ledger_entry_next (${ENTRY.replace('ACCOUNTS', oneOf('account', accounts))})`,
		`insert into ledger_entry_next (${ENTRY_COLUMNS}) select ${ENTRY_COLUMNS} from ledger_entry order by id`,
		'drop table ledger_entry',
		'drop table ledger_txn',
		'alter table ledger_txn_next rename to ledger_txn',
		'alter table ledger_entry_next rename to ledger_entry',
	]
}

function widen(dialect: Dialect): string[] {
	const guards = [...appendOnly('ledger_txn', dialect), ...appendOnly('ledger_entry', dialect)]
	if (dialect === 'sqlite') {
		const columns = `${OLD_TXN.replace('KINDS', oneOf('kind', NEW_KINDS))},
			stream text not null ${oneOf('stream', STREAMS)}, claim_id text, period text not null`
		const read = `(${OLD_COLUMNS}, stream, claim_id, period)
			select ${OLD_COLUMNS}, ${STREAM_OF}, null, ${PERIOD_OF} from ledger_txn order by created_at, id`
		return [...rebuild({ columns, read }, NEW_ACCOUNTS), ...OLD_INDEXES, ...guards]
	}
	return [
		'drop trigger ledger_txn_no_change on ledger_txn',
		'alter table ledger_txn drop constraint ledger_txn_kind_check',
		`alter table ledger_txn add constraint ledger_txn_kind_check ${oneOf('kind', NEW_KINDS)}`,
		`alter table ledger_txn add column stream text ${oneOf('stream', STREAMS)}`,
		'alter table ledger_txn add column claim_id text',
		'alter table ledger_txn add column period text',
		`update ledger_txn set stream = ${STREAM_OF}, period = ${PERIOD_OF}`,
		'alter table ledger_txn alter column stream set not null',
		'alter table ledger_txn alter column period set not null',
		'alter table ledger_entry drop constraint ledger_entry_account_check',
		`alter table ledger_entry add constraint ledger_entry_account_check ${oneOf('account', NEW_ACCOUNTS)}`,
		...appendOnly('ledger_txn', dialect),
	]
}

/** Refused by the checks when the new kinds and accounts are in use: nothing of the ledger is thrown away. */
function narrow(dialect: Dialect): string[] {
	const guards = [...appendOnly('ledger_txn', dialect), ...appendOnly('ledger_entry', dialect)]
	if (dialect === 'sqlite') {
		const columns = OLD_TXN.replace('KINDS', oneOf('kind', OLD_KINDS))
		const read = `(${OLD_COLUMNS}) select ${OLD_COLUMNS} from ledger_txn order by created_at, id`
		return [...rebuild({ columns, read }, OLD_ACCOUNTS), ...OLD_INDEXES, ...guards]
	}
	return [
		'alter table ledger_txn drop column stream',
		'alter table ledger_txn drop column claim_id',
		'alter table ledger_txn drop column period',
		'alter table ledger_txn drop constraint ledger_txn_kind_check',
		`alter table ledger_txn add constraint ledger_txn_kind_check ${oneOf('kind', OLD_KINDS)}`,
		'alter table ledger_entry drop constraint ledger_entry_account_check',
		`alter table ledger_entry add constraint ledger_entry_account_check ${oneOf('account', OLD_ACCOUNTS)}`,
	]
}

const tables = [
	`create table settlement_proposal (
		id text primary key,
		branch_id text not null references branch (id),
		period text not null,
		state text not null check (state in ('PROPOSED', 'CONFIRMED', 'DROPPED')),
		as_of text not null,
		sha256 text not null,
		body_json text not null,
		proposed_by text not null,
		proposed_at text not null,
		decided_by text,
		decided_at text,
		reason text,
		run_id text references settlement_run (id),
		version BIGINT not null default 1,
		check (state <> 'CONFIRMED' or (decided_by is not null and run_id is not null and decided_by <> proposed_by))
	)`,
	`create table commission_import (
		id text primary key,
		branch_id text not null references branch (id),
		file_name text not null,
		sha256 text not null,
		statements BIGINT not null,
		gross_fen BIGINT not null,
		paid_fen BIGINT not null,
		imported_by text not null,
		imported_at text not null
	)`,
	`create table commission_statement (
		id text primary key,
		branch_id text not null references branch (id),
		dealer_id text not null references dealer (id),
		period text not null,
		gross_fen BIGINT not null,
		paid_fen BIGINT not null,
		import_id text not null references commission_import (id),
		row_no BIGINT not null,
		imported_at text not null,
		check (gross_fen > 0 and paid_fen >= 0 and paid_fen <= gross_fen)
	)`,
	`create table payment_plan (
		id text primary key,
		branch_id text not null references branch (id),
		dealer_id text not null references dealer (id),
		penalty_id text references penalty (id),
		claim_id text,
		kind text not null check (kind in ('INSTALMENT', 'DEFERRAL')),
		state text not null check (state in ('ASKED', 'GRANTED', 'REFUSED', 'BROKEN', 'DONE')),
		by_dealer integer not null check (by_dealer in (0, 1)),
		reason text not null,
		total_fen BIGINT not null check (total_fen > 0),
		base_paid_fen BIGINT not null check (base_paid_fen >= 0),
		asked_by text not null,
		asked_at text not null,
		decided_by text,
		decided_at text,
		decision_reason text,
		ended_at text,
		version BIGINT not null default 1,
		check ((penalty_id is null) <> (claim_id is null)),
		check (decided_by is null or decided_by <> asked_by)
	)`,
	`create table instalment (
		id text primary key,
		branch_id text not null references branch (id),
		plan_id text not null references payment_plan (id),
		no BIGINT not null,
		due_on text not null,
		amount_fen BIGINT not null check (amount_fen > 0)
	)`,
	`create unique index settlement_proposal_open on settlement_proposal (branch_id, period) where state <> 'DROPPED'`,
	// settlements.proposals
	`create index settlement_proposal_branch on settlement_proposal (branch_id, period, proposed_at)`,
	`create unique index commission_import_file on commission_import (branch_id, sha256)`,
	`create unique index commission_statement_once on commission_statement (dealer_id, period)`,
	// commissions.list
	`create index commission_statement_branch on commission_statement (branch_id, period, id)`,
	`create unique index payment_plan_open on payment_plan (penalty_id) where state in ('ASKED', 'GRANTED') and penalty_id is not null`,
	// paymentPlans.ofDealer
	`create index payment_plan_dealer on payment_plan (dealer_id, asked_at)`,
	// paymentPlans.list
	`create index payment_plan_branch on payment_plan (branch_id, state, asked_at, id)`,
	`create unique index instalment_no on instalment (plan_id, no)`,
	// Runs of before this migration were started by one person.
	`alter table settlement_run add column two_persons integer not null default 1`,
	`update settlement_run set two_persons = 0`,
	`alter table settlement_run add column totals_json text`,
]

export function money(dialect: Dialect): MigrationText {
	return {
		up: [...widen(dialect), ...NEW_INDEXES, ...tables, ...appendOnly('commission_statement', dialect)],
		down: [
			'alter table settlement_run drop column totals_json',
			'alter table settlement_run drop column two_persons',
			'drop table instalment',
			'drop table payment_plan',
			'drop table commission_statement',
			'drop table commission_import',
			'drop table settlement_proposal',
			...NEW_INDEXES.map((text) => `drop index ${text.split(' ')[2]}`),
			...narrow(dialect),
		],
	}
}
