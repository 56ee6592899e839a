import { readEnv } from '#app/infra/env.server.ts'
import { openDatabase } from '#db/client.server.ts'
import { migrateUp } from '#db/migrate.server.ts'

// `npm run migrate`: brings the database of DATABASE_URL up to date; prints the migrations it ran.
const read = readEnv(process.env, 'command')
if (!read.ok) {
	for (const fault of read.faults) process.stderr.write(`${fault}\n`)
	process.exit(1)
}
const db = openDatabase(read.env.databaseUrl)
const names = await migrateUp(db)
await db.close()
for (const name of names) process.stdout.write(`${name}\n`)
process.stderr.write(names.length === 0 ? 'The database is up to date.\n' : `${names.length} migrations run.\n`)
