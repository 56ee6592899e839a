import type { ConflictDeclarationTable } from '../schema.ts'
import type { Handle, Tx } from '../tx.server.ts'

export type DeclarationRow = { [K in keyof ConflictDeclarationTable]: ConflictDeclarationTable[K] }

/** Append-only: a person who declares anew adds a row. */
export async function insertDeclaration(tx: Tx, row: DeclarationRow): Promise<void> {
	await tx.insertInto('conflict_declaration').values(row).execute()
}

/** What people declared on these cases or violations, oldest first. */
export async function declarationsOf(handle: Handle, subjectIds: readonly string[]): Promise<DeclarationRow[]> {
	if (subjectIds.length === 0) return []
	return handle
		.selectFrom('conflict_declaration')
		.selectAll()
		.where('subject_id', 'in', subjectIds)
		.orderBy('declared_at')
		.orderBy('id')
		.execute()
}
