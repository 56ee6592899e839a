import { type RawBuilder, type SqlBool, sql } from 'kysely'
import { likePattern } from '../sql.server.ts'

/** The column (lower-case text) contains the text, whose own `%` and `_` mean themselves. */
export function contains(column: string, text: string): RawBuilder<SqlBool> {
	return sql<SqlBool>`${sql.ref(column)} like ${likePattern(text)} escape '\\'`
}

/** The column (upper-case text, a number of ours) begins with the text. */
export function beginsWith(column: string, text: string): RawBuilder<SqlBool> {
	const pattern = `${text.toUpperCase().replace(/[\\%_]/g, (c) => `\\${c}`)}%`
	return sql<SqlBool>`${sql.ref(column)} like ${pattern} escape '\\'`
}
