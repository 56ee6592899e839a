import type { DepositView } from '#app/domain/desk/views.ts'
import { useT } from '#app/i18n/use-t.ts'
import { paths } from '#app/paths.ts'
import { ButtonLink } from '../act.tsx'
import { Section } from '../page-head.tsx'
import { DealerLedger } from './entries.tsx'
import type { LedgerRow } from './ledger-table.tsx'
import { type MoneyStanding, MoneyStandingSections } from './money-standing.tsx'
import { DepositNow, Holds } from './standing.tsx'

type DealerMoneyProps = {
	readonly dealer: { readonly id: string }
	readonly deposit: DepositView | null
	readonly ledger: { readonly rows: readonly LedgerRow[]; readonly more: boolean } | null
	readonly money: MoneyStanding | null
	readonly mayPay: boolean
}

/** Deposit, invoices, commission, forecast and statements; every figure leads to the entries behind it. */
export function DealerMoney({ dealer, deposit, ledger, money, mayPay }: DealerMoneyProps) {
	const t = useT()
	if (!deposit || !ledger) return null
	const to = (query: Parameters<typeof paths.ledger>[0]) => paths.ledger({ dealer: dealer.id, ...query })
	return (
		<>
			<Section id="deposit" title={t('ledger.deposit')} sub={t('ledger.deposit.sub')}>
				<div className="cols2">
					<div>
						<DepositNow
							deposit={deposit}
							links={{
								balance: to({}),
								held: to({ account: 'DEPOSIT_HELD' }),
								available: to({ account: 'DEPOSIT_AVAILABLE' }),
							}}
						/>
					</div>
					<div>
						<Holds deposit={deposit} to={(penalty) => to({ penalty, account: 'DEPOSIT_HELD' })} />
					</div>
				</div>
			</Section>
			{money ? (
				<>
					<MoneyStandingSections
						dealerId={dealer.id}
						staff
						money={money}
						links={{
							receivable: to({ account: 'RECEIVABLE' }),
							commission: to({ account: 'COMMISSION_PAYABLE' }),
							invoice: (one) =>
								to({ account: 'RECEIVABLE', [one.penaltyId === null ? 'claim' : 'penalty']: one.debtId }),
							statement: (period) => paths.statement(dealer.id, period),
						}}
					/>
					{mayPay && money.invoices.length > 0 ? (
						<p className="mt3">
							<ButtonLink to={paths.dealerPayment(dealer.id)} icon="ledger">
								{t('standing.pay')}
							</ButtonLink>
						</p>
					) : null}
				</>
			) : null}
			<Section id="ledger" title={t('ledger.entries')}>
				{ledger.rows.length > 0 ? (
					<DealerLedger
						rows={ledger.rows.map((row) => ({ ...row, caseId: row.penaltyId, caseNumber: row.penaltyNumber }))}
						txnTo={(txn) => paths.ledger({ txn })}
						caseTo={paths.penalty}
					/>
				) : (
					<p className="muted">{t('ledger.entries.none')}</p>
				)}
				{ledger.more ? (
					<p className="mt3">
						<ButtonLink to={to({})}>{t('ledger.entries.all')}</ButtonLink>
					</p>
				) : null}
			</Section>
		</>
	)
}
