import type { Expression, SqlBool } from 'kysely'

/** SQLite and PostgreSQL codes for "you lost a race, begin again". */
const RETRYABLE = new Set(['SQLITE_BUSY', 'SQLITE_BUSY_SNAPSHOT', 'SQLITE_LOCKED', '40001', '40P01', '55P03'])

function codeOf(error: unknown): string {
	return typeof error === 'object' && error !== null && 'code' in error ? String(error.code) : ''
}

export function isRetryable(error: unknown): boolean {
	return RETRYABLE.has(codeOf(error))
}

export function flag(value: boolean): 0 | 1 {
	return value ? 1 : 0
}

/** JSON of a column that our own code wrote. The type is the writer's promise; bodies from outside go through zod. */
export function fromJson<T>(text: string): T {
	return JSON.parse(text)
}

export function toJson(value: unknown): string {
	return JSON.stringify(value)
}

/** `%text%` with the wildcards of the text itself taken literally; use with `escape '\'`. */
export function likePattern(text: string): string {
	return `%${text.toLowerCase().replace(/[\\%_]/g, (c) => `\\${c}`)}%`
}

export type Predicate = Expression<SqlBool>

/** A page of a list read by key. */
export type Page<Row> = { readonly rows: Row[]; readonly next: string | null }

/** Opaque cursor of a row's sort values. */
export function encodeCursor(values: readonly (string | number | null)[]): string {
	return Buffer.from(JSON.stringify(values)).toString('base64url')
}

/** The sort values of a cursor, or null when it is none of ours with `length` values. */
export function decodeCursor(cursor: string | null, length: number): (string | number | null)[] | null {
	if (!cursor) return null
	try {
		const values: unknown = JSON.parse(Buffer.from(cursor, 'base64url').toString('utf8'))
		const fine =
			Array.isArray(values) &&
			values.length === length &&
			values.every((v) => v === null || typeof v === 'string' || typeof v === 'number')
		return fine ? values : null
	} catch {
		return null
	}
}

/** Cuts the extra row that shows whether there is a next page. */
export function pageOf<Row>(
	rows: Row[],
	size: number,
	key: (row: Row) => readonly (string | number | null)[],
): Page<Row> {
	const shown = rows.slice(0, size)
	const last = shown.at(-1)
	return { rows: shown, next: rows.length > size && last ? encodeCursor(key(last)) : null }
}
