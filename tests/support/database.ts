import { randomBytes } from 'node:crypto'
import { readFileSync } from 'node:fs'
import SQLite from 'better-sqlite3'
import pg from 'pg'
import { afterEach, describe, inject } from 'vitest'
import { type Db, openDatabase, sqliteDb } from '#db/client.server.ts'
import { migrateUp } from '#db/migrate.server.ts'
import type { Dialect } from '#db/migrations/dialect.ts'
import { layWorld } from './world.ts'

/** Puts rows that many tests share into a fresh, migrated database; runs once per worker and dialect. */
export type Prepare = (db: Db) => Promise<void>

const sqliteImages = new Map<Prepare, Promise<Buffer>>()

async function makeImage(prepare: Prepare): Promise<Buffer> {
	if (prepare === layWorld) return readFileSync(inject('worldImage'))
	const file = new SQLite(':memory:')
	const db = sqliteDb(file)
	await migrateUp(db)
	await prepare(db)
	const image = file.serialize()
	await db.close()
	return image
}

async function freshSqlite(prepare: Prepare): Promise<Db> {
	const image = sqliteImages.get(prepare) ?? makeImage(prepare)
	sqliteImages.set(prepare, image)
	return sqliteDb(new SQLite(await image))
}

const templates = new Map<Prepare, Promise<string>>()

async function admin(server: string, text: string): Promise<void> {
	const client = new pg.Client({ connectionString: `${server}/postgres` })
	await client.connect()
	try {
		await client.query(text)
	} finally {
		await client.end()
	}
}

async function makeTemplate(server: string, prepare: Prepare): Promise<string> {
	if (prepare === layWorld) return 'world'
	const name = `t_${randomBytes(6).toString('hex')}`
	await admin(server, `create database ${name}`)
	const db = openDatabase(`${server}/${name}`)
	await migrateUp(db)
	await prepare(db)
	await db.close()
	return name
}

async function freshPostgres(prepare: Prepare): Promise<Db> {
	const server = inject('postgres')
	const template = templates.get(prepare) ?? makeTemplate(server, prepare)
	templates.set(prepare, template)
	const name = `c_${randomBytes(6).toString('hex')}`
	await admin(server, `create database ${name} template ${await template} strategy file_copy`)
	const db = openDatabase(`${server}/${name}`)
	return {
		...db,
		close: async () => {
			await db.close()
			await admin(server, `drop database ${name}`)
		},
	}
}

/** A database of the test's own: nothing is shared, nothing has to be cleaned. */
export async function freshDatabase(dialect: Dialect, prepare: Prepare): Promise<Db> {
	return dialect === 'sqlite' ? freshSqlite(prepare) : freshPostgres(prepare)
}

/** The same tests on SQLite and on PostgreSQL. `open` gives each test its own database; it is closed afterwards. */
export function describeOnBoth(
	name: string,
	body: (open: (prepare: Prepare) => Promise<Db>, dialect: Dialect) => void,
): void {
	describe.each<Dialect>(['sqlite', 'postgres'])(`${name} on %s`, (dialect) => {
		const opened: Db[] = []
		afterEach(async () => {
			for (const db of opened.splice(0)) await db.close()
		})
		body(async (prepare) => {
			const db = await freshDatabase(dialect, prepare)
			opened.push(db)
			return db
		}, dialect)
	})
}
