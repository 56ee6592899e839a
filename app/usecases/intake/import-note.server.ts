import { appendEvents } from '#db/queries/events.server.ts'
import { insertAll } from '#db/queries/import.server.ts'
import type { Tx } from '#db/tx.server.ts'
import type { Ctx } from '../context.server.ts'

export type ImportedFile = { readonly mapping: string; readonly name: string; readonly sha256: string }

/** The import run and its event, in the transaction that wrote the rows; gives the run's id. */
export async function noteImport(
	ctx: Ctx,
	tx: Tx,
	file: ImportedFile,
	summary: Readonly<Record<string, string | number>>,
): Promise<string> {
	const { branchId, accountId } = ctx.actor
	const id = ctx.newId()
	await insertAll(tx, 'import_run', [
		{
			id,
			branch_id: branchId,
			mapping: file.mapping,
			file_name: file.name,
			file_sha256: file.sha256,
			started_by: accountId,
			started_at: ctx.now,
			summary_json: JSON.stringify(summary),
		},
	])
	await appendEvents(tx, branchId, accountId, ctx.now, [
		{
			subjectKind: 'import',
			subjectId: id,
			kind: 'import.finished',
			after: { mapping: file.mapping, file: file.name, sha256: file.sha256, ...summary },
		},
	])
	return id
}
