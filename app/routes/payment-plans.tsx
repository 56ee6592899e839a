import type { LoaderFunctionArgs } from '@remix-run/node'
import { Link, useLoaderData } from '@remix-run/react'
import { StateBadge } from '#app/components/badge.tsx'
import { Empty } from '#app/components/empty.tsx'
import { PLAN_BADGE } from '#app/components/ledger/payment-plan.tsx'
import { LedgerMoney } from '#app/components/money.tsx'
import { PageHead } from '#app/components/page-head.tsx'
import { requireActor } from '#app/http/actor.server.ts'
import type { PageHandle } from '#app/http/handle.ts'
import { valueOrThrow } from '#app/http/respond.server.ts'
import { useFormats, useT } from '#app/i18n/use-t.ts'
import { paths } from '#app/paths.ts'
import { Cell, Row, Table } from '#app/ui/table.tsx'
import { paymentPlanList } from '#app/usecases/ledger/payment-plans.server.ts'

export const handle: PageHandle = { title: 'instalment.title', width: 'mid' }

export async function loader(args: LoaderFunctionArgs) {
	const ctx = await requireActor(args, 'ledger.read')
	return { ...valueOrThrow(await paymentPlanList(ctx)), today: ctx.today }
}

export default function PaymentPlanList() {
	const t = useT()
	const formats = useFormats()
	const { rows, today } = useLoaderData<typeof loader>()
	const columns = [
		{ label: t('settlement.col.debt') },
		{ label: t('ledger.col.dealer') },
		{ label: t('settlement.col.amount'), num: true },
		{ label: t('instalment.asked') },
		{ label: t('settlement.col.state') },
	]
	return (
		<>
			<PageHead
				title={t('instalment.title')}
				lead={t('instalment.lead')}
				crumbs={[{ label: t('ledger.title'), to: paths.ledger() }, { label: t('instalment.title') }]}
			/>
			{rows.length === 0 ? (
				<Empty title={t('instalment.none')}>{t('instalment.none.text')}</Empty>
			) : (
				<Table caption={t('instalment.title')} columns={columns}>
					{rows.map((row) => (
						<Row key={row.id} link>
							<Cell main>
								<Link to={paths.paymentPlan(row.id)}>{row.number ?? t('instalment.one')}</Link>
								<span className="sub">{t(`instalment.kind.${row.kind}`)}</span>
							</Cell>
							<Cell label={t('ledger.col.dealer')}>{row.dealerName}</Cell>
							<Cell label={t('settlement.col.amount')} num>
								<LedgerMoney fen={row.totalFen} />
							</Cell>
							<Cell label={t('instalment.asked')} nowrap>
								{formats.moment(row.askedAt, today)}
							</Cell>
							<Cell label={t('settlement.col.state')}>
								<StateBadge kind={PLAN_BADGE[row.state]}>{t(`instalment.plan.${row.state}`)}</StateBadge>
							</Cell>
						</Row>
					))}
				</Table>
			)}
		</>
	)
}
