import type { Instant } from '#app/domain/time.ts'
import type { Tx } from '../tx.server.ts'

/** Dismisses the drafts that rest on a voided inspection; answers their ids. */
export async function dismissDraftsOf(
	tx: Tx,
	inspectionId: string,
	by: { readonly accountId: string; readonly at: Instant; readonly reason: string },
): Promise<string[]> {
	const rows = await tx
		.updateTable('violation')
		.set((eb) => ({
			state: 'DISMISSED',
			dismiss_reason: by.reason,
			checked_by: by.accountId,
			checked_at: by.at,
			version: eb('version', '+', 1),
		}))
		.where('inspection_id', '=', inspectionId)
		.where('state', '=', 'DRAFT')
		.returning('id')
		.execute()
	return rows.map((row) => row.id)
}
