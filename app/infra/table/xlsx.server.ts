import { Readable } from 'node:stream'
import exceljs from 'exceljs'
import type { TableRecord } from './record.ts'

/** A workbook is a zip: what it says it holds is asked before anything is unpacked. */
const MAX_UNPACKED = 200 * 1024 * 1024
const MAX_PARTS = 2000
const MAX_ROWS = 200_000
const MAX_COLUMNS = 200

const END = 0x06054b50
const ENTRY = 0x02014b50

export type XlsxFault = 'not-xlsx' | 'too-large'

/** True for the signature of a zip file. */
export function looksLikeXlsx(bytes: Buffer): boolean {
	return bytes.length > 22 && bytes.readUInt32LE(0) === 0x04034b50
}

/** Why a workbook is not opened; null when it may be. */
export function xlsxFault(bytes: Buffer): XlsxFault | null {
	if (!looksLikeXlsx(bytes)) return 'not-xlsx'
	const end = bytes.lastIndexOf(Buffer.from([0x50, 0x4b, 0x05, 0x06]))
	if (end < 0 || end + 22 > bytes.length || bytes.readUInt32LE(end) !== END) return 'not-xlsx'
	const parts = bytes.readUInt16LE(end + 10)
	if (parts > MAX_PARTS) return 'too-large'
	let at = bytes.readUInt32LE(end + 16)
	let unpacked = 0
	for (let i = 0; i < parts; i++) {
		if (at + 46 > bytes.length || bytes.readUInt32LE(at) !== ENTRY) return 'not-xlsx'
		unpacked += bytes.readUInt32LE(at + 24)
		at += 46 + bytes.readUInt16LE(at + 28) + bytes.readUInt16LE(at + 30) + bytes.readUInt16LE(at + 32)
	}
	return unpacked > MAX_UNPACKED ? 'too-large' : null
}

const pad = (n: number) => String(n).padStart(2, '0')

/** A spreadsheet's date is a day without a zone; exceljs gives it as UTC. */
function dateText(date: Date): string {
	if (Number.isNaN(date.getTime())) return ''
	return `${date.getUTCFullYear()}-${pad(date.getUTCMonth() + 1)}-${pad(date.getUTCDate())}`
}

/** Digits as typed; beyond 15 of them a spreadsheet has lost some, and the notation says so. */
function numberText(value: number): string {
	if (Number.isInteger(value) && Math.abs(value) >= 1e15) return value.toExponential().replace('e', 'E')
	return String(value)
}

function cellText(value: unknown): string {
	if (value === null || value === undefined) return ''
	if (typeof value === 'string') return value
	if (typeof value === 'number') return numberText(value)
	if (typeof value === 'boolean') return value ? 'TRUE' : 'FALSE'
	if (value instanceof Date) return dateText(value)
	if (typeof value !== 'object') return ''
	if ('richText' in value && Array.isArray(value.richText))
		return value.richText.map((part: { text?: unknown }) => (typeof part.text === 'string' ? part.text : '')).join('')
	if ('result' in value) return cellText(value.result)
	if ('text' in value) return cellText(value.text)
	return ''
}

/** The rows of a workbook's first sheet as text, header first; row numbers are the sheet's own. */
export async function* readXlsx(bytes: Buffer): AsyncGenerator<TableRecord> {
	const reader = new exceljs.stream.xlsx.WorkbookReader(Readable.from([bytes]), {
		worksheets: 'emit',
		sharedStrings: 'cache',
		styles: 'cache',
		hyperlinks: 'ignore',
	})
	for await (const sheet of reader) {
		for await (const row of sheet) {
			if (row.number > MAX_ROWS) return
			const cells: string[] = []
			for (let i = 1; i <= Math.min(row.cellCount, MAX_COLUMNS); i++) cells.push(cellText(row.getCell(i).value))
			yield { row: row.number, line: row.number, cells }
		}
		return
	}
}

export type Mark = { readonly index: number; readonly text: string }

/** The same table as a workbook with the problems of each row in a last column; every cell is text, never a formula. */
export async function markedXlsx(
	records: AsyncIterable<TableRecord>,
	marks: ReadonlyMap<number, readonly Mark[]>,
	heading: string,
): Promise<Buffer> {
	const book = new exceljs.Workbook()
	const sheet = book.addWorksheet('1', { views: [{ state: 'frozen', ySplit: 1 }] })
	let width = 0
	for await (const record of records) {
		const own = marks.get(record.row) ?? []
		if (width === 0) width = record.cells.length
		const said = own.map((mark) => mark.text).join('\n')
		const cells = [...record.cells]
		while (cells.length < width) cells.push('')
		const row = sheet.addRow([...cells.slice(0, width), record.row === 1 ? heading : said])
		row.eachCell((cell) => {
			cell.numFmt = '@'
		})
		for (const mark of own) if (mark.index >= 0) row.getCell(mark.index + 1).fill = BAD
		if (own.length > 0) row.getCell(width + 1).fill = BAD
	}
	return Buffer.from(await book.xlsx.writeBuffer())
}

const BAD = { type: 'pattern', pattern: 'solid', fgColor: { argb: 'FFFBE3E1' } } as const
