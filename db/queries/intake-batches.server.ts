import { sql } from 'kysely'
import type { Database } from '../schema.ts'
import { decodeCursor, type Page, pageOf } from '../sql.server.ts'
import type { Handle, Tx } from '../tx.server.ts'

type Batch = Database['intake_batch']
export type BatchRow = { [K in keyof Batch]: K extends 'version' ? number : Batch[K] }
type Supervisor = Database['social_supervisor']
export type SupervisorRow = { [K in keyof Supervisor]: K extends 'version' ? number : Supervisor[K] }

export async function batchById(handle: Handle, branchId: string, id: string): Promise<BatchRow | undefined> {
	return handle
		.selectFrom('intake_batch')
		.selectAll()
		.where('id', '=', id)
		.where('branch_id', '=', branchId)
		.executeTakeFirst()
}

/** The month's opinions, or the survey of this title. */
export async function sameBatch(handle: Handle, branchId: string, batch: Pick<BatchRow, 'kind' | 'period' | 'title'>) {
	const query = handle.selectFrom('intake_batch').select('id').where('branch_id', '=', branchId)
	return (
		batch.kind === 'opinion'
			? query.where('kind', '=', 'opinion').where('period', '=', batch.period)
			: query.where('kind', '=', 'survey').where('title', '=', batch.title)
	).executeTakeFirst()
}

export async function insertBatch(tx: Tx, row: Omit<BatchRow, 'version'>): Promise<void> {
	await tx.insertInto('intake_batch').values(row).execute()
}

export async function updateBatch(
	tx: Tx,
	id: string,
	version: number,
	set: Partial<Omit<BatchRow, 'id' | 'version'>>,
): Promise<boolean> {
	const result = await tx
		.updateTable('intake_batch')
		.set({ ...set, version: version + 1 })
		.where('id', '=', id)
		.where('version', '=', version)
		.executeTakeFirst()
	return result.numUpdatedRows === 1n
}

/** Counts of a batch: an item has its answer when it was answered, merged into another or declined with a reason. */
export async function progressOf(
	handle: Handle,
	batchId: string,
): Promise<{ total: number; done: number; last: number }> {
	const row = await handle
		.selectFrom('intake_item')
		.select((eb) => [
			eb.fn.countAll<number>().as('total'),
			sql<number | null>`sum(case when state in ('ANSWERED', 'MERGED', 'DECLINED') then 1 else 0 end)`.as('done'),
			sql<number | null>`max(batch_line)`.as('last'),
		])
		.where('batch_id', '=', batchId)
		.executeTakeFirstOrThrow()
	return { total: Number(row.total), done: Number(row.done ?? 0), last: Number(row.last ?? 0) }
}

/** What a list is compared with: the items of a batch by the key that made them. */
export async function itemsOfBatch(handle: Handle, batchId: string) {
	return handle
		.selectFrom('intake_item')
		.select(['request_key', 'category', 'violation_type', 'matter', 'wanted', 'topic', 'outlet_id', 'supervisor_id'])
		.where('batch_id', '=', batchId)
		.execute()
}

export async function batchesPage(
	handle: Handle,
	branchId: string,
	cursor: string | null,
	size: number,
): Promise<Page<BatchRow & { readonly total: number; readonly done: number }>> {
	const after = decodeCursor(cursor, 2)
	let query = handle.selectFrom('intake_batch').selectAll().where('branch_id', '=', branchId)
	if (after) query = query.where(sql<boolean>`(received_on, id) < (${String(after[0])}, ${String(after[1])})`)
	const rows = await query
		.select([
			sql<number>`(select count(*) from intake_item i where i.batch_id = intake_batch.id)`.as('total'),
			sql<number>`(select count(*) from intake_item i where i.batch_id = intake_batch.id
				and i.state in ('ANSWERED', 'MERGED', 'DECLINED'))`.as('done'),
		])
		.orderBy('received_on', 'desc')
		.orderBy('id', 'desc')
		.limit(size + 1)
		.execute()
	return pageOf(
		rows.map((row) => ({ ...row, total: Number(row.total), done: Number(row.done) })),
		size,
		(row) => [row.received_on, row.id],
	)
}

/** The branch's supervisors, those who still are first. */
export async function supervisorsOf(handle: Handle, branchId: string): Promise<SupervisorRow[]> {
	return handle
		.selectFrom('social_supervisor')
		.selectAll()
		.where('branch_id', '=', branchId)
		.orderBy(sql`case when until_on is null then 0 else 1 end`)
		.orderBy('code')
		.limit(300)
		.execute()
}

export async function supervisorById(handle: Handle, branchId: string, id: string): Promise<SupervisorRow | undefined> {
	return handle
		.selectFrom('social_supervisor')
		.selectAll()
		.where('id', '=', id)
		.where('branch_id', '=', branchId)
		.executeTakeFirst()
}

export async function insertSupervisor(tx: Tx, row: Omit<SupervisorRow, 'version'>): Promise<void> {
	await tx.insertInto('social_supervisor').values(row).execute()
}

export async function updateSupervisor(
	tx: Tx,
	id: string,
	version: number,
	set: Partial<Omit<SupervisorRow, 'id' | 'version'>>,
): Promise<boolean> {
	const result = await tx
		.updateTable('social_supervisor')
		.set({ ...set, version: version + 1 })
		.where('id', '=', id)
		.where('version', '=', version)
		.executeTakeFirst()
	return result.numUpdatedRows === 1n
}
