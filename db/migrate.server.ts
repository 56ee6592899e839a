import { Migrator } from 'kysely/migration'
import type { Db } from './client.server.ts'
import { migrationsFor } from './migrations/index.ts'

function migrator(db: Db): Migrator {
	return new Migrator({ db: db.write, provider: { getMigrations: async () => migrationsFor(db.dialect) } })
}

/** Brings the database up to the newest migration; answers the names it ran. */
export async function migrateUp(db: Db): Promise<string[]> {
	const { error, results } = await migrator(db).migrateToLatest()
	if (error) throw error
	return (results ?? []).map((result) => result.migrationName)
}

/** Takes the newest migration back; answers its name. */
export async function migrateDown(db: Db): Promise<string[]> {
	const { error, results } = await migrator(db).migrateDown()
	if (error) throw error
	return (results ?? []).map((result) => result.migrationName)
}

/** Names of migrations that this build knows and the database does not have yet. */
export async function pendingMigrations(db: Db): Promise<string[]> {
	const all = await migrator(db).getMigrations()
	return all.filter((migration) => !migration.executedAt).map((migration) => migration.name)
}
