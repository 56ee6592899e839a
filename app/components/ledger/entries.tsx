import { Link } from '@remix-run/react'
import type { LedgerKind } from '#app/domain/ledger/ledger.ts'
import type { LocalDate } from '#app/domain/time.ts'
import { useT } from '#app/i18n/use-t.ts'
import { Cell, Row, Table } from '#app/ui/table.tsx'
import { LedgerMoney } from '../money.tsx'

export type EntryLine = {
	readonly id: string
	readonly kind: LedgerKind
	readonly postedOn: LocalDate
	readonly voucher: string
	readonly caseId: string | null
	readonly caseNumber: string | null
	readonly balanceChangeFen: number
	readonly heldChangeFen: number
	readonly balanceFen: number
	readonly availableFen: number
}

/** The ledger of one dealer, newest first; what was posted stays as it is. */
export function DealerLedger({
	rows,
	txnTo,
	caseTo,
}: {
	rows: readonly EntryLine[]
	/** The posting with its double entries, for those who may read them. */
	txnTo?: ((id: string) => string) | undefined
	caseTo: (id: string) => string
}) {
	const t = useT()
	const columns = [
		{ label: t('ledger.col.date') },
		{ label: t('ledger.col.kind') },
		{ label: t('ledger.col.voucher') },
		{ label: t('ledger.col.balance-change'), num: true },
		{ label: t('ledger.col.held-change'), num: true },
		{ label: t('ledger.col.balance'), num: true },
		{ label: t('ledger.col.available'), num: true },
	]
	return (
		<Table tight captionShown caption={t('ledger.caption')} columns={columns}>
			{rows.map((row) => (
				<Row key={row.id}>
					<Cell label={t('ledger.col.date')} nowrap>
						{row.postedOn}
					</Cell>
					<Cell main>
						{txnTo ? (
							<Link to={txnTo(row.id)}>{t(`ledger.kind.${row.kind}`)}</Link>
						) : (
							<b>{t(`ledger.kind.${row.kind}`)}</b>
						)}
					</Cell>
					<Cell label={t('ledger.col.voucher')}>
						{row.caseId && row.caseNumber ? <Link to={caseTo(row.caseId)}>{row.caseNumber}</Link> : null}{' '}
						{row.voucher === row.caseNumber ? null : row.voucher}
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
				</Row>
			))}
		</Table>
	)
}
