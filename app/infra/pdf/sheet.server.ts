import type { CopyMark, Language3, NoticeText, SheetFacts, TextBlock } from '#app/domain/notice/text.ts'
import {
	FOOT,
	MM,
	type Node,
	PAGE,
	ROOT,
	type Row,
	SIGN,
	type Style,
	space,
	textRows,
	together,
	WIDTH,
} from './rows.server.ts'
import { receiptRows, tableRows } from './tables.server.ts'

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
	{ size: 9, leading: 1.36, gap: 0 },
]
/** Taken when nothing fits on one page. */
const LONG: Density = { size: 10.5, leading: 1.62, gap: 0 }

const RED = '#b3261b'

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
			return [space(2 * MM), ...tableRows(block, language, density.size - 1), space(2 * MM, false)]
	}
}
