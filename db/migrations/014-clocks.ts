import { appendOnly, type Dialect, type MigrationText } from './dialect.ts'

// Clocks that can be computed again from their own facts: pauses, extensions, and every move on record.
const OLD_COLUMNS = `id, branch_id, subject_kind, subject_id, kind, party, round, limit_amount, limit_unit, started_at,
	due_at, due_on, raw_due_on, provisional, calendar_version_id, steps_json, state, ended_at`

const COMMON = `id text primary key,
	branch_id text not null references branch (id),
	subject_kind text not null SUBJECTS,
	subject_id text not null,
	kind text not null,
	party text not null check (party in ('dealer', 'department', 'staff')),
	round BIGINT not null,
	limit_amount BIGINT not null,
	limit_unit text not null check (limit_unit in ('wd', 'wh', 'cd', 'h', 'date')),
	started_at text not null,
	due_at text not null,
	due_on text not null,
	raw_due_on text not null,
	provisional integer not null check (provisional in (0, 1)),
	calendar_version_id text not null references reference_version (id),
	steps_json text not null,
	state text not null check (state in (STATES)),
	ended_at text`

const OLD_SUBJECTS = `check (subject_kind in ('order', 'assist', 'penalty', 'plan', 'violation', 'measure'))`
const OLD_STATES = `'RUNNING', 'MET', 'BREACHED', 'CANCELLED'`
const NEW_STATES = `'RUNNING', 'PAUSED', 'MET', 'BREACHED', 'CANCELLED', 'RETIRED'`

// A day that ends at 24:00 in Asia/Shanghai ends at 16:00 UTC, one that ends at 18:00 at 10:00 UTC.
const CLOSE_OF = `case substr(due_at, 12, 5) when '16:00' then 1440 when '10:00' then 1080
	else case party when 'dealer' then 1440 else 1080 end end`
const CUT_OF = `case when kind = 'order.handle' and steps_json like '%"kind":"statutory"%'
	then (select COLUMN from supervision_order where supervision_order.id = clock.subject_id) end`
const FIRST_OF = `case when kind = 'order.handle' and steps_json like '%"kind":"extended"%'
	then coalesce((select original_due_at from supervision_order where supervision_order.id = clock.subject_id), due_at)
	else due_at end`

/** Name, type, and where the value of a clock of before comes from. */
const WIDE: readonly (readonly [name: string, type: string, from: string])[] = [
	['close_at', 'BIGINT not null default 1080', CLOSE_OF],
	[`calendar_code`, `text not null default 'branch'`, `'branch'`],
	['start_event', 'text', 'null'],
	['default_outcome', 'text', 'null'],
	['policy_id', 'text', 'null'],
	['cut_complaint_on', 'text', CUT_OF.replace('COLUMN', 'complaint_on')],
	['cut_statutory_on', 'text', CUT_OF.replace('COLUMN', 'statutory_due_on')],
	['cut_reserve_wd', 'BIGINT', `case when ${CUT_OF.replace('COLUMN', 'complaint_on')} is not null then 2 end`],
	['first_due_at', `text not null default ''`, FIRST_OF],
	['first_due_on', `text not null default ''`, 'due_on'],
	['met_at', 'text', `case state when 'MET' then ended_at end`],
	['breached_at', 'text', `case state when 'BREACHED' then due_at end`],
]

const clockIndexes = [
	`create unique index clock_once on clock (subject_kind, subject_id, kind, round)`,
	// clocks.due (sweep)
	`create index clock_due on clock (state, due_at)`,
]

const REMINDER = `id text primary key,
	branch_id text not null references branch (id),
	clock_id text not null references clock_next (id),
	rung_key text not null,
	fired_at text not null`

/** SQLite cannot change a check: the table is made anew with what refers to it, and the rows are carried over. */
function rebuild(columns: string, carry: string): string[] {
	return [
		`create table clock_next (${columns})`,
		`insert into clock_next ${carry}`,
		`create table reminder_next (${REMINDER})`,
		`insert into reminder_next (id, branch_id, clock_id, rung_key, fired_at)
			select id, branch_id, clock_id, rung_key, fired_at from reminder
			where clock_id in (select id from clock_next)`,
		'drop table reminder',
		'drop table clock',
		'alter table clock_next rename to clock',
		'alter table reminder_next rename to reminder',
		...clockIndexes,
		'create unique index reminder_once on reminder (clock_id, rung_key)',
	]
}

function widen(dialect: Dialect): string[] {
	if (dialect === 'sqlite') {
		const columns = [
			COMMON.replace('SUBJECTS', '').replace('STATES', NEW_STATES),
			...WIDE.map(([name, type]) => `${name} ${type}`),
		].join(', ')
		const names = WIDE.map(([name]) => name).join(', ')
		const values = WIDE.map(([, , from]) => from).join(', ')
		return rebuild(columns, `(${OLD_COLUMNS}, ${names}) select ${OLD_COLUMNS}, ${values} from clock`)
	}
	return [
		'alter table clock drop constraint clock_subject_kind_check',
		'alter table clock drop constraint clock_state_check',
		`alter table clock add constraint clock_state_check check (state in (${NEW_STATES}))`,
		...WIDE.map(([name, type]) => `alter table clock add column ${name} ${type}`),
		`update clock set ${WIDE.map(([name, , from]) => `${name} = ${from}`).join(', ')}`,
	]
}

// What the narrow table cannot hold: clocks of new subjects go, one that is paused runs, a retired one is cancelled.
const HELD = `subject_kind in ('order', 'assist', 'penalty', 'plan', 'violation', 'measure')`
const OLD_STATE = `case state when 'PAUSED' then 'RUNNING' when 'RETIRED' then 'CANCELLED' else state end`

function narrow(dialect: Dialect): string[] {
	if (dialect === 'sqlite') {
		const columns = COMMON.replace('SUBJECTS', OLD_SUBJECTS).replace('STATES', OLD_STATES)
		const values = OLD_COLUMNS.replace('state,', `${OLD_STATE},`)
		return rebuild(columns, `(${OLD_COLUMNS}) select ${values} from clock where ${HELD}`)
	}
	return [
		`delete from reminder where clock_id in (select id from clock where not (${HELD}))`,
		`delete from clock where not (${HELD})`,
		`update clock set state = ${OLD_STATE}`,
		...WIDE.map(([name]) => `alter table clock drop column ${name}`),
		'alter table clock drop constraint clock_state_check',
		`alter table clock add constraint clock_state_check check (state in (${OLD_STATES}))`,
		`alter table clock add constraint clock_subject_kind_check ${OLD_SUBJECTS}`,
	]
}

const tables = [
	`create table clock_pause (
		id text primary key,
		branch_id text not null references branch (id),
		clock_id text not null references clock (id),
		from_at text not null,
		expected_until text not null,
		to_at text,
		reason text not null,
		paused_by text not null,
		resumed_by text,
		carried integer not null check (carried in (0, 1)),
		check (expected_until > from_at),
		check (to_at is null or to_at >= from_at)
	)`,
	`create table clock_extension (
		id text primary key,
		branch_id text not null references branch (id),
		clock_id text not null references clock (id),
		n BIGINT not null,
		amount BIGINT not null,
		unit text not null check (unit in ('wd', 'wh', 'cd', 'h', 'date')),
		named_on text,
		old_due_at text not null,
		new_due_at text not null,
		reason text not null,
		asked_by text not null,
		asked_at text not null,
		decided_by text not null,
		decided_at text not null,
		carried integer not null check (carried in (0, 1)),
		check ((unit = 'date') = (named_on is not null))
	)`,
	`create table clock_move (
		id text primary key,
		branch_id text not null references branch (id),
		clock_id text not null references clock (id),
		cause text not null check (cause in ('extension', 'pause', 'resume', 'calendar', 'manual', 'policy')),
		old_due_at text not null,
		new_due_at text not null,
		old_due_on text not null,
		new_due_on text not null,
		old_calendar_version_id text not null,
		new_calendar_version_id text not null,
		reason text not null,
		moved_by text not null,
		moved_at text not null
	)`,
]

// Each index names the query that it serves; unique ones are rules of the field.
const indexes = [
	`create unique index clock_pause_open on clock_pause (clock_id) where to_at is null`,
	// clocks.pauses
	`create index clock_pause_clock on clock_pause (clock_id, from_at)`,
	`create unique index clock_extension_n on clock_extension (clock_id, n)`,
	// clocks.moves
	`create index clock_move_clock on clock_move (clock_id, moved_at)`,
]

// Extensions that orders were granted before: the clocks that show them in their steps.
const carryExtensions = `insert into clock_extension
	(id, branch_id, clock_id, n, amount, unit, named_on, old_due_at, new_due_at, reason, asked_by, asked_at, decided_by,
	decided_at, carried)
	select clock.id || '-' || e.id, e.branch_id, clock.id,
		row_number() over (partition by clock.id order by e.decided_at, e.id), e.amount, e.unit, null, e.old_due_at,
		coalesce(e.new_due_at, e.old_due_at), e.reason, e.asked_by, e.asked_at, coalesce(e.decided_by, e.asked_by),
		e.decided_at, case when clock.round > 1 then 1 else 0 end
	from order_extension e
	join clock on clock.subject_kind = 'order' and clock.subject_id = e.order_id and clock.kind = 'order.handle'
	where e.state = 'GRANTED' and e.decided_at >= clock.started_at and e.new_due_at <= clock.due_at
		and clock.steps_json like '%"kind":"extended"%'`

export function clocks(dialect: Dialect): MigrationText {
	return {
		up: [...widen(dialect), ...tables, ...indexes, carryExtensions, ...appendOnly('clock_move', dialect)],
		down: ['drop table clock_move', 'drop table clock_extension', 'drop table clock_pause', ...narrow(dialect)],
	}
}
