import { existsSync } from 'node:fs'
import { sql } from 'kysely'
import { type Env, readEnv } from '#app/infra/env.server.ts'
import { createLog } from '#app/infra/log.server.ts'
import type { Db } from '#db/client.server.ts'
import { pendingMigrations } from '#db/migrate.server.ts'
import { makeDeps, type Process } from './deps.server.ts'

/** Something that the person at the keyboard can put right; shown without a stack. */
export class CommandFault extends Error {
	readonly code: number
	constructor(message: string, code = 1) {
		super(message)
		this.code = code
	}
}

export function say(text: string): void {
	process.stderr.write(`${text}\n`)
}

/** A command runs beside the server: it leaves the machine's memory to it. */
async function lean(db: Db): Promise<void> {
	if (db.dialect !== 'sqlite') return
	for (const connection of [db.read, db.write])
		for (const pragma of ['mmap_size = 0', 'cache_size = -16384']) await sql.raw(`pragma ${pragma}`).execute(connection)
}

const NOT_MIGRATED = 'The database is not migrated. Run: npm run migrate'

/** Opens the database of DATABASE_URL for a command; refuses one that is missing or not up to date. */
export async function openForCommand(): Promise<Process & { readonly env: Env }> {
	const read = readEnv(process.env, 'command')
	if (!read.ok) throw new CommandFault(read.faults.join('\n'))
	const { databaseUrl, evidenceDir, logLevel, origin } = read.env
	const path = databaseUrl.startsWith('file:') ? databaseUrl.slice('file:'.length) : null
	if (path !== null && path !== ':memory:' && !existsSync(path))
		throw new CommandFault(`There is no database at ${path}. Run: npm run migrate`)
	const opened = makeDeps({ databaseUrl, evidenceDir, origin, log: createLog(logLevel) })
	await lean(opened.db)
	if ((await pendingMigrations(opened.db)).length === 0) return { ...opened, env: read.env }
	await opened.close()
	throw new CommandFault(NOT_MIGRATED)
}

/** Runs a command and ends the process with what it answers; a fault is one line and a code. */
export async function runCommand(work: () => Promise<number>): Promise<void> {
	try {
		process.exitCode = await work()
	} catch (error) {
		if (!(error instanceof CommandFault)) throw error
		say(error.message)
		process.exitCode = error.code
	}
}
