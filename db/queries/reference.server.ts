import type { LocalDate } from '#app/domain/time.ts'
import type { ReferenceVersionTable } from '../schema.ts'
import type { Handle, Tx } from '../tx.server.ts'

export type ReferenceKind = ReferenceVersionTable['kind']
export type ReferenceRow = Pick<
	ReferenceVersionTable,
	| 'id'
	| 'branch_id'
	| 'kind'
	| 'code'
	| 'version'
	| 'effective_from'
	| 'status'
	| 'body_json'
	| 'sha256'
	| 'published_at'
>

const COLUMNS = [
	'id',
	'branch_id',
	'kind',
	'code',
	'version',
	'effective_from',
	'status',
	'body_json',
	'sha256',
	'published_at',
] as const

/** The id of the version in force on a date (local): the newest one that took effect on or before it. */
export async function versionIdOn(
	handle: Handle,
	branchId: string,
	kind: ReferenceKind,
	on: LocalDate,
): Promise<string | undefined> {
	const row = await handle
		.selectFrom('reference_version')
		.select('id')
		.where('branch_id', '=', branchId)
		.where('kind', '=', kind)
		.where('effective_from', '<=', on)
		.orderBy('effective_from', 'desc')
		.orderBy('version', 'desc')
		.limit(1)
		.executeTakeFirst()
	return row?.id
}

export async function versionById(handle: Handle, id: string): Promise<ReferenceRow | undefined> {
	return handle.selectFrom('reference_version').select(COLUMNS).where('id', '=', id).executeTakeFirst()
}

/** Every version of a kind, newest first. */
export async function versionsOf(handle: Handle, branchId: string, kind: ReferenceKind): Promise<ReferenceRow[]> {
	return handle
		.selectFrom('reference_version')
		.select(COLUMNS)
		.where('branch_id', '=', branchId)
		.where('kind', '=', kind)
		.orderBy('effective_from', 'desc')
		.orderBy('version', 'desc')
		.limit(100)
		.execute()
}

/** A new published version; frozen from then on. */
export async function insertVersion(tx: Tx, row: ReferenceVersionTable): Promise<void> {
	await tx.insertInto('reference_version').values(row).execute()
}
