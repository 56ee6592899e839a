import { sql } from 'kysely'
import type { Handle } from '../tx.server.ts'

export type MeasureFault = {
	readonly table: string
	readonly id: string
	readonly number: string
	readonly fault: 'no-begin' | 'ends-first' | 'no-votes' | 'not-listed' | 'lifted-early' | 'not-second' | 'not-panel'
}

export async function measureCount(handle: Handle): Promise<number> {
	const row = await handle
		.selectFrom('measure')
		.select((eb) => eb.fn.countAll<number>().as('n'))
		.executeTakeFirstOrThrow()
	return Number(row.n)
}

/** Rows of measures, blacklist and succession that no use case could have written; at most `limit` of each. */
export async function measureFaults(handle: Handle, limit: number): Promise<MeasureFault[]> {
	const votes = (table: string, key: string, of: string, yes: string) =>
		sql.raw(`((select count(*) from ${table} v where v.${key} = ${of}.id) < 3
			or (select count(*) from ${table} v where v.${key} = ${of}.id and v.${yes} = 1) * 2 <= (select count(*) from ${table} v where v.${key} = ${of}.id))`)
	const measures = (where: ReturnType<typeof sql.raw>, fault: MeasureFault['fault']) => sql<MeasureFault>`
		select 'measure' as "table", measure.id as id, penalty.number as number, ${sql.lit(fault)} as fault
		from measure join penalty on penalty.id = measure.penalty_id where ${where} order by measure.id limit ${limit}`
	// What the ladder knew before there were votes has no cause.
	const ended = `measure.kind = 'TERMINATE' and measure.state = 'IMPOSED' and measure.cause is not null`
	const queries = [
		measures(sql.raw(`measure.state = 'IMPOSED' and measure.begins_on is null`), 'no-begin'),
		measures(sql.raw(`measure.state = 'IMPOSED' and measure.ends_on < measure.begins_on`), 'ends-first'),
		measures(sql`${sql.raw(ended)} and ${votes('exit_vote', 'measure_id', 'measure', 'impose')}`, 'no-votes'),
		measures(
			sql.raw(
				`${ended} and not exists (select 1 from blacklist_entry e where e.measure_id = measure.id and e.kind = 'DEALER')`,
			),
			'not-listed',
		),
		sql<MeasureFault>`select 'blacklist_entry' as "table", e.id as id, e.number as number, 'lifted-early' as fault
			from blacklist_entry e join measure m on m.id = e.measure_id join penalty p on p.id = m.penalty_id
			where e.state = 'LIFTED' and substr(e.ended_at, 1, 10) < e.until_on and p.ended_at is null
			and not exists (select 1 from decision d where d.penalty_id = p.id and d.kind = 'REVOCATION') order by e.id limit ${limit}`,
		sql<MeasureFault>`select 'blacklist_entry' as "table", blacklist_entry.id as id, number, 'not-panel' as fault
			from blacklist_entry where state = 'EXEMPTED' and ${votes('blacklist_vote', 'entry_id', 'blacklist_entry', 'in_favour')}
			order by blacklist_entry.id limit ${limit}`,
		sql<MeasureFault>`select 'succession' as "table", id, to_dealer_id as number, 'not-second' as fault
			from succession where state in ('RELEASED', 'REFUSED') and (decided_by is null or decided_by = proposed_by)
			order by id limit ${limit}`,
	]
	const found: MeasureFault[] = []
	for (const query of queries) found.push(...(await query.execute(handle)).rows)
	return found
}
