import { appendOnly, type Dialect, type MigrationText } from './dialect.ts'

// Measures as objects, the panel's votes on an exit, the people of a dealer, the blacklist, succession.
const tables = [
	// What a measure rests on: POINTS, TWO_GRAVE, RED_LINE or FARMING; null for measures of before.
	`alter table measure add column cause text`,
	`create table measure_record (
		id text primary key,
		branch_id text not null references branch (id),
		measure_id text not null references measure (id),
		kind text not null check (kind in ('TALK', 'CIRCULAR')),
		held_on text not null,
		people text not null,
		text text not null,
		plan_id text references plan (id),
		recorded_by text not null,
		recorded_at text not null
	)`,
	`create table exit_vote (
		id text primary key,
		branch_id text not null references branch (id),
		measure_id text not null references measure (id),
		voter_id text not null,
		impose integer not null check (impose in (0, 1)),
		reason text not null,
		voted_at text not null
	)`,
	`create table dealer_person (
		id text primary key,
		branch_id text not null references branch (id),
		dealer_id text not null references dealer (id),
		role text not null check (role in ('LEGAL_REP', 'OWNER', 'CLERK')),
		name text not null,
		id_hmac text,
		id_tail text,
		staff_no text,
		account_id text references account (id),
		since_on text not null,
		until_on text,
		created_by text not null,
		created_at text not null,
		version BIGINT not null default 1,
		check ((id_hmac is null) = (id_tail is null))
	)`,
	`create table blacklist_entry (
		id text primary key,
		branch_id text not null references branch (id),
		number text not null,
		kind text not null check (kind in ('DEALER', 'PERSON')),
		dealer_id text not null references dealer (id),
		person_id text references dealer_person (id),
		measure_id text not null references measure (id),
		name text not null,
		credit_code text,
		id_hmac text,
		id_tail text,
		from_on text not null,
		until_on text not null,
		state text not null check (state in ('IN_FORCE', 'EXEMPTED', 'LIFTED')),
		listed_by text not null,
		listed_at text not null,
		ended_by text,
		ended_at text,
		end_reason text,
		version BIGINT not null default 1,
		check ((kind = 'PERSON') = (person_id is not null))
	)`,
	`create table blacklist_vote (
		id text primary key,
		branch_id text not null references branch (id),
		entry_id text not null references blacklist_entry (id),
		voter_id text not null,
		in_favour integer not null check (in_favour in (0, 1)),
		reason text not null,
		voted_at text not null
	)`,
	`create table succession (
		id text primary key,
		branch_id text not null references branch (id),
		kind text not null check (kind in ('SOLD', 'MOVED', 'RENAMED', 'NEW_PERSON', 'TAKEN_OVER')),
		outlet_id text references outlet (id),
		from_dealer_id text not null references dealer (id),
		to_dealer_id text not null references dealer (id),
		happened_on text not null,
		state text not null check (state in ('FOLLOWS', 'ASKED', 'RELEASED', 'REFUSED')),
		reason text not null,
		before_json text not null,
		proposed_by text not null,
		proposed_at text not null,
		decided_by text,
		decided_at text,
		decision_reason text,
		version BIGINT not null default 1,
		check (decided_by is null or decided_by <> proposed_by),
		check (state in ('FOLLOWS', 'ASKED') or decided_by is not null)
	)`,
]

// Each index names the query that it serves; unique ones are rules of the field.
const indexes = [
	// measures.list
	`create index measure_branch on measure (branch_id, proposed_at, id)`,
	// measures.byState
	`create index measure_state on measure (branch_id, state, proposed_at, id)`,
	// measures.ofOutlet
	`create index measure_outlet on measure (outlet_id, state)`,
	// measures.records
	`create index measure_record_measure on measure_record (measure_id, recorded_at)`,
	`create unique index exit_vote_once on exit_vote (measure_id, voter_id)`,
	// persons.ofDealer
	`create index dealer_person_dealer on dealer_person (dealer_id, since_on)`,
	// persons.byId
	`create index dealer_person_hmac on dealer_person (branch_id, id_hmac)`,
	`create unique index dealer_person_staff on dealer_person (branch_id, staff_no) where staff_no is not null and until_on is null`,
	`create unique index blacklist_number on blacklist_entry (branch_id, number)`,
	`create unique index blacklist_once on blacklist_entry (measure_id, dealer_id, coalesce(person_id, ''))`,
	// blacklist.list
	`create index blacklist_branch on blacklist_entry (branch_id, listed_at, id)`,
	// blacklist.byCredit
	`create index blacklist_credit on blacklist_entry (branch_id, credit_code)`,
	// blacklist.byPerson
	`create index blacklist_hmac on blacklist_entry (branch_id, id_hmac)`,
	// blacklist.ofDealer
	`create index blacklist_dealer on blacklist_entry (dealer_id)`,
	`create unique index blacklist_vote_once on blacklist_vote (entry_id, voter_id)`,
	// succession.toDealer
	`create index succession_to on succession (to_dealer_id, happened_on)`,
	// succession.fromDealer
	`create index succession_from on succession (from_dealer_id, happened_on)`,
	// succession.ofOutlet
	`create index succession_outlet on succession (outlet_id, happened_on)`,
	// succession.open
	`create index succession_state on succession (branch_id, state, proposed_at, id)`,
]

const GUARDED = ['measure_record', 'exit_vote', 'blacklist_vote']

export function measures(dialect: Dialect): MigrationText {
	return {
		up: [...tables, ...indexes, ...GUARDED.flatMap((table) => appendOnly(table, dialect))],
		down: [
			'drop table succession',
			'drop table blacklist_vote',
			'drop table blacklist_entry',
			'drop table dealer_person',
			'drop table exit_vote',
			'drop table measure_record',
			'drop index measure_branch',
			'drop index measure_state',
			'drop index measure_outlet',
			'alter table measure drop column cause',
		],
	}
}
