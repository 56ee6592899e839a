import { Link } from '@remix-run/react'
import type { CaseFigures, Overview } from '#app/domain/overview/views.ts'
import { useFormats, useLanguage, useT } from '#app/i18n/use-t.ts'
import { Cell, Row, Table } from '#app/ui/table.tsx'
import { Figure } from './figure.tsx'
import { caseList, issuedList } from './links.ts'
import { MeterBar } from './meter.tsx'
import { ParetoChart, sharesOf } from './pareto-chart.tsx'
import { rateText } from './rate-chart.tsx'
import { ShiftChart } from './shift-chart.tsx'
import { paretoFinding, shareTenths, topOf } from './words.ts'

type Line = { readonly key: string; readonly label: string; readonly n: number; readonly to: string }
type ParetoProps = { id: string; lines: readonly Line[]; sub: string; head: string; caption: string }

/** More bars than these leave no room for their names; the rest is one bar, and whole in the table. */
const MOST_BARS = 9

/** Bars by size with the running share; on phones a table with bars. */
function Pareto({ id, lines, sub, head, caption }: ParetoProps) {
	const t = useT()
	const formats = useFormats()
	const shares = sharesOf(lines)
	const title = paretoFinding(
		t,
		formats,
		lines.map(({ label }) => label),
		shares,
	)
	const most = lines[0]?.n ?? 1
	const others = lines.slice(MOST_BARS).reduce((sum, { n }) => sum + n, 0)
	const bars = [
		...lines.slice(0, MOST_BARS),
		...(others > 0 ? [{ label: t('overview.pareto.others'), n: others }] : []),
	]
	const columns = [
		{ label: head },
		{ label: t('overview.col.bar'), silent: true },
		{ label: t('overview.col.count'), num: true },
		{ label: t('overview.col.share'), num: true },
	]
	const table = (withBars: boolean) => (
		<Table caption={caption} tight stack={false} columns={columns.filter((_, i) => withBars || i !== 1)}>
			{lines.map(({ key, label, n, to }, i) => (
				<Row key={key}>
					<Cell>{label}</Cell>
					{withBars ? (
						<Cell>
							<MeterBar tenths={Math.floor((n * 1000) / Math.max(1, most))} label={String(n)} />
						</Cell>
					) : null}
					<Cell num>
						<Link to={to}>{formats.count(n)}</Link>
					</Cell>
					<Cell num>{shares[i]}%</Cell>
				</Row>
			))}
		</Table>
	)
	return (
		<Figure
			title={title}
			sub={sub}
			wide={<ParetoChart id={id} bars={bars} ink={topOf(shares)} sentence={title} />}
			narrow={table(true)}
			table={table(false)}
		/>
	)
}

/** Kinds of violation of the cases that were confirmed. */
export function CausesFigure({ page, cases }: { page: Overview; cases: CaseFigures }) {
	const t = useT()
	const language = useLanguage()
	const lines = cases.categories
		.filter(({ n }) => n > 0)
		.map(({ code, name, n }) => ({
			key: code,
			label: `${code} ${name[language] ?? name['zh-Hans'] ?? ''}`,
			n,
			to: caseList(page.query, 'confirmed', { category: code }),
		}))
	if (lines.length === 0) return null
	return (
		<Pareto
			id="causes"
			lines={lines}
			sub={t('overview.causes.sub')}
			head={t('overview.col.category')}
			caption={t('overview.causes.table')}
		/>
	)
}

/** Where the orders of the period came from. */
export function SourcesFigure({ page }: { page: Overview }) {
	const t = useT()
	const lines = page.sources
		.filter(({ issued }) => issued > 0)
		.map(({ source, issued }) => ({
			key: source,
			label: t(`order.source.${source}`),
			n: issued,
			to: issuedList(page.query, source, page.span),
		}))
	if (lines.length === 0) return null
	return (
		<Pareto
			id="sources"
			lines={lines}
			sub={t('overview.sources.sub')}
			head={t('order.source')}
			caption={t('overview.sources.table')}
		/>
	)
}

/** Recurrence after strike-off, first half of the period against the second. */
export function RecurrenceFigure({ page, cases }: { page: Overview; cases: CaseFigures }) {
	const t = useT()
	const language = useLanguage()
	const formats = useFormats()
	const [first, second] = cases.halves
	const rows = [
		{ code: undefined, label: t('overview.recurrence.all'), first, second },
		...cases.categories
			.filter(({ halves: [a, b] }) => a.of + b.of > 0)
			.map(({ code, name, halves: [a, b] }) => ({
				code,
				label: `${code} ${name[language] ?? name['zh-Hans'] ?? ''}`,
				first: a,
				second: b,
			})),
	]
	const [before, after] = [shareTenths(first), shareTenths(second)]
	const way = before === null || after === null ? 'none' : after < before ? 'down' : after > before ? 'up' : 'same'
	const text = (tenths: number | null) => (tenths === null ? '–' : rateText(tenths))
	const sentence = t('overview.recurrence.sentence', { before: text(before), after: text(after) })
	const drawn = rows.map((row) => ({
		label: row.label,
		before: shareTenths(row.first),
		after: shareTenths(row.second),
	}))
	const heads = [t('overview.col.category'), t('overview.col.first-half'), t('overview.col.second-half')]
	return (
		<Figure
			title={t(`overview.recurrence.${way}`)}
			sub={t('overview.recurrence.sub')}
			wide={<ShiftChart id="recurrence-wide" width={560} rows={drawn} sentence={sentence} />}
			narrow={<ShiftChart id="recurrence-narrow" width={328} rows={drawn} sentence={sentence} />}
			table={
				<Table
					caption={t('overview.recurrence.table')}
					tight
					stack={false}
					columns={heads.map((label, i) => ({ label, num: i > 0 }))}
				>
					{rows.map((row) => (
						<Row key={row.label}>
							<Cell>{row.label}</Cell>
							{([row.first, row.second] as const).map((share, i) => (
								<Cell key={i} num>
									{text(shareTenths(share))}{' '}
									<Link to={caseList(page.query, 'recurred', { category: row.code, half: i === 0 ? '1' : '2' })}>
										{formats.count(share.yes)}
									</Link>
									{' / '}
									<Link to={caseList(page.query, 'verified', { category: row.code, half: i === 0 ? '1' : '2' })}>
										{formats.count(share.of)}
									</Link>
								</Cell>
							))}
						</Row>
					))}
				</Table>
			}
		/>
	)
}
