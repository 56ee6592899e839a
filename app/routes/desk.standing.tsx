import type { LoaderFunctionArgs } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { DeskPage } from '#app/components/desk/desk-page.tsx'
import { DeskMeasures } from '#app/components/desk/measures.tsx'
import { DealerLedger } from '#app/components/ledger/entries.tsx'
import { MoneyStandingSections } from '#app/components/ledger/money-standing.tsx'
import { DepositNow, Holds, PointsLadder } from '#app/components/ledger/standing.tsx'
import { Section } from '#app/components/page-head.tsx'
import { requireActor } from '#app/http/actor.server.ts'
import type { PageHandle } from '#app/http/handle.ts'
import { useT } from '#app/i18n/use-t.ts'
import { paths } from '#app/paths.ts'
import { deskStanding } from '#app/usecases/desk/home.server.ts'

export const handle: PageHandle = { title: 'desk.standing', layout: 'plain' }

export async function loader(args: LoaderFunctionArgs) {
	const ctx = await requireActor(args, 'desk.read')
	return { dealers: await deskStanding(ctx), today: ctx.today }
}

export default function DeskStanding() {
	const t = useT()
	const { dealers, today } = useLoaderData<typeof loader>()
	return (
		<DeskPage title={t('desk.standing')} docno={dealers.map((dealer) => dealer.code).join(' ')}>
			{dealers.map((dealer) => (
				<div key={dealer.id}>
					<p className="second mt2">{dealer.name}</p>
					<Section id={`points-${dealer.id}`} title={t('ledger.ladder')} sub={t('ledger.ladder.sub')}>
						<PointsLadder ladder={dealer.ladder} today={today} />
					</Section>
					<Section id={`measures-${dealer.id}`} title={t('desk.measures')}>
						<DeskMeasures lines={dealer.measures} today={today} />
					</Section>
					<Section id={`deposit-${dealer.id}`} title={t('ledger.deposit')} sub={t('ledger.deposit.sub')}>
						<DepositNow deposit={dealer.deposit} />
					</Section>
					<Section id={`holds-${dealer.id}`} title={t('ledger.holds')}>
						<Holds deposit={dealer.deposit} to={paths.deskCase} />
					</Section>
					<MoneyStandingSections
						dealerId={dealer.id}
						staff={false}
						money={dealer.money}
						links={{
							invoice: (one) => (one.penaltyId === null ? null : paths.deskCase(one.penaltyId)),
							statement: (period) => paths.deskStatement(dealer.id, period),
						}}
					/>
					<Section id={`ledger-${dealer.id}`} title={t('ledger.entries')}>
						{dealer.ledger.length > 0 ? (
							<DealerLedger rows={dealer.ledger} caseTo={paths.deskCase} />
						) : (
							<p className="muted">{t('ledger.entries.none')}</p>
						)}
					</Section>
				</div>
			))}
		</DeskPage>
	)
}
