import { Link } from '@remix-run/react'
import { ASSESSMENT_RULES, type AssessmentRule } from '#app/domain/order/assessment.ts'
import type { LocalDate } from '#app/domain/time.ts'
import { useFormats, useT } from '#app/i18n/use-t.ts'
import { paths } from '#app/paths.ts'
import { Cell, Row, Table } from '#app/ui/table.tsx'
import { Section } from '../page-head.tsx'
import { pointsText } from './words.tsx'

export type ScoreRow = {
	readonly departmentId: string
	readonly name: string
	readonly rules: Readonly<Record<AssessmentRule, { readonly count: number; readonly tenths: number }>>
	readonly totalTenths: number
}
type Line = {
	readonly orderId: string
	readonly number: string
	readonly title: string
	readonly rule: AssessmentRule
	readonly on: LocalDate
	readonly tenths: number
}

/** One department a row: how often, how many points, the sum. */
export function ScoreTable({ scores }: { scores: readonly ScoreRow[] }) {
	const t = useT()
	const formats = useFormats()
	const columns = [
		{ label: t('score.col.department') },
		...ASSESSMENT_RULES.map((rule) => ({ label: t(`score.col.${rule}`), num: true })),
		{ label: t('score.col.total'), num: true },
	]
	return (
		<Table caption={t('score.table')} columns={columns}>
			{scores.map((score) => (
				<Row key={score.departmentId}>
					<Cell main>{score.name}</Cell>
					{ASSESSMENT_RULES.map((rule) => {
						const { count, tenths } = score.rules[rule]
						return (
							<Cell key={rule} label={t(`score.col.${rule}`)} num hide={count === 0}>
								{count === 0 ? (
									<span className="muted">0</span>
								) : (
									<>
										{pointsText(formats, tenths)}
										<span className="sub">{`× ${formats.count(count)}`}</span>
									</>
								)}
							</Cell>
						)
					})}
					<Cell label={t('score.col.total')} num>
						<b>{pointsText(formats, score.totalTenths)}</b>
					</Cell>
				</Row>
			))}
		</Table>
	)
}

type LinesProps = {
	scores: readonly (ScoreRow & { readonly lines: readonly Line[] })[]
	today: LocalDate
	month: string
}

/** How each score came about: every line, on the day that decides. */
export function ScoreLines({ scores, today, month }: LinesProps) {
	const t = useT()
	const formats = useFormats()
	const counted = scores.filter((score) => score.lines.length > 0)
	if (counted.length === 0) {
		return (
			<Section id="lines" title={t('score.lines')}>
				<p className="muted">
					{t('score.none', { month: formats.month(month) })} {t('score.none.why')}
				</p>
			</Section>
		)
	}
	const columns = (['on', 'order', 'rule', 'points'] as const).map((name) => ({
		label: t(`score.line.${name}`),
		num: name === 'points',
	}))
	return counted.map((score) => (
		<Section
			key={score.departmentId}
			id={`d-${score.departmentId}`}
			title={score.name}
			sub={t('score.lines.sub', { count: score.lines.length })}
		>
			<Table caption={`${t('score.lines')} ${score.name}`} columns={columns} tight>
				{score.lines.map((line) => (
					<Row key={`${line.orderId} ${line.rule} ${line.on}`}>
						<Cell label={t('score.line.on')} nowrap>
							{formats.day(line.on, today)}
						</Cell>
						<Cell main>
							<Link to={paths.order(line.orderId)}>{line.title}</Link>
							<span className="sub">{line.number}</span>
						</Cell>
						<Cell label={t('score.line.rule')}>
							{t(`score.rule.${line.rule}`)}
							<span className="sub">{t(`score.day.${line.rule}`)}</span>
						</Cell>
						<Cell label={t('score.line.points')} num>
							{pointsText(formats, line.tenths)}
						</Cell>
					</Row>
				))}
			</Table>
		</Section>
	))
}
