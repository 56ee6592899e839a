import { Link } from '@remix-run/react'
import type { IntakeQuery } from '#app/domain/intake/intake.schema.ts'
import { INTAKE_KINDS } from '#app/domain/intake/item.ts'
import { percentText } from '#app/domain/intake/satisfaction.ts'
import type { AnswerRateView, CauseNames, IntakeCounts, IntakeLineView } from '#app/domain/intake/views.ts'
import type { Instant, LocalDate } from '#app/domain/time.ts'
import { useFormats, useT } from '#app/i18n/use-t.ts'
import { paths } from '#app/paths.ts'
import { Cell, Row, Table } from '#app/ui/table.tsx'
import { FilterBar, FilterDate, FilterSearch, FilterSelect } from '../filter-bar.tsx'
import { ViewsNav } from '../views-nav.tsx'
import { AnswerDue, IntakeBadge, useCauseName, useCauseOptions, useChannelName, useChannelOptions } from './words.tsx'

/** The address of the register with other values; the cursor never goes along. */
export function intakeTo({ after: _, ...query }: IntakeQuery, change: Partial<IntakeQuery>): string {
	return paths.intake({ ...query, view: query.view === 'open' ? undefined : query.view, ...change })
}

export function IntakeViews({ query, counts }: { query: IntakeQuery; counts: IntakeCounts }) {
	const t = useT()
	const views = ['open', 'mine', 'late', 'accept', 'answered', 'all'] as const
	return (
		<ViewsNav
			views={views.map((view) => ({
				to: intakeTo(query, { view }),
				label: t(`intake.view.${view}`),
				current: query.view === view,
				...(view === 'answered' || view === 'all' ? {} : { count: counts[view] }),
			}))}
		/>
	)
}

export function IntakeFilters({ query, causes }: { query: IntakeQuery; causes: CauseNames }) {
	const t = useT()
	const channels = useChannelOptions()
	const causeOptions = useCauseOptions(causes)
	return (
		<FilterBar label={t('intake.filter')} hidden={{ view: query.view }}>
			<FilterSearch name="q" label={t('intake.filter.q')} value={query.q} />
			<FilterSelect
				name="kind"
				label={t('intake.col.kind')}
				value={query.kind}
				options={INTAKE_KINDS.map((value) => ({ value, label: t(`intake.kind.${value}`) }))}
			/>
			<FilterSelect name="channel" label={t('intake.col.channel')} value={query.channel} options={channels} />
			<FilterSelect name="category" label={t('intake.col.cause')} value={query.category} options={causeOptions} />
			<FilterDate name="from" label={t('intake.filter.from')} value={query.from} />
			<FilterDate name="to" label={t('intake.filter.to')} value={query.to} />
		</FilterBar>
	)
}

type TableProps = {
	caption: string
	rows: readonly IntakeLineView[]
	causes: CauseNames
	today: LocalDate
	now: Instant
}

/** Items with their matter, cause, place, owner and date; no numbers of users. */
export function IntakeTable({ caption, rows, causes, today, now }: TableProps) {
	const t = useT()
	const formats = useFormats()
	const channelName = useChannelName()
	const causeName = useCauseName(causes)
	const columns = ['matter', 'channel', 'cause', 'owner', 'due', 'state'] as const
	return (
		<Table caption={caption} columns={columns.map((name) => ({ label: t(`intake.col.${name}`) }))}>
			{rows.map((row) => (
				<Row key={row.id} link>
					<Cell main>
						<Link to={paths.intakeItem(row.id)}>
							{row.matter.length > 60 ? `${row.matter.slice(0, 60)}…` : row.matter}
						</Link>
						<span className="sub">
							{row.number} · {formats.day(row.complainedOn, today)}
							{row.outletName === null ? null : ` · ${row.outletName}`}
						</span>
					</Cell>
					<Cell label={t('intake.col.channel')}>
						{channelName(row.channel)}
						{row.external ? <span className="sub">{row.external}</span> : null}
					</Cell>
					<Cell label={t('intake.col.cause')}>{causeName(row.category)}</Cell>
					<Cell label={t('intake.col.owner')} nowrap>
						{row.ownerName ?? ''}
					</Cell>
					<Cell label={t('intake.col.due')} nowrap>
						<AnswerDue item={row} today={today} now={now} />
					</Cell>
					<Cell label={t('intake.col.state')} nowrap>
						<IntakeBadge state={row.state} />
						{row.proposedAt && row.state === 'ORDERED' ? <span className="sub">{t('intake.ready')}</span> : null}
					</Cell>
				</Row>
			))}
		</Table>
	)
}

/** The rate of answers in time, and what it is made of: declined ones count as missed. */
export function AnswerRateLine({ rate }: { rate: AnswerRateView }) {
	const t = useT()
	const judged = rate.met + rate.missed
	if (judged === 0) return <span>{t('intake.rate.none')}</span>
	return (
		<span>{t('intake.rate', { percent: percentText(rate.points ?? 0), met: rate.met, judged, open: rate.open })}</span>
	)
}
