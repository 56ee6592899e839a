import { Link } from '@remix-run/react'
import type { PaymentPlanView } from '#app/domain/ledger/plan-view.ts'
import { useFormats, useT } from '#app/i18n/use-t.ts'
import { paths } from '#app/paths.ts'
import { Cell, Row, Table } from '#app/ui/table.tsx'
import { StateBadge } from '../badge.tsx'
import { LedgerMoney } from '../money.tsx'

export const PLAN_BADGE = {
	ASKED: 'wait',
	GRANTED: 'run-2',
	REFUSED: 'ended-against',
	BROKEN: 'ended-against',
	DONE: 'done',
} as const

/** The parts of a plan with their days: what is paid, due, late. */
export function PlanParts({ plan }: { plan: Pick<PaymentPlanView, 'parts' | 'state'> }) {
	const t = useT()
	const columns = [
		{ label: t('instalment.no') },
		{ label: t('instalment.due') },
		{ label: t('settlement.col.amount'), num: true },
		{ label: t('settlement.col.state') },
	]
	return (
		<Table tight caption={t('instalment.parts')} columns={columns}>
			{plan.parts.map((part) => (
				<Row key={part.no}>
					<Cell main>{t('instalment.part', { no: part.no })}</Cell>
					<Cell label={t('instalment.due')} nowrap>
						{part.dueOn}
					</Cell>
					<Cell label={t('settlement.col.amount')} num>
						<LedgerMoney fen={part.amountFen} />
					</Cell>
					<Cell label={t('settlement.col.state')}>
						{plan.state === 'GRANTED' || plan.state === 'DONE' ? t(`instalment.state.${part.state}`) : ''}
					</Cell>
				</Row>
			))}
		</Table>
	)
}

/** The plans of a case or a dealer, each with its state and parts. */
export function PaymentPlans({ plans, staff }: { plans: readonly PaymentPlanView[]; staff: boolean }) {
	const t = useT()
	const formats = useFormats()
	return (
		<>
			{plans.map((plan) => (
				<div key={plan.id} className="mt3">
					<p>
						<StateBadge kind={PLAN_BADGE[plan.state]}>{t(`instalment.plan.${plan.state}`)}</StateBadge>{' '}
						{t(`instalment.kind.${plan.kind}`)} {formats.money(plan.totalFen)}{' '}
						{staff ? (
							<Link to={paths.paymentPlan(plan.id)}>{plan.number}</Link>
						) : plan.penaltyId ? (
							<Link to={paths.deskCase(plan.penaltyId)}>{plan.number}</Link>
						) : null}
					</p>
					<PlanParts plan={plan} />
				</div>
			))}
		</>
	)
}
