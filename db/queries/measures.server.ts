import type { Scope } from '#app/domain/access.ts'
import type { CaseTaskTable, MeasureTable } from '../schema.ts'
import type { Handle, Tx } from '../tx.server.ts'
import { withinScope } from './scope.server.ts'

export type MeasureRow = { [K in keyof MeasureTable]: K extends 'version' ? number : MeasureTable[K] }
export type TaskRow = { [K in keyof CaseTaskTable]: CaseTaskTable[K] }

/** One measure whose case lies within the scope. */
export async function measureIn(handle: Handle, scope: Scope, id: string): Promise<MeasureRow | undefined> {
	return handle
		.selectFrom('penalty')
		.where((eb) => withinScope(eb, 'penalty', scope))
		.innerJoin('measure', 'measure.penalty_id', 'penalty.id')
		.selectAll('measure')
		.where('measure.id', '=', id)
		.executeTakeFirst()
}

/** The measures that a case set off. */
export async function measuresOf(handle: Handle, penaltyId: string): Promise<MeasureRow[]> {
	return handle.selectFrom('measure').selectAll().where('penalty_id', '=', penaltyId).orderBy('threshold').execute()
}

/** The dealer's measures, newest first. */
export async function measuresOfDealer(handle: Handle, dealerId: string): Promise<MeasureRow[]> {
	return handle
		.selectFrom('measure')
		.selectAll()
		.where('dealer_id', '=', dealerId)
		.orderBy('proposed_at', 'desc')
		.orderBy('id', 'desc')
		.limit(100)
		.execute()
}

/** True when it is new; the same threshold of the same case is proposed once. */
export async function insertMeasure(tx: Tx, row: Omit<MeasureRow, 'version'>): Promise<boolean> {
	const result = await tx
		.insertInto('measure')
		.values(row)
		.onConflict((oc) => oc.columns(['penalty_id', 'threshold']).doNothing())
		.executeTakeFirst()
	return Number(result.numInsertedOrUpdatedRows ?? 0) === 1
}

/** True when the row still had this version. */
export async function updateMeasure(
	tx: Tx,
	id: string,
	version: number,
	set: Partial<Omit<MeasureRow, 'id' | 'version'>>,
): Promise<boolean> {
	const result = await tx
		.updateTable('measure')
		.set({ ...set, version: version + 1 })
		.where('id', '=', id)
		.where('version', '=', version)
		.executeTakeFirst()
	return result.numUpdatedRows === 1n
}

/** Leaves work for a person, once per case, kind, cause and measure; true when it is new. */
export async function insertTask(tx: Tx, row: TaskRow): Promise<boolean> {
	const result = await tx
		.insertInto('case_task')
		.values(row)
		.onConflict((oc) => oc.doNothing())
		.executeTakeFirst()
	return Number(result.numInsertedOrUpdatedRows ?? 0) === 1
}

export type TaskView = TaskRow & {
	readonly causeNumber: string
	readonly caseNumber: string
	readonly measureKind: string | null
}

/** Work left on a case, (by cause) by a case, or on a measure; open ones only unless asked. */
export async function tasksOf(
	handle: Handle,
	by: 'penalty_id' | 'cause_penalty_id' | 'measure_id',
	id: string,
	openOnly = true,
): Promise<TaskView[]> {
	let query = handle
		.selectFrom('case_task')
		.innerJoin('penalty as cause', 'cause.id', 'case_task.cause_penalty_id')
		.innerJoin('penalty as subject', 'subject.id', 'case_task.penalty_id')
		.leftJoin('measure', 'measure.id', 'case_task.measure_id')
		.selectAll('case_task')
		.select(['cause.number as causeNumber', 'subject.number as caseNumber', 'measure.kind as measureKind'])
		.where(`case_task.${by}`, '=', id)
	if (openOnly) query = query.where('case_task.done_at', 'is', null)
	return query.orderBy('case_task.created_at').orderBy('case_task.id').execute()
}

type Done = { readonly at: NonNullable<TaskRow['done_at']>; readonly by: string; readonly result: string }

/** Marks one task as done; true when it was open. */
export async function finishTask(tx: Tx, id: string, done: Done): Promise<boolean> {
	const result = await tx
		.updateTable('case_task')
		.set({ done_at: done.at, done_by: done.by, result: done.result })
		.where('id', '=', id)
		.where('done_at', 'is', null)
		.executeTakeFirst()
	return result.numUpdatedRows === 1n
}
