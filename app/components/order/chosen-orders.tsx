import { Link } from '@remix-run/react'
import type { Refusal } from '#app/domain/refusal.ts'
import type { LocalDate } from '#app/domain/time.ts'
import { useT } from '#app/i18n/use-t.ts'
import { paths } from '#app/paths.ts'
import { Cell, Row, Table } from '#app/ui/table.tsx'
import { ButtonLink } from '../act.tsx'
import { StateBadge } from '../badge.tsx'
import { ClockChip } from '../clock-chip.tsx'
import { PageHead } from '../page-head.tsx'
import { useRefusalWords } from '../refusal-words.ts'
import { BoardCell } from './board-cell.tsx'
import type { BoardRow } from './board-row.ts'

/** The orders of a batch inside its form: each is sent along. */
export function ChosenOrders({ rows, today }: { rows: readonly BoardRow[]; today: LocalDate }) {
	const t = useT()
	const heads = [t('order.col.light'), t('board.column.due'), t('board.column.matter'), t('board.column.department')]
	return (
		<>
			{rows.map((row) => (
				<input key={row.id} type="hidden" name="ids[]" value={row.id} />
			))}
			<Table caption={t('board.chase.list')} columns={[...heads, t('board.column.extra')].map((label) => ({ label }))}>
				{rows.map((row) => (
					<Row key={row.id}>
						<Cell label={t('order.col.light')}>{row.now ? <ClockChip light={row.now} short /> : null}</Cell>
						<BoardCell column="due" row={row} today={today} />
						<BoardCell column="matter" row={row} today={today} />
						<BoardCell column="department" row={row} today={today} />
						<BoardCell column="extra" row={row} today={today} />
					</Row>
				))}
			</Table>
		</>
	)
}

type Result = {
	readonly id: string
	readonly number: string
	readonly title: string
	readonly refusal: Refusal | null
}

/** What became of each order of a batch. */
export function ChaseResults({ results, today, back }: { results: readonly Result[]; today: LocalDate; back: string }) {
	const t = useT()
	const wordsOf = useRefusalWords(today)
	const refused = results.filter(({ refusal }) => refusal !== null).length
	return (
		<>
			<PageHead
				title={t('board.chase.done', { done: results.length - refused, refused })}
				crumbs={[{ label: t('order.board'), to: back }]}
				actions={<ButtonLink to={back}>{t('board.chase.back')}</ButtonLink>}
			/>
			<Table
				caption={t('board.chase.result')}
				columns={[{ label: t('board.column.matter') }, { label: t('board.chase.result') }]}
			>
				{results.map(({ id, number, title, refusal }) => (
					<Row key={id}>
						<Cell main>
							<Link to={paths.order(id)}>{title}</Link>
							<span className="sub">{number}</span>
						</Cell>
						<Cell label={t('board.chase.result')}>
							{refusal === null ? (
								<StateBadge kind="done">{t('board.chase.ok')}</StateBadge>
							) : (
								<StateBadge kind="ended">{wordsOf(refusal)}</StateBadge>
							)}
						</Cell>
					</Row>
				))}
			</Table>
		</>
	)
}
