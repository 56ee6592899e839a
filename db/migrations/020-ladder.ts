import type { Dialect, MigrationText } from './dialect.ts'

// Absences with deputies; when to look at a clock's ladder; the sweep's lease with its fence, its marks and its faults.
const tables = [
	`create table account_absence (
		id text primary key,
		branch_id text not null references branch (id),
		account_id text not null references account (id),
		from_on text not null,
		until_on text not null,
		deputy_id text references account (id),
		note text not null,
		entered_by text not null,
		entered_at text not null,
		ended_by text,
		ended_at text
	)`,
	// One row per clock whose ladder may still have something to say; '' means at once. Kept by triggers: whoever moves a
	// clock cannot forget it.
	`create table clock_look (
		clock_id text primary key,
		branch_id text not null references branch (id),
		look_at text not null
	)`,
	`create table sweep_fault (
		branch_id text not null references branch (id),
		part text not null,
		item text not null,
		failures BIGINT not null,
		message text not null,
		first_at text not null,
		last_at text not null,
		next_at text not null,
		primary key (branch_id, part, item)
	)`,
	`alter table lease add column fence BIGINT not null default 0`,
	// The latest moment that a sweep has worked for: time does not run back behind it.
	`alter table lease add column mark_at text`,
	// When a jump of the clock was first seen; null while time is believed.
	`alter table lease add column jump_at text`,
	`alter table lease add column last_json text`,
	// When the rung fell due; null for reminders of before.
	`alter table reminder add column due_at text`,
]

const indexes = [
	// absences of some people on a day
	`create index account_absence_person on account_absence (account_id, until_on)`,
	// absences of the branch, newest first
	`create index account_absence_branch on account_absence (branch_id, until_on, id)`,
	// ladder.look
	`create index clock_look_at on clock_look (branch_id, look_at, clock_id)`,
	`insert into clock_look (clock_id, branch_id, look_at)
		select id, branch_id, '' from clock where state in ('RUNNING', 'BREACHED')`,
]

const LOOK = `insert into clock_look (clock_id, branch_id, look_at) values (new.id, new.branch_id, '')
	on conflict (clock_id) do update set look_at = ''`
const LIVE = `new.state in ('RUNNING', 'BREACHED')`

function triggers(dialect: Dialect): string[] {
	if (dialect === 'sqlite')
		return [
			`create trigger clock_look_new after insert on clock when ${LIVE} begin ${LOOK}; end`,
			`create trigger clock_look_moved after update of due_at, started_at, round, state on clock
				when ${LIVE} and (new.due_at <> old.due_at or new.started_at <> old.started_at or new.round <> old.round
					or (new.state <> old.state and old.state <> 'RUNNING'))
				begin ${LOOK}; end`,
			`create trigger clock_look_over after update of state on clock
				when new.state not in ('RUNNING', 'BREACHED') and old.state in ('RUNNING', 'BREACHED')
				begin delete from clock_look where clock_id = new.id; end`,
		]
	return [
		`create function clock_look_again() returns trigger language plpgsql as $$ begin
			if not (${LIVE}) then
				delete from clock_look where clock_id = new.id;
			elsif tg_op = 'INSERT' then
				${LOOK};
			elsif new.due_at <> old.due_at or new.started_at <> old.started_at or new.round <> old.round
				or (new.state <> old.state and old.state <> 'RUNNING') then
				${LOOK};
			end if;
			return null;
		end $$`,
		`create trigger clock_look_kept after insert or update of due_at, started_at, round, state on clock
			for each row execute function clock_look_again()`,
	]
}

function noTriggers(dialect: Dialect): string[] {
	if (dialect === 'sqlite')
		return ['clock_look_over', 'clock_look_moved', 'clock_look_new'].map((name) => `drop trigger ${name}`)
	return ['drop trigger clock_look_kept on clock', 'drop function clock_look_again()']
}

export function ladder(dialect: Dialect): MigrationText {
	return {
		up: [...tables, ...indexes, ...triggers(dialect)],
		down: [
			...noTriggers(dialect),
			'alter table reminder drop column due_at',
			...['last_json', 'jump_at', 'mark_at', 'fence'].map((column) => `alter table lease drop column ${column}`),
			'drop table sweep_fault',
			'drop table clock_look',
			'drop table account_absence',
		],
	}
}
