import { Link } from '@remix-run/react'
import type { ReactNode } from 'react'
import type { BoardQuery, BoardSort } from '#app/domain/order/board.schema.ts'
import type { BoardColumn, Density } from '#app/domain/order/columns.ts'
import type { OrderState } from '#app/domain/order/order.ts'
import type { LocalDate } from '#app/domain/time.ts'
import { useFormats, useT } from '#app/i18n/use-t.ts'
import { Cell, type Column, Row, Table } from '#app/ui/table.tsx'
import { ClockChip } from '../clock-chip.tsx'
import { boardTo } from './board-address.ts'
import { BoardCell } from './board-cell.tsx'
import type { BoardRow } from './board-row.ts'

type Props = {
	query: BoardQuery
	look: { readonly columns: readonly BoardColumn[]; readonly density: Density }
	today: LocalDate
	rows: readonly BoardRow[]
	preview: boolean
	/** Boxes before the rows that can be chased. */
	pick: boolean
}

/** States in which an order can be chased. */
const CHASED: readonly OrderState[] = ['ISSUED', 'ACKNOWLEDGED', 'IN_PROGRESS', 'RETURNED']

/** The list: light today, light then, and the columns of the reader's choice. */
export function BoardTable({ query, look, today, rows, preview, pick }: Props) {
	const t = useT()
	const formats = useFormats()
	const on = preview && query.on !== undefined ? formats.day(query.on, today) : null
	const light = on === null ? t('order.col.light') : t('order.ruler.today')
	const columns: Column[] = [
		...(pick ? [{ label: t('board.pick.head'), silent: true }] : []),
		{ label: light },
		...(on === null ? [] : [{ label: on }]),
		...look.columns.map((column) => headOf(column)),
	]
	function headOf(column: BoardColumn): Column {
		const label = t(`board.column.${column}`)
		const sorts = SORTS[column]
		if (sorts === undefined || query.view === 'draft') return { label }
		return { label: <SortHead query={query} sorts={sorts} label={label} />, sort: sortedBy(query.sort, sorts) }
	}
	return (
		<Table caption={t('order.table')} columns={columns} wide tight={look.density === 'tight'}>
			{rows.map((row) => (
				<Row key={row.id} link>
					{pick ? <PickCell row={row} /> : null}
					<Cell label={light}>
						{row.now ? <ClockChip light={row.now} short /> : <span className="muted">{t('common.none')}</span>}
					</Cell>
					{on === null ? null : (
						<Cell label={on}>
							{row.later ? (
								<ClockChip light={row.later} short />
							) : (
								<span className="muted sm">{t('order.then.same')}</span>
							)}
							{row.foretold.map((what) => (
								<span key={what} className="sub">
									{t(`order.then.${what}`)}
								</span>
							))}
						</Cell>
					)}
					{look.columns.map((column) => (
						<BoardCell key={column} column={column} row={row} today={today} />
					))}
				</Row>
			))}
		</Table>
	)
}

function PickCell({ row }: { row: BoardRow }) {
	const t = useT()
	if (!CHASED.includes(row.state)) return <Cell hide />
	return (
		<Cell>
			<input
				type="checkbox"
				name="id"
				value={row.id}
				aria-label={t('board.pick', { number: row.number ?? row.title })}
			/>
		</Cell>
	)
}

/** The sort of a head, and what a second press makes of it. */
const SORTS: Partial<Record<BoardColumn, readonly [BoardSort, ...BoardSort[]]>> = {
	due: ['due', '-due'],
	issued: ['issued', '-issued'],
	urgency: ['urgency'],
}
const UP: readonly BoardSort[] = ['due', '-issued', 'urgency']

function sortedBy(sort: BoardSort, sorts: readonly BoardSort[]): 'ascending' | 'descending' | undefined {
	if (!sorts.includes(sort)) return undefined
	return UP.includes(sort) ? 'ascending' : 'descending'
}

function SortHead({
	query,
	sorts,
	label,
}: {
	query: BoardQuery
	sorts: readonly BoardSort[]
	label: string
}): ReactNode {
	const sorted = sortedBy(query.sort, sorts)
	const next = sorts.find((sort) => sort !== query.sort)
	const text = sorted === undefined ? label : `${label} ${sorted === 'ascending' ? '↑' : '↓'}`
	if (next === undefined) return text
	return (
		<Link to={boardTo(query, { sort: next === 'due' ? undefined : next })} preventScrollReset>
			{text}
		</Link>
	)
}
