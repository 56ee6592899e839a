import { Link } from '@remix-run/react'
import type { DealerPreview, PreviewLine, SettlementPreview, SettlementTotals } from '#app/domain/ledger/preview.ts'
import { useFormats, useT } from '#app/i18n/use-t.ts'
import { paths } from '#app/paths.ts'
import { More } from '#app/ui/details.tsx'
import { Cell, Row, Table } from '#app/ui/table.tsx'
import { Figures } from '../facts.tsx'
import { LedgerMoney } from '../money.tsx'
import { SurchargeWorking } from './surcharge.tsx'

/** The page of a case or a claim; claims have their own lists. */
export function debtPath({ stream, id }: Pick<PreviewLine, 'stream' | 'id'>): string {
	return stream === 'penalty' ? paths.penalty(id) : paths.ledger({ claim: id })
}

/** What comes in, what is carried forward, what is paid out. With a run each figure opens its entries. */
export function SettlementFigures({ totals, run }: { totals: SettlementTotals; run?: string | undefined }) {
	const t = useT()
	const formats = useFormats()
	const figure = (fen: number, account: string, kind?: string) =>
		run ? <Link to={paths.ledger({ run, account, kind })}>{formats.money(fen)}</Link> : formats.money(fen)
	return (
		<Figures
			items={[
				{
					label: t('settlement.fig.commission'),
					value: figure(totals.fromCommissionFen, 'COMMISSION_PAYABLE'),
					note: t('settlement.fig.commission.of', { amount: formats.money(totals.commissionFen) }),
				},
				{
					label: t('settlement.fig.deposit'),
					value: figure(totals.fromDepositFen, 'DEPOSIT_AVAILABLE'),
					note: t('settlement.fig.released', { amount: formats.money(totals.releasedFen) }),
				},
				{
					label: t('settlement.fig.forward'),
					value: figure(totals.outstandingFen, 'RECEIVABLE'),
					note: t('settlement.fig.invoiced', { amount: formats.money(totals.invoicedFen) }),
				},
				{ label: t('settlement.fig.paid-out'), value: figure(totals.paidOutFen, 'CASH', 'COMMISSION_PAID') },
			]}
		/>
	)
}

/** Case by case where the money comes from, in the order in which it is collected. */
export function SettlementTable({ preview, caption }: { preview: SettlementPreview; caption: string }) {
	const t = useT()
	const withLines = preview.dealers.filter((dealer) => dealer.lines.length > 0)
	const payOnly = preview.dealers.filter((dealer) => dealer.lines.length === 0)
	if (preview.dealers.length === 0) return <p className="muted">{t('settlement.preview.none')}</p>
	const columns = [
		{ label: t('settlement.col.debt') },
		{ label: t('settlement.col.due'), num: true },
		{ label: t('settlement.col.surcharge'), num: true },
		{ label: t('settlement.col.commission'), num: true },
		{ label: t('settlement.col.deposit'), num: true },
		{ label: t('settlement.col.release'), num: true },
		{ label: t('settlement.col.outstanding'), num: true },
	]
	return (
		<>
			{withLines.length > 0 ? (
				<Table tight wide caption={caption} columns={columns}>
					{withLines.flatMap((dealer) => [
						<DealerRow key={dealer.dealerId} dealer={dealer} percent={preview.penaltiesPercent} />,
						...dealer.lines.map((line) => <DebtRow key={line.id} line={line} />),
					])}
				</Table>
			) : null}
			{payOnly.length > 0 ? (
				<div className="mt3">
					<More summary={t('settlement.pay-only', { count: payOnly.length })}>
						<PaidOut dealers={payOnly} />
					</More>
				</div>
			) : null}
		</>
	)
}

function DealerRow({ dealer, percent }: { dealer: DealerPreview; percent: number }) {
	const t = useT()
	const formats = useFormats()
	const { commission } = dealer
	return (
		<Row>
			<Cell main colSpan={7}>
				<Link to={paths.dealer(dealer.dealerId)}>{dealer.dealerName}</Link>
				<span className="sub">
					{commission.payableFen > 0
						? t('settlement.dealer.commission', {
								payable: formats.money(commission.payableFen),
								percent,
								most: formats.money(commission.penaltiesFen),
								paid: formats.money(commission.paidOutFen),
							})
						: t('settlement.dealer.no-commission')}
				</span>
			</Cell>
		</Row>
	)
}

function DebtRow({ line }: { line: PreviewLine }) {
	const t = useT()
	const formats = useFormats()
	return (
		<Row>
			<Cell label={t('settlement.col.debt')}>
				{t(`ledger.stream.${line.stream}`)} <Link to={debtPath(line)}>{line.number}</Link>
				<span className="sub">
					{line.outletName ?? ''}
					{line.limitFen !== null ? ` ${t('settlement.plan.limit', { amount: formats.money(line.limitFen) })}` : ''}
					{line.brokenPlan ? ` ${t('settlement.plan.broken')}` : ''}
				</span>
				{line.surcharge && line.surcharge.fen > 0 ? (
					<More summary={t('settlement.surcharge.working')}>
						<SurchargeWorking surcharge={line.surcharge} />
					</More>
				) : null}
			</Cell>
			<Cell label={t('settlement.col.due')} num>
				<LedgerMoney fen={line.dueFen} />
			</Cell>
			<Cell label={t('settlement.col.surcharge')} num>
				<LedgerMoney fen={line.surchargeFen} />
			</Cell>
			<Cell label={t('settlement.col.commission')} num>
				<LedgerMoney fen={line.fromCommissionFen} />
			</Cell>
			<Cell label={t('settlement.col.deposit')} num>
				<LedgerMoney fen={line.fromDepositFen} />
			</Cell>
			<Cell label={t('settlement.col.release')} num>
				<LedgerMoney fen={line.releasedFen} />
			</Cell>
			<Cell label={t('settlement.col.outstanding')} num>
				<LedgerMoney fen={line.outstandingFen} />
			</Cell>
		</Row>
	)
}

function PaidOut({ dealers }: { dealers: readonly DealerPreview[] }) {
	const t = useT()
	const columns = [{ label: t('ledger.col.dealer') }, { label: t('settlement.fig.paid-out'), num: true }]
	return (
		<Table tight caption={t('settlement.fig.paid-out')} columns={columns}>
			{dealers.map((dealer) => (
				<Row key={dealer.dealerId}>
					<Cell main>
						<Link to={paths.dealer(dealer.dealerId)}>{dealer.dealerName}</Link>
					</Cell>
					<Cell label={t('settlement.fig.paid-out')} num>
						<LedgerMoney fen={dealer.commission.paidOutFen} />
					</Cell>
				</Row>
			))}
		</Table>
	)
}

/** Every posting, dealer by dealer: what the confirmation will write. */
export function PostingList({ preview }: { preview: SettlementPreview }) {
	const t = useT()
	const columns = [
		{ label: t('ledger.col.dealer') },
		{ label: t('ledger.col.kind') },
		{ label: t('settlement.col.debt') },
		{ label: t('settlement.col.amount'), num: true },
	]
	const count = preview.dealers.reduce((sum, dealer) => sum + dealer.postings.length, 0)
	return (
		<More summary={t('settlement.postings', { count })}>
			<Table tight caption={t('settlement.postings', { count })} columns={columns}>
				{preview.dealers.flatMap((dealer) =>
					dealer.postings.map(({ debtId, posting }, i) => (
						<Row key={`${dealer.dealerId} ${i}`}>
							<Cell label={t('ledger.col.dealer')}>{dealer.dealerName}</Cell>
							<Cell main>
								{t(`ledger.kind.${posting.kind}`)}
								{posting.kind === 'COLLECT' ? <span className="sub">{t(`ledger.account.${posting.from}`)}</span> : null}
							</Cell>
							<Cell label={t('settlement.col.debt')}>
								{dealer.lines.find((line) => line.id === debtId)?.number ?? ''}
							</Cell>
							<Cell label={t('settlement.col.amount')} num>
								<LedgerMoney
									fen={posting.kind === 'DEDUCT' ? posting.fromHeldFen + posting.fromAvailableFen : posting.fen}
								/>
							</Cell>
						</Row>
					)),
				)}
			</Table>
		</More>
	)
}
