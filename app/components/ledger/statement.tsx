import { Link } from '@remix-run/react'
import type { StatementDebt, StatementLine, StatementStand } from '#app/domain/ledger/statement.ts'
import { useT } from '#app/i18n/use-t.ts'
import { Cell, Row, Table } from '#app/ui/table.tsx'
import { LedgerMoney } from '../money.tsx'

type Shown = {
	readonly opening: StatementStand
	readonly change: StatementStand
	readonly closing: StatementStand
	readonly lines: readonly StatementLine[]
	readonly debts: readonly StatementDebt[]
}

/** Every posting of the month between what stood and what stands. */
export function StatementLines({ statement, caseTo }: { statement: Shown; caseTo: (id: string) => string }) {
	const t = useT()
	const columns = [
		{ label: t('ledger.col.date') },
		{ label: t('ledger.col.kind') },
		{ label: t('settlement.col.debt') },
		{ label: t('statement.deposit'), num: true },
		{ label: t('statement.held'), num: true },
		{ label: t('statement.commission'), num: true },
		{ label: t('statement.receivable'), num: true },
	]
	return (
		<Table
			tight
			wide
			caption={t('statement.lines')}
			columns={columns}
			foot={
				<>
					<StandRow label={t('statement.change')} stand={statement.change} />
					<StandRow label={t('statement.closing')} stand={statement.closing} />
				</>
			}
		>
			<StandRow label={t('statement.opening')} stand={statement.opening} />
			{statement.lines.map((line) => (
				<Row key={line.id}>
					<Cell label={t('ledger.col.date')} nowrap>
						{line.postedOn}
					</Cell>
					<Cell main>{t(`ledger.kind.${line.kind}`)}</Cell>
					<Cell label={t('settlement.col.debt')}>
						{line.debtId && line.isCase ? <Link to={caseTo(line.debtId)}>{line.number}</Link> : (line.number ?? '')}
						<span className="sub">{line.voucher === line.number ? '' : line.voucher}</span>
					</Cell>
					<StandCells stand={line.change} />
				</Row>
			))}
		</Table>
	)
}

function StandRow({ label, stand }: { label: string; stand: StatementStand }) {
	return (
		<Row>
			<Cell main colSpan={3}>
				{label}
			</Cell>
			<StandCells stand={stand} />
		</Row>
	)
}

function StandCells({ stand }: { stand: StatementStand }) {
	const t = useT()
	return (
		<>
			<Cell label={t('statement.deposit')} num>
				<LedgerMoney fen={stand.depositFen} />
			</Cell>
			<Cell label={t('statement.held')} num>
				<LedgerMoney fen={stand.heldFen} />
			</Cell>
			<Cell label={t('statement.commission')} num>
				<LedgerMoney fen={stand.commissionFen} />
			</Cell>
			<Cell label={t('statement.receivable')} num>
				<LedgerMoney fen={stand.receivableFen} />
			</Cell>
		</>
	)
}

/** What was levied and collected of each case and claim in the month; staff open the entries of each. */
export function StatementDebts({
	debts,
	entriesTo,
}: {
	debts: readonly StatementDebt[]
	entriesTo?: ((debt: StatementDebt) => string) | undefined
}) {
	const t = useT()
	if (debts.length === 0) return <p className="muted">{t('statement.no-debts')}</p>
	const columns = [
		{ label: t('settlement.col.debt') },
		{ label: t('statement.levied'), num: true },
		{ label: t('settlement.col.commission'), num: true },
		{ label: t('settlement.col.deposit'), num: true },
		{ label: t('statement.bank'), num: true },
		{ label: t('statement.back'), num: true },
		{ label: t('statement.open'), num: true },
	]
	return (
		<Table tight caption={t('statement.debts')} columns={columns}>
			{debts.map((debt) => (
				<Row key={debt.debtId}>
					<Cell main>
						{entriesTo ? <Link to={entriesTo(debt)}>{debt.number}</Link> : debt.number}
						<span className="sub">{t(`ledger.stream.${debt.stream}`)}</span>
					</Cell>
					<Cell label={t('statement.levied')} num>
						<LedgerMoney fen={debt.leviedFen} />
					</Cell>
					<Cell label={t('settlement.col.commission')} num>
						<LedgerMoney fen={debt.fromCommissionFen} />
					</Cell>
					<Cell label={t('settlement.col.deposit')} num>
						<LedgerMoney fen={debt.fromDepositFen} />
					</Cell>
					<Cell label={t('statement.bank')} num>
						<LedgerMoney fen={debt.fromBankFen} />
					</Cell>
					<Cell label={t('statement.back')} num>
						<LedgerMoney fen={debt.givenBackFen} />
					</Cell>
					<Cell label={t('statement.open')} num>
						<LedgerMoney fen={debt.openFen} />
					</Cell>
				</Row>
			))}
		</Table>
	)
}

/** The months of a dealer's statements. */
export function StatementMonths({ periods, to }: { periods: readonly string[]; to: (period: string) => string }) {
	const t = useT()
	if (periods.length === 0) return <p className="muted">{t('statement.none')}</p>
	return (
		<p className="row">
			{periods.map((period) => (
				<Link key={period} to={to(period)} className="num">
					{period}
				</Link>
			))}
		</p>
	)
}
