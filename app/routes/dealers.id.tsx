import type { LoaderFunctionArgs } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { ButtonLink } from '#app/components/act.tsx'
import { DealerClaims } from '#app/components/claim/dealer-claims.tsx'
import { DealerBadge } from '#app/components/inspection/badges.tsx'
import { DealerMoney } from '#app/components/ledger/dealer-money.tsx'
import { DealerFacts, DealerOutlets } from '#app/components/ledger/dealer-register.tsx'
import { DealerCases, DealerFigures, DealerMeasures } from '#app/components/ledger/dealer-sections.tsx'
import { PointsLadder } from '#app/components/ledger/standing.tsx'
import { DealerHands } from '#app/components/measure/dealer-hands.tsx'
import { Restrictions } from '#app/components/measure/restriction.tsx'
import { PageHead, Section } from '#app/components/page-head.tsx'
import { PlanTable } from '#app/components/plan/plan-table.tsx'
import { Receipt } from '#app/components/receipt.tsx'
import { DealerAcceptances } from '#app/components/rulebook/dealer-acceptances.tsx'
import { requireActor } from '#app/http/actor.server.ts'
import type { PageHandle } from '#app/http/handle.ts'
import { idOf } from '#app/http/params.server.ts'
import { valueOrThrow } from '#app/http/respond.server.ts'
import { useFormats, useT } from '#app/i18n/use-t.ts'
import { paths } from '#app/paths.ts'
import { dealerClaims } from '#app/usecases/claims/deposit-views.server.ts'
import { dealerPage } from '#app/usecases/desk/dealer-page.server.ts'

export const handle: PageHandle = { title: 'ledger.dealer', width: 'mid' }

export async function loader(args: LoaderFunctionArgs) {
	const ctx = await requireActor(args, 'register.read')
	const posted = new URL(args.request.url).searchParams.get('posted')
	const page = valueOrThrow(await dealerPage(ctx, idOf(args)))
	return { ...page, claims: await dealerClaims(ctx, page.dealer.id), posted, today: ctx.today }
}

export default function Dealer() {
	const t = useT()
	const formats = useFormats()
	const data = useLoaderData<typeof loader>()
	const { dealer, today, rights, posted, plans } = data
	return (
		<>
			<PageHead
				title={dealer.name}
				crumbs={[{ label: t('register.dealers'), to: paths.dealers() }, { label: dealer.code }]}
				meta={
					<>
						<span className="docno">{dealer.code}</span>
						<span>{t('ledger.dealer.outlets', { count: data.outlets.length })}</span>
						<span>{t('ledger.dealer.contact', { name: dealer.contactName })}</span>
						{dealer.agreementTo ? (
							<span>{t('ledger.dealer.agreement', { day: formats.day(dealer.agreementTo, today) })}</span>
						) : null}
						<DealerBadge status={dealer.status} />
					</>
				}
				actions={
					<>
						{rights.deposit ? (
							<ButtonLink to={paths.dealerDeposit(dealer.id)} icon="ledger">
								{t('deposit.title')}
							</ButtonLink>
						) : null}
						{rights.edit ? <ButtonLink to={paths.editDealer(dealer.id)}>{t('register.dealer.edit')}</ButtonLink> : null}
					</>
				}
			/>
			{posted ? (
				<Receipt number={`BZJ-${posted.slice(-8).toUpperCase()}`} title={t('deposit.done')}>
					<ButtonLink small to={paths.ledger({ txn: posted })}>
						{t('deposit.done.see')}
					</ButtonLink>
				</Receipt>
			) : null}
			<Restrictions lines={data.restrictions} today={today} />
			<DealerFigures {...data} />
			<Section id="ladder" title={t('ledger.ladder')} sub={t('ledger.ladder.sub')}>
				<PointsLadder ladder={data.ladder} today={today} />
			</Section>
			<Section id="cases" title={t('ledger.dealer.cases')}>
				<DealerCases cases={data.cases} today={today} />
			</Section>
			<DealerMoney {...data} mayPay={rights.deposit} />
			<Section id="measures" title={t('ledger.dealer.measures')}>
				<DealerMeasures
					measures={data.measures}
					outlets={data.outlets}
					mayDecide={rights.decideMeasure}
					today={today}
				/>
			</Section>
			<Section id="outlets" title={t('ledger.dealer.outlets.title')}>
				<DealerOutlets outlets={data.outlets} today={today} />
			</Section>
			<DealerHands {...data} />
			<Section id="plans" title={t('plan.list')}>
				{plans.length > 0 ? (
					<PlanTable rows={plans} today={today} withoutDealer />
				) : (
					<p className="muted">{t('ledger.dealer.no-plans')}</p>
				)}
			</Section>
			<DealerAcceptances rules={data.rules} today={today} />
			<DealerClaims claims={data.claims} dealerId={dealer.id} today={today} />
			<DealerFacts {...data} />
		</>
	)
}
