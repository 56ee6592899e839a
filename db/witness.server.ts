import { sql } from 'kysely'
import type { Instant } from '#app/domain/time.ts'
import type { Db } from './client.server.ts'

/** What time the database server has; null for SQLite, whose clock is the process's own and witnesses nothing. */
export async function databaseNow(db: Db): Promise<Instant | null> {
	if (db.dialect === 'sqlite') return null
	const { rows } = await sql<{
		at: Instant
	}>`select to_char(clock_timestamp() at time zone 'utc', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as at`.execute(db.read)
	return rows[0]?.at ?? null
}
