import type { Handle } from '../tx.server.ts'

/** Every branch, by code. */
export async function branchIds(handle: Handle): Promise<string[]> {
	const rows = await handle.selectFrom('branch').select('id').orderBy('code').execute()
	return rows.map((row) => row.id)
}

/** The superiors of these people, for an escalation. */
export async function superiorsOf(handle: Handle, ids: readonly string[]): Promise<string[]> {
	if (ids.length === 0) return []
	const rows = await handle.selectFrom('account').select('superior_id').where('id', 'in', ids).execute()
	return rows.flatMap((row) => (row.superior_id === null ? [] : [row.superior_id]))
}
