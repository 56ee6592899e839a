import { appendOnly, type Dialect, type MigrationText } from './dialect.ts'

// Who spoke with the person and what was said; the type of the taxonomy where the cause is known so closely.
const tables = [
	`create table intake_contact (
		id text primary key,
		branch_id text not null references branch (id),
		item_id text not null references intake_item (id),
		channel text not null check (channel in ('PHONE', 'SMS', 'VISIT', 'ONLINE')),
		reached integer not null check (reached in (0, 1)),
		text text not null check (text <> ''),
		at text not null,
		by_account_id text not null,
		recorded_at text not null,
		check (at <= recorded_at)
	)`,
	`alter table intake_item add column violation_type text`,
	`alter table order_proposal add column violation_type text`,
]

const indexes = [
	// intake.contacts
	`create index intake_contact_item on intake_contact (item_id, at)`,
	'drop index intake_item_cause',
	// clusters.candidates, clusters.loose
	`create index intake_item_cause on intake_item (outlet_id, category, violation_type, complained_on) where kind = 'complaint'`,
]

export function intakeContacts(dialect: Dialect): MigrationText {
	return {
		up: [...tables, ...indexes, ...appendOnly('intake_contact', dialect)],
		down: [
			'drop index intake_item_cause',
			`create index intake_item_cause on intake_item (outlet_id, category, complained_on) where kind = 'complaint'`,
			'alter table order_proposal drop column violation_type',
			'alter table intake_item drop column violation_type',
			'drop table intake_contact',
		],
	}
}
