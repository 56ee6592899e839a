import type { NoticeText, ReceiptLine, TextBlock } from './text.ts'

/** How close a document is set on screen and in print: 0 as designed, 3 the closest. */
export type Density = 0 | 1 | 2 | 3

type Setting = { readonly size: number; readonly leading: number; readonly table: number; readonly cell: number }
/** Type in points, line height, type of tables, height that a table row adds to its lines; as in the style sheet. */
const SETTINGS: readonly (readonly [Density, Setting])[] = [
	[0, { size: 11.5, leading: 1.75, table: 10.5, cell: 6.2 }],
	[1, { size: 10.5, leading: 1.6, table: 9.5, cell: 5 }],
	[2, { size: 10, leading: 1.45, table: 9, cell: 4 }],
]
/** Width of the text and room between title and signature on A4, in points. */
const [WIDTH, ROOM] = [470, 455]
const TABLE_LEADING = 1.45

/** Rough width in ems: a Chinese character takes one, a Latin letter half. */
const ems = (text: string) =>
	[...text].reduce((sum, letter) => sum + ((letter.codePointAt(0) ?? 0) > 0x2000 ? 1 : 0.54), 0)

const lines = (text: string, size: number, width: number) => Math.max(1, Math.ceil((ems(text) * size) / width))

function blockHeight(block: TextBlock, { size, leading, table, cell }: Setting): number {
	if (block.kind === 'h') return size * leading + 3
	if (block.kind === 'p')
		return lines(`\u3000\u3000${block.spans.map((span) => span.text).join('')}`, size, WIDTH) * size * leading
	const longest = (row: readonly string[]) => row.reduce((most, text) => (ems(text) > ems(most) ? text : most), '')
	const rows = [block.head, ...block.rows].map((row) => lines(longest(row), table, WIDTH * 0.56))
	const total = block.total ? 1 : 0
	return rows.reduce((sum, n) => sum + n, total) * TABLE_LEADING * table + (rows.length + total) * cell + 12
}

/** The widest setting in which text and receipt are likely to stay on one page; the closest when none does. */
export function densityOf(text: NoticeText, receipt: readonly ReceiptLine[]): Density {
	const fits = ([, setting]: (typeof SETTINGS)[number]) => {
		const { size, leading, table, cell } = setting
		const body = text.blocks.reduce((sum, block) => sum + blockHeight(block, setting), size * leading)
		const cells = receipt.map((line) => lines(line.value, table, WIDTH * 0.26))
		const receipts = receipt.length > 0 ? Math.max(...cells) * Math.ceil(receipt.length / 2) * table * 1.45 + cell : 0
		return body + receipts <= ROOM
	}
	return SETTINGS.find(fits)?.[0] ?? 3
}
