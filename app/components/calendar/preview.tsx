import { Link } from '@remix-run/react'
import { subjectPath } from '#app/components/audit/subject-path.ts'
import { Figures } from '#app/components/facts.tsx'
import { Pager } from '#app/components/pager.tsx'
import type { KindCount, PreviewRow, RecountSummary } from '#app/domain/calendar-year/page-types.ts'
import type { LocalDate } from '#app/domain/time.ts'
import { useFormats, useT } from '#app/i18n/use-t.ts'
import { Cell, Row, Table } from '#app/ui/table.tsx'

/** What a change does to the open clocks, in figures. */
export function EffectFigures({
	summary,
	past,
}: {
	readonly summary: RecountSummary
	readonly past?: number | undefined
}) {
	const t = useT()
	const { later, earlier, settled, unsettled, reworded, same, unexplained } = summary
	const open = later + earlier + settled + unsettled + reworded + same + unexplained
	const figure = (name: 'open' | 'later' | 'earlier' | 'settled', value: number) => ({
		label: t(`calchange.fig.${name}`),
		value,
	})
	return (
		<Figures
			items={[
				figure('open', open),
				figure('later', later),
				figure('earlier', earlier),
				figure('settled', settled),
				...(unsettled > 0 ? [{ label: t('calchange.fig.unsettled'), value: unsettled }] : []),
				...(past !== undefined && past > 0 ? [{ label: t('calchange.fig.past'), value: past }] : []),
				...(unexplained > 0 ? [{ label: t('calchange.fig.unexplained'), value: unexplained }] : []),
			]}
		/>
	)
}

export function KindTable({ kinds }: { readonly kinds: readonly KindCount[] }) {
	const t = useT()
	const columns = [
		{ label: t('calchange.kind') },
		{ label: t('calchange.fig.open'), num: true },
		{ label: t('calchange.moved'), num: true },
		{ label: t('calchange.fig.settled'), num: true },
	]
	return (
		<Table caption={t('calchange.kinds')} columns={columns} tight>
			{kinds.map((row) => (
				<Row key={row.kind}>
					<Cell label={t('calchange.kind')} main>
						{t(`clock.${row.kind}`)}
					</Cell>
					<Cell label={t('calchange.fig.open')} num>
						{row.open}
					</Cell>
					<Cell label={t('calchange.moved')} num>
						{row.moved}
					</Cell>
					<Cell label={t('calchange.fig.settled')} num>
						{row.settled}
					</Cell>
				</Row>
			))}
		</Table>
	)
}

type MovesProps = {
	readonly rows: readonly PreviewRow[]
	readonly today: LocalDate
	readonly first: string | null
	readonly next: string | null
}

/** Each clock that moves or is settled: what it was, what it becomes, whom it binds. */
export function MovesTable({ rows, today, first, next }: MovesProps) {
	const t = useT()
	const formats = useFormats()
	const columns = [
		{ label: t('calchange.subject') },
		{ label: t('calchange.kind') },
		{ label: t('calchange.bound') },
		{ label: t('calchange.old') },
		{ label: t('calchange.new') },
		{ label: t('calchange.effect') },
	]
	const day = (date: LocalDate, provisional: boolean) => (
		<>
			{formats.longDay(date, today)}
			{provisional ? <span className="sub">{t('calchange.provisional')}</span> : null}
		</>
	)
	return (
		<>
			<Table caption={t('calchange.moves')} columns={columns}>
				{rows.map((row) => {
					const to = row.subject ? subjectPath(row.subject.kind, row.subject.id) : null
					return (
						<Row key={row.id}>
							<Cell label={t('calchange.subject')} main>
								{to ? <Link to={to}>{row.number || '—'}</Link> : row.number || '—'}
							</Cell>
							<Cell label={t('calchange.kind')}>{t(`clock.${row.kind}`)}</Cell>
							<Cell label={t('calchange.bound')}>{row.told ? (row.name ?? t('calchange.bound.staff')) : '—'}</Cell>
							<Cell label={t('calchange.old')}>{day(row.from, row.wasProvisional)}</Cell>
							<Cell label={t('calchange.new')}>{day(row.to, row.isProvisional)}</Cell>
							<Cell label={t('calchange.effect')}>{t(`calchange.effect.${row.effect}`)}</Cell>
						</Row>
					)
				})}
			</Table>
			<Pager text={t('calchange.moves.n', { count: rows.length })} prev={first} next={next} />
		</>
	)
}
