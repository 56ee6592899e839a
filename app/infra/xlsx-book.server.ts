import ExcelJS from 'exceljs'

/** 'points' are tenths of a point, 'percent' tenths of a percent, 'date' is 'YYYY-MM-DD'. */
export type BookKind = 'text' | 'number' | 'points' | 'percent' | 'date'
export type BookSheet = {
	readonly name: string
	readonly columns: readonly { readonly header: string; readonly kind: BookKind; readonly width?: number }[]
	readonly rows: readonly (readonly (string | number | null)[])[]
}

const FORMATS: Readonly<Record<BookKind, string>> = {
	text: '@',
	number: '0',
	points: '0.0',
	percent: '0.0%',
	date: 'yyyy-mm-dd',
}
/** Excel refuses longer texts. */
const CELL_MAX = 32_767
const DAY_MS = 86_400_000
/** Day 25569 of a spreadsheet is 1970-01-01. */
const EPOCH_DAY = 25_569

function cellOf(value: string | number | null, kind: BookKind): string | number | null {
	if (value === null) return null
	switch (kind) {
		case 'text':
			return String(value).slice(0, CELL_MAX)
		case 'number':
			return Number(value)
		case 'points':
			return Number(value) / 10
		case 'percent':
			return Number(value) / 1000
		case 'date':
			return Date.parse(`${value}T00:00:00Z`) / DAY_MS + EPOCH_DAY
	}
}

/** A small workbook of several sheets with typed cells: figures are numbers, days are days, texts are never formulas. */
export async function xlsxBook(sheets: readonly BookSheet[]): Promise<Buffer> {
	const book = new ExcelJS.Workbook()
	for (const { name, columns, rows } of sheets) {
		const sheet = book.addWorksheet(name.replace(/[\\/?*[\]:]/g, ' ').slice(0, 31), {
			views: [{ state: 'frozen', ySplit: 1 }],
		})
		sheet.columns = columns.map(({ kind, width }) => ({
			width: width ?? (kind === 'text' ? 24 : 12),
			style: { numFmt: FORMATS[kind] },
		}))
		sheet.addRow(columns.map(({ header }) => header)).font = { bold: true }
		for (const row of rows) sheet.addRow(columns.map(({ kind }, i) => cellOf(row[i] ?? null, kind)))
	}
	return Buffer.from(await book.xlsx.writeBuffer())
}
