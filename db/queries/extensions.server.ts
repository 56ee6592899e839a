import type { Instant, LocalDate } from '#app/domain/time.ts'
import type { DeskTables } from '../schema-desk.ts'
import type { Handle, Tx } from '../tx.server.ts'

export type DefenceExtensionRow = DeskTables['defence_extension']

/** The dealer's request for more time in a case; there is at most one (domain 4, step 5). */
export async function extensionOf(handle: Handle, penaltyId: string): Promise<DefenceExtensionRow | undefined> {
	return handle.selectFrom('defence_extension').selectAll().where('penalty_id', '=', penaltyId).executeTakeFirst()
}

export async function insertExtension(tx: Tx, row: DefenceExtensionRow): Promise<void> {
	await tx.insertInto('defence_extension').values(row).execute()
}

/** Answers a request that waits; true when it still did. */
export async function answerExtension(
	tx: Tx,
	penaltyId: string,
	answer: {
		readonly outcome: NonNullable<DefenceExtensionRow['outcome']>
		readonly decided_by: string
		readonly decided_at: Instant
		readonly answer: string
		readonly new_due_on: LocalDate | null
	},
): Promise<boolean> {
	const result = await tx
		.updateTable('defence_extension')
		.set(answer)
		.where('penalty_id', '=', penaltyId)
		.where('outcome', 'is', null)
		.executeTakeFirst()
	return result.numUpdatedRows === 1n
}
