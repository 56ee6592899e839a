import { Link } from '@remix-run/react'
import type { BoardColumn } from '#app/domain/order/columns.ts'
import { type LocalDate, localDateOf } from '#app/domain/time.ts'
import { useFormats, useT } from '#app/i18n/use-t.ts'
import { paths } from '#app/paths.ts'
import { Cell } from '#app/ui/table.tsx'
import { Tag, Tags } from '../badge.tsx'
import { Due } from '../light.tsx'
import type { BoardRow } from './board-row.ts'
import { OrderBadge, UrgencyMark } from './words.tsx'

type Props = { column: BoardColumn; row: BoardRow; today: LocalDate }

/** One cell of the board. */
export function BoardCell({ column, row, today }: Props) {
	const t = useT()
	const formats = useFormats()
	const label = t(`board.column.${column}`)
	switch (column) {
		case 'due':
			return (
				<Cell label={label} nowrap>
					<DueCell row={row} today={today} />
				</Cell>
			)
		case 'matter':
			return <MatterCell row={row} />
		case 'urgency':
			return (
				<Cell label={label}>
					<UrgencyMark urgency={row.urgency} />
				</Cell>
			)
		case 'department':
			return <Cell label={label}>{row.departmentName}</Cell>
		case 'state':
			return (
				<Cell label={label}>
					<OrderBadge state={row.state} returned={row.returned_count} />
				</Cell>
			)
		case 'extra':
			return <ExtraCell row={row} />
		case 'source':
			return (
				<Cell label={label}>
					{t(`order.source.${row.source}`)}
					{row.source_ref ? <span className="sub">{row.source_ref}</span> : null}
				</Cell>
			)
		case 'issued':
			return <TextCell label={label} text={row.issued_at ? formats.moment(row.issued_at, today) : null} nowrap />
		case 'handler':
			return <TextCell label={label} text={row.handlerName} />
		case 'statutory':
			return (
				<TextCell label={label} text={row.statutory_due_on ? formats.day(row.statutory_due_on, today) : null} nowrap />
			)
		case 'original':
			return (
				<TextCell
					label={label}
					text={row.original_due_at ? formats.day(localDateOf(row.original_due_at), today) : null}
					nowrap
				/>
			)
		case 'outlet':
			return <TextCell label={label} text={row.outletName} />
	}
}

function TextCell({ label, text, nowrap }: { label: string; text: string | null; nowrap?: boolean }) {
	const t = useT()
	return (
		<Cell label={label} nowrap={nowrap} hide={text === null}>
			{text ?? <span className="muted">{t('common.none')}</span>}
		</Cell>
	)
}

function MatterCell({ row }: { row: BoardRow }) {
	const t = useT()
	return (
		<Cell main>
			<Link to={paths.order(row.id)}>{row.title}</Link>
			<span className="sub">
				{row.number ?? t('order.no-number')} {t(`order.source.${row.source}`)}
				{row.confidential === 1 ? ` ${t('order.confidential')}` : null}
			</span>
		</Cell>
	)
}

function DueCell({ row, today }: { row: BoardRow; today: LocalDate }) {
	const t = useT()
	const formats = useFormats()
	if (row.due_on === null) {
		const text = t(row.issued_at === null ? 'order.not-issued' : 'clock.retired')
		return <span className="muted">{text}</span>
	}
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
	const label = t('board.column.extra')
	const late = row.overdue_at !== null && row.now?.reason !== 'overdue'
	if (row.extension_count === 0 && row.chase_count === 0 && !late) {
		return (
			<Cell label={label} hide>
				<span className="muted">{t('common.none')}</span>
			</Cell>
		)
	}
	return (
		<Cell label={label}>
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
