import type { RulebookAcceptanceTable } from '../schema.ts'
import type { Handle, Tx } from '../tx.server.ts'

export type AcceptanceRow = RulebookAcceptanceTable

/** The dealer's acceptance of a version of the rulebook; there is at most one. */
export async function acceptanceOf(
	handle: Handle,
	dealerId: string,
	rulebookVersionId: string,
): Promise<AcceptanceRow | undefined> {
	return handle
		.selectFrom('rulebook_acceptance')
		.selectAll()
		.where('dealer_id', '=', dealerId)
		.where('rulebook_version_id', '=', rulebookVersionId)
		.executeTakeFirst()
}

/** A new acceptance; the unique index refuses a second one. */
export async function insertAcceptance(tx: Tx, row: AcceptanceRow): Promise<void> {
	await tx.insertInto('rulebook_acceptance').values(row).execute()
}
