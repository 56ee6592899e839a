import { type Kysely, sql } from 'kysely'

/** One migration's text for both databases; frozen once released. */
export type MigrationText = { readonly up: readonly string[]; readonly down: readonly string[] }
export type Dialect = 'sqlite' | 'postgres'

const TYPES: Record<Dialect, readonly (readonly [RegExp, string])[]> = {
	sqlite: [
		[/\bSERIAL\b/g, 'integer primary key autoincrement'],
		[/\bBIGINT\b/g, 'integer'],
		[/\bREAL\b/g, 'real'],
	],
	postgres: [
		[/\bSERIAL\b/g, 'bigint generated always as identity primary key'],
		[/\bBIGINT\b/g, 'bigint'],
		[/\bREAL\b/g, 'double precision'],
	],
}

/** The statement in one dialect: column types, STRICT tables on SQLite. */
export function statement(text: string, dialect: Dialect): string {
	const typed = TYPES[dialect].reduce((out, [from, to]) => out.replace(from, to), text)
	return dialect === 'sqlite' && /^\s*create table/.test(typed) ? `${typed} strict` : typed
}

export async function runAll(db: Kysely<unknown>, texts: readonly string[], dialect: Dialect): Promise<void> {
	for (const text of texts) await sql.raw(statement(text, dialect)).execute(db)
}

/**
 * Statements that make a table append-only: the database itself refuses to change or delete what has legal weight.
 * No application-defined function, so that any SQLite client can open the file.
 */
export function appendOnly(table: string, dialect: Dialect): string[] {
	if (dialect === 'sqlite')
		return ['update', 'delete'].map(
			(verb) =>
				`create trigger ${table}_no_${verb} before ${verb} on ${table} begin select raise(abort, '${table} is append-only'); end`,
		)
	return [
		`create or replace function refuse_change() returns trigger language plpgsql as $$ begin raise exception '% is append-only', tg_table_name; end $$`,
		`create trigger ${table}_no_change before update or delete or truncate on ${table} for each statement execute function refuse_change()`,
	]
}
