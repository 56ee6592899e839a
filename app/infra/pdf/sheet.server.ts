import type {
	CopyMark,
	Language3,
	NoticeText,
	SheetFacts,
	Span,
	TextBlock,
	TextTable,
} from '#app/domain/notice/text.ts'
import { breakLines, type Line, textWidth } from './lines.server.ts'

/** Points per millimetre. */
export const MM = 72 / 25.4
export const PAGE = { width: 210 * MM, height: 297 * MM, top: 18 * MM, side: 22 * MM, bottom: 12 * MM } as const
export const WIDTH = PAGE.width - 2 * PAGE.side
/** Height that the line at the foot takes. */
export const FOOT = 9 * MM
/** QR, stamp and date; never alone on a page. */
export const SIGN = 48 * MM

/** A node of the tag tree; drawn pieces are added to it in reading order. */
export type Node = {
	readonly tag: string
	readonly parent: Node | null
	readonly alt?: string
	readonly scope?: string
}

export type Piece =
	| {
			readonly kind: 'line'
			readonly node: Node
			readonly line: Line
			readonly x: number
			/** Of the baseline, from the row's top. */
			readonly y: number
			readonly size: number
			readonly colour: string
			readonly tracking: number
			/** Set out to this width; null as it is. */
			readonly fill: number | null
	  }
	| {
			readonly kind: 'rule'
			readonly x: number
			readonly y: number
			readonly w: number
			readonly h: number
			readonly stroke: number
			readonly colour: string
	  }

/** Something that is not cut by a page's end; `keep`: not parted from the next row. */
export type Row = { readonly height: number; readonly pieces: readonly Piece[]; readonly keep: boolean }

export type Sheet = {
	readonly text: NoticeText
	readonly facts: SheetFacts
	readonly language: Language3
	readonly copy: CopyMark | null
	readonly copyLabel: string
}
/** How close the body is set; the first one that fits on one page is taken. */
type Density = { readonly size: number; readonly leading: number; readonly gap: number }
const DENSITIES: readonly Density[] = [
	{ size: 11.5, leading: 1.75, gap: 0 },
	{ size: 10.5, leading: 1.62, gap: 0 },
	{ size: 10, leading: 1.5, gap: 0 },
	{ size: 9.5, leading: 1.42, gap: 0 },
]
/** Taken when nothing fits on one page. */
const LONG: Density = { size: 10.5, leading: 1.62, gap: 0 }

const INK = '#111111'
const RED = '#b3261b'
export const ROOT: Node = { tag: 'Document', parent: null }

/** Pages of rows; the last page has room for the signature below its rows. */
export function layOut(sheet: Sheet): Row[][] {
	for (const density of DENSITIES) {
		const pages = paginate(rowsOf(sheet, density))
		if (pages.length === 1) return pages
	}
	return paginate(rowsOf(sheet, LONG))
}

function rowsOf(sheet: Sheet, density: Density): Row[] {
	const rows = [...headRows(sheet), ...bodyRows(sheet, density)]
	// The signature keeps the last lines of the text with it.
	const tied = rows.length - Math.min(3, rows.length - 1)
	return rows.map((row, i) => (i >= tied && i < rows.length - 1 ? { ...row, keep: true } : row))
}

const ROOM = PAGE.height - PAGE.top - PAGE.bottom - FOOT

function paginate(rows: readonly Row[]): Row[][] {
	const groups: Row[][] = []
	for (const row of rows) {
		const last = groups.at(-1)
		if (last?.at(-1)?.keep) last.push(row)
		else groups.push([row])
	}
	const pages: Row[][] = [[]]
	let used = 0
	groups.forEach((group, i) => {
		const own = group.reduce((sum, row) => sum + row.height, 0)
		const need = own + (i === groups.length - 1 ? SIGN : 0)
		if (used > 0 && used + need > ROOM) {
			pages.push([])
			used = 0
		}
		pages.at(-1)?.push(...group)
		used += own
	})
	return pages
}

type Style = {
	readonly size: number
	readonly leading: number
	readonly colour?: string
	readonly bold?: boolean
	readonly tracking?: number
	readonly align?: 'left' | 'centre' | 'justify' | 'right'
	readonly indent?: number
}

/** One row per line of a text, in a box `x`, `w`. */
function textRows(
	spans: readonly Span[],
	node: Node,
	language: Language3,
	style: Style,
	box = { x: 0, w: WIDTH },
): Row[] {
	const { size, leading, colour = INK, bold = false, tracking = 0, align = 'left', indent = 0 } = style
	const lines = breakLines(spans, { language, size, width: box.w, indent, bold, tracking })
	const height = size * leading
	return lines.map((line, i) => {
		const first = i === 0 ? indent : 0
		const slack = box.w - first - line.width
		const shift = align === 'centre' ? slack / 2 : align === 'right' ? slack : 0
		const fill = align === 'justify' && line.full && slack > 0 && slack < size * 2.5 ? box.w - first : null
		const x = box.x + first + shift
		const piece: Piece = { kind: 'line', node, line, x, y: height / 2 + size * 0.36, size, colour, tracking, fill }
		// Two lines at either end of a paragraph stay together.
		const keep = lines.length > 1 && (i === 0 || i === lines.length - 2)
		return { height, pieces: [piece], keep }
	})
}

const space = (height: number, keep = true): Row => ({ height, pieces: [], keep })
const together = (rows: readonly Row[]): Row[] => rows.map((row) => ({ ...row, keep: true }))

function headRows({ text, facts, language }: Sheet): Row[] {
	const head: Node = { tag: 'P', parent: ROOT }
	const numbers: Node = { tag: 'P', parent: ROOT }
	const title: Node = { tag: 'H1', parent: ROOT }
	const english = language === 'en'
	const half = WIDTH / 2
	const small = { size: 11, leading: 1.35 }
	const left = textRows([{ text: facts.number }], numbers, language, small, { x: 0, w: half })
	const right = text.caseNo
		? textRows([{ text: text.caseNo }], numbers, language, { ...small, align: 'right' }, { x: half, w: half })
		: []
	const both = Array.from(
		{ length: Math.max(left.length, right.length) },
		(_, i): Row => ({
			height: small.size * small.leading,
			pieces: [...(left[i]?.pieces ?? []), ...(right[i]?.pieces ?? [])],
			keep: true,
		}),
	)
	const rules: Row = {
		height: 8 * MM,
		pieces: [
			{ kind: 'rule', x: 0, y: 1.5 * MM + 1.25, w: WIDTH, h: 0, stroke: 2.5, colour: RED },
			{ kind: 'rule', x: 0, y: 1.5 * MM + 6, w: WIDTH, h: 0, stroke: 0.6, colour: RED },
		],
		keep: true,
	}
	const big: Style = { size: 22, leading: 1.3, colour: RED, bold: true, tracking: english ? 0.6 : 2.6, align: 'centre' }
	const heading: Style = { size: 19, leading: 1.4, bold: true, tracking: english ? 0.4 : 3.8, align: 'centre' }
	return together([
		...textRows([{ text: facts.branch }], head, language, big),
		space(4 * MM),
		...both,
		rules,
		...textRows([{ text: text.title }], title, language, heading),
		space(4 * MM),
	])
}

function bodyRows({ text, language, copy }: Sheet, density: Density): Row[] {
	const indent = language === 'en' ? 0 : 2 * density.size
	const para: Style = { ...density, align: language === 'en' ? 'left' : 'justify', indent }
	const gap = language === 'en' ? [space(density.size * 0.35, false)] : []
	const rows: Row[] = [
		...together(textRows([{ text: text.to }], { tag: 'P', parent: ROOT }, language, { ...density })),
		...gap,
	]
	for (const block of text.blocks) rows.push(...blockRows(block, language, density, para), ...gap)
	if (copy) {
		const cells = copy.receipt.map((line) => [line.label, line.value])
		rows.push(space(1.5 * MM), ...receiptRows(cells, language))
	}
	return rows
}

function blockRows(block: TextBlock, language: Language3, density: Density, para: Style): Row[] {
	switch (block.kind) {
		case 'p':
			return textRows(block.spans, { tag: 'P', parent: ROOT }, language, para)
		case 'h': {
			const style = { ...density, bold: true, indent: para.indent ?? 0 }
			return together(textRows([{ text: block.text }], { tag: 'H2', parent: ROOT }, language, style))
		}
		case 'table':
			return [space(2 * MM), ...tableRows(block, language, density), space(2 * MM, false)]
	}
}

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

function tableRows(table: TextTable, language: Language3, density: Density): Row[] {
	const size = density.size - 1
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
function receiptRows(pairs: readonly (readonly string[])[], language: Language3): Row[] {
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
