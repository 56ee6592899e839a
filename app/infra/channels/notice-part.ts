import type { NoticeText, Span, TextBlock, TextTable } from '#app/domain/notice/text.ts'
import { escapeHtml, paragraph } from './html.ts'

const plainOf = (spans: readonly Span[]) => spans.map(({ text }) => text).join('')

function tableLines({ caption, head, rows, total }: TextTable): string[] {
	const sum = total ? [[total.label, ...total.values].join('  ')] : []
	return [caption, head.join('  '), ...rows.map((row) => row.join('  ')), ...sum]
}

function blockLines(block: TextBlock): string[] {
	if (block.kind === 'h') return ['', block.text]
	return block.kind === 'p' ? [plainOf(block.spans)] : tableLines(block)
}

/** A document as plain text, line by line. */
export function textPlain(text: NoticeText): string[] {
	return [
		text.title,
		...(text.caseNo ? [text.caseNo] : []),
		text.to,
		...text.blocks.flatMap(blockLines),
		text.contact,
		text.issued,
	]
}

const row = (tag: 'th' | 'td', cells: readonly string[]) =>
	`<tr>${cells.map((cell) => `<${tag}>${escapeHtml(cell)}</${tag}>`).join('')}</tr>`

function tableHtml({ caption, head, rows, total }: TextTable): string {
	const width = Math.max(head.length, ...rows.map((cells) => cells.length))
	const padded = (cells: readonly string[]) => [...cells, ...Array<string>(Math.max(0, width - cells.length)).fill('')]
	const sum = total ? [row('td', padded([total.label, ...total.values]).slice(0, width))] : []
	const body = [...rows.map((cells) => row('td', padded(cells))), ...sum]
	return [
		'<table>',
		`<caption>${escapeHtml(caption)}</caption>`,
		`<thead>${row('th', padded(head))}</thead>`,
		`<tbody>${body.join('')}</tbody>`,
		'</table>',
	].join('\n')
}

function blockHtml(block: TextBlock): string {
	if (block.kind === 'h') return `<h2>${escapeHtml(block.text)}</h2>`
	if (block.kind === 'table') return tableHtml(block)
	return `<p>${block.spans.map(({ text, b }) => (b ? `<b>${escapeHtml(text)}</b>` : escapeHtml(text))).join('')}</p>`
}

/** The same as HTML. */
export function textHtml(text: NoticeText): string[] {
	return [
		`<h2>${escapeHtml(text.title)}</h2>`,
		...(text.caseNo ? [paragraph(text.caseNo)] : []),
		paragraph(text.to),
		...text.blocks.map(blockHtml),
		paragraph(text.contact),
		paragraph(text.issued),
	]
}
