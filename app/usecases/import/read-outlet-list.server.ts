import { fold } from '#app/domain/import/columns.ts'
import { bindOutletList, type ListColumns, type OutletListRow, outletListRow } from '#app/domain/import/outlet-list.ts'
import type { RowProblem } from '#app/domain/import/problems.ts'
import { err, ok, type Result } from '#app/domain/result.ts'
import type { TableRecord } from '#app/infra/table/record.ts'
import { unitsWithCodes } from '#db/queries/import-place.server.ts'
import type { Handle } from '#db/tx.server.ts'
import type { ImportFault } from './import-register.server.ts'

/** A row with its place in the file and the grid that it names. */
export type Placed = {
	readonly row: number
	readonly data: OutletListRow
	readonly unit: { readonly id: string; readonly countyId: string }
}
export type Read = { readonly rows: readonly Placed[]; readonly count: number; readonly wrong: number }

export type ListRequest = {
	readonly open: () => AsyncIterable<TableRecord>
	readonly file: { readonly name: string; readonly sha256: string }
	readonly report: (problem: RowProblem) => void
	readonly onAbsent?: (absent: readonly string[]) => void
}
type Grid = Placed['unit']
type Said = Omit<RowProblem, 'row' | 'line' | 'fatal'>

/** Reads the list row by row; a code that stands twice and a dealer with two names are found across rows. */
class ListReader {
	readonly rows: Placed[] = []
	count = 0
	wrong = 0
	readonly #columns: ListColumns
	readonly #grids: ReadonlyMap<string, Grid>
	readonly #report: (problem: RowProblem) => void
	readonly #codes = new Map<string, number>()
	readonly #names = new Map<string, { readonly row: number; readonly name: string }>()

	constructor(columns: ListColumns, grids: ReadonlyMap<string, Grid>, report: (problem: RowProblem) => void) {
		this.#columns = columns
		this.#grids = grids
		this.#report = report
	}

	take(record: TableRecord): void {
		if (record.fault === undefined && record.cells.every((cell) => cell.trim() === '')) return
		this.count += 1
		const problems: Said[] = []
		const placed = this.#read(record, problems)
		for (const problem of problems) this.#report({ ...problem, row: record.row, line: record.line, fatal: true })
		if (problems.length > 0) this.wrong += 1
		else if (placed) this.rows.push(placed)
	}

	#read(record: TableRecord, problems: Said[]): Placed | null {
		if (record.fault !== undefined) {
			problems.push({ column: '', index: -1, value: record.fault, kind: 'malformed' })
			return null
		}
		const read = outletListRow(this.#columns, record.cells)
		problems.push(...read.problems)
		const data = read.row
		if (!data) return null
		problems.push(...this.#repeats(record.row, data))
		const unit = this.#grids.get(fold(data.unit))
		if (unit) return { row: record.row, data, unit }
		problems.push({ ...this.#at('unit'), value: data.unit, kind: 'unknown-county' })
		return null
	}

	#repeats(row: number, { code, dealer }: OutletListRow): Said[] {
		const said: Said[] = []
		const twin = this.#codes.get(code)
		if (twin !== undefined) said.push({ ...this.#at('code'), value: code, kind: 'taken', params: { row: twin } })
		else this.#codes.set(code, row)
		const namesake = this.#names.get(dealer.creditCode)
		if (!namesake) this.#names.set(dealer.creditCode, { row, name: dealer.name })
		else if (namesake.name !== dealer.name)
			said.push({ ...this.#at('dealerName'), value: dealer.name, kind: 'name-differs', params: { row: namesake.row } })
		return said
	}

	#at(field: 'code' | 'dealerName' | 'unit') {
		const { index, title } = this.#columns.at(field)
		return { column: title, index }
	}
}

/** Reads and checks the whole list; what is wrong is reported, and the good rows are answered. */
export async function readOutletList(
	handle: Handle,
	branchId: string,
	request: ListRequest,
): Promise<Result<Read, ImportFault>> {
	let reader: ListReader | null = null
	for await (const record of request.open()) {
		if (reader) {
			reader.take(record)
			continue
		}
		const bound = bindOutletList(record.cells)
		if (!bound.ok) return err({ kind: 'columns-missing', columns: bound.error })
		request.onAbsent?.(bound.value.absent)
		reader = new ListReader(bound.value, await gridsByName(handle, branchId), request.report)
	}
	if (!reader) return err({ kind: 'empty-file' })
	return ok({ rows: reader.rows, count: reader.count, wrong: reader.wrong })
}

/** Grids by name and code, and counties that have a single grid. */
async function gridsByName(handle: Handle, branchId: string) {
	const units = await unitsWithCodes(handle, branchId)
	const found = new Map<string, { id: string; countyId: string }>()
	const grids = units.filter((unit) => unit.kind === 'grid')
	for (const county of units.filter((unit) => unit.kind === 'county')) {
		const own = grids.filter((grid) => grid.county_id === county.id)
		const [only] = own
		if (own.length !== 1 || !only) continue
		for (const word of [county.name, county.code]) found.set(fold(word), { id: only.id, countyId: county.id })
	}
	for (const grid of grids)
		for (const word of [grid.name, grid.code]) found.set(fold(word), { id: grid.id, countyId: grid.county_id ?? '' })
	return found
}
