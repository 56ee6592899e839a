import { sql } from 'kysely'
import type { Handle } from '../tx.server.ts'

export type LadderFault = {
	readonly id: string
	readonly fault: 'early' | 'foreign-key' | 'passed' | 'unwatched' | 'own-deputy' | 'overlap'
}

export async function rungCount(handle: Handle): Promise<number> {
	const row = await handle
		.selectFrom('reminder')
		.select((eb) => eb.fn.countAll<number>().as('n'))
		.executeTakeFirstOrThrow()
	return Number(row.n)
}

/** What no sweep could have left behind; at most `limit` of each. */
export async function ladderFaults(handle: Handle, limit: number): Promise<LadderFault[]> {
	const of = (fault: LadderFault['fault'], text: string) =>
		sql<LadderFault>`select x.id as id, ${sql.lit(fault)} as fault from (${sql.raw(text)}) as x order by x.id limit ${limit}`
	const queries = [
		of('early', `select id from reminder where due_at is not null and fired_at < due_at`),
		of('foreign-key', `select id from reminder where due_at is not null and rung_key not like clock_id || ':%'`),
		// The sweep has been past this moment and says nothing of a fault.
		of(
			'passed',
			`select c.id from clock c join lease l on l.name = 'sweep' where c.state = 'RUNNING' and c.due_at < l.last_run_at
				and c.kind in ('order.handle', 'order.acknowledge', 'order.assist', 'order.statutory', 'plan.work', 'penalty.defence')
				and l.last_json not like '%"more":true%'
				and not exists (select 1 from sweep_fault f where f.part = 'clock' and f.item = c.id)`,
		),
		// Before its date every order that is waited for is on the list of those to look at.
		of(
			'unwatched',
			`select c.id from clock c join lease l on l.name = 'sweep' where c.state = 'RUNNING' and c.kind = 'order.handle'
				and c.due_at > l.last_run_at and not exists (select 1 from clock_look k where k.clock_id = c.id)`,
		),
		of('own-deputy', `select id from account_absence where deputy_id = account_id or until_on < from_on`),
		of(
			'overlap',
			`select a.id from account_absence a join account_absence b on b.account_id = a.account_id and b.id > a.id
				where a.ended_at is null and b.ended_at is null and a.from_on <= b.until_on and b.from_on <= a.until_on`,
		),
	]
	const found: LadderFault[] = []
	for (const query of queries) found.push(...(await query.execute(handle)).rows)
	return found
}
