import type { Handle } from '../tx.server.ts'

/** Name of the branch and whether its data are invented. */
export async function branchOf(handle: Handle, branchId: string) {
	return handle.selectFrom('branch').select(['name', 'is_demo']).where('id', '=', branchId).executeTakeFirst()
}

/** Unread messages of a person. */
export async function unreadOf(handle: Handle, accountId: string): Promise<number> {
	const row = await handle
		.selectFrom('inbox_item')
		.select((eb) => eb.fn.countAll<number>().as('n'))
		.where('account_id', '=', accountId)
		.where('read_at', 'is', null)
		.executeTakeFirstOrThrow()
	return Number(row.n)
}
