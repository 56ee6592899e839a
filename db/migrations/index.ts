import type { Kysely } from 'kysely'
import type { Migration } from 'kysely/migration'
import { people } from './001-people.ts'
import { field } from './002-field.ts'
import { penalties } from './003-penalties.ts'
import { orders } from './004-orders.ts'
import { log } from './005-log.ts'
import { rulebook } from './006-rulebook.ts'
import { gate } from './007-gate.ts'
import { review } from './008-review.ts'
import { desk } from './009-desk.ts'
import { notices } from './010-notices.ts'
import { money } from './011-money.ts'
import { claims } from './012-claims.ts'
import { measures } from './013-measures.ts'
import { clocks } from './014-clocks.ts'
import { calendars } from './015-calendars.ts'
import { orderActs } from './016-order-acts.ts'
import { orderContent } from './017-order-content.ts'
import { intake } from './018-intake.ts'
import { delivery } from './019-delivery.ts'
import { ladder } from './020-ladder.ts'
import { board } from './021-board.ts'
import { orderClocks } from './022-order-clocks.ts'
import { intakeContacts } from './023-intake-contacts.ts'
import { figures } from './024-figures.ts'
import { type Dialect, type MigrationText, runAll } from './dialect.ts'

const all: Record<string, (dialect: Dialect) => MigrationText> = {
	'001-people': people,
	'002-field': field,
	'003-penalties': penalties,
	'004-orders': orders,
	'005-log': log,
	'006-rulebook': rulebook,
	'007-gate': gate,
	'008-review': review,
	'009-desk': desk,
	'010-notices': notices,
	'011-money': money,
	'012-claims': claims,
	'013-measures': measures,
	'014-clocks': clocks,
	'015-calendars': calendars,
	'016-order-acts': orderActs,
	'017-order-content': orderContent,
	'018-intake': intake,
	'019-delivery': delivery,
	'020-ladder': ladder,
	'021-board': board,
	'022-order-clocks': orderClocks,
	'023-intake-contacts': intakeContacts,
	'024-figures': figures,
}

/** Every migration in order, for one dialect. A static list: a folder cannot be read from a bundle. */
export function migrationsFor(dialect: Dialect): Record<string, Migration> {
	return Object.fromEntries(
		Object.entries(all).map(([name, text]) => [
			name,
			{
				up: (db: Kysely<unknown>) => runAll(db, text(dialect).up, dialect),
				down: (db: Kysely<unknown>) => runAll(db, text(dialect).down, dialect),
			},
		]),
	)
}
