import type { Database } from '../schema.ts'
import type { Handle, Tx } from '../tx.server.ts'

type Row = Database['intake_contact']

/** Words with the person of an item, newest first, with who spoke; at most 200. */
export async function contactsOfItem(handle: Handle, itemId: string): Promise<(Row & { by: string })[]> {
	const rows = await handle
		.selectFrom('intake_contact')
		.leftJoin('account', 'account.id', 'intake_contact.by_account_id')
		.selectAll('intake_contact')
		.select('account.name as by')
		.where('item_id', '=', itemId)
		.orderBy('at', 'desc')
		.orderBy('intake_contact.id', 'desc')
		.limit(200)
		.execute()
	return rows.map((row) => ({ ...row, by: row.by ?? '' }))
}

export async function insertItemContact(tx: Tx, row: Row): Promise<void> {
	await tx.insertInto('intake_contact').values(row).execute()
}
