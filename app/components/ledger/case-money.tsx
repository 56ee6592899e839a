import { Link } from '@remix-run/react'
import type { CaseMoneyView } from '#app/domain/ledger/plan-view.ts'
import { useFormats, useT } from '#app/i18n/use-t.ts'
import { paths } from '#app/paths.ts'
import { ButtonLink } from '../act.tsx'
import { Figures } from '../facts.tsx'
import { Section } from '../page-head.tsx'
import { PaymentPlans } from './payment-plan.tsx'
import { SurchargeWorking } from './surcharge.tsx'

/** What came in for a final case and what is open; for staff each figure opens its entries. */
export function CaseMoney({ id, money, staff }: { id: string; money: CaseMoneyView | null; staff: boolean }) {
	const t = useT()
	const formats = useFormats()
	if (!money) return null
	const figure = (fen: number, account?: string) =>
		staff ? <Link to={paths.ledger({ penalty: id, account })}>{formats.money(fen)}</Link> : formats.money(fen)
	return (
		<Section id="money" title={t('standing.money')}>
			<Figures
				items={[
					{ label: t('standing.paid'), value: figure(money.paidFen) },
					{ label: t('standing.outstanding'), value: formats.money(money.outstandingFen) },
					{ label: t('standing.receivable'), value: figure(money.receivableFen, 'RECEIVABLE') },
					{ label: t('ledger.kind.SURCHARGE'), value: formats.money(money.surchargeFen) },
				]}
			/>
			{money.surcharge && money.surcharge.fen > 0 ? (
				<div className="mt3">
					<SurchargeWorking surcharge={money.surcharge} />
				</div>
			) : null}
			<PaymentPlans plans={money.plans} staff={staff} />
			{money.mayAsk ? (
				<p className="mt3">
					<ButtonLink to={staff ? paths.askPaymentPlan(id) : paths.deskInstalments(id)}>
						{t('instalment.ask')}
					</ButtonLink>
				</p>
			) : null}
		</Section>
	)
}
