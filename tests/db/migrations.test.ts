import { sql } from 'kysely'
import { expect, test } from 'vitest'
import type { Db } from '#db/client.server.ts'
import { migrateDown, migrateUp, pendingMigrations } from '#db/migrate.server.ts'
import { migrationsFor } from '#db/migrations/index.ts'
import { describeOnBoth } from '#tests/support/database.ts'

async function schemaOf(db: Db): Promise<unknown> {
	const tables = await db.read.introspection.getTables()
	return tables
		.filter((table) => !table.name.startsWith('kysely_'))
		.map((table) => ({
			name: table.name,
			columns: table.columns.map((c) => [c.name, c.dataType, c.isNullable]).sort(),
		}))
		.sort((a, b) => a.name.localeCompare(b.name))
}

const nothing = async () => undefined

describeOnBoth('migrations', (open, dialect) => {
	test('every migration goes down and up again to the same schema', async () => {
		const db = await open(nothing)
		const before = await schemaOf(db)
		const names = Object.keys(migrationsFor(dialect))
		expect(await pendingMigrations(db)).toEqual([])
		for (let i = names.length; i > 0; i--) expect(await migrateDown(db)).toEqual([names[i - 1]])
		expect(await schemaOf(db)).toEqual([])
		expect(await pendingMigrations(db)).toEqual(names)
		expect(await migrateUp(db)).toEqual(names)
		expect(await schemaOf(db)).toEqual(before)
	})

	test.each(['case_event', 'decision', 'ledger_txn', 'ledger_entry'])('%s refuses update and delete', async (table) => {
		const db = await open(nothing)
		if (dialect === 'postgres') {
			await expect(sql.raw(`update ${table} set branch_id = 'x'`).execute(db.write)).rejects.toThrow('append-only')
			await expect(sql.raw(`delete from ${table}`).execute(db.write)).rejects.toThrow('append-only')
			return
		}
		const triggers = await sql<{
			name: string
		}>`select name from sqlite_master where type = 'trigger' and tbl_name = ${table}`.execute(db.write)
		expect(triggers.rows.map((row) => row.name).sort()).toEqual([`${table}_no_delete`, `${table}_no_update`])
	})
})
