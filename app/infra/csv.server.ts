import { setImmediate } from 'node:timers/promises'
import { yuanText } from '#app/domain/money.ts'

/** What a column of an exported table holds: money is fen, shown as yuan. */
export type CellKind = 'text' | 'number' | 'money'
export type Cell = string | number | null
export type OutColumn = { readonly header: string; readonly kind: CellKind }
export type OutTable = {
	readonly columns: readonly OutColumn[]
	readonly rows: AsyncIterable<readonly Cell[]>
	/** Stands in a last row of its own when there were more rows than allowed. */
	readonly note: (limit: number) => string
}

export const ROW_LIMIT = 100_000
export const BATCH = 500

// A spreadsheet that opens the file would run such a text as a formula (trust S18); the wide forms count as well.
const FORMULA = /^[=+\-@\t\r\n＝＋－＠]/

/** Text that no spreadsheet takes for a formula. */
export function guarded(text: string): string {
	return FORMULA.test(text) ? `'${text}` : text
}

function shown(value: Cell, kind: CellKind): string {
	if (value === null) return ''
	if (kind === 'money') return yuanText(Number(value))
	return kind === 'number' ? String(value) : guarded(String(value))
}

function line(cells: readonly string[]): string {
	return `${cells.map((cell) => `"${cell.replaceAll('"', '""')}"`).join(',')}\r\n`
}

/** One row of a CSV file: every field in quotes, texts guarded, numbers as they are. */
export function csvRow(values: readonly Cell[], columns: readonly OutColumn[]): string {
	return line(columns.map(({ kind }, i) => shown(values[i] ?? null, kind)))
}

/** A UTF-8 CSV file with a byte order mark, in pieces of 500 rows; other requests have their turn in between. */
export async function* csvFile(table: OutTable, limit = ROW_LIMIT): AsyncGenerator<string> {
	let piece = `\uFEFF${line(table.columns.map(({ header }) => guarded(header)))}`
	let rows = 0
	for await (const row of table.rows) {
		if (rows === limit) {
			piece += line([guarded(table.note(limit))])
			break
		}
		piece += csvRow(row, table.columns)
		rows += 1
		if (rows % BATCH === 0) {
			yield piece
			piece = ''
			await setImmediate()
		}
	}
	if (piece !== '') yield piece
}
