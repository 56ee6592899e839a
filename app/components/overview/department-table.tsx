import { Link } from '@remix-run/react'
import { ON_TIME_TARGET, onTimeTenths } from '#app/domain/order/figures.ts'
import type { DepartmentLine, Overview } from '#app/domain/overview/views.ts'
import { useFormats, useT } from '#app/i18n/use-t.ts'
import { Cell, Row, Table } from '#app/ui/table.tsx'
import { Section } from '../page-head.tsx'
import { happenedList, issuedList, outcomeList, runningList } from './links.ts'
import { MeterBar } from './meter.tsx'
import { rateText } from './rate-chart.tsx'

/** Fewer than these say nothing about a department; it stands below, unranked. */
const FEW = 5

const judgedOf = ({ outcomes }: DepartmentLine) => outcomes['on-time'] + outcomes.late

/** By code point: the server's and the browser's languages sort Chinese names differently. */
function byName(a: string, b: string): number {
	return a < b ? -1 : Number(a > b)
}

/** Best rate first; departments with few orders after the others, by name. */
function ranked(lines: readonly DepartmentLine[]): DepartmentLine[] {
	return lines.toSorted((a, b) => {
		const few = Number(judgedOf(a) < FEW) - Number(judgedOf(b) < FEW)
		if (few !== 0) return few
		if (judgedOf(a) < FEW) return byName(a.name, b.name)
		return (onTimeTenths(b.outcomes) ?? 0) - (onTimeTenths(a.outcomes) ?? 0) || byName(a.name, b.name)
	})
}

/** On-time rate, late orders, extensions, returns and open lights by department; every number leads to its list. */
export function DepartmentTable({ page }: { page: Overview }) {
	const t = useT()
	const formats = useFormats()
	const { query, span } = page
	const heads = [
		{ label: t('order.department') },
		{ label: t('overview.col.judged'), num: true },
		{ label: t('overview.col.rate'), num: true },
		{ label: t('overview.col.meter', { percent: 95 }) },
		{ label: t('board.outcome.late'), num: true },
		{ label: t('board.had.extended'), num: true },
		{ label: t('board.had.returned'), num: true },
		{ label: t('overview.figure.running'), num: true },
		{ label: t('board.light.red'), num: true },
		{ label: t('board.light.yellow'), num: true },
	]
	const label = (i: number) => heads[i]?.label
	return (
		<Section id="departments" title={t('overview.departments')} sub={t('overview.departments.sub', { count: FEW })}>
			<Table caption={t('overview.departments')} tight columns={heads}>
				{ranked(page.departments).map((line) => {
					const { id, name, outcomes, happened, calm, yellow, red } = line
					const tenths = onTimeTenths(outcomes)
					const link = (to: string, n: number) => <Link to={to}>{formats.count(n)}</Link>
					return (
						<Row key={id}>
							<Cell main>{name}</Cell>
							<Cell label={label(1)} num>
								{formats.count(judgedOf(line))}
							</Cell>
							<Cell label={label(2)} num>
								{tenths === null ? '–' : rateText(tenths)}
							</Cell>
							<Cell label={label(3)}>
								{tenths === null ? null : <MeterBar tenths={tenths} goal={ON_TIME_TARGET} label={rateText(tenths)} />}
							</Cell>
							<Cell label={label(4)} num>
								{link(outcomeList(query, 'late', span, id), outcomes.late)}
							</Cell>
							<Cell label={label(5)} num>
								{link(happenedList(query, 'extended', span, id), happened.extended)}
							</Cell>
							<Cell label={label(6)} num>
								{link(happenedList(query, 'returned', span, id), happened.returned)}
							</Cell>
							<Cell label={label(7)} num>
								{link(runningList(query, { department: id }), calm + yellow + red)}
							</Cell>
							<Cell label={label(8)} num>
								{link(runningList(query, { department: id, light: 'red' }), red)}
							</Cell>
							<Cell label={label(9)} num>
								{link(runningList(query, { department: id, light: 'yellow' }), yellow)}
							</Cell>
						</Row>
					)
				})}
			</Table>
		</Section>
	)
}

/** What is open by source and light. */
export function SourceTable({ page }: { page: Overview }) {
	const t = useT()
	const formats = useFormats()
	const { query, span } = page
	const heads = [
		t('order.source'),
		t('overview.col.issued'),
		t('overview.figure.running'),
		t('board.light.red'),
		t('board.light.yellow'),
	]
	return (
		<Section id="open-by-source" title={t('overview.by-source')} sub={t('overview.by-source.sub')}>
			<Table caption={t('overview.by-source')} tight columns={heads.map((head, i) => ({ label: head, num: i > 0 }))}>
				{page.sources.map(({ source, issued, calm, yellow, red }) => {
					const link = (to: string, n: number) => <Link to={to}>{formats.count(n)}</Link>
					return (
						<Row key={source}>
							<Cell main>{t(`order.source.${source}`)}</Cell>
							<Cell label={heads[1]} num>
								{link(issuedList(query, source, span), issued)}
							</Cell>
							<Cell label={heads[2]} num>
								{link(runningList(query, { source }), calm + yellow + red)}
							</Cell>
							<Cell label={heads[3]} num>
								{link(runningList(query, { source, light: 'red' }), red)}
							</Cell>
							<Cell label={heads[4]} num>
								{link(runningList(query, { source, light: 'yellow' }), yellow)}
							</Cell>
						</Row>
					)
				})}
			</Table>
		</Section>
	)
}
