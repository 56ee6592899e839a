import { type RawBuilder, sql } from 'kysely'
import type { Database } from './schema.ts'
import type { Tx } from './tx.server.ts'

/** Rows of one statement: both databases take some thousands of values. */
const CHUNK = 200

type ColumnType = 'text' | 'integer'
type Value = string | number | null
/** A column of the table, its type and what it becomes. */
type Column<Row> = readonly [name: string, type: ColumnType, of: (row: Row) => Value]

/**
 * Other values for many rows, found by their id, a few hundred in one statement; `count` names a column that goes up by
 * one. No id may come twice: which of its rows counts would be left to the database.
 */
export async function updateMany<Row extends { readonly id: string }>(
	tx: Tx,
	table: keyof Database,
	columns: readonly Column<Row>[],
	rows: readonly Row[],
	count?: string,
): Promise<void> {
	// Both databases name the columns of a list of values so.
	const sets: RawBuilder<unknown>[] = columns.map(([name], i) => sql`${sql.ref(name)} = ${sql.raw(`v.column${i + 2}`)}`)
	if (count !== undefined) sets.push(sql`${sql.ref(count)} = ${sql.ref(`${table}.${count}`)} + 1`)
	const all: readonly Column<Row>[] = [['id', 'text', ({ id }) => id], ...columns]
	for (let i = 0; i < rows.length; i += CHUNK) {
		// The first row tells PostgreSQL the types of all.
		const values = rows
			.slice(i, i + CHUNK)
			.map((row, n) =>
				n === 0
					? sql`(${sql.join(all.map(([, type, of]) => sql`cast(${of(row)} as ${sql.raw(type)})`))})`
					: sql`(${sql.join(all.map(([, , of]) => of(row)))})`,
			)
		await sql`update ${sql.table(table)} set ${sql.join(sets)} from (values ${sql.join(values)}) as v
			where ${sql.ref(`${table}.id`)} = v.column1`.execute(tx)
	}
}
