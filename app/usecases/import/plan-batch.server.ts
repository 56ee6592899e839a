import { createHash } from 'node:crypto'
import type { Mapping } from '#app/domain/import/mapping.schema.ts'
import { oneLine } from '#app/domain/import/values.ts'
import {
	addFailedItems,
	aliasesOf,
	importedFindings,
	importedInspections,
	importedOutlets,
	importedPenalties,
	insertAliases,
	insertAll,
	removeAlias,
	updateOutlet,
} from '#db/queries/import.server.ts'
import type { Handle, Tx } from '#db/tx.server.ts'
import { aliasKey, Batch, type KeyedRow, type PlacedRow } from './batch.ts'
import type { Maker } from './historic-rows.ts'
import type { Place } from './place.server.ts'
import type { Run } from './run.ts'

function hashOf(text: string): string {
	return createHash('sha256').update(oneLine(text)).digest('hex').slice(0, 20)
}

/** Plans one batch of rows against the database and what the run has seen; writes nothing. */
export async function planBatch(
	handle: Handle,
	by: Maker,
	mapping: Mapping,
	place: Place,
	run: Run,
	rows: readonly PlacedRow[],
): Promise<Batch> {
	const batch = new Batch(by, mapping, place, run)
	await recallOutlets(handle, place, batch, rows)
	await recallInspections(handle, place, batch, rows)
	const keyed = rows.map((item) => keyedRow(batch, item))
	const keysOf = (which: (item: KeyedRow) => boolean) => keyed.filter(which).map((item) => item.key)
	const stored = {
		findings: await importedFindings(
			handle,
			place.branchId,
			keysOf((item) => item.data.text !== ''),
		),
		penalties: await importedPenalties(
			handle,
			place.branchId,
			keysOf((item) => item.data.penalty !== null),
		),
	}
	for (const item of keyed) batch.add(item, stored)
	return batch
}

/** Identical rows stay separate: the second one of a text is number 2 (key: inspection, text, ordinal). */
function keyedRow(batch: Batch, item: PlacedRow): KeyedRow {
	const text = `${item.data.inspectionKey}:${hashOf(item.data.text)}`
	const ordinal = (batch.ordinals.get(text) ?? 0) + 1
	batch.ordinals.set(text, ordinal)
	return { ...item, ordinal, key: batch.external(`${text}:${ordinal}`) }
}

function unknownKeys(batch: Batch, keys: readonly string[], known: { get: (key: string) => unknown }): string[] {
	return [...new Set(keys)].filter((key) => known.get(key) === undefined).map((key) => batch.external(key))
}

/** Loads the outlets of the rows that the run has not met yet. */
async function recallOutlets(handle: Handle, place: Place, batch: Batch, rows: readonly PlacedRow[]): Promise<void> {
	const { outlets, aliases } = batch.known
	const keys = unknownKeys(
		batch,
		rows.map((item) => item.data.outletKey),
		outlets,
	)
	const found = await importedOutlets(handle, place.branchId, keys)
	for (const row of found) {
		const { id, name, type, address, latitude, longitude, county_id, grid_id, dealer_id } = row
		outlets.set((row.external_key ?? '').slice(batch.external('').length), {
			id,
			scope: { county_id, grid_id, dealer_id },
			facts: { name, type, address, latitude, longitude },
			seenOn: row.seen_on,
			asStored: true,
		})
	}
	const ids = found.map((row) => row.id)
	for (const row of await aliasesOf(handle, ids)) aliases.set(aliasKey(row.outlet_id, row), true)
}

async function recallInspections(
	handle: Handle,
	place: Place,
	batch: Batch,
	rows: readonly PlacedRow[],
): Promise<void> {
	const { inspections } = batch.known
	const keys = unknownKeys(
		batch,
		rows.map((item) => item.data.inspectionKey),
		inspections,
	)
	for (const row of await importedInspections(handle, place.branchId, keys))
		inspections.set((row.external_key ?? '').slice(batch.external('').length), {
			id: row.id,
			outletId: row.outlet_id,
			date: row.occurred_on,
			findings: Number(row.findings ?? 0),
		})
}

/** Writes what was planned, in the same transaction. */
export async function writeBatch(tx: Tx, batch: Batch): Promise<void> {
	await insertAll(tx, 'outlet', [...batch.outlets.values()])
	for (const [id, details] of batch.updates) await updateOutlet(tx, id, details)
	for (const { outletId, facts } of batch.forgotten) await removeAlias(tx, outletId, facts)
	await insertAliases(tx, [...batch.aliases.values()])
	await insertAll(tx, 'inspection', [...batch.inspections.values()])
	for (const [id, more] of batch.moreFindings) await addFailedItems(tx, id, more)
	await insertAll(tx, 'finding', batch.findings)
	await insertAll(tx, 'penalty', batch.penalties)
}
