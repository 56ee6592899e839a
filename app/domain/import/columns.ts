import { err, ok, type Result } from '../result.ts'
import type { MappedColumn, Mapping } from './mapping.schema.ts'
import { cleanCell } from './values.ts'

/** A column of the mapping found in a file. */
export type Bound = {
	readonly index: number
	/** As the file writes it. */
	readonly title: string
	/** By the folded text of the file. */
	readonly values: ReadonlyMap<string, string | null> | null
	readonly warnBlank: boolean
}

export type BoundColumns = {
	readonly width: number
	readonly titles: readonly string[]
	readonly outletKey: Bound
	readonly outletName: Bound
	readonly outletType: Bound | null
	readonly address: Bound | null
	readonly latitude: Bound | null
	readonly longitude: Bound | null
	readonly inspectionKey: Bound
	readonly date: Bound
	readonly remark: Bound | null
	readonly text: Bound
	readonly corrected: Bound | null
	readonly notes: readonly Bound[]
	readonly amount: Bound | null
	readonly severity: Bound | null
	readonly penaltyNote: Bound | null
	/** Optional columns that the file does not have, by the mapping's first title. */
	readonly absent: readonly string[]
}

/** What two ways of writing a title or a value have in common: letters and digits, lower case, half width. */
export function fold(text: string): string {
	return text
		.normalize('NFKC')
		.toLowerCase()
		.replace(/[^\p{L}\p{N}]/gu, '')
}

/**
 * Finds the mapping's columns in the first row of a file, wherever they stand. Refuses with the titles of the
 * columns that every row needs and the file does not have.
 */
export function bindColumns(mapping: Mapping, header: readonly string[]): Result<BoundColumns, readonly string[]> {
	const titles = header.map(cleanCell)
	const places = new Map<string, number>()
	for (const [i, title] of titles.entries()) if (!places.has(fold(title))) places.set(fold(title), i)
	const missing: string[] = []
	const absent: string[] = []
	const find = (wanted: MappedColumn | undefined): Bound | null => {
		if (!wanted) return null
		for (const title of wanted.column) {
			const index = places.get(fold(title))
			if (index !== undefined)
				return {
					index,
					title: titles[index] ?? title,
					values: wanted.values ? new Map(Object.entries(wanted.values).map(([k, v]) => [fold(k), v])) : null,
					warnBlank: wanted.warnBlank ?? false,
				}
		}
		return null
	}
	const nowhere: Bound = { index: -1, title: '', values: null, warnBlank: false }
	const need = (wanted: MappedColumn): Bound => {
		const found = find(wanted)
		if (!found) missing.push(wanted.column[0] ?? '')
		return found ?? nowhere
	}
	const want = (wanted: MappedColumn | undefined): Bound | null => {
		const found = find(wanted)
		if (wanted && !found) absent.push(wanted.column[0] ?? '')
		return found
	}
	const bound: BoundColumns = {
		width: titles.length,
		titles,
		outletKey: need(mapping.outlet.key),
		outletName: need(mapping.outlet.name),
		outletType: want(mapping.outlet.type),
		address: want(mapping.outlet.address),
		latitude: want(mapping.outlet.latitude),
		longitude: want(mapping.outlet.longitude),
		inspectionKey: need(mapping.inspection.key),
		date: need(mapping.inspection.date),
		remark: want(mapping.inspection.remark),
		text: need(mapping.finding.text),
		corrected: want(mapping.finding.corrected),
		notes: mapping.finding.notes.flatMap((note) => want(note) ?? []),
		amount: want(mapping.penalty?.amount),
		severity: want(mapping.penalty?.severity),
		penaltyNote: want(mapping.penalty?.note),
		absent,
	}
	return missing.length > 0 ? err(missing) : ok(bound)
}
