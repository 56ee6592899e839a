import type SQLite from 'better-sqlite3'

/** Statements kept per connection; lists of ids make one per length. */
const MOST = 500
const KEPT = /^\s*(select|insert|update|delete|with|begin|commit|rollback)\b/i

/**
 * Compiles each statement once per connection, the longest unused forgotten first. A statement that was compiled anew for
 * each query lives outside the heap until the next full collection: a sweep of ten thousand took gigabytes by that. What
 * changes the schema forgets them all, and one that is still being read is not handed out twice.
 */
export function keepStatements(file: SQLite.Database): SQLite.Database {
	const prepare = file.prepare.bind(file)
	const kept = new Map<string, SQLite.Statement>()
	const once = (source: string): SQLite.Statement => {
		if (!KEPT.test(source)) {
			kept.clear()
			return prepare(source)
		}
		const known = kept.get(source)
		if (known?.busy) return prepare(source)
		const statement = known ?? prepare(source)
		kept.delete(source)
		kept.set(source, statement)
		const [oldest] = kept.keys()
		if (kept.size > MOST && oldest !== undefined) kept.delete(oldest)
		return statement
	}
	// The driver asks for nothing but statements without bound types.
	return Object.assign(file, { prepare: once })
}
