import PDFDocument from 'pdfkit'
import type { CopyMark, Language3, NoticeText, SheetFacts } from '#app/domain/notice/text.ts'
import { type Instant, instantMs } from '#app/domain/time.ts'
import { i18nOf } from '#app/i18n/all.server.ts'
import { mainFace } from './fonts.server.ts'
import { breakLines } from './lines.server.ts'
import { qrOf, STAMP_SIZE, stampOf } from './outlines.server.ts'
import { Pen } from './pen.server.ts'
import { FOOT, MM, type Node, PAGE, type Piece, ROOT, type Row, SIGN, WIDTH } from './rows.server.ts'
import { layOut, type Sheet } from './sheet.server.ts'

export type Document = {
	readonly text: NoticeText
	readonly facts: SheetFacts
	readonly language: Language3
	/** The moment that the document carries as its date of making: the same bytes whenever it is made. */
	readonly at: Instant
	/** The branch is a demo: its stamp says so. */
	readonly sample: boolean
	readonly copy: CopyMark | null
}

const LANG: Readonly<Record<Language3, string>> = { 'zh-Hans': 'zh-Hans-CN', 'zh-Hant': 'zh-Hant-TW', en: 'en' }
const RED = '#b3261b'
const GREY = '#444444'
const STAMP_MM = 40
const QR_MM = 24

/** A document as PDF: embedded subset fonts, tagged, the same bytes for the same input. */
export async function renderPdf(document: Document): Promise<Buffer> {
	const { facts, text, language, at } = document
	const face = mainFace(language, false)
	const pdf = new PDFDocument({
		size: [PAGE.width, PAGE.height],
		margin: 0,
		autoFirstPage: false,
		pdfVersion: '1.7',
		tagged: true,
		lang: LANG[language],
		displayTitle: true,
		// pdfkit takes a font that is open already; its types know files only.
		font: face.font as unknown as string,
		info: {
			Title: `${text.title} ${facts.number}`,
			Creator: 'Fangxin',
			Producer: 'Fangxin',
			CreationDate: new Date(instantMs(at)),
		},
	})
	const chunks: Buffer[] = []
	const done = new Promise<Buffer>((resolve, reject) => {
		pdf.on('data', (chunk: Buffer) => chunks.push(chunk))
		pdf.on('end', () => resolve(Buffer.concat(chunks)))
		pdf.on('error', reject)
	})
	draw(new Pen(pdf), document)
	pdf.end()
	return done
}

function draw(pen: Pen, document: Document): void {
	const { copy, language, text, facts } = document
	const say = i18nOf(language)
	const copyLabel = copy
		? say.t('notice.copy.n', { n: copy.n })
		: say.t(facts.issued ? 'notice.copy.original' : 'notice.copy.draft')
	const sheet: Sheet = { text, facts, language, copy, copyLabel }
	const pages = layOut(sheet)
	pages.forEach((rows, i) => {
		pen.pdf.addPage()
		const bottom = drawRows(pen, rows)
		const last = i === pages.length - 1
		if (last) drawSign(pen, document, bottom)
		pen.artifact(() => drawFoot(pen, document, copyLabel, i + 1, pages.length, !last))
	})
	pen.end()
}

function drawRows(pen: Pen, rows: readonly Row[]): number {
	let y = PAGE.top
	for (const row of rows) {
		const rules = row.pieces.filter((piece) => piece.kind === 'rule')
		if (rules.length > 0) pen.artifact(() => drawRules(pen, rules, y))
		for (const piece of row.pieces)
			if (piece.kind === 'line')
				pen.tagged(piece.node, () =>
					pen.line(piece.line, PAGE.side + piece.x, y + piece.y, piece.size, piece.colour, piece.tracking, piece.fill),
				)
		y += row.height
	}
	return y
}

type Rule = Extract<Piece, { kind: 'rule' }>

function drawRules(pen: Pen, rules: readonly Rule[], top: number): void {
	for (const rule of rules) drawRule(pen, rule, top)
}

function drawRule(pen: Pen, rule: Rule, top: number): void {
	const [x, y] = [PAGE.side + rule.x, top + rule.y]
	pen.pdf.lineWidth(rule.stroke).strokeColor(rule.colour)
	if (rule.h === 0)
		pen.pdf
			.moveTo(x, y)
			.lineTo(x + rule.w, y)
			.stroke()
	else pen.pdf.rect(x, y, rule.w, rule.h).stroke()
}

/** Simple lines of text in a box; answers the height they took. */
function box(
	pen: Pen,
	node: Node,
	language: Language3,
	texts: readonly string[],
	at: { x: number; y: number; w: number; size: number; leading: number; centre?: boolean; colour?: string },
): number {
	let y = at.y
	for (const text of texts)
		for (const line of breakLines([{ text }], { language, size: at.size, width: at.w })) {
			const x = at.centre ? at.x + (at.w - line.width) / 2 : at.x
			const baseline = y + (at.size * at.leading) / 2 + at.size * 0.36
			pen.tagged(node, () => pen.line(line, x, baseline, at.size, at.colour ?? '#111111'))
			y += at.size * at.leading
		}
	return y - at.y
}

/** QR and contacts on the left, stamp over branch and date on the right; at the bottom of the last page. */
function drawSign(pen: Pen, { facts, text, language, sample }: Document, above: number): void {
	const say = i18nOf(language)
	const floor = PAGE.height - PAGE.bottom - FOOT
	const top = Math.max(above, floor - SIGN)
	const qrTop = floor - QR_MM * MM - 3 * MM
	pen.tagged({ tag: 'Figure', parent: ROOT, alt: say.t('notice.qr') }, () =>
		drawQr(pen, facts.verifyUrl, PAGE.side, qrTop, QR_MM * MM),
	)
	const lines = [say.t('notice.qr.lead'), say.t('notice.check-code', { code: facts.checkCode }), text.contact]
	const at = {
		x: PAGE.side + (QR_MM + 3) * MM,
		y: qrTop + 2 * MM,
		w: 56 * MM,
		size: 9,
		leading: 1.45,
		colour: '#333333',
	}
	box(pen, { tag: 'P', parent: ROOT }, language, lines, at)
	const who = { x: PAGE.side + WIDTH - 70 * MM, w: 70 * MM }
	const middle = top + SIGN / 2
	const centre = who.x + who.w / 2
	pen.tagged({ tag: 'Figure', parent: ROOT, alt: say.t(facts.issued ? 'notice.stamp' : 'notice.frame') }, () => {
		if (facts.issued) drawStamp(pen, stampOf(facts.branch, sample), centre, middle)
		else drawFrame(pen, centre, middle)
	})
	const names = facts.issued ? [facts.branch, text.issued] : [facts.branch]
	const size = 11
	const height = names.length * size * 1.6
	box(pen, { tag: 'P', parent: ROOT }, language, names, {
		...who,
		y: middle - height / 2,
		size,
		leading: 1.6,
		centre: true,
	})
}

function drawQr(pen: Pen, url: string, x: number, y: number, side: number): void {
	const qr = qrOf(url)
	pen.pdf
		.save()
		.translate(x, y)
		.scale(side / qr.size)
		.path(qr.path)
		.fill('#111111')
		.restore()
}

/** The red seal: a ring, and its inside as outlines. Simplified on every language's sheet: a seal is not translated. */
function drawStamp(pen: Pen, outline: string, x: number, y: number): void {
	const scale = (STAMP_MM * MM) / STAMP_SIZE
	pen.pdf
		.save()
		.translate(x - (STAMP_MM * MM) / 2, y - (STAMP_MM * MM) / 2)
		.scale(scale)
		.opacity(0.85)
	pen.pdf.lineWidth(5).strokeColor(RED).circle(100, 100, 95).stroke()
	pen.pdf.path(outline).fill(RED).restore()
}

/** Where the seal will be: a dashed ring. */
function drawFrame(pen: Pen, x: number, y: number): void {
	pen.pdf.save().lineWidth(0.5).strokeColor('#777777').dash(3, { space: 3 })
	pen.pdf
		.circle(x, y, (STAMP_MM * MM) / 2)
		.stroke()
		.undash()
		.restore()
}

/** On every page: number, hash, copy, page x of y; a small QR where the page has no large one. */
function drawFoot(
	pen: Pen,
	{ facts, language }: Document,
	copyLabel: string,
	n: number,
	of: number,
	qr: boolean,
): void {
	const y = PAGE.height - PAGE.bottom - 4 * MM
	pen.pdf
		.lineWidth(0.6)
		.strokeColor(RED)
		.moveTo(PAGE.side, y)
		.lineTo(PAGE.side + WIDTH, y)
		.stroke()
	const say = i18nOf(language)
	const page = [copyLabel, say.t('notice.page', { n, of })].join(language === 'en' ? ', ' : '，')
	const hash = (facts.sha256.slice(0, 16).match(/.{4}/g) ?? []).join(' ')
	const texts = [facts.number, `SHA-256 ${hash} …`, page]
	const size = 8.5
	texts.forEach((text, i) => {
		const [line] = breakLines([{ text }], { language, size, width: WIDTH })
		if (!line) return
		const x = PAGE.side + (i === 0 ? 0 : i === 1 ? (WIDTH - line.width) / 2 : WIDTH - line.width)
		pen.line(line, x, y + 1.5 * MM + size, size, GREY)
	})
	if (qr) drawQr(pen, facts.verifyUrl, PAGE.side + WIDTH + 4 * MM, y - 6 * MM, 12 * MM)
}
