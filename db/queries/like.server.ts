import { type RawBuilder, type SqlBool, sql } from 'kysely'
import { likePattern } from '../sql.server.ts'

/** The column (lower-case text) contains the text, whose own `%` and `_` mean themselves. */
export function contains(column: string, text: string): RawBuilder<SqlBool> {
	return sql<SqlBool>`${sql.ref(column)} like ${likePattern(text)} escape '\\'`
}

const PREFIX = /^(CF|DB|XJ|WT|WG|ZG)\b/

/**
 * The column (a number of ours, in capitals) fits what was typed: from its beginning when that says the kind
 * ('CF-2026-01', by index), else anywhere ('0142').
 */
export function numbered(column: string, text: string): RawBuilder<SqlBool> {
	const typed = text.toUpperCase()
	const part = typed.replace(/[\\%_]/g, (c) => `\\${c}`)
	const pattern = PREFIX.test(typed) ? `${part}%` : `%${part}%`
	return sql<SqlBool>`${sql.ref(column)} like ${pattern} escape '\\'`
}
