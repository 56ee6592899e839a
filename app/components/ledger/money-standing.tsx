import { Link } from '@remix-run/react'
import type { Forecast } from '#app/domain/ledger/forecast.ts'
import type { DebtStream } from '#app/domain/ledger/ledger.ts'
import type { PaymentPlanView } from '#app/domain/ledger/plan-view.ts'
import { useFormats, useT } from '#app/i18n/use-t.ts'
import { Figures } from '../facts.tsx'
import { Section } from '../page-head.tsx'
import { SumTable } from '../sum-table.tsx'
import { FloorForecast } from './forecast.tsx'
import { PaymentPlans } from './payment-plan.tsx'
import { StatementMonths } from './statement.tsx'

export type MoneyStanding = {
	readonly receivableFen: number
	readonly commissionFen: number
	readonly invoices: readonly {
		readonly debtId: string
		readonly stream: DebtStream
		readonly penaltyId: string | null
		readonly number: string
		readonly openFen: number
	}[]
	readonly periods: readonly string[]
	readonly forecast: Forecast
	readonly plans: readonly PaymentPlanView[]
}

export type MoneyLinks = {
	readonly receivable?: string
	readonly commission?: string
	readonly invoice: (one: MoneyStanding['invoices'][number]) => string | null
	readonly statement: (period: string) => string
}

/** Beside the deposit: what is invoiced, what is payable, the floor forecast, plans and statements. */
export function MoneyStandingSections({
	dealerId,
	money,
	links,
	staff,
}: {
	/** Makes the sections' ids their own where one page has several dealers. */
	dealerId: string
	money: MoneyStanding
	links: MoneyLinks
	staff: boolean
}) {
	const t = useT()
	const formats = useFormats()
	const link = (to: string | undefined, text: string) => (to ? <Link to={to}>{text}</Link> : text)
	return (
		<>
			<Section id={`money-${dealerId}`} title={t('standing.money')}>
				<Figures
					items={[
						{
							label: t('standing.receivable'),
							value: link(links.receivable, formats.money(money.receivableFen)),
							note:
								money.invoices.length > 0
									? t('standing.receivable.count', { count: money.invoices.length })
									: t('standing.receivable.none'),
						},
						{
							label: t('standing.commission'),
							value: link(links.commission, formats.money(money.commissionFen)),
							note: t('standing.commission.note'),
						},
					]}
				/>
				{money.invoices.length > 0 ? (
					<div className="mt3">
						<SumTable
							short
							caption={t('standing.receivable')}
							rows={money.invoices.map((one) => ({
								step: link(links.invoice(one) ?? undefined, one.number),
								why: t(`ledger.stream.${one.stream}`),
								result: formats.money(one.openFen),
							}))}
							total={{ label: t('standing.receivable'), value: formats.money(money.receivableFen) }}
						/>
					</div>
				) : null}
			</Section>
			<Section id={`forecast-${dealerId}`} title={t('standing.forecast')} sub={t('standing.forecast.sub')}>
				<FloorForecast forecast={money.forecast} />
			</Section>
			{money.plans.length > 0 ? (
				<Section id={`instalments-${dealerId}`} title={t('standing.plans')}>
					<PaymentPlans plans={money.plans} staff={staff} />
				</Section>
			) : null}
			<Section id={`statements-${dealerId}`} title={t('statement.months')}>
				<StatementMonths periods={money.periods} to={links.statement} />
			</Section>
		</>
	)
}
