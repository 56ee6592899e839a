import { Link } from '@remix-run/react'
import {
	type CircularFacts,
	type CircularLate,
	circularSentences,
	type Judged,
	rateOf,
	rateText,
	tenthsText,
} from '#app/domain/order/circular.ts'
import type { LocalDate } from '#app/domain/time.ts'
import { useDynamicT, useFormats, useT } from '#app/i18n/use-t.ts'
import { paths } from '#app/paths.ts'
import { Cell, Row, Table } from '#app/ui/table.tsx'
import { Figures } from '../facts.tsx'
import { Section } from '../page-head.tsx'

type Counted = Judged & { readonly issued: number }
const COUNTS = ['issued', 'due', 'onTime', 'late', 'rate'] as const
const MORE = ['extended', 'returned', 'chased', 'notices', 'recurred'] as const

/** The sentences that the numbers make, in the reader's language. */
export function useSentences(facts: CircularFacts): readonly string[] {
	const say = useDynamicT()
	const formats = useFormats()
	return circularSentences(facts, formats.month(facts.month), say)
}

function countValue(row: Counted, name: (typeof COUNTS)[number]): string {
	const rate = rateOf(row)
	switch (name) {
		case 'issued':
			return String(row.issued)
		case 'due':
			return String(row.onTime + row.late)
		case 'onTime':
			return String(row.onTime)
		case 'late':
			return String(row.late)
		case 'rate':
			return rate === null ? '–' : rateText(rate)
	}
}

function CountTable({
	id,
	rows,
}: {
	id: 'source' | 'level'
	rows: readonly (Counted & { key: string; label: string })[]
}) {
	const t = useT()
	const columns = [
		{ label: t(`circular.col.${id}`) },
		...COUNTS.map((name) => ({ label: t(`circular.col.${name}`), num: true })),
	]
	return (
		<Section id={`by-${id}`} title={t(`circular.by-${id}`)}>
			<Table caption={t(`circular.by-${id}`)} columns={columns} tight>
				{rows.map((row) => (
					<Row key={row.key}>
						<Cell main>{row.label}</Cell>
						{COUNTS.map((name) => (
							<Cell key={name} label={t(`circular.col.${name}`)} num>
								{countValue(row, name)}
							</Cell>
						))}
					</Row>
				))}
			</Table>
		</Section>
	)
}

function DepartmentTable({ facts }: { facts: CircularFacts }) {
	const t = useT()
	const columns = [
		{ label: t('circular.col.department') },
		...COUNTS.map((name) => ({ label: t(`circular.col.${name}`), num: true })),
		...MORE.map((name) => ({ label: t(`circular.col.${name}`), num: true })),
		{ label: t('circular.col.score'), num: true },
	]
	return (
		<Section id="by-department" title={t('circular.by-department')}>
			<Table caption={t('circular.by-department')} columns={columns} tight wide>
				{facts.departments.map((row) => (
					<Row key={row.id}>
						<Cell main>{row.name}</Cell>
						{COUNTS.map((name) => (
							<Cell key={name} label={t(`circular.col.${name}`)} num>
								{countValue(row, name)}
							</Cell>
						))}
						{MORE.map((name) => (
							<Cell key={name} label={t(`circular.col.${name}`)} num>
								{row[name]}
							</Cell>
						))}
						<Cell label={t('circular.col.score')} num>
							<b>{tenthsText(row.scoreTenths)}</b>
						</Cell>
					</Row>
				))}
			</Table>
		</Section>
	)
}

type LateProps = { late: readonly CircularLate[]; today: LocalDate; limit: number; opens: readonly string[] }

function LateTable({ late, today, limit, opens }: LateProps) {
	const t = useT()
	const formats = useFormats()
	const columns = (['order', 'department', 'dueOn', 'end', 'days'] as const).map((name) => ({
		label: t(`circular.col.${name}`),
		num: name === 'days',
	}))
	const shown = late.slice(0, limit)
	return (
		<Section id="late" title={t('circular.overdue')}>
			{late.length === 0 ? (
				<p className="muted">{t('circular.overdue.none')}</p>
			) : (
				<Table caption={t('circular.overdue')} columns={columns} tight>
					{shown.map((row) => (
						<Row key={row.id}>
							<Cell main>
								{row.title === null ? (
									t('circular.restricted')
								) : opens.includes(row.id) ? (
									<Link to={paths.order(row.id)}>{row.title}</Link>
								) : (
									row.title
								)}
								{row.number === '' ? null : <span className="sub">{row.number}</span>}
							</Cell>
							<Cell label={t('circular.col.department')}>{row.department}</Cell>
							<Cell label={t('circular.col.dueOn')} nowrap>
								{formats.day(row.dueOn, today)}
							</Cell>
							<Cell label={t('circular.col.end')} nowrap>
								{row.answeredOn === null ? t('circular.end.open') : formats.day(row.answeredOn, today)}
							</Cell>
							<Cell label={t('circular.col.days')} num>
								<b>{row.days}</b>
							</Cell>
						</Row>
					))}
				</Table>
			)}
			{late.length > limit ? (
				<p className="sm muted mt2">{t('circular.overdue.more', { count: late.length - limit })}</p>
			) : null}
		</Section>
	)
}

type Props = {
	facts: CircularFacts
	remark: string
	today: LocalDate
	/** Late orders that are named one by one. */
	limit: number
	/** The late orders that the reader may open; on paper nothing leads anywhere. */
	opens: readonly string[]
}

/** A month in sentences, figures and tables, all from the numbers that the circular keeps. */
export function CircularBody({ facts, remark, today, limit, opens }: Props) {
	const t = useT()
	const sentences = useSentences(facts)
	const rate = rateOf(facts.judged)
	return (
		<>
			<Section id="sum" title={t('circular.sum')}>
				<Figures
					items={[
						{ label: t('circular.fig.issued'), value: facts.issued },
						{ label: t('circular.fig.due'), value: facts.judged.onTime + facts.judged.late },
						{ label: t('circular.fig.rate'), value: rate === null ? t('circular.fig.rate.none') : rateText(rate) },
						{ label: t('circular.fig.late'), value: facts.judged.late },
						{ label: t('circular.fig.open'), value: facts.open.all },
					]}
				/>
				<div className="read mt4">
					{sentences.map((sentence) => (
						<p key={sentence}>{sentence}</p>
					))}
				</div>
			</Section>
			{remark === '' ? null : (
				<Section id="remark" title={t('circular.remark')}>
					<p className="read">{remark}</p>
				</Section>
			)}
			<CountTable
				id="source"
				rows={facts.sources.map((row) => ({ ...row, key: row.source, label: t(`order.source.${row.source}`) }))}
			/>
			<CountTable
				id="level"
				rows={facts.levels.map((row) => ({ ...row, key: row.urgency, label: t(`order.urgency.${row.urgency}`) }))}
			/>
			<DepartmentTable facts={facts} />
			<LateTable late={facts.late} today={today} limit={limit} opens={opens} />
		</>
	)
}
