import type { Scope } from '#app/domain/access.ts'
import type { FindingTable } from '../schema.ts'
import type { Handle, Tx } from '../tx.server.ts'
import { withinScope } from './scope.server.ts'

export type FindingRow = { [K in keyof FindingTable]: K extends 'version' ? number : FindingTable[K] }

/** One finding within the scope; undefined when there is none or it lies outside. */
export async function findingIn(handle: Handle, scope: Scope, id: string): Promise<FindingRow | undefined> {
	return handle
		.selectFrom('finding')
		.selectAll()
		.where('id', '=', id)
		.where((eb) => withinScope(eb, 'finding', scope))
		.executeTakeFirst()
}

export type FindingWithViolation = FindingRow & {
	violationId: string | null
	violationNumber: string | null
	violationState: string | null
}

/** The findings of an inspection with the violation that came of each, in the order of the sheet. */
export async function findingsOf(handle: Handle, inspectionId: string): Promise<FindingWithViolation[]> {
	return handle
		.selectFrom('finding')
		.leftJoin('violation', (join) =>
			join.onRef('violation.finding_id', '=', 'finding.id').on('violation.state', '<>', 'DISMISSED'),
		)
		.selectAll('finding')
		.select(['violation.id as violationId', 'violation.number as violationNumber', 'violation.state as violationState'])
		.where('finding.inspection_id', '=', inspectionId)
		.orderBy('finding.item_no')
		.orderBy('finding.number')
		.execute()
}

export async function insertFinding(tx: Tx, row: Omit<FindingRow, 'version'>): Promise<void> {
	await tx.insertInto('finding').values(row).execute()
}

/** True when the row still had this version. */
export async function updateFinding(
	tx: Tx,
	id: string,
	version: number,
	set: Partial<Omit<FindingRow, 'id' | 'version'>>,
): Promise<boolean> {
	const result = await tx
		.updateTable('finding')
		.set({ ...set, version: version + 1 })
		.where('id', '=', id)
		.where('version', '=', version)
		.executeTakeFirst()
	return result.numUpdatedRows === 1n
}

/** Closes what an inspection found and is still open, when the inspection is voided; answers the ids. */
export async function closeFindingsOf(tx: Tx, inspectionId: string, reason: string): Promise<string[]> {
	const rows = await tx
		.updateTable('finding')
		.set((eb) => ({ state: 'CLOSED', close_reason: reason, version: eb('version', '+', 1) }))
		.where('inspection_id', '=', inspectionId)
		.where('state', '<>', 'CLOSED')
		.returning('id')
		.execute()
	return rows.map((row) => row.id)
}
