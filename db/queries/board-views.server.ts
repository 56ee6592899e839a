import type { BoardLayoutTable, BoardViewTable } from '../schema-board.ts'
import type { Handle, Tx } from '../tx.server.ts'

export type BoardViewRow = Omit<BoardViewTable, 'version'> & { readonly version: number }

/** A person keeps so many of them; each is counted whenever the board is shown. */
export const MOST_VIEWS = 12

/** The views of a person, then those that are shared with the departments where the person works. */
export async function viewsFor(
	handle: Handle,
	branchId: string,
	accountId: string,
	departments: readonly string[],
): Promise<BoardViewRow[]> {
	const all = handle.selectFrom('board_view').selectAll().where('branch_id', '=', branchId)
	const own = await all
		.where('account_id', '=', accountId)
		.orderBy('created_at')
		.orderBy('id')
		.limit(MOST_VIEWS)
		.execute()
	if (departments.length === 0) return own
	const shared = await all
		.where('department_id', 'in', [...departments])
		.where('account_id', '<>', accountId)
		.orderBy('created_at')
		.orderBy('id')
		.limit(MOST_VIEWS)
		.execute()
	return [...own, ...shared]
}

/** One view of a person's own. */
export async function ownView(handle: Handle, accountId: string, id: string): Promise<BoardViewRow | undefined> {
	return handle
		.selectFrom('board_view')
		.selectAll()
		.where('id', '=', id)
		.where('account_id', '=', accountId)
		.executeTakeFirst()
}

export async function viewNamed(handle: Handle, accountId: string, name: string): Promise<string | undefined> {
	const row = await handle
		.selectFrom('board_view')
		.select('id')
		.where('account_id', '=', accountId)
		.where('name', '=', name)
		.executeTakeFirst()
	return row?.id
}

export async function insertView(tx: Tx, row: Omit<BoardViewTable, 'version'>): Promise<void> {
	await tx.insertInto('board_view').values(row).execute()
}

/** True when the row still had this version. */
export async function updateView(
	tx: Tx,
	id: string,
	version: number,
	set: Partial<Pick<BoardViewTable, 'name' | 'query_json' | 'columns_json' | 'department_id'>>,
): Promise<boolean> {
	const result = await tx
		.updateTable('board_view')
		.set({ ...set, version: version + 1 })
		.where('id', '=', id)
		.where('version', '=', version)
		.executeTakeFirst()
	return result.numUpdatedRows === 1n
}

export async function deleteView(tx: Tx, id: string): Promise<void> {
	await tx.deleteFrom('board_view').where('id', '=', id).execute()
}

export async function layoutOf(handle: Handle, accountId: string): Promise<BoardLayoutTable | undefined> {
	return handle.selectFrom('board_layout').selectAll().where('account_id', '=', accountId).executeTakeFirst()
}

export async function saveLayout(tx: Tx, row: BoardLayoutTable): Promise<void> {
	await tx
		.insertInto('board_layout')
		.values(row)
		.onConflict((oc) =>
			oc.column('account_id').doUpdateSet({
				columns_json: row.columns_json,
				density: row.density,
				changed_at: row.changed_at,
			}),
		)
		.execute()
}
