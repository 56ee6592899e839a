import { Link } from '@remix-run/react'
import type { LedgerEntry, LedgerKind } from '#app/domain/ledger/ledger.ts'
import type { LocalDate } from '#app/domain/time.ts'
import { useT } from '#app/i18n/use-t.ts'
import { paths } from '#app/paths.ts'
import { Cell, Row, Table } from '#app/ui/table.tsx'
import { LedgerMoney } from '../money.tsx'

export type LedgerRow = {
	readonly id: string
	readonly kind: LedgerKind
	readonly postedOn: LocalDate
	readonly voucher: string
	readonly dealerId: string
	readonly dealerName: string
	readonly penaltyId: string | null
	readonly penaltyNumber: string | null
	readonly claimNumber: string | null
	readonly byName: string | null
	readonly balanceChangeFen: number
	readonly heldChangeFen: number
	readonly balanceFen: number
	readonly availableFen: number
	readonly entries: readonly LedgerEntry[]
}

/** Postings of the branch; the kind leads to the double entry behind it. */
export function LedgerTable({ rows }: { rows: readonly LedgerRow[] }) {
	const t = useT()
	const columns = [
		{ label: t('ledger.col.date') },
		{ label: t('ledger.col.kind') },
		{ label: t('ledger.col.dealer') },
		{ label: t('ledger.col.voucher') },
		{ label: t('ledger.col.balance-change'), num: true },
		{ label: t('ledger.col.held-change'), num: true },
		{ label: t('ledger.col.balance'), num: true },
		{ label: t('ledger.col.available'), num: true },
		{ label: t('ledger.col.by') },
	]
	return (
		<Table tight wide caption={t('ledger.caption')} columns={columns}>
			{rows.map((row) => (
				<Row key={row.id}>
					<Cell label={t('ledger.col.date')} nowrap>
						{row.postedOn}
					</Cell>
					<Cell main>
						<Link to={paths.ledger({ txn: row.id })}>{t(`ledger.kind.${row.kind}`)}</Link>
					</Cell>
					<Cell label={t('ledger.col.dealer')}>
						<Link to={paths.dealer(row.dealerId)}>{row.dealerName}</Link>
					</Cell>
					<Cell label={t('ledger.col.voucher')}>
						{row.penaltyId && row.penaltyNumber ? (
							<Link to={paths.penalty(row.penaltyId)}>{row.penaltyNumber}</Link>
						) : (
							(row.claimNumber ?? '')
						)}{' '}
						{row.voucher === row.penaltyNumber ? null : row.voucher}
					</Cell>
					<Cell label={t('ledger.col.balance-change')} num>
						<LedgerMoney fen={row.balanceChangeFen} />
					</Cell>
					<Cell label={t('ledger.col.held-change')} num>
						<LedgerMoney fen={row.heldChangeFen} />
					</Cell>
					<Cell label={t('ledger.col.balance')} num>
						<LedgerMoney fen={row.balanceFen} />
					</Cell>
					<Cell label={t('ledger.col.available')} num>
						<LedgerMoney fen={row.availableFen} />
					</Cell>
					<Cell label={t('ledger.col.by')}>{row.byName ?? ''}</Cell>
				</Row>
			))}
		</Table>
	)
}

/** One posting as double entry: debit and credit add up to the same. */
export function DoubleEntry({ row }: { row: LedgerRow }) {
	const t = useT()
	const columns = [
		{ label: t('ledger.col.account') },
		{ label: t('ledger.col.debit'), num: true },
		{ label: t('ledger.col.credit'), num: true },
	]
	const sum = (side: 'debitFen' | 'creditFen') => row.entries.reduce((total, entry) => total + entry[side], 0)
	return (
		<Table
			tight
			captionShown
			caption={t('ledger.double-entry', { kind: t(`ledger.kind.${row.kind}`), day: row.postedOn })}
			columns={columns}
			foot={
				<Row>
					<Cell main>{t('ledger.sum')}</Cell>
					<Cell label={t('ledger.col.debit')} num>
						<LedgerMoney fen={sum('debitFen')} />
					</Cell>
					<Cell label={t('ledger.col.credit')} num>
						<LedgerMoney fen={sum('creditFen')} />
					</Cell>
				</Row>
			}
		>
			{row.entries.map((entry, i) => (
				<Row key={i}>
					<Cell main>{t(`ledger.account.${entry.account}`)}</Cell>
					<Cell label={t('ledger.col.debit')} num>
						<LedgerMoney fen={entry.debitFen} />
					</Cell>
					<Cell label={t('ledger.col.credit')} num>
						<LedgerMoney fen={entry.creditFen} />
					</Cell>
				</Row>
			))}
		</Table>
	)
}
