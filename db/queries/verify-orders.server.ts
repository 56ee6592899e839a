import { sql } from 'kysely'
import type { Handle } from '../tx.server.ts'

/** Rows that break a rule of the acts on orders; each query answers the offenders and nothing else. */

type Offender = { readonly where: string }
const ENDED = sql`('STRUCK_OFF', 'ASSESSED', 'WITHDRAWN', 'MERGED')`

async function found(handle: Handle, query: ReturnType<typeof sql<Offender>>): Promise<string[]> {
	return (await query.execute(handle)).rows.map(({ where }) => where)
}

/** Issued orders without an owner from the first moment. */
export function ordersWithoutOwner(handle: Handle, limit: number): Promise<string[]> {
	return found(
		handle,
		sql<Offender>`select coalesce(o.number, o.id) as "where" from supervision_order o
			where o.issued_at is not null and not exists (
				select 1 from order_owner w where w.order_id = o.id and w.n = 1 and w.from_at = o.issued_at)
			order by o.id limit ${limit}`,
	)
}

/** Owners between whom nobody answered, or two at once. */
export function ownerGaps(handle: Handle, limit: number): Promise<string[]> {
	return found(
		handle,
		sql<Offender>`select coalesce(o.number, o.id) as "where" from order_owner a
			join supervision_order o on o.id = a.order_id
			left join order_owner b on b.order_id = a.order_id and b.n = a.n + 1
			where (b.id is not null and (a.to_at is null or a.to_at <> b.from_at))
				or (a.to_at is not null and a.to_at < a.from_at)
				or (b.id is null and (a.to_at is null) = (o.state in ${ENDED}))
			order by a.id limit ${limit}`,
	)
}

/** Orders whose columns name another owner than the ledger of owners. */
export function ownersApart(handle: Handle, limit: number): Promise<string[]> {
	return found(
		handle,
		sql<Offender>`select coalesce(o.number, o.id) as "where" from order_owner w
			join supervision_order o on o.id = w.order_id
			where w.to_at is null and (w.department_id <> o.lead_department_id
				or coalesce(w.account_id, '') <> coalesce(o.handler_id, ''))
			order by w.id limit ${limit}`,
	)
}

/** Suspended without an open pause, or the other way round; a pause past the statutory date. */
export function suspensionsApart(handle: Handle, limit: number): Promise<string[]> {
	return found(
		handle,
		sql<Offender>`select coalesce(o.number, o.id) as "where" from supervision_order o
			left join order_suspension s on s.order_id = o.id and s.to_at is null
			where ((o.suspended_at is null) <> (s.id is null))
				or (s.id is not null and (s.from_at <> o.suspended_at or s.expected_until <> o.suspended_until
					or s.expected_until > coalesce(o.statutory_due_on, s.expected_until)))
			order by o.id limit ${limit}`,
	)
}

/** Statutory clocks that stood or were moved by a person. */
export function statutoryMoved(handle: Handle, limit: number): Promise<string[]> {
	return found(
		handle,
		sql<Offender>`select c.id as "where" from clock c where c.kind = 'order.statutory' and (c.state = 'PAUSED'
			or exists (select 1 from clock_pause p where p.clock_id = c.id)
			or exists (select 1 from clock_extension e where e.clock_id = c.id)
			or exists (select 1 from clock_move m where m.clock_id = c.id and m.cause not in ('calendar', 'policy')))
			order by c.id limit ${limit}`,
	)
}

/** Orders with a complaint that the running statutory clock does not know. */
export function statutoryApart(handle: Handle, limit: number): Promise<string[]> {
	return found(
		handle,
		sql<Offender>`select coalesce(o.number, o.id) as "where" from clock c
			join supervision_order o on o.id = c.subject_id
			where c.kind = 'order.statutory' and c.subject_kind = 'order' and c.state = 'RUNNING'
				and c.raw_due_on <> coalesce(o.statutory_due_on, '')
			order by c.id limit ${limit}`,
	)
}

/** Extensions against the rule: decided by who asked, more granted than counted, past the statutory date. */
export function extensionsBeyond(handle: Handle, limit: number): Promise<string[]> {
	return found(
		handle,
		sql<Offender>`select coalesce(o.number, o.id) as "where" from supervision_order o where
			exists (select 1 from order_extension e where e.order_id = o.id and e.state in ('GRANTED', 'REFUSED')
				and e.decided_by = e.asked_by)
			or exists (select 1 from order_extension e where e.order_id = o.id and e.state = 'WITHDRAWN'
				and e.decided_by <> e.asked_by)
			or o.extension_count <> (select count(*) from order_extension e where e.order_id = o.id and e.state = 'GRANTED')
			or exists (select 1 from order_extension e where e.order_id = o.id and e.state = 'GRANTED'
				and e.new_due_at <= e.old_due_at)
			order by o.id limit ${limit}`,
	)
}

/** Transfers that wait without their mark or their clock, and marks without a transfer. */
export function transfersApart(handle: Handle, limit: number): Promise<string[]> {
	return found(
		handle,
		sql<Offender>`select coalesce(o.number, o.id) as "where" from supervision_order o
			left join order_transfer t on t.order_id = o.id and t.state = 'PENDING'
			where (coalesce(o.transfer_to_id, '') <> coalesce(t.to_department_id, ''))
				or (t.id is not null and not exists (select 1 from clock c where c.subject_kind = 'transfer'
					and c.subject_id = t.id and c.kind = 'order.transfer' and c.state = 'RUNNING'))
			order by o.id limit ${limit}`,
	)
}

/** Merged orders without a target, targets of orders that are none, and ended orders whose clocks still run. */
export function endsApart(handle: Handle, limit: number): Promise<string[]> {
	return found(
		handle,
		sql<Offender>`select coalesce(o.number, o.id) as "where" from supervision_order o
			where (o.state = 'MERGED') <> (o.merged_into_id is not null)
				or (o.state in ('WITHDRAWN', 'MERGED') and exists (select 1 from clock c
					where c.subject_kind = 'order' and c.subject_id = o.id and c.state in ('RUNNING', 'PAUSED')))
			order by o.id limit ${limit}`,
	)
}

/** Files of chase notices after an id. */
export async function orderNoticeFilesAfter(handle: Handle, id: string, limit: number) {
	return handle
		.selectFrom('order_notice_file')
		.select(['id', 'notice_id', 'language', 'sha256', 'size'])
		.where('id', '>', id)
		.orderBy('id')
		.limit(limit)
		.execute()
}

/** Chase notices after an id, with what they were hashed from. */
export async function chaseNoticesAfter(handle: Handle, after: string, size: number) {
	return handle
		.selectFrom('order_notice')
		.select([
			'id',
			'branch_id as branchId',
			'number',
			'body_json as bodyJson',
			'sha256',
			'text_json as textJson',
			'text_sha256 as textSha256',
			'sent_at as sentAt',
			'due_at as dueAt',
		])
		.where('id', '>', after)
		.orderBy('id')
		.limit(size)
		.execute()
}

/** The last number of each year's chase notices. */
export async function chaseNoticeSeries(handle: Handle) {
	return handle
		.selectFrom('number_series')
		.select(['branch_id as branchId', 'year', 'last'])
		.where('kind', '=', 'notice.chase-notice')
		.execute()
}

/** Numbers that issued orders have. */
export async function orderNumbersAfter(handle: Handle, id: string, limit: number) {
	return handle
		.selectFrom('supervision_order')
		.select(['id', 'branch_id', 'number'])
		.where('number', 'is not', null)
		.where('id', '>', id)
		.orderBy('id')
		.limit(limit)
		.execute()
}
