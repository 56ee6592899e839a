import { type InsertObject, sql } from 'kysely'
import type { LocalDate } from '#app/domain/time.ts'
import type { Database, OutletTable } from '../schema.ts'
import type { Handle, Tx } from '../tx.server.ts'

/** A row to be inserted. */
export type NewRow<T extends keyof Database> = InsertObject<Database, T>

/** Parameters of one statement; SQLite takes 32,766 and PostgreSQL 65,535. */
const MAX_PARAMETERS = 30_000

/** Inserts rows, as many per statement as the databases take. Every row names the same columns. */
export async function insertAll<T extends keyof Database>(tx: Tx, table: T, rows: readonly NewRow<T>[]): Promise<void> {
	const width = Object.keys(rows[0] ?? {}).length
	const size = Math.max(1, Math.min(100, Math.floor(MAX_PARAMETERS / Math.max(1, width))))
	for (let i = 0; i < rows.length; i += size)
		await tx
			.insertInto(table)
			.values(rows.slice(i, i + size))
			.execute()
}

/** PostgreSQL locks a branch by this row, so it has to be there before the first event. */
export async function ensureChainHead(tx: Tx, branchId: string, genesis: string): Promise<void> {
	await tx
		.insertInto('chain_head')
		.values({ branch_id: branchId, seq: 0, hash: genesis })
		.onConflict((oc) => oc.column('branch_id').doNothing())
		.execute()
}

/** Imported outlets by external key, with the last day on which a historic inspection saw each. */
export async function importedOutlets(handle: Handle, branchId: string, keys: readonly string[]) {
	if (keys.length === 0) return []
	return handle
		.selectFrom('outlet')
		.select([
			'id',
			'external_key',
			'county_id',
			'grid_id',
			'dealer_id',
			'name',
			'type',
			'address',
			'latitude',
			'longitude',
		])
		.select((eb) =>
			eb
				.selectFrom('inspection')
				.select((of) => of.fn.max<LocalDate | null>('inspection.occurred_on').as('seen'))
				.whereRef('inspection.outlet_id', '=', 'outlet.id')
				.where('inspection.historic', '=', 1)
				.as('seen_on'),
		)
		.where('branch_id', '=', branchId)
		.where('external_key', 'in', keys)
		.execute()
}

/** Earlier names of outlets. */
export async function aliasesOf(handle: Handle, outletIds: readonly string[]) {
	if (outletIds.length === 0) return []
	return handle
		.selectFrom('outlet_alias')
		.select(['outlet_id', 'name', 'type', 'address'])
		.where('outlet_id', 'in', outletIds)
		.execute()
}

/** Imported inspections by external key, with the number of findings that each has. */
export async function importedInspections(handle: Handle, branchId: string, keys: readonly string[]) {
	if (keys.length === 0) return []
	return handle
		.selectFrom('inspection')
		.select(['id', 'external_key', 'outlet_id', 'occurred_on'])
		.select((eb) =>
			eb
				.selectFrom('finding')
				.select((of) => of.fn.countAll<number>().as('n'))
				.whereRef('finding.inspection_id', '=', 'inspection.id')
				.as('findings'),
		)
		.where('branch_id', '=', branchId)
		.where('external_key', 'in', keys)
		.execute()
}

/** Numbers of imported findings by external key. */
export async function importedFindings(handle: Handle, branchId: string, keys: readonly string[]) {
	const numbers = new Map<string, string>()
	if (keys.length === 0) return numbers
	const rows = await handle
		.selectFrom('finding')
		.select(['external_key', 'number'])
		.where('branch_id', '=', branchId)
		.where('external_key', 'in', keys)
		.execute()
	for (const row of rows) if (row.external_key) numbers.set(row.external_key, row.number)
	return numbers
}

/** Which of the external keys have a penalty already. */
export async function importedPenalties(handle: Handle, branchId: string, keys: readonly string[]) {
	if (keys.length === 0) return new Set<string>()
	const rows = await handle
		.selectFrom('penalty')
		.select('external_key')
		.where('branch_id', '=', branchId)
		.where('external_key', 'in', keys)
		.execute()
	return new Set(rows.flatMap((row) => row.external_key ?? []))
}

export type OutletDetails = Pick<OutletTable, 'name' | 'type' | 'address' | 'latitude' | 'longitude' | 'search_text'>

export async function updateOutlet(tx: Tx, id: string, details: OutletDetails): Promise<void> {
	await tx
		.updateTable('outlet')
		.set((eb) => ({ ...details, version: eb('version', '+', 1) }))
		.where('id', '=', id)
		.execute()
}

/** Remembers earlier names; one that is known is left alone. */
export async function insertAliases(tx: Tx, rows: readonly NewRow<'outlet_alias'>[]): Promise<void> {
	for (const row of rows)
		await tx
			.insertInto('outlet_alias')
			.values(row)
			.onConflict((oc) => oc.columns(['outlet_id', 'name', 'type', 'address']).doNothing())
			.execute()
}

/** A name that is the present one again is no earlier name. */
export async function removeAlias(
	tx: Tx,
	outletId: string,
	as: { readonly name: string; readonly type: string; readonly address: string },
): Promise<void> {
	await tx
		.deleteFrom('outlet_alias')
		.where('outlet_id', '=', outletId)
		.where('name', '=', as.name)
		.where('type', '=', as.type)
		.where('address', '=', as.address)
		.execute()
}

/** Adds findings to the count that an inspection shows. */
export async function addFailedItems(tx: Tx, inspectionId: string, more: number): Promise<void> {
	await tx
		.updateTable('inspection')
		.set((eb) => ({ failed_items: eb('failed_items', '+', more), version: eb('version', '+', 1) }))
		.where('id', '=', inspectionId)
		.execute()
}

export type ImportTotals = {
	readonly outlets: number
	readonly inspections: number
	readonly findings: number
	readonly penalties: number
	readonly penaltyFen: number
}

/** What the branch holds from one source, by the prefix of the external keys. */
export async function importTotals(handle: Handle, branchId: string, prefix: string): Promise<ImportTotals> {
	const ofSource = sql<string>`substr(external_key, 1, ${sql.lit(prefix.length)})`
	const count = async (table: 'outlet' | 'inspection' | 'finding') => {
		const row = await handle
			.selectFrom(table)
			.select((eb) => eb.fn.countAll<number>().as('n'))
			.where('branch_id', '=', branchId)
			.where(ofSource, '=', prefix)
			.executeTakeFirstOrThrow()
		return Number(row.n)
	}
	const penalties = await handle
		.selectFrom('penalty')
		.select((eb) => [eb.fn.countAll<number>().as('n'), eb.fn.sum<number | null>('amount_fen').as('fen')])
		.where('branch_id', '=', branchId)
		.where(ofSource, '=', prefix)
		.executeTakeFirstOrThrow()
	return {
		outlets: await count('outlet'),
		inspections: await count('inspection'),
		findings: await count('finding'),
		penalties: Number(penalties.n),
		penaltyFen: Number(penalties.fen ?? 0),
	}
}

/** True when this file was imported with this mapping before. */
export async function importRunExists(
	handle: Handle,
	branchId: string,
	mapping: string,
	sha256: string,
): Promise<boolean> {
	const row = await handle
		.selectFrom('import_run')
		.select('id')
		.where('branch_id', '=', branchId)
		.where('mapping', '=', mapping)
		.where('file_sha256', '=', sha256)
		.limit(1)
		.executeTakeFirst()
	return row !== undefined
}

/** The latest runs, newest first. */
export async function importRuns(handle: Handle, branchId: string, limit: number) {
	return handle
		.selectFrom('import_run')
		.leftJoin('account', 'account.id', 'import_run.started_by')
		.select([
			'import_run.id',
			'import_run.mapping',
			'import_run.file_name',
			'import_run.started_at',
			'import_run.summary_json',
			'account.name as startedBy',
		])
		.where('import_run.branch_id', '=', branchId)
		.orderBy('import_run.started_at', 'desc')
		.orderBy('import_run.id', 'desc')
		.limit(limit)
		.execute()
}
