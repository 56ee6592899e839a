import { Link } from '@remix-run/react'
import { boardQuerySchema } from '#app/domain/order/board.schema.ts'
import { DEFAULT_COLUMNS } from '#app/domain/order/columns.ts'
import { type Outcomes, onTimeTenths } from '#app/domain/order/figures.ts'
import type { Span } from '#app/domain/overview/period.ts'
import type { LocalDate } from '#app/domain/time.ts'
import { useFormats, useT } from '#app/i18n/use-t.ts'
import { paths } from '#app/paths.ts'
import { Empty } from '../empty.tsx'
import { Figures } from '../facts.tsx'
import { outcomeList, runningList } from '../overview/links.ts'
import { rateText } from '../overview/rate-chart.tsx'
import { monthText } from '../overview/words.ts'
import { Section } from '../page-head.tsx'
import type { BoardRow } from './board-row.ts'
import { BoardTable } from './board-table.tsx'

export type DepartmentHead = {
	readonly id: string
	readonly today: LocalDate
	readonly running: number
	readonly red: number
	readonly yellow: number
	readonly month: { readonly name: string; readonly span: Span; readonly outcomes: Outcomes }
	readonly rows: readonly BoardRow[]
	readonly assists: readonly unknown[]
}

/** How a department stands; every number leads to its list. */
export function DepartmentFigures({ page }: { page: DepartmentHead }) {
	const t = useT()
	const formats = useFormats()
	const of = { department: page.id }
	const { outcomes, span, name } = page.month
	const tenths = onTimeTenths(outcomes)
	const link = (to: string, n: number) => <Link to={to}>{formats.count(n)}</Link>
	return (
		<Figures
			items={[
				{
					label: t('department.on-time', { month: monthText(t, name, page.today) }),
					value: tenths === null ? '–' : rateText(tenths).replace('%', ''),
					unit: tenths === null ? undefined : '%',
					note: (
						<>
							{link(outcomeList(of, 'on-time', span), outcomes['on-time'])}
							{' / '}
							{t('overview.figure.judged', { count: outcomes['on-time'] + outcomes.late })}
							{t('overview.figure.comma')}
							<Link to={outcomeList(of, 'late', span)}>{t('overview.figure.late', { count: outcomes.late })}</Link>
						</>
					),
				},
				{ label: t('overview.figure.running'), value: link(runningList(of), page.running) },
				{ label: t('board.light.red'), value: link(runningList(of, { light: 'red' }), page.red) },
				{ label: t('board.light.yellow'), value: link(runningList(of, { light: 'yellow' }), page.yellow) },
				{
					label: t('department.assists'),
					value: link(paths.orders({ assisting: page.id }), page.assists.length),
				},
			]}
		/>
	)
}

/** The running orders of a department, nearest due first. */
export function DepartmentRunning({ page }: { page: DepartmentHead }) {
	const t = useT()
	const columns = DEFAULT_COLUMNS.map((column) => (column === 'department' ? 'handler' : column))
	return (
		<Section id="running" title={t('department.own')} sub={t('department.own.sub', { count: page.rows.length })}>
			{page.rows.length === 0 ? (
				<Empty title={t('department.clear')} level={3}>
					{t('order.empty.why')}
				</Empty>
			) : (
				<BoardTable
					query={boardQuerySchema.parse({ view: 'running', department: page.id })}
					look={{ columns, density: 'tight' }}
					today={page.today}
					rows={page.rows}
					preview={false}
					pick={false}
				/>
			)}
			{page.running > page.rows.length ? (
				<p className="mt3">
					<Link to={runningList({ department: page.id })}>{t('department.own.all', { count: page.running })}</Link>
				</p>
			) : null}
		</Section>
	)
}
