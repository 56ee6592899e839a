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

type Part = { readonly name: string; readonly unpacked: number; readonly at: number }

/** What the directory at the end of a zip lists; null when it cannot be read to its end. */
function partsOf(bytes: Buffer): { readonly parts: readonly Part[]; readonly directory: number } | null {
	const end = bytes.lastIndexOf(Buffer.from([0x50, 0x4b, 0x05, 0x06]))
	if (end < 0 || end + 22 > bytes.length || bytes.readUInt32LE(end) !== END) return null
	const count = bytes.readUInt16LE(end + 10)
	const directory = bytes.readUInt32LE(end + 16)
	const parts: Part[] = []
	let from = directory
	for (let i = 0; i < count; i++) {
		if (from + 46 > bytes.length || bytes.readUInt32LE(from) !== ENTRY) return null
		const name = bytes.readUInt16LE(from + 28)
		parts.push({
			name: bytes.toString('utf8', from + 46, from + 46 + name),
			unpacked: bytes.readUInt32LE(from + 24),
			at: bytes.readUInt32LE(from + 42),
		})
		from += 46 + name + bytes.readUInt16LE(from + 30) + bytes.readUInt16LE(from + 32)
	}
	return { parts, directory }
}

/** Why a workbook is not opened; null when it may be. */
export function xlsxFault(bytes: Buffer): XlsxFault | null {
	if (!looksLikeXlsx(bytes)) return 'not-xlsx'
	const listed = partsOf(bytes)
	if (!listed) return 'not-xlsx'
	if (listed.parts.length > MAX_PARTS) return 'too-large'
	return listed.parts.reduce((sum, part) => sum + part.unpacked, 0) > MAX_UNPACKED ? 'too-large' : null
}

/** What the reader must know before the first sheet, in this order. */
const FIRST = ['xl/_rels/workbook.xml.rels', 'xl/workbook.xml', 'xl/sharedStrings.xml', 'xl/styles.xml']

/**
 * The same parts with the sheets last: exceljs reads a zip from its start and now and then loses the workbook when it
 * stands behind the sheets, where exceljs itself writes it.
 */
function sheetsLast(bytes: Buffer): Buffer {
	const listed = partsOf(bytes)
	if (!listed) return bytes
	const inPlace = [...listed.parts].sort((a, b) => a.at - b.at)
	const records = inPlace.map((part, i) => ({
		name: part.name,
		record: bytes.subarray(part.at, inPlace[i + 1]?.at ?? listed.directory),
	}))
	const sheets = records.filter(({ name }) => name.startsWith('xl/worksheets/'))
	const first = FIRST.flatMap((name) => records.filter((one) => one.name === name))
	return Buffer.concat([...first, ...sheets].map(({ record }) => record).concat(bytes.subarray(listed.directory)))
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
	const reader = new exceljs.stream.xlsx.WorkbookReader(Readable.from([sheetsLast(bytes)]), {
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
