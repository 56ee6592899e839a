import { Link } from '@remix-run/react'
import { onTimeTenths } from '#app/domain/order/figures.ts'
import type { Overview } from '#app/domain/overview/views.ts'
import { useFormats, useT } from '#app/i18n/use-t.ts'
import { Light } from '#app/ui/shapes.tsx'
import { type Figure, Figures } from '../facts.tsx'
import { caseList, happenedList, outcomeList, runningList } from './links.ts'
import { rateText } from './rate-chart.tsx'
import { monthText, shareTenths } from './words.ts'

type Props = { page: Overview }

/** Five figures; each leads to the list that proves it. */
export function HeadFigures({ page }: Props) {
	const t = useT()
	const formats = useFormats()
	const { query, month, running, today } = page
	const tenths = onTimeTenths(month.outcomes)
	const before = onTimeTenths(month.before)
	const judged = month.outcomes['on-time'] + month.outcomes.late
	const all = running.calm + running.yellow + running.red
	const onTime: Figure = {
		label: t('overview.figure.on-time', { month: monthText(t, query.month, today) }),
		value: tenths === null ? '–' : rateText(tenths).replace('%', ''),
		unit: tenths === null ? undefined : '%',
		note: (
			<>
				<Link to={outcomeList(query, 'on-time', month.span)}>{formats.count(month.outcomes['on-time'])}</Link>
				{' / '}
				{t('overview.figure.judged', { count: judged })}
				{t('overview.figure.comma')}
				<Link to={outcomeList(query, 'late', month.span)}>
					{t('overview.figure.late', { count: month.outcomes.late })}
				</Link>
				{before === null ? null : t('overview.figure.before', { rate: rateText(before) })}
			</>
		),
	}
	const open: Figure = {
		label: t('overview.figure.running'),
		value: <Link to={runningList(query)}>{formats.count(all)}</Link>,
		unit: t('overview.unit', { count: all }),
		note: (
			<>
				<Light colour="red" />{' '}
				<Link to={runningList(query, { light: 'red' })}>{t('overview.figure.red', { count: running.red })}</Link>{' '}
				<Light colour="yellow" />{' '}
				<Link to={runningList(query, { light: 'yellow' })}>
					{t('overview.figure.yellow', { count: running.yellow })}
				</Link>
			</>
		),
	}
	return <Figures items={[onTime, open, ...useMore(page)]} />
}

/** Of the cases for who reads cases, else of what happened to orders. */
function useMore(page: Overview): Figure[] {
	const t = useT()
	const formats = useFormats()
	const { query, cases, happened, span } = page
	if (cases === null)
		return (['extended', 'returned', 'chased'] as const).map((what) => ({
			label: t(`overview.figure.${what}`),
			value: <Link to={happenedList(query, what, span)}>{formats.count(happened[what])}</Link>,
			unit: t('overview.unit', { count: happened[what] }),
		}))
	const changed = shareTenths(cases.changed)
	const recurred = shareTenths(cases.recurred)
	const [first] = cases.halves
	const firstRate = shareTenths(first)
	return [
		{
			label: t('overview.figure.confirmed'),
			value: <Link to={caseList(query, 'confirmed')}>{formats.count(cases.confirmed)}</Link>,
			unit: t('overview.unit', { count: cases.confirmed }),
			note: <Link to={caseList(query, 'educated')}>{t('overview.figure.educated', { count: cases.educated })}</Link>,
		},
		{
			label: t('overview.figure.changed'),
			value: changed === null ? '–' : String(Math.floor(changed / 10)),
			unit: changed === null ? undefined : '%',
			note: (
				<>
					<Link to={caseList(query, 'changed')}>{formats.count(cases.changed.yes)}</Link>
					{' / '}
					<Link to={caseList(query, 'answered')}>{t('overview.figure.judged', { count: cases.changed.of })}</Link>{' '}
					<Link to={caseList(query, 'revoked')}>{t('overview.figure.revoked', { count: cases.revoked })}</Link>
				</>
			),
		},
		{
			label: t('overview.figure.recurred'),
			value: recurred === null ? '–' : rateText(recurred).replace('%', ''),
			unit: recurred === null ? undefined : '%',
			note: (
				<>
					<Link to={caseList(query, 'recurred')}>{formats.count(cases.recurred.yes)}</Link>
					{' / '}
					<Link to={caseList(query, 'verified')}>{t('overview.figure.judged', { count: cases.recurred.of })}</Link>{' '}
					{firstRate === null ? null : t('overview.figure.first-half', { rate: rateText(firstRate) })}
				</>
			),
		},
	]
}
