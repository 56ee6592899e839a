import { sql } from 'kysely'
import type { Handle } from '../tx.server.ts'

export type OrderContentFault = {
	readonly table: string
	readonly id: string
	readonly number: string
	readonly fault: 'default-in-time' | 'foreign-file' | 'repeats-itself' | 'no-paper' | 'paper-differs' | 'own-draft'
}

/** Rows of an order's content or of a circular that no use case could have written; at most `limit` of each. */
export async function orderContentFaults(handle: Handle, limit: number): Promise<OrderContentFault[]> {
	const orders = (fault: OrderContentFault['fault'], where: string) => sql<OrderContentFault>`
		select 'supervision_order' as "table", o.id as id, coalesce(o.number, o.id) as number, ${sql.lit(fault)} as fault
		from supervision_order o where ${sql.raw(where)} order by o.id limit ${limit}`
	const circulars = (fault: OrderContentFault['fault'], where: string) => sql<OrderContentFault>`
		select 'order_circular' as "table", c.id as id, coalesce(c.number, c.month) as number, ${sql.lit(fault)} as fault
		from order_circular c left join order_circular_paper p on p.circular_id = c.id
		where ${sql.raw(where)} order by c.id limit ${limit}`
	const queries = [
		orders('default-in-time', `o.ack_default_at is not null and o.ack_late = 0`),
		orders('repeats-itself', `o.repeats_id = o.id`),
		sql<OrderContentFault>`select 'order_feedback_file' as "table", f.id as id, coalesce(o.number, o.id) as number,
			'foreign-file' as fault from order_feedback_file f join supervision_order o on o.id = f.order_id
			where (f.wanted_id is not null and not exists (
				select 1 from order_wanted w where w.id = f.wanted_id and w.order_id = f.order_id))
			or not exists (select 1 from order_feedback b where b.id = f.feedback_id and b.order_id = f.order_id)
			or not exists (select 1 from evidence_link l where l.evidence_id = f.evidence_id
				and l.subject_kind = 'order' and l.subject_id = f.order_id)
			order by f.id limit ${limit}`,
		circulars('no-paper', `c.state = 'PUBLISHED' and p.id is null`),
		circulars(
			'paper-differs',
			`p.id is not null and (c.state <> 'PUBLISHED' or p.number <> c.number or p.remark <> c.remark or p.facts_json <> c.facts_json)`,
		),
		circulars('own-draft', `c.published_by = c.drafted_by`),
	]
	const found: OrderContentFault[] = []
	for (const query of queries) found.push(...(await query.execute(handle)).rows)
	return found
}

/** Every circular that was published, for its hash. */
export async function circularPapers(handle: Handle) {
	return handle
		.selectFrom('order_circular_paper')
		.select(['id', 'number', 'remark', 'facts_json', 'sha256'])
		.orderBy('id')
		.execute()
}
