import { Link } from '@remix-run/react'
import { ON_TIME_TARGET, onTimeTenths } from '#app/domain/order/figures.ts'
import type { Overview } from '#app/domain/overview/views.ts'
import { useFormats, useT } from '#app/i18n/use-t.ts'
import { Cell, Row, Table } from '#app/ui/table.tsx'
import { AgeChart } from './age-chart.tsx'
import { Figure } from './figure.tsx'
import { outcomeList, runningList } from './links.ts'
import { RateChart, rateText } from './rate-chart.tsx'
import { monthText, trendFinding } from './words.ts'

type Props = { page: Overview }

/** The on-time rate of twelve months with the target. */
export function TrendFigure({ page }: Props) {
	const t = useT()
	const formats = useFormats()
	const { query, months, today } = page
	const points = months.map(({ name, outcomes }, i) => ({
		label: monthText(t, name, today),
		short: i === 0 || name.endsWith('-01') ? formats.monthShort(name) : String(Number(name.slice(5))),
		tenths: onTimeTenths(outcomes),
	}))
	const known = points.filter(({ tenths }) => tenths !== null)
	const sentence = t('overview.trend.sentence', {
		from: known[0]?.tenths == null ? '–' : rateText(known[0].tenths),
		to: known.at(-1)?.tenths == null ? '–' : rateText(known.at(-1)?.tenths ?? 0),
		target: rateText(ON_TIME_TARGET),
	})
	const chart = { points, target: ON_TIME_TARGET, sentence, targetText: t('overview.target', { percent: 95 }) }
	const heads = [t('overview.col.month'), t('board.outcome.on-time'), t('board.outcome.late'), t('overview.col.rate')]
	return (
		<Figure
			title={trendFinding(t, points, ON_TIME_TARGET)}
			sub={t('overview.trend.sub')}
			wide={<RateChart id="trend-wide" width={560} {...chart} />}
			narrow={<RateChart id="trend-narrow" width={328} {...chart} />}
			table={
				<Table
					caption={t('overview.trend.table')}
					tight
					stack={false}
					columns={heads.map((label, i) => ({ label, num: i > 0 }))}
				>
					{months.map(({ name, span, outcomes }, i) => (
						<Row key={name}>
							<Cell>{points[i]?.label}</Cell>
							<Cell num>
								<Link to={outcomeList(query, 'on-time', span)}>{formats.count(outcomes['on-time'])}</Link>
							</Cell>
							<Cell num>
								<Link to={outcomeList(query, 'late', span)}>{formats.count(outcomes.late)}</Link>
							</Cell>
							<Cell num>{points[i]?.tenths == null ? '–' : rateText(points[i]?.tenths ?? 0)}</Cell>
						</Row>
					))}
				</Table>
			}
		/>
	)
}

/** How long the running orders have been at work. */
export function AgeFigure({ page }: Props) {
	const t = useT()
	const formats = useFormats()
	const { query, ages } = page
	const bars = ages.map((age) => ({ ...age, label: t(`overview.age.${age.name}`) }))
	const of = ({ calm, yellow, red }: (typeof bars)[number]) => calm + yellow + red
	const all = bars.reduce((sum, bar) => sum + of(bar), 0)
	const oldest = bars.at(-1)
	const old = oldest ? of(oldest) : 0
	const sentence = t('overview.age.sentence', {
		list: formats.list(bars.map((bar) => `${bar.label} ${of(bar)}`)),
	})
	const heads = [
		t('overview.col.age'),
		t('overview.col.calm'),
		t('board.light.yellow'),
		t('board.light.red'),
		t('overview.col.all'),
	]
	const link = (bar: (typeof bars)[number], light?: 'red' | 'yellow') =>
		runningList(query, { light, issuedFrom: bar.from ?? undefined, issuedTo: bar.to ?? undefined })
	return (
		<Figure
			title={old > 0 ? t('overview.age.old', { count: old }) : t('overview.age.young')}
			sub={t('overview.age.sub', { count: all })}
			wide={<AgeChart id="age-wide" width={560} bars={bars} sentence={sentence} />}
			narrow={<AgeChart id="age-narrow" width={328} bars={bars} sentence={sentence} />}
			table={
				<Table
					caption={t('overview.age.table')}
					tight
					stack={false}
					columns={heads.map((label, i) => ({ label, num: i > 0 }))}
				>
					{bars.map((bar) => (
						<Row key={bar.name}>
							<Cell>{bar.label}</Cell>
							<Cell num>{formats.count(bar.calm)}</Cell>
							<Cell num>
								<Link to={link(bar, 'yellow')}>{formats.count(bar.yellow)}</Link>
							</Cell>
							<Cell num>
								<Link to={link(bar, 'red')}>{formats.count(bar.red)}</Link>
							</Cell>
							<Cell num>
								<Link to={link(bar)}>{formats.count(of(bar))}</Link>
							</Cell>
						</Row>
					))}
				</Table>
			}
		/>
	)
}
