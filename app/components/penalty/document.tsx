import { densityOf } from '#app/domain/notice/density.ts'
import type { NoticeText, ReceiptLine, SheetFacts, Span, TextBlock, TextTable } from '#app/domain/notice/text.ts'
import { useT } from '#app/i18n/use-t.ts'
import { PrintSheet } from '../print-sheet.tsx'

export type NoticeDoc = {
	readonly text: NoticeText
	readonly facts: SheetFacts
	readonly qr: { readonly size: number; readonly path: string }
	/** Inside of the seal as one outline. */
	readonly stamp: string
	readonly receipt: readonly ReceiptLine[]
}

/** A document on A4, worded as it was told; the receipt of its service is of today. */
export function NoticeDocument({ notice }: { notice: NoticeDoc }) {
	const t = useT()
	const { text, facts, receipt } = notice
	const hash = (facts.sha256.slice(0, 16).match(/.{4}/g) ?? []).join(' ')
	return (
		<PrintSheet
			head={facts.branch}
			number={facts.number}
			caseNo={text.caseNo ?? undefined}
			title={text.title}
			density={densityOf(text, receipt)}
			foot={[
				facts.number,
				`SHA-256 ${hash} …`,
				t(receipt.length === 0 ? 'notice.copy.original' : 'notice.copy.served'),
			]}
			qr={<QrCode qr={notice.qr} />}
			proof={
				<span>
					{t('notice.qr.lead')}
					<br />
					{t('notice.check-code', { code: facts.checkCode })}
					<br />
					{text.contact}
				</span>
			}
			sign={
				<>
					<Stamp outline={notice.stamp} />
					{facts.branch}
					<br />
					{text.issued}
				</>
			}
		>
			<p className="to">{text.to}</p>
			{text.blocks.map((block, i) => (
				<Block key={i} block={block} />
			))}
			<Receipt lines={receipt} />
		</PrintSheet>
	)
}

function Block({ block }: { block: TextBlock }) {
	switch (block.kind) {
		case 'h':
			return <h2>{block.text}</h2>
		case 'p':
			return (
				<p>
					<Spans spans={block.spans} />
				</p>
			)
		case 'table':
			return <SumsTable table={block} />
	}
}

function Spans({ spans }: { spans: readonly Span[] }) {
	return spans.map((span, i) => (span.b ? <b key={i}>{span.text}</b> : <span key={i}>{span.text}</span>))
}

/** The arithmetic or the settlement as a table; the sum in words and in figures. */
function SumsTable({ table }: { table: TextTable }) {
	// Steps and factors of the working stay on one line; the reason beside them wraps.
	const figure = (i: number) => (i >= table.figuresFrom ? 'n' : i < table.figuresFrom - 1 ? 'nowrap' : undefined)
	return (
		<table>
			<caption className="vh">{table.caption}</caption>
			<thead>
				<tr>
					{table.head.map((text, i) => (
						<th key={text} scope="col" className={figure(i)}>
							{text}
						</th>
					))}
				</tr>
			</thead>
			<tbody>
				{table.rows.map((row) => (
					<tr key={row.join('|')}>
						{row.map((text, i) => (
							<td key={i} className={figure(i)}>
								{text}
							</td>
						))}
					</tr>
				))}
				{table.total ? (
					<tr>
						<th scope="row" colSpan={table.figuresFrom}>
							{table.total.label}
						</th>
						{table.total.values.map((text, i) => (
							<td key={i} className="n">
								<b>{text}</b>
							</td>
						))}
					</tr>
				) : null}
			</tbody>
		</table>
	)
}

/** When it counts as served, and until when the window runs. */
function Receipt({ lines }: { lines: readonly ReceiptLine[] }) {
	if (lines.length === 0) return null
	return (
		<dl className="rcpt">
			{lines.flatMap((line) => [
				<dt key={`${line.label} label`}>{line.label}</dt>,
				<dd key={line.label}>{line.strong ? <b>{line.value}</b> : line.value}</dd>,
			])}
		</dl>
	)
}

function QrCode({ qr }: { qr: NoticeDoc['qr'] }) {
	const t = useT()
	return (
		<svg role="img" aria-label={t('notice.qr')} viewBox={`0 0 ${qr.size} ${qr.size}`} shapeRendering="crispEdges">
			<path fill="#111111" d={qr.path} />
		</svg>
	)
}

/** The seal of an issued document: outlines and no text, which an extractor would mix into the body. */
function Stamp({ outline }: { outline: string }) {
	const t = useT()
	return (
		<svg className="stamp" viewBox="0 0 200 200" role="img" aria-label={t('notice.stamp')}>
			<circle cx="100" cy="100" r="95" fill="none" stroke="#b3261b" strokeWidth="5" />
			<path fill="#b3261b" d={outline} />
		</svg>
	)
}
