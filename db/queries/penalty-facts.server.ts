import type { Handle } from '../tx.server.ts'

/** The outlet of a case that the actor already holds; no scope of its own. */
export async function outletById(handle: Handle, id: string) {
	return handle
		.selectFrom('outlet')
		.select(['id', 'code', 'name', 'type', 'channel_manager_id as managerId'])
		.where('id', '=', id)
		.executeTakeFirstOrThrow()
}

/** Case numbers by id, oldest first; for documents. */
export async function penaltyNumbers(handle: Handle, ids: readonly string[]): Promise<string[]> {
	if (ids.length === 0) return []
	const rows = await handle
		.selectFrom('penalty')
		.select('number')
		.where('id', 'in', ids)
		.orderBy('occurred_on')
		.execute()
	return rows.map((row) => row.number)
}

/** The inspection that a violation came from, without its inspector. */
export async function inspectionBrief(handle: Handle, id: string) {
	return handle
		.selectFrom('inspection')
		.leftJoin('account', 'account.id', 'inspection.inspector_id')
		.select([
			'inspection.id',
			'inspection.number',
			'inspection.type',
			'inspection.occurred_on as occurredOn',
			'account.name as inspectorName',
		])
		.where('inspection.id', '=', id)
		.executeTakeFirst()
}

/** Who went on an inspection: one or two people; nobody where there was none. */
export async function inspectorsOf(handle: Handle, inspectionId: string | null): Promise<string[]> {
	if (inspectionId === null) return []
	const row = await handle
		.selectFrom('inspection')
		.select(['inspector_id', 'second_inspector_id'])
		.where('id', '=', inspectionId)
		.executeTakeFirst()
	return row ? [row.inspector_id, row.second_inspector_id].filter((id) => id !== null) : []
}
