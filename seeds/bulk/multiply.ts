import { sql } from 'kysely'
import type { Db } from '#db/client.server.ts'

/** Rows of one statement; more would hold everything in memory. */
const MOST_TIMES = 100

/**
 * Lays every order of a filled database `times` times, by the database itself: the same dates, people and states under
 * other numbers. A million rows of it in a minute; clocks, feedback and events stay those of the first.
 */
export async function multiplyOrders(db: Db, times: number): Promise<number> {
	if (!Number.isInteger(times) || times < 1 || times > MOST_TIMES) throw new Error(`1 to ${MOST_TIMES} times: ${times}`)
	const tables = await db.read.introspection.getTables()
	const order = tables.find(({ name }) => name === 'supervision_order')
	// The database works the outcome out by itself.
	const columns = (order?.columns ?? []).map(({ name }) => name).filter((name) => name !== 'outcome')
	const names = sql.join(columns.map((name) => sql.ref(name)))
	const sqlite = db.dialect === 'sqlite'
	// A power cut may cost a bulk load; it is begun again then.
	if (sqlite) await sql.raw('pragma synchronous = off').execute(db.write)
	if (sqlite) await sql.raw('pragma cache_size = -400000').execute(db.write)
	for (let copy = 2; copy <= times; copy++) {
		const tail = `-${copy}`
		const values = columns.map((name) => {
			if (name === 'id' || name === 'number') return sql`${sql.ref(name)} || ${sql.lit(tail)}`
			return name === 'search_text' ? sql`search_text || ${sql.lit(` ${tail}`)}` : sql.ref(name)
		})
		await sql`insert into supervision_order (${names}) select ${sql.join(values)} from supervision_order
			where id not like '%-_' and id not like '%-__' and id not like '%-___'`.execute(db.write)
	}
	// PostgreSQL answers from an index alone only after a vacuum.
	await sql.raw(sqlite ? 'analyze' : 'vacuum analyze supervision_order').execute(db.write)
	if (sqlite) await sql.raw('pragma synchronous = full').execute(db.write)
	const row = await db.read
		.selectFrom('supervision_order')
		.select((eb) => eb.fn.countAll<number>().as('n'))
		.executeTakeFirstOrThrow()
	return Number(row.n)
}
