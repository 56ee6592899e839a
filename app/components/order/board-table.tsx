import { Link } from '@remix-run/react'
import type { ReactNode } from 'react'
import type { Light } from '#app/domain/light.ts'
import type { BoardQuery } from '#app/domain/order/board.schema.ts'
import type { OrderState } from '#app/domain/order/order.ts'
import type { OrderSource } from '#app/domain/order/sources.ts'
import type { Urgency } from '#app/domain/order/urgency.ts'
import type { Instant, LocalDate } from '#app/domain/time.ts'
import { useFormats, useT } from '#app/i18n/use-t.ts'
import { paths } from '#app/paths.ts'
import { Cell, Row, Table } from '#app/ui/table.tsx'
import { Tag, Tags } from '../badge.tsx'
import { ClockChip } from '../clock-chip.tsx'
import { Due } from '../light.tsx'
import { boardTo } from './board-address.ts'
import { OrderBadge, UrgencyMark } from './words.tsx'

export type BoardRow = {
	readonly id: string
	readonly number: string | null
	readonly title: string
	readonly state: OrderState
	readonly urgency: Urgency
	readonly source: OrderSource
	readonly confidential: 0 | 1
	readonly departmentName: string
	readonly now: Light | null
	readonly later: Light | null
	readonly issued_at: Instant | null
	readonly due_on: LocalDate | null
	readonly due_provisional: 0 | 1
	readonly statutory_due_on: LocalDate | null
	readonly returned_count: number
	readonly extension_count: number
	readonly chase_count: number
	readonly overdue_at: Instant | null
}

type Props = { query: BoardQuery; today: LocalDate; rows: readonly BoardRow[]; preview: boolean }

/** The list: light today, light then, due date, matter, urgency, department, state, extensions and chases. */
export function BoardTable({ query, today, rows, preview }: Props) {
	const t = useT()
	const formats = useFormats()
	const on = preview && query.on !== undefined ? formats.day(query.on, today) : null
	const columns = [
		{ label: on === null ? t('order.col.light') : t('order.ruler.today') },
		...(on === null ? [] : [{ label: on }]),
		{
			label: <SortHead query={query} by="due" label={t('order.col.due')} />,
			sort: query.sort === 'due' ? ('ascending' as const) : undefined,
		},
		{ label: t('order.col.matter') },
		{ label: t('order.urgency') },
		{ label: t('order.department') },
		{ label: t('order.state') },
		{ label: t('order.col.extra') },
	]
	return (
		<Table caption={t('order.table')} columns={columns} wide>
			{rows.map((row) => (
				<Row key={row.id} link>
					<Cell label={on === null ? t('order.col.light') : t('order.ruler.today')}>
						{row.now ? <ClockChip light={row.now} short /> : <span className="muted">{t('common.none')}</span>}
					</Cell>
					{on === null ? null : (
						<Cell label={on}>
							{row.later ? (
								<ClockChip light={row.later} short />
							) : (
								<span className="muted">{t('order.then.same')}</span>
							)}
						</Cell>
					)}
					<Cell label={t('order.col.due')} nowrap>
						<DueCell row={row} today={today} />
					</Cell>
					<Cell main>
						<Link to={paths.order(row.id)}>{row.title}</Link>
						<span className="sub">
							{row.number ?? t('order.no-number')} {t(`order.source.${row.source}`)}
							{row.confidential === 1 ? ` ${t('order.confidential')}` : null}
						</span>
					</Cell>
					<Cell label={t('order.urgency')}>
						<UrgencyMark urgency={row.urgency} />
					</Cell>
					<Cell label={t('order.department')}>{row.departmentName}</Cell>
					<Cell label={t('order.state')}>
						<OrderBadge state={row.state} returned={row.returned_count} />
					</Cell>
					<ExtraCell row={row} />
				</Row>
			))}
		</Table>
	)
}

function SortHead({ query, by, label }: { query: BoardQuery; by: 'due' | 'issued'; label: string }) {
	if (query.sort === by) return <>{label} ↑</>
	return <Link to={boardTo(query, { sort: by === 'due' ? undefined : by })}>{label}</Link>
}

function DueCell({ row, today }: { row: BoardRow; today: LocalDate }): ReactNode {
	const t = useT()
	const formats = useFormats()
	if (row.due_on === null) return <span className="muted">{t('order.not-issued')}</span>
	return (
		<>
			<Due date={row.due_on} today={today} provisional={row.due_provisional === 1} />
			{row.statutory_due_on ? (
				<span className="sub">{t('order.statutory-on', { day: formats.day(row.statutory_due_on, today) })}</span>
			) : null}
		</>
	)
}

function ExtraCell({ row }: { row: BoardRow }) {
	const t = useT()
	const late = row.overdue_at !== null && row.now?.reason !== 'overdue'
	if (row.extension_count === 0 && row.chase_count === 0 && !late) {
		return (
			<Cell label={t('order.col.extra')} hide>
				<span className="muted">{t('common.none')}</span>
			</Cell>
		)
	}
	return (
		<Cell label={t('order.col.extra')}>
			<Tags>
				{late ? <Tag tone="red">{t('order.was-late')}</Tag> : null}
				{row.extension_count > 0 ? (
					<Tag icon="extension">{t('order.extensions', { count: row.extension_count })}</Tag>
				) : null}
				{row.chase_count > 0 ? <Tag icon="chase">{t('order.chases', { count: row.chase_count })}</Tag> : null}
			</Tags>
		</Cell>
	)
}
