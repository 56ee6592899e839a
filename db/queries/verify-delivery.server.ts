import { sql } from 'kysely'
import type { Handle } from '../tx.server.ts'

export type DeliveryFault = {
	readonly id: string
	readonly key: string
	readonly fault:
		| 'no-sent'
		| 'two-sent'
		| 'not-marked'
		| 'no-why'
		| 'empty'
		| 'same-twice'
		| 'foreign'
		| 'unplanned-item'
}

export async function deliveryCount(handle: Handle): Promise<number> {
	const row = await handle
		.selectFrom('delivery')
		.select((eb) => eb.fn.countAll<number>().as('n'))
		.executeTakeFirstOrThrow()
	return Number(row.n)
}

/** Rows of the delivery books that no courier could have written; at most `limit` of each. */
export async function deliveryFaults(handle: Handle, limit: number): Promise<DeliveryFault[]> {
	const sent = `(select count(*) from delivery_try t where t.delivery_id = d.id and t.outcome = 'sent')`
	const of = (where: string, fault: DeliveryFault['fault']) => sql<DeliveryFault>`
		select d.id as id, d.key as key, ${sql.lit(fault)} as fault from delivery d where ${sql.raw(where)} order by d.id limit ${limit}`
	const items = (where: string, fault: DeliveryFault['fault']) => sql<DeliveryFault>`
		select d.id as id, d.key as key, ${sql.lit(fault)} as fault from delivery_item i
		join delivery d on d.id = i.delivery_id join outbox o on o.id = i.outbox_id where ${sql.raw(where)} order by d.id limit ${limit}`
	const queries = [
		of(`d.state = 'sent' and ${sent} = 0`, 'no-sent'),
		of(`${sent} > 1`, 'two-sent'),
		// The last answer decides: a message that was sent is not sent again.
		of(`d.state in ('waiting', 'failed', 'dead', 'dropped') and ${sent} > 0`, 'not-marked'),
		of(`d.state in ('dead', 'dropped') and coalesce(d.answer, '') = ''`, 'no-why'),
		of(`d.form <> 'test' and not exists (select 1 from delivery_item i where i.delivery_id = d.id)`, 'empty'),
		items(`o.branch_id <> d.branch_id or (d.account_id is not null and d.account_id <> o.account_id)`, 'foreign'),
		items(`o.planned_at is null`, 'unplanned-item'),
		sql<DeliveryFault>`select d.id as id, d.key as key, 'same-twice' as fault from delivery_item i
			join delivery d on d.id = i.delivery_id join delivery_item j on j.outbox_id = i.outbox_id and j.delivery_id <> i.delivery_id
			join delivery e on e.id = j.delivery_id and e.channel = d.channel and e.address = d.address
			where coalesce(e.account_id, '') = coalesce(d.account_id, '') order by d.id limit ${limit}`,
	]
	const found: DeliveryFault[] = []
	for (const query of queries) found.push(...(await query.execute(handle)).rows)
	return found
}
