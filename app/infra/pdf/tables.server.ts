import type { Language3, TextTable } from '#app/domain/notice/text.ts'
import { textWidth } from './lines.server.ts'
import { MM, type Node, type Piece, ROOT, type Row, type Style, textRows, WIDTH } from './rows.server.ts'

type CellStyle = { readonly bold: boolean; readonly right: boolean; readonly scope?: string }
type Cell = { readonly text: string; readonly span: number; readonly style: CellStyle }
const PAD = { x: 2 * MM, y: 1 * MM } as const

/** Columns as wide as their longest text where there is room; the widest ones give way. */
function columnWidths(
	rows: readonly (readonly Cell[])[],
	columns: number,
	language: Language3,
	size: number,
): number[] {
	const natural = Array.from({ length: columns }, () => 8 * MM)
	for (const row of rows) {
		let at = 0
		for (const cell of row) {
			const width = textWidth(cell.text, { language, size, bold: cell.style.bold }) + 2 * PAD.x + 0.5
			if (cell.span === 1) natural[at] = Math.max(natural[at] ?? 0, width)
			at += cell.span
		}
	}
	const most = WIDTH / columns
	const kept = natural.map((width) => (width <= most ? width : null))
	const rest = WIDTH - kept.reduce<number>((sum, width) => sum + (width ?? 0), 0)
	const wide = natural.reduce((sum, width, i) => sum + (kept[i] === null ? width : 0), 0)
	if (wide > 0) return natural.map((width, i) => kept[i] ?? (rest * width) / wide)
	const all = natural.reduce((sum, width) => sum + width, 0)
	return natural.map((width) => (width * WIDTH) / all)
}

function cellRow(
	cells: readonly Cell[],
	widths: readonly number[],
	parent: Node,
	language: Language3,
	size: number,
): Row {
	const tr: Node = { tag: 'TR', parent }
	const pieces: Piece[] = []
	const laid: { x: number; w: number; rows: Row[] }[] = []
	let column = 0
	let x = 0
	for (const cell of cells) {
		const w = widths.slice(column, column + cell.span).reduce((sum, width) => sum + width, 0)
		const { bold, right, scope } = cell.style
		const node: Node = { tag: scope ? 'TH' : 'TD', parent: tr, ...(scope ? { scope } : {}) }
		const style: Style = { size, leading: 1.45, bold, align: right ? 'right' : 'left' }
		const box = { x: x + PAD.x, w: w - 2 * PAD.x }
		laid.push({ x, w, rows: textRows([{ text: cell.text }], node, language, style, box) })
		column += cell.span
		x += w
	}
	const height =
		Math.max(...laid.map(({ rows }) => rows.reduce((sum, row) => sum + row.height, 0)), size * 1.45) + 2 * PAD.y
	for (const { x: left, w, rows } of laid) {
		pieces.push({ kind: 'rule', x: left, y: 0, w, h: height, stroke: 0.5, colour: '#333333' })
		let y = PAD.y
		for (const row of rows) {
			for (const piece of row.pieces) pieces.push({ ...piece, y: piece.y + y })
			y += row.height
		}
	}
	return { height, pieces, keep: false }
}

/** A table with its head, its rows and its sum; each row whole. */
export function tableRows(table: TextTable, language: Language3, size: number): Row[] {
	const parent: Node = { tag: 'Table', parent: ROOT, alt: table.caption }
	const cell = (text: string, i: number, bold = false, scope?: string): Cell => ({
		text,
		span: 1,
		style: { bold, right: i >= table.figuresFrom, ...(scope ? { scope } : {}) },
	})
	const head = table.head.map((text, i) => cell(text, i, true, 'Column'))
	const body = table.rows.map((row) => row.map((text, i) => cell(text, i)))
	const total = table.total
		? [
				[
					{ text: table.total.label, span: table.figuresFrom, style: { bold: true, right: false, scope: 'Row' } },
					...table.total.values.map((text, i) => cell(text, table.figuresFrom + i, true)),
				],
			]
		: []
	const all = [head, ...body, ...total]
	const widths = columnWidths(all, table.head.length, language, size)
	const rows = all.map((cells) => cellRow(cells, widths, parent, language, size))
	// The head stays with the first row, the sum with the last one.
	return rows.map((row, i) => ({ ...row, keep: i === 0 || i === rows.length - 2 }))
}

/** The receipt: label and value beside each other, two pairs in a line where they fit. */
export function receiptRows(pairs: readonly (readonly string[])[], language: Language3): Row[] {
	const size = 10
	const parent: Node = { tag: 'Table', parent: ROOT }
	const cells = (pair: readonly string[]): Cell[] => [
		{ text: pair[0] ?? '', span: 1, style: { bold: true, right: false, scope: 'Row' } },
		{ text: pair[1] ?? '', span: 1, style: { bold: false, right: false } },
	]
	const flat = pairs.flatMap(cells)
	const natural = flat.map((one) => textWidth(one.text, { language, size, bold: one.style.bold }) + 2 * PAD.x + 1)
	const sum = natural.reduce((total, width) => total + width, 0)
	if (sum <= WIDTH) {
		const last = natural.length - 1
		const widths = natural.map((width, i) => (i === last ? width + WIDTH - sum : width))
		return [{ ...cellRow(flat, widths, parent, language, size), keep: true }]
	}
	const left = Math.min(Math.max(...natural.filter((_, i) => i % 2 === 0)), WIDTH / 3)
	return pairs.map((pair) => ({ ...cellRow(cells(pair), [left, WIDTH - left], parent, language, size), keep: true }))
}
