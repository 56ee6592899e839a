import { mkdirSync } from 'node:fs'
import { dirname, resolve } from 'node:path'
import SQLite from 'better-sqlite3'
import {
	CompiledQuery,
	type DatabaseConnection,
	Kysely,
	PostgresDialect,
	SqliteDialect,
	type SqliteDialectConfig,
	SqliteDriver,
} from 'kysely'
import pg from 'pg'
import type { Dialect } from './migrations/dialect.ts'
import { keepStatements } from './prepared.server.ts'
import type { Database } from './schema.ts'

/** An open database: reads go to `read`, transactions to `write` (see tx.server.ts). */
export type Db = {
	readonly dialect: Dialect
	readonly read: Kysely<Database>
	readonly write: Kysely<Database>
	readonly close: () => Promise<void>
}

/** Kysely begins with a plain BEGIN: two processes that read, then write, would fail with SQLITE_BUSY_SNAPSHOT. */
class ImmediateDriver extends SqliteDriver {
	override async beginTransaction(connection: DatabaseConnection): Promise<void> {
		await connection.executeQuery(CompiledQuery.raw('begin immediate'))
	}
}

class ImmediateDialect extends SqliteDialect {
	readonly #config: SqliteDialectConfig

	constructor(config: SqliteDialectConfig) {
		super(config)
		this.#config = config
	}

	override createDriver(): SqliteDriver {
		return new ImmediateDriver(this.#config)
	}
}

const PRAGMAS = [
	'journal_mode = WAL',
	'synchronous = FULL',
	'foreign_keys = ON',
	'busy_timeout = 5000',
	'trusted_schema = OFF',
	'temp_store = MEMORY',
	'cache_size = -65536',
	'mmap_size = 268435456',
]

/** What a safe SQLite connection must answer; checked at start (trust 2.1). */
export function pragmaFaults(file: SQLite.Database): string[] {
	const read = (name: string) => file.pragma(name, { simple: true })
	const memory = file.name === ':memory:' || file.name === ''
	const faults: string[] = []
	if (!memory && read('journal_mode') !== 'wal') faults.push('journal_mode is not WAL')
	if (Number(read('synchronous')) < 2) faults.push('synchronous is below FULL')
	if (read('foreign_keys') !== 1) faults.push('foreign_keys is off')
	if (Number(read('busy_timeout')) < 5000) faults.push('busy_timeout is below 5000')
	if (read('trusted_schema') !== 0) faults.push('trusted_schema is on')
	return faults
}

function openFile(path: string): SQLite.Database {
	if (path !== ':memory:') mkdirSync(dirname(resolve(path)), { recursive: true })
	const file = new SQLite(path)
	for (const pragma of PRAGMAS) file.pragma(pragma)
	const faults = pragmaFaults(file)
	if (faults.length > 0) throw new Error(`The database was opened unsafely: ${faults.join(', ')}`)
	return keepStatements(file)
}

/** An open SQLite handle (a test's own copy, or ':memory:') as a Db; one connection for both uses. */
export function sqliteDb(file: SQLite.Database): Db {
	for (const pragma of PRAGMAS) file.pragma(pragma)
	const both = new Kysely<Database>({ dialect: new ImmediateDialect({ database: file }) })
	return { dialect: 'sqlite', read: both, write: both, close: () => both.destroy() }
}

function openSqlite(path: string): Db {
	if (path === ':memory:') return sqliteDb(openFile(path))
	// Two connections: readers do not queue behind a transaction of this process.
	const write = new Kysely<Database>({ dialect: new ImmediateDialect({ database: openFile(path) }) })
	const read = new Kysely<Database>({ dialect: new ImmediateDialect({ database: openFile(path) }) })
	return {
		dialect: 'sqlite',
		read,
		write,
		close: async () => {
			await read.destroy()
			await write.destroy()
		},
	}
}

const INT8 = 20
const NUMERIC = 1700

function openPostgres(url: string): Db {
	// int8 and numeric come as text; every number of ours is a safe integer.
	pg.types.setTypeParser(INT8, Number)
	pg.types.setTypeParser(NUMERIC, Number)
	const pool = new pg.Pool({ connectionString: url, max: 10 })
	const both = new Kysely<Database>({ dialect: new PostgresDialect({ pool }) })
	return { dialect: 'postgres', read: both, write: both, close: () => both.destroy() }
}

/** Opens `file:./data/x.sqlite`, `file::memory:` or `postgres://…`. Throws on anything else. */
export function openDatabase(url: string): Db {
	if (/^postgres(ql)?:\/\//.test(url)) return openPostgres(url)
	if (url.startsWith('file:')) return openSqlite(url.slice('file:'.length))
	throw new Error('DATABASE_URL must begin with file: or postgres://')
}
