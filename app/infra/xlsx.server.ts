import { PassThrough, type Readable } from 'node:stream'
import { setImmediate } from 'node:timers/promises'
import ExcelJS from 'exceljs'
import { BATCH, type Cell, type CellKind, type OutTable, ROW_LIMIT } from './csv.server.ts'

/** Excel refuses longer texts. */
const CELL_MAX = 32_767
const FEN = 100
const FORMATS: Record<CellKind, string> = { text: '@', number: '0', money: '#,##0.00' }

/** Strings stay strings: exceljs writes a formula only for a value that says it is one. */
function cellOf(value: Cell, kind: CellKind): string | number | null {
	if (value === null) return null
	if (kind === 'money') return Number(value) / FEN
	return kind === 'number' ? Number(value) : String(value).slice(0, CELL_MAX)
}

async function write(out: PassThrough, table: OutTable, sheetName: string, limit: number): Promise<void> {
	const book = new ExcelJS.stream.xlsx.WorkbookWriter({ stream: out, useSharedStrings: false, useStyles: true })
	const sheet = book.addWorksheet(sheetName, { views: [{ state: 'frozen', ySplit: 1 }] })
	sheet.columns = table.columns.map(({ kind }) => ({
		width: kind === 'text' ? 24 : 14,
		style: { numFmt: FORMATS[kind] },
	}))
	const head = sheet.addRow(table.columns.map(({ header }) => header))
	head.font = { bold: true }
	head.commit()
	let rows = 0
	for await (const row of table.rows) {
		if (out.destroyed) return
		if (rows === limit) {
			sheet.addRow([table.note(limit)]).commit()
			break
		}
		sheet.addRow(table.columns.map(({ kind }, i) => cellOf(row[i] ?? null, kind))).commit()
		rows += 1
		if (rows % BATCH === 0) await setImmediate()
	}
	sheet.commit()
	await book.commit()
}

/** An XLSX file as a stream; it is written while it is read. */
export function xlsxFile(table: OutTable, sheetName: string, limit = ROW_LIMIT): Readable {
	const out = new PassThrough()
	write(out, table, sheetName, limit).catch((error: unknown) => {
		out.destroy(error instanceof Error ? error : new Error(String(error)))
	})
	return out
}
