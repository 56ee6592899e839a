import { Link } from '@remix-run/react'
import type { Instant, LocalDate } from '#app/domain/time.ts'
import { useFormats, useT } from '#app/i18n/use-t.ts'
import { paths } from '#app/paths.ts'
import { Cell, Row, Table } from '#app/ui/table.tsx'
import { StateBadge } from '../badge.tsx'
import { LedgerMoney } from '../money.tsx'

export type ProposalLine = {
	readonly id: string
	readonly period: string
	readonly state: 'PROPOSED' | 'CONFIRMED' | 'DROPPED'
	readonly proposedAt: Instant
	readonly proposedBy: string | null
	readonly decidedBy: string | null
	readonly collectedFen: number | null
	readonly outstandingFen: number | null
}

export const SETTLEMENT_BADGE = { PROPOSED: 'wait', CONFIRMED: 'done', DROPPED: 'ended' } as const

/** Settlements with their two people, newest month first. */
export function ProposalTable({ rows, today }: { rows: readonly ProposalLine[]; today: LocalDate }) {
	const t = useT()
	const formats = useFormats()
	if (rows.length === 0) return <p className="muted">{t('settlement.runs.none')}</p>
	const columns = [
		{ label: t('settlement.period') },
		{ label: t('settlement.col.state') },
		{ label: t('settlement.col.at') },
		{ label: t('settlement.col.proposed-by') },
		{ label: t('settlement.col.confirmed-by') },
		{ label: t('settlement.col.collected'), num: true },
		{ label: t('settlement.col.outstanding'), num: true },
	]
	return (
		<Table tight caption={t('ledger.table', { title: t('settlement.runs') })} columns={columns}>
			{rows.map((row) => (
				<Row key={row.id} link>
					<Cell main>
						<Link to={paths.settlement(row.id)}>{row.period}</Link>
					</Cell>
					<Cell label={t('settlement.col.state')}>
						<StateBadge kind={SETTLEMENT_BADGE[row.state]}>{t(`settlement.state.${row.state}`)}</StateBadge>
					</Cell>
					<Cell label={t('settlement.col.at')} nowrap>
						{formats.moment(row.proposedAt, today)}
					</Cell>
					<Cell label={t('settlement.col.proposed-by')}>{row.proposedBy ?? ''}</Cell>
					<Cell label={t('settlement.col.confirmed-by')}>{row.state === 'CONFIRMED' ? (row.decidedBy ?? '') : ''}</Cell>
					<Cell label={t('settlement.col.collected')} num>
						{row.collectedFen === null ? '' : <LedgerMoney fen={row.collectedFen} />}
					</Cell>
					<Cell label={t('settlement.col.outstanding')} num>
						{row.outstandingFen === null ? '' : <LedgerMoney fen={row.outstandingFen} />}
					</Cell>
				</Row>
			))}
		</Table>
	)
}
