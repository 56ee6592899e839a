import { accessSync, constants, existsSync, mkdirSync, statfsSync } from 'node:fs'
import { dirname, resolve } from 'node:path'
import SQLite from 'better-sqlite3'
import type { Instant } from '#app/domain/time.ts'
import type { Env } from '#app/infra/env.server.ts'
import type { Db } from '#db/client.server.ts'
import { pendingMigrations } from '#db/migrate.server.ts'

/** No clock of a machine that runs this build can be earlier. */
const BUILT_AFTER: Instant = '2026-11-01T00:00:00.000Z'
const GIGABYTE = 1024 ** 3
/** trust 0.7: earlier versions may lose commits in WAL mode. */
const LEAST_SQLITE = '3.53.1'

/** Faults of the place where files live: folder, room on the disk, clock. Sentences that say what to do. */
export function placeFaults(env: Env, now: Instant): string[] {
	const faults: string[] = []
	const path = sqlitePath(env.databaseUrl)
	try {
		mkdirSync(env.evidenceDir, { recursive: true })
		accessSync(env.evidenceDir, constants.W_OK)
	} catch {
		faults.push(
			`EVIDENCE_DIR ${resolve(env.evidenceDir)} cannot be written: create it and give it to the user that runs the server.`,
		)
	}
	for (const folder of new Set([env.evidenceDir, path ? dirname(resolve(path)) : env.evidenceDir]))
		if (existsSync(folder) && freeBytes(folder) < GIGABYTE)
			faults.push(`Less than 1 GB is free on the disk of ${resolve(folder)}: make room before starting.`)
	if (now < BUILT_AFTER) faults.push(`The machine's clock says ${now}, before this version was made: set the clock.`)
	return faults
}

function freeBytes(folder: string): number {
	const disk = statfsSync(folder)
	return disk.bavail * disk.bsize
}

function sqlitePath(databaseUrl: string): string | undefined {
	const path = databaseUrl.startsWith('file:') ? databaseUrl.slice('file:'.length) : undefined
	return path === ':memory:' ? undefined : path
}

/** Faults of the database itself: its version and pragmas (SQLite), its migrations. */
export async function databaseFaults(env: Env, db: Db): Promise<string[]> {
	const path = sqlitePath(env.databaseUrl)
	const faults = path === undefined ? [] : sqliteFaults(path)
	const pending = await pendingMigrations(db)
	if (pending.length > 0)
		faults.push(
			`The database has not been migrated (${pending.length} to run): run \`npm run migrate\`, then start again.`,
		)
	return faults
}

function sqliteFaults(path: string): string[] {
	const file = new SQLite(path)
	try {
		// journal_mode stays in the file; the other pragmas belong to a connection and client.server.ts checks its own.
		const faults = file.pragma('journal_mode', { simple: true }) === 'wal' ? [] : ['journal_mode is not WAL']
		const { version } = file.prepare<[], { version: string }>('select sqlite_version() as version').get() ?? {
			version: '0',
		}
		if (!atLeast(version, LEAST_SQLITE)) faults.push(`SQLite ${version} is older than ${LEAST_SQLITE}`)
		return faults.map(
			(fault) => `The database was opened unsafely (${fault}): keep it on a local disk and install with \`npm ci\`.`,
		)
	} finally {
		file.close()
	}
}

/** '3.54.1' against '3.53.1', part by part. */
export function atLeast(version: string, least: string): boolean {
	const [a, b] = [version, least].map((text) => text.split('.').map(Number))
	for (let i = 0; i < (b?.length ?? 0); i++) {
		const [x, y] = [a?.[i] ?? 0, b?.[i] ?? 0]
		if (x !== y) return x > y
	}
	return true
}
